"""Names fold alike however they are typed; references notice a slip."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.names import NAMELESS, display_name, fold_name, initials
from desktop.domain.references import ReferenceKind, format_reference, reference_number, tidy_reference

NUMBERS = st.integers(min_value=1, max_value=999_999)
KINDS = st.sampled_from(ReferenceKind)


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("O'Neill", "oneill"),
        ("O\u2019NEILL", "oneill"),
        ("O\u00b4Neill", "oneill"),
        ("\u0149ame \ufb01ne", "name fine"),
        ("Łucja  Ŵyn-Nguyễn", "lucja wyn nguyen"),
        ("Søren Æbelø", "soren aebelo"),
        ("  smith-jones ", "smith jones"),
        ("", ""),
    ],
)
def test_a_name_folds_alike_however_it_is_typed(typed: str, folded: str) -> None:
    assert fold_name(typed) == folded


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold_name(fold_name(text)) == fold_name(text)


def test_a_person_without_a_name_is_shown_by_what_to_call_them() -> None:
    assert display_name(None, None, "Auntie") == "Auntie"
    assert display_name(None, None) == NAMELESS
    assert display_name("Ada", "Wren", "Addy") == "Ada Wren"


def test_initials_take_every_part_of_a_name() -> None:
    assert initials("Mary Ann", "Smith-Jones") == "M.A.S.J."
    assert initials(None, None) == ""


@given(KINDS, NUMBERS)
def test_a_reference_typed_in_small_letters_without_hyphens_is_understood(
    kind: ReferenceKind, number: int
) -> None:
    reference = format_reference(kind, "A", number)
    assert tidy_reference(reference.lower().replace("-", "")) == reference
    assert reference_number(reference) == number


@given(KINDS, NUMBERS, st.integers(min_value=0, max_value=5), st.integers(min_value=1, max_value=9))
def test_one_wrong_digit_is_noticed(kind: ReferenceKind, number: int, place: int, off: int) -> None:
    reference = format_reference(kind, "A", number)
    at = 3 + place
    wrong = f"{reference[:at]}{(int(reference[at]) + off) % 10}{reference[at + 1 :]}"
    assert tidy_reference(wrong) is None


@given(KINDS, NUMBERS, st.integers(min_value=0, max_value=4))
def test_two_swapped_digits_are_noticed(kind: ReferenceKind, number: int, place: int) -> None:
    reference = format_reference(kind, "A", number)
    at = 3 + place
    swapped = reference[:at] + reference[at + 1] + reference[at] + reference[at + 2 :]
    assert tidy_reference(swapped) == (reference if swapped == reference else None)
