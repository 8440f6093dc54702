"""Comparing: the people counted in each period set beside the benchmarks, group by group."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from desktop.domain.actor import Actor
from desktop.domain.benchmarks import WHOM, BenchmarkFigures
from desktop.domain.code_tree import CodeList
from desktop.domain.periods import Period
from desktop.domain.permissions import Permission, needs
from desktop.errors import BadInputError
from desktop.models.session import RecordSession
from desktop.returns.counting import count
from desktop.returns.representing import words
from desktop.returns.representing.benchmark_matching import Fitted, Placed, fit, place, rows_of
from desktop.returns.representing.proportions import LEAST_BASE, difference, likeness, share, slope
from desktop.returns.representing.representation import (
    Base,
    BenchmarkNamed,
    Compared,
    Comparison,
    Group,
    Representation,
    Section,
    Share,
    Verdict,
)
from desktop.returns.result import Return, Table
from desktop.returns.rules.definitions import Definition, TableRules
from desktop.returns.rules.layouts import MISSING, TOTAL

DEFINITION = "representation"
"""The counting rules of the people helped."""
MOST_BENCHMARKS = 6
MOST_PERIODS = 20
_FIVE_OF = {
    "ethnicity-19": "ethnicity-five-census",
    "ethnicity-18": "ethnicity-five-census",
    "ethnicity-16": "ethnicity-five-police",
}
"""In which five groups a finer classification is summed up, unless a benchmark itself gives five."""
_FIVE = frozenset(_FIVE_OF.values())


@dataclass(frozen=True, slots=True)
class _Beside:
    """A benchmark and what of it fits."""

    figures: BenchmarkFigures
    whom: str
    fitted: tuple[Fitted, ...]


@needs(Permission.COUNT)
def count_periods(
    session: RecordSession, *, actor: Actor, definition: Definition, periods: Sequence[Period]
) -> tuple[Return, ...]:
    """Count who was helped in each of the periods, as the records stand at one moment, in order of time.

    Raises:
        BadInputError: a period has not begun, one is asked twice, or there are too many.
    """
    ordered = sorted(periods, key=lambda period: (period.start, period.end))
    if not ordered or len(ordered) > MOST_PERIODS:
        what = f"Between 1 and {MOST_PERIODS} periods can be compared."
        raise BadInputError(what, "Choose others.")
    if len({period.id for period in ordered}) < len(ordered):
        what = "One period is named twice."
        raise BadInputError(what, "Name each once.")
    return tuple(count(session, actor=actor, definition=definition, period=period) for period in ordered)


def represent(
    returns: Sequence[Return],
    benchmarks: Sequence[BenchmarkFigures],
    *,
    period: Period,
    code_lists: Mapping[str, CodeList],
) -> Representation:
    """Set the people helped beside the benchmarks.

    ``returns`` are counts by the rules ``DEFINITION``, in order of time; ``period`` is the one compared, the
    others show the trend. Counts are people, shares per cent of known answers, differences points.

    Raises:
        BadInputError: there is no benchmark, or too many; two go by one name; a category of one matches none.
    """
    _check_benchmarks(benchmarks)
    definition = returns[0].definition
    named = _named(benchmarks, definition, code_lists)
    table_ids = _tables_for(named, definition)
    place_of = next(number for number, one in enumerate(returns) if one.period == period)
    used = [replace(one, tables=tuple(one.table(table_id) for table_id in table_ids)) for one in returns]
    sections = tuple(
        _section(rules, used, place_of, named, definition, code_lists)
        for rules in definition.tables
        if rules.id in table_ids
    )
    now = used[place_of]
    return Representation(
        title=f"{definition.title}, {period.id}",
        provider=now.provider,
        commissioner=now.commissioner,
        period=period,
        periods=tuple(one.period for one in returns),
        benchmarks=tuple(BenchmarkNamed(one.name, one.kind, one.source) for one in benchmarks),
        sections=sections,
        counted=now.tables[0].counted,
        method=words.METHOD,
        notes=now.notes,
        counted_at=now.counted_at,
        history_code=now.history_code,
        definition=f"{definition.id}, version {definition.version}",
        marking=now.marking,
        returns=tuple(used),
    )


def _check_benchmarks(benchmarks: Sequence[BenchmarkFigures]) -> None:
    if not benchmarks:
        what = "There is nothing to compare with."
        raise BadInputError(what, "Choose at least one benchmark.")
    if len(benchmarks) > MOST_BENCHMARKS:
        what = f"More than {MOST_BENCHMARKS} benchmarks cannot be read side by side."
        raise BadInputError(what, "Choose fewer.")
    names = [one.name.casefold() for one in benchmarks]
    for name in names:
        if names.count(name) > 1:
            what = f"Two benchmarks go by the name “{name}”."
            raise BadInputError(what, "Give each its own name.")


def _named(
    benchmarks: Sequence[BenchmarkFigures], definition: Definition, code_lists: Mapping[str, CodeList]
) -> list[_Beside]:
    """Find what of each benchmark fits; where two are of one kind, sentences name them apart."""
    kinds = [one.kind for one in benchmarks]
    return [
        _Beside(
            one,
            WHOM[one.kind] if kinds.count(one.kind) == 1 else f"{WHOM[one.kind]} ({one.name})",
            fit(one, definition, code_lists),
        )
        for one in benchmarks
    ]


def _tables_for(named: Sequence[_Beside], definition: Definition) -> tuple[str, ...]:
    """Name the tables that are compared: each benchmark's own, and one of five groups of ethnicity."""
    own = {fitted.own_table for beside in named for fitted in beside.fitted}
    if not own & _FIVE:
        own |= {min(five)} if (five := {_FIVE_OF[one] for one in own if one in _FIVE_OF}) else set()
    return tuple(rules.id for rules in definition.tables if rules.id in own)


