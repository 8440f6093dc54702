"""A colleague locked out of a case, because they know or are somebody in it."""

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Mapped

from desktop.models.base import CaseRecord, GuardedWords, link


class LockOut(CaseRecord):
    """That one colleague sees nothing of a case or its person; the reason is always sealed."""

    __tablename__ = "lock_out"

    user_id: Mapped[UUID] = link("user_account")
    locked_on: Mapped[date]
    locked_by: Mapped[UUID] = link("user_account")
    reason: Mapped[GuardedWords | None]
    lifted_on: Mapped[date | None]
    lifted_by: Mapped[UUID | None] = link("user_account")
