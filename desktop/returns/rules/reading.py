"""From a rules file to a definition: every mistake is explained, and no code is ever run from it."""

import tomllib
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from desktop.domain.code_tree import CodeList, closest, nearest
from desktop.domain.codes import parse_code_list
from desktop.domain.periods import PeriodKind
from desktop.errors import DefinitionError
from desktop.platform.resources import resource_names, resource_text
from desktop.returns.populations.populations import POPULATIONS, population
from desktop.returns.rules.age_bands import read_bandings
from desktop.returns.rules.axes import Vocabulary, read_axis
from desktop.returns.rules.definitions import (
    MEASURED,
    Axis,
    ChartKind,
    Definition,
    Figure,
    Lines,
    Sensitivity,
    TableRules,
    to_date_id,
)
from desktop.returns.rules.entered_rules import (
    CoverRules,
    EnteredRules,
    TextRules,
    read_cover,
    read_entered,
    read_text,
)
from desktop.returns.rules.layouts import LabelKind
from desktop.returns.rules.lines import read_balance, read_filters, read_lines
from desktop.returns.rules.own_lists import OWN_LISTS
from desktop.returns.rules.parts import Part
from desktop.returns.rules.schemes import read_groupings
from desktop.returns.rules.table_parts import PartOfTable, parts_of
from desktop.returns.sorting.classifications import CLASSIFICATIONS

_KEYS = (
    "id",
    "title",
    "version",
    "wording",
    "year_start_month",
    "period",
    "year_to_date",
    "funding_stream",
    "age_bands",
    "roll_ups",
    "tables",
)
_TABLE_KEYS = (
    "id",
    "title",
    "section",
    "counts",
    "filter",
    "rows",
    "columns",
    "note",
    "sensitivity",
    "show_codes",
    "chart",
    "chart_columns",
    "to_date",
    "balance",
)
_FIRST = "pcc-quarterly"
_FOLDER = "returns"
_ENDING = ".toml"
_LARGEST = 256 * 1024
_MOST_TABLES = 200
_NONE_ADDED: Mapping[str, frozenset[str]] = MappingProxyType({})
_AnyRules = TableRules | EnteredRules | TextRules | CoverRules
_TYPED_IN: Mapping[str, Callable[[Part], EnteredRules | TextRules | CoverRules]] = {
    "entered": read_entered,
    "text": read_text,
    "cover": read_cover,
}


def definition_ids() -> list[str]:
    """Name the counting rules that ship with the program, the quarterly return first."""
    names = resource_names(_FOLDER, _ENDING)
    ids = [name.removeprefix(f"{_FOLDER}/").removesuffix(_ENDING) for name in names]
    return sorted(ids, key=lambda one: (one != _FIRST, one))


def load_definition(definition_id: str, *, code_lists: Mapping[str, CodeList] | None = None) -> Definition:
    """Read counting rules that ship with the program, over the given code lists or those that ship with it.

    Raises:
        DefinitionError: there are no such rules; the message names those that exist.
    """
    known = definition_ids()
    if definition_id not in known:
        what = f"There are no counting rules called “{definition_id}”."
        meant = closest(definition_id, known)
        ask = f"Did you mean “{meant}”? " if meant else ""
        raise DefinitionError(what, f"{ask}There are: {', '.join(known)}.")
    text = resource_text(f"{_FOLDER}/{definition_id}{_ENDING}")
    lists = _with_newer_lists(code_lists or {})
    return parse_definition(text, lists, added=_added(lists) if code_lists else {})


def _added(code_lists: Mapping[str, CodeList]) -> Mapping[str, frozenset[str]]:
    """Name the codes of each list that the lists that ship do not have: the service added them."""
    shipped = bundled_code_lists()
    return {
        key: frozenset(code.code for code in one if code.code not in shipped[key])
        for key, one in code_lists.items()
        if key in shipped
    }


