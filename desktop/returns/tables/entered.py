"""What was typed in, as tables, texts and lines of the cover: quarters added up, sums and differences."""

from collections.abc import Mapping, Sequence

from desktop.domain.amounts import amount_shown, amount_value
from desktop.domain.pasted_words import paragraphs_of
from desktop.domain.periods import Period, quarters_of
from desktop.domain.return_entries import Entries, Entry
from desktop.returns.members import NOBODY
from desktop.returns.result import Cell, Span, Status, Table, Text
from desktop.returns.rules.entered_rules import (
    CoverRules,
    EnteredColumn,
    EnteredRow,
    EnteredRules,
    EnteredUnit,
    Place,
    TextRules,
)
from desktop.returns.rules.layouts import Label, LabelKind, Labels

ENTERED = "entered"
"""The population of what is typed in: nobody."""
_COUNTED = "Typed in by the service; it is not counted from the records."
_NOTHING = "–"
_UNITS: Mapping[EnteredUnit, str | None] = {
    EnteredUnit.COUNT: None,
    EnteredUnit.PEOPLE: None,
    EnteredUnit.HOURS: "hours",
    EnteredUnit.POSTS: "posts",
    EnteredUnit.POUNDS: "£",
}
Numbers = dict[Place, int | None]


def build_entered(rules: EnteredRules, entries: Entries, *, period: Period, span: Span) -> Table:
    """Make the table of a period: its quarters added up, or the last one where they do not add up.

    A number nobody typed in is shown as "–" and said in the notes; 0 is 0. ``entries`` hold every quarter of
    the period.
    """
    quarters = quarters_of(period)
    typed = {one: entries.of(rules.id, one) for one in quarters}
    numbers = _numbers(rules, [typed[one] for one in quarters])
    add_up(rules, numbers)
    return Table(
        id=rules.id,
        title=rules.title,
        population=ENTERED,
        counted=_COUNTED,
        unit=ENTERED,
        rows=Labels(None, tuple(_row_label(row) for row in rules.rows)),
        columns=Labels(None, tuple(_column_label(column) for column in rules.columns)),
        cells=tuple(
            tuple(_cell(numbers.get((row.code, column.code)), column.unit) for column in rules.columns)
            for row in rules.rows
        ),
        notes=tuple(_notes(rules, entries, quarters)),
        show_codes=False,
        members=NOBODY,
        section=rules.section,
        period=period,
        span=span,
        entered=True,
    )


def build_text(rules: TextRules, entries: Entries, *, period: Period) -> Text:
    """Make the words of a period; of several quarters each stands under its name.

    A case study whose consent does not hold today is left out, and the notes say so.
    """
    quarters = quarters_of(period)
    paragraphs: list[str] = []
    notes: list[str] = []
    for quarter in quarters:
        entry = entries.of(rules.id, quarter).get(rules.place)
        heading = quarter_name(quarter)
        if entry is None or not entry.words:
            notes.append(f"{heading} has not been filled in.")
        elif rules.case_study and entry.not_to_be_told:
            notes.append(f"{heading}: the case study is left out. {entry.not_to_be_told}")
        else:
            paragraphs.extend((heading,) if len(quarters) > 1 else ())
            paragraphs.extend(paragraphs_of(entry.words))
    return Text(rules.id, rules.title, rules.section, tuple(paragraphs), tuple(notes))


def build_cover(rules: CoverRules, entries: Entries, *, period: Period) -> tuple[tuple[str, str], ...]:
    """Give the lines of the cover that were typed in: those of the last quarter that holds any."""
    for quarter in reversed(quarters_of(period)):
        held = entries.of(rules.id, quarter)
        if entries.is_filled_in(rules.id, quarter):
            said = (
                (line.label, held.get(place)) for line, place in zip(rules.lines, rules.places, strict=True)
            )
            return tuple((label, one.words) for label, one in said if one is not None and one.words)
    return ()


def quarter_name(quarter: Period) -> str:
    """Name a quarter of a year: ``Quarter 2``."""
    return f"Quarter {quarter.id[-1]}"


def _numbers(rules: EnteredRules, quarters: Sequence[Mapping[Place, Entry]]) -> Numbers:
    """Bring the quarters together, place by place."""
    last_rows = {row.code for row in rules.rows if row.last}
    last_columns = {column.code for column in rules.columns if column.last}
    found: Numbers = {}
    for place in rules.typed:
        entries = [one.get(place) for one in quarters]
        typed = [one.hundredths for one in entries if one is not None and one.hundredths is not None]
        last = place[0] in last_rows or place[1] in last_columns
        found[place] = (typed[-1] if last else sum(typed)) if typed else None
    return found


def add_up(rules: EnteredRules, numbers: Numbers) -> None:
    """Put the sums, then the differences into numbers (hundredths); a sum of nothing typed in is nothing."""
    plain = [column.code for column in rules.columns if column.minus is None]
    for row in rules.rows:
        for code in plain if row.adds else ():
            parts = [numbers.get((one, code)) for one in row.adds]
            known = [one for one in parts if one is not None]
            numbers[row.code, code] = sum(known) if known else None
    for column in rules.columns:
        if column.minus is None:
            continue
        first, second = column.minus
        for row in rules.rows:
            whole, taken = numbers.get((row.code, first)), numbers.get((row.code, second))
            numbers[row.code, column.code] = None if whole is None or taken is None else whole - taken


def _row_label(row: EnteredRow) -> Label:
    if row.total:
        return Label(row.code, row.label, LabelKind.TOTAL)
    if row.adds:
        return Label(row.code, row.label, LabelKind.GROUP, parts=row.adds)
    return Label(row.code, row.label, level=row.level)


def _column_label(column: EnteredColumn) -> Label:
    return Label(column.code, column.label, unit=_UNITS[column.unit])


def _cell(hundredths: int | None, unit: EnteredUnit) -> Cell:
    if hundredths is None:
        return Cell(None, _NOTHING, Status.EXACT, _UNITS[unit])
    shown = amount_shown(hundredths, money=unit is EnteredUnit.POUNDS)
    return Cell(amount_value(hundredths), shown, Status.EXACT, _UNITS[unit])


def _notes(rules: EnteredRules, entries: Entries, quarters: Sequence[Period]) -> list[str]:
    notes = [rules.note] if rules.note else []
    missing = [one for one in quarters if not entries.is_filled_in(rules.id, one)]
    notes.extend(f"{quarter_name(one)} has not been filled in." for one in missing)
    for quarter in quarters:
        held = entries.of(rules.id, quarter)
        empty = sum(place not in held or held[place].hundredths is None for place in rules.typed)
        if quarter not in missing and empty:
            of_all = f"{empty} of {len(rules.typed)} in {quarter_name(quarter)}"
            notes.append(f"{_NOTHING} is not filled in ({of_all}).")
    last = [row.label for row in rules.rows if row.last]
    last += [column.label for column in rules.columns if column.last]
    if len(quarters) > 1 and last:
        notes.append(f"{', '.join(last)}: as in the last quarter that was filled in, not added up.")
    return notes
