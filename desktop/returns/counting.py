"""Counting: from the records to the tables of a return, one pass a population."""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import select

from desktop.domain.actor import Actor
from desktop.domain.dates import civil_date, date_in_words
from desktop.domain.history_code import history_code
from desktop.domain.periods import Period, require_begun
from desktop.domain.permissions import Permission, needs
from desktop.models.change import Change
from desktop.models.device import Device
from desktop.models.service import Service
from desktop.models.session import RecordSession
from desktop.returns.classifications import CLASSIFICATIONS, Sort, Values
from desktop.returns.definitions import Axis, Band, Definition, TableRules
from desktop.returns.layouts import COUNT, ELSEWHERE, MISSING
from desktop.returns.members import Members
from desktop.returns.populations import POPULATIONS, Counted
from desktop.returns.reconciling import table_notes
from desktop.returns.result import Profile, Return, Table, exact_cells


@dataclass(frozen=True, slots=True)
class Sorted:
    """A population sorted along one axis: the row of each member, or rows where it may have several.

    ``unplaced`` are the places of those whose answer has no row.
    """

    rows: Sequence[Any]
    several: bool
    unplaced: Sequence[int]


@needs(Permission.COUNT)
def count(session: RecordSession, *, actor: Actor, definition: Definition, period: Period) -> Return:
    """Count a period by the rules; every number is exact, in people (or whatever the table counts).

    Counts are by event date, Europe/London civil date. Reads only; nothing is written down.

    Raises:
        BadInputError: the period has not begun.
        NotAllowedError: the actor's roles do not include counting.
    """
    del actor
    today = civil_date(session.now)
    require_begun(period, today=today)
    service = session.execute(
        select(Service.name, Service.commissioner).where(Service.archived_at.is_(None)).limit(1)
    ).one_or_none()
    read = {
        name: _read(session, definition=definition, period=period, name=name)
        for name in _populations(definition)
    }
    sortings = _Sortings(read)
    return Return(
        definition=definition,
        period=period,
        provider=service.name if service else "",
        commissioner=(service.commissioner or "") if service else "",
        profile=Profile.EXACT,
        counted_at=session.now,
        history_code=_history_code(session),
        notes=tuple(_notes(period, today, read.values())),
        tables=tuple(_table(rules, read[rules.counts], sortings) for rules in definition.tables),
    )


def _history_code(session: RecordSession) -> str:
    """Say where the history of this computer stands."""
    newest = (
        select(Change.mac)
        .where(Change.device_id == select(Device.id).order_by(Device.letter).limit(1).scalar_subquery())
        .order_by(Change.seq.desc())
        .limit(1)
    )
    return history_code(session.scalar(newest) or b"")


def _populations(definition: Definition) -> list[str]:
    return list(dict.fromkeys(rules.counts for rules in definition.tables))


def _read(session: RecordSession, *, definition: Definition, period: Period, name: str) -> Counted:
    """Read a population once, with the columns that any table of it needs."""
    tables = [rules for rules in definition.tables if rules.counts == name]
    used = {by for rules in tables for by in _classifications(rules)}
    fields = frozenset(field for by in used for field in CLASSIFICATIONS[by].fields)
    return POPULATIONS[name].read(session, period=period, fields=fields)


def _classifications(rules: TableRules) -> Iterable[str]:
    yield from (axis.by for axis in (rules.rows, rules.columns) if axis.by)
    yield from (one.by for one in rules.filters)


def _notes(period: Period, today: Any, read: Iterable[Counted]) -> Iterable[str]:
    if period.end > today:
        yield f"The period is not over: counted up to {date_in_words(today)}, the last day is still to come."
    yield from dict.fromkeys(note for counted in read for note in counted.notes)


class _Sortings:
    """The values of each population by each classification, worked out once for all tables."""

    def __init__(self, read: dict[str, Counted]) -> None:
        self._read = read
        self._known: dict[tuple[str, str], Values] = {}

    def values(self, population: str, by: str) -> Values:
        """Give the value of every member, in the order of the population."""
        if (population, by) not in self._known:
            self._known[population, by] = CLASSIFICATIONS[by].read(self._read[population].columns)
        return self._known[population, by]


