"""The register of returns that were made."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from desktop.domain.actor import Actor
from desktop.domain.ids import ReleaseId
from desktop.domain.permissions import Permission, needs
from desktop.models.release import Release
from desktop.models.session import RecordSession
from desktop.models.user import User


@dataclass(frozen=True, slots=True)
class ReleaseRow:
    """One return that was made: when, by whom, for what, for whom."""

    id: ReleaseId
    made_at: datetime
    made_by: str
    definition_id: str
    definition_version: str
    period_id: str
    period_start: date
    period_end: date
    profile: str
    recipient: str | None
    digest: str


@needs(Permission.SEE_RELEASES)
def list_releases(session: RecordSession, *, actor: Actor) -> tuple[ReleaseRow, ...]:
    """List the returns that were made, the newest first."""
    del actor
    statement = (
        select(
            Release.id,
            Release.made_at,
            User.name,
            Release.definition_id,
            Release.definition_version,
            Release.period_id,
            Release.period_start,
            Release.period_end,
            Release.profile,
            Release.recipient,
            Release.digest,
        )
        .join(User, User.id == Release.user_id)
        .where(Release.archived_at.is_(None))
        .order_by(Release.made_at.desc(), Release.id.desc())
    )
    return tuple(ReleaseRow(ReleaseId(row[0]), *row[1:]) for row in session.execute(statement))
