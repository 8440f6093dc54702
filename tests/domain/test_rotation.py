"""Which backups are kept."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.rotation import backups_to_keep

NOW = datetime(2026, 6, 30, 17, 0, tzinfo=UTC)
MOMENTS = st.lists(st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001


def test_a_backup_a_day_for_three_years_leaves_the_days_weeks_months_and_years() -> None:
    made = [NOW - timedelta(days=day) for day in range(3 * 365)]
    kept = sorted(backups_to_keep(made), reverse=True)
    assert kept[:7] == made[:7]
    assert len(kept) <= 7 + 5 + 12 + 4
    assert {at.year for at in kept} == {2023, 2024, 2025, 2026}
    assert len({(at.year, at.month) for at in kept}) == 12 + 2  # two Decembers stand for their years


def test_of_several_backups_of_one_day_the_newest_is_kept() -> None:
    morning = NOW.replace(hour=9)
    assert backups_to_keep([morning, NOW]) == {NOW}


def test_backups_that_lie_far_apart_are_all_kept() -> None:
    made = [NOW - timedelta(days=400 * n) for n in range(4)]
    assert backups_to_keep(made) == set(made)


def test_without_backups_there_is_nothing_to_keep() -> None:
    assert backups_to_keep([]) == frozenset()


@given(MOMENTS)
def test_the_newest_is_always_kept_and_nothing_is_made_up(made: list[datetime]) -> None:
    kept = backups_to_keep(made)
    assert kept <= set(made)
    assert not made or max(made) in kept


@given(MOMENTS)
def test_what_was_kept_once_is_kept_when_asked_again(made: list[datetime]) -> None:
    kept = backups_to_keep(made)
    assert backups_to_keep(kept) == kept
