"""The recovery code survives being printed, read aloud and typed back, and says where it was mistyped."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import BadInputError
from desktop.security.recovery_code import CODE_BYTES, code_text, new_code, parse_code

CODES = st.binary(min_size=CODE_BYTES, max_size=CODE_BYTES)
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


@given(CODES)
def test_a_code_reads_back(code: bytes) -> None:
    text = code_text(code)
    assert [len(group) for group in text.split("-")] == [5] * 8
    assert parse_code(text) == code


@given(CODES)
def test_a_code_may_be_typed_carelessly(code: bytes) -> None:
    text = code_text(code)
    careless = text.lower().replace("-", "  ").replace("0", "o").replace("1", "l")
    assert parse_code(careless) == parse_code(text.replace("-", "")) == code
    assert parse_code(text.replace("1", "i").replace("-", "\u2013\n")) == code


@given(CODES, st.integers(0, 39), st.sampled_from(ALPHABET))
def test_one_wrong_character_names_its_group(code: bytes, place: int, other: str) -> None:
    text = code_text(code).replace("-", "")
    if text[place] == other:
        return
    with pytest.raises(BadInputError, match=f"Group {place // 5 + 1} "):
        parse_code(text[:place] + other + text[place + 1 :])


@given(CODES, st.integers(0, 7), st.integers(0, 4), st.integers(0, 4))
def test_two_characters_swapped_in_a_group_are_found(
    code: bytes, number: int, first: int, second: int
) -> None:
    text = list(code_text(code).replace("-", ""))
    one, two = number * 5 + first, number * 5 + second
    if text[one] == text[two]:
        return
    text[one], text[two] = text[two], text[one]
    with pytest.raises(BadInputError, match=f"Group {number + 1} "):
        parse_code("".join(text))


@given(CODES, st.integers(0, 6))
def test_two_groups_swapped_are_found(code: bytes, number: int) -> None:
    groups = code_text(code).split("-")
    groups[number], groups[number + 1] = groups[number + 1], groups[number]
    with pytest.raises(BadInputError, match=f"Group {number + 1} "):
        parse_code("-".join(groups))


def test_a_missing_character_names_its_group() -> None:
    groups = code_text(new_code()).split("-")
    groups[2] = groups[2][:4]
    with pytest.raises(BadInputError, match="Group 3 "):
        parse_code("-".join(groups))


@pytest.mark.parametrize("typed", ["", "-", "ABCDE", "A" * 41, "é" * 40, "U" * 40])
def test_what_is_no_code_is_refused_in_words(typed: str) -> None:
    with pytest.raises(BadInputError, match="recovery code"):
        parse_code(typed)


def test_codes_differ() -> None:
    assert len({new_code() for _ in range(100)}) == 100
