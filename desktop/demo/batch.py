"""What is made of one person after another, gathered until it is written in one unit of work."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from desktop.demo.chance import Chance
from desktop.models.base import Base

Values = dict[str, Any]


@dataclass(slots=True)
class Batch:
    """Records by kind, words in clear; those of ``sealed_cases`` are sealed when they are written."""

    rows: dict[type[Base], list[Values]] = field(default_factory=dict)
    sealed_cases: set[UUID] = field(default_factory=set)
    people: int = 0

    def add(self, model: type[Base], chance: Chance, **values: Any) -> Values:
        """Add a record with an identity of its own; what is changed in it before it is written counts."""
        values["id"] = chance.new_id()
        self.rows.setdefault(model, []).append(values)
        return values
