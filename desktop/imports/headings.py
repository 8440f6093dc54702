"""Headings as lists write them, folded so that spelling, brackets and capitals do not matter."""

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from desktop.platform.resources import resource_text


class Field(StrEnum):
    """What a column of a list may hold; the value is the word used in a mapping file."""

    REFERENCE = "reference"
    DATE_REFERRED = "date-referred"
    REFERRED_BY = "referred-by"
    FORENAME = "forename"
    SURNAME = "surname"
    FULL_NAME = "full-name"
    KNOWN_AS = "known-as"
    DATE_OF_BIRTH = "date-of-birth"
    AGE = "age"
    DATE_OF_DEATH = "date-of-death"
    SEX = "sex"
    GENDER = "gender"
    GENDER_SAME = "gender-same"
    ETHNICITY = "ethnicity"
    ORIENTATION = "orientation"
    RELIGION = "religion"
    DISABILITY = "disability"
    DAY_TO_DAY = "day-to-day"
    IMPAIRMENTS = "impairments"
    LANGUAGE = "language"
    POSTCODE = "postcode"
    ADDRESS = "address"
    ADDRESS_MORE = "address-more"
    LOCAL_AUTHORITY = "local-authority"
    PHONE = "phone"
    MOBILE = "mobile"
    EMAIL = "email"
    SAFE_TO_CALL = "safe-to-call"
    SAFE_TO_TEXT = "safe-to-text"
    SAFE_TO_EMAIL = "safe-to-email"
    SAFE_TO_WRITE = "safe-to-write"
    SAFE_VOICEMAIL = "safe-voicemail"
    CRIME_TYPE = "crime-type"
    CRIME_NUMBER = "crime-number"
    INCIDENT_DATE = "incident-date"
    REPORTED = "reported"
    HATE = "hate"
    ALSO_INVOLVES = "also-involves"
    OPENED = "opened"
    CLOSED = "closed"
    ENDING = "ending"
    NOT_CASE = "not-case"
    FUNDING_STREAM = "funding-stream"
    ANONYMOUS = "anonymous"
    NOTES = "notes"


class Kind(StrEnum):
    """What the cells of a column look like."""

    WORDS = "words"
    DATE = "date"
    NUMBER = "number"
    CODE = "code"
    CODES = "codes"
    POSTCODE = "postcode"
    PHONE = "phone"
    EMAIL = "email"
    SAFE = "safe"
    YES_NO = "yes-no"
    KEEP = "keep"


SEVERAL_COLUMNS = frozenset({Field.NOTES, Field.ADDRESS_MORE, Field.HATE})
"""Fields that several columns of one list may hold together."""


@dataclass(frozen=True, slots=True)
class FieldAbout:
    """How a field is called on screen, what its cells hold, and the code list they are matched to."""

    field: Field
    label: str
    kind: Kind
    code_list: str


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Every heading known to us, folded, with the field it names."""

    fields: dict[Field, FieldAbout]
    exact: dict[str, Field]
    short: dict[str, Field]
    rank: dict[str, int]
    """How usual an exact heading is among those of its field: 0 is the most usual."""
    contained: tuple[tuple[frozenset[str], Field], ...]
    """Words that a longer heading contains, most words first."""
    passed_over: frozenset[str]
    somebody_else: frozenset[str]
    left_out_words: frozenset[str]
    left_out_phrases: tuple[str, ...]
    left_out_reason: str


_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NOT_WORD = re.compile(r"[^a-z0-9]+")


@cache
def fold(heading: str) -> str:
    """Fold a heading: no case, accents, brackets or punctuation; CamelCase taken apart, # read as no."""
    plain = unicodedata.normalize("NFKD", _CAMEL.sub(" ", heading)).casefold().replace("#", " no ")
    plain = "".join(character for character in plain if not unicodedata.combining(character))
    bare = _NOT_WORD.sub(" ", _BRACKETS.sub(" ", plain)).strip()
    return bare or unfold_brackets(plain)


def unfold_brackets(heading: str) -> str:
    """Fold a heading with the words in its brackets: "Telephone (mobile)" is "telephone mobile"."""
    return _NOT_WORD.sub(" ", heading.casefold().replace("#", " no ")).strip()


def shorten(folded: str, passed_over: frozenset[str]) -> str:
    """Leave out the words that say nothing about which column it is; never all of them."""
    return " ".join(word for word in folded.split() if word not in passed_over) or folded


@cache
def vocabulary() -> Vocabulary:
    """Read the headings that ship with the program."""
    data = tomllib.loads(resource_text("imports/columns.toml"))
    passed_over = frozenset(data["passed_over"])
    fields: dict[Field, FieldAbout] = {}
    exact: dict[str, Field] = {}
    short: dict[str, Field] = {}
    rank: dict[str, int] = {}
    contained: list[tuple[frozenset[str], Field]] = []
    for name, about in data["fields"].items():
        field = Field(name)
        fields[field] = FieldAbout(field, about["label"], Kind(about["kind"]), about.get("list", ""))
        for place, heading in enumerate((*about["headings"], name, about["label"])):
            exact.setdefault(fold(heading), field)
            rank.setdefault(fold(heading), place)
        contained += [(frozenset(words.split()), field) for words in about.get("contains", ())]
    contained.sort(key=lambda pair: -len(pair[0]))
    for folded, field in exact.items():
        short.setdefault(shorten(folded, passed_over), field)
    return Vocabulary(
        fields=fields,
        exact=exact,
        short=short,
        rank=rank,
        contained=tuple(contained),
        passed_over=passed_over,
        somebody_else=frozenset(data["somebody_else"]),
        left_out_words=frozenset(data["left_out"]["words"]),
        left_out_phrases=tuple(data["left_out"]["phrases"]),
        left_out_reason=data["left_out"]["reason"],
    )


def is_left_out(heading: str) -> bool:
    """Say whether a heading is about nationality or immigration, which Alongside never keeps."""
    words, folded = vocabulary(), fold(heading)
    padded = f" {folded} "
    return not words.left_out_words.isdisjoint(folded.split()) or any(
        f" {phrase} " in padded for phrase in words.left_out_phrases
    )


def about(field: Field) -> FieldAbout:
    """Say how a field is called and what its cells hold."""
    return vocabulary().fields[field]
