"""Rows and columns that the rules write out one by one: whom each counts, and what is said of them."""

from collections.abc import Mapping

from desktop.returns.populations.populations import population
from desktop.returns.rules.axes import Vocabulary
from desktop.returns.rules.definitions import MEASURED, Balance, Figure, Filter, Line, Lines
from desktop.returns.rules.layouts import MISSING, Label, LabelKind, Labels
from desktop.returns.rules.parts import Part
from desktop.returns.rules.schemes import code_list_named
from desktop.returns.sorting.classifications import classification
from desktop.returns.sorting.measures import MEASURES, measure

_KEYS = ("code", "label", "counts", "where", "figure", "of", "target", "share_of", "level", "strong")
_MOST_LINES = 60
_LONGEST_TARGET = 3650
NO_ANSWER = MISSING
"""In a filter: those with no answer, or one that counts as missing."""


def read_lines(part: Part, vocabulary: Vocabulary) -> Lines:
    """Read the lines of one side of a table.

    Raises:
        DefinitionError: a line names what does not exist, contradicts itself, or bears another's code.
    """
    part.only("lines")
    listed = part.parts("lines")
    if not listed or len(listed) > _MOST_LINES:
        part.refuse("lines", f"must be between 1 and {_MOST_LINES}")
    lines: list[Line] = []
    for number, values in enumerate(listed, start=1):
        line = _line(Part(f"{part.where}, line {number}", values).only(*_KEYS), vocabulary)
        if any(one.code == line.code for one in lines):
            part.refuse("lines", f"bear the code “{line.code}” twice")
        lines.append(line)
    for line in lines:
        if line.share_of is not None:
            part.one_of("share_of", line.share_of, (one.code for one in lines if one is not line))
    return Lines(tuple(lines), Labels(None, tuple(_label(line) for line in lines)))


def _line(part: Part, vocabulary: Vocabulary) -> Line:
    figure = part.choice("figure", Figure, Figure.NUMBER) if "figure" in part.values else None
    of, target, share_of = (
        part.text_or("of", None),
        part.number("target", None, 0, _LONGEST_TARGET),
        part.text_or("share_of", None),
    )
    counts = part.text_or("counts", None)
    if of is not None:
        measure(of, part.where)
        if figure not in MEASURED:
            part.refuse("of", "needs a figure that measures, such as “median”")
    if figure is Figure.WITHIN and target is None:
        part.refuse("target", "is missing: within how many")
    if target is not None and figure is not Figure.WITHIN:
        part.refuse("target", "needs the figure “within”")
    if share_of is not None and figure is not Figure.PERCENT:
        part.refuse("share_of", "needs the figure “percent”")
    return Line(
        code=part.text("code"),
        label=part.text("label"),
        counts=None if counts is None else population(counts, part.where).id,
        filters=read_filters(part.part("where", f"{part.where}, where"), vocabulary),
        figure=figure,
        measure=of,
        target=target,
        share_of=share_of,
        level=part.number("level", 0, 0, 1) or 0,
        strong=part.flag("strong"),
    )


def _label(line: Line) -> Label:
    kind = LabelKind.TOTAL if line.strong else LabelKind.CATEGORY
    return Label(line.code, line.label, kind, level=line.level, population=line.counts, unit=unit_of(line))


def unit_of(line: Line) -> str | None:
    """Give the unit of what a line says, or None for a plain number."""
    if line.figure in {Figure.PERCENT, Figure.WITHIN}:
        return "%"
    if line.figure is Figure.SUM and line.measure == "minutes":
        return "hours"
    return MEASURES[line.measure].unit if line.measure else None


def read_filters(part: Part | None, vocabulary: Vocabulary) -> tuple[Filter, ...]:
    """Read a filter: for each classification named, the stored codes (or headings) that are let through.

    Raises:
        DefinitionError: a classification or a code does not exist; the message names the nearest.
    """
    return () if part is None else tuple(_filter(part, by, vocabulary) for by in part.values)


def _filter(part: Part, by: str, vocabulary: Vocabulary) -> Filter:
    sorting = classification(by, part.where)
    if sorting.code_list is None:
        if part.words(by) == (NO_ANSWER,):
            return Filter(by, frozenset(), no_answer=True)
        part.refuse(by, f"cannot be a filter but for “{NO_ANSWER}”: it is not a code list")
    code_list = code_list_named(part, vocabulary.code_lists, sorting.code_list)
    words = part.words(by) or ()
    if not words:
        part.refuse(by, "lets nobody through: name at least one code")
    named = [part.one_of(by, code, (one.code for one in code_list)) for code in words if code != NO_ANSWER]
    within = {one.code for one in code_list for group in named if code_list.is_within(one.code, group)}
    if NO_ANSWER not in words:
        return Filter(by, frozenset(within))
    missing = frozenset(one.code for one in code_list if one.counts_as_missing)
    return Filter(by, frozenset(within), no_answer=True, missing=missing)


def read_balance(part: Part | None, rows: Mapping[str, object]) -> Balance | None:
    """Read which rows must add up to which.

    Raises:
        DefinitionError: a row is named that the table does not have.
    """
    if part is None:
        return None
    part.only("add", "subtract", "equals")
    sides = [part.words(key) or () for key in ("add", "subtract")]
    for key, codes in zip(("add", "subtract"), sides, strict=True):
        for code in codes:
            part.one_of(key, code, rows)
    return Balance(sides[0], sides[1], part.one_of("equals", part.text("equals"), rows))
