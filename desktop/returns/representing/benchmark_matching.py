"""Fitting a benchmark to the tables of who is helped: its categories found, rolled up, or refused."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NoReturn

from desktop.domain.benchmarks import BenchmarkFigures, BenchmarkKind, Figure
from desktop.domain.code_tree import CodeList, nearest
from desktop.domain.code_words import kinds_of_missing, words_of
from desktop.errors import BadInputError
from desktop.returns.rules.definitions import Band, Definition, TableRules
from desktop.returns.rules.layouts import ELSEWHERE, MISSING, LabelKind
from desktop.returns.sorting.classifications import CLASSIFICATIONS

_NAMES: Mapping[str, tuple[str, ...]] = {
    "sex": ("sex",),
    "gender": ("gender",),
    "age": ("age", "age group", "age band", "age bands"),
    "ethnicity": ("ethnicity", "ethnicity group", "ethnic group", "ethnic groups", "five groups"),
    "disability": ("disability", "disabled"),
    "religion": ("religion", "religion or belief", "belief"),
    "orientation": ("sexual orientation", "orientation", "sexuality"),
    "local-authority": ("local authority", "area", "district"),
}
"""What a list may call a characteristic, the first being the name we offer."""
_FIVE = "ethnicity-five"
_SUMS = frozenset({"total", "all", "sum", "valid total", "grand total", "all ages", "all people"})
_AGES = re.compile(r"(?:age[ds]?)?(\d{1,3})(?:-|–|to)(\d{1,3})")
_UNDER = re.compile(r"(?:under|<|below|lessthan)(\d{1,3})")
_UPWARDS = re.compile(r"(?:age[ds]?)?(\d{1,3})(?:\+|plus|andover|orover|andolder|orolder|andabove|orabove)")
_UP_TO = re.compile(r"(?:upto)(\d{1,3})|(?:age[ds]?)?(\d{1,3})(?:andunder|oryounger|orunder|andyounger)")


@dataclass(frozen=True, slots=True)
class Placed:
    """One benchmark's figures in the rows of a table: a figure for each row it gives, and those missing."""

    counts: Mapping[str, int]
    missing: int


@dataclass(frozen=True, slots=True)
class Fitted:
    """A benchmark's figures of one characteristic with the table whose rows are theirs."""

    characteristic: str
    own_table: str
    figures: tuple[Figure, ...]


def fit(
    benchmark: BenchmarkFigures, definition: Definition, code_lists: Mapping[str, CodeList]
) -> tuple[Fitted, ...]:
    """Find for each characteristic of a benchmark the table that its categories are the rows of.

    Where several fit, the one of which it leaves out the fewest rows. A benchmark may give only some.

    Raises:
        BadInputError: a characteristic or category is none that is counted here, with the nearest that is;
            or nothing at all can be compared.
    """
    given: defaultdict[tuple[str, str], list[Figure]] = defaultdict(list)
    for figure in benchmark.figures:
        name = _characteristic(figure)
        given[name, " ".join(words_of(figure.characteristic))].append(figure)
    if not given:
        what = f"“{benchmark.name}” holds no figures."
        raise BadInputError(what, "Bring in a list with the columns characteristic, category and count.")
    return tuple(
        _fit_one(name, figures, benchmark.kind, definition, code_lists)
        for (name, _), figures in given.items()
    )


def place(
    fitted: Fitted, table_id: str, definition: Definition, code_lists: Mapping[str, CodeList]
) -> Placed | None:
    """Put figures into the rows of a table, rolled up where that is coarser; None where it is not.

    A finer benchmark goes into a coarser table only if each category lies whole in one row of it.
    """
    own, target = _rules(definition, fitted.own_table), _rules(definition, table_id)
    step = _roll_up(own, target)
    counts: defaultdict[str, int] = defaultdict(int)
    missing = 0
    for figure in fitted.figures:
        row = _row(own, figure.category, code_lists)
        if row == MISSING:
            missing += figure.count
        elif row is None or step is None or row not in step:
            return None
        else:
            counts[step[row]] += figure.count
    order = [code for code, _ in rows_of(target) if code in counts]
    return Placed({code: counts[code] for code in order}, missing)


