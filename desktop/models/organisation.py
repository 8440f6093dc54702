"""An organisation: an entry in the directory of places to signpost to."""

from datetime import date
from uuid import UUID

from sqlalchemy import UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.base import Code, Line, Record, Words
from desktop.models.types import CodeSet


class Organisation(Record):
    """One place to turn to, for whom it is there, and when somebody last looked whether this is still so.

    An empty set of codes means "for everybody", NULL that nobody knows.
    """

    __tablename__ = "organisation"
    __table_args__ = (UniqueConstraint("name"),)

    name: Mapped[Line]
    kind_code: Mapped[Code | None]
    what_they_do: Mapped[Words | None]
    phone: Mapped[Line | None]
    email: Mapped[Line | None]
    website: Mapped[Line | None]
    address: Mapped[Words | None]
    opening_hours: Mapped[Line | None]
    area_codes: Mapped[frozenset[str] | None] = mapped_column(CodeSet)
    need_codes: Mapped[frozenset[str] | None] = mapped_column(CodeSet)
    crime_codes: Mapped[frozenset[str] | None] = mapped_column(CodeSet)
    gender_codes: Mapped[frozenset[str] | None] = mapped_column(CodeSet)
    language_codes: Mapped[frozenset[str] | None] = mapped_column(CodeSet)
    age_from: Mapped[int | None]
    age_to: Mapped[int | None]
    self_referral: Mapped[bool | None]
    waiting_time: Mapped[Line | None]
    last_verified_on: Mapped[date | None]
    verified_by: Mapped[UUID | None] = mapped_column(Uuid)
    funded_until: Mapped[date | None]
    closed_on: Mapped[date | None]
