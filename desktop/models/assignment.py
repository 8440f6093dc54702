"""Who works with a person besides the case's own worker: a volunteer sees nobody else."""

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Mapped

from desktop.models.base import CaseRecord, GuardedWords, link


class Assignment(CaseRecord):
    """That somebody may see and help a person, from a day, until a day."""

    __tablename__ = "assignment"

    user_id: Mapped[UUID] = link("user_account")
    from_on: Mapped[date]
    until_on: Mapped[date | None]
    note: Mapped[GuardedWords | None]
