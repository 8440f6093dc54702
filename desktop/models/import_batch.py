"""A list that was brought in, and how its columns were understood."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.base import Line, Moment, Record, Words, link, one_of
from desktop.models.types import UtcMoment


class ImportBatch(Record):
    """One list brought in on one day by one person; it can be taken back."""

    __tablename__ = "import_batch"
    __table_args__ = (
        one_of("rows_are", "history", "open"),
        Index("ix_import_batch_fingerprint", "fingerprint"),
    )

    brought_in_at: Mapped[Moment]
    user_id: Mapped[UUID] = link("user_account")
    source: Mapped[Line]
    fingerprint: Mapped[str] = mapped_column(String(64))
    """SHA-256 of the file as it was, in hex."""
    rows_are: Mapped[str] = mapped_column(String(16))
    columns: Mapped[Words]
    """The column match used: a JSON object of heading to field."""
    rows_taken: Mapped[int]
    rows_rejected: Mapped[int]
    rows_duplicate: Mapped[int]
    undone_at: Mapped[datetime | None] = mapped_column(UtcMoment)


class ColumnMatchRow(Record):
    """A column match remembered for the next list with the same headings."""

    __tablename__ = "column_match"
    __table_args__ = (UniqueConstraint("signature"),)

    signature: Mapped[str] = mapped_column(String(64))
    """SHA-256 of the folded headings in order, in hex."""
    columns: Mapped[Words]
