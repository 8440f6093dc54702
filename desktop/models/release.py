"""A return that was made: the register of every number that ever left, cell by cell."""

from datetime import date
from uuid import UUID

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.base import Code, Line, Moment, Record, link, one_of


class Release(Record):
    """One return made for a period under counting rules and a way of protecting."""

    __tablename__ = "release"
    __table_args__ = (one_of("profile", "exact", "controlled", "publish", "strict"),)

    made_at: Mapped[Moment]
    user_id: Mapped[UUID] = link("user_account")
    definition_id: Mapped[Code]
    definition_version: Mapped[Code]
    period_id: Mapped[Code]
    period_start: Mapped[date]
    period_end: Mapped[date]
    profile: Mapped[Code]
    recipient: Mapped[Line | None]
    digest: Mapped[str] = mapped_column(String(64))
    """SHA-256 of return.json, in hex."""


class ReleasedCell(Record):
    """One number of a release, as it was printed."""

    __tablename__ = "released_cell"

    release_id: Mapped[UUID] = link("release")
    table_id: Mapped[Code]
    row_code: Mapped[Code]
    column_code: Mapped[Code]
    value: Mapped[int | None]
    shown: Mapped[Line]
    status: Mapped[Code]
    measured: Mapped[float | None]
    """What is no count: a share, a mean, a median; ``value`` is then empty."""
