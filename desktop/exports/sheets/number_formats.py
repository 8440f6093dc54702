"""How a spreadsheet shows a number: as the other files print it; the number itself is as published."""

import re

from desktop.returns.result import Cell

COUNT = "#,##0"
_MINUS = "\u2212"
_SHOWN = re.compile(
    r"(?P<sign>[+\u2212-]?)(?P<before>\D*?)(?P<whole>\d[\d,]*)(?:\.(?P<decimals>\d+))?(?P<after>\D*)"
)


def number_format(cell: Cell) -> str:
    """Give the format that shows the cell's number as ``shown`` does: decimals, signs, and its unit.

    A share of 53.4 keeps the value 53.4 and the format ``0.0"%"``: with a spreadsheet's own percentages the
    file would hold 0.534, another number than the one published.
    """
    found = _SHOWN.fullmatch(cell.shown)
    if found is None or (cell.unit is None and isinstance(cell.value, int)):
        return COUNT if isinstance(cell.value, int) else "#,##0.0##"
    decimals = found["decimals"] or ""
    digits = ("0" if found["after"] == "%" else COUNT) + (f".{'0' * len(decimals)}" if decimals else "")
    number = f"{_quoted(found['before'])}{digits}{_quoted(found['after'])}"
    if not found["sign"] or found["sign"] == "-":
        return number
    return f"+{number};{_quoted(_MINUS)}{number};{number}"


def _quoted(words: str) -> str:
    return '"{}"'.format(words.replace('"', "")) if words else ""