def rows_of(rules: TableRules) -> tuple[tuple[str, str], ...]:
    """Name the categories of a table by code and words, without its sums."""
    items = rules.rows.labels.items
    return tuple((item.code, item.label) for item in items if item.kind is LabelKind.CATEGORY)


def _rules(definition: Definition, table_id: str) -> TableRules:
    return next(table for table in definition.tables if table.id == table_id)


def _characteristic(figure: Figure) -> str:
    typed = " ".join(words_of(figure.characteristic))
    for name, spellings in _NAMES.items():
        if typed in spellings:
            return name
    what = f"{_where(figure)}“{figure.characteristic}” is no characteristic that can be compared."
    raise BadInputError(what, nearest(typed, [names[0] for names in _NAMES.values()]))


def _fit_one(
    name: str,
    figures: Sequence[Figure],
    kind: BenchmarkKind,
    definition: Definition,
    code_lists: Mapping[str, CodeList],
) -> Fitted:
    tables = _candidates(name, kind, definition)
    placed = {rules.id: [_row(rules, figure.category, code_lists) for figure in figures] for rules in tables}
    whole = [rules for rules in tables if None not in placed[rules.id]]
    if not whole:
        best = max(tables, key=lambda rules: sum(row is not None for row in placed[rules.id]))
        _refuse_category(figures[placed[best.id].index(None)], best)
    apart = [rules for rules in whole if rules.axis.bands or _all_apart(placed[rules.id])]
    own = min(apart or whole, key=lambda rules: _distance(rules, figures, placed[rules.id]))
    rows = placed[own.id]
    known = {*rows} - {MISSING}
    if not known:
        what = f"“{name}” has no figures but for missing answers."
        raise BadInputError(what, "Add a line for each category.")
    if own.axis.bands:
        _refuse_overlap(figures, own)
    else:
        _refuse_twice(figures, rows, own)
    if len(known) == 1:
        alone = next(figure.category for figure, row in zip(figures, rows, strict=True) if row in known)
        what = f"“{name}” has figures for “{alone}” alone: whatever the list counts, that is all of it."
        raise BadInputError(what, "Add a line for each category.")
    return Fitted(name, own.id, tuple(figures))


def _distance(rules: TableRules, figures: Sequence[Figure], rows: Sequence[str | None]) -> tuple[int, int]:
    """Say how far figures are from a table: those not in its own words, then its rows that they leave out."""
    other_words = sum(
        _named_row(rules, figure.category) is None
        for figure, row in zip(figures, rows, strict=True)
        if row != MISSING and not rules.axis.bands
    )
    return other_words, len(rows_of(rules)) - len({*rows} - {MISSING})


def _all_apart(rows: Sequence[str | None]) -> bool:
    """Say whether no two figures mean one row, missing answers left aside."""
    known = [row for row in rows if row != MISSING]
    return len(known) == len({*known})


def _candidates(name: str, kind: BenchmarkKind, definition: Definition) -> list[TableRules]:
    """Name the tables a characteristic may be given in; a census groups in one way, the police in another."""
    tables = [rules for rules in definition.tables if rules.axis.by == name]
    ours = f"{_FIVE}-{'police' if kind is BenchmarkKind.VICTIMS else 'census'}"
    return sorted(tables, key=lambda rules: rules.id.startswith(_FIVE) and rules.id != ours)


def _refuse_category(figure: Figure, rules: TableRules) -> NoReturn:
    what = f"{_where(figure)}“{figure.category}” is no category of “{rules.title}”."
    if " ".join(words_of(figure.category)) in _SUMS:
        raise BadInputError(what, "Leave sums out: they are reckoned here.")
    known = [word for row in rows_of(rules) for word in row]
    if rules.axis.bands:
        known = [label for _, label in rows_of(rules)]
    raise BadInputError(what, nearest(figure.category, known))


