"""Dates as people type them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.dates import (
    PartialDate,
    Precision,
    age_at,
    age_range,
    civil_date,
    date_in_words,
    parse_date,
    parse_day,
    partial_date_in_words,
    short_date,
)
from desktop.errors import BadInputError

TODAY = date(2026, 11, 21)
DAYS = st.dates(date(1900, 1, 1), date(2026, 11, 21))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("22/02/1968", date(1968, 2, 22)),
        ("3.4.17", date(2017, 4, 3)),
        ("2016-04-02", date(2016, 4, 2)),
        ("2016-04-02 00:00:00", date(2016, 4, 2)),
        ("2016-04-02T00:00:00Z", date(2016, 4, 2)),
        ("02/04/2016 09:15", date(2016, 4, 2)),
        (" 2 / 4 / 2016 ", date(2016, 4, 2)),
        ("2-4-2016", date(2016, 4, 2)),
        ("2nd April 2016", date(2016, 4, 2)),
        ("2 Apr 16", date(2016, 4, 2)),
        ("02-Apr-2016", date(2016, 4, 2)),
        ("02APR2016", date(2016, 4, 2)),
        ("1 Sept 2016", date(2016, 9, 1)),
        ("Sat 2 April 2016", date(2016, 4, 2)),
        ("Saturday, 2 April 2016", date(2016, 4, 2)),
        ("April 2, 2016", date(2016, 4, 2)),
        ("29/02/2016", date(2016, 2, 29)),
        ("1/1/26", date(2026, 1, 1)),
        ("1/1/27", date(1927, 1, 1)),
    ],
)
def test_a_whole_date_is_read_the_british_way(text: str, day: date) -> None:
    assert parse_date(text, today=TODAY) == PartialDate(day, Precision.DAY)
    assert parse_day(text, today=TODAY) == day


@pytest.mark.parametrize(
    ("text", "first", "precision", "printed"),
    [
        ("March 2017", date(2017, 3, 1), Precision.MONTH, "March 2017"),
        ("Mar-17", date(2017, 3, 1), Precision.MONTH, "March 2017"),
        ("03/2017", date(2017, 3, 1), Precision.MONTH, "March 2017"),
        ("2017-03", date(2017, 3, 1), Precision.MONTH, "March 2017"),
        ("2017", date(2017, 1, 1), Precision.YEAR, "2017"),
        ("about 1950", date(1950, 1, 1), Precision.ABOUT, "about 1950"),
        ("c.1950", date(1950, 1, 1), Precision.ABOUT, "about 1950"),
        ("~1950", date(1950, 1, 1), Precision.ABOUT, "about 1950"),
        ("Circa 1950", date(1950, 1, 1), Precision.ABOUT, "about 1950"),
        ("about March 2017", date(2017, 3, 1), Precision.MONTH, "March 2017"),
        ("about 5 March 2017", date(2017, 3, 1), Precision.MONTH, "March 2017"),
    ],
)
def test_no_more_is_kept_and_printed_than_was_known(
    text: str, first: date, precision: Precision, printed: str
) -> None:
    known = parse_date(text, today=TODAY)
    assert known == PartialDate(first, precision)
    assert partial_date_in_words(known) == str(known) == printed
    with pytest.raises(BadInputError, match="The day is missing"):
        parse_day(text, today=TODAY)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("31/02/2016", "February 2016 has 29 days, not 31"),
        ("29/02/2017", "February 2017 has 28 days, not 29"),
        ("00/02/2017", "not 0"),
        ("04/23/2016", "no month 23.* Type the day first"),
        ("5 Octember 2016", "names no month"),
        ("", "The date is empty"),
        ("   ", "The date is empty"),
        ("yesterday", "not a date Alongside can read"),
        ("about", "not a date Alongside can read"),
        ("12/12/123", "neither two digits nor four"),
        ("12/12/0216", "not between 1850 and 2076"),
        ("12/12/2206", "not between 1850 and 2076"),
        ("2017-13", "no month 13"),
        ("12", "not a date Alongside can read"),
    ],
)
def test_an_impossible_date_is_refused_with_a_sentence(text: str, sentence: str) -> None:
    with pytest.raises(BadInputError, match=sentence) as caught:
        parse_date(text, today=TODAY)
    assert caught.value.do


def test_the_sentence_never_repeats_an_unreadable_date() -> None:
    with pytest.raises(BadInputError) as caught:
        parse_date("Mary's birthday", today=TODAY)
    assert "Mary" not in str(caught.value)


@given(DAYS)
def test_a_printed_day_is_read_back_as_itself(day: date) -> None:
    for text in (date_in_words(day), short_date(day), day.isoformat()):
        assert parse_day(text, today=TODAY) == day


@given(DAYS, st.sampled_from(Precision))
def test_a_printed_partial_date_is_read_back_as_itself(day: date, precision: Precision) -> None:
    known = PartialDate(day, precision)
    assert parse_date(partial_date_in_words(known), today=TODAY) == known


@given(st.text(max_size=20))
def test_any_text_is_either_a_date_or_refused_in_words(text: str) -> None:
    outcome: PartialDate | BadInputError
    try:
        outcome = parse_date(text, today=TODAY)
    except BadInputError as refused:
        outcome = refused
    assert outcome.do if isinstance(outcome, BadInputError) else outcome.first.year >= 1850


def test_a_person_born_on_29_february_is_a_year_older_on_1_march() -> None:
    born = PartialDate(date(2000, 2, 29))
    assert age_at(born, date(2018, 2, 28)) == 17
    assert age_at(born, date(2018, 3, 1)) == 18
    assert age_at(born, date(2020, 2, 28)) == 19
    assert age_at(born, date(2020, 2, 29)) == 20


def test_an_age_that_could_be_either_is_not_given() -> None:
    born = PartialDate(date(1998, 1, 1), Precision.YEAR)
    assert age_at(born, date(2018, 6, 1)) is None
    assert age_range(born, date(2018, 6, 1)) == (19, 20)
    assert age_at(born, date(2018, 12, 31)) == 20
    month = PartialDate(date(1998, 6, 1), Precision.MONTH)
    assert age_at(month, date(2018, 6, 15)) is None
    assert age_at(month, date(2018, 7, 1)) == 20


def test_about_a_year_spans_two_years_either_way_and_gives_no_single_age() -> None:
    born = PartialDate(date(1950, 1, 1), Precision.ABOUT)
    assert age_range(born, date(2018, 6, 1)) == (65, 70)
    assert age_at(born, date(2018, 6, 1)) is None


def test_nobody_has_an_age_before_birth() -> None:
    born = PartialDate(date(2016, 4, 2))
    assert age_at(born, date(2016, 4, 1)) is None
    assert age_at(born, date(2016, 4, 2)) == 0


@given(DAYS, st.integers(0, 40_000))
def test_an_age_grows_by_one_on_the_birthday_and_never_otherwise(born: date, days: int) -> None:
    on = min(born + timedelta(days=days), date(2100, 1, 1))
    known = PartialDate(born)
    age, next_day = age_at(known, on), age_at(known, on + timedelta(days=1))
    assert age is not None
    assert next_day is not None
    following = on + timedelta(days=1)
    birthday = (following.month, following.day) == (born.month, born.day)
    leapling = (born.month, born.day) == (2, 29) and (on.month, on.day, following.day) == (2, 28, 1)
    assert next_day - age == int(birthday or leapling)


def test_a_summer_evening_belongs_to_the_next_day_in_london() -> None:
    assert civil_date(datetime(2018, 6, 30, 23, 30, tzinfo=UTC)) == date(2018, 7, 1)
    assert civil_date(datetime(2018, 12, 31, 23, 30, tzinfo=UTC)) == date(2018, 12, 31)
    with pytest.raises(ValueError, match="time zone"):
        civil_date(datetime(2018, 6, 30, 23, 30))  # noqa: DTZ001 - the offence the function must refuse
