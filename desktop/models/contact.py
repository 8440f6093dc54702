"""A contact: one attempt or conversation with or about a person."""

from datetime import date
from uuid import UUID

from sqlalchemy import Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.base import CaseRecord, Code, GuardedWords, Record, link, one_of
from desktop.models.types import CodeSet


class Contact(CaseRecord):
    """One attempt or conversation: when, how, who, reached or not, minutes, note.

    It has one person and one main case; other cases share it through ``ContactShare``, and its minutes are
    counted once. A contact before there is a case belongs to the referral.
    """

    __tablename__ = "contact"
    __table_args__ = (
        one_of("direction", "out", "in"),
        Index("ix_contact_happened_on", "happened_on"),
    )

    referral_id: Mapped[UUID | None] = link("referral")
    worker_id: Mapped[UUID] = link("user_account")
    happened_on: Mapped[date]
    at_time: Mapped[str | None] = mapped_column(String(5))
    """Clock time, "14:05"."""
    channel_code: Mapped[Code]
    direction: Mapped[Code]
    result_code: Mapped[Code]
    minutes: Mapped[int | None]
    with_whom: Mapped[GuardedWords | None]
    note: Mapped[GuardedWords | None]
    restricted: Mapped[bool] = mapped_column(default=False)
    """Whether its words are sealed for themselves, whatever the case is."""
    support_codes: Mapped[frozenset[str] | None] = mapped_column(CodeSet)
    contact_point_id: Mapped[UUID | None] = link("contact_point")


class ContactShare(Record):
    """That another case shares a contact, because both are about one incident."""

    __tablename__ = "contact_share"
    __table_args__ = (UniqueConstraint("contact_id", "case_id"),)

    contact_id: Mapped[UUID] = link("contact")
    case_id: Mapped[UUID] = link("support_case")