def _section(
    rules: TableRules,
    returns: Sequence[Return],
    place_of: int,
    named: Sequence[_Beside],
    definition: Definition,
    code_lists: Mapping[str, CodeList],
) -> Section:
    tables = [one.table(rules.id) for one in returns]
    groups, bases = _groups(rules, returns), tuple(_base(rules, table) for table in tables)
    comparisons: list[Comparison] = []
    for beside in named:
        found = _placed(beside, rules, definition, code_lists)
        if found is not None:
            placed, own_table = found
            given_as = next(one.title for one in definition.tables if one.id == own_table)
            comparisons.append(_compare(rules, tables, place_of, beside, placed, given_as))
    slopes = [
        (group.label, group.slope) for group in groups if group.slope is not None and any(_counts(group))
    ]
    known = sum(base.valid >= LEAST_BASE for base in bases)
    return Section(
        id=rules.id,
        title=rules.title,
        by=rules.axis.by or "",
        groups=groups,
        bases=bases,
        comparisons=tuple(comparisons),
        trend=words.trend_words(slopes, years=len(returns), known=known),
        notes=tuple(note for note in (rules.note,) if note),
        show_codes=rules.show_codes,
    )


def _counts(group: Group) -> list[int]:
    return [one.count for one in group.shares]


def _placed(
    beside: _Beside, rules: TableRules, definition: Definition, code_lists: Mapping[str, CodeList]
) -> tuple[Placed, str] | None:
    """Put what a benchmark gives into a table, figures given in its rows before others; name their own."""
    for fitted in sorted(beside.fitted, key=lambda one: one.own_table != rules.id):
        if fitted.characteristic == rules.axis.by:
            found = place(fitted, rules.id, definition, code_lists)
            if found is not None:
                return found, fitted.own_table
    return None


def _number(table: Table, row: str) -> int:
    value = table.cells[table.rows.codes.index(row)][0].value
    return int(value or 0)


def _base(rules: TableRules, table: Table) -> Base:
    valid = sum(_number(table, code) for code, _ in rows_of(rules))
    return Base(valid, _number(table, MISSING), _number(table, TOTAL))


