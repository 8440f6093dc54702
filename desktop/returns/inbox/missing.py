"""Who or what is counted as missing: read from the rows and columns of every table of a return."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from desktop.returns.inbox.effects import Place, noun_of, place_of, tables_of_period
from desktop.returns.keys import Keys
from desktop.returns.members import Members
from desktop.returns.result import Return, Table
from desktop.returns.rules.definitions import Axis, Filter, Lines, TableRules
from desktop.returns.rules.layouts import MISSING, LabelKind, Labels
from desktop.returns.sorting.classifications import CLASSIFICATIONS

NOTHING_SAID = ""
"""Among the codes that count as no answer: that an empty set of answers does."""
_NO_ANSWERS = frozenset({"not-asked", "not-known", "not-stated"})
"""Codes that were written down and are no answer."""


@dataclass(frozen=True, slots=True)
class Counted:
    """Somebody, or something of theirs, that is counted as missing: what of it, by what, and where.

    ``noun`` says what ``key`` is the identity of; ``no_answers`` are the codes that count as none there.
    """

    person_id: UUID
    by: str
    noun: str
    key: UUID
    place: Place
    no_answers: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Where:
    """One row or column that counts what is missing."""

    by: str
    place: Place
    no_answers: frozenset[str]
    cells: tuple[tuple[str, str], ...]


def counted_as_missing(result: Return) -> Iterator[Counted]:
    """Go through everything that a row or a column of the period's tables counts as missing."""
    rules = {one.id: one for one in result.definition.tables}
    for table in tables_of_period(result):
        for where in _places_in(table, rules.get(table.id)):
            yield from _behind(table, where)


def _behind(table: Table, where: _Where) -> Iterator[Counted]:
    """Give who is behind the cells of one row or column, each once."""
    seen: set[tuple[int, int]] = set()
    for cell in where.cells:
        members, places = table.behind(*cell)
        noun, persons = noun_of(members.population or table.population), _persons(members)
        for place in places:
            if (id(members.keys), place) in seen:
                continue
            seen.add((id(members.keys), place))
            person = persons[place]
            if person.int:
                key = members.keys[place]
                yield Counted(person, where.by, noun, key, where.place, where.no_answers)


def _persons(members: Members) -> Keys:
    return members.persons if len(members.persons) else members.keys


def _places_in(table: Table, rules: TableRules | None) -> Iterator[_Where]:
    """Find the rows and columns of a table that count what is missing: sorted there, or written out so."""
    sides = ((table.rows, table.columns, False), (table.columns, table.rows, True))
    for side, other, turned in sides:
        of_side = None if rules is None else rules.columns if turned else rules.rows
        for code, label, by, no_answers in _asking(side, of_side):
            cells = tuple((one, code) if turned else (code, one) for one in _whole(other))
            yield _Where(by, place_of(table, label), no_answers, cells)


def _asking(side: Labels, rules: Axis | Lines | None) -> Iterator[tuple[str, str, str, frozenset[str]]]:
    """Give code and words of what counts the missing on one side, by what, and which codes are no answer."""
    place = side.place(MISSING)
    if side.by in CLASSIFICATIONS and side.by is not None and place is not None:
        codes = _unanswered(rules) if isinstance(rules, Axis) else _NO_ANSWERS
        yield MISSING, side.labels[place], side.by, codes
    if isinstance(rules, Lines):
        for line in rules.items:
            asked = _asks_for_missing(line.filters)
            if asked is not None and side.place(line.code) is not None:
                yield line.code, line.label, asked.by, asked.codes | asked.missing


def _unanswered(axis: Axis) -> frozenset[str]:
    codes = {code for code, row in axis.row_of.items() if row == MISSING}
    return frozenset(codes | ({NOTHING_SAID} if axis.none == MISSING else set()))


def _asks_for_missing(filters: tuple[Filter, ...]) -> Filter | None:
    """Find the filter of a line that lets through only who has no answer."""
    return next((one for one in filters if one.no_answer and one.codes <= _NO_ANSWERS), None)


def _whole(other: Labels) -> tuple[str, ...]:
    """Name what together is the whole of a side: its total, or every line there is."""
    total = next((one.code for one in other.items if one.kind is LabelKind.TOTAL), None)
    return (total,) if total is not None else other.codes
