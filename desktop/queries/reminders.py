"""Reminders of whoever is signed in."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select

from desktop.domain.actor import Actor
from desktop.domain.ids import CaseId, PersonId, ReminderId
from desktop.domain.names import initials
from desktop.domain.permissions import Permission, needs
from desktop.domain.sealed_text import ShownWords
from desktop.models.guarded import show_field
from desktop.models.person import Person
from desktop.models.reminder import Reminder
from desktop.models.session import RecordSession
from desktop.queries.visible import over_whom_glass_is_broken, sees_person


@dataclass(frozen=True, slots=True)
class ReminderLine:
    """One reminder; the person it is about stands there by reference and initials, if there is one."""

    reminder_id: ReminderId
    version: int
    person_id: PersonId | None
    case_id: CaseId | None
    reference: str
    initials: str
    due_on: date
    words: ShownWords
    put_off_words: ShownWords


@needs(Permission.KEEP_REMINDERS)
def own_reminders(
    session: RecordSession, *, actor: Actor, until: date | None = None
) -> tuple[ReminderLine, ...]:
    """List one's own reminders that are not done, the earliest first; with a day, those due by then.

    Reminders about people out of sight, or who died, are left out.
    """
    statement = (
        select(Reminder, Person)
        .join(Person, Person.id == Reminder.person_id, isouter=True)
        .where(
            Reminder.user_id == actor.user_id,
            Reminder.archived_at.is_(None),
            Reminder.done_on.is_(None),
            Reminder.words.is_not(None),
            or_(Person.id.is_(None), sees_person(session)),
            Person.died_on.is_(None),
        )
        .order_by(Reminder.due_on, Reminder.id)
    )
    if until is not None:
        statement = statement.where(Reminder.due_on <= until)
    broken = over_whom_glass_is_broken(session)
    return tuple(
        _line(session, one, person, glass=one.person_id in broken)
        for one, person in session.execute(statement)
    )


def _line(session: RecordSession, one: Reminder, person: Person | None, *, glass: bool) -> ReminderLine:
    return ReminderLine(
        reminder_id=ReminderId(one.id),
        version=one.version,
        person_id=None if person is None else PersonId(person.id),
        case_id=None if one.case_id is None else CaseId(one.case_id),
        reference="" if person is None else person.reference,
        initials="" if person is None else initials(person.forename, person.surname),
        due_on=one.due_on,
        words=show_field(session, one, "words", glass=glass),
        put_off_words=show_field(session, one, "put_off_words", glass=glass),
    )
