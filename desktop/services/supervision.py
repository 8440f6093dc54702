"""Supervision notes: what a supervisor and a worker talked about and agreed."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from desktop.domain.actor import Actor, Role
from desktop.domain.dates import civil_date
from desktop.domain.ids import CaseId, SupervisionNoteId, UserId
from desktop.domain.permissions import Permission, needs
from desktop.errors import BadInputError, RefusedError
from desktop.models.guarded import keep_words
from desktop.models.session import RecordSession
from desktop.models.supervision import SupervisionNote
from desktop.models.user import User
from desktop.queries.visible import require_case, sees_supervision_note
from desktop.services.case_records import at_version, is_sealed, seal_words, tidy_words


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

    About a sealed case its words are sealed, and read by whoever of them reads sealed text.

    Raises:
        BadInputError: there is no such worker or case, nothing is written, or a day is wrong.
        RefusedError: it is about oneself.
    """
    if worker_id == actor.user_id:
        what = "Nobody supervises their own work."
        raise RefusedError(what, "Ask whoever supervises you to write it.")
    if session.get(User, worker_id) is None:
        what = "This worker is not known here."
        raise BadInputError(what, "Choose somebody else.")
    _check(session, words)
    note = SupervisionNote(worker_id=worker_id, supervisor_id=actor.user_id)
    _write(session, note, words)
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
        RefusedError: somebody else wrote it and the actor is no manager, or it is about the actor's own work.
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
    _check(session, words)
    if is_sealed(session, case_id=words.case_id):
        seal_words(session, note)
    _write(session, note, words)


def _is_seen(session: RecordSession, note_id: SupervisionNoteId) -> bool:
    statement = select(SupervisionNote.id).where(
        SupervisionNote.id == note_id,
        SupervisionNote.archived_at.is_(None),
        sees_supervision_note(session),
    )
    return session.scalar(statement) is not None


def _check(session: RecordSession, words: SupervisionWords) -> None:
    if words.held_on > civil_date(session.now):
        what = "The day of this supervision lies in the future."
        raise BadInputError(what, "Check the day.")
    if words.next_on is not None and words.next_on <= words.held_on:
        what = "The next supervision is not after this one."
        raise BadInputError(what, "Check both days.")
    if tidy_words(words.words) is None and tidy_words(words.agreed) is None:
        what = "Nothing is written down."
        raise BadInputError(what, "Write what was talked about, or what was agreed.")
    if words.case_id is not None:
        require_case(session, words.case_id)


def _write(session: RecordSession, note: SupervisionNote, words: SupervisionWords) -> None:
    sealed = is_sealed(session, case_id=words.case_id)
    note.held_on, note.next_on, note.case_id = words.held_on, words.next_on, words.case_id
    for field, text in (("words", words.words), ("agreed", words.agreed)):
        keep_words(session, note, field, tidy_words(text), sealed=sealed)
