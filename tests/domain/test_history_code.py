"""The code of a point in the history is short, and is read however it is typed."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.history_code import CODE_LENGTH, history_code, tidy_history_code

MACS = st.binary(min_size=32, max_size=32)


@given(MACS)
def test_a_code_has_eight_signs_and_is_read_in_small_letters_and_in_halves(mac: bytes) -> None:
    code = history_code(mac)
    assert len(code) == CODE_LENGTH
    assert tidy_history_code(f" {code[:4].lower()}-{code[4:].lower()} ") == code


@given(MACS, MACS)
def test_two_rows_share_a_code_only_if_they_begin_alike(one: bytes, other: bytes) -> None:
    assert (history_code(one) == history_code(other)) == (one[:5] == other[:5])


def test_what_cannot_be_a_code_is_none() -> None:
    assert [tidy_history_code(typed) for typed in ("", "ABCDEFG", "ABCDEFG1", "ABCDEFGHI")] == [None] * 4
