"""Text that goes into spreadsheets: never taken for a formula, never a character that breaks the file."""

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_ALLOWED_CONTROLS = "\t\n\r"


def safe_text(text: str) -> str:
    """Neutralise words that a spreadsheet would take for a formula; drop characters no file may hold."""
    clean = "".join(one for one in text if one >= " " or one in _ALLOWED_CONTROLS)
    clean = clean.replace("\ufffe", "").replace("\uffff", "").replace("\x7f", "")
    return f"'{clean}" if clean.startswith(_FORMULA_STARTS) else clean
