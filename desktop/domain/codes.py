"""Code lists read from their data files, every mistake explained."""

import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import TypeVar

from desktop.domain.code_tree import Code, CodeList, Crosswalk, Place, nearest
from desktop.domain.code_words import Kind, quoted, squeezed
from desktop.errors import DefinitionError

__all__ = ["Code", "CodeList", "Crosswalk", "Kind", "Place", "check_code_list", "parse_code_list"]

T = TypeVar("T")
_Table = Mapping[str, object]
_LIST_KEYS = ("key", "title", "starts", "codes", "crosswalks")
_CODE_KEYS = ("code", "label", "parent", "starts", "ends", "kind", "synonyms")
_WALK_KEYS = ("scheme", "title", "places")
_PLACE_KEYS = ("code", "label", "from", "starts", "ends")


def parse_code_list(text: str) -> CodeList:
    """Read a code list from TOML: key, title, ``[[codes]]`` and ``[[crosswalks]]``.

    A ``starts`` of the whole list holds for every code without its own.

    Raises:
        DefinitionError: the text is not TOML, a key is unknown or missing, or the list contradicts itself.
    """
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as mistake:
        what = "The code list cannot be read."
        raise DefinitionError(what, f"Correct it here: {mistake}.") from mistake
    _check_keys(table, _LIST_KEYS, "The code list")
    starts = _optional(table, "starts", date, "The code list")
    codes = tuple(_code(entry, starts) for entry in _tables(table, "codes"))
    walks = [_crosswalk(entry) for entry in _tables(table, "crosswalks")]
    key, title = (_required(table, name, "The code list") for name in ("key", "title"))
    by_scheme = MappingProxyType({walk.scheme: walk for walk in walks})
    if len(by_scheme) != len(walks):
        what = f"{title} has two crosswalks with one scheme."
        raise DefinitionError(what, "Give each crosswalk its own scheme.")
    return check_code_list(CodeList(key, title, codes, by_scheme))


def check_code_list(code_list: CodeList) -> CodeList:
    """Give the list back if it does not contradict itself.

    Raises:
        DefinitionError: two equal codes, an unknown parent, a code above itself, one word for two codes, or a
            crosswalk from a code the list does not have, or from one code to two places on one day.
    """
    _check_codes_differ(code_list)
    _check_parents(code_list)
    _check_words(code_list)
    for walk in code_list.crosswalks.values():
        _check_crosswalk(code_list, walk)
    return code_list


def _code(entry: _Table, starts: date | None) -> Code:
    named = f"Code {_named(entry, 'code')}"
    _check_keys(entry, _CODE_KEYS, named)
    kind = _optional(entry, "kind", str, named) or Kind.ANSWER.value
    if kind not in set(Kind):
        what = f"{named} is of a kind Alongside does not know: {quoted(kind)}."
        raise DefinitionError(what, nearest(kind, Kind))
    return Code(
        code=_required(entry, "code", named),
        label=_required(entry, "label", named),
        parent=_optional(entry, "parent", str, named),
        starts=_optional(entry, "starts", date, named) or starts,
        ends=_optional(entry, "ends", date, named),
        kind=Kind(kind),
        synonyms=_texts(entry, "synonyms", named),
    )


def _crosswalk(entry: _Table) -> Crosswalk:
    named = f"Crosswalk {_named(entry, 'scheme')}"
    _check_keys(entry, _WALK_KEYS, named)
    places = tuple(_place(place, named) for place in _tables(entry, "places"))
    return Crosswalk(_required(entry, "scheme", named), _required(entry, "title", named), places)


def _place(entry: _Table, within: str) -> Place:
    named = f"{within}, place {_named(entry, 'code')}"
    _check_keys(entry, _PLACE_KEYS, named)
    return Place(
        code=_required(entry, "code", named),
        label=_required(entry, "label", named),
        sources=_texts(entry, "from", named),
        starts=_optional(entry, "starts", date, named),
        ends=_optional(entry, "ends", date, named),
    )


def _named(entry: _Table, key: str) -> str:
    return quoted(str(entry.get(key, "")))


def _check_keys(table: _Table, known: tuple[str, ...], named: str) -> None:
    for key in table:
        if key not in known:
            what = f"{named} has a key {quoted(key)} that Alongside does not know."
            raise DefinitionError(what, nearest(key, known))


