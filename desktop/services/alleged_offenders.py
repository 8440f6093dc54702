"""What was said of whoever is said to have done it: as possible, sealed always, never searched."""

from datetime import date
from uuid import UUID

from desktop.domain.actor import Actor
from desktop.domain.dates import civil_date
from desktop.domain.ids import CaseId, PersonId
from desktop.domain.permissions import Permission, needs
from desktop.errors import BadInputError
from desktop.models.involved_person import AllegedOffender
from desktop.models.session import RecordSession
from desktop.services.case_records import add_record, record_to_change, tidy_words, write_words


@needs(Permission.NOTE_AROUND_CASE)
def note_alleged_offender(
    session: RecordSession,
    *,
    actor: Actor,
    person_id: PersonId,
    case_id: CaseId | None = None,
    words: str,
    told_on: date | None = None,
) -> UUID:
    """Note what the person said of whoever is said to have done it, on a day (today unless said).

    Raises:
        BadInputError: the person is out of sight, nothing was written, or the day lies ahead.
    """
    today = civil_date(session.now)
    if told_on is not None and told_on > today:
        what = "It cannot have been told on a day that has not come."
        raise BadInputError(what, "Check the day.")
    _required(words)
    values = {"told_on": told_on or today, "told_to": actor.user_id}
    record = add_record(
        session,
        AllegedOffender,
        person_id=person_id,
        case_id=case_id,
        values=values,
        words={"words": words},
        sealed=True,
    )
    return record.id


@needs(Permission.READ_SEALED)
def change_alleged_offender(
    session: RecordSession, *, actor: Actor, alleged_offender_id: UUID, version: int, words: str
) -> None:
    """Correct what was noted; only for those who can read what they change.

    Raises:
        BadInputError: it is not there, or nothing was written.
        StaleVersionError: somebody changed it since.
    """
    del actor
    record = record_to_change(session, AllegedOffender, record_id=alleged_offender_id, version=version)
    _required(words)
    write_words(session, record, words={"words": words}, sealed=True)


@needs(Permission.READ_SEALED)
def archive_alleged_offender(
    session: RecordSession, *, actor: Actor, alleged_offender_id: UUID, version: int
) -> None:
    """Put away what was noted of somebody.

    Raises:
        BadInputError: it is not there.
        StaleVersionError: somebody changed it since.
    """
    del actor
    record = record_to_change(session, AllegedOffender, record_id=alleged_offender_id, version=version)
    record.archived_at = session.now


def _required(words: str) -> None:
    if not tidy_words(words):
        what = "Nothing is written."
        raise BadInputError(what, "Write what was said, or leave.")
