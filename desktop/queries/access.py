"""Who looked at, printed or exported whom."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from desktop.domain.actor import Actor
from desktop.domain.permissions import Permission, needs
from desktop.models.access import Access
from desktop.models.session import RecordSession
from desktop.models.user import User


@dataclass(frozen=True, slots=True)
class AccessRow:
    """One look: when, who, what they did, at which kind of record."""

    at: datetime
    user: str
    what: str
    kind: str
    record_id: UUID | None
    detail: str | None


@needs(Permission.SEE_ACCESS)
def who_looked(
    session: RecordSession, *, actor: Actor, record_id: UUID | None = None, limit: int = 200
) -> tuple[AccessRow, ...]:
    """List the looks at one record, or at everything, the newest first, at most ``limit``."""
    del actor
    statement = (
        select(Access.at, User.name, Access.what, Access.kind, Access.record_id, Access.detail)
        .join(User, User.id == Access.user_id, isouter=True)
        .order_by(Access.at.desc())
        .limit(limit)
    )
    if record_id is not None:
        statement = statement.where(Access.record_id == record_id)
    return tuple(
        AccessRow(row.at, row.name or "somebody removed", row.what, row.kind, row.record_id, row.detail)
        for row in session.execute(statement)
    )
