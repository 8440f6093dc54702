"""Text that goes into spreadsheets: never taken for a formula, never a character that breaks the file."""

import re

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_NOT_IN_FILES = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_NUMBER = re.compile(r"[+-]?£?\d[\d,]*(\.\d+)?%?")


def safe_text(text: str) -> str:
    """Neutralise words that a spreadsheet would take for a formula; drop characters no file may hold."""
    clean = _NOT_IN_FILES.sub("", text)
    return f"'{clean}" if clean.startswith(_FORMULA_STARTS) else clean


def safe_number(shown: str) -> str:
    """Let a number pass as it was printed, with its sign; neutralise anything else."""
    return shown if _NUMBER.fullmatch(shown) else safe_text(shown)
