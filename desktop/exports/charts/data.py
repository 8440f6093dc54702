"""What a chart of a table draws: its categories and what is missing, never a sum, never a hidden number."""

from dataclasses import dataclass

from desktop.exports.figures import figure, label_words
from desktop.returns.document import ShownTable, is_sum
from desktop.returns.result import Cell, Status
from desktop.returns.rules.definitions import ChartKind
from desktop.returns.rules.layouts import LabelKind

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Series:
    """One kind of bar, or one part of each bar; the letter names it where its words find no room."""

    label: str
    letter: str
    quiet: bool


@dataclass(frozen=True, slots=True)
class Value:
    """One number of the picture; None where there is none to draw, with the words printed instead."""

    value: float | None
    words: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """One row of the table: its words and a number for each series."""

    label: str
    quiet: bool
    values: tuple[Value, ...]
    total: Value | None
    """What the parts of a stacked bar add up to, as the table says; None where it says nothing."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart before it is drawn."""

    kind: ChartKind
    series: tuple[Series, ...]
    bars: tuple[Bar, ...]
    totals: tuple[Value | None, ...]
    """The table's own total of each series."""
    unit: str | None
    """What the numbers are, as in the cells; None for counts."""
    left_out: bool
    """Whether numbers of another unit are left out, since they cannot share a scale."""


def picture(shown: ShownTable) -> Picture:
    """Choose what the chart of a table draws; the year to date beside a period is left to the table."""
    kind = shown.first.chart or ChartKind.BARS
    table = shown.first
    wanted = table.chart_columns or table.columns.codes
    columns = [
        place for place, item in enumerate(table.columns.items) if item.code in wanted and not is_sum(item)
    ]
    if kind is ChartKind.BARS:
        columns = columns[:1] or [0]
    rows = [place for place, item in enumerate(table.rows.items) if not is_sum(item)]
    unit = _unit(shown, rows, columns)
    drawn_columns = [column for column in columns if _has(shown, rows, [column], unit)]
    drawn_rows = [row for row in rows if _has(shown, [row], drawn_columns, unit)]
    series = tuple(_series(shown, place, column) for place, column in enumerate(drawn_columns))
    return Picture(
        kind,
        series,
        tuple(_bar(shown, row, drawn_columns, unit) for row in drawn_rows),
        tuple(_total(shown, column, unit) for column in drawn_columns),
        unit,
        len(drawn_columns) < len(columns) or len(drawn_rows) < len(rows),
    )


def _unit(shown: ShownTable, rows: list[int], columns: list[int]) -> str | None:
    """Give the unit of the first number there is; all that is drawn shares it."""
    cells = [shown.first.cells[row][column] for row in rows for column in columns]
    first = next((cell for cell in cells if cell.value is not None), cells[0] if cells else None)
    return first.unit if first else None


def _has(shown: ShownTable, rows: list[int], columns: list[int], unit: str | None) -> bool:
    return any(shown.first.cells[row][column].unit == unit for row in rows for column in columns)


def _series(shown: ShownTable, place: int, column: int) -> Series:
    item = shown.first.columns.items[column]
    return Series(label_words(item), _LETTERS[place % len(_LETTERS)], item.kind is LabelKind.MISSING)


def _bar(shown: ShownTable, row: int, columns: list[int], unit: str | None) -> Bar:
    item = shown.rows[row]
    values = tuple(_value(shown.first.cells[row][column], unit) for column in columns)
    return Bar(label_words(item), item.kind is LabelKind.MISSING, values, _sum_of_row(shown, row, unit))


def _sum_of_row(shown: ShownTable, row: int, unit: str | None) -> Value | None:
    for column, item in enumerate(shown.first.columns.items):
        if item.kind is LabelKind.TOTAL:
            return _same_unit(shown.first.cells[row][column], unit)
    return None


def _total(shown: ShownTable, column: int, unit: str | None) -> Value | None:
    for row, item in enumerate(shown.rows):
        if item.kind is LabelKind.TOTAL:
            return _same_unit(shown.first.cells[row][column], unit)
    return None


def _same_unit(cell: Cell, unit: str | None) -> Value | None:
    return _value(cell, unit) if cell.unit == unit else None


def _value(cell: Cell, unit: str | None) -> Value:
    hidden = cell.status is Status.HIDDEN
    drawn = None if hidden or cell.value is None or cell.unit != unit else float(cell.value)
    return Value(drawn, f"{figure(cell)} (hidden)" if hidden else figure(cell), hidden)
