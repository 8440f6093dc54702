"""A consent: what may be shared with whom, how it was given, and whether it still holds."""

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Mapped

from desktop.models.base import CaseRecord, Code, GuardedWords, link


class Consent(CaseRecord):
    """One answer to "may we …?": given or refused, by whom, with which limits, until when."""

    __tablename__ = "consent"

    kind_code: Mapped[Code]
    given: Mapped[bool]
    answered_on: Mapped[date]
    how_code: Mapped[Code]
    given_by_code: Mapped[Code]
    taken_by: Mapped[UUID] = link("user_account")
    organisation_id: Mapped[UUID | None] = link("organisation")
    what: Mapped[GuardedWords | None]
    to_whom: Mapped[GuardedWords | None]
    purpose: Mapped[GuardedWords | None]
    limits: Mapped[GuardedWords | None]
    given_by_words: Mapped[GuardedWords | None]
    """Who decided for the person, and how they stand to them, where it was not the person."""
    capacity_code: Mapped[Code | None]
    capacity_reason: Mapped[GuardedWords | None]
    competence_judged_by: Mapped[GuardedWords | None]
    competence_reason: Mapped[GuardedWords | None]
    parents_know: Mapped[bool | None]
    expires_on: Mapped[date | None]
    withdrawn_on: Mapped[date | None]
    withdrawn_words: Mapped[GuardedWords | None]