def _groups(rules: TableRules, returns: Sequence[Return]) -> tuple[Group, ...]:
    tables = [one.table(rules.id) for one in returns]
    years = [one.period.start.year + (one.period.start.month - 1) / 12 for one in returns]
    bases = [_base(rules, table).valid for table in tables]
    groups = []
    for code, label in rows_of(rules):
        counts = [_number(table, code) for table in tables]
        shares = [share(number, base) for number, base in zip(counts, bases, strict=True)]
        told = tuple(Share(number, one) for number, one in zip(counts, shares, strict=True))
        groups.append(Group(code, label, told, slope(years, shares)))
    return tuple(groups)


def _compare(
    rules: TableRules,
    tables: Sequence[Table],
    place_of: int,
    beside: _Beside,
    placed: Placed,
    given_as: str,
) -> Comparison:
    table, whom = tables[place_of], beside.whom
    helped = {code: _number(table, code) for code in placed.counts}
    base, other_base = sum(helped.values()), sum(placed.counts.values())
    labels = dict(rows_of(rules))
    rows = tuple(
        _compared(rules, code, labels[code], (helped[code], base), (number, other_base), whom)
        for code, number in placed.counts.items()
    )
    return Comparison(
        benchmark=beside.figures.name,
        kind=beside.figures.kind,
        whom=whom,
        helped_base=base,
        benchmark_base=other_base,
        rows=rows,
        likeness=tuple(_likeness(one, placed.counts) for one in tables),
        sentences=_sentences(rows, whom, base, other_base),
        notes=tuple(_notes(rules, table, beside, placed, given_as)),
    )


def _likeness(table: Table, benchmark: Mapping[str, int]) -> float | None:
    helped = [_number(table, code) for code in benchmark]
    base, other = sum(helped), sum(benchmark.values())
    return likeness([share(one, base) for one in helped], [share(one, other) for one in benchmark.values()])


def _compared(
    rules: TableRules, code: str, label: str, helped: tuple[int, int], benchmark: tuple[int, int], whom: str
) -> Compared:
    own, other = share(*helped), share(*benchmark)
    if own is None or other is None:
        return Compared(
            code, label, helped[0], own, benchmark[0], other, None, None, Verdict.TOO_FEW, sentence=""
        )
    points, interval = own - other, difference(*helped, *benchmark)
    verdict, sentence = Verdict.UNCLEAR, ""
    if interval.excludes_nought:
        verdict = Verdict.OVER if points > 0 else Verdict.UNDER
        band = next((one for one in rules.axis.bands if one.code == code), None)
        who = words.subject(rules.axis.by or "", code, label, band)
        sentence = words.clear_sentence(who, own, other, whom, points, interval)
    return Compared(code, label, helped[0], own, benchmark[0], other, points, interval, verdict, sentence)


def _sentences(rows: Sequence[Compared], whom: str, base: int, other_base: int) -> tuple[str, ...]:
    """Say the clear differences, the largest first, then what is not clear."""
    if any(row.verdict is Verdict.TOO_FEW for row in rows):
        return (words.too_few_sentence(whom, base, other_base),)
    clear = sorted((row for row in rows if row.sentence), key=lambda row: -abs(row.difference or 0))
    unclear = [row.label for row in rows if row.verdict is Verdict.UNCLEAR]
    told = [row.sentence for row in clear]
    if unclear:
        told.append(words.unclear_sentence(whom, unclear, all_groups=len(rows)))
    return tuple(told)


def _notes(rules: TableRules, table: Table, beside: _Beside, placed: Placed, given_as: str) -> list[str]:
    notes = []
    left_out = [(code, label) for code, label in rows_of(rules) if code not in placed.counts]
    if left_out:
        number = sum(_number(table, code) for code, _ in left_out)
        notes.append(words.left_out_note(beside.whom, [label for _, label in left_out], number))
    if given_as != rules.title:
        notes.append(words.rolled_up_note(beside.figures.name, given_as))
    if placed.missing:
        notes.append(f"For {placed.missing:,} of {beside.whom} the answer is not known.")
    return notes
