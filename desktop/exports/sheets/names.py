"""Names of the sheets of a workbook: short, unlike each other, without what spreadsheets forbid."""

import re
from collections.abc import Sequence

from desktop.exports.safe_text import safe_text

_LONGEST = 31
_RESERVED = "history"
"""A name that Excel keeps for itself."""
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\t\r\n]")


def sheet_names(titles: Sequence[str]) -> list[str]:
    """Give each title its own sheet name, in the same order; equal ones are numbered."""
    names: list[str] = []
    taken = {_RESERVED}
    for title in titles:
        words = _FORBIDDEN.sub(" ", safe_text(title)).strip("' ")
        words = _shortened(words).strip("' ,;") or "Table"
        name, number = words, 1
        while name.casefold() in taken:
            number += 1
            ending = f" {number}"
            name = words[: _LONGEST - len(ending)] + ending
        taken.add(name.casefold())
        names.append(name)
    return names


def _shortened(words: str) -> str:
    """Cut a name that is too long, between words where that leaves enough of it."""
    if len(words) <= _LONGEST:
        return words
    at = words.rfind(" ", 0, _LONGEST + 1)
    return words[: at if at > _LONGEST // 2 else _LONGEST]
