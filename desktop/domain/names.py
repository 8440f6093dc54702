"""Names: folded for finding, shortened for lists, shown for people who gave none."""

import re
import unicodedata

NAMELESS = "No name given"
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe"})
_APOSTROPHES = re.compile("['\u2018\u2019\u02bc`\u00b4]")
_NOT_WORDS = re.compile(r"[^\w]+|_")


def fold_name(text: str) -> str:
    """Fold a name to what finding compares: small letters without accents, words parted by one space.

    An apostrophe closes up ("O'Neill" is "oneill"); a hyphen parts ("Smith-Jones" is "smith jones").
    """
    small = _plain(_plain(_APOSTROPHES.sub("", text)).casefold()).translate(_LETTERS)
    bare = "".join(sign for sign in _APOSTROPHES.sub("", small) if not unicodedata.combining(sign))
    return " ".join(_NOT_WORDS.sub(" ", bare).split())


def _plain(text: str) -> str:
    """Take letters apart from their accents, and write each sign in its plainest form."""
    return unicodedata.normalize("NFKD", text)


def display_name(forename: str | None, surname: str | None, known_as: str | None = None) -> str:
    """Give the name to show: forename and surname, else what to call them, else that there is none."""
    full = " ".join(part for part in (forename, surname) if part)
    return full or known_as or NAMELESS


def initials(forename: str | None, surname: str | None) -> str:
    """Give the initials that lists show, e.g. ``C.J.``; empty for a person without a name."""
    words = [*(forename or "").split(), *(surname or "").replace("-", " ").split()]
    return "".join(f"{word[0].upper()}." for word in words if word[0].isalpha())
