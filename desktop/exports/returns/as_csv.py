"""A return as CSV: one tidy file, a line a number, and one file a table; the marking is on every line."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from desktop.exports.file_names import file_names
from desktop.exports.profiles import require_profile
from desktop.exports.published import population_of, published_value, unit_of
from desktop.exports.safe_text import safe_number, safe_text
from desktop.returns.document import ShownTable, shown_tables
from desktop.returns.result import Cell, Return, Table
from desktop.returns.rules.layouts import LabelKind

HEADINGS = (
    "definition",
    "version",
    "period",
    "stream",
    "profile",
    "history_code",
    "marking",
    "section",
    "table",
    "title",
    "span",
    "counted_period",
    "counted_from",
    "counted_to",
    "entered",
    "population",
    "row_code",
    "row",
    "row_kind",
    "column_code",
    "column",
    "column_kind",
    "value",
    "shown",
    "status",
    "unit",
)


def return_csv(result: Return) -> bytes:
    """Write every number as UTF-8 CSV (RFC 4180: commas, CRLF); a hidden value is an empty field.

    ``counted_period`` is the period of the table: the return's own, or the year to date. ``population`` and
    ``unit`` are those of the number.

    Raises:
        RefusedError: the return is protected in a way that cannot be written yet.
    """
    require_profile(result.profile)
    head = [
        result.definition.id,
        result.definition.version,
        result.period.id,
        result.stream,
        result.profile.value,
        result.history_code,
        result.marking or "",
    ]
    lines = ([*map(safe_text, head), *line] for table in result.tables for line in _tidy_lines(table, result))
    return _written([HEADINGS, *lines])


def _tidy_lines(table: Table, result: Return) -> Iterator[Sequence[object]]:
    period = table.period or result.period
    words = [table.section, table.id, table.title, table.span.value, period.id]
    days = [period.start.isoformat(), period.end.isoformat(), "yes" if table.entered else "no"]
    head = [*map(safe_text, words), *days]
    for row, column, cell in table.lines():
        of_row, of_column = table.rows.items[row], table.columns.items[column]
        yield [
            *head,
            safe_text(population_of(table, row, column)),
            *map(safe_text, (of_row.code, of_row.label, of_row.kind.value)),
            *map(safe_text, (of_column.code, of_column.label, of_column.kind.value)),
            _number(cell, hidden=""),
            safe_number(cell.shown),
            cell.status.value,
            safe_text(unit_of(table, row, column)),
        ]


def table_csvs(result: Return) -> dict[str, bytes]:
    """Write each table as printed into its own CSV; give them by file name, in the order printed.

    The year to date stands beside the period, with a line of words over the headings. Numbers are plain; a
    hidden one is its mark, and what cannot be computed is a dash. The last columns name the return on every
    line, and how it is marked.

    Raises:
        RefusedError: the return is protected in a way that cannot be written yet.
    """
    require_profile(result.profile)
    tables = shown_tables(result)
    names = file_names([table.id for table in tables], "csv")
    return {name: _written(_printed_lines(table, result)) for name, table in zip(names, tables, strict=True)}


def _printed_lines(table: ShownTable, result: Return) -> Iterator[Sequence[object]]:
    codes = table.first.show_codes
    title = f"{result.definition.title}, {result.period.id}"  # by which programs tell periods apart
    named = [safe_text(title), *([safe_text(result.marking)] if result.marking else [])]
    endings = ["return", *(["marking"] if result.marking else [])]
    if table.grouped:
        over = [safe_text(column.group) for column in table.columns]
        yield [*([""] if codes else []), "", *over, *([""] * len(endings))]
    headings = [safe_text(column.label) for column in table.columns]
    yield [*(["Code"] if codes else []), safe_text(table.name), *headings, *endings]
    for row, item in enumerate(table.rows):
        code = safe_text(item.code) if item.kind is LabelKind.CATEGORY else ""
        cells = (table.cell(row, column) for column in range(len(table.columns)))
        numbers = [_number(cell, hidden=safe_number(cell.shown)) for cell in cells]
        yield [*([code] if codes else []), safe_text(item.label), *numbers, *named]


def _number(cell: Cell, *, hidden: str) -> object:
    value = published_value(cell)
    return hidden if value is None else value


def _written(lines: Iterable[Sequence[object]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(lines)
    return text.getvalue().encode()
