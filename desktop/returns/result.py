"""A return as one object: screen and files all draw this, so that one question has one total."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from desktop.domain.periods import Period
from desktop.errors import BadInputError
from desktop.returns.counting_rules import CountingRule
from desktop.returns.members import Members
from desktop.returns.rules.definitions import ChartKind, Definition
from desktop.returns.rules.layouts import Labels, bare_count

MARKING = "contains personal data, do not send"
_NUMBER = re.compile(r"[A-Z]\d+[a-z]?(?=-|$)")


class Status(StrEnum):
    """How a number in a cell came about."""

    EXACT = "exact"
    ROUNDED = "rounded"
    HIDDEN = "hidden"


class Span(StrEnum):
    """Which stretch of time a table counts."""

    PERIOD = "period"
    TO_DATE = "to-date"


class Profile(StrEnum):
    """For whom the numbers are made, and so how they are protected."""

    EXACT = "exact"
    PUBLISH = "publish"
    CONTROLLED = "controlled"
    STRICT = "strict"


@dataclass(frozen=True, slots=True)
class Cell:
    """One number of a table as it may be shown; ``unit`` is given for what is not a plain count."""

    value: int | float | None
    shown: str
    status: Status
    unit: str | None = None


def name_in_return(part_id: str, title: str) -> str:
    """Give a title as printed: where the id of the part is a number such as R5a, that stands first."""
    number = _NUMBER.match(part_id)
    return f"{number[0]} {title}" if number else title


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a return, with what its reader has to know, and the people behind each cell."""

    id: str
    title: str
    population: str
    counted: str
    unit: str
    rows: Labels
    columns: Labels
    cells: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...]
    show_codes: bool
    members: Members = field(compare=False, repr=False)
    section: str = ""
    """The chapter of the return it stands in."""
    period: Period | None = None
    """The days it counts; None for the return's own period."""
    span: Span = Span.PERIOD
    chart: ChartKind | None = None
    chart_columns: tuple[str, ...] = ()
    """The columns that the chart draws; empty for all that fit it."""
    entered: bool = False
    """Whether its numbers were typed in and count nobody."""
    parts: Mapping[tuple[str, str], Members] = field(default_factory=dict, compare=False, repr=False)
    """Where rows or columns are written out: those behind each by their codes, none for a side that sorts."""

    @property
    def name(self) -> str:
        """The title as printed, after its number in the return if it has one."""
        return name_in_return(self.id, self.title)

    def cell(self, row: str, column: str) -> Cell:
        """Find a cell by the codes of its row and column.

        Raises:
            BadInputError: the table has no such row or column.
        """
        return self.cells[self._place(self.rows, "row", row)][self._place(self.columns, "column", column)]

    def behind(self, row: str, column: str) -> tuple[Members, Sequence[int]]:
        """Give those behind a cell: the population they belong to, and their places in it.

        Raises:
            BadInputError: the table has no such row or column.
        """
        at_row, at_column = self._place(self.rows, "row", row), self._place(self.columns, "column", column)
        if not self.parts:
            return self.members, self.members.places(self.rows, self.columns, at_row, at_column)
        key = (row if self.rows.by is None else "", column if self.columns.by is None else "")
        members = self.parts.get(key, self.members)
        rows = self.rows if self.rows.by else bare_count()
        columns = self.columns if self.columns.by else bare_count()
        place = (at_row if self.rows.by else 0, at_column if self.columns.by else 0)
        return members, members.places(rows, columns, *place)

    def lines(self) -> Iterator[tuple[int, int, Cell]]:
        """Go through the cells row by row: the place of the row, of the column, and the cell."""
        for row, cells in enumerate(self.cells):
            for column, cell in enumerate(cells):
                yield row, column, cell

    def _place(self, labels: Labels, kind: str, code: str) -> int:
        place = labels.place(code)
        if place is None:
            what = f"The table “{self.title}” has no {kind} “{code}”."
            raise BadInputError(what, f"It has: {', '.join(labels.codes)}.")
        return place


@dataclass(frozen=True, slots=True)
class Text:
    """Words of a return that somebody wrote for it: the narrative, a case study."""

    id: str
    title: str
    section: str
    paragraphs: tuple[str, ...]
    notes: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The title as printed, after its number in the return if it has one."""
        return name_in_return(self.id, self.title)


@dataclass(frozen=True, slots=True)
class Return:
    """The counts for one period by one set of counting rules, as they stood at one moment."""

    definition: Definition
    period: Period
    provider: str
    commissioner: str
    profile: Profile
    counted_at: datetime
    history_code: str
    """Where the history stood when it was counted; ``verify`` finds the place again."""
    notes: tuple[str, ...]
    tables: tuple[Table, ...]
    texts: tuple[Text, ...] = ()
    rules: tuple[CountingRule, ...] = ()
    """The rules by which it was counted, in the order they are printed."""
    stream: str = ""
    """The funding stream whose cases alone are counted; empty for all."""
    facts: tuple[tuple[str, str], ...] = ()
    """Further lines of the cover that were typed in: the grant, who prepared it."""

    @property
    def marking(self) -> str | None:
        """What every page and file must carry, or None where the numbers may be passed on."""
        return MARKING if self.profile is Profile.EXACT else None

    @property
    def title(self) -> str:
        """The name of the return with its period in words, for headings."""
        return f"{self.definition.title}, {self.period.name}"

    def table(self, table_id: str) -> Table:
        """Find a table by its id.

        Raises:
            BadInputError: the return has no such table; the message names those it has.
        """
        for table in self.tables:
            if table.id == table_id:
                return table
        known = ", ".join(table.id for table in self.tables)
        what = f"This return has no table “{table_id}”."
        raise BadInputError(what, f"It has: {known}.")


def exact_cells(counts: Sequence[Sequence[int]]) -> tuple[tuple[Cell, ...], ...]:
    """Make cells of true counts, rows by columns; a nought is shown."""
    return tuple(tuple(Cell(count, str(count), Status.EXACT) for count in row) for row in counts)
