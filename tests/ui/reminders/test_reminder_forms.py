"""Reminders through the window."""

from datetime import UTC, datetime, timedelta

from desktop.domain.actor import Role
from desktop.domain.dates import civil_date
from desktop.queries.reminders import own_reminders
from desktop.ui.reminders.forms import ADDINGS, OPENINGS
from tests.services.colleagues import Team
from tests.ui.seated import Sit

(ADD,), (OPEN,) = ADDINGS, OPENINGS
TODAY = civil_date(datetime.now(UTC))


def test_a_reminder_is_written_put_off_with_a_reason_and_done(team: Team, sit: Sit) -> None:
    desk = sit(Role.MANAGER, team.person())
    form = desk.begin(ADD)
    desk.fill(form, words="Ask the court about screens", due=TODAY + timedelta(days=3))
    desk.save(form)
    (line,) = desk.asks(own_reminders)
    assert line.words.text == "Ask the court about screens"
    desk.open(OPEN, line.reminder_id)
    desk.press("Put it off…")
    form = desk.form("Put the reminder off")
    desk.fill(form, due=TODAY + timedelta(days=9))
    form.save()
    assert form.fields["why"].complaint
    desk.fill(form, why="The clerk is away")
    desk.save(form)
    desk.says("The clerk is away")
    (line,) = desk.asks(own_reminders)
    assert line.due_on == TODAY + timedelta(days=9)
    desk.press("Done")
    desk.says("The reminder is done.")
    assert desk.asks(own_reminders) == ()


def test_save_and_add_another_begins_anew(team: Team, sit: Sit) -> None:
    desk = sit(Role.MANAGER, team.person())
    form = desk.begin(ADD)
    desk.fill(form, words="Ring the landlord", due=TODAY)
    form.save_and_another()
    desk.qtbot.waitUntil(lambda: form.fields["words"].input.typed() == "", timeout=20_000)
    assert desk.panel.inside is form
    assert len(desk.asks(own_reminders)) == 1
