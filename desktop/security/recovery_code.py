"""The recovery code: 160 random bits in eight groups of five that say themselves when one is mistyped.

Each group is four characters of Crockford's base 32 and a check character. The check is a weighted sum in the
field of 32 elements: any one wrong character, any two swapped, and two swapped groups are found, and no sign
outside the alphabet is needed (Crockford's own check would print ``*~$=U``).
"""

import os
import re

from desktop.errors import BadInputError

CODE_BYTES = 20
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_VALUE = {character: value for value, character in enumerate(_ALPHABET)}
_LOOKALIKE = str.maketrans({"O": "0", "I": "1", "L": "1"})
_GROUP = 5
_DATA = 4
_GROUPS = 8
_POLYNOMIAL = 0b100101
_FIELD = 32


def new_code() -> bytes:
    """Draw 160 random bits."""
    return os.urandom(CODE_BYTES)


def code_text(code: bytes) -> str:
    """Write the 20 bytes as on the recovery sheet: eight groups of five, dashes between."""
    number = int.from_bytes(code, "big")
    values = [number >> (5 * place) & (_FIELD - 1) for place in reversed(range(_GROUPS * _DATA))]
    groups = [values[start : start + _DATA] for start in range(0, len(values), _DATA)]
    return "-".join(
        "".join(_ALPHABET[value] for value in (*group, _check(group, number)))
        for number, group in enumerate(groups, start=1)
    )


def parse_code(typed: str) -> bytes:
    """Read a code typed back: any case, with or without dashes and spaces, O for 0, I and L for 1.

    Raises:
        BadInputError: it is too short or long, or a group is mistyped; the sentence says which.
    """
    groups = _groups(typed)
    number = 0
    for place, group in enumerate(groups, start=1):
        values = [_VALUE.get(character) for character in group]
        known = [value for value in values if value is not None]
        if len(known) < _GROUP or _check(known[:_DATA], place) != known[_DATA]:
            raise _mistyped(place, group)
        for value in known[:_DATA]:
            number = number << 5 | value
    return number.to_bytes(CODE_BYTES, "big")


def _groups(typed: str) -> list[str]:
    text = typed.upper().translate(_LOOKALIKE)
    written = [part for part in re.split(r"[\s\-\u2010-\u2015.,]+", text) if part]
    if len(written) == _GROUPS:
        for place, group in enumerate(written, start=1):
            if len(group) != _GROUP:
                raise _mistyped(place, group)
    joined = "".join(written)
    if len(joined) != _GROUPS * _GROUP:
        what = f"A recovery code has {_GROUPS * _GROUP} letters and digits; this has {len(joined)}."
        raise BadInputError(what, "Compare it with the recovery sheet, group by group.")
    return [joined[start : start + _GROUP] for start in range(0, len(joined), _GROUP)]


def _mistyped(place: int, group: str) -> BadInputError:
    what = f"Group {place} of the recovery code, “{group}”, is mistyped."
    return BadInputError(what, "Compare that group with the recovery sheet.")


def _check(values: list[int], place: int) -> int:
    total = place
    for power, value in enumerate(values, start=1):
        total ^= _times(value, 1 << power)
    return total


def _times(left: int, right: int) -> int:
    """Multiply in the field of 32 elements."""
    product = 0
    while right:
        if right & 1:
            product ^= left
        right >>= 1
        left <<= 1
        if left >= _FIELD:
            left ^= _POLYNOMIAL
    return product
