"""Locking a colleague out through the window, and letting them in again."""

from desktop.domain.actor import Role
from desktop.queries.lock_outs import lock_outs
from desktop.ui.lock_outs.forms import ADDINGS
from tests.services.colleagues import Team
from tests.ui.conftest import words
from tests.ui.seated import Sit

(LOCK,) = ADDINGS


def test_a_lead_keeps_a_colleague_away_and_lets_them_in_again(team: Team, sit: Sit) -> None:
    person = team.person()
    desk = sit(Role.SAFEGUARDING_LEAD, person)
    form = desk.begin(LOCK)
    assert "Locked out now" not in words(form)
    desk.fill(form, who=str(team[Role.SUPPORT_WORKER].user_id), reason="They are neighbours")
    desk.save(form)
    desk.gone()
    (row,) = desk.asks(lock_outs, person_id=person)
    assert (row.colleague, row.reason.text) == ("Sam Worker", "They are neighbours")
    form = desk.begin(LOCK)
    assert "They are neighbours" in words(form)
    desk.press("Lift: Sam Worker")
    desk.qtbot.waitUntil(lambda: desk.asks(lock_outs, person_id=person)[0].lifted_on is not None)