def _refuse_twice(figures: Sequence[Figure], rows: Sequence[str | None], rules: TableRules) -> None:
    seen: dict[str, Figure] = {}
    for figure, row in zip(figures, rows, strict=True):
        if row is None or row == MISSING:
            continue
        if row in seen:
            what = f"{_where(figure)}“{figure.category}” of “{rules.title}” is there already"
            first = seen[row]
            what += f" as “{first.category}”" + (f" in line {first.line}." if first.line else ".")
            raise BadInputError(what, "Leave one line for each category.")
        seen[row] = figure


def _refuse_overlap(figures: Sequence[Figure], rules: TableRules) -> None:
    """Refuse ages that are given twice, e.g. 20-29 and again 25-29."""
    known = [(ages, figure) for figure in figures if (ages := _ages(figure.category)) is not None]
    known.sort(key=lambda one: one[0][0])
    for (before, younger), ((first, _), older) in pairwise(known):
        if before[1] is None or first <= before[1]:
            what = f"{_where(older)}“{older.category}” of “{rules.title}” overlaps “{younger.category}”."
            raise BadInputError(what, "Nobody may be in two bands.")


def _where(figure: Figure) -> str:
    return f"Line {figure.line}: " if figure.line else ""


def _row(rules: TableRules, category: str, code_lists: Mapping[str, CodeList]) -> str | None:
    """Find the row a category means: its code, its words, else what the code list reads in it."""
    if rules.axis.bands:
        return _band_row(rules.axis.bands, category)
    named = _named_row(rules, category)
    if named is not None:
        return named
    sorting = CLASSIFICATIONS[rules.axis.by or ""]
    code_list = code_lists.get(sorting.code_list or "")
    found = code_list.find(category) if code_list else None
    if found is None:
        return MISSING if kinds_of_missing(category) else None
    row = MISSING if found.counts_as_missing else rules.axis.row_of.get(found.code)
    said_missing = found.counts_as_missing or bool(kinds_of_missing(category))
    return None if row == ELSEWHERE or (row == MISSING and not said_missing) else row


def _named_row(rules: TableRules, category: str) -> str | None:
    """Find the row whose own code or words a category is."""
    folded = words_of(category)
    for code, label in rows_of(rules):
        if category.strip().casefold() == code.casefold() or folded == words_of(label):
            return code
    return None


def _band_row(bands: Sequence[Band], category: str) -> str | None:
    ages = _ages(category)
    if ages is None:
        return MISSING if kinds_of_missing(category) else None
    first, last = ages
    for band in bands:
        within = band.last is None or (last is not None and last <= band.last)
        if first >= band.first and within:
            return band.code
    return None


def _ages(category: str) -> tuple[int, int | None] | None:
    """Read a band of ages: ``20-29``, ``Under 20``, ``80+``, ``80 and over``, ``42``."""
    typed = re.sub(r"\s|years?|yrs?|aged?", "", category.casefold())
    if found := _AGES.fullmatch(typed):
        return int(found[1]), int(found[2])
    if found := _UNDER.fullmatch(typed):
        return 0, int(found[1]) - 1
    if found := _UPWARDS.fullmatch(typed):
        return int(found[1]), None
    if found := _UP_TO.fullmatch(typed):
        return 0, int(found[1] or found[2])
    return (int(typed), int(typed)) if typed.isdecimal() else None


def _roll_up(own: TableRules, target: TableRules) -> Mapping[str, str] | None:
    """Say for each row of one table in which row of another it lies whole; rows that do not are left out."""
    if own.id == target.id:
        return {code: code for code, _ in rows_of(own)}
    if own.axis.by != target.axis.by or own.axis.bands:
        return None
    lies_in: defaultdict[str, set[str]] = defaultdict(set)
    for stored, row in own.axis.row_of.items():
        if row != MISSING:
            lies_in[row].add(target.axis.row_of.get(stored, MISSING))
    return {row: next(iter(into)) for row, into in lies_in.items() if len(into) == 1 and MISSING not in into}
