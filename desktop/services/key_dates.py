"""Key dates: a hearing, the end of bail, a release from prison; noted ahead, and dealt with."""

import re
from dataclasses import dataclass
from datetime import date

from desktop.domain.actor import Actor
from desktop.domain.dates import civil_date
from desktop.domain.ids import CaseId, KeyDateId, PersonId
from desktop.domain.permissions import Permission, needs
from desktop.errors import BadInputError, RefusedError
from desktop.models.key_date import KeyDate
from desktop.models.session import RecordSession
from desktop.services.case_records import add_record, check_code, record_to_change, write_words

_CLOCK_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_FAR = 50
"""Years: a key date further off is a slip of typing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyDateWords:
    """A date that matters; ``at_time`` is clock time as "14:05"."""

    kind_code: str
    happens_on: date
    at_time: str | None = None
    place: str | None = None
    note: str | None = None


@needs(Permission.NOTE_AROUND_CASE)
def add_key_date(
    session: RecordSession,
    *,
    actor: Actor,
    person_id: PersonId,
    case_id: CaseId | None = None,
    words: KeyDateWords,
) -> KeyDateId:
    """Note a date for a person.

    Raises:
        BadInputError: the person is out of sight, the kind is unknown, the day or time cannot be meant.
    """
    del actor
    check_code(session, list_key="key-date-kind", code=words.kind_code, on=civil_date(session.now))
    record = add_record(
        session,
        KeyDate,
        person_id=person_id,
        case_id=case_id,
        values=_values(session, words),
        words={"place": words.place, "note": words.note},
    )
    return KeyDateId(record.id)


@needs(Permission.NOTE_AROUND_CASE)
def change_key_date(
    session: RecordSession, *, actor: Actor, key_date_id: KeyDateId, version: int, words: KeyDateWords
) -> None:
    """Write a date anew: hearings are moved.

    Raises:
        BadInputError: it is out of sight, the kind is unknown, the day or time cannot be meant.
        StaleVersionError: somebody changed it since.
    """
    del actor
    record = record_to_change(session, KeyDate, record_id=key_date_id, version=version)
    if words.kind_code != record.kind_code:
        check_code(session, list_key="key-date-kind", code=words.kind_code, on=civil_date(session.now))
    for name, value in _values(session, words).items():
        setattr(record, name, value)
    write_words(session, record, words={"place": words.place, "note": words.note})


@needs(Permission.NOTE_AROUND_CASE)
def deal_with_key_date(session: RecordSession, *, actor: Actor, key_date_id: KeyDateId, version: int) -> None:
    """Say that what the date asks for is done.

    Raises:
        BadInputError: it is out of sight.
        RefusedError: it is dealt with already.
        StaleVersionError: somebody changed it since.
    """
    del actor
    record = record_to_change(session, KeyDate, record_id=key_date_id, version=version)
    if record.dealt_with_on is not None:
        what = "This date is dealt with already."
        raise RefusedError(what)
    record.dealt_with_on = civil_date(session.now)


@needs(Permission.NOTE_AROUND_CASE)
def archive_key_date(session: RecordSession, *, actor: Actor, key_date_id: KeyDateId, version: int) -> None:
    """Put a date away that was noted by mistake.

    Raises:
        BadInputError: it is out of sight.
        StaleVersionError: somebody changed it since.
    """
    del actor
    record = record_to_change(session, KeyDate, record_id=key_date_id, version=version)
    record.archived_at = session.now


def _values(session: RecordSession, words: KeyDateWords) -> dict[str, object]:
    at_time = (words.at_time or "").strip() or None
    if at_time is not None and not _CLOCK_TIME.fullmatch(at_time):
        what = f"“{at_time[:20]}” is not a time of day."
        raise BadInputError(what, "Write it like 14:05.")
    if abs(words.happens_on.year - civil_date(session.now).year) > _FAR:
        what = f"The year {words.happens_on.year} cannot be meant."
        raise BadInputError(what, "Check the day.")
    return {"kind_code": words.kind_code, "happens_on": words.happens_on, "at_time": at_time}