def _table(rules: TableRules, counted: Counted, sortings: _Sortings) -> Table:
    values = partial(sortings.values, rules.counts)
    size = len(counted.keys)
    rows = sort_along(rules.rows, values(rules.rows.by) if rules.rows.by else (), size)
    columns = sort_along(rules.columns, values(rules.columns.by) if rules.columns.by else (), size)
    passing = _passing(rules, values, size)
    unplaced = {*rows.unplaced, *columns.unplaced}.intersection(passing)
    overlapping = rows.several or columns.several
    members = Members(counted.keys, _leaves(rows, columns, passing), overlapping)
    row_labels, column_labels = rules.rows.labels, rules.columns.labels
    counts = [
        [members.count(row_labels, column_labels, row, column) for column in range(len(column_labels.items))]
        for row in range(len(row_labels.items))
    ]
    population = POPULATIONS[rules.counts]
    return Table(
        id=rules.id,
        title=rules.title,
        population=population.id,
        counted=population.sentence,
        unit=population.unit,
        rows=row_labels,
        columns=column_labels,
        cells=exact_cells(counts),
        notes=table_notes(rules, members, len(unplaced), population.unit),
        show_codes=rules.show_codes,
        members=members,
    )


def _passing(rules: TableRules, values: Any, size: int) -> Sequence[int]:
    """Give the places of those whom every filter lets through."""
    places: Sequence[int] = range(size)
    for one in rules.filters:
        column = values(one.by)
        places = [place for place in places if _among(column[place], one.codes)]
    return places


def _among(value: Any, codes: frozenset[str]) -> bool:
    return not codes.isdisjoint(value) if isinstance(value, frozenset) else value in codes


def sort_along(axis: Axis, values: Values, size: int) -> Sorted:
    """Say for each member in which row (or rows) it is; a stored code without a row counts as missing."""
    if axis.by is None:
        return Sorted([COUNT] * size, several=False, unplaced=())
    row_of: dict[Any, Any]
    match CLASSIFICATIONS[axis.by].sort:
        case Sort.AGE:
            row_of = {age: _band_row(axis.bands, age) for age in set(values)}
        case Sort.CODES:
            row_of = {codes: _rows_of_codes(axis, codes) for codes in set(values)}
        case _:
            row_of = {code: axis.row_of.get(code, axis.unplaced) for code in set(values)}
            row_of[None] = axis.unanswered
    several = CLASSIFICATIONS[axis.by].sort is Sort.CODES
    strange = {value for value, row in row_of.items() if _is_strange(axis, value, row)}
    unplaced = [place for place, value in enumerate(values) if value in strange] if strange else []
    return Sorted([row_of[value] for value in values], several, unplaced)


def _band_row(bands: Sequence[Band], age: int | tuple[int, int] | None) -> str:
    """Find the band of an age; of two possible ages both must be in it."""
    if age is None:
        return MISSING
    youngest, oldest = age if isinstance(age, tuple) else (age, age)
    for band in bands:
        if band.holds(youngest):
            return band.code if band.holds(oldest) else MISSING
    return MISSING


def _rows_of_codes(axis: Axis, codes: frozenset[str] | None) -> tuple[str, ...]:
    """Find the rows of several codes; what says "none" or has no row gives way to what has one."""
    if codes is None:
        return (axis.unanswered,)
    if not codes:
        return (axis.none or MISSING,)
    rows = dict.fromkeys(axis.row_of.get(code, axis.unplaced) for code in sorted(codes))
    strong = tuple(row for row in rows if row not in {axis.none, axis.unanswered, MISSING, ELSEWHERE})
    weak = (ELSEWHERE, MISSING, axis.none or MISSING, axis.unanswered)
    return strong or next((row,) for row in weak if row in rows)


def _is_strange(axis: Axis, value: object, row: object) -> bool:
    """Say whether these rules know no row for a stored answer: too broad, or added to the list since."""
    if isinstance(value, frozenset):
        return row == (axis.unplaced,) and not value <= axis.row_of.keys()
    return isinstance(value, str) and value not in axis.row_of


def _leaves(rows: Sorted, columns: Sorted, passing: Sequence[int]) -> dict[tuple[str, str], "array[int]"]:
    """Collect the places of everybody by category of row and of column."""
    found: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    in_row, in_column = rows.rows, columns.rows
    if rows.several or columns.several:
        for place in passing:
            for one in in_row[place] if rows.several else (in_row[place],):
                for other in in_column[place] if columns.several else (in_column[place],):
                    found[one, other].append(place)
    else:
        for place in passing:
            found[in_row[place], in_column[place]].append(place)
    return {key: array("I", places) for key, places in found.items()}
