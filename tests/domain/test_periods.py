"""Periods a return is made for."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.periods import (
    Period,
    PeriodKind,
    parse_period,
    period_containing,
    previous,
    quarters_of,
    require_begun,
    year_to_date,
)
from desktop.errors import BadInputError

PARTS = ("", "Q1", "Q2", "Q3", "Q4", "H1", "H2", "Q1-Q2", "Q1-Q3", "Q2-Q4")


@pytest.mark.parametrize(
    ("text", "start", "end", "title"),
    [
        ("2018-19", date(2018, 4, 1), date(2019, 3, 31), "1 April 2018 to 31 March 2019"),
        ("2018-19:Q1", date(2018, 4, 1), date(2018, 6, 30), "1 April to 30 June 2018"),
        ("2018-19:Q2", date(2018, 7, 1), date(2018, 9, 30), "1 July to 30 September 2018"),
        ("2018-19:Q4", date(2019, 1, 1), date(2019, 3, 31), "1 January to 31 March 2019"),
        ("2018-19:H1", date(2018, 4, 1), date(2018, 9, 30), "1 April to 30 September 2018"),
        ("2018-19:H2", date(2018, 10, 1), date(2019, 3, 31), "1 October 2018 to 31 March 2019"),
        ("2018-19:Q1-Q3", date(2018, 4, 1), date(2018, 12, 31), "1 April to 31 December 2018"),
        ("2019-20:Q4", date(2020, 1, 1), date(2020, 3, 31), "1 January to 31 March 2020"),
        ("1999-00", date(1999, 4, 1), date(2000, 3, 31), "1 April 1999 to 31 March 2000"),
        (" 2018-19 : q2 ", date(2018, 7, 1), date(2018, 9, 30), "1 July to 30 September 2018"),
    ],
)
def test_a_period_of_the_financial_year_has_its_civil_dates(
    text: str, start: date, end: date, title: str
) -> None:
    period = parse_period(text)
    assert (period.start, period.end, period.title) == (start, end, title)
    assert period.id == text.replace(" ", "").upper()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("2018-19", "Year 2018-19"),
        ("2018-19:Q2", "Quarter 2 of 2018-19"),
        ("2018-19:H1", "First half of 2018-19"),
        ("2018-19:H2", "Second half of 2018-19"),
        ("2018-19:Q1-Q2", "Quarters 1 to 2 of 2018-19"),
        ("2018-19:Q1-Q3", "First three quarters of 2018-19"),
    ],
)
def test_people_read_a_period_in_words_and_never_its_id(text: str, name: str) -> None:
    period = parse_period(text)
    assert period.name == name
    assert period.in_words == f"{name}: {period.title}"


def test_a_year_may_begin_in_january_or_october() -> None:
    assert parse_period("2018", year_start_month=1) == Period("2018", date(2018, 1, 1), date(2018, 12, 31))
    assert parse_period("2018:Q2", year_start_month=1).start == date(2018, 4, 1)
    october = parse_period("2018-19:Q2", year_start_month=10)
    assert (october.start, october.end) == (date(2019, 1, 1), date(2019, 3, 31))


@pytest.mark.parametrize(
    ("text", "what", "do"),
    [
        ("2018/19", "not a period", "Write 2018-19 for 1 April 2018 to 31 March 2019"),
        ("2018-2019", "not a period", "Write 2018-19 for"),
        ("FY2018-19 Q2", "not a period", "Write 2018-19:Q2."),
        ("2018-19 Q2", "not a period", "Write 2018-19:Q2."),
        ("2018-19:Q5", "quarters Q1 to Q4", "Write 2018-19 for"),
        ("2018-19:Q3-Q1", "must come before", "Write 2018-19:Q1-Q3."),
        ("2018-19:Q2-Q2", "must come before", "Write 2018-19:Q2."),
        ("2018-19:H3", "halves H1 and H2", "Write 2018-19 for"),
        ("2018-19:", "not a period", "Write 2018-19 for"),
        ("2018-20", "begins in 2018 ends in 2019", "Write 2018-19 for"),
        ("2018", "named by two years", "Write 2018-19 for"),
        ("0018-19", "not between 1900 and 2199", "such as 2018-19"),
        ("last year", "not a period", "Write a year (2018-19)"),
        ("", "No period is given", "Write a year (2018-19)"),
    ],
)
def test_a_wrong_period_is_refused_with_the_nearest_right_form(text: str, what: str, do: str) -> None:
    with pytest.raises(BadInputError) as caught:
        parse_period(text)
    assert what in caught.value.what
    assert do in caught.value.do


def test_a_financial_year_is_refused_where_calendar_years_count() -> None:
    with pytest.raises(BadInputError, match=r"calendar years.* Write 2018 for 1 January"):
        parse_period("2018-19", year_start_month=1)


YEARS = st.integers(1900, 2199)
MONTHS = st.integers(1, 12)


@given(YEARS, st.sampled_from(PARTS), MONTHS)
def test_the_printed_id_of_a_period_is_read_back_as_itself(year: int, part: str, month: int) -> None:
    head = str(year) if month == 1 else f"{year}-{(year + 1) % 100:02}"
    period = parse_period(f"{head}:{part}" if part else head, year_start_month=month)
    assert parse_period(period.id, year_start_month=month) == period
    assert period.contains(period.start)
    assert period.contains(period.end)
    assert not period.contains(period.end + timedelta(days=1))
    assert not period.contains(period.start - timedelta(days=1))


@given(st.dates(date(1901, 1, 1), date(2190, 1, 1)), MONTHS, st.sampled_from(PeriodKind))
def test_every_day_lies_in_exactly_one_period_of_each_length(day: date, month: int, kind: PeriodKind) -> None:
    period = period_containing(day, kind=kind, year_start_month=month)
    assert period.contains(day)
    assert parse_period(period.id, year_start_month=month) == period
    before = previous(period)
    assert before.end + timedelta(days=1) == period.start
    assert period_containing(before.end, kind=kind, year_start_month=month) == before
    quarters = quarters_of(period)
    assert (quarters[0].start, quarters[-1].end) == (period.start, period.end)
    assert sum(quarter.contains(day) for quarter in quarters) == 1


@given(st.text(max_size=14), MONTHS)
def test_any_text_is_either_a_period_or_refused_in_words(text: str, month: int) -> None:
    outcome: Period | BadInputError
    try:
        outcome = parse_period(text, year_start_month=month)
    except BadInputError as refused:
        outcome = refused
    assert outcome.do if isinstance(outcome, BadInputError) else outcome.start < outcome.end


def test_the_period_before_a_year_to_date_is_the_same_of_last_year() -> None:
    assert previous(parse_period("2018-19:Q1-Q3")).id == "2017-18:Q1-Q3"
    assert previous(parse_period("2018-19:H2")).id == "2018-19:H1"
    assert previous(parse_period("2018-19:Q1")).id == "2017-18:Q4"


def test_a_year_to_date_grows_quarter_by_quarter() -> None:
    ids = [year_to_date(quarter).id for quarter in quarters_of(parse_period("2018-19"))]
    assert ids == ["2018-19:Q1", "2018-19:Q1-Q2", "2018-19:Q1-Q3", "2018-19"]


def test_a_period_that_has_not_begun_is_refused() -> None:
    period = parse_period("2030-31")
    require_begun(period, today=date(2030, 4, 1))
    with pytest.raises(BadInputError, match=r"2030-31 has not begun.* present year is 2029-30"):
        require_begun(period, today=date(2030, 3, 31))
