"""A case: one episode of support for one person, opened from a referral, paid by a funding stream."""

from datetime import date
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.base import Code, Line, Record, Reference, link
from desktop.models.types import CodeSet


class FundingStream(Record):
    """Who pays for a case and a worker's time, and from when until when."""

    __tablename__ = "funding_stream"
    __table_args__ = (UniqueConstraint("name"),)

    name: Mapped[Line]
    funder: Mapped[Line | None]
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]


class Case(Record):
    """One episode of support; ``from_history`` marks cases brought in from an old list."""

    __tablename__ = "support_case"
    __table_args__ = (
        Index("uq_support_case_reference", "reference", unique=True),
        Index("ix_support_case_sealed_on", "sealed_on"),
    )

    reference: Mapped[Reference]
    person_id: Mapped[UUID] = link("person")
    referral_id: Mapped[UUID | None] = link("referral")
    funding_stream_id: Mapped[UUID | None] = link("funding_stream")
    worker_id: Mapped[UUID | None] = link("user_account")
    main_crime_code: Mapped[Code | None]
    also_involves: Mapped[frozenset[str] | None] = mapped_column(CodeSet)
    opened_on: Mapped[date]
    closed_on: Mapped[date | None]
    ending_code: Mapped[Code | None]
    victim_kind_code: Mapped[Code | None]
    enhanced_codes: Mapped[frozenset[str] | None] = mapped_column(CodeSet)
    """Why the Victims' Code gives enhanced rights; empty means none apply."""
    repeat_victim: Mapped[bool | None]
    controlling_since: Mapped[date | None]
    """The day the case was marked as also involving domestic abuse, stalking or honour-based abuse."""
    sealed_on: Mapped[date | None]
    """The day the whole case was sealed; its words are then sealed in every record of it."""
    from_history: Mapped[bool] = mapped_column(default=False)
    import_id: Mapped[UUID | None] = link("import_batch")


class CaseIncident(Record):
    """That a case is about an incident."""

    __tablename__ = "case_incident"
    __table_args__ = (UniqueConstraint("case_id", "incident_id"),)

    case_id: Mapped[UUID] = link("support_case")
    incident_id: Mapped[UUID] = link("incident")
    import_id: Mapped[UUID | None] = link("import_batch")
