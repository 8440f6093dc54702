"""Counting rules as data: what a return counts, in which tables, in which words."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from desktop.returns.entered_rules import CoverRules, EnteredRules, TextRules
from desktop.returns.layouts import Labels


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


@dataclass(frozen=True, slots=True)
class Filter:
    """Only those whose stored code is among these are counted."""

    by: str
    codes: frozenset[str]


@dataclass(frozen=True, slots=True)
class TableRules:
    """One table: who is counted, who is left out, by what they are sorted."""

    id: str
    title: str
    counts: str
    filters: tuple[Filter, ...]
    rows: Axis
    columns: Axis
    note: str
    sensitivity: Sensitivity
    show_codes: bool


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
