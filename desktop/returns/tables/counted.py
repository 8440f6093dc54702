"""One table counted: who is behind each cell, and what is said of them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from desktop.domain.periods import Period
from desktop.returns.members import NOBODY, Members
from desktop.returns.populations.populations import POPULATIONS
from desktop.returns.result import Cell, Span, Status, Table
from desktop.returns.rules.definitions import MEASURED, Axis, Figure, Lines, TableRules
from desktop.returns.rules.layouts import Label, LabelKind, Labels, bare_count
from desktop.returns.rules.table_parts import PartOfTable, parts_of
from desktop.returns.sorting.measures import MEASURES
from desktop.returns.tables.figures import NOTHING, measured_cell, number_cell, percent_cell
from desktop.returns.tables.reconciling import balance_note, table_notes
from desktop.returns.tables.sorted_members import SortedMembers

_BARE = bare_count()


class _Counting:
    """A table while it is counted: its parts, and those behind each."""

    def __init__(self, rules: TableRules, sorted_members: SortedMembers) -> None:
        self.rules = rules
        self._sorted = sorted_members
        self.parts: dict[tuple[str, str], PartOfTable] = {part.key: part for part in parts_of(rules)}
        self.members: dict[tuple[str, str], Members] = {}
        self.unplaced = 0
        self._axes = (
            rules.rows if isinstance(rules.rows, Axis) else None,
            rules.columns if isinstance(rules.columns, Axis) else None,
        )
        self._whole: dict[tuple[str, str], Members] = {}
        for key, part in self.parts.items():
            self.members[key], unplaced = self._sorted.members(
                part.counts, self._axes, part.filters, measure=part.measure
            )
            self.unplaced = max(self.unplaced, unplaced)

    def cell(self, row: int, column: int) -> Cell:
        """Work out one cell."""
        part, places = self._at(row, column)
        if part.figure is Figure.PERCENT:
            return self._percent(part, row, column)
        if part.figure in MEASURED and part.measure is not None:
            values = self._sorted.values(part.counts, part.measure)
            told = [values[place] for place in places if values[place] is not None]
            return measured_cell(part.figure, told, unit=MEASURES[part.measure].unit, target=part.target)
        if part.figure is Figure.PEOPLE:
            return number_cell(self.members[part.key].persons.distinct(places))
        return number_cell(len(places))

    def _percent(self, part: PartOfTable, row: int, column: int) -> Cell:
        places = self._places(self.members[part.key], row, column)
        if part.share_of is not None:
            return percent_cell(len(places), len(self._places(self.members[part.share_of], row, column)))
        if part.without_line != part.filters:
            return percent_cell(len(places), len(self._places(self._without(part), row, column)))
        base = self._base_row(self.rules.rows.labels.items[row].kind)
        if base is None:
            return Cell(None, NOTHING, Status.EXACT, "%")
        rows = self.rules.rows
        key = (rows.items[base].code, part.key[1]) if isinstance(rows, Lines) else part.key
        return percent_cell(len(places), len(self._places(self.members[key], base, column)))

    def _without(self, part: PartOfTable) -> Members:
        """Give those behind a part if its own line let everybody through."""
        if part.key not in self._whole:
            self._whole[part.key], _ = self._sorted.members(part.counts, self._axes, part.without_line)
        return self._whole[part.key]

    def _base_row(self, kind: LabelKind) -> int | None:
        """Say of which row a percentage is: of those who answered, or for those missing of all."""
        kinds = [item.kind for item in self.rules.rows.labels.items]
        if kind is LabelKind.TOTAL:
            return None
        wanted = (
            LabelKind.TOTAL if kind is LabelKind.MISSING or LabelKind.VALID not in kinds else LabelKind.VALID
        )
        return kinds.index(wanted) if wanted in kinds else None

    def _at(self, row: int, column: int) -> tuple[PartOfTable, Sequence[int]]:
        key = (
            self.rules.rows.items[row].code if isinstance(self.rules.rows, Lines) else "",
            self.rules.columns.items[column].code if isinstance(self.rules.columns, Lines) else "",
        )
        part = self.parts[key]
        return part, self._places(self.members[key], row, column)

    def _places(self, members: Members, row: int, column: int) -> Sequence[int]:
        rows, columns = self.rules.rows, self.rules.columns
        return members.places(
            _BARE if isinstance(rows, Lines) else rows.labels,
            _BARE if isinstance(columns, Lines) else columns.labels,
            0 if isinstance(rows, Lines) else row,
            0 if isinstance(columns, Lines) else column,
        )


def count_table(
    rules: TableRules, sorted_members: SortedMembers, *, table_id: str, span: Span, period: Period
) -> Table:
    """Count one table over populations that were read for its span."""
    counting = _Counting(rules, sorted_members)
    rows, columns = rules.rows.labels, rules.columns.labels
    cells = tuple(
        tuple(counting.cell(row, column) for column in range(len(columns.items)))
        for row in range(len(rows.items))
    )
    population = POPULATIONS[rules.counts]
    straight = not isinstance(rules.rows, Lines) and not isinstance(rules.columns, Lines)
    members = counting.members["", ""] if straight else _first(counting.members, rules)
    notes = table_notes(rules, members, counting.unplaced, population.unit)
    return Table(
        id=table_id,
        title=rules.title,
        population=population.id,
        counted=" ".join(_sentences(counting.parts)),
        unit=population.unit,
        rows=rows,
        columns=columns,
        cells=cells,
        notes=(*notes, *balance_note(rules, cells)),
        show_codes=rules.show_codes,
        members=members if straight else NOBODY,
        section=rules.section,
        period=period,
        span=span,
        chart=rules.chart if span is Span.PERIOD else None,
        chart_columns=rules.chart_columns,
        parts={} if straight else counting.members,
    )


def _first(members: Mapping[tuple[str, str], Members], rules: TableRules) -> Members:
    """Give the members by which the table says why it adds up: those of its widest line."""
    fitting = [one for one in members.values() if one.population == rules.counts]
    return max(fitting, key=lambda one: sum(map(len, one.leaves.values())), default=NOBODY)


def _sentences(parts: Mapping[tuple[str, str], PartOfTable]) -> list[str]:
    counted = dict.fromkeys(part.counts for part in parts.values())
    return [POPULATIONS[name].sentence for name in counted]


def with_used_rows(rules: TableRules, tables: Sequence[Table]) -> list[Table]:
    """Leave out rows that nobody is in, where the rules say so; a row used over the year stays everywhere."""
    if not isinstance(rules.rows, Axis) or not rules.rows.only_used:
        return list(tables)
    used = {
        item.code
        for table in tables
        for item, cells in zip(table.rows.items, table.cells, strict=True)
        if item.kind is not LabelKind.CATEGORY or any(cell.value for cell in cells)
    }
    return [_with_rows(table, [item.code in used for item in table.rows.items]) for table in tables]


def _with_rows(table: Table, keep: Sequence[bool]) -> Table:
    items: tuple[Label, ...] = tuple(item for item, kept in zip(table.rows.items, keep, strict=True) if kept)
    left_out = len(keep) - len(items)
    rows_left_out = (
        "1 row of the list that nobody is in is"
        if left_out == 1
        else f"{left_out} rows of the list that nobody is in are"
    )
    note = f"{rows_left_out} left out."
    return replace(
        table,
        rows=Labels(table.rows.by, items),
        cells=tuple(cells for cells, kept in zip(table.cells, keep, strict=True) if kept),
        notes=(*table.notes, note) if left_out else table.notes,
    )
