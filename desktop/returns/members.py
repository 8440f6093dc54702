"""Who is in which cell, kept as places in one list of ids: 100,000 people take a few megabytes."""

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from desktop.returns.keys import NO_KEYS, Keys
from desktop.returns.rules.layouts import ELSEWHERE, MISSING, Label, LabelKind, Labels


@dataclass(frozen=True, slots=True)
class Members:
    """For every category (or missing) of rows and columns, who is there; totals are joined on demand."""

    keys: Keys
    leaves: Mapping[tuple[str, str], "array[int]"]
    overlapping: bool
    """Whether somebody may be in several categories."""
    persons: Keys = NO_KEYS
    """The person behind each member, in the same order; empty where there are none."""
    population: str = ""
    measured: Sequence[int | None] = ()
    """What was measured of each member, in the same order; empty where nothing was."""

    def places(self, rows: Labels, columns: Labels, row: int, column: int) -> Sequence[int]:
        """Give the ascending places of everybody in the cell, each once."""
        full = self._leaves_of(rows, columns, row, column)
        if len(full) == 1:
            return full[0]
        return sorted(set().union(*full)) if full else ()

    def count(self, rows: Labels, columns: Labels, row: int, column: int) -> int:
        """Count everybody in the cell, each once."""
        full = self._leaves_of(rows, columns, row, column)
        if self.overlapping and len(full) > 1:
            return len(set().union(*full))
        return sum(map(len, full))

    def _leaves_of(self, rows: Labels, columns: Labels, row: int, column: int) -> list["array[int]"]:
        wanted_rows, wanted_columns = under(rows, rows.items[row]), under(columns, columns.items[column])
        leaves = [self.leaves.get((r, c)) for r in wanted_rows for c in wanted_columns]
        return [leaf for leaf in leaves if leaf]

    def ids(self, places: Iterable[int]) -> list[UUID]:
        """Turn places into ids."""
        return [self.keys[place] for place in places]


def under(labels: Labels, item: Label) -> tuple[str, ...]:
    """Name the categories a row or column sums: itself, or all it is the total of."""
    if item.kind in {LabelKind.CATEGORY, LabelKind.MISSING}:
        return (item.code,)
    if item.kind is LabelKind.GROUP:
        return item.parts
    categories = tuple(one.code for one in labels.items if one.kind is LabelKind.CATEGORY)
    if item.kind is LabelKind.VALID:
        return (*categories, ELSEWHERE)
    return (*categories, ELSEWHERE, MISSING)


NOBODY = Members(NO_KEYS, {}, overlapping=False)
"""Behind a table of which nobody is asked who is in it."""
