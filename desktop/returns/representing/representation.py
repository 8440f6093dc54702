"""Who is helped beside who is recorded as a victim and who lives there: the object every form of it draws."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from desktop.domain.benchmarks import BenchmarkKind
from desktop.domain.periods import Period
from desktop.returns.representing.proportions import Interval
from desktop.returns.result import Return


class Verdict(StrEnum):
    """What a difference says of a group."""

    OVER = "over-represented"
    UNDER = "under-represented"
    UNCLEAR = "no clear difference"
    TOO_FEW = "too few to say"


@dataclass(frozen=True, slots=True)
class Compared:
    """One group of one comparison: numbers, shares in per cent, their difference in points, the verdict.

    Shares are of those whose answer is known; None, like all that follows from them, on a base under 20.
    """

    code: str
    label: str
    helped: int
    helped_share: float | None
    benchmark: int
    benchmark_share: float | None
    difference: float | None
    interval: Interval | None
    verdict: Verdict
    sentence: str
    """Plain words for a group that is over- or under-represented; empty for others."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """The people helped in the period beside one benchmark, in the rows that it gives.

    ``likeness`` is Pearson's correlation of both rows of shares, for each of the periods in turn.
    """

    benchmark: str
    kind: BenchmarkKind
    whom: str
    helped_base: int
    benchmark_base: int
    rows: tuple[Compared, ...]
    likeness: tuple[float | None, ...]
    sentences: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """How many of one group were helped in one period, and their share of those whose answer is known."""

    count: int
    share: float | None


@dataclass(frozen=True, slots=True)
class Group:
    """One group over the periods; ``slope`` is in points a year, None where there are too few years."""

    code: str
    label: str
    shares: tuple[Share, ...]
    slope: float | None


@dataclass(frozen=True, slots=True)
class Base:
    """How many were helped in one period: those whose answer is known, the others, and all."""

    valid: int
    missing: int
    total: int


@dataclass(frozen=True, slots=True)
class Section:
    """One characteristic in one classification: the people helped, and each benchmark that gives it."""

    id: str
    title: str
    by: str
    groups: tuple[Group, ...]
    bases: tuple[Base, ...]
    comparisons: tuple[Comparison, ...]
    trend: str
    """How the shares went over the periods, or why that cannot be said."""
    notes: tuple[str, ...]
    show_codes: bool

    def rows(self) -> Iterator[tuple[Comparison, Compared]]:
        """Go through every group of every comparison."""
        for comparison in self.comparisons:
            for row in comparison.rows:
                yield comparison, row


@dataclass(frozen=True, slots=True)
class BenchmarkNamed:
    """A benchmark as the page names it."""

    name: str
    kind: BenchmarkKind
    source: str


@dataclass(frozen=True, slots=True)
class Representation:
    """The whole page: one period compared, and every period that the trends are drawn from."""

    title: str
    provider: str
    commissioner: str
    period: Period
    periods: tuple[Period, ...]
    """In order of time, the compared one among them."""
    benchmarks: tuple[BenchmarkNamed, ...]
    sections: tuple[Section, ...]
    counted: str
    """What a person helped is, in one sentence."""
    method: tuple[str, ...]
    notes: tuple[str, ...]
    counted_at: datetime
    history_code: str
    definition: str
    marking: str | None
    returns: tuple[Return, ...] = field(compare=False, repr=False)
    """The counts that it rests on, in the tables used and no others: what a register has to write down."""

    @property
    def sentences(self) -> tuple[str, ...]:
        """What it comes to, section by section."""
        return tuple(
            sentence
            for section in self.sections
            for comparison in section.comparisons
            for sentence in comparison.sentences
        )
