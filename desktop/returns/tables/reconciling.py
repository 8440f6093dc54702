"""Why the rows of a table do, or do not, add up to its total: said on the table itself."""

from collections.abc import Iterator, Sequence

from desktop.returns.members import Members
from desktop.returns.result import Cell
from desktop.returns.rules.definitions import Axis, TableRules
from desktop.returns.rules.layouts import ELSEWHERE, MISSING
from desktop.returns.sorting.classification import Sort
from desktop.returns.sorting.classifications import CLASSIFICATIONS
from desktop.returns.sorting.measures import MEASURES


def table_notes(rules: TableRules, members: Members, unplaced: int, unit: str) -> tuple[str, ...]:
    """Give what the reader of a table must know: its own note, how it sorts, and why it may not add up.

    ``unplaced`` is how many have an answer for which the rules know no row; ``unit`` is the word for many.
    """
    notes = [rules.note] if rules.note else []
    axes = [axis for axis in (rules.rows, rules.columns) if isinstance(axis, Axis)]
    notes.extend(CLASSIFICATIONS[axis.by].sentence for axis in axes if axis.by)
    notes.extend(_measured(rules))
    if unplaced:
        hidden = ELSEWHERE in {axis.unplaced for axis in axes}
        where = "in the total only" if hidden else "counted under Missing"
        notes.append(f"{unplaced} {_word(unplaced, unit)} an answer that has no row in these rules: {where}.")
    for place, (axis, name) in enumerate(((rules.rows, "row"), (rules.columns, "column"))):
        if isinstance(axis, Axis) and axis.by:
            notes.extend(_differences(axis, name, place, members, unit))
    return tuple(notes)


def balance_note(rules: TableRules, cells: Sequence[Sequence[Cell]]) -> Iterator[str]:
    """Say that the rows of a table balance, with its numbers, or that they do not."""
    balance = rules.balance
    if balance is None:
        return
    labels = {item.code: item.label for item in rules.rows.labels.items}
    value = {item.code: row[0].value or 0 for item, row in zip(rules.rows.labels.items, cells, strict=True)}
    signed = [(1, code) for code in balance.add] + [(-1, code) for code in balance.subtract]
    total = sum(sign * value[code] for sign, code in signed)
    signs = {1: "+", -1: "\u2212"}
    sum_of = "".join(f" {signs[sign]} {value[code]} {labels[code].lower()}" for sign, code in signed)
    outcome = f"{value[balance.equals]} {labels[balance.equals].lower()}"
    if total == value[balance.equals]:
        yield f"It balances: {sum_of.removeprefix(' + ')} = {outcome}."
    else:
        yield f"It does not balance: {sum_of.removeprefix(' + ')} = {total}, not {outcome}."


def _measured(rules: TableRules) -> Iterator[str]:
    lines = [*rules.lines(rules.rows), *rules.lines(rules.columns)]
    names = dict.fromkeys(line.measure for line in lines if line is not None and line.measure)
    yield from (MEASURES[name].sentence for name in names if name)


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
