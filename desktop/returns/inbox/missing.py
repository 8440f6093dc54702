"""Who is counted under what is missing: read from the tables of a return, table by table."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from desktop.returns.members import Members
from desktop.returns.populations.populations import POPULATIONS
from desktop.returns.result import Return, Span, Table
from desktop.returns.rules.definitions import Filter, Lines, TableRules
from desktop.returns.rules.layouts import MISSING
from desktop.returns.sorting.classifications import CLASSIFICATIONS

_CASE = "case"
_MOST_TABLES = 3
_NO_ANSWERS = frozenset({"not-asked", "not-known", "not-stated"})
"""Codes that were written down and are no answer."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Somebody who has no answer in one classification, and the places in the return that show it.

    ``case_id`` is given where a case is what has no answer.
    """

    person_id: UUID
    by: str
    case_id: UUID | None
    places: tuple[str, ...]

    @property
    def effect(self) -> str:
        """Say under what they are counted, and where."""
        return f"Counted under {joined(self.places)}."


def gaps(result: Return) -> list[Gap]:
    """Find everybody of the period who is counted as missing, each once for a classification."""
    found: defaultdict[tuple[UUID, str, UUID | None], dict[str, None]] = defaultdict(dict)
    rules = {one.id: one for one in result.definition.tables}
    for table in result.tables:
        if table.span is not Span.PERIOD or table.entered:
            continue
        for by, where, members, places in _missing_in(table, rules.get(table.id)):
            persons = members.persons if len(members.persons) else members.keys
            of_case = _noun(members.population or table.population) == _CASE
            for place in places:
                person = persons[place]
                if person.int:
                    case_id = members.keys[place] if of_case else None
                    found[person, by, case_id][where] = None
    return [Gap(*key, tuple(places)) for key, places in found.items()]


def _missing_in(table: Table, rules: TableRules | None) -> Iterator[tuple[str, str, Members, list[int]]]:
    """Give by what something is missing, the words of the place, and who is there."""
    first = table.columns.codes[0]
    sorted_by, place = table.rows.by, table.rows.place(MISSING)
    if sorted_by in CLASSIFICATIONS and sorted_by is not None and place is not None:
        members, places = table.behind(MISSING, first)
        label = table.rows.labels[place]
        yield sorted_by, f"“{label}” in {table.name}", members, list(places)
    if rules is None or not isinstance(rules.rows, Lines):
        return
    for line in rules.rows.items:
        by = _asks_for_missing(line.filters)
        if by and table.rows.place(line.code) is not None:
            members, places = table.behind(line.code, first)
            yield by, f"“{line.label}” in {table.name}", members, list(places)


def _asks_for_missing(filters: tuple[Filter, ...]) -> str:
    """Name the classification of which a line lets through only who has no answer."""
    return next((one.by for one in filters if one.no_answer and one.codes <= _NO_ANSWERS), "")


def _noun(population: str) -> str:
    found = POPULATIONS.get(population)
    return found.noun if found is not None else ""


def joined(words: Sequence[str]) -> str:
    """Join a few names, and say how many more there are."""
    shown = words[:_MOST_TABLES]
    more = len(words) - len(shown)
    if more:
        return f"{', '.join(shown)} and {more} more"
    return " and ".join([", ".join(shown[:-1]), shown[-1]]) if len(shown) > 1 else "".join(shown)


def tables_of(result: Return, nouns: Mapping[str, None]) -> list[str]:
    """Name the tables that count things of these nouns."""
    return [
        table.name
        for table in result.tables
        if table.span is Span.PERIOD and not table.entered and _noun(table.population) in nouns
    ]
