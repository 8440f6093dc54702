"""A recovery plan: goals tied to needs, actions with an owner and a day, made with the person."""

from datetime import date
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.base import CaseRecord, Code, GuardedWords, link, one_of


class Plan(CaseRecord):
    """What was agreed, when, and when it is looked at again."""

    __tablename__ = "plan"
    __table_args__ = (Index("ix_plan_review_on", "review_on"),)

    made_on: Mapped[date]
    made_by: Mapped[UUID] = link("user_account")
    agreed_with_person: Mapped[bool | None]
    review_on: Mapped[date | None]
    reviewed_on: Mapped[date | None]
    """The day it was last looked at again."""
    words: Mapped[GuardedWords | None]


class Goal(CaseRecord):
    """What the person wants to reach, for which need."""

    __tablename__ = "goal"
    __table_args__ = (one_of("state", "open", "met", "partly", "dropped"),)

    plan_id: Mapped[UUID] = link("plan")
    need_code: Mapped[Code | None]
    words: Mapped[GuardedWords | None]
    set_on: Mapped[date]
    state: Mapped[Code] = mapped_column(default="open")
    settled_on: Mapped[date | None]


class Action(CaseRecord):
    """One step: who does it, by when, and whether it was promised to the person."""

    __tablename__ = "action"
    __table_args__ = (
        one_of("owner", "person", "worker", "agency"),
        one_of("state", "open", "done", "dropped"),
        Index("ix_action_due_on", "due_on"),
    )

    plan_id: Mapped[UUID | None] = link("plan")
    goal_id: Mapped[UUID | None] = link("goal")
    words: Mapped[GuardedWords | None]
    owner: Mapped[Code]
    owner_id: Mapped[UUID | None] = link("user_account")
    owner_words: Mapped[GuardedWords | None]
    due_on: Mapped[date | None]
    promised: Mapped[bool] = mapped_column(default=False)
    state: Mapped[Code] = mapped_column(default="open")
    settled_on: Mapped[date | None]
    settled_words: Mapped[GuardedWords | None]