def _required(table: _Table, key: str, named: str) -> str:
    value = table.get(key)
    if not isinstance(value, str) or not value.strip():
        what = f"{named} has no {quoted(key)}."
        raise DefinitionError(what, f'Add a line: {key} = "..."')
    return value


def _optional(table: _Table, key: str, kind: type[T], named: str) -> T | None:
    value = table.get(key)
    if value is None or type(value) is kind:
        return value
    what = f"{named}: {quoted(key)} cannot be used as it stands."
    example = "2021-03-21" if kind is date else '"words in quotes"'
    raise DefinitionError(what, f"Write {key} = {example}.")


def _texts(table: _Table, key: str, named: str) -> tuple[str, ...]:
    value = table.get(key, [])
    if isinstance(value, list) and all(isinstance(text, str) for text in value):
        return tuple(value)
    what = f"{named}: {quoted(key)} is not a list of words."
    raise DefinitionError(what, f'Write {key} = ["one", "another"].')


def _tables(table: _Table, key: str) -> list[_Table]:
    value = table.get(key, [])
    if isinstance(value, list) and all(isinstance(entry, dict) for entry in value):
        return value
    what = f"{quoted(key)} is not a list of entries."
    raise DefinitionError(what, f"Begin each entry with a line [[{key}]].")


def _check_codes_differ(code_list: CodeList) -> None:
    for code, times in Counter(code.code for code in code_list.codes).items():
        if times > 1:
            what = f"{code_list.title} has the code {quoted(code)} {times} times."
            raise DefinitionError(what, "Give each entry its own code.")


def _check_parents(code_list: CodeList) -> None:
    parents = {code.code: code.parent for code in code_list.codes}
    for code, parent in parents.items():
        if parent is not None and parent not in parents:
            what = f"Code {quoted(code)} lies below {quoted(parent)}, which the list does not have."
            raise DefinitionError(what, nearest(parent, parents))
    for code, parent in parents.items():
        above, seen = parent, {code}
        while above is not None:
            if above in seen:
                what = f"Code {quoted(code)} of {code_list.title} lies below itself."
                raise DefinitionError(what, f"Correct the parent of {quoted(above)}.")
            seen.add(above)
            above = parents[above]


def _check_words(code_list: CodeList) -> None:
    """One word may mean a group and the code below that stands for it, never two other codes."""
    meant: dict[str, list[Code]] = defaultdict(list)
    for code in code_list.codes:
        for said in {squeezed(text) for text in code.texts}:
            meant[said].append(code)
    for codes in meant.values():
        if len(codes) > 1 and not _is_group_and_member(code_list, codes):
            first, second = codes[:2]
            words = set(map(squeezed, first.texts))
            shared = next(text for text in second.texts if squeezed(text) in words)
            what = f"{quoted(shared)} means two codes: {quoted(first.code)} and {quoted(second.code)}."
            raise DefinitionError(what, "Leave it with one of them.")


def _is_group_and_member(code_list: CodeList, codes: Iterable[Code]) -> bool:
    deepest, *above = sorted(codes, key=lambda code: -len(code_list.ancestors(code.code)))
    groups = {ancestor.code for ancestor in code_list.ancestors(deepest.code)}
    return all(code.code in groups for code in above)


def _check_crosswalk(code_list: CodeList, walk: Crosswalk) -> None:
    spans: dict[str, list[Place]] = defaultdict(list)
    for place in walk.places:
        for source in place.sources:
            if source not in code_list:
                what = f"Crosswalk {quoted(walk.scheme)} takes from {quoted(source)}, not in the list."
                raise DefinitionError(what, nearest(source, [code.code for code in code_list.codes]))
            if any(_overlap(place, other) for other in spans[source]):
                what = f"Crosswalk {quoted(walk.scheme)} puts {quoted(source)} in two places at once."
                raise DefinitionError(what, "Leave it in one, or give the places dates that do not overlap.")
            spans[source].append(place)


def _overlap(one: Place, other: Place) -> bool:
    starts = max(one.starts or date.min, other.starts or date.min)
    return starts <= min(one.ends or date.max, other.ends or date.max)
