"""A safeguarding concern: a worry that an adult or a child is at risk of harm, and what was decided."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.base import CaseRecord, Code, GuardedWords, Moment, link, one_of
from desktop.models.types import CodeSet, UtcMoment


class Concern(CaseRecord):
    """One concern; its words are always sealed, and nothing in it is overwritten: additions are added."""

    __tablename__ = "concern"
    __table_args__ = (
        one_of("about", "adult", "child"),
        one_of("wishes_asked", "yes", "no", "not_possible"),
        one_of("consent_to_share", "yes", "no", "not_asked"),
        Index("ix_concern_closed_on", "closed_on"),
    )

    about: Mapped[Code]
    category_codes: Mapped[frozenset[str] | None] = mapped_column(CodeSet)
    raised_by: Mapped[UUID] = link("user_account")
    raised_at: Mapped[Moment]
    happened_on: Mapped[date | None]
    said_on: Mapped[date | None]
    narrative: Mapped[GuardedWords | None]
    exact_words: Mapped[GuardedWords | None]
    where_and_who: Mapped[GuardedWords | None]
    basis_codes: Mapped[frozenset[str] | None] = mapped_column(CodeSet)
    """Which of fact, hearsay and opinion the narrative holds."""
    immediate_danger: Mapped[bool]
    emergency_called: Mapped[bool | None]
    wishes_asked: Mapped[Code]
    wishes: Mapped[GuardedWords | None]
    capacity_code: Mapped[Code | None]
    consent_to_share: Mapped[Code]
    override_reason: Mapped[GuardedWords | None]
    children_in_household: Mapped[bool | None]
    owner_id: Mapped[UUID | None] = link("user_account")
    review_on: Mapped[date | None]
    closed_on: Mapped[date | None]
    signed_off_by: Mapped[UUID | None] = link("user_account")
    signed_off_at: Mapped[datetime | None] = mapped_column(UtcMoment)


class ConcernCall(CaseRecord):
    """That somebody was told of a concern: only this stops the clock of "nobody has been told yet"."""

    __tablename__ = "concern_call"
    __table_args__ = (
        one_of("told", "lead", "deputy", "out_of_hours", "adult_care", "childrens_care", "police", "other"),
    )

    concern_id: Mapped[UUID] = link("concern")
    told: Mapped[Code]
    told_at: Mapped[Moment]
    told_by: Mapped[UUID] = link("user_account")
    reached: Mapped[bool]
    whom: Mapped[GuardedWords | None]
    said: Mapped[GuardedWords | None]


class ConcernDecision(CaseRecord):
    """What was decided about a concern, with the reasons, also the reasons for doing nothing."""

    __tablename__ = "concern_decision"

    concern_id: Mapped[UUID] = link("concern")
    decision_code: Mapped[Code]
    decided_at: Mapped[Moment]
    decided_by: Mapped[UUID] = link("user_account")
    reasons: Mapped[GuardedWords | None]
    referred_to: Mapped[GuardedWords | None]
    their_reference: Mapped[GuardedWords | None]
    sent_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    """When the referral went to them in writing."""
    feedback: Mapped[GuardedWords | None]
    feedback_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    """When they answered."""


class ConcernAddition(CaseRecord):
    """A correction or addition to a concern: what was written first stays."""

    __tablename__ = "concern_addition"

    concern_id: Mapped[UUID] = link("concern")
    added_at: Mapped[Moment]
    added_by: Mapped[UUID] = link("user_account")
    words: Mapped[GuardedWords | None]
