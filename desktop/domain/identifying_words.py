"""What in a text could point at somebody: addresses of e-mail, telephone numbers, postcodes, days."""

import re
from dataclasses import dataclass
from enum import StrEnum

_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_SHORT_MONTHS = "jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec"


class Pointing(StrEnum):
    """What kind of thing it is."""

    EMAIL = "e-mail address"
    PHONE = "telephone number"
    POSTCODE = "postcode"
    DAY = "date"


@dataclass(frozen=True, slots=True)
class Found:
    """One thing in a text that could point at somebody."""

    kind: Pointing
    words: str


_SHAPES = {
    Pointing.EMAIL: re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+"),
    Pointing.PHONE: re.compile(r"(?<![\w£.,])\+?\(?\d(?:[ ().-]{0,2}\d){9,13}(?!\w)"),
    Pointing.POSTCODE: re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b"),
    Pointing.DAY: re.compile(
        r"\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b|\b\d{4}-\d{2}-\d{2}\b"
        rf"|\b\d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?:{_MONTHS}|{_SHORT_MONTHS})\b(?: \d{{4}})?",
        re.IGNORECASE,
    ),
}


def pointing_at_somebody(text: str) -> tuple[Found, ...]:
    """Find what somebody should look at again before the text leaves the house; names are not looked for.

    Nothing is refused because of it: a helpline's number belongs into a narrative.
    """
    found = [
        (match.start(), Found(kind, match.group()))
        for kind, shape in _SHAPES.items()
        for match in shape.finditer(text)
    ]
    ordered = [one for _place, one in sorted(found, key=lambda pair: pair[0])]
    return tuple(dict.fromkeys(ordered))
