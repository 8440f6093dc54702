"""Numbers that are typed in for a return: read from what people type, kept in hundredths, shown again."""

import re

from desktop.errors import BadInputError

MOST = 2_000_000_000
"""Hundredths: twenty million pounds or hours, more than a return of such a service ever holds."""
HUNDREDTHS = 100
_NUMBER = re.compile(r"(-?)([0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.([0-9]*))?")
_SIGNS = str.maketrans({"\u2212": "-", "\u00a0": "", "\u202f": "", " ": "", "\t": ""})
_UNITS = re.compile(r"(?:hours?|hrs?|h|people|fte|posts?)$", re.IGNORECASE)
_MOST_DECIMALS = 2
_DECIMAL_COMMA = re.compile(r"-?[0-9]+,[0-9]{1,2}")


def parse_amount(text: str, *, whole: bool = False, money: bool = False) -> int | None:
    """Read a number in hundredths; nothing typed is None, which is not nought.

    ``£`` is taken for money, and a minus sign: money can flow back. ``whole`` is for people and things.

    Raises:
        BadInputError: it is no number, or not one that can stand there; the sentence says what to type.
    """
    typed = text.translate(_SIGNS)
    if not typed:
        return None
    if money:
        typed = typed.replace("£", "", 1)
    typed = _UNITS.sub("", typed)
    found = _NUMBER.fullmatch(typed)
    if found is None:
        raise _no_number(text, typed)
    minus, digits, decimals = found[1], found[2].replace(",", ""), found[3] or ""
    if len(decimals.rstrip("0")) > _MOST_DECIMALS:
        what = f"“{text.strip()}” has more than two digits after the point."
        raise BadInputError(what, "Round it to two.")
    hundredths = int(digits.lstrip("0")[:18] or "0") * HUNDREDTHS + int(decimals[:2].ljust(2, "0"))
    _check_fits(hundredths, text, whole=whole)
    if minus and hundredths and not money:
        what = f"“{text.strip()}” is less than nought."
        raise BadInputError(what, "Type 0 or more.")
    return -hundredths if minus else hundredths


def amount_shown(hundredths: int, *, money: bool = False) -> str:
    """Write a number kept in hundredths: ``£1,234.50``, ``37.5``, ``12``."""
    sign = "-" if hundredths < 0 else ""
    whole, rest = divmod(abs(hundredths), HUNDREDTHS)
    if money:
        return f"{sign}£{whole:,}.{rest:02d}"
    return f"{sign}{whole}.{rest:02d}".rstrip("0").rstrip(".")


def amount_value(hundredths: int) -> int | float:
    """Give a number kept in hundredths as one to count with: whole where it is whole."""
    whole, rest = divmod(hundredths, HUNDREDTHS)
    return hundredths / HUNDREDTHS if rest else whole


def _check_fits(hundredths: int, text: str, *, whole: bool) -> None:
    if hundredths > MOST:
        what = f"“{text.strip()[:30]}” is too large."
        raise BadInputError(what, f"At most {MOST // HUNDREDTHS:,} can be typed in here.")
    if whole and hundredths % HUNDREDTHS:
        what = f"“{text.strip()}” is not a whole number."
        raise BadInputError(what, "Type a whole number.")


def _no_number(text: str, typed: str) -> BadInputError:
    what = f"“{text.strip()[:30]}” is not a number."
    if _DECIMAL_COMMA.fullmatch(typed):
        return BadInputError(what, f"Type it with a point: {typed.replace(',', '.')}")
    if typed.startswith("£"):
        return BadInputError(what, "Type it without £: it is not an amount of money.")
    return BadInputError(what, "Type digits, such as 1,234.50, or leave it empty.")
