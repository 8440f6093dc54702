"""Working days in England and Wales."""

from datetime import date, timedelta

import pytest
from holidays import country_holidays
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.working_days import (
    add_working_days,
    is_working_day,
    next_working_day,
    parse_bank_holidays,
    within_calendar_months,
    working_days_between,
)
from desktop.errors import DefinitionError
from desktop.platform.resources import resource_text

BANK_HOLIDAYS = parse_bank_holidays(resource_text("calendar/bank-holidays.toml"))
YEARS = range(1990, 2061)
FRIDAY, MONDAY = date(2018, 3, 23), date(2018, 3, 26)
MAUNDY_THURSDAY, TUESDAY_AFTER_EASTER = date(2018, 3, 29), date(2018, 4, 3)


@pytest.mark.parametrize("part", ["ENG", "WLS"])
def test_the_bank_holidays_are_those_of_england_and_of_wales(part: str) -> None:
    expected = {day for day in country_holidays("GB", subdiv=part, years=YEARS) if day.weekday() < 5}
    assert {day for day in expected if day.year in YEARS} == BANK_HOLIDAYS


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (FRIDAY, True),
        (date(2018, 3, 24), False),
        (date(2018, 3, 25), False),
        (date(2018, 3, 30), False),  # Good Friday
        (date(2018, 4, 2), False),  # Easter Monday
        (date(2020, 5, 4), True),  # moved to the Friday, 75 years after the war
        (date(2020, 5, 8), False),
        (date(2021, 12, 27), False),  # for Christmas on a Saturday
        (date(2021, 12, 28), False),  # for Boxing Day on a Sunday
        (date(2022, 6, 3), False),  # jubilee
        (date(2022, 9, 19), False),  # state funeral
        (date(2023, 5, 8), False),  # coronation
        (date(2026, 12, 28), False),
        (date(1890, 1, 1), True),  # so long ago, nobody counts
    ],
)
def test_a_working_day_is_neither_a_weekend_nor_a_bank_holiday(day: date, *, working: bool) -> None:
    assert is_working_day(day, BANK_HOLIDAYS) is working


@pytest.mark.parametrize(
    ("day", "count", "later"),
    [
        (FRIDAY, 0, FRIDAY),
        (FRIDAY, 1, MONDAY),
        (FRIDAY, 2, date(2018, 3, 27)),
        (MAUNDY_THURSDAY, 1, TUESDAY_AFTER_EASTER),
        (date(2018, 3, 24), 2, date(2018, 3, 27)),
        (date(2018, 12, 24), 2, date(2018, 12, 28)),
    ],
)
def test_a_term_of_working_days_leaves_out_weekends_and_easter(day: date, count: int, later: date) -> None:
    assert add_working_days(day, count, BANK_HOLIDAYS) == later


@pytest.mark.parametrize(
    ("asked", "months", "by"),
    [
        (date(2018, 3, 6), 1, date(2018, 4, 6)),
        (date(2018, 1, 31), 1, date(2018, 2, 28)),
        (date(2018, 3, 2), 1, TUESDAY_AFTER_EASTER),
        (date(2018, 5, 23), 1, date(2018, 6, 25)),
        (date(2018, 11, 25), 1, date(2018, 12, 27)),
        (date(2018, 1, 31), 3, date(2018, 4, 30)),
    ],
)
def test_a_term_in_months_ends_on_the_same_date_or_the_next_working_day(
    asked: date, months: int, by: date
) -> None:
    assert within_calendar_months(asked, months, BANK_HOLIDAYS) == by


DAYS = st.dates(date(1995, 1, 1), date(2050, 1, 1))


@given(DAYS, st.integers(0, 30))
def test_counting_and_adding_agree(day: date, count: int) -> None:
    later = add_working_days(day, count, BANK_HOLIDAYS)
    assert working_days_between(day, later, BANK_HOLIDAYS) == count
    assert working_days_between(later, day, BANK_HOLIDAYS) == -count
    assert count == 0 or is_working_day(later, BANK_HOLIDAYS)


@given(DAYS, st.integers(0, 60))
def test_working_days_are_counted_one_by_one(day: date, length: int) -> None:
    days = [day + timedelta(days=step) for step in range(1, length + 1)]
    counted = working_days_between(day, day + timedelta(days=length), BANK_HOLIDAYS)
    assert counted == sum(is_working_day(one, BANK_HOLIDAYS) for one in days)


def test_a_working_day_is_its_own_next() -> None:
    assert next_working_day(FRIDAY, BANK_HOLIDAYS) == FRIDAY
    assert next_working_day(date(2018, 3, 30), BANK_HOLIDAYS) == TUESDAY_AFTER_EASTER


@pytest.mark.parametrize("text", ["[days", "", "[days]\n2026 = ['13-01']", "[days]\n2026 = 5", "days = 3"])
def test_bank_holidays_that_are_none_are_refused(text: str) -> None:
    with pytest.raises(DefinitionError, match="bank holidays cannot be read"):
        parse_bank_holidays(text)
