"""What stands behind a number of the return: people, replies of nobody known, or what was typed in."""

from dataclasses import dataclass
from enum import StrEnum

from desktop.returns.populations.populations import POPULATIONS
from desktop.returns.result import Table
from desktop.returns.rules.layouts import Labels

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


def behind_cell(table: Table, *, row: str, column: str) -> BehindCell:
    """Say what is behind a number of a table: row, column and the number as it is shown.

    Raises:
        BadInputError: the table has no such row or column.
    """
    shown = table.cell(row, column).shown
    words = f"{_label(table.rows, row)} · {_label(table.columns, column)}: {shown}"
    if table.entered:
        return BehindCell(words, Behind.TYPED_IN)
    members, places = table.behind(row, column)
    population = POPULATIONS.get(members.population or table.population)
    if population is not None and population.noun == _REPLY:
        return BehindCell(words, Behind.REPLIES)
    people = members.persons if len(members.persons) else members.keys
    return BehindCell(words, Behind.PEOPLE, people.distinct(places))


def _label(labels: Labels, code: str) -> str:
    return next((item.label for item in labels.items if item.code == code), "")
