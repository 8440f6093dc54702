"""What a unit of work changed: each screen decides from it whether it is stale."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Changed:
    """The records that changed, by kind (the name of their table)."""

    kinds: Mapping[str, frozenset[UUID]]

    def touches(self, *kinds: str) -> bool:
        """Say whether any record of any of the kinds changed."""
        return any(kind in self.kinds for kind in kinds)