def _with_newer_lists(code_lists: Mapping[str, CodeList]) -> Mapping[str, CodeList]:
    """Add the lists that ship with the program and that these records, set up before, do not have yet."""
    newer = [
        parse_code_list(resource_text(name))
        for name in resource_names("codes", _ENDING)
        if name.removeprefix("codes/").removesuffix(_ENDING) not in code_lists
    ]
    return {**{one.key: one for one in newer}, **code_lists}


def bundled_code_lists() -> Mapping[str, CodeList]:
    """Read the code lists that ship with the program, by key."""
    return _with_newer_lists({})


def parse_definition(
    text: str, code_lists: Mapping[str, CodeList], *, added: Mapping[str, frozenset[str]] = _NONE_ADDED
) -> Definition:
    """Read counting rules from TOML over the given code lists; ``added`` codes of them need no place.

    Raises:
        DefinitionError: the text is not TOML, or anything in it is unknown, contradictory, or would leave
            somebody uncounted; the message names the place and the nearest right word.
    """
    if len(text) > _LARGEST:
        what = "These counting rules are too long."
        raise DefinitionError(what, f"At most {_LARGEST // 1024} thousand characters are read.")
    try:
        values = tomllib.loads(text)
    except (ValueError, RecursionError) as problem:
        what = f"These counting rules cannot be read: {problem}."
        raise DefinitionError(what, "Correct the line named.") from problem
    return _definition(Part("counting rules", values), code_lists, added)


def _definition(
    part: Part, code_lists: Mapping[str, CodeList], added: Mapping[str, frozenset[str]]
) -> Definition:
    part.only(*_KEYS)
    lists = {**OWN_LISTS, **code_lists}
    vocabulary = Vocabulary(
        bandings=read_bandings(part.part("age_bands", "age bands")),
        groupings=read_groupings(part.part("roll_ups", "roll-ups"), lists),
        code_lists=lists,
        added=added,
    )
    listed = part.parts("tables")
    if not listed or len(listed) > _MOST_TABLES:
        part.refuse("tables", f"must list between 1 and {_MOST_TABLES} tables")
    tables: list[_AnyRules] = []
    for number, values in enumerate(listed, start=1):
        table = _one(number, values, vocabulary)
        if any(one.id == table.id for one in tables):
            what = f"Two tables are called “{table.id}”."
            raise DefinitionError(what, "Give each table its own id.")
        tables.append(table)
    _no_two_to_date(part, [one.id for one in tables])
    covers = [one for one in tables if isinstance(one, CoverRules)]
    if len(covers) > 1:
        part.refuse("tables", f"have two covers, “{covers[0].id}” and “{covers[1].id}”")
    return Definition(
        id=part.text("id"),
        title=part.text("title"),
        version=part.text("version"),
        wording=part.text_or("wording", ""),
        year_start_month=part.number("year_start_month", 4, 1, 12) or 4,
        tables=tuple(one for one in tables if isinstance(one, TableRules)),
        entered=tuple(one for one in tables if isinstance(one, EnteredRules)),
        texts=tuple(one for one in tables if isinstance(one, TextRules)),
        cover=covers[0] if covers else None,
        order=tuple(one.id for one in tables),
        usual_period=part.choice("period", PeriodKind, PeriodKind.QUARTER),
        year_to_date=part.flag("year_to_date"),
        funding_stream=part.text_or("funding_stream", ""),
    )


def _no_two_to_date(part: Part, ids: Sequence[str]) -> None:
    """Stop when a table bears the name that another one's year to date will bear."""
    for one in ids if part.flag("year_to_date") else ():
        if to_date_id(one) in ids:
            what = f"The table “{to_date_id(one)}” bears the name of the year to date of “{one}”."
            raise DefinitionError(what, "Give it another id.")


