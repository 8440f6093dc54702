"""What the screens of bringing in a list ask for, each as one frozen object."""

from dataclasses import dataclass

from desktop.imports.columns import Placement
from desktop.imports.dates import DateOrder
from desktop.imports.headings import Field


@dataclass(frozen=True, slots=True)
class Correction:
    """What one column, named by its heading, really holds."""

    label: str
    choice: Field | Placement


@dataclass(frozen=True, slots=True)
class CheckAsked:
    """The columns are right: check every row; ``source`` is the name the list is kept under."""

    source: str
    order: DateOrder | None = None
