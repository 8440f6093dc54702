"""Supervision notes: what a supervisor and a worker talked about and agreed."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from desktop.domain.actor import Actor, Role
from desktop.domain.dates import civil_date
from desktop.domain.ids import CaseId, SupervisionNoteId, UserId
from desktop.domain.permissions import Permission, needs
from desktop.errors import BadInputError, RefusedError
from desktop.models.session import RecordSession
from desktop.models.supervision import SupervisionNote
from desktop.models.user import User
from desktop.queries.visible import require_case, sees_supervision_note
from desktop.services.case_records import at_version, tidy_words


@dataclass(frozen=True, slots=True, kw_only=True)
class SupervisionWords:
    """One talk: when, what about, what was agreed, when next; perhaps about one case."""

    held_on: date
    words: str = ""
    agreed: str = ""
    next_on: date | None = None
    case_id: CaseId | None = None


@needs(Permission.SUPERVISE)
def write_supervision_note(
    session: RecordSession, *, actor: Actor, worker_id: UserId, words: SupervisionWords
) -> SupervisionNoteId:
    """Write down a supervision; the worker, whoever supervised and managers read it, nobody else.

    Raises:
        BadInputError: there is no such worker or case, nothing is written, or a day is wrong.
        RefusedError: it is about oneself, or about a sealed case.
    """
    if worker_id == actor.user_id:
        what = "Nobody supervises their own work."
        raise RefusedError(what, "Ask whoever supervises you to write it.")
    if session.get(User, worker_id) is None:
        what = "This worker is not known here."
        raise BadInputError(what, "Choose somebody else.")
    values = _checked(session, words)
    note = SupervisionNote(worker_id=worker_id, supervisor_id=actor.user_id, **values)
    session.add(note)
    return SupervisionNoteId(note.id)


@needs(Permission.SUPERVISE)
def correct_supervision_note(
    session: RecordSession,
    *,
    actor: Actor,
    note_id: SupervisionNoteId,
    version: int,
    words: SupervisionWords,
) -> None:
    """Write a note anew; what stood there stays in its history.

    Raises:
        BadInputError: there is no such note or it is out of sight, nothing is written, or a day is wrong.
        RefusedError: somebody else wrote it and the actor is no manager, it is about the actor's own work, or
            it is about a sealed case.
        StaleVersionError: somebody changed it since.
    """
    note = session.get(SupervisionNote, note_id)
    if note is None or not _is_seen(session, note_id):
        what = "This note is not in these records."
        raise BadInputError(what, "Look at the list again.")
    own_work = note.worker_id == actor.user_id
    if own_work or (note.supervisor_id != actor.user_id and Role.MANAGER not in actor.roles):
        what = "A supervision note is corrected by whoever wrote it, or by a manager."
        raise RefusedError(what, "Ask them.")
    at_version(note, version=version)
    for name, value in _checked(session, words).items():
        setattr(note, name, value)


def _is_seen(session: RecordSession, note_id: SupervisionNoteId) -> bool:
    statement = select(SupervisionNote.id).where(
        SupervisionNote.id == note_id,
        SupervisionNote.archived_at.is_(None),
        sees_supervision_note(session),
    )
    return session.scalar(statement) is not None


def _checked(session: RecordSession, words: SupervisionWords) -> dict[str, object]:
    if words.held_on > civil_date(session.now):
        what = "The day of this supervision lies in the future."
        raise BadInputError(what, "Check the day.")
    if words.next_on is not None and words.next_on <= words.held_on:
        what = "The next supervision is not after this one."
        raise BadInputError(what, "Check both days.")
    said, agreed = tidy_words(words.words), tidy_words(words.agreed)
    if said is None and agreed is None:
        what = "Nothing is written down."
        raise BadInputError(what, "Write what was talked about, or what was agreed.")
    if words.case_id is not None and require_case(session, words.case_id).sealed_on is not None:
        what = "This case is sealed, and supervision notes are not."
        raise RefusedError(what, "Write what belongs to it into the case itself.")
    return {
        "held_on": words.held_on,
        "words": said,
        "agreed": agreed,
        "next_on": words.next_on,
        "case_id": words.case_id,
    }
