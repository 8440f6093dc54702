"""Whether a number or an address must not be used: compared when it is typed and when it is used."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from desktop.domain.safe_contact import Bar, Channel

_INTERNATIONAL = "44"
_NATIONAL_DIGITS = 10
_GMAIL = frozenset({"gmail.com", "googlemail.com"})
_POSTCODE = re.compile(r"\b([a-z]{1,2}\d[a-z\d]?) ?(\d[a-z]{2})\b")
_HOUSE = re.compile(r"\b\d+ ?[a-z]?\b(?!\w)")
_WORD = re.compile(r"[a-z]{2,}")
_STREETS = frozenset(
    {"street", "road", "avenue", "lane", "close", "drive", "court", "place", "terrace", "way", "crescent"}
    | {
        "st",
        "rd",
        "ave",
        "av",
        "ln",
        "cl",
        "dr",
        "ct",
        "pl",
        "ter",
        "cres",
        "the",
        "flat",
        "apartment",
        "apt",
    }
)


@dataclass(frozen=True, slots=True)
class KnownValue:
    """A number or address that must not be used for this person, and why."""

    channel: Channel
    value: str
    bar: Bar


def same_number(one: str, other: str) -> bool:
    """Say whether two telephone numbers are one, however written: ``0`` and ``+44`` before mean nothing."""
    digits = _national(one)
    return bool(digits) and digits == _national(other)


def same_email(one: str, other: str) -> bool:
    """Say whether two e-mail addresses reach one box: case, dots and ``+words`` before the @ mean nothing."""
    box = _box(one)
    return bool(box) and box == _box(other)


def same_address(one: str, other: str) -> bool:
    """Say whether two postal addresses may be one place; where one says less than the other, they may be.

    With two postcodes: the postcodes are equal, and the house and flat numbers of one are among those of the
    other. With one or none: the same holds of the numbers, and they share a word of the street; where one has
    no number, all the words of one are among those of the other. Source: rules.md §1; a wrong match costs a
    question, a missed one may cost a life.
    """
    first, second = _place(one), _place(other)
    if first is None or second is None:
        return False
    if not (first.numbers <= second.numbers or second.numbers <= first.numbers):
        return False
    if first.postcode and second.postcode:
        return first.postcode == second.postcode
    if first.numbers and second.numbers:
        return not first.words.isdisjoint(second.words)
    fewer, more = sorted((first.words, second.words), key=len)
    return len(fewer) > 1 and fewer <= more


def same_value(one: str, other: str) -> bool:
    """Say whether two values may be one, whatever kind they are."""
    if "@" in one or "@" in other:
        return same_email(one, other)
    if _is_number(one) or _is_number(other):
        return same_number(one, other)
    return same_address(one, other)


def bar_on(channel: Channel, value: str, known: Iterable[KnownValue]) -> Bar | None:
    """Say whether a value is one that must not be used; somebody never to speak to weighs most.

    What belongs to somebody never to speak to is barred on every channel, and so is a place known to be
    unsafe for a letter and a visit alike; a number or e-mail known to be unsafe is barred on its own channel,
    since the person may call a text safe where a call is not.
    """
    bars = {
        entry.bar
        for entry in known
        if (entry.bar is Bar.NEVER_SPEAK_TO or _alike(entry.channel, channel))
        and same_value(entry.value, value)
    }
    return Bar.NEVER_SPEAK_TO if Bar.NEVER_SPEAK_TO in bars else next(iter(bars), None)


_PLACES = frozenset({Channel.LETTER, Channel.VISIT})


def _alike(one: Channel, other: Channel) -> bool:
    return one is other or {one, other} <= _PLACES


@dataclass(frozen=True, slots=True)
class _Place:
    postcode: str
    numbers: frozenset[str]
    words: frozenset[str]


def _national(text: str) -> str:
    digits = re.sub(r"\D", "", text.replace("(0)", "")).lstrip("0")
    if len(digits) > _NATIONAL_DIGITS and digits.startswith(_INTERNATIONAL):
        digits = digits.removeprefix(_INTERNATIONAL).lstrip("0")
    return digits


def _is_number(text: str) -> bool:
    return bool(re.fullmatch(r"[\d\s()+.\-/]*\d[\d\s()+.\-/]*", text))


def _box(text: str) -> str:
    local, _at, domain = "".join(text.split()).casefold().strip("<>.,;").rpartition("@")
    if not local or not domain:
        return ""
    domain = "gmail.com" if domain in _GMAIL else domain
    return f"{local.partition('+')[0].replace('.', '')}@{domain}"


def _place(text: str) -> _Place | None:
    plain = " ".join(text.casefold().replace(".", " ").split())
    found = _POSTCODE.search(plain)
    postcode = "".join(found.groups()) if found else ""
    rest = _POSTCODE.sub(" ", plain)
    numbers = frozenset(number.replace(" ", "") for number in _HOUSE.findall(rest))
    words = frozenset(_WORD.findall(rest)) - _STREETS
    return _Place(postcode, numbers, words) if postcode or words else None
