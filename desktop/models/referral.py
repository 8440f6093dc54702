"""A referral: one request for support received, from whatever source, on a date."""

from datetime import date
from uuid import UUID

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped

from desktop.models.base import Code, GuardedWords, Line, Record, Reference, link


class Referral(Record):
    """One request; perhaps without a person; keeps the referrer's own reference and the text as received."""

    __tablename__ = "referral"
    __table_args__ = (
        Index("uq_referral_reference", "reference", unique=True),
        Index(
            "uq_referral_external",
            "external_source",
            "external_reference",
            unique=True,
            sqlite_where=text("archived_at IS NULL"),
            postgresql_where=text("archived_at IS NULL"),
        ),
        Index("ix_referral_received_on", "received_on"),
        Index("ix_referral_external_reference", "external_reference"),
    )

    reference: Mapped[Reference]
    received_on: Mapped[date]
    person_id: Mapped[UUID | None] = link("person")
    incident_id: Mapped[UUID | None] = link("incident")
    source_code: Mapped[Code | None]
    source_words: Mapped[Line | None]
    external_source: Mapped[Line | None]
    external_reference: Mapped[Line | None]
    as_received: Mapped[GuardedWords | None]
    """The row as it was received: a JSON object of heading to text, columns left out on purpose excepted."""
    kept_apart: Mapped[GuardedWords | None]
    """Columns that nobody could place: a JSON object of heading to text."""
    asked_to_stay_anonymous: Mapped[bool | None]
    offered_on: Mapped[date | None]
    """The day support was explained to the person."""
    answered_on: Mapped[date | None]
    accepted: Mapped[bool | None]
    """Whether they said yes; empty while they have not answered."""
    reason_not_case_code: Mapped[Code | None]
    import_id: Mapped[UUID | None] = link("import_batch")
