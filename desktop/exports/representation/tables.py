"""The numbers of a representation as tables of the kind a return has, so that the same code prints them."""

from collections.abc import Sequence

from desktop.exports.representation import words
from desktop.returns.document import ShownColumn, ShownTable
from desktop.returns.members import NOBODY
from desktop.returns.representing.representation import Compared, Comparison, Representation, Section
from desktop.returns.result import Cell, Status, Table
from desktop.returns.rules.layouts import VALID, Label, LabelKind, Labels

_DIFFERENCE = "Difference in points"


def comparison_table(section: Section, comparison: Comparison) -> ShownTable:
    """Set the people helped beside a benchmark: numbers, shares, the difference, its interval and verdict."""
    groups = [words.HELPED] * 2 + [words.benchmark_heading(comparison)] * 2 + [_DIFFERENCE] * 4
    heads = ["Number", "Share", "Number", "Share", "Points", "From", "To", "Verdict"]
    rows = [Label(one.code, one.label) for one in comparison.rows]
    rows.append(Label(VALID, "Valid total", LabelKind.VALID))
    sums = [_count(comparison.helped_base), _words(""), _count(comparison.benchmark_base), *[_words("")] * 5]
    cells = [*(_line(one) for one in comparison.rows), sums]
    notes = comparison.notes
    return _table(
        section, rows, list(zip(groups, heads, strict=True)), cells, notes, codes=section.show_codes
    )


def years_table(shown: Representation, section: Section) -> ShownTable:
    """List the shares of each group over the periods, how they moved, how like the benchmarks they are."""
    heads = [*(period.id for period in shown.periods), "Points a year"]
    rows = [Label(group.code, group.label) for group in section.groups]
    cells = [
        [*(_words(words.percent(one.share)) for one in group.shares), _words(words.points(group.slope))]
        for group in section.groups
    ]
    rows.append(Label(VALID, "Known answers", LabelKind.VALID))
    cells.append([*(_count(base.valid) for base in section.bases), _words("")])
    for comparison in words.alike(section):
        rows.append(Label(comparison.benchmark, f"Correlation with {comparison.whom}"))
        cells.append([*(_words(words.decimal(one)) for one in comparison.likeness), _words("")])
    return _table(section, rows, [("", head) for head in heads], cells, (), codes=False)


def _line(one: Compared) -> list[Cell]:
    low, high = (one.interval.low, one.interval.high) if one.interval else (None, None)
    return [
        _count(one.helped),
        _words(words.percent(one.helped_share)),
        _count(one.benchmark),
        _words(words.percent(one.benchmark_share)),
        *(_words(words.points(value)) for value in (one.difference, low, high)),
        _words(words.VERDICTS[one.verdict]),
    ]


def _count(number: int) -> Cell:
    return Cell(number, str(number), Status.EXACT)


def _words(printed: str) -> Cell:
    return Cell(None, printed, Status.EXACT)


def _table(
    section: Section,
    rows: Sequence[Label],
    heads: Sequence[tuple[str, str]],
    cells: Sequence[Sequence[Cell]],
    notes: tuple[str, ...],
    *,
    codes: bool,
) -> ShownTable:
    """Make a printed table; each heading comes with the words over it."""
    columns = tuple(Label(f"{place}", head) for place, (_, head) in enumerate(heads))
    table = Table(
        id=section.id,
        title=section.title,
        population="",
        counted="",
        unit="people",
        rows=Labels(None, tuple(rows)),
        columns=Labels(None, columns),
        cells=tuple(map(tuple, cells)),
        notes=notes,
        show_codes=codes,
        members=NOBODY,
    )
    shown = tuple(ShownColumn(head, group, table, place) for place, (group, head) in enumerate(heads))
    return ShownTable(section.id, section.title, "", (table,), shown)
