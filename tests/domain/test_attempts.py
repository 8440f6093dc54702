"""Guessing a passphrase at the screen is slow, and a typing mistake costs nothing."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.attempts import MOST_FAILURES, WINDOW, recent_failures, wait_before_next

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def seconds(value: float) -> timedelta:
    return timedelta(seconds=value)


def test_two_mistakes_cost_no_waiting() -> None:
    assert wait_before_next([], now=NOON) == seconds(0)
    assert wait_before_next([NOON, NOON], now=NOON) == seconds(0)


def test_the_delay_doubles_up_to_half_a_minute() -> None:
    waits = [wait_before_next([NOON] * count, now=NOON) for count in range(3, 10)]
    assert waits == [seconds(value) for value in (1, 2, 4, 8, 16, 32, 32)]


def test_a_delay_that_has_passed_is_over() -> None:
    assert wait_before_next([NOON] * 5, now=NOON + seconds(3)) == seconds(1)
    assert wait_before_next([NOON] * 5, now=NOON + seconds(4)) == seconds(0)


def test_the_eleventh_try_waits_until_the_first_failure_is_five_minutes_old() -> None:
    failures = [NOON + seconds(10 * number) for number in range(MOST_FAILURES)]
    assert wait_before_next(failures, now=NOON + seconds(100)) == seconds(200)


def test_a_failure_of_long_ago_is_forgotten() -> None:
    assert recent_failures([NOON], now=NOON + WINDOW) == []


def test_a_clock_set_back_locks_nobody_out_for_longer_than_the_window() -> None:
    next_year = NOON + timedelta(days=365)
    assert seconds(0) < wait_before_next([next_year] * MOST_FAILURES, now=NOON) <= WINDOW


@given(st.lists(st.integers(0, 1000), max_size=40), st.integers(0, 1000))
def test_nobody_who_obeys_the_wait_fails_more_than_ten_times_in_five_minutes(
    pauses: list[int], later: int
) -> None:
    now, failures = NOON, list[datetime]()
    for pause in pauses:
        now += wait_before_next(failures, now=now) + seconds(pause / 10)
        failures.append(now)
    window = [moment for moment in failures if timedelta(0) <= moment - NOON - seconds(later) < WINDOW]
    assert len(window) <= MOST_FAILURES
