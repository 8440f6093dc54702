"""An alert: what a colleague must see before acting; what to do is for all, why may be sealed."""

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Mapped

from desktop.models.base import CaseRecord, Code, GuardedWords, Words, link


class Alert(CaseRecord):
    """One warning, dated, resolved with a reason."""

    __tablename__ = "alert"

    kind_code: Mapped[Code]
    what_to_do: Mapped[Words | None]
    """For everybody who may see the person, also where the case is sealed; empty only once it was erased."""
    why: Mapped[GuardedWords | None]
    raised_on: Mapped[date]
    raised_by: Mapped[UUID] = link("user_account")
    review_on: Mapped[date | None]
    resolved_on: Mapped[date | None]
    resolved_by: Mapped[UUID | None] = link("user_account")
    resolved_reason: Mapped[GuardedWords | None]
