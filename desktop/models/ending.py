"""An ending: why and how a case was closed, in the person's own words, and whether it was opened again."""

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Mapped

from desktop.models.base import CaseRecord, Code, GuardedWords, link, one_of


class Ending(CaseRecord):
    """One ending of a case; a case that was reopened has several."""

    __tablename__ = "ending"
    __table_args__ = (one_of("agreed", "yes", "no", "not_asked"),)

    closed_on: Mapped[date]
    closed_by: Mapped[UUID] = link("user_account")
    reason_code: Mapped[Code]
    planned: Mapped[bool]
    agreed: Mapped[Code]
    their_words: Mapped[GuardedWords | None]
    words: Mapped[GuardedWords | None]
    open_concern_reason: Mapped[GuardedWords | None]
    reopened_on: Mapped[date | None]
    reopened_by: Mapped[UUID | None] = link("user_account")
    reopened_reason: Mapped[GuardedWords | None]