def _one(number: int, values: Mapping[str, object], vocabulary: Vocabulary) -> _AnyRules:
    """Read one table: counted, or typed in as its flag says."""
    table_id = Part(f"table {number}", values).text("id")
    part = Part(f"table “{table_id}”", values)
    asked = [flag for flag in _TYPED_IN if part.flag(flag)]
    if len(asked) > 1:
        part.refuse(asked[1], f"cannot be said beside “{asked[0]}”")
    return _TYPED_IN[asked[0]](part) if asked else _table(part, vocabulary)


def _table(part: Part, vocabulary: Vocabulary) -> TableRules:
    where = part.where
    part.only(*_TABLE_KEYS, *_TYPED_IN)
    title = part.text("title")
    rows = _side(part.part("rows", f"{where}, rows") or _no_rows(part), vocabulary)
    columns = _side(part.part("columns", f"{where}, columns"), vocabulary)
    table = TableRules(
        id=part.text("id"),
        title=title,
        section=part.text_or("section", ""),
        counts=_counts(part, rows, columns),
        filters=read_filters(part.part("filter", f"{where}, filter"), vocabulary),
        rows=rows,
        columns=columns,
        note=part.text_or("note", ""),
        sensitivity=part.choice("sensitivity", Sensitivity, Sensitivity.ORDINARY),
        show_codes=part.flag("show_codes"),
        chart=part.choice("chart", ChartKind, ChartKind.BARS) if "chart" in part.values else None,
        chart_columns=_drawn(part, columns),
        to_date=part.flag("to_date", default=True),
        balance=read_balance(part.part("balance", f"{where}, balance"), dict.fromkeys(rows.labels.codes)),
    )
    for needed in parts_of(table):
        _offers(where, needed)
        _says_something(part, table, needed)
    return table


def _drawn(part: Part, columns: Axis | Lines) -> tuple[str, ...]:
    """Read which columns the chart draws."""
    codes = part.words("chart_columns") or ()
    if codes and "chart" not in part.values:
        part.refuse("chart_columns", "has no meaning without “chart”")
    return tuple(part.one_of("chart_columns", code, columns.labels.codes) for code in codes)


def _side(part: Part | None, vocabulary: Vocabulary) -> Axis | Lines:
    if part is not None and "lines" in part.values:
        return read_lines(part, vocabulary)
    return read_axis(part, vocabulary)


def _counts(part: Part, rows: Axis | Lines, columns: Axis | Lines) -> str:
    """Give what the table counts; it may be left out where every line of one side says so itself."""
    if "counts" in part.values:
        return population(part.text("counts"), part.where).id
    for side in (rows, columns):
        if isinstance(side, Lines) and all(line.counts for line in side.items):
            return side.items[0].counts or ""
    return part.text("counts")


def _offers(where: str, needed: PartOfTable) -> None:
    """Stop when something cannot be told of what is counted.

    Raises:
        DefinitionError: a classification or measure needs what the population does not have.
    """
    counted = POPULATIONS[needed.counts]
    for name, fields in needed.asked.items():
        if not counted.fields.issuperset(fields):
            fitting = [one.id for one in CLASSIFICATIONS.values() if counted.fields.issuperset(one.fields)]
            what = f"{where}: “{name}” cannot be told of {counted.unit} (“{counted.id}”)."
            raise DefinitionError(what, nearest(name, fitting))


def _says_something(part: Part, table: TableRules, needed: PartOfTable) -> None:
    """Stop when a figure could never be worked out: a median of nothing, a share of nothing."""
    if needed.figure in MEASURED and needed.measure is None:
        part.refuse("figure", f"“{needed.figure}” says nothing of what: name “of”")
    if needed.figure is not Figure.PERCENT or needed.share_of or needed.without_line != needed.filters:
        return
    if not any(item.kind in {LabelKind.VALID, LabelKind.TOTAL} for item in table.rows.labels.items):
        part.refuse("figure", "“percent” is a share of nothing: name “share_of”, or give the rows a total")


def _no_rows(part: Part) -> Part:
    part.refuse("rows", "is missing: say by what its rows are sorted")
