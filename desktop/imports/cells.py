"""What a single cell looks like: a date, a postcode, a telephone number, an e-mail address, a tick."""

import re
from functools import lru_cache

_SERIAL = re.compile(r"\d{5}(\.\d+)?")
_NUMERIC_DATE = re.compile(r"(\d{1,2})\s*[/.\- ]\s*(\d{1,2})\s*[/.\- ]\s*(\d{4}|\d{2})(?!\d)")
_YEAR_FIRST = re.compile(r"\d{4}[/.\-]\d{1,2}[/.\-]\d{1,2}")
_NAMED_MONTH = re.compile(r"\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b", re.IGNORECASE)
_YEAR_ONLY = re.compile(r"(?:(?:about|circa|c\.?|approx\.?)\s*)?(?:19|20)\d\d", re.IGNORECASE)
_MONTH_YEAR = re.compile(r"\d{1,2}[/.\-]\d{4}")
_POSTCODE = re.compile(r"([A-Z]{1,2}\d[A-Z\d]?)\s*(\d[A-Z]{2})", re.IGNORECASE)
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_TELEPHONE = re.compile(r"[+()\d\s./\-]{6,}")
_MARKS_ALONE = re.compile(r"[\s.?*_\-\u2013\u2014\\/]+")
_SEX_WORD = re.compile(r"\b(?:fe)?males?\b|^\W*(?:f|m|fem)\b", re.IGNORECASE)
_GENDER_WORD = re.compile(r"\b(?:wom[ae]n|m[ae]n|non|trans|binary|fluid|other)\b", re.IGNORECASE)
_YES = frozenset(
    {"yes", "y", "true", "t", "1", "x", "✓", "✔", "☑", "ticked", "tick", "agreed", "ok", "yes.", "on"}
)
_NO = frozenset({"no", "n", "false", "f", "0", "none", "✗", "✘", "☐", "no.", "off", "nil"})
_NOTHING = frozenset(
    {
        "",
        "-",
        "--",
        "\u2013",
        "\u2014",
        ".",
        "?",
        "??",
        "n/a",
        "na",
        "#n/a",
        "n/k",
        "nk",
        "not known",
        "unknown",
        "not asked",
        "not recorded",
        "not given",
        "not provided",
        "not available",
        "not applicable",
        "tbc",
        "null",
        "#null!",
        "none given",
        "no data",
        "blank",
        "not stated",
        "not disclosed",
        "n/s",
        "n/d",
    }
)


@lru_cache(maxsize=65536)
def says_nothing(text: str) -> bool:
    """Say whether a cell is blank or only says that nobody knows ("n/k", "-", "not recorded")."""
    return text.strip().casefold() in _NOTHING or _MARKS_ALONE.fullmatch(text) is not None


def numeric_date(text: str) -> tuple[int, int, str] | None:
    """Take apart a date of numbers alone: first part, second part, year as written; else None."""
    found = _NUMERIC_DATE.match(text.strip())
    return (int(found[1]), int(found[2]), found[3]) if found else None


def is_serial(text: str) -> bool:
    """Say whether a cell holds a spreadsheet's day number (days since 30 December 1899), 1927 to 2064."""
    return _SERIAL.fullmatch(text.strip()) is not None and 9_999 < float(text) < 60_000  # noqa: PLR2004


def is_date(text: str) -> bool:
    """Say whether a cell looks like a date in any form, existing or not."""
    text = text.strip()
    return (
        numeric_date(text) is not None
        or _YEAR_FIRST.match(text) is not None
        or (_NAMED_MONTH.search(text) is not None and re.search(r"\d", text) is not None)
        or is_serial(text)
        or _YEAR_ONLY.fullmatch(text) is not None
        or _MONTH_YEAR.fullmatch(text) is not None
    )


def is_postcode(text: str) -> bool:
    """Say whether a cell is a whole British postcode, with or without its space."""
    return _POSTCODE.fullmatch(text.strip()) is not None


def is_email(text: str) -> bool:
    """Say whether a cell looks like an e-mail address."""
    return _EMAIL.fullmatch(text.strip()) is not None


def is_telephone(text: str) -> bool:
    """Say whether a cell holds a run of digits as a telephone number's."""
    found = _TELEPHONE.search(text)
    return found is not None and sum(character.isdigit() for character in found[0]) >= 6  # noqa: PLR2004


def is_sex_word(text: str) -> bool:
    """Say whether a cell says female or male, in full or by letter."""
    return _SEX_WORD.search(text) is not None


def is_gender_word(text: str) -> bool:
    """Say whether a cell speaks of gender in words that say nothing of sex (woman, man, non-binary)."""
    return _GENDER_WORD.search(text) is not None and not is_sex_word(text)


def yes_or_no(text: str) -> bool | None:
    """Read yes or no as lists write it; None when it is neither."""
    word = text.strip().casefold()
    if word in _YES:
        return True
    return False if word in _NO else None


def postcode(text: str) -> str:
    """Write a postcode the usual way (TS10 2BE); what is no whole postcode stays as it was, in capitals."""
    found = _POSTCODE.fullmatch(text.strip())
    return f"{found[1]} {found[2]}".upper() if found else " ".join(text.split()).upper()


def national_digits(text: str) -> str:
    """Give a British number's digits without the leading zero or +44, others' digits whole; "" when none."""
    digits = re.sub(r"\D", "", text.partition(" ext")[0].replace("(0)", ""))
    if digits.startswith("00"):
        return digits[2:].removeprefix("44")
    if text.strip().startswith("+") and digits.startswith("44"):
        return digits[2:].lstrip("0")
    if digits.startswith("44") and len(digits) == len("447700900490"):
        return digits[2:]
    return digits.removeprefix("0")


def telephone(text: str) -> str:
    """Write a number as received, but give back the leading zero that a spreadsheet took away."""
    cleaned = " ".join(text.split())
    return f"0{cleaned}" if re.fullmatch(r"[1-9]\d{9}", cleaned) else cleaned
