"""The wait after wrong passphrases."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.attempts import Attempts, wait_after

NOON = datetime(2026, 4, 1, 12, 0, tzinfo=UTC)


def test_the_first_slips_cost_nothing() -> None:
    assert [wait_after(wrong) for wrong in range(4)] == [0, 0, 0, 4]


def test_ten_wrong_passphrases_take_at_least_five_minutes() -> None:
    assert sum(wait_after(wrong) for wrong in range(10)) >= 300


@given(st.integers(0, 10_000))
def test_the_wait_never_shrinks_and_never_locks_anybody_out_for_long(wrong: int) -> None:
    assert wait_after(wrong) <= wait_after(wrong + 1) <= 90


def test_the_wait_runs_down() -> None:
    attempts = Attempts(5, NOON)
    assert attempts.seconds_left(now=NOON) == 16
    assert attempts.seconds_left(now=NOON + timedelta(seconds=10)) == 6
    assert attempts.seconds_left(now=NOON + timedelta(hours=1)) == 0


def test_setting_the_clock_back_shortens_nothing() -> None:
    assert Attempts(5, NOON).seconds_left(now=NOON - timedelta(days=1)) == 16
