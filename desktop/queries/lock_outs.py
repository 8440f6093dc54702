"""Lock-outs: who sees nothing of a person, since when and why."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import aliased

from desktop.domain.actor import Actor
from desktop.domain.ids import LockOutId, PersonId, UserId
from desktop.domain.permissions import Permission, needs
from desktop.domain.sealed_text import ShownWords
from desktop.models.lock_out import LockOut
from desktop.models.session import RecordSession
from desktop.models.user import User
from desktop.queries.visible import reading, require_person, sees_record


@dataclass(frozen=True, slots=True, kw_only=True)
class LockOutRow:
    """One colleague who is, or was, locked out of a person."""

    lock_out_id: LockOutId
    version: int
    user_id: UserId
    colleague: str
    locked_on: date
    locked_by: str
    reason: ShownWords
    lifted_on: date | None


@needs(Permission.LOCK_OUT)
def lock_outs(session: RecordSession, *, actor: Actor, person_id: PersonId) -> tuple[LockOutRow, ...]:
    """List who is or was locked out of a person, those still locked out first.

    Raises:
        BadInputError: there is no such person, or they are out of sight.
    """
    del actor
    require_person(session, person_id)
    read = reading(session)
    by = aliased(User)
    statement = (
        select(LockOut, User.name, by.name)
        .join(User, User.id == LockOut.user_id)
        .join(by, by.id == LockOut.locked_by, isouter=True)
        .where(LockOut.person_id == person_id, LockOut.archived_at.is_(None), sees_record(session, LockOut))
        .order_by(LockOut.lifted_on.is_not(None), LockOut.locked_on.desc(), LockOut.id.desc())
    )
    return tuple(
        LockOutRow(
            lock_out_id=LockOutId(lock.id),
            version=lock.version,
            user_id=UserId(lock.user_id),
            colleague=name,
            locked_on=lock.locked_on,
            locked_by=locked_by or "somebody removed",
            reason=read(lock, "reason"),
            lifted_on=lock.lifted_on,
        )
        for lock, name, locked_by in session.execute(statement)
    )
