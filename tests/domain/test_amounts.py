"""Numbers typed in for a return are read as people type them, and shown again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.amounts import MOST, amount_shown, amount_value, parse_amount
from desktop.errors import BadInputError


@pytest.mark.parametrize(
    ("typed", "hundredths"),
    [
        ("1,234.50", 123_450),
        (" £1,234.5 ", 123_450),
        ("-£50", -5_000),
        ("\u221250", -5_000),
        ("0", 0),
        ("0.00", 0),
        ("12.", 1_200),
        ("1 234", 123_400),
        ("", None),
        ("   ", None),
        ("20,000,000", MOST),
    ],
)
def test_money_is_read_as_it_is_typed(typed: str, hundredths: int | None) -> None:
    assert parse_amount(typed, money=True) == hundredths


@pytest.mark.parametrize(("typed", "hundredths"), [("37.5", 3_750), ("37.5 hours", 3_750), ("2.25 FTE", 225)])
def test_hours_and_posts_are_read_as_they_are_typed(typed: str, hundredths: int) -> None:
    assert parse_amount(typed) == hundredths


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("twelve", "is not a number"),
        ("37,5", "with a point: 37.5"),
        ("1,23,4", "is not a number"),
        ("1.234", "more than two digits after the point"),
        ("£12", "without £"),
        ("-3", "less than nought"),
        ("20,000,000.01", "too large"),
        ("9" * 40, "too large"),
        ("\u0663", "is not a number"),
    ],
)
def test_what_is_no_number_is_refused_with_what_to_type(typed: str, told: str) -> None:
    with pytest.raises(BadInputError) as problem:
        parse_amount(typed)
    assert told in str(problem.value)


def test_half_a_person_is_refused() -> None:
    with pytest.raises(BadInputError, match="whole number"):
        parse_amount("12.5", whole=True)


@pytest.mark.parametrize(
    ("hundredths", "money", "shown"),
    [
        (123_450, True, "£1,234.50"),
        (-5_000, True, "-£50.00"),
        (3_750, False, "37.5"),
        (0, False, "0"),
        (1_000, False, "10"),
    ],
)
def test_a_number_is_shown_as_its_unit_is_written(hundredths: int, money: object, shown: str) -> None:
    assert amount_shown(hundredths, money=bool(money)) == shown


@given(st.integers(-MOST, MOST))
def test_what_is_shown_can_be_typed_in_again(hundredths: int) -> None:
    assert parse_amount(amount_shown(hundredths, money=True), money=True) == hundredths
    assert round(amount_value(hundredths) * 100) == hundredths
