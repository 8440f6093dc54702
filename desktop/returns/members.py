"""Who is in which cell, kept as places in one list of ids: 100,000 people take a few megabytes."""

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from desktop.returns.rules.layouts import ELSEWHERE, MISSING, Label, LabelKind, Labels

_WIDTH = 16
_NOBODY = bytes(_WIDTH)


@dataclass(frozen=True, slots=True)
class Keys:
    """The ids of a population in counting order, sixteen bytes each."""

    packed: bytes

    @classmethod
    def of(cls, ids: Sequence[object]) -> "Keys":
        """Pack ids as the database gives them: UUIDs, or their 32 hexadecimal digits."""
        if ids and isinstance(ids[0], UUID):
            return cls(b"".join(one.bytes for one in ids if isinstance(one, UUID)))
        return cls(bytes.fromhex("".join(map(str, ids)).replace("-", "")))

    @classmethod
    def of_some(cls, ids: Sequence[object]) -> "Keys":
        """Pack ids of which some may be missing: nobody is sixteen noughts."""
        if not any(one is None for one in ids):
            return cls.of(ids)
        return cls(
            b"".join(_NOBODY if one is None else bytes.fromhex(str(one).replace("-", "")) for one in ids)
        )

    def __len__(self) -> int:
        return len(self.packed) // _WIDTH

    def __getitem__(self, place: int) -> UUID:
        return UUID(bytes=self.packed[place * _WIDTH : (place + 1) * _WIDTH])

    def at(self, places: Sequence[int]) -> "Keys":
        """Give the ids at some places, in that order."""
        packed = self.packed
        return Keys(b"".join([packed[place * _WIDTH : (place + 1) * _WIDTH] for place in places]))

    def as_bytes(self) -> list[bytes]:
        """Give every id as its sixteen bytes."""
        packed = self.packed
        return [packed[at : at + _WIDTH] for at in range(0, len(packed), _WIDTH)]

    def places(self, wanted: UUID) -> list[int]:
        """Say at which places the id stands."""
        found, at = [], self.packed.find(wanted.bytes)
        while at >= 0:
            if at % _WIDTH == 0:
                found.append(at // _WIDTH)
            at = self.packed.find(wanted.bytes, at + 1)
        return found

    def distinct(self, places: Iterable[int]) -> int:
        """Count how many different ids stand at the places; nobody is not counted."""
        packed = self.packed
        found = {packed[place * _WIDTH : (place + 1) * _WIDTH] for place in places}
        return len(found - {_NOBODY})

    def place(self, wanted: UUID) -> int | None:
        """Say where the id stands in the list, or None when it is not there."""
        at = self.packed.find(wanted.bytes)
        while at >= 0 and at % _WIDTH:
            at = self.packed.find(wanted.bytes, at + 1)
        return at // _WIDTH if at >= 0 else None


@dataclass(frozen=True, slots=True)
class Members:
    """For every category (or missing) of rows and columns, who is there; totals are joined on demand."""

    keys: Keys
    leaves: Mapping[tuple[str, str], "array[int]"]
    overlapping: bool
    """Whether somebody may be in several categories."""
    persons: Keys = Keys(b"")
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
