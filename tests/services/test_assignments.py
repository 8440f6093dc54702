"""A person is given to a colleague, who then sees them, and taken back."""

from datetime import timedelta

import pytest

from desktop.domain.actor import Actor, Role
from desktop.domain.ids import CaseId, UserId
from desktop.domain.permissions import Permission
from desktop.errors import BadInputError, NotAllowedError, RefusedError, StaleVersionError
from desktop.models.base import new_id
from desktop.queries.assignments import people_assigned_to_me, who_helps
from desktop.queries.colleagues import colleagues
from desktop.queries.history import record_history
from desktop.services.assignments import NewAssignment, assign_person, end_assignment
from desktop.services.sealing import seal_case
from desktop.store.records import Records
from tests.services.casework import OPENED, TODAY, YESTERDAY, Helped, ask, colleague, do, rang


@pytest.fixture
def volunteer(records: Records, actor: Actor) -> Actor:
    return colleague(records, actor, Role.VOLUNTEER, name="Val Volunteer")


def test_a_volunteer_sees_whom_they_were_given_until_the_last_day(
    records: Records, actor: Actor, volunteer: Actor, jo: Helped
) -> None:
    assert ask(records, volunteer, people_assigned_to_me) == ()
    new = NewAssignment(person_id=jo.person, user_id=volunteer.user_id, from_on=OPENED, note="Likes tea.")
    given = do(records, actor, assign_person, new=new)
    (seen,) = ask(records, volunteer, people_assigned_to_me)
    assert (seen.person_id, seen.name, seen.initials, seen.alerts) == (jo.person, "Jo Ashdown", "J.A.", 0)
    assert seen.note.text == "Likes tea."
    (row,) = ask(records, actor, who_helps, person_id=jo.person)
    assert (row.colleague, row.case_id, row.in_force) == ("Val Volunteer", jo.case, True)
    rang(records, volunteer, jo.person)
    with pytest.raises(BadInputError, match="before it began"):
        do(
            records,
            actor,
            end_assignment,
            assignment_id=given,
            version=1,
            until_on=OPENED - timedelta(days=1),
        )
    do(records, actor, end_assignment, assignment_id=given, version=1, until_on=YESTERDAY)
    with pytest.raises(StaleVersionError):
        do(records, actor, end_assignment, assignment_id=given, version=1, until_on=TODAY)
    assert ask(records, volunteer, people_assigned_to_me) == ()
    history = ask(records, actor, record_history, record_id=given)
    assert [one.operation for one in history] == ["update", "insert"]


def test_who_cannot_be_given_a_person_is_said(
    records: Records, actor: Actor, volunteer: Actor, jo: Helped
) -> None:
    clerk = colleague(records, actor, Role.ADMINISTRATOR)
    new = {"person_id": jo.person}
    for user, words, error in (
        (UserId(new_id()), {}, BadInputError),
        (clerk.user_id, {}, RefusedError),
        (volunteer.user_id, {"until_on": OPENED}, BadInputError),
        (volunteer.user_id, {"case_id": CaseId(new_id())}, BadInputError),
    ):
        with pytest.raises(error):
            do(records, actor, assign_person, new=NewAssignment(user_id=user, **{**new, **words}))  # type: ignore[arg-type]
    usual = NewAssignment(user_id=volunteer.user_id, person_id=jo.person)
    with pytest.raises(NotAllowedError, match="role"):
        do(records, volunteer, assign_person, new=usual)
    do(records, actor, assign_person, new=usual)
    with pytest.raises(RefusedError, match="already"):
        do(records, actor, assign_person, new=usual)


def test_a_sealed_case_is_not_for_volunteers(
    records: Records, actor: Actor, volunteer: Actor, jo: Helped
) -> None:
    do(records, actor, seal_case, case_id=jo.case, version=1)
    with pytest.raises(RefusedError, match="sealed"):
        do(
            records,
            actor,
            assign_person,
            new=NewAssignment(user_id=volunteer.user_id, person_id=jo.person),
        )


def test_colleagues_are_listed_by_what_they_may_do(records: Records, actor: Actor, volunteer: Actor) -> None:
    worker = colleague(records, actor, Role.SUPPORT_WORKER, name="Wyn Worker")
    everybody = ask(records, volunteer, colleagues)
    assert [one.name for one in everybody] == ["Mo Manager", "Val Volunteer", "Wyn Worker"]
    takes_cases = ask(records, actor, colleagues, who_may=Permission.SEE_CASES)
    assert [one.user_id for one in takes_cases] == [actor.user_id, worker.user_id]
