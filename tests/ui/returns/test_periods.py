"""Which periods the screen offers, and which one it chooses by itself."""

from datetime import date

from desktop.domain.periods import parse_period
from desktop.ui.returns.periods import first_choice, parts_of, year_of, years_to_offer

TODAY = date(2026, 4, 10)
MONTHS = (date(2016, 4, 1), date(2018, 9, 1), date(2026, 2, 1), date(2026, 4, 1))


def test_the_last_quarter_that_is_over_and_has_referrals_comes_first() -> None:
    assert first_choice(MONTHS, today=TODAY, year_start_month=4).id == "2025-26:Q4"
    assert first_choice(MONTHS[:2], today=TODAY, year_start_month=4).id == "2018-19:Q2"


def test_where_only_the_present_quarter_has_referrals_it_is_chosen() -> None:
    assert first_choice(MONTHS[3:], today=TODAY, year_start_month=4).id == "2026-27:Q1"


def test_every_year_since_the_first_referral_is_offered_the_newest_first() -> None:
    years = years_to_offer(MONTHS, today=TODAY, year_start_month=4)
    assert (years[0].words, years[-1].words, len(years)) == ("2026-27", "2016-17", 11)


def test_calendar_years_are_offered_where_the_rules_use_them() -> None:
    assert [year.words for year in years_to_offer(MONTHS[2:], today=TODAY, year_start_month=1)] == ["2026"]


def test_parts_that_have_not_begun_are_not_offered() -> None:
    year = parse_period("2026-27")
    parts = parts_of(year, today=TODAY, year_start_month=4)
    assert [part.period.id for part in parts] == ["2026-27", "2026-27:Q1", "2026-27:H1", "2026-27:Q1-Q3"]
    assert parts[1].words == "Quarter 1: Apr to Jun"


def test_a_part_knows_its_year() -> None:
    assert year_of(parse_period("2018-19:Q4"), year_start_month=4).id == "2018-19"
