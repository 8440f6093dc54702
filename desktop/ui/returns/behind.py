"""What stands behind a number of the return: people, replies of nobody known, or what was typed in."""

from dataclasses import dataclass
from enum import StrEnum

from desktop.returns.populations import POPULATIONS
from desktop.returns.result import Table
from desktop.ui.returns.asked import CellChosen

_REPLY = "reply"


class Behind(StrEnum):
    """Who or what a number is made of."""

    PEOPLE = "people"
    REPLIES = "replies"
    TYPED_IN = "typed in"


@dataclass(frozen=True, slots=True)
class BehindCell:
    """A number in words, what is behind it, and how many different people, in sight or not."""

    words: str
    kind: Behind
    people: int = 0


def behind_cell(table: Table, cell: CellChosen) -> BehindCell:
    """Say what is behind a number: row, column and the number as it is shown."""
    row, column = table.rows.place(cell.row), table.columns.place(cell.column)
    of_row = "" if row is None else table.rows.items[row].label
    of_column = "" if column is None else table.columns.items[column].label
    words = f"{of_row} · {of_column}: {table.cell(cell.row, cell.column).shown}"
    if table.entered:
        return BehindCell(words, Behind.TYPED_IN)
    members, places = table.behind(cell.row, cell.column)
    population = POPULATIONS.get(members.population or table.population)
    if population is not None and population.noun == _REPLY:
        return BehindCell(words, Behind.REPLIES)
    people = members.persons if len(members.persons) else members.keys
    return BehindCell(words, Behind.PEOPLE, people.distinct(places))
