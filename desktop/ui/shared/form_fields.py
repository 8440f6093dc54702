"""A form described as data: which fields it has, what each is called, and when it is shown."""

from collections.abc import Iterable
from dataclasses import KW_ONLY, dataclass
from datetime import date
from enum import StrEnum

from desktop.domain.codes import CodeList

SHORT_LIST = 4  # so many answers stand side by side; more go into a list that opens
SEARCHED_LIST = 12  # from here on a list is searched while typing


@dataclass(frozen=True, slots=True)
class Option:
    """One answer of a list: its code, its words, and how deep it lies in a tree."""

    code: str
    label: str
    depth: int = 0
    heading: bool = False  # names a group; cannot be chosen
    also: str = ""  # other words it is found by


def options(pairs: Iterable[tuple[str, str]]) -> tuple[Option, ...]:
    """Make answers of (code, label) pairs."""
    return tuple(Option(code, label) for code, label in pairs)


def options_of(code_list: CodeList, *, on: date, besides: Iterable[str] = ()) -> tuple[Option, ...]:
    """Make answers of a code list as of a day; ``besides`` are retired codes that a record still holds."""
    kept = set(besides)
    leaves = {code.code for code in code_list.leaves(on=on)} | kept
    groups = {above.code for code in leaves if code in code_list for above in code_list.ancestors(code)}
    return tuple(
        Option(
            code.code,
            code.label,
            len(code_list.ancestors(code.code)),
            code.code not in leaves,
            " ".join(code.synonyms),
        )
        for code in code_list
        if code.code in leaves or code.code in groups
    )


class Whenabouts(StrEnum):
    """Which way a typed day lies: what "Friday" or "3 March" without a year means."""

    PAST = "past"  # the latest such day; one that has not come yet is refused
    AHEAD = "ahead"  # the next such day
    ANY = "any"  # the latest such day, but any may be typed


@dataclass(frozen=True, slots=True)
class ShownIf:
    """A field is shown only if another has one of these answers; with none named, any answer at all."""

    key: str
    answers: frozenset[str]


def shown_if(key: str, *answers: str) -> ShownIf:
    """Show a field only if another is answered, or has one of these codes ("yes" for a ticked box)."""
    return ShownIf(key, frozenset(answers))


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """What every field has: a key for the program, a label and a hint for people."""

    key: str
    label: str
    _: KW_ONLY
    hint: str = ""
    required: bool = False
    depends_on: ShownIf | None = None
    beside: bool = False  # stands beside the field before it, where there is room
    bare: bool = False  # its label stands elsewhere in sight; a screen reader says it all the same


@dataclass(frozen=True, slots=True, kw_only=True)
class Line(FieldSpec):
    """One line of words."""

    placeholder: str = ""
    most: int = 200  # letters


@dataclass(frozen=True, slots=True, kw_only=True)
class Words(FieldSpec):
    """Several lines, which grow as they are written; sealed ones say who can read them."""

    lines: int = 4
    sealed: bool = False
    sealed_words: str = ""  # in place of the usual sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice(FieldSpec):
    """One answer of a list; ``nothing`` is the first answer where none need be given."""

    options: tuple[Option, ...]
    nothing: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Keyed(FieldSpec):
    """One answer of a few that all stand in sight, each given by its key."""

    options: tuple[Option, ...]
    keys: str = "1234567890abcdefgh"


@dataclass(frozen=True, slots=True, kw_only=True)
class Several(FieldSpec):
    """Any number of answers of a list."""

    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class YesNo(FieldSpec):
    """Yes, no, not known; "not asked" is not "no"."""

    nothing: str = ""
    unknown: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick(FieldSpec):
    """One box to tick; unticked is an answer: no."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Day(FieldSpec):
    """A day as people type it."""

    lies: Whenabouts = Whenabouts.ANY


@dataclass(frozen=True, slots=True, kw_only=True)
class PartialDay(FieldSpec):
    """A date of which perhaps only the month or the year is known."""

    lies: Whenabouts = Whenabouts.PAST


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockTime(FieldSpec):
    """A time of day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Number(FieldSpec):
    """A whole number between two bounds."""

    least: int = 0
    most: int = 9999
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount(FieldSpec):
    """A number in hundredths: money, hours, or whole ones only."""

    whole: bool = False
    money: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale(FieldSpec):
    """How much, from 1 to 10; not asked is not zero, and "prefers not to say" is an answer."""

    low: str = ""
    high: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading(FieldSpec):
    """Words between fields: a heading (``label``) with an explanation (``hint``)."""


@dataclass(frozen=True, slots=True)
class FormSpec:
    """One whole form: its title, a sentence before the fields, the fields, the verb on the button."""

    title: str
    fields: tuple[FieldSpec, ...]
    _: KW_ONLY
    save_label: str
    intro: str = ""
    another_label: str = ""  # offers to save and begin another at once
