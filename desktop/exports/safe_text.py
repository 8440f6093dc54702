"""Text that goes into spreadsheets: never taken for a formula, never a character that breaks the file."""

import re

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_ALLOWED_CONTROLS = "\t\n\r"
_NUMBER = re.compile(r"[+-]?\d[\d,]*(\.\d+)?%?")


def safe_text(text: str) -> str:
    """Neutralise words that a spreadsheet would take for a formula; drop characters no file may hold."""
    clean = "".join(one for one in text if one >= " " or one in _ALLOWED_CONTROLS)
    clean = clean.replace("\ufffe", "").replace("\uffff", "").replace("\x7f", "")
    return f"'{clean}" if clean.startswith(_FORMULA_STARTS) else clean


def safe_number(shown: str) -> str:
    """Let a number pass as it was printed, with its sign; neutralise anything else."""
    return shown if _NUMBER.fullmatch(shown) else safe_text(shown)
