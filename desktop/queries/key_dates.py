"""Key dates of a person, and those that are coming for everybody in sight."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from desktop.domain.actor import Actor
from desktop.domain.ids import CaseId, KeyDateId, PersonId
from desktop.domain.names import initials
from desktop.domain.permissions import Permission, needs
from desktop.domain.sealed_text import ShownWords
from desktop.models.guarded import show_field
from desktop.models.key_date import KeyDate
from desktop.models.person import Person
from desktop.models.session import RecordSession
from desktop.queries.visible import over_whom_glass_is_broken, require_person, sees_record


@dataclass(frozen=True, slots=True)
class KeyDateLine:
    """One date to be ready for; lists show the person by reference and initials."""

    key_date_id: KeyDateId
    version: int
    person_id: PersonId
    case_id: CaseId | None
    reference: str
    initials: str
    kind_code: str
    happens_on: date
    at_time: str | None
    place: ShownWords
    note: ShownWords
    dealt_with_on: date | None


@needs(Permission.SEE_CASE_NOTES)
def key_dates_of(session: RecordSession, *, actor: Actor, person_id: PersonId) -> tuple[KeyDateLine, ...]:
    """List the dates of a person in their order.

    Raises:
        BadInputError: there is no such person, or they are out of sight.
    """
    del actor
    require_person(session, person_id)
    return _lines(session, person_id=person_id)


@needs(Permission.SEE_CASE_NOTES)
def coming_key_dates(session: RecordSession, *, actor: Actor, until: date) -> tuple[KeyDateLine, ...]:
    """List the dates up to a day, that day included, that are not dealt with, the earliest first.

    Those gone by are among them until somebody deals with them; people who died have none.
    """
    del actor
    return _lines(session, until=until)


def _lines(
    session: RecordSession, *, person_id: UUID | None = None, until: date | None = None
) -> tuple[KeyDateLine, ...]:
    statement = (
        select(KeyDate, Person)
        .join(Person, Person.id == KeyDate.person_id)
        .where(KeyDate.archived_at.is_(None), sees_record(session, KeyDate))
        .order_by(KeyDate.happens_on, KeyDate.at_time, KeyDate.id)
    )
    if person_id is not None:
        statement = statement.where(KeyDate.person_id == person_id)
    if until is not None:
        statement = statement.where(
            KeyDate.happens_on <= until,
            KeyDate.dealt_with_on.is_(None),
            Person.died_on.is_(None),
            Person.archived_at.is_(None),
        )
    broken = over_whom_glass_is_broken(session)
    return tuple(
        KeyDateLine(
            key_date_id=KeyDateId(one.id),
            version=one.version,
            person_id=PersonId(person.id),
            case_id=None if one.case_id is None else CaseId(one.case_id),
            reference=person.reference,
            initials=initials(person.forename, person.surname),
            kind_code=one.kind_code,
            happens_on=one.happens_on,
            at_time=one.at_time,
            place=show_field(session, one, "place", glass=person.id in broken),
            note=show_field(session, one, "note", glass=person.id in broken),
            dealt_with_on=one.dealt_with_on,
        )
        for one, person in session.execute(statement)
    )
