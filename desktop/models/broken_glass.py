"""Breaking the glass: somebody read what their role does not show, with a reason, for a time."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.base import CaseRecord, Moment, Words, link
from desktop.models.types import UtcMoment


class BrokenGlass(CaseRecord):
    """One breaking of the glass; the lead sees it until they say that they have."""

    __tablename__ = "broken_glass"

    user_id: Mapped[UUID] = link("user_account")
    broken_at: Mapped[Moment]
    until: Mapped[Moment]
    reason: Mapped[Words | None]
    """Empty only once it was erased."""
    seen_by: Mapped[UUID | None] = link("user_account")
    seen_at: Mapped[datetime | None] = mapped_column(UtcMoment)
