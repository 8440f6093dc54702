"""What is typed in for a return and counted by nobody: staffing, money, the narrative, kept per quarter."""

from datetime import date
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped

from desktop.models.base import Code, Record, Words, link


class ReturnEntry(Record):
    """One number or text of one cell of one table, for one quarter of one commissioner's return."""

    __tablename__ = "return_entry"
    __table_args__ = (
        UniqueConstraint("definition_id", "quarter_start", "table_id", "row_code", "column_code"),
    )

    definition_id: Mapped[Code]
    quarter_start: Mapped[date]
    """The first day of the quarter: its name depends on the month the year starts with."""
    table_id: Mapped[Code]
    row_code: Mapped[Code]
    column_code: Mapped[Code]
    hundredths: Mapped[int | None]
    """A number in hundredths of its unit: 1250 is 12.50 hours, or pounds."""
    words: Mapped[Words | None]
    consent_id: Mapped[UUID | None] = link("consent")
    """The person's consent, where the words are a case study."""
    entered_by: Mapped[UUID] = link("user_account")
    entered_on: Mapped[date]
