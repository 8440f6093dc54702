"""Counting rules as data: what a return counts, in which tables, in which words."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.periods import PeriodKind
from desktop.returns.rules.entered_rules import CoverRules, EnteredRules, TextRules
from desktop.returns.rules.layouts import Labels


class ChartKind(StrEnum):
    """The picture that says a table better than its numbers do."""

    BARS = "bars"
    """A bar a category, of the table's first column."""
    STACKED = "stacked"
    """A bar a row, parted by columns that add up."""
    GROUPED = "grouped"
    """Bars side by side, one a column, for columns that do not add up."""


class Sensitivity(StrEnum):
    """How carefully a table's small numbers must be handled."""

    ORDINARY = "ordinary"
    SENSITIVE = "sensitive"
    TOTALS_ONLY = "totals-only"


@dataclass(frozen=True, slots=True)
class Band:
    """Ages from the first to the last, both included; no last means everybody older."""

    code: str
    label: str
    first: int
    last: int | None

    def holds(self, age: int) -> bool:
        """Say whether the age lies in the band."""
        return age >= self.first and (self.last is None or age <= self.last)


@dataclass(frozen=True, slots=True)
class Axis:
    """How the rows (or columns) of a table come from a classification.

    ``row_of`` leads from every stored code to the code of its row (``_missing`` for what counts as no
    answer); ``bands`` does the same for ages. ``none`` is the row of those who were asked and have none of
    several codes, ``unanswered`` of those with no answer, ``unplaced`` of those whose answer has no row.
    """

    by: str | None
    scheme: str | None
    labels: Labels
    row_of: Mapping[str, str]
    bands: tuple[Band, ...]
    none: str | None
    unanswered: str
    unplaced: str
    only_used: bool = False
    """Whether rows that nobody is in are left out: of long lists such as languages."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Only those whose stored code is among these are counted."""

    by: str
    codes: frozenset[str]
    no_answer: bool = False
    """Whether those without any answer pass too."""
    missing: frozenset[str] = frozenset()
    """Codes that say there is no answer; of several codes they pass where nothing else is said."""


class Figure(StrEnum):
    """What is said of the members behind a cell."""

    NUMBER = "number"
    PEOPLE = "people"
    """Different people behind them."""
    PERCENT = "percent"
    SUM = "sum"
    MEAN = "mean"
    MEDIAN = "median"
    NINE_IN_TEN = "90th-percentile"
    LONGEST = "longest"
    WITHIN = "within"
    """The share of those who could be measured that took no longer than the target, in per cent."""


_TO_DATE = "-to-date"

MEASURED = frozenset(
    {Figure.SUM, Figure.MEAN, Figure.MEDIAN, Figure.NINE_IN_TEN, Figure.LONGEST, Figure.WITHIN}
)
"""Figures that need a measure."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row or column that the rules write out: whom it counts, who is let through, what is said of them.

    What it leaves open is the table's, or the other side's. ``share_of`` names the line on the same side that
    a percentage is a share of; without it, of all that the table lets through.
    """

    code: str
    label: str
    counts: str | None
    filters: tuple[Filter, ...]
    figure: Figure | None
    measure: str | None
    target: int | None
    share_of: str | None
    level: int
    strong: bool


@dataclass(frozen=True, slots=True)
class Lines:
    """Rows or columns that are written out one by one."""

    items: tuple[Line, ...]
    labels: Labels


@dataclass(frozen=True, slots=True)
class Balance:
    """That some rows added, others taken away, give another; all by their codes."""

    add: tuple[str, ...]
    subtract: tuple[str, ...]
    equals: str


@dataclass(frozen=True, slots=True)
class TableRules:
    """One table: who is counted, who is left out, by what they are sorted."""

    id: str
    title: str
    section: str
    counts: str
    filters: tuple[Filter, ...]
    rows: Axis | Lines
    columns: Axis | Lines
    note: str
    sensitivity: Sensitivity
    show_codes: bool
    chart: ChartKind | None = None
    chart_columns: tuple[str, ...] = ()
    """The columns that the chart draws; empty for all that fit it."""
    to_date: bool = True
    """Whether the year to date is counted too, where the rules ask for it."""
    balance: Balance | None = None

    @property
    def axis(self) -> Axis:
        """The rows of a table that sorts.

        Raises:
            TypeError: its rows are written out (a mistake in the program).
        """
        if isinstance(self.rows, Lines):
            message = f"the rows of {self.id} are written out"
            raise TypeError(message)
        return self.rows

    def lines(self, axis: "Axis | Lines") -> tuple[Line | None, ...]:
        """Give the lines of one side, or the one empty line of a side that sorts."""
        return axis.items if isinstance(axis, Lines) else (None,)


@dataclass(frozen=True, slots=True)
class Definition:
    """A commissioner's counting rules, of one version."""

    id: str
    title: str
    version: str
    wording: str
    year_start_month: int
    tables: tuple[TableRules, ...]
    entered: tuple[EnteredRules, ...] = ()
    """Tables whose numbers are typed in."""
    texts: tuple[TextRules, ...] = ()
    cover: CoverRules | None = None
    order: tuple[str, ...] = ()
    """The ids of all tables and texts as the rules list them."""
    usual_period: PeriodKind = PeriodKind.QUARTER
    """How long a period the return is usually made for."""
    year_to_date: bool = False
    funding_stream: str = ""
    """The funding stream whose cases alone are counted; empty for all."""


def to_date_id(table_id: str) -> str:
    """Name the table that counts the year to date beside one that counts the period."""
    return f"{table_id}{_TO_DATE}"


def period_id(table_id: str) -> str:
    """Name the table that counts the period, whichever of the two is named."""
    return table_id.removesuffix(_TO_DATE)
