"""Reminders: one's own, for a day, done or put off with words."""

from datetime import date

import pytest

from desktop.domain.actor import Role
from desktop.domain.ids import CaseId
from desktop.errors import BadInputError, RefusedError, StaleVersionError
from desktop.queries.reminders import own_reminders
from desktop.services.reminders import NewReminder, finish_reminder, put_off_reminder, write_reminder
from tests.services.colleagues import Team

TOMORROW = date(2026, 4, 2)


def test_a_reminder_is_ones_own_and_done_or_put_off_with_words(team: Team) -> None:
    worker, person = team[Role.SUPPORT_WORKER], team.person()
    line = NewReminder(due_on=TOMORROW, words="Ask about\nthe alarm", person_id=person)
    reminder = team.does(worker, write_reminder, reminder=line)
    assert team.asks(team.manager, own_reminders) == ()
    with pytest.raises(BadInputError, match="not among yours"):
        team.does(team.manager, finish_reminder, reminder_id=reminder, version=1)
    assert team.asks(worker, own_reminders, until=date(2026, 4, 1)) == ()
    (kept,) = team.asks(worker, own_reminders, until=TOMORROW)
    assert (kept.words.text, kept.initials) == ("Ask about the alarm", "A.W.")
    later = {"reminder_id": reminder, "due_on": date(2026, 4, 9)}
    with pytest.raises(BadInputError, match="why"):
        team.does(worker, put_off_reminder, version=1, words=" ", **later)
    team.does(worker, put_off_reminder, version=1, words="She is away", **later)
    with pytest.raises(StaleVersionError):
        team.does(worker, put_off_reminder, version=1, words="She is away", **later)
    (kept,) = team.asks(worker, own_reminders)
    assert (kept.due_on, kept.put_off_words.text) == (date(2026, 4, 9), "She is away")
    team.does(worker, finish_reminder, reminder_id=reminder, version=2)
    assert team.asks(worker, own_reminders) == ()
    with pytest.raises(RefusedError, match="done already"):
        team.does(worker, finish_reminder, reminder_id=reminder, version=3)


def test_a_volunteer_is_reminded_of_people_assigned_and_nobody_else(team: Team) -> None:
    volunteer, person = team[Role.VOLUNTEER], team.person()
    line = NewReminder(due_on=TOMORROW, words="Bring the form", person_id=person)
    with pytest.raises(BadInputError, match="not in these records"):
        team.does(volunteer, write_reminder, reminder=line)
    team.assign(volunteer, person)
    team.does(volunteer, write_reminder, reminder=line)
    team.does(volunteer, write_reminder, reminder=NewReminder(due_on=TOMORROW, words="Key to the hall"))
    assert len(team.asks(volunteer, own_reminders)) == 2
    team.lock_out(volunteer, person)
    (left,) = team.asks(volunteer, own_reminders)
    assert left.words.text == "Key to the hall"


def test_a_reminder_about_a_sealed_case_is_sealed(team: Team) -> None:
    person = team.person()
    team.case(person)
    case = CaseId(team.case(person, sealed=True).id)
    line = NewReminder(due_on=TOMORROW, words="Ring the refuge", person_id=person, case_id=case)
    team.does(team.manager, write_reminder, reminder=line)
    team.does(team[Role.SUPPORT_WORKER], write_reminder, reminder=line)
    (read,) = team.asks(team.manager, own_reminders)
    assert (read.words.text, read.words.sealed) == ("Ring the refuge", True)
    (withheld,) = team.asks(team[Role.SUPPORT_WORKER], own_reminders)
    assert withheld.words.withheld


@pytest.mark.parametrize(
    ("reminder", "sentence"),
    [
        (NewReminder(due_on=date(2026, 3, 31), words="x"), "gone by"),
        (NewReminder(due_on=TOMORROW, words=" "), "no words"),
        (NewReminder(due_on=TOMORROW, words="x" * 201), "a reminder holds 200"),
    ],
)
def test_a_reminder_that_cannot_be_kept_is_explained(
    team: Team, reminder: NewReminder, sentence: str
) -> None:
    with pytest.raises(BadInputError, match=sentence):
        team.does(team.manager, write_reminder, reminder=reminder)
