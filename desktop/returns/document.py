"""A return as a document: chapters, tables with the year to date beside them; every file draws this."""

from collections.abc import Iterator
from dataclasses import dataclass

from desktop.domain.dates import civil_date, date_in_words
from desktop.returns.result import Cell, Return, Span, Table, Text, name_in_return
from desktop.returns.rules.definitions import period_id, to_date_id
from desktop.returns.rules.layouts import Label, LabelKind

_MOST_BESIDE = 3
"""Columns a table may have, and the year to date still stands beside it; a wider one is printed twice."""
THIS_PERIOD, TO_DATE = "This period", "Year to date"
COMMISSIONER = "Commissioner"
"""The line of the cover that says who pays for the service."""


@dataclass(frozen=True, slots=True)
class ShownColumn:
    """One column as printed: its words, the words over it (or none), and where its numbers come from."""

    label: str
    group: str
    table: Table
    place: int


@dataclass(frozen=True, slots=True)
class ShownTable:
    """One table as printed; its columns may come from two tables of the return with the same rows."""

    id: str
    title: str
    section: str
    tables: tuple[Table, ...]
    columns: tuple[ShownColumn, ...]

    @property
    def name(self) -> str:
        """The title as printed, after its number in the return if it has one."""
        return name_in_return(self.id, self.title)

    @property
    def first(self) -> Table:
        """The table whose rows, words and chart are shown."""
        return self.tables[0]

    @property
    def rows(self) -> tuple[Label, ...]:
        """The rows in the order shown."""
        return self.first.rows.items

    @property
    def grouped(self) -> bool:
        """Whether there is a line of words over the headings."""
        return any(column.group for column in self.columns)

    @property
    def notes(self) -> tuple[str, ...]:
        """What the reader must know, each sentence once; what is said of the year to date alone says so."""
        first, *others = self.tables
        later = (f"{TO_DATE}: {note}" for other in others for note in other.notes if note not in first.notes)
        return tuple(dict.fromkeys((*first.notes, *later)))

    def cell(self, row: int, column: int) -> Cell:
        """Give the number at a place of the printed table."""
        shown = self.columns[column]
        return shown.table.cells[row][shown.place]


@dataclass(frozen=True, slots=True)
class Chapter:
    """Tables and words under one heading."""

    title: str
    parts: tuple[ShownTable | Text, ...]


def chapters(result: Return) -> tuple[Chapter, ...]:
    """Put the return's tables and words into chapters, in the order of the counting rules."""
    order = {part_id: place for place, part_id in enumerate(result.definition.order)}
    parts: list[ShownTable | Text] = [*_shown(result), *result.texts]
    parts.sort(key=lambda part: order.get(period_id(part.id), len(order)))
    titles = dict.fromkeys(part.section for part in parts)
    return tuple(Chapter(title, tuple(part for part in parts if part.section == title)) for title in titles)


def shown_tables(result: Return) -> tuple[ShownTable, ...]:
    """Give every table as printed, in the order of the counting rules."""
    return tuple(
        part for chapter in chapters(result) for part in chapter.parts if isinstance(part, ShownTable)
    )


def cover_facts(result: Return) -> tuple[tuple[str, str], ...]:
    """Give the lines of the cover: whose return, for whom, which days, counted how and when."""
    counted_on = civil_date(result.counted_at)
    early = ", before the period was over" if counted_on < result.period.end else ""
    protection = "Exact numbers, not protected" if result.marking else result.profile.value
    return (
        ("Provider", result.provider or "not given"),
        (COMMISSIONER, result.commissioner or "not given"),
        *((("Funding stream", result.stream),) if result.stream else ()),
        ("Period", result.period.in_words),
        ("Counting rules", f"{result.definition.id}, version {result.definition.version}"),
        ("Counted on", date_in_words(counted_on) + early),
        ("Protection", protection),
        *result.facts,
        ("History code", result.history_code),
    )


def is_sum(item: Label) -> bool:
    """Say whether a row or column sums others."""
    return item.kind in {LabelKind.GROUP, LabelKind.VALID, LabelKind.TOTAL}


def _shown(result: Return) -> Iterator[ShownTable]:
    to_date = {table.id: table for table in result.tables if table.span is Span.TO_DATE}
    for table in result.tables:
        if table.span is Span.TO_DATE:
            continue
        later = to_date.get(to_date_id(table.id))
        if later is None:
            yield _alone(table, "")
        elif len(table.columns.items) <= _MOST_BESIDE and later.rows.codes == table.rows.codes:
            columns = (*_columns(table, THIS_PERIOD), *_columns(later, TO_DATE))
            yield ShownTable(table.id, table.title, table.section, (table, later), columns)
        else:
            yield _alone(table, "")
            yield _alone(later, f", {TO_DATE.lower()}")


def _alone(table: Table, ending: str) -> ShownTable:
    columns = tuple(_columns(table, ""))
    return ShownTable(table.id, f"{table.title}{ending}", table.section, (table,), columns)


def _columns(table: Table, group: str) -> Iterator[ShownColumn]:
    for place, item in enumerate(table.columns.items):
        yield ShownColumn(item.label, group, table, place)
