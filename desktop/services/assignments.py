"""Giving a person to a colleague, above all to a volunteer, who sees nobody else; and taking them back."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import or_, select

from desktop.domain.actor import Actor, Role
from desktop.domain.dates import civil_date
from desktop.domain.ids import AssignmentId, CaseId, PersonId, UserId
from desktop.domain.permissions import PERMISSIONS, Permission, needs
from desktop.errors import BadInputError, RefusedError
from desktop.models.assignment import Assignment
from desktop.models.case import Case
from desktop.models.session import RecordSession
from desktop.models.user import User
from desktop.queries.visible import require_case, require_person, sees_case
from desktop.services.case_records import add_record, record_to_change, require_colleague


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAssignment:
    """Who is to help whom, from when (today), until when, in which case (the one open case)."""

    person_id: PersonId
    user_id: UserId
    case_id: CaseId | None = None
    from_on: date | None = None
    until_on: date | None = None
    note: str | None = None


@needs(Permission.ASSIGN)
def assign_person(session: RecordSession, *, actor: Actor, new: NewAssignment) -> AssignmentId:
    """Give a person to a colleague.

    Raises:
        BadInputError: there is no such person, case or colleague, or the days cannot be.
        RefusedError: they have the person already, their role does not let them see anybody, they are locked
            out, or the case is sealed and they could not see it.
    """
    del actor
    require_person(session, new.person_id)
    user = require_colleague(session, user_id=new.user_id, may=Permission.SEE_PERSON, person_id=new.person_id)
    from_on = new.from_on or civil_date(session.now)
    if new.until_on is not None and new.until_on < from_on:
        what = "The help ends before it begins."
        raise BadInputError(what, "Check both days.")
    _refuse_twice(session, user, new.person_id, from_on)
    case = _case_of(session, new)
    works_with_cases = PERMISSIONS[Permission.SEE_CASES] & {Role(role) for role in user.roles}
    if case is not None and case.sealed_on is not None and not works_with_cases:
        what = f"Case {case.reference} is sealed: {user.name} would see nothing of it."
        raise RefusedError(what, "Choose somebody who works with cases.")
    record = add_record(
        session,
        Assignment,
        person_id=new.person_id,
        case_id=CaseId(case.id) if case else None,
        values={"user_id": new.user_id, "from_on": from_on, "until_on": new.until_on},
        words={"note": new.note},
    )
    return AssignmentId(record.id)


@needs(Permission.ASSIGN)
def end_assignment(
    session: RecordSession, *, actor: Actor, assignment_id: AssignmentId, version: int, until_on: date
) -> None:
    """Say on which day a colleague helps a person for the last time.

    Raises:
        BadInputError: there is no such assignment, or it would end before it began.
        StaleVersionError: somebody changed it since.
    """
    del actor
    record = record_to_change(session, Assignment, record_id=assignment_id, version=version)
    if until_on < record.from_on:
        what = "The help would end before it began."
        raise BadInputError(what, "Check the day.")
    record.until_on = until_on


def _refuse_twice(session: RecordSession, user: User, person_id: PersonId, from_on: date) -> None:
    known: UUID | None = session.scalar(
        select(Assignment.id)
        .where(
            Assignment.person_id == person_id,
            Assignment.user_id == user.id,
            Assignment.archived_at.is_(None),
            or_(Assignment.until_on.is_(None), Assignment.until_on >= from_on),
        )
        .limit(1)
    )
    if known is not None:
        what = f"{user.name} has this person already."
        raise RefusedError(what, "Change the day on which it ends, if it should.")


def _case_of(session: RecordSession, new: NewAssignment) -> Case | None:
    """Take the case that was said, else the one open case."""
    if new.case_id is not None:
        case = require_case(session, new.case_id)
        if case.person_id != new.person_id:
            what = "This case is not in these records."
            raise BadInputError(what, "Find it again.")
        return case
    open_cases = session.scalars(
        select(Case).where(
            Case.person_id == new.person_id,
            Case.closed_on.is_(None),
            Case.archived_at.is_(None),
            sees_case(session),
        )
    ).all()
    if len(open_cases) > 1:
        what = "This person has more than one open case."
        raise BadInputError(what, "Choose the case it is for.")
    return open_cases[0] if open_cases else None
