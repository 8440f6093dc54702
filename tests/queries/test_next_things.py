"""What comes next for somebody: promises first, nothing of a closed case but its promises, nothing sealed."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from desktop.domain.actor import Actor, Role
from desktop.domain.ids import CaseId
from desktop.domain.plan_states import ActionOwner
from desktop.errors import BadInputError, NotAllowedError
from desktop.queries.next_things import NextThing, next_things
from desktop.services.actions import NewAction
from desktop.services.glass import break_glass
from desktop.services.key_dates import KeyDateWords, add_key_date
from desktop.services.plans import NewPlan, make_plan
from desktop.services.reminders import NewReminder, write_reminder
from desktop.services.sealing import seal_case
from desktop.store.keys import StoreKeys
from desktop.store.records import Records
from tests.services.casework import opened_without_keys
from tests.services.made_case import OPENED, TODAY, MadeCase, made_case
from tests.store.made import Clock

SOON, LATER = TODAY + timedelta(days=3), TODAY + timedelta(days=30)


@pytest.fixture
def ada(records: Records, actor: Actor) -> MadeCase:
    return made_case(records, actor)


def _plan(ada: MadeCase, case: CaseId | None = None, *, review_on: date = LATER) -> None:
    steps = (
        NewAction(words="Ask for the alarm", owner=ActionOwner.WORKER, due_on=SOON),
        NewAction(words="Ring her sister", owner=ActionOwner.WORKER, due_on=LATER, promised=True),
        NewAction(words="Keep a diary", owner=ActionOwner.PERSON),
    )
    words = NewPlan(made_on=OPENED, review_on=review_on, actions=steps)
    ada.do(make_plan, case_id=case or ada.case, words=words)


def _next(ada: MadeCase, *, by: Actor | None = None) -> tuple[NextThing, ...]:
    return ada.ask(next_things, by=by, person_id=ada.person, code_lists=ada.lists)


def _words(ada: MadeCase, *, by: Actor | None = None) -> list[str]:
    return [thing.words for thing in _next(ada, by=by)]


def test_promises_come_first_then_what_is_due_soonest_and_undated_ones_last(ada: MadeCase) -> None:
    _plan(ada)
    hearing = KeyDateWords(kind_code="hearing", happens_on=TODAY + timedelta(days=1), at_time="10:00")
    ada.do(add_key_date, person_id=ada.person, case_id=ada.case, words=hearing)
    found = _next(ada)
    assert [thing.kind for thing in found] == ["action", "key_date", "action", "plan", "action"]
    assert found[0].words == "Ring her sister"
    assert found[0].promised
    assert (found[-1].words, found[-1].due, found[-1].who) == ("Keep a diary", None, "they do it")


def test_of_a_closed_case_only_the_promises_stay(ada: MadeCase) -> None:
    _plan(ada, review_on=TODAY)
    ada.say_of_case(closed_on=TODAY, ending_code="needs-met")
    assert _words(ada) == ["Ring her sister"]


def test_a_case_that_is_open_still_asks_for_its_plan_when_another_closed(ada: MadeCase) -> None:
    second = ada.other_case()
    _plan(ada, second)
    _plan(ada)
    ada.say_of_case(closed_on=TODAY, ending_code="needs-met")
    assert [thing.kind for thing in _next(ada)].count("plan") == 1
    assert _words(ada).count("Ask for the alarm") == 1


def test_for_somebody_who_died_nothing_comes_not_even_a_promise(ada: MadeCase) -> None:
    _plan(ada)
    ada.do(write_reminder, reminder=NewReminder(due_on=SOON, words="Ring", person_id=ada.person))
    ada.say_of_person(died_on=TODAY)
    assert _next(ada) == ()


def test_whoever_asked_not_to_be_contacted_is_asked_about_no_plan_and_every_action_says_so(
    ada: MadeCase,
) -> None:
    _plan(ada)
    assert not any(thing.asked_not_to_be_contacted for thing in _next(ada))
    ada.say_of_person(no_contact_since=TODAY)
    found = _next(ada)
    assert {thing.kind for thing in found} == {"action"}
    assert all(thing.asked_not_to_be_contacted for thing in found)


def test_reminders_are_ones_own(ada: MadeCase) -> None:
    worker = ada.colleague(Role.SUPPORT_WORKER, "Amal Haddad")
    ada.do(write_reminder, reminder=NewReminder(due_on=SOON, words="Ask the court", person_id=ada.person))
    assert _words(ada) == ["Ask the court"]
    assert _words(ada, by=worker) == []


def test_whoever_is_locked_out_is_told_like_of_nobody(ada: MadeCase) -> None:
    worker = ada.colleague(Role.SUPPORT_WORKER, "Amal Haddad")
    _plan(ada)
    assert "Ring her sister" in _words(ada, by=worker)
    ada.lock_out(worker)
    with pytest.raises(BadInputError, match="not in these records"):
        _next(ada, by=worker)


def test_a_sealed_case_says_nothing_of_its_plan_to_whoever_does_not_read_it(ada: MadeCase) -> None:
    worker = ada.colleague(Role.SUPPORT_WORKER, "Amal Haddad")
    other = ada.other_case()
    _plan(ada)
    ada.do(seal_case, case_id=ada.case, version=1)
    assert "Ring her sister" in _words(ada)
    assert _next(ada, by=worker) == ()
    ada.do(seal_case, case_id=other, version=1)
    with pytest.raises(BadInputError, match="not in these records"):
        _next(ada, by=worker)


def test_broken_glass_shows_what_a_sealed_case_still_asks_for(
    ada: MadeCase, folder: Path, keys: StoreKeys, clock: Clock
) -> None:
    worker = ada.colleague(Role.SUPPORT_WORKER, "Amal Haddad")
    ada.other_case()
    _plan(ada)
    ada.do(seal_case, case_id=ada.case, version=1)
    ada.records.close()
    theirs = replace(ada, records=opened_without_keys(folder, keys, clock, glass=True))
    assert _next(theirs, by=worker) == ()
    theirs.do(break_glass, by=worker, person_id=ada.person, reason="She rang in danger, nobody else is here.")
    assert {"Ring her sister", "Look at the plan again"} <= set(_words(theirs, by=worker))
    theirs.records.close()


@pytest.mark.parametrize("role", [Role.VOLUNTEER, Role.ADMINISTRATOR, Role.TRUSTEE])
def test_whoever_does_not_read_case_notes_is_refused(ada: MadeCase, role: Role) -> None:
    other = ada.colleague(role, "Vi Okafor")
    with pytest.raises(NotAllowedError):
        _next(ada, by=other)
