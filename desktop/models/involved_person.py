"""Somebody around a case: an officer, a landlord, a parent, somebody never to be spoken to."""

from datetime import date
from uuid import UUID

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.base import CaseRecord, Code, GuardedWords, link


class InvolvedPerson(CaseRecord):
    """One person around a case: their role, how they are reached, what we may say to them.

    ``never_speak_to`` is kept in clear with its number, so that every number can be compared with it.
    """

    __tablename__ = "involved_person"
    __table_args__ = (Index("ix_involved_person_digits", "digits"),)

    role_code: Mapped[Code]
    name: Mapped[GuardedWords | None]
    organisation: Mapped[GuardedWords | None]
    number: Mapped[GuardedWords | None]
    digits: Mapped[str | None] = mapped_column(String(20))
    """The number's national digits; only for people never to speak to."""
    email: Mapped[GuardedWords | None]
    address: Mapped[GuardedWords | None]
    what_we_may_say: Mapped[GuardedWords | None]
    note: Mapped[GuardedWords | None]
    never_speak_to: Mapped[bool] = mapped_column(default=False)
    trusted_other: Mapped[bool] = mapped_column(default=False)
    parental_responsibility: Mapped[bool | None]


class AllegedOffender(CaseRecord):
    """What was said of whoever is said to have done it: always sealed, never searched, never merged."""

    __tablename__ = "alleged_offender"

    words: Mapped[GuardedWords | None]
    told_on: Mapped[date]
    told_to: Mapped[UUID] = link("user_account")
