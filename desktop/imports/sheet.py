"""A list as it was received: its headings, its rows with their numbers, and the limits it must keep."""

from dataclasses import dataclass
from functools import cached_property

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a list may be before it is refused; sizes in bytes, cell length in characters."""

    file_size: int = 100 * MEGABYTE
    unpacked_size: int = 600 * MEGABYTE
    rows: int = 250_000
    columns: int = 300
    cell_length: int = 32_767
    grid_cells: int = 20_000_000


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Row:
    """One row under the headings: its number in the file, its cells as received, what is wrong with it."""

    number: int
    cells: tuple[str, ...]
    problem: str = ""


@dataclass(frozen=True)
class Sheet:
    """One sheet of a file: headings (blank ones named by their letter) and every row that is not blank.

    ``digest`` is the SHA-256 of the whole file in hexadecimal, and of the sheet's name where it has several:
    by it the same list is known again.
    ``kind`` says what was read, for the screen: "CSV, semicolons, Windows-1252", "XLSX".
    """

    file_name: str
    kind: str
    digest: str
    sheet_name: str
    sheet_names: tuple[str, ...]
    heading_row: int
    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    titles: tuple[str, ...] = ()

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """Give the headings made distinct: one that comes again is followed by its turn, as in Phone (2)."""
        return distinct(self.headings)

    def column(self, index: int) -> list[str]:
        """Give every cell of one column, top to bottom; a row that ends earlier gives a blank."""
        return [row.cells[index] if index < len(row.cells) else "" for row in self.rows]


def distinct(headings: tuple[str, ...]) -> tuple[str, ...]:
    """Add its turn to each heading that came before, so that each names one column."""
    seen: set[str] = set()
    answer: list[str] = []
    for heading in headings:
        label, times = heading, 1
        while label.casefold() in seen:
            times += 1
            label = f"{heading} ({times})"
        seen.add(label.casefold())
        answer.append(label)
    return tuple(answer)


def column_letter(index: int) -> str:
    """Name a column as spreadsheet programs do: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
