"""Benchmarks: figures to compare the people helped with, brought in, brought up to date, put away."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select

from desktop.domain.actor import Actor
from desktop.domain.benchmarks import BenchmarkFigures, BenchmarkKind, Figure
from desktop.domain.code_tree import CodeList
from desktop.domain.dates import civil_date
from desktop.domain.ids import BenchmarkId
from desktop.domain.permissions import Permission, needs
from desktop.errors import BadInputError, RefusedError
from desktop.models.benchmark import Benchmark, BenchmarkFigure
from desktop.models.session import RecordSession
from desktop.returns.representing.benchmark_matching import fit
from desktop.returns.representing.comparing import DEFINITION
from desktop.returns.rules.reading import load_definition
from desktop.services.case_records import at_version

LONGEST_LINE = 255
MOST_FIGURES = 2_000


@needs(Permission.KEEP_BENCHMARKS)
def bring_in_benchmark(
    session: RecordSession,
    *,
    actor: Actor,
    name: str,
    kind: BenchmarkKind,
    figures: Sequence[Figure],
    source: str = "",
    code_lists: Mapping[str, CodeList],
) -> BenchmarkId:
    """Keep a list of figures under a name; one that was put away under that name is taken up again.

    Raises:
        BadInputError: there is no name, a line is too long, or a category matches none that is counted here.
        RefusedError: there is a benchmark of that name.
    """
    line, from_whom = _line(name), _line(source)
    if not line:
        what = "The benchmark has no name."
        raise BadInputError(what, "Say whom it counts, and when: Recorded victims 2016 to 2020.")
    _check_figures(line, kind, figures, code_lists)
    benchmark = _of_name(session, line)
    if benchmark is not None and benchmark.archived_at is None:
        what = f"There is a benchmark “{benchmark.name}” already."
        raise RefusedError(what, "Bring its figures up to date, or give this one another name.")
    if benchmark is None:
        benchmark = Benchmark(name=line, kind=kind.value, brought_in_on=civil_date(session.now))
        benchmark.brought_in_by = actor.user_id
        session.add(benchmark)
    _describe(session, actor, benchmark, kind, from_whom)
    session.flush()
    _keep_figures(session, BenchmarkId(benchmark.id), figures)
    return BenchmarkId(benchmark.id)


@needs(Permission.KEEP_BENCHMARKS)
def replace_benchmark(
    session: RecordSession,
    *,
    actor: Actor,
    benchmark_id: BenchmarkId,
    version: int,
    kind: BenchmarkKind,
    figures: Sequence[Figure],
    source: str = "",
    code_lists: Mapping[str, CodeList],
) -> None:
    """Bring the figures of a benchmark up to date; its history keeps those before.

    Raises:
        BadInputError: there is no such benchmark, or a category matches none that is counted here.
        StaleVersionError: somebody changed it since.
    """
    benchmark = _benchmark(session, benchmark_id, version)
    _check_figures(benchmark.name, kind, figures, code_lists)
    _describe(session, actor, benchmark, kind, _line(source))
    _keep_figures(session, benchmark_id, figures)


@needs(Permission.KEEP_BENCHMARKS)
def archive_benchmark(
    session: RecordSession, *, actor: Actor, benchmark_id: BenchmarkId, version: int
) -> None:
    """Put a benchmark away: it is offered no more, and what was compared with it stays as it was.

    Raises:
        BadInputError: there is no such benchmark.
        StaleVersionError: somebody changed it since.
    """
    del actor
    _benchmark(session, benchmark_id, version).archived_at = session.now


def _describe(
    session: RecordSession, actor: Actor, benchmark: Benchmark, kind: BenchmarkKind, source: str
) -> None:
    benchmark.kind, benchmark.source = kind.value, source or None
    benchmark.brought_in_on, benchmark.brought_in_by = civil_date(session.now), actor.user_id
    benchmark.archived_at = None


def _benchmark(session: RecordSession, benchmark_id: BenchmarkId, version: int) -> Benchmark:
    benchmark = session.get(Benchmark, benchmark_id)
    if benchmark is None or benchmark.archived_at is not None:
        what = "This benchmark is not there any more."
        raise BadInputError(what, "Choose another, or bring it in again.")
    at_version(benchmark, version=version)
    return benchmark


def _of_name(session: RecordSession, name: str) -> Benchmark | None:
    """Find a benchmark by its name, however its letters are written."""
    for one in session.scalars(select(Benchmark)):
        if one.name.casefold() == name.casefold():
            return one
    return None


def _check_figures(
    name: str, kind: BenchmarkKind, figures: Sequence[Figure], code_lists: Mapping[str, CodeList]
) -> None:
    if len(figures) > MOST_FIGURES:
        what = f"A benchmark holds at most {MOST_FIGURES:,} figures."
        raise BadInputError(what, "Bring in fewer.")
    definition = load_definition(DEFINITION, code_lists=code_lists)
    fit(BenchmarkFigures(name, kind, tuple(figures)), definition, code_lists)


def _keep_figures(session: RecordSession, benchmark_id: BenchmarkId, figures: Sequence[Figure]) -> None:
    """Write the figures; those that are there already change, and those that are gone are put away."""
    held = session.scalars(select(BenchmarkFigure).where(BenchmarkFigure.benchmark_id == benchmark_id))
    before = {(one.characteristic, one.category): one for one in held}
    for position, figure in enumerate(figures):
        kept = before.pop((figure.characteristic, figure.category), None)
        if kept is None:
            kept = BenchmarkFigure(
                benchmark_id=benchmark_id, characteristic=figure.characteristic, category=figure.category
            )
            session.add(kept)
        kept.position, kept.count, kept.archived_at = position, figure.count, None
    for gone in before.values():
        gone.archived_at = gone.archived_at or session.now


def _line(text: str) -> str:
    line = " ".join(text.split())
    if len(line) > LONGEST_LINE:
        what = f"“{line[:20]}…” is longer than {LONGEST_LINE} letters."
        raise BadInputError(what, "Shorten it.")
    return line
