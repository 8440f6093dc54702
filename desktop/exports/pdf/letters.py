"""What a PDF cannot print as it was written: its one font has no Bengali, no Chinese, and not every emoji."""

import unicodedata
from functools import cache
from typing import Any

from reportlab.pdfbase.pdfmetrics import getFont

from desktop.exports.figures import clean_words
from desktop.exports.pdf.fonts import BOLD, PLAIN, register_fonts

_MOST_NAMED = 5
_LEFTWARD = frozenset({"R", "AL"})
_SKIN = frozenset("\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff")
"""Only ever stand behind another sign, which is named."""
_CHINESE = "Chinese or Japanese"


def unprinted(text: str) -> str:
    """Say in a sentence what of a text becomes boxes or stands in the wrong order; nothing if all is well."""
    register_fonts()
    odd = sorted(
        letter for letter in set(clean_words(text)) if not letter.isspace() and not _is_printed(letter)
    )
    names = list(dict.fromkeys(map(_name, odd)))
    if not names:
        return ""
    told = names if len(names) <= _MOST_NAMED else [*names[:_MOST_NAMED], "others"]
    return (
        f"This PDF cannot print as it was written: {', '.join(told)}. "
        "The web page (HTML) made with it shows everything."
    )


def _is_printed(letter: str) -> bool:
    if letter in _SKIN:
        return True
    return ord(letter) in _letters() and unicodedata.bidirectional(letter) not in _LEFTWARD


@cache
def _letters() -> frozenset[int]:
    """Give the letters that the font has, plain and bold."""
    plain, bold = (_face(name) for name in (PLAIN, BOLD))
    return plain & bold


def _face(name: str) -> frozenset[int]:
    font: Any = getFont(name)  # the stubs do not know that it was read from a file
    return frozenset(font.face.charToGlyph)


def _name(letter: str) -> str:
    """Name the writing a letter belongs to, or the sign itself: ``Bengali writing``, ``“thumbs up sign”``."""
    name = unicodedata.name(letter, "")
    if unicodedata.category(letter)[0] in "LMN" and name:
        script = _CHINESE if name.startswith("CJK") else name.split()[0].title()
        return f"{script} writing"
    return f"“{name.lower()}”" if name else "a sign without a name"
