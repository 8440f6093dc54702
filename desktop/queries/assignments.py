"""Who helps whom: the people given to whoever asks, and everybody who helps one person."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, or_, select

from desktop.domain.actor import Actor
from desktop.domain.dates import civil_date
from desktop.domain.ids import AssignmentId, CaseId, PersonId, UserId
from desktop.domain.names import display_name, initials
from desktop.domain.permissions import Permission, needs
from desktop.domain.sealed_text import ShownWords
from desktop.models.alert import Alert
from desktop.models.assignment import Assignment
from desktop.models.person import Person
from desktop.models.session import RecordSession
from desktop.models.user import User
from desktop.queries.visible import reading, require_person, sees_person, sees_record


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignedPerson:
    """Somebody given to whoever asks; ``alerts`` counts what must be seen before acting."""

    assignment_id: AssignmentId
    person_id: PersonId
    reference: str
    name: str
    initials: str
    from_on: date
    until_on: date | None
    note: ShownWords
    alerts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignmentRow:
    """A colleague who helps, or helped, one person."""

    assignment_id: AssignmentId
    version: int
    user_id: UserId
    colleague: str
    case_id: CaseId | None
    from_on: date
    until_on: date | None
    in_force: bool
    note: ShownWords


@needs(Permission.SEE_PERSON)
def people_assigned_to_me(session: RecordSession, *, actor: Actor) -> tuple[AssignedPerson, ...]:
    """List the people given to whoever asks today, by name."""
    today = civil_date(session.now)
    read = reading(session)
    alerts = (
        select(func.count(Alert.id))
        .where(Alert.person_id == Person.id, Alert.resolved_on.is_(None), Alert.archived_at.is_(None))
        .scalar_subquery()
    )
    statement = (
        select(Assignment, Person, alerts.label("alerts"))
        .join(Person, Person.id == Assignment.person_id)
        .where(
            Assignment.user_id == actor.user_id,
            Assignment.archived_at.is_(None),
            Assignment.from_on <= today,
            or_(Assignment.until_on.is_(None), Assignment.until_on >= today),
            Person.archived_at.is_(None),
            sees_person(session),
        )
        .order_by(Person.surname, Person.forename, Person.reference)
    )
    return tuple(
        AssignedPerson(
            assignment_id=AssignmentId(given.id),
            person_id=PersonId(person.id),
            reference=person.reference,
            name=display_name(person.forename, person.surname, person.known_as),
            initials=initials(person.forename, person.surname),
            from_on=given.from_on,
            until_on=given.until_on,
            note=read(given, "note"),
            alerts=count,
        )
        for given, person, count in session.execute(statement)
    )


@needs(Permission.SEE_CASE_NOTES)
def who_helps(session: RecordSession, *, actor: Actor, person_id: PersonId) -> tuple[AssignmentRow, ...]:
    """List the colleagues to whom a person was given, the newest first.

    Raises:
        BadInputError: there is no such person, or they are out of sight.
    """
    del actor
    require_person(session, person_id)
    today = civil_date(session.now)
    read = reading(session)
    statement = (
        select(Assignment, User.name)
        .join(User, User.id == Assignment.user_id)
        .where(
            Assignment.person_id == person_id,
            Assignment.archived_at.is_(None),
            sees_record(session, Assignment),
        )
        .order_by(Assignment.from_on.desc(), Assignment.id.desc())
    )
    return tuple(
        AssignmentRow(
            assignment_id=AssignmentId(given.id),
            version=given.version,
            user_id=UserId(given.user_id),
            colleague=name,
            case_id=CaseId(given.case_id) if given.case_id else None,
            from_on=given.from_on,
            until_on=given.until_on,
            in_force=given.from_on <= today and (given.until_on is None or given.until_on >= today),
            note=read(given, "note"),
        )
        for given, name in session.execute(statement)
    )
