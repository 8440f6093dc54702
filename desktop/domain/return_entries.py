"""What was typed in for a return, as answers carry it: entries of tables, quarter by quarter."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from desktop.domain.periods import Period


@dataclass(frozen=True, slots=True)
class Entry:
    """What was typed in for one place of one table and one quarter.

    ``story_of`` is the reference of whoever a case study rests on, empty if it rests on nobody or they are
    out of sight; ``not_to_be_told`` says why it must not be told any more, empty while it may.
    """

    table_id: str
    row_code: str
    column_code: str
    quarter_start: date
    version: int
    hundredths: int | None
    words: str | None
    story_of: str = ""
    not_to_be_told: str = ""

    @property
    def holds_something(self) -> bool:
        """Whether there is a number or a word."""
        return self.hundredths is not None or bool(self.words)


@dataclass(frozen=True, slots=True)
class Entries:
    """Everything typed in for some quarters of one commissioner's return."""

    definition_id: str
    quarters: tuple[Period, ...]
    entries: tuple[Entry, ...]

    def of(self, table_id: str, quarter: Period) -> Mapping[tuple[str, str], Entry]:
        """Give the entries of a table in a quarter, by the codes of row and column."""
        return {
            (one.row_code, one.column_code): one
            for one in self.entries
            if one.table_id == table_id and one.quarter_start == quarter.start
        }

    def version(self, table_id: str, quarter: Period) -> int:
        """Give the version of a whole table in a quarter: it rises with each of its entries; 0 for none."""
        return sum(one.version for one in self.of(table_id, quarter).values())

    def is_filled_in(self, table_id: str, quarter: Period) -> bool:
        """Say whether anything at all stands in a table for a quarter."""
        return any(one.holds_something for one in self.of(table_id, quarter).values())
