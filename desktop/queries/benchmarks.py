"""The benchmarks that are kept, and their figures."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from desktop.domain.actor import Actor
from desktop.domain.benchmarks import BenchmarkFigures, BenchmarkKind, Figure
from desktop.domain.ids import BenchmarkId
from desktop.domain.permissions import Permission, needs
from desktop.errors import BadInputError
from desktop.models.benchmark import Benchmark, BenchmarkFigure
from desktop.models.session import RecordSession


@dataclass(frozen=True, slots=True)
class BenchmarkRow:
    """One benchmark: its name, whom it counts, and the characteristics it gives."""

    id: BenchmarkId
    version: int
    name: str
    kind: BenchmarkKind
    source: str
    brought_in_on: date
    characteristics: tuple[str, ...]


@needs(Permission.COUNT)
def list_benchmarks(session: RecordSession, *, actor: Actor) -> tuple[BenchmarkRow, ...]:
    """List the benchmarks that may be compared with, victims before population, by name."""
    del actor
    given: dict[object, Counter[str]] = {}
    figures = select(BenchmarkFigure.benchmark_id, BenchmarkFigure.characteristic).where(
        BenchmarkFigure.archived_at.is_(None)
    )
    for benchmark_id, characteristic in session.execute(figures.order_by(BenchmarkFigure.position)):
        given.setdefault(benchmark_id, Counter())[characteristic] += 1
    found = session.scalars(select(Benchmark).where(Benchmark.archived_at.is_(None)))
    rows = [
        BenchmarkRow(
            id=BenchmarkId(one.id),
            version=one.version,
            name=one.name,
            kind=BenchmarkKind(one.kind),
            source=one.source or "",
            brought_in_on=one.brought_in_on,
            characteristics=tuple(given.get(one.id, ())),
        )
        for one in found
    ]
    return tuple(sorted(rows, key=lambda row: (row.kind is not BenchmarkKind.VICTIMS, row.name.casefold())))


@needs(Permission.COUNT)
def benchmark_figures(
    session: RecordSession, *, actor: Actor, benchmark_ids: Sequence[BenchmarkId]
) -> tuple[BenchmarkFigures, ...]:
    """Give the figures of benchmarks, each in the order of its list.

    Raises:
        BadInputError: one is not there any more.
    """
    del actor
    return tuple(_figures(session, benchmark_id) for benchmark_id in benchmark_ids)


def _figures(session: RecordSession, benchmark_id: BenchmarkId) -> BenchmarkFigures:
    one = session.get(Benchmark, benchmark_id)
    if one is None or one.archived_at is not None:
        what = "This benchmark is not there any more."
        raise BadInputError(what, "Choose another, or bring it in again.")
    statement = (
        select(BenchmarkFigure)
        .where(BenchmarkFigure.benchmark_id == benchmark_id, BenchmarkFigure.archived_at.is_(None))
        .order_by(BenchmarkFigure.position)
    )
    figures = tuple(
        Figure(kept.characteristic, kept.category, kept.count) for kept in session.scalars(statement)
    )
    return BenchmarkFigures(one.name, BenchmarkKind(one.kind), figures, one.source or "")
