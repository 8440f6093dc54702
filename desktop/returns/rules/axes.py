"""The rows and columns that counting rules ask for, checked so that nobody is lost and nobody guessed at."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from desktop.domain.code_tree import CodeList
from desktop.returns.rules.definitions import Axis, Band
from desktop.returns.rules.layouts import ELSEWHERE, MISSING, Label, LabelKind, Layout, bare_count, lay_out
from desktop.returns.rules.parts import Part
from desktop.returns.rules.schemes import Grouping, Scheme, as_stored, code_list_named, grouped, rolled_up
from desktop.returns.sorting.classification import Classification, Sort
from desktop.returns.sorting.classifications import classification

_AXIS_KEYS = (
    "by",
    "roll_up",
    "age_bands",
    "codes",
    "labels",
    "missing",
    "missing_label",
    "only_in_total",
    "none",
    "unanswered",
    "layout",
    "groups",
    "only_used",
)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the axes of one set of rules may name: its bandings, its roll-ups, the code lists.

    ``added`` are codes that the service added to a list since the rules were written, by the list's key: they
    need no place in the rules, and whoever bears one is told of on the table.
    """

    bandings: Mapping[str, tuple[Band, ...]]
    groupings: Mapping[str, Grouping]
    code_lists: Mapping[str, CodeList]
    added: Mapping[str, frozenset[str]] = field(default_factory=dict)


def read_axis(part: Part | None, vocabulary: Vocabulary) -> Axis:
    """Read the rows or columns of a table; a table without columns has one, the number.

    Raises:
        DefinitionError: a name is unknown, or somebody would be counted nowhere.
    """
    if part is None:
        return Axis(None, None, bare_count(), {}, (), None, MISSING, MISSING)
    part.only(*_AXIS_KEYS)
    sorting = classification(part.text("by"), part.where)
    if sorting.sort is Sort.AGE:
        return _by_age(part, sorting, vocabulary)
    return _by_code(part, sorting, _scheme(part, sorting, vocabulary), vocabulary)


def _by_age(part: Part, sorting: Classification, vocabulary: Vocabulary) -> Axis:
    meaningless = ("roll_up", "codes", "missing", "only_in_total", "none", "unanswered", "labels", "groups")
    for key in (*meaningless, "only_used"):
        if key in part.values:
            part.refuse(key, "has no meaning for ages")
    name = part.one_of("age_bands", part.text("age_bands"), vocabulary.bandings)
    bands = vocabulary.bandings[name]
    layout = part.choice("layout", Layout, Layout.VALID_MISSING_TOTAL)
    categories = [Label(band.code, band.label) for band in bands]
    labels = lay_out(sorting.id, categories, layout, part.text_or("missing_label", None))
    return Axis(sorting.id, name, labels, {}, bands, None, MISSING, MISSING)


def _by_code(part: Part, sorting: Classification, scheme: Scheme, vocabulary: Vocabulary) -> Axis:
    codes = part.words("codes") or scheme.shown
    for code in codes:
        part.one_of("codes", code, scheme.labels)
    row_of = {code: code for code in codes}
    for key, row in (("missing", MISSING), ("only_in_total", ELSEWHERE)):
        for code in part.words(key) or ():
            if code in row_of:
                part.refuse(key, f"names “{code}”, which has a place already")
            row_of[part.one_of(key, code, scheme.labels)] = row
    _everybody_has_a_place(part, scheme, row_of, vocabulary.added.get(sorting.code_list or "", frozenset()))
    categories = _categories(part, scheme, codes)
    if part.flag("groups"):
        code_list = code_list_named(part, vocabulary.code_lists, sorting.code_list or sorting.id)
        categories = _below_groups(part, categories, code_list)
        row_of.update(_not_further_specified(code_list, codes))
    places = {code: row_of.get(category, row_of.get(code)) for code, category in scheme.category_of.items()}
    stored = {code: row for code, row in places.items() if row is not None}
    unanswered = part.text_or("unanswered", MISSING)
    if unanswered != MISSING:
        part.one_of("unanswered", unanswered, codes)
    stored.update(dict.fromkeys(scheme.no_answer, unanswered))
    layout = part.choice("layout", Layout, Layout.VALID_MISSING_TOTAL)
    labels = lay_out(sorting.id, categories, layout, part.text_or("missing_label", None))
    return Axis(
        by=sorting.id,
        scheme=scheme.name,
        labels=labels,
        row_of=stored,
        bands=(),
        none=_none(part, sorting, codes),
        unanswered=unanswered,
        unplaced=ELSEWHERE if labels.place(MISSING) is None else MISSING,
        only_used=part.flag("only_used"),
    )


