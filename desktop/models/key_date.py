"""A date that matters to a person: a hearing, the end of bail, a release from prison."""

from datetime import date

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.base import CaseRecord, Code, GuardedWords


class KeyDate(CaseRecord):
    """One date to be ready for."""

    __tablename__ = "key_date"
    __table_args__ = (Index("ix_key_date_happens_on", "happens_on"),)

    kind_code: Mapped[Code]
    happens_on: Mapped[date]
    at_time: Mapped[str | None] = mapped_column(String(5))
    """Clock time, "14:05"."""
    place: Mapped[GuardedWords | None]
    note: Mapped[GuardedWords | None]
    dealt_with_on: Mapped[date | None]
