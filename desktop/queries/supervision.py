"""Supervision notes, for the worker they are about, whoever wrote them, and managers."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import aliased

from desktop.domain.actor import Actor, Role
from desktop.domain.ids import CaseId, SupervisionNoteId, UserId
from desktop.domain.permissions import Permission, needs
from desktop.models.case import Case
from desktop.models.guarded import show_field
from desktop.models.session import RecordSession
from desktop.models.supervision import SupervisionNote
from desktop.models.user import User
from desktop.queries.visible import over_whom_glass_is_broken, sees_supervision_note


@dataclass(frozen=True, slots=True)
class SupervisionDetails:
    """One talk about somebody's work; ``may_correct`` for whoever wrote it and managers."""

    note_id: SupervisionNoteId
    version: int
    worker_id: UserId
    worker: str
    supervisor: str
    case_id: CaseId | None
    case_reference: str
    held_on: date
    words: str
    agreed: str
    next_on: date | None
    may_correct: bool


@needs(Permission.SEE_SUPERVISION)
def supervision_notes(
    session: RecordSession, *, actor: Actor, worker_id: UserId | None = None
) -> tuple[SupervisionDetails, ...]:
    """List the notes whoever asks may read, the newest first: about them, by them, and for a manager all.

    A note about a case that is out of their sight is left out.
    """
    broken = over_whom_glass_is_broken(session)

    def words(note: SupervisionNote, field: str, whose: UUID | None) -> str:
        return show_field(session, note, field, glass=whose in broken).text

    worker, supervisor = aliased(User), aliased(User)
    statement = (
        select(SupervisionNote, worker.name, supervisor.name, Case.reference, Case.person_id)
        .join(worker, worker.id == SupervisionNote.worker_id)
        .join(supervisor, supervisor.id == SupervisionNote.supervisor_id)
        .join(Case, Case.id == SupervisionNote.case_id, isouter=True)
        .where(SupervisionNote.archived_at.is_(None), sees_supervision_note(session))
        .order_by(SupervisionNote.held_on.desc(), SupervisionNote.id.desc())
    )
    if worker_id is not None:
        statement = statement.where(SupervisionNote.worker_id == worker_id)
    return tuple(
        SupervisionDetails(
            note_id=SupervisionNoteId(one.id),
            version=one.version,
            worker_id=UserId(one.worker_id),
            worker=whose,
            supervisor=by,
            case_id=CaseId(one.case_id) if one.case_id else None,
            case_reference=reference or "",
            held_on=one.held_on,
            words=words(one, "words", about),
            agreed=words(one, "agreed", about),
            next_on=one.next_on,
            may_correct=one.worker_id != actor.user_id
            and (one.supervisor_id == actor.user_id or Role.MANAGER in actor.roles),
        )
        for one, whose, by, reference, about in session.execute(statement)
    )
