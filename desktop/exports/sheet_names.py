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
        words = _FORBIDDEN.sub(" ", safe_text(title)).strip("' ")[:_LONGEST].strip("' ") or "Table"
        name, number = words, 1
        while name.casefold() in taken:
            number += 1
            ending = f" {number}"
            name = words[: _LONGEST - len(ending)] + ending
        taken.add(name.casefold())
        names.append(name)
    return names
