"""Breaking the glass through the window."""

from desktop.domain.actor import Role
from desktop.queries.glass import broken_glass
from desktop.ui.glass.forms import ADDINGS
from tests.services.colleagues import Team
from tests.ui.conftest import words
from tests.ui.seated import Sit

(BREAK,) = ADDINGS


def test_what_it_means_is_said_first_and_the_lead_learns_why(team: Team, sit: Sit) -> None:
    desk = sit(Role.SUPPORT_WORKER, team.person())
    form = desk.begin(BREAK)
    assert "The safeguarding lead is told" in words(form)
    desk.fill(form, reason="urgent")
    form.save()
    desk.says("The reason is too short")
    assert desk.asks(broken_glass) == ()
    desk.fill(form, reason="She is at the door and I must know who may fetch her", hours="1")
    desk.save(form)
    desk.gone()
    (row,) = desk.asks(broken_glass)
    assert row.reason.startswith("She is at the door")
    assert row.who == "Sam Worker"
    assert (row.until - row.broken_at).total_seconds() == 3600


def test_more_than_a_shift_is_not_offered(team: Team, sit: Sit) -> None:
    desk = sit(Role.SUPPORT_WORKER, team.person())
    form = desk.begin(BREAK)
    desk.fill(form, reason="She is at the door and I must know who may fetch her", hours="48")
    form.save()
    assert form.fields["hours"].complaint
