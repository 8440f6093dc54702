"""The words of list cells, folded so that spelling, case and punctuation do not matter."""

import re
import unicodedata
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Kind(StrEnum):
    """What a code says: an answer, or in which way there is none."""

    ANSWER = "answer"
    NOT_STATED = "not_stated"
    PREFER_NOT_TO_SAY = "prefer_not_to_say"
    NOT_ASKED = "not_asked"
    NOT_KNOWN = "not_known"


MISSING_KINDS = frozenset({Kind.NOT_STATED, Kind.NOT_ASKED, Kind.NOT_KNOWN})

_APOSTROPHES = re.compile("['\u2018\u2019`\u00b4]")
_WORD = re.compile(r"[^\W_]+")
_ORDINAL = re.compile(r"^\s*\d{1,2}(?:\s*[.):\-]\s*|\s+)(?=[^\W\d])")
_NOISE = frozenset(
    {
        "any",
        "background",
        "backgrounds",
        "group",
        "groups",
        "ethnic",
        "ethnicity",
        "the",
        "a",
        "or",
        "and",
        "of",
    }
)
_SAID_AS_MISSING: Mapping[Kind, tuple[str, ...]] = MappingProxyType(
    {
        Kind.NOT_KNOWN: (
            "not known",
            "unknown",
            "n/k",
            "nk",
            "u",
            "unk",
            "don't know",
            "do not know",
            "dk",
            "d/k",
            "not sure",
            "unsure",
            "unclear",
            "n/a",
            "not applicable",
            "no data",
            "not available",
            "no information",
            "undetermined",
            "unspecified",
            "not specified",
            "indeterminate",
            "tbc",
            "to be confirmed",
            "not yet known",
            "no details",
            "not known/not recorded",
            "unknown/not recorded",
            "unknown/not stated",
            "unkown",
            "unknow",
            "no info",
            "pending",
            "awaiting",
            "nan",
            "no data held",
            "not known/not stated",
        ),
        Kind.NOT_ASKED: (
            "not asked",
            "not recorded",
            "not yet asked",
            "unable to ask",
            "not collected",
            "n/r",
            "nr",
            "not entered",
            "not completed",
            "incomplete",
            "blank",
            "missing",
            "no entry",
            "missing data",
            "unrecorded",
            "none recorded",
            "not obtained",
            "not captured",
            "null",
            "nil",
            "none given",
            "no record",
            "tba",
            "not yet obtained",
            "not sought",
            "left blank",
            "nothing recorded",
            "not yet recorded",
            "did not record",
        ),
        Kind.NOT_STATED: (
            "not stated",
            "n/s",
            "ns",
            "not given",
            "not disclosed",
            "undisclosed",
            "not provided",
            "no answer",
            "no response",
            "not answered",
            "unstated",
            "no reply",
            "not supplied",
            "not declared",
            "undeclared",
            "did not answer",
            "none stated",
        ),
        Kind.PREFER_NOT_TO_SAY: (
            "prefer not to say",
            "prefer not to disclose",
            "prefers not to say",
            "prefer not to answer",
            "pnts",
            "pns",
            "prefer not say",
            "preferred not to say",
            "i prefer not to say",
            "would rather not say",
            "refused",
            "declined",
            "declined to answer",
            "refused to answer",
            "does not wish to say",
            "did not wish to say",
            "do not wish to say",
            "do not wish to disclose",
            "does not wish to disclose",
            "did not want to say",
            "declined to say",
            "refused to say",
            "rather not say",
            "prefer not",
            "withheld",
            "prefers not to disclose",
            "declined to disclose",
            "i'd rather not say",
            "prefer not to state",
            "choose not to say",
            "did not wish to disclose",
            "not willing to disclose",
            "not willing to say",
            "unwilling to disclose",
            "unwilling to say",
            "refused to disclose",
            "declined to state",
            "did not want to disclose",
        ),
    }
)
_WHO_DID_NOT_SAY = frozenset({"client", "victim", "person", "data", "information"})
_INSTEAD: Mapping[Kind, tuple[Kind, ...]] = MappingProxyType(
    {
        Kind.NOT_KNOWN: (Kind.NOT_KNOWN, Kind.NOT_STATED, Kind.NOT_ASKED),
        Kind.NOT_ASKED: (Kind.NOT_ASKED, Kind.NOT_KNOWN, Kind.NOT_STATED),
        Kind.NOT_STATED: (Kind.NOT_STATED, Kind.NOT_KNOWN, Kind.NOT_ASKED),
        Kind.PREFER_NOT_TO_SAY: (Kind.PREFER_NOT_TO_SAY, Kind.NOT_STATED, Kind.NOT_KNOWN, Kind.NOT_ASKED),
    }
)


def words_of(text: str) -> tuple[str, ...]:
    """Split a cell into folded words: no case, no accents, no punctuation, "&" read as "and"."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    plain = "".join(mark for mark in plain if not unicodedata.combining(mark))
    return tuple(_WORD.findall(_APOSTROPHES.sub("", plain.replace("&", " and "))))


def squeezed(text: str) -> str:
    """Fold a cell and close its gaps: ``Stockton-on-Tees`` and ``stockton on tees`` become one key."""
    return "".join(words_of(text))


def gist(text: str) -> str:
    """Fold a cell to its telling words in one order: ``Any other Asian background`` is ``Asian - other``."""
    words = set(words_of(text))
    return " ".join(sorted(words - _NOISE or words))


def is_one_slip(one: str, other: str) -> bool:
    """Say whether two different words differ by one letter too many, too few, wrong, or two swapped."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    same = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    if same is None:
        return True
    rest, others = one[same:], other[same:]
    swapped = rest[:2] == others[1::-1] and rest[2:] == others[2:]
    return swapped or rest[1:] == others[1:] or rest[1:] == others or rest == others[1:]


def quoted(text: str) -> str:
    """Put a word of a list between quotation marks, for a sentence about it."""
    return f"\u201c{text}\u201d"


def without_number(text: str) -> str:
    """Drop the number of a numbered choice: ``3. Fraud`` and ``03 Fraud`` become ``Fraud``."""
    return _ORDINAL.sub("", text)


def kinds_of_missing(text: str) -> tuple[Kind, ...]:
    """Give the kind of missing answer a cell speaks of, then what may stand for it; else nothing."""
    told = [word for word in words_of(text) if word not in _WHO_DID_NOT_SAY]
    kind = _MISSING_WORDS.get(squeezed(text)) or _MISSING_WORDS.get("".join(told))
    return _INSTEAD[kind] if kind is not None else ()


_MISSING_WORDS: Mapping[str, Kind] = MappingProxyType(
    {squeezed(words): kind for kind, said in _SAID_AS_MISSING.items() for words in said}
)
