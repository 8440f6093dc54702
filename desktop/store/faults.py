"""What a check of the records found wrong, and how much it looked at."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

MOST_PER_AREA = 20
"""Sentences told per area; a store damaged all over is not told page by page."""


class Area(StrEnum):
    """What part of the records a fault lies in."""

    FILE = "records file"
    SCHEMA = "schema"
    HISTORY = "history"
    RECORDS = "records"
    SEARCH = "search index"
    DRAFTS = "unfinished writing"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong, in words."""

    area: Area
    sentence: str


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found; ``counted`` says how many pages, rows of history, records, keys it looked at."""

    faults: tuple[Fault, ...]
    counted: Mapping[str, int]

    @property
    def content(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults


Progress = Callable[[int, int], None]
"""Told how many of how many rows are done; may raise to stop the check."""


class Findings:
    """Faults and counts as a check goes along."""

    def __init__(self, progress: Progress | None = None) -> None:
        self._faults: list[Fault] = []
        self._told: Counter[Area] = Counter()
        self._progress = progress
        self._done = 0
        self.total = 0
        self.counted: dict[str, int] = {}

    def add(self, area: Area, sentence: str) -> None:
        """Note a fault."""
        self._told[area] += 1
        if self._told[area] <= MOST_PER_AREA:
            self._faults.append(Fault(area, sentence))

    def advance(self, what: str, rows: int) -> None:
        """Count rows that were looked at, and tell how far the check is."""
        self.counted[what] = self.counted.get(what, 0) + rows
        self._done += rows
        if self._progress is not None:
            self._progress(min(self._done, self.total), self.total)

    def report(self) -> Report:
        """Give everything found."""
        more = [
            Fault(area, f"…and {count - MOST_PER_AREA} more faults of this kind.")
            for area, count in self._told.items()
            if count > MOST_PER_AREA
        ]
        return Report((*self._faults, *more), dict(self.counted))
