"""A benchmark: who is recorded as a victim, or who lives in an area, to compare the people helped with."""

from datetime import date
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped

from desktop.models.base import Code, Line, Record, link, one_of


class Benchmark(Record):
    """One published table of figures, brought in as a list."""

    __tablename__ = "benchmark"
    __table_args__ = (UniqueConstraint("name"), one_of("kind", "victims", "population"))

    name: Mapped[Line]
    kind: Mapped[Code]
    source: Mapped[Line | None]
    """Who published it."""
    brought_in_on: Mapped[date]
    brought_in_by: Mapped[UUID] = link("user_account")


class BenchmarkFigure(Record):
    """How many of one category, of one characteristic, as published."""

    __tablename__ = "benchmark_figure"
    __table_args__ = (UniqueConstraint("benchmark_id", "characteristic", "category"),)

    benchmark_id: Mapped[UUID] = link("benchmark")
    position: Mapped[int]
    characteristic: Mapped[Line]
    category: Mapped[Line]
    count: Mapped[int]
