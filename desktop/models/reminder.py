"""A one-line reminder that somebody wrote for a day."""

from datetime import date
from uuid import UUID

from sqlalchemy import Index, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.base import GuardedWords, Record, link


class Reminder(Record):
    """One line for one sign-in, perhaps about a person."""

    __tablename__ = "reminder"
    __table_args__ = (Index("ix_reminder_due_on", "due_on"),)

    user_id: Mapped[UUID] = link("user_account")
    person_id: Mapped[UUID | None] = link("person")
    case_id: Mapped[UUID | None] = link("support_case")
    due_on: Mapped[date]
    words: Mapped[GuardedWords | None]
    done_on: Mapped[date | None]
    put_off_words: Mapped[GuardedWords | None]
    written_by: Mapped[UUID] = mapped_column(Uuid)
