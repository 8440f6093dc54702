"""The categories of a table: a code list as it is, rolled up as published, or grouped by the rules."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop.domain.code_tree import CodeList, nearest
from desktop.errors import DefinitionError
from desktop.returns.rules.parts import Part

_MOST_GROUPS = 200


@dataclass(frozen=True, slots=True)
class Scheme:
    """Categories in order with their words, and the category of every stored code that has one.

    ``shown`` are the rows when the rules name none. ``no_answer`` are stored codes that say there is no
    answer: not stated, not asked, not known.
    """

    name: str
    shown: tuple[str, ...]
    labels: Mapping[str, str]
    category_of: Mapping[str, str]
    no_answer: frozenset[str]


@dataclass(frozen=True, slots=True)
class Grouping:
    """A roll-up that the counting rules bring themselves: named groups of stored codes or other groups."""

    name: str
    code_list: str
    labels: Mapping[str, str]
    parts: Mapping[str, tuple[str, ...]]


def read_groupings(part: Part | None, code_lists: Mapping[str, CodeList]) -> Mapping[str, Grouping]:
    """Read the rules' own roll-ups by name.

    Raises:
        DefinitionError: there is no such code list, or a group contains itself, directly or through others.
    """
    if part is None:
        return {}
    found = {name: _grouping(name, part) for name in part.values}
    for name, grouping in found.items():
        code_list_named(Part(f"roll-up “{name}”", {}), code_lists, grouping.code_list)
    return found


def code_list_named(part: Part, code_lists: Mapping[str, CodeList], key: str) -> CodeList:
    """Find a code list.

    Raises:
        DefinitionError: there is none of that name; the message names the nearest.
    """
    if key not in code_lists:
        what = f"{part.where}: there is no code list “{key}”."
        raise DefinitionError(what, nearest(key, code_lists))
    return code_lists[key]


def as_stored(code_list: CodeList, wanted: Sequence[str]) -> Scheme:
    """Take the codes of a list as they are; a wanted heading gathers what lies below it."""
    category_of: dict[str, str] = {}
    for code in code_list:
        if not code.counts_as_missing:
            line = (code.code, *(above.code for above in code_list.ancestors(code.code)))
            category_of[code.code] = next((one for one in line if one in wanted), code.code)
    leaves = [code.code for code in code_list.leaves() if not code.counts_as_missing]
    shown = dict.fromkeys(
        [*(one for one in wanted if one in category_of), *map(category_of.__getitem__, leaves)]
    )
    labels = {code: code_list.label(code) for code in shown}
    return Scheme(code_list.key, tuple(labels), labels, category_of, _no_answer(code_list))


def rolled_up(code_list: CodeList, scheme: str) -> Scheme:
    """Take the places of another scheme of the list (such as the police's 16+1) as categories."""
    category_of: dict[str, str] = {}
    for code in code_list:
        place = code_list.roll_up(code.code, scheme)
        if place is not None:
            category_of[code.code] = place
    places = code_list.crosswalks[scheme].places
    used = set(category_of.values())
    labels = {place.code: place.label for place in places if place.code in used or not place.sources}
    return Scheme(scheme, tuple(labels), labels, category_of, _no_answer(code_list) - category_of.keys())


def _no_answer(code_list: CodeList) -> frozenset[str]:
    return frozenset(code.code for code in code_list if code.counts_as_missing)


def grouped(grouping: Grouping, code_list: CodeList) -> Scheme:
    """Turn a grouping over the codes of a list into a scheme.

    Raises:
        DefinitionError: a group names what does not exist, or one code would be in two groups.
    """
    named = [one for parts in grouping.parts.values() for one in parts]
    plain = as_stored(code_list, [one for one in named if one not in grouping.parts])
    category_of: dict[str, str] = {}
    tops = [group for group in grouping.parts if group not in named]
    for group in tops:
        for code in _leaves(grouping, group, plain):
            if code in category_of:
                label = grouping.labels[category_of[code]]
                what = (
                    f"In the roll-up “{grouping.name}”, “{code}” is in “{label}” and again in another group."
                )
                raise DefinitionError(what, "Nobody may be in two groups.")
            category_of[code] = group
    labels = {group: grouping.labels[group] for group in tops}
    left_out = {
        code: label for code, label in plain.labels.items() if plain.category_of[code] not in category_of
    }
    category_of.update({code: code for code in left_out})
    return Scheme(grouping.name, tuple(tops), labels | left_out, category_of, plain.no_answer)


def _grouping(name: str, part: Part) -> Grouping:
    where = f"roll-up “{name}”"
    own = part.part(name, where)
    if own is None:
        part.refuse(name, "is empty")
    own.only("list", "groups")
    labels: dict[str, str] = {}
    parts: dict[str, tuple[str, ...]] = {}
    for number, values in enumerate(own.parts("groups"), start=1):
        group = Part(f"{where}, group {number}", values).only("code", "label", "of")
        code = group.text("code")
        if code in parts:
            group.refuse("code", f"“{code}” is used twice")
        labels[code], parts[code] = group.text("label"), group.words("of") or ()
    if len(parts) > _MOST_GROUPS:
        part.refuse(name, f"has more than {_MOST_GROUPS} groups")
    grouping = Grouping(name, own.text("list"), labels, parts)
    above = _above(grouping)
    for code in parts:
        _refuse_circle(grouping, code, above)
    return grouping


def _above(grouping: Grouping) -> Mapping[str, str]:
    """Say for each group inside another which one that is."""
    above: dict[str, str] = {}
    for group, parts in grouping.parts.items():
        for one in parts:
            if one in grouping.parts and one in above:
                what = f"In the roll-up “{grouping.name}”, “{one}” is inside “{above[one]}” and “{group}”."
                raise DefinitionError(what, "Nobody may be in two groups.")
            above[one] = group
    return above


def _refuse_circle(grouping: Grouping, start: str, above: Mapping[str, str]) -> None:
    path = [start]
    while (group := above.get(path[-1])) is not None:
        path.append(group)
        if group == start:
            circle = " → ".join(reversed(path))
            what = f"The roll-up “{grouping.name}” goes round in a circle: {circle}."
            raise DefinitionError(what, "A group cannot contain itself.")
        if group in path[:-1]:
            return


def _leaves(grouping: Grouping, group: str, plain: Scheme) -> list[str]:
    codes: list[str] = []
    for one in grouping.parts[group]:
        if one in grouping.parts:
            codes.extend(_leaves(grouping, one, plain))
        elif one in plain.labels:
            codes.extend(code for code, category in plain.category_of.items() if category == one)
        else:
            where = f"The group “{grouping.labels[group]}” of the roll-up “{grouping.name}”"
            what = f"{where} names “{one}”, which does not exist."
            raise DefinitionError(what, nearest(one, (*plain.labels, *grouping.parts)))
    return codes
