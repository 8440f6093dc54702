"""A code list: a dated tree of codes, the words they go by, and the schemes they roll up to."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import SequenceMatcher, get_close_matches
from functools import cached_property
from types import MappingProxyType

from desktop.domain.code_words import (
    MISSING_KINDS,
    Kind,
    gist,
    is_one_slip,
    kinds_of_missing,
    quoted,
    squeezed,
    without_number,
    words_of,
)
from desktop.errors import DefinitionError

_BRACKETS = re.compile(r"^(.+?)\s*[(\[]\s*(.+?)\s*[)\]]\s*$")
_SEVERAL = re.compile(r"[;,|/+\n]|\s&\s|\sand\s", re.IGNORECASE)
_SAID_AGAIN = re.compile(r"[;,|/:()\[\]\n]|\s-\s|\sor\s", re.IGNORECASE)
_LOOKS_LIKE_A_CODE = re.compile(r"[A-Za-z]+\d+").fullmatch
_LONG_ENOUGH_FOR_A_SLIP = 7
_BLANK_KINDS = (Kind.NOT_ASKED, Kind.NOT_KNOWN, Kind.NOT_STATED)


@dataclass(frozen=True, slots=True)
class Code:
    """One code of a list; ``ends`` is its last day, and a code once used is retired, never deleted."""

    code: str
    label: str
    parent: str | None = None
    starts: date | None = None
    ends: date | None = None
    kind: Kind = Kind.ANSWER
    synonyms: tuple[str, ...] = ()

    @property
    def counts_as_missing(self) -> bool:
        """Whether it says that there is no answer; "prefer not to say" is an answer."""
        return self.kind in MISSING_KINDS

    @property
    def texts(self) -> tuple[str, ...]:
        """The code itself, its label and its synonyms."""
        return (self.code, self.label, *self.synonyms)


@dataclass(frozen=True, slots=True)
class Place:
    """One row of another scheme, and the codes of this list that belong there while it is in force."""

    code: str
    label: str
    sources: tuple[str, ...]
    starts: date | None = None
    ends: date | None = None


@dataclass(frozen=True, slots=True)
class Crosswalk:
    """How a list appears in another scheme, its places in printing order."""

    scheme: str
    title: str
    places: tuple[Place, ...]

    def label(self, code: str) -> str:
        """Give the words of one of the scheme's own codes.

        Raises:
            DefinitionError: the scheme has no such code.
        """
        for place in self.places:
            if place.code == code:
                return place.label
        raise _no_such(code, self.scheme, [place.code for place in self.places])


@dataclass(frozen=True)
class CodeList:
    """One list, such as ethnicity, in its own order; never changed, so that its indexes are built once."""

    key: str
    title: str
    codes: tuple[Code, ...]
    crosswalks: Mapping[str, Crosswalk] = field(default_factory=lambda: MappingProxyType({}))

    def __contains__(self, code: object) -> bool:
        return code in self._by_code

    def __iter__(self) -> Iterator[Code]:
        return iter(self.codes)

    def get(self, code: str) -> Code:
        """Give one code, retired ones too.

        Raises:
            DefinitionError: the list has no such code, with the nearest it has.
        """
        try:
            return self._by_code[code]
        except KeyError:
            raise _no_such(code, self.title, self._by_code) from None

    def label(self, code: str) -> str:
        """Give the words of one code.

        Raises:
            DefinitionError: the list has no such code.
        """
        return self.get(code).label

    def children(self, code: str | None = None) -> tuple[Code, ...]:
        """Give the codes directly below one, in the list's order; without a code, those at the top."""
        return self._children.get(code, ())

    def ancestors(self, code: str) -> tuple[Code, ...]:
        """Give the codes above one, the nearest first."""
        above, parent = [], self.get(code).parent
        while parent is not None:
            above.append(self.get(parent))
            parent = above[-1].parent
        return tuple(above)

    def is_within(self, code: str, group: str) -> bool:
        """Say whether a code is the group itself or lies below it."""
        return code == group or any(above.code == group for above in self.ancestors(code))

    def leaves(self, *, on: date | None = None) -> tuple[Code, ...]:
        """Give the codes that can be recorded (headings cannot), on a day only those in force then."""
        return tuple(
            code
            for code in self.codes
            if code.code not in self._children and (on is None or _in_force(code, on))
        )

    def roll_up(self, code: str, scheme: str, *, on: date | None = None) -> str | None:
        """Give the code of another scheme that one belongs to, its own place before that of its group.

        ``on`` chooses between places that changed over time (without it the last one listed). None when the
        scheme has no place for it, as for missing answers: count those as missing.

        Raises:
            DefinitionError: no such code or scheme.
        """
        if scheme not in self._places:
            raise _no_such(scheme, f"{self.title}, among its other schemes,", self._places)
        places = self._places[scheme]
        for candidate in (self.get(code), *self.ancestors(code)):
            fitting = [
                place for place in places.get(candidate.code, ()) if on is None or _in_force(place, on)
            ]
            if fitting:
                return fitting[-1].code
        return None

    def blank(self) -> Code | None:
        """Give the code that an empty cell stands for, if the list has one."""
        return self._of_kind(_BLANK_KINDS)

    def find(self, text: str) -> Code | None:
        """Give the code a cell means, or None when it is blank or unclear; a leaf is never guessed.

        Code, label and synonyms are compared without case, accents, punctuation and gaps; then without
        filling words and order; then as a group and something in it ("Asian - Other"); then as a missing
        answer; then, for long words, with one letter wrong if only one code comes so near; then as a word
        with another in brackets, as a yes or no with details, and as one thing said several ways
        ("M - Male"). A word for a whole group gives that code of the group which bears the group's label
        among its own words ("Violence, kind not known").
        """
        if not words_of(text):
            return None
        for candidate in dict.fromkeys((text, without_number(text))):
            found = (
                self._find_plainly(candidate)
                or self._find_missing(candidate)
                or self._find_despite_a_slip(squeezed(candidate))
                or self._find_in_brackets(candidate)
                or self._find_by_yes_or_no(words_of(candidate))
                or self._find_said_again(candidate)
            )
            if found is not None:
                return found
        return None

    def find_all(self, text: str) -> tuple[Code, ...] | None:
        """Give the codes of a cell that may hold several ("Race; Religion"); None if any part is unclear."""
        whole = self.find(text)
        if whole is not None:
            return (whole,)
        parts = [part for part in _SEVERAL.split(text) if words_of(part)]
        found = [self.find(part) for part in parts]
        codes = [code for code in found if code is not None]
        return tuple(dict.fromkeys(codes)) if codes and len(codes) == len(found) else None

    def suggest(self, text: str, *, limit: int = 3) -> tuple[Code, ...]:
        """Give the codes nearest to a cell, the likeliest first, for a person to choose from."""
        asked = " ".join(words_of(text))
        near = get_close_matches(asked, self._folded, n=limit * 3, cutoff=0.5)
        holding = [said for said in self._folded if set(asked.split()) & set(said.split())]
        holding.sort(key=lambda said: -SequenceMatcher(None, asked, said).ratio())
        return tuple(dict.fromkeys(self._folded[said] for said in [*near, *holding]))[:limit]

    def _find_plainly(self, text: str) -> Code | None:
        return (
            self._exact.get(squeezed(text))
            or self._find_by_stated_code(text)
            or self._gists.get(gist(text))
            or self._find_in_group(words_of(text))
        )

    def _find_by_stated_code(self, text: str) -> Code | None:
        """Trust a code written beside its words ("W1 - White British") unless the words say another."""
        words = words_of(text)
        for stated, rest in ((words[:1], words[1:]), (words[-1:], words[:-1])):
            code = self._stated.get("".join(stated))
            if code is not None:
                other = self._exact.get("".join(rest)) or self._gists.get(gist(" ".join(rest)))
                return code if other in (None, code) else None
        return None

    def _find_in_group(self, words: tuple[str, ...]) -> Code | None:
        for cut in range(len(words) - 1, 0, -1):
            for head, tail in ((words[:cut], words[cut:]), (words[cut:], words[:cut])):
                group = self._groups.get("".join(head))
                found = self._find_below(group, " ".join(tail)) if group is not None else None
                if found is not None:
                    return found
        return None

    def _find_below(self, group: Code, text: str) -> Code | None:
        found = self._exact.get(squeezed(text)) or self._gists.get(gist(text))
        if found is not None and self.is_within(found.code, group.code):
            return found
        if kinds_of_missing(text):
            return self._standing_for(group)
        within = {self._gists.get(gist(f"{said} {text}")) for said in group.texts} - {None}
        return within.pop() if len(within) == 1 else None

    def _find_by_yes_or_no(self, words: tuple[str, ...]) -> Code | None:
        """Trust a leading yes or no whose further words do not contradict it ("Yes - uses a stick")."""
        if words[:1] not in (("yes",), ("y",), ("no",), ("n",)):
            return None
        said, detail = self._exact.get(words[0]), self._exact.get("".join(words[1:]))
        if words[0].startswith("y") and detail is not None and detail != self._exact.get("no"):
            return detail
        return said if detail in (None, said) else None

    def _find_in_brackets(self, text: str) -> Code | None:
        bracketed = _BRACKETS.match(text)
        if bracketed is None:
            return None
        outside, inside = self._find_plainly(bracketed[1]), self._find_plainly(bracketed[2])
        return outside if inside in (None, outside) else None

    def _find_said_again(self, text: str) -> Code | None:
        """Take a cell whose parts all say one thing ("Woman/Girl"), or all that there is no answer."""
        parts = [part for part in _SAID_AGAIN.split(text) if words_of(part)]
        found = [self._find_plainly(part) or self._find_missing(part) for part in parts]
        codes = [code for code in found if code is not None]
        if len(parts) < len(("one", "again")) or len(codes) < len(parts):
            return None
        silent = all(code.kind is not Kind.ANSWER for code in codes)
        return codes[0] if silent or len(set(codes)) == 1 else None

    def _find_missing(self, text: str) -> Code | None:
        title = set(words_of(self.title))
        rest = " ".join(word for word in words_of(text) if word not in title)
        return self._of_kind(kinds_of_missing(text) or kinds_of_missing(rest))

    def _find_despite_a_slip(self, text: str) -> Code | None:
        if len(text) < _LONG_ENOUGH_FOR_A_SLIP or not text.isalpha():
            return None
        near = {code for said, code in self._exact.items() if said[0] == text[0] and is_one_slip(said, text)}
        return near.pop() if len(near) == 1 else None

    def _of_kind(self, kinds: Iterable[Kind]) -> Code | None:
        by_kind = {code.kind: code for code in reversed(self.codes)}
        return next((by_kind[kind] for kind in kinds if kind in by_kind), None)

    @cached_property
    def _by_code(self) -> Mapping[str, Code]:
        return {code.code: code for code in self.codes}

    @cached_property
    def _children(self) -> Mapping[str | None, tuple[Code, ...]]:
        below: dict[str | None, list[Code]] = defaultdict(list)
        for code in self.codes:
            below[code.parent].append(code)
        return {parent: tuple(codes) for parent, codes in below.items()}

    @cached_property
    def _places(self) -> Mapping[str, Mapping[str, list[Place]]]:
        return {scheme: _by_source(walk) for scheme, walk in self.crosswalks.items()}

    @cached_property
    def _exact(self) -> Mapping[str, Code]:
        """Words without gaps; a heading's words mean the code below that stands for the whole group."""
        groups = [(group, self._standing_for(group)) for group in self.codes if group.code in self._children]
        of_groups = {
            squeezed(text): member for group, member in groups if member is not None for text in group.texts
        }
        return of_groups | {squeezed(text): code for code in self.leaves() for text in code.texts}

    def _standing_for(self, group: Code) -> Code | None:
        label = squeezed(group.label)
        members = self.children(group.code)
        return next((code for code in members if label in set(map(squeezed, code.texts))), None)

    @cached_property
    def _gists(self) -> Mapping[str, Code]:
        meant: dict[str, set[Code]] = defaultdict(set)
        for code in self.leaves():
            for text in code.texts[1:]:
                meant[gist(text)].add(code)
        return {said: next(iter(codes)) for said, codes in meant.items() if len(codes) == 1}

    @cached_property
    def _groups(self) -> Mapping[str, Code]:
        return {
            squeezed(text): code for code in self.codes if code.code in self._children for text in code.texts
        }

    @cached_property
    def _stated(self) -> Mapping[str, Code]:
        """Codes that no word could be taken for: one letter or more and a digit, such as W1."""
        return {
            squeezed(text): code for code in self.leaves() for text in code.texts if _LOOKS_LIKE_A_CODE(text)
        }

    @cached_property
    def _folded(self) -> Mapping[str, Code]:
        return {" ".join(words_of(text)): code for code in self.leaves() for text in code.texts}


def _in_force(dated: Code | Place, on: date) -> bool:
    return (dated.starts is None or dated.starts <= on) and (dated.ends is None or on <= dated.ends)


def _by_source(walk: Crosswalk) -> Mapping[str, list[Place]]:
    places: dict[str, list[Place]] = defaultdict(list)
    for place in walk.places:
        for source in place.sources:
            places[source].append(place)
    return places


def _no_such(asked: str, title: str, known: Iterable[str]) -> DefinitionError:
    return DefinitionError(f"{title} has no {quoted(asked)}.", nearest(asked, known))


def nearest(asked: str, known: Iterable[str]) -> str:
    """Say which of the known keys was probably meant."""
    choices = list(known)
    meant = closest(asked, choices)
    if meant:
        return f"Did you mean {quoted(meant)}?"
    return f"Use one of: {', '.join(choices)}." if choices else ""


def closest(asked: str, known: Iterable[str]) -> str | None:
    """Find the known key that comes near what was asked for; None where none does."""
    return next(iter(get_close_matches(asked, list(known), n=1, cutoff=0.5)), None)