def _none(part: Part, sorting: Classification, codes: tuple[str, ...]) -> str | None:
    """Say in which row those are who were asked and have none of the codes."""
    none = part.text_or("none", None)
    if sorting.sort is Sort.CODES:
        if none is None:
            part.refuse("none", "is missing: say in which row those are who have none of them")
        return part.one_of("none", none, (*codes, MISSING))
    if none is not None:
        part.refuse("none", f"has no meaning for “{sorting.id}”, which has one answer each")
    return None


def _categories(part: Part, scheme: Scheme, codes: tuple[str, ...]) -> list[Label]:
    own = part.part("labels", f"{part.where}, labels")
    words = own.only(*codes) if own else Part(part.where, {})
    return [Label(code, words.text_or(code, scheme.labels[code])) for code in codes]


def _below_groups(part: Part, categories: list[Label], code_list: CodeList) -> list[Label]:
    """Put a subtotal over the categories that have one heading in the list, in the list's order."""
    if "roll_up" in part.values:
        part.refuse("groups", "has no meaning beside a roll-up")
    heading = {one.code: code_list.ancestors(one.code)[-1:] for one in categories}
    arranged: list[Label] = []
    done: set[str] = set()
    for one in categories:
        above = heading[one.code]
        if not above:
            arranged.append(one)
        elif above[0].code not in done:
            done.add(above[0].code)
            below = [replace(other, level=1) for other in categories if heading[other.code] == above]
            parts = tuple(other.code for other in below)
            arranged += [Label(above[0].code, above[0].label, LabelKind.GROUP, parts), *below]
    return arranged


def _not_further_specified(code_list: CodeList, codes: tuple[str, ...]) -> dict[str, str]:
    """Say where those are whose record names only a heading: with those of whom no more is known."""
    headings = {one.parent for one in code_list if one.parent}
    return {code: f"{code}-not-known" for code in sorted(headings) if f"{code}-not-known" in codes}


def _everybody_has_a_place(
    part: Part, scheme: Scheme, row_of: Mapping[str, str], added: frozenset[str]
) -> None:
    for code, label in scheme.labels.items():
        if code not in row_of and code not in added:
            part.refuse(
                "codes", f"leaves out “{code}” ({label}): name it there, in “missing” or in “only_in_total”"
            )


def _scheme(part: Part, sorting: Classification, vocabulary: Vocabulary) -> Scheme:
    if "age_bands" in part.values:
        part.refuse("age_bands", f"has no meaning for “{sorting.id}”")
    code_list = code_list_named(part, vocabulary.code_lists, sorting.code_list or sorting.id)
    roll_up = part.text_or("roll_up", None)
    if roll_up is None:
        named = [code for key in ("codes", "missing", "only_in_total") for code in part.words(key) or ()]
        return as_stored(code_list, named)
    own = vocabulary.groupings.get(roll_up)
    if own is None:
        fitting = (one.name for one in vocabulary.groupings.values() if one.code_list == code_list.key)
        part.one_of("roll_up", roll_up, (*code_list.crosswalks, *fitting))
        return rolled_up(code_list, roll_up)
    if own.code_list != code_list.key:
        part.refuse("roll_up", f"“{own.name}” is a roll-up of “{own.code_list}”, not of “{code_list.key}”")
    return grouped(own, code_list)
