"""The ids of whom a population counts, packed: 100,000 people take a few megabytes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

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


NO_KEYS = Keys(b"")
