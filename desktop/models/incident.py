"""An incident: what happened, when, where; shared by the cases of family, witnesses, neighbours."""

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.base import Code, Line, Record, link, one_of
from desktop.models.types import CodeSet


class Incident(Record):
    """One thing that happened; hate strands empty means "not a hate crime", NULL means "not asked"."""

    __tablename__ = "incident"
    __table_args__ = (one_of("happened_precision", "day", "month", "year", "about"),)

    happened_on: Mapped[date | None]
    happened_precision: Mapped[Code | None]
    place: Mapped[Line | None]
    local_authority_code: Mapped[Code | None]
    crime_number: Mapped[Line | None]
    crime_code: Mapped[Code | None]
    reported_code: Mapped[Code | None]
    not_reported_codes: Mapped[frozenset[str] | None] = mapped_column(CodeSet)
    """Why they did not report it; empty means none was given, NULL that nobody asked."""
    hate_strands: Mapped[frozenset[str] | None] = mapped_column(CodeSet)
    import_id: Mapped[UUID | None] = link("import_batch")
