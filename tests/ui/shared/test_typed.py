"""Days and times as people type them."""

from datetime import date, time

import pytest

from desktop.domain.dates import PartialDate, Precision
from desktop.errors import BadInputError
from desktop.ui.shared.form_fields import Whenabouts
from desktop.ui.shared.typed import read_day, read_partial, read_time, weekday_of

TODAY = date(2026, 11, 18)  # a Wednesday


@pytest.mark.parametrize(
    ("text", "lies", "day"),
    [
        ("today", Whenabouts.PAST, date(2026, 11, 18)),
        ("Yesterday", Whenabouts.PAST, date(2026, 11, 17)),
        ("tomorrow", Whenabouts.AHEAD, date(2026, 11, 19)),
        ("friday", Whenabouts.PAST, date(2026, 11, 13)),
        ("friday", Whenabouts.ANY, date(2026, 11, 13)),
        ("fri", Whenabouts.AHEAD, date(2026, 11, 20)),
        ("wed", Whenabouts.PAST, date(2026, 11, 11)),
        ("wednesday", Whenabouts.AHEAD, date(2026, 11, 25)),
        ("last monday", Whenabouts.AHEAD, date(2026, 11, 16)),
        ("next monday", Whenabouts.ANY, date(2026, 11, 23)),
        ("in 2 weeks", Whenabouts.AHEAD, date(2026, 12, 2)),
        ("a week ago", Whenabouts.PAST, date(2026, 11, 11)),
        ("3 days", Whenabouts.PAST, date(2026, 11, 15)),
        ("in a month", Whenabouts.AHEAD, date(2026, 12, 18)),
        ("20/11", Whenabouts.PAST, date(2025, 11, 20)),
        ("20/11", Whenabouts.AHEAD, date(2026, 11, 20)),
        ("3 March", Whenabouts.AHEAD, date(2027, 3, 3)),
        ("3rd of march", Whenabouts.ANY, date(2026, 3, 3)),
        ("29/2", Whenabouts.AHEAD, date(2028, 2, 29)),
        ("22/02/1968", Whenabouts.PAST, date(1968, 2, 22)),
        ("1/3/27", Whenabouts.AHEAD, date(2027, 3, 1)),
        ("1/3/27", Whenabouts.PAST, date(1927, 3, 1)),
        ("Fri 20 November 2026", Whenabouts.ANY, date(2026, 11, 20)),
    ],
)
def test_a_day_is_read_as_it_is_meant(text: str, lies: Whenabouts, day: date) -> None:
    assert read_day(text, today=TODAY, lies=lies) == day


@pytest.mark.parametrize("text", ["tomorrow", "19/11/2026", "in 2 days"])
def test_a_day_that_has_not_come_is_refused_where_only_past_ones_make_sense(text: str) -> None:
    with pytest.raises(BadInputError, match="not come yet"):
        read_day(text, today=TODAY, lies=Whenabouts.PAST)


@pytest.mark.parametrize("text", ["", "soon", "31/2/2026", "March 2026", "32/1", "30/2", "ma", "5 foo"])
def test_what_is_no_day_is_refused_with_a_way_out(text: str) -> None:
    with pytest.raises(BadInputError) as refused:
        read_day(text, today=TODAY)
    assert refused.value.do


def test_months_end_where_they_end() -> None:
    last = date(2027, 1, 31)
    assert read_day("in a month", today=last, lies=Whenabouts.AHEAD) == date(2027, 2, 28)


def test_a_date_may_be_known_in_part() -> None:
    assert read_partial("March 2017", today=TODAY) == PartialDate(date(2017, 3, 1), Precision.MONTH)
    assert read_partial("about 1950", today=TODAY) == PartialDate(date(1950, 1, 1), Precision.ABOUT)
    assert read_partial("yesterday", today=TODAY) == PartialDate(date(2026, 11, 17))
    with pytest.raises(BadInputError, match="not come yet"):
        read_partial("2027", today=TODAY)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("14:05", time(14, 5)),
        ("1405", time(14, 5)),
        ("905", time(9, 5)),
        ("2.05pm", time(14, 5)),
        ("2.05 PM", time(14, 5)),
        ("9 am", time(9, 0)),
        ("12am", time(0, 0)),
        ("12.30pm", time(12, 30)),
        ("14", time(14, 0)),
        ("00:00", time(0, 0)),
        ("14h05", time(14, 5)),
    ],
)
def test_a_time_is_read_as_it_is_meant(text: str, read: time) -> None:
    assert read_time(text) == read


@pytest.mark.parametrize("text", ["", "25:00", "14:60", "14pm", "0am", "noon", "2", "14:05:59"])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(BadInputError) as refused:
        read_time(text)
    assert refused.value.do


def test_a_day_of_the_week_is_named() -> None:
    assert weekday_of(TODAY) == "Wednesday"
