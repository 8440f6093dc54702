"""Why the rows of a table do, or do not, add up to its total: said on the table itself."""

from collections.abc import Iterator

from desktop.returns.classifications import CLASSIFICATIONS, Sort
from desktop.returns.definitions import Axis, TableRules
from desktop.returns.layouts import ELSEWHERE, MISSING
from desktop.returns.members import Members


def table_notes(rules: TableRules, members: Members, unplaced: int, unit: str) -> tuple[str, ...]:
    """Give what the reader of a table must know: its own note, how it sorts, and why it may not add up.

    ``unplaced`` is how many have an answer for which the rules know no row; ``unit`` is the word for many.
    """
    notes = [rules.note] if rules.note else []
    sorted_by = [axis.by for axis in (rules.rows, rules.columns) if axis.by]
    notes.extend(CLASSIFICATIONS[by].sentence for by in sorted_by)
    if unplaced:
        hidden = ELSEWHERE in {rules.rows.unplaced, rules.columns.unplaced}
        where = "in the total only" if hidden else "counted under Missing"
        notes.append(f"{unplaced} {_word(unplaced, unit)} an answer that has no row in these rules: {where}.")
    for place, (axis, name) in enumerate(((rules.rows, "row"), (rules.columns, "column"))):
        if axis.by:
            notes.extend(_differences(axis, name, place, members, unit))
    return tuple(notes)


def _differences(axis: Axis, name: str, place: int, members: Members, unit: str) -> Iterator[str]:
    """Say who is in no row, and who is in several."""
    if axis.labels.place(MISSING) is None:
        missing = [places for key, places in members.leaves.items() if key[place] == MISSING]
        number = len(set().union(*missing))
        if number:
            yield f"{number} {_word(number, unit)} no answer: in the total, in no {name}."
    if CLASSIFICATIONS[axis.by or ""].sort is not Sort.CODES:
        return
    by_row: dict[str, set[int]] = {}
    for key, places in members.leaves.items():
        by_row.setdefault(key[place], set()).update(places)
    once: set[int] = set()
    twice: set[int] = set()
    for members_of_row in by_row.values():
        twice |= once & members_of_row
        once |= members_of_row
    several = len(twice)
    if several:
        verb = "is" if several == 1 else "are"
        who = _singular(unit) if several == 1 else unit
        yield f"{several} {who} {verb} in more than one {name}, so the {name}s add up to more than the total."


def _word(number: int, unit: str) -> str:
    return f"{_singular(unit)} has" if number == 1 else f"{unit} have"


def _singular(unit: str) -> str:
    return {"people": "person"}.get(unit, unit.removesuffix("s"))
