"""The members of each population, sorted along the sides of tables; each sorting is done once."""

from array import array
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from desktop.returns.members import Members
from desktop.returns.populations.source import Counted
from desktop.returns.rules.definitions import Axis, Band, Filter
from desktop.returns.rules.layouts import COUNT, ELSEWHERE, MISSING
from desktop.returns.sorting.classification import Sort, Values
from desktop.returns.sorting.classifications import CLASSIFICATIONS
from desktop.returns.sorting.measures import MEASURES

_NONE = frozenset({"none"})
"""In lists of which several codes may be chosen: that none of the others applies."""


@dataclass(frozen=True, slots=True)
class Sorted:
    """A population sorted along one axis: the row of each member, or rows where it may have several.

    ``unplaced`` are the places of those whose answer has no row.
    """

    rows: Sequence[Any]
    several: bool
    unplaced: Sequence[int]


class SortedMembers:
    """Populations as read, with the values and sortings worked out of them so far."""

    def __init__(self, read: Mapping[str, Counted]) -> None:
        self._read = read
        self._values: dict[tuple[str, str], Values] = {}
        self._sorted: dict[tuple[str, int], tuple[Axis, Sorted]] = {}
        self._passing: dict[tuple[str, tuple[Filter, ...]], Sequence[int]] = {}

    def populations(self) -> Sequence[Counted]:
        """Give every population that was read."""
        return tuple(self._read.values())

    def values(self, population: str, name: str) -> Values:
        """Give the value of every member by a classification or measure, in the order of the population."""
        if (population, name) not in self._values:
            read = (CLASSIFICATIONS.get(name) or MEASURES[name]).read
            self._values[population, name] = read(self._read[population].columns)
        return self._values[population, name]

    def passing(self, population: str, filters: tuple[Filter, ...]) -> Sequence[int]:
        """Give the places of those whom every filter lets through, ascending."""
        if not filters:
            return range(len(self._read[population].keys))
        key = (population, filters)
        if key not in self._passing:
            before = self.passing(population, filters[:-1])
            values, one = self.values(population, filters[-1].by), filters[-1]
            fits = {value: _fits(value, one) for value in set(values)}
            self._passing[key] = [place for place in before if fits[values[place]]]
        return self._passing[key]

    def sort(self, population: str, axis: Axis | None) -> Sorted:
        """Say of each member in which row of an axis it is; without an axis all are in the one."""
        if axis is None or axis.by is None:
            return Sorted([COUNT] * len(self._read[population].keys), several=False, unplaced=())
        key = (population, id(axis))
        if key not in self._sorted:
            self._sorted[key] = (axis, sort_along(axis, self.values(population, axis.by)))
        return self._sorted[key][1]

    def members(
        self,
        population: str,
        axes: tuple[Axis | None, Axis | None],
        filters: tuple[Filter, ...],
        *,
        measure: str | None = None,
    ) -> tuple[Members, int]:
        """Give who is in which cell, and how many have an answer for which there is no row."""
        counted = self._read[population]
        by_row, by_column = self.sort(population, axes[0]), self.sort(population, axes[1])
        passing = self.passing(population, filters)
        unplaced = {*by_row.unplaced, *by_column.unplaced}
        members = Members(
            counted.keys,
            _leaves(by_row, by_column, passing),
            by_row.several or by_column.several,
            counted.persons,
            population,
            () if measure is None else self.values(population, measure),
        )
        return members, len(unplaced.intersection(passing)) if unplaced else 0


def _fits(value: object, one: Filter) -> bool:
    if value is None:
        return one.no_answer
    if isinstance(value, frozenset):
        silent = value <= one.missing | _NONE and not one.missing.isdisjoint(value)
        return silent or not one.codes.isdisjoint(value)
    return value in one.codes or value in one.missing


def sort_along(axis: Axis, values: Values) -> Sorted:
    """Say for each member in which row (or rows) it is; a stored code without a row counts as missing."""
    row_of: dict[Any, Any]
    sort = CLASSIFICATIONS[axis.by or ""].sort
    match sort:
        case Sort.AGE:
            row_of = {age: _band_row(axis.bands, age) for age in set(values)}
        case Sort.CODES:
            row_of = {codes: _rows_of_codes(axis, codes) for codes in set(values)}
        case _:
            row_of = {code: axis.row_of.get(code, axis.unplaced) for code in set(values)}
            row_of[None] = axis.unanswered
    strange = {value for value, row in row_of.items() if _is_strange(axis, value, row)}
    unplaced = [place for place, value in enumerate(values) if value in strange] if strange else []
    return Sorted([row_of[value] for value in values], sort is Sort.CODES, unplaced)


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
