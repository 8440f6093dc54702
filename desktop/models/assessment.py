"""A needs assessment: dated answers over the eight needs and safety, at start, review or ending."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped

from desktop.models.base import CaseRecord, Code, GuardedWords, Line, link, one_of


class Assessment(CaseRecord):
    """One sitting: what support is there already, how safe they feel, the risk as judged."""

    __tablename__ = "assessment"
    __table_args__ = (
        one_of("stage", "start", "review", "ending"),
        one_of("safety_answer", "scored", "not_asked", "prefer_not_to_say"),
        one_of("risk_level", "standard", "medium", "high"),
        one_of("tool_level", "standard", "medium", "high"),
        CheckConstraint("safety_score BETWEEN 1 AND 10", name="safety_score_range"),
    )

    stage: Mapped[Code]
    made_on: Mapped[date]
    made_by: Mapped[UUID] = link("user_account")
    support_around: Mapped[GuardedWords | None]
    words: Mapped[GuardedWords | None]
    safety_answer: Mapped[Code]
    safety_score: Mapped[int | None]
    risk_level: Mapped[Code | None]
    """The worker's own judgement, never below the tool's level."""
    risk_reason: Mapped[GuardedWords | None]
    tool: Mapped[Line | None]
    tool_version: Mapped[Line | None]
    tool_on: Mapped[date | None]
    tool_score: Mapped[int | None]
    tool_answered: Mapped[int | None]
    tool_questions: Mapped[int | None]
    tool_level: Mapped[Code | None]


class NeedAnswer(CaseRecord):
    """The person's own view of one need: 1 not at all … 10 totally, or not asked, or prefers not to say."""

    __tablename__ = "need_answer"
    __table_args__ = (
        one_of("answer", "scored", "not_asked", "prefer_not_to_say"),
        CheckConstraint("score BETWEEN 1 AND 10", name="score_range"),
        UniqueConstraint("assessment_id", "need_code"),
    )

    assessment_id: Mapped[UUID] = link("assessment")
    need_code: Mapped[Code]
    answer: Mapped[Code]
    score: Mapped[int | None]
    words: Mapped[GuardedWords | None]


class OutcomeAnswer(CaseRecord):
    """How far somebody agrees with one outcome: 1 not at all … 10 completely, so that more is better."""

    __tablename__ = "outcome_answer"
    __table_args__ = (
        one_of("answer", "scored", "not_asked", "prefer_not_to_say"),
        CheckConstraint("score BETWEEN 1 AND 10", name="score_range"),
        UniqueConstraint("assessment_id", "outcome_code"),
    )

    assessment_id: Mapped[UUID] = link("assessment")
    outcome_code: Mapped[Code]
    answer: Mapped[Code]
    score: Mapped[int | None]
