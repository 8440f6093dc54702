"""References that people read out: a kind, the computer's letter, a number, and a check letter."""

import re
from enum import StrEnum

_CHECK_LETTERS = "ACDEFHJKLMNPRTUVWXY"
"""Nineteen letters that sound and look apart; nineteen is prime, so one wrong or swapped digit is found."""
_DIGITS = 6
_FORM = re.compile(r"^([PRC])([A-Z]{1,2})[- ]?(\d{6,})[- ]?([A-Z])$")


class ReferenceKind(StrEnum):
    """What a reference stands for, and the letter it begins with."""

    PERSON = "P"
    REFERRAL = "R"
    CASE = "C"


def format_reference(kind: ReferenceKind, device_letter: str, number: int) -> str:
    """Make a reference, e.g. ``PA-000123-K``: kind P, computer A, the 123rd, check letter K."""
    digits = f"{number:0{_DIGITS}d}"
    return f"{kind.value}{device_letter}-{digits}-{_check_letter(kind.value + device_letter, digits)}"


def tidy_reference(text: str) -> str | None:
    """Read a reference as typed (small letters, no hyphens) and write it properly; None if it is none."""
    found = _FORM.match(text.strip().upper())
    if found is None:
        return None
    kind, letter, digits, check = found.groups()
    return f"{kind}{letter}-{digits}-{check}" if _check_letter(kind + letter, digits) == check else None


def reference_number(reference: str) -> int:
    """Give the number in a reference that this module made.

    Raises:
        ValueError: it is not such a reference.
    """
    return int(reference.split("-")[1])


def _check_letter(head: str, digits: str) -> str:
    signs = [ord(letter) - ord("A") for letter in head] + [int(digit) for digit in digits]
    total = sum(weight * value for weight, value in enumerate(signs, start=2))
    return _CHECK_LETTERS[total % len(_CHECK_LETTERS)]
