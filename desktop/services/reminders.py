"""Reminders: one line for one day, of whoever wrote it; done, or put off with words."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from desktop.domain.actor import Actor
from desktop.domain.dates import civil_date
from desktop.domain.ids import CaseId, PersonId, ReminderId
from desktop.domain.permissions import Permission, needs
from desktop.errors import BadInputError, RefusedError
from desktop.models.case import Case
from desktop.models.guarded import keep_words
from desktop.models.reminder import Reminder
from desktop.models.session import RecordSession
from desktop.queries.visible import require_person, sees_reminder
from desktop.services.case_records import at_version, is_sealed, tidy_words

LONGEST_LINE = 200
"""Letters of a reminder: more belongs into the record."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewReminder:
    """One line for a day, perhaps about a person and a case of theirs."""

    due_on: date
    words: str
    person_id: PersonId | None = None
    case_id: CaseId | None = None


@needs(Permission.KEEP_REMINDERS)
def write_reminder(session: RecordSession, *, actor: Actor, reminder: NewReminder) -> ReminderId:
    """Write a reminder for oneself; about a sealed case its words are sealed.

    Raises:
        BadInputError: the person or case is out of sight, it is empty or too long, or its day has gone by.
    """
    if reminder.person_id is not None:
        require_person(session, reminder.person_id)
    _check_case(session, reminder)
    _check_day(session, reminder.due_on)
    record = Reminder(
        user_id=actor.user_id,
        person_id=reminder.person_id,
        case_id=reminder.case_id,
        due_on=reminder.due_on,
        written_by=actor.user_id,
    )
    _keep(session, record, "words", reminder.words)
    session.add(record)
    return ReminderId(record.id)


@needs(Permission.KEEP_REMINDERS)
def finish_reminder(session: RecordSession, *, actor: Actor, reminder_id: ReminderId, version: int) -> None:
    """Say that a reminder of one's own is done.

    Raises:
        BadInputError: it is not there, somebody else's, or about somebody out of sight, which is said alike.
        RefusedError: it is done already.
        StaleVersionError: it was changed since.
    """
    del actor
    record = _own(session, reminder_id, version)
    record.done_on = civil_date(session.now)


@needs(Permission.KEEP_REMINDERS)
def put_off_reminder(
    session: RecordSession,
    *,
    actor: Actor,
    reminder_id: ReminderId,
    version: int,
    due_on: date,
    words: str,
) -> None:
    """Put a reminder of one's own off to another day, and say why.

    Raises:
        BadInputError: it is not there, somebody else's or about somebody out of sight, no reason is given,
            or the day has gone by.
        RefusedError: it is done already.
        StaleVersionError: it was changed since.
    """
    del actor
    record = _own(session, reminder_id, version)
    _check_day(session, due_on)
    _keep(session, record, "put_off_words", words)
    record.due_on = due_on


def _own(session: RecordSession, reminder_id: ReminderId, version: int) -> Reminder:
    record = session.scalar(
        select(Reminder).where(
            Reminder.id == reminder_id, Reminder.archived_at.is_(None), sees_reminder(session)
        )
    )
    if record is None:
        what = "This reminder is not among yours."
        raise BadInputError(what, "Look at Today again.")
    at_version(record, version=version)
    if record.done_on is not None:
        what = "This reminder is done already."
        raise RefusedError(what, "Write a new one.")
    return record


def _keep(session: RecordSession, record: Reminder, field: str, text: str) -> None:
    clean = tidy_words(text)
    if clean is None:
        what = "There are no words." if field == "words" else "It does not say why."
        raise BadInputError(what, "Write one line.")
    line = " ".join(clean.split())
    if len(line) > LONGEST_LINE:
        what = f"This has {len(line)} letters; a reminder holds {LONGEST_LINE}."
        raise BadInputError(what, "Shorten it.")
    keep_words(session, record, field, line, sealed=is_sealed(session, case_id=record.case_id))


def _check_case(session: RecordSession, reminder: NewReminder) -> None:
    if reminder.case_id is None:
        return
    whose = session.scalar(select(Case.person_id).where(Case.id == reminder.case_id))
    if whose is None or whose != reminder.person_id:
        what = "This case is not in these records."
        raise BadInputError(what, "Find it again.")


def _check_day(session: RecordSession, due_on: date) -> None:
    if due_on < civil_date(session.now):
        what = "This day has gone by."
        raise BadInputError(what, "Choose today or a later day.")
