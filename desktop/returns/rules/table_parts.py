"""A table taken apart: each combination of written-out lines, with whom it counts and what must be known."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from desktop.returns.rules.definitions import Axis, Figure, Filter, Line, TableRules
from desktop.returns.sorting.classifications import CLASSIFICATIONS
from desktop.returns.sorting.measures import MEASURES


@dataclass(frozen=True, slots=True)
class PartOfTable:
    """One line of rows with one of columns (or of a side that sorts): population, filters, figure."""

    key: tuple[str, str]
    counts: str
    filters: tuple[Filter, ...]
    figure: Figure
    measure: str | None
    target: int | None
    share_of: tuple[str, str] | None
    without_line: tuple[Filter, ...]
    """The filters but for those of the line whose share is asked for."""
    asked: Mapping[str, tuple[str, ...]]
    """What must be known of each member: the name of a classification or measure, and its fields."""


def parts_of(table: TableRules) -> Iterator[PartOfTable]:
    """Go through the parts of a table, rows first."""
    sorted_by = [axis.by for axis in (table.rows, table.columns) if isinstance(axis, Axis) and axis.by]
    for row in table.lines(table.rows):
        for column in table.lines(table.columns):
            yield _part(table, row, column, sorted_by)


def _part(table: TableRules, row: Line | None, column: Line | None, sorted_by: list[str]) -> PartOfTable:
    lines = [line for line in (row, column) if line is not None]
    key = (row.code if row else "", column.code if column else "")
    saying = next((line for line in reversed(lines) if line.figure is not None), None)
    measure = next((line.measure for line in lines if line.measure), None)
    target = next((line.target for line in lines if line.target is not None), None)
    filters = (*table.filters, *(one for line in lines for one in line.filters))
    names = [*sorted_by, *(one.by for one in filters)]
    asked = {name: CLASSIFICATIONS[name].fields for name in names}
    if measure is not None:
        asked[measure] = MEASURES[measure].fields
    return PartOfTable(
        key=key,
        counts=next((line.counts for line in lines if line.counts), None) or table.counts,
        filters=filters,
        figure=saying.figure if saying and saying.figure else Figure.NUMBER,
        measure=measure,
        target=target,
        share_of=_share_of(saying, row, key),
        without_line=(
            *table.filters,
            *(one for line in lines if line is not saying for one in line.filters),
        ),
        asked=asked,
    )


def _share_of(saying: Line | None, row: Line | None, key: tuple[str, str]) -> tuple[str, str] | None:
    if saying is None or saying.share_of is None:
        return None
    return (saying.share_of, key[1]) if saying is row else (key[0], saying.share_of)
