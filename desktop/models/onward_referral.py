"""Telling a person about an organisation, or passing details on with consent, and what came of it."""

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.base import CaseRecord, Code, GuardedWords, link, one_of


class OnwardReferral(CaseRecord):
    """A signposting (``told``) or an onward referral (``referred``), followed up."""

    __tablename__ = "onward_referral"
    __table_args__ = (one_of("kind", "told", "referred"),)

    kind: Mapped[Code]
    organisation_id: Mapped[UUID] = link("organisation")
    need_code: Mapped[Code | None]
    consent_id: Mapped[UUID | None] = link("consent")
    made_by: Mapped[UUID] = link("user_account")
    made_on: Mapped[date]
    sent_on: Mapped[date | None]
    """The day details were passed on; empty while a referral is only prepared."""
    what_was_passed: Mapped[GuardedWords | None]
    follow_up_on: Mapped[date | None]
    outcome_code: Mapped[Code] = mapped_column(default="waiting")
    outcome_on: Mapped[date | None]
    outcome_words: Mapped[GuardedWords | None]
    stopped_on: Mapped[date | None]
