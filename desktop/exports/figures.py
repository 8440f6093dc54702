"""Numbers as printed: thousands parted, the unit beside what is not a plain count."""

import re

from desktop.returns.result import Cell
from desktop.returns.rules.layouts import Label

_PLAIN_NUMBER = re.compile(r"(-?)(\d{4,})((?:\.\d+)?)(%?)")
_WRITTEN_WITH_THE_NUMBER = {"%": "{}%", "£": "£{}"}
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")


def figure(cell: Cell) -> str:
    """Give a cell as printed, made of nothing but what it shows: ``1,234``, ``45.2%``, ``–``."""
    words = clean_words(cell.shown)
    number = _PLAIN_NUMBER.fullmatch(words)
    if number:
        words = f"{number[1]}{int(number[2]):,}{number[3]}{number[4]}"
    frame = _WRITTEN_WITH_THE_NUMBER.get(cell.unit or "")
    if frame is None or cell.value is None or (cell.unit or "") in words:
        return words
    return f"-{frame.format(words[1:])}" if words.startswith("-") else frame.format(words)


def label_words(label: Label) -> str:
    """Give a row's or column's words, with its unit where the words do not say it: ``Median (days)``."""
    words, unit = clean_words(label.label), label.unit
    if unit is None or unit in _WRITTEN_WITH_THE_NUMBER or unit.casefold() in words.casefold():
        return words
    return f"{words} ({unit})"


def clean_words(text: str) -> str:
    """Leave out the control characters no page can hold; keep line breaks and tabs."""
    return _CONTROLS.sub("", text)
