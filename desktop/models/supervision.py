"""A supervision note: what a supervisor and a worker talked about, seen by the two and by managers."""

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Mapped

from desktop.models.base import GuardedWords, Record, link


class SupervisionNote(Record):
    """One talk about somebody's work, perhaps about one case: its words are sealed with that case."""

    __tablename__ = "supervision_note"

    worker_id: Mapped[UUID] = link("user_account")
    supervisor_id: Mapped[UUID] = link("user_account")
    case_id: Mapped[UUID | None] = link("support_case")
    held_on: Mapped[date]
    words: Mapped[GuardedWords | None]
    agreed: Mapped[GuardedWords | None]
    next_on: Mapped[date | None]
