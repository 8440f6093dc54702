"""What a finding does to a return: in which tables it shows, in full and in one line."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from desktop.returns.populations.populations import POPULATIONS
from desktop.returns.result import Return, Span, Table
from desktop.returns.rules.definitions import Lines

_MOST_NAMED = 1
_MOST_NUMBERS = 4
_SHORT_NAME = 24
_HANGING = frozenset({"a", "and", "at", "by", "for", "in", "of", "the", "to", "under"})
"""Words that a title is not cut behind."""


@dataclass(frozen=True, slots=True)
class Place:
    """A table of the return, and the row or column of it that counts what is missing, if one does."""

    number: str
    title: str
    label: str = ""

    @property
    def table(self) -> str:
        """Give the number of the table, where it has one, and its whole title."""
        return f"{self.number} {self.title}".strip()

    @property
    def in_short(self) -> str:
        """Give the number of the table and as much of its title as stands in one line."""
        return f"{self.number} {_shortened(self.title)}".strip()

    @property
    def in_full(self) -> str:
        """Give the label in its table."""
        return f"“{self.label}” in {self.table}" if self.label else self.table


def place_of(table: Table, label: str = "") -> Place:
    """Name a place in a table of the return."""
    number = table.name.removesuffix(table.title).strip()
    return Place(number, table.title, label)


def counted_as_missing(places: Sequence[Place]) -> tuple[str, str]:
    """Say under what somebody is counted: in full, and in one line."""
    full = f"Counted under {_listed([one.in_full for one in places])}."
    return full, f"Missing in {_in_one_line(_once(places))}"


def shows_in(places: Sequence[Place]) -> tuple[str, str]:
    """Say in which tables something shows: in full, and in one line."""
    if not places:
        nowhere = "In no table of this return."
        return nowhere, nowhere.removesuffix(".")
    return f"Shows in {_listed([one.table for one in places])}.", f"Shows in {_in_one_line(places)}"


def tables_counting(result: Return, nouns: Collection[str], by: Collection[str] = ()) -> list[Place]:
    """Name the tables of the period that count things of these nouns; ``by``, those sorted by these alone."""
    counting = [table for table in tables_of_period(result) if noun_of(table.population) in nouns]
    return [
        place_of(table)
        for table in counting
        if not by or table.rows.by in by or table.columns.by in by or _asks(result, table, by)
    ]


def _asks(result: Return, table: Table, by: Collection[str]) -> bool:
    """Say whether lines of the table's rules let through by one of these."""
    rules = next((one for one in result.definition.tables if one.id == table.id), None)
    sides = (rules.rows, rules.columns) if rules is not None else ()
    lines = [line for side in sides if isinstance(side, Lines) for line in side.items]
    return any(one.by in by for line in lines for one in line.filters)


def tables_of_period(result: Return) -> Iterator[Table]:
    """Give the tables that were counted for the period itself."""
    return (table for table in result.tables if table.span is Span.PERIOD and not table.entered)


def noun_of(population: str) -> str:
    """Give the word for one of those that a population counts; empty for one that is not known."""
    found = POPULATIONS.get(population)
    return found.noun if found is not None else ""


def _once(places: Sequence[Place]) -> list[Place]:
    return list({one.table: one for one in places}.values())


def _in_one_line(places: Sequence[Place]) -> str:
    """Name the first table shortly, the others by their numbers, and say how many more there are."""
    numbered = all(one.number for one in places)
    names = [one.in_short if place == 0 or not numbered else one.number for place, one in enumerate(places)]
    most = _MOST_NUMBERS if numbered else _MOST_NAMED
    shown, more = names[:most], len(names) - most
    return f"{', '.join(shown)} and {more} more" if more > 0 else _listed(shown)


def _listed(words: Sequence[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


def _shortened(title: str) -> str:
    """Keep the first words of a long title."""
    if len(title) <= _SHORT_NAME:
        return title
    kept = title[: _SHORT_NAME + 1].split(" ")[:-1] or [title[:_SHORT_NAME]]
    while len(kept) > 1 and kept[-1] in _HANGING:
        kept.pop()
    return f"{' '.join(kept).rstrip(',;:')}…"
