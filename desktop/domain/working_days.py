"""Working days: Monday to Friday less the bank holidays in England and Wales, with no network."""

import tomllib
from bisect import bisect_right
from collections.abc import Collection, Mapping
from datetime import date, timedelta
from functools import lru_cache

from desktop.domain.dates import months_later
from desktop.errors import DefinitionError

_SATURDAY = 5
_A_DAY = timedelta(days=1)


def parse_bank_holidays(text: str) -> frozenset[date]:
    """Read bank holidays from TOML: under ``[days]``, each year with its days as ``"12-25"``.

    Raises:
        DefinitionError: the text is not TOML, or holds something that is no day.
    """
    try:
        years = tomllib.loads(text)["days"]
        return frozenset(_days(years))
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError, AttributeError) as mistake:
        what = "The bank holidays cannot be read."
        raise DefinitionError(what, 'Write under [days]: 2026 = ["01-01", "04-03"].') from mistake


def is_working_day(day: date, bank_holidays: Collection[date]) -> bool:
    """Say whether it is a working day; in years for which no bank holidays are known, Monday to Friday."""
    return day.weekday() < _SATURDAY and day not in bank_holidays


def next_working_day(day: date, bank_holidays: Collection[date]) -> date:
    """Give the day itself if it is a working day, else the next one that is."""
    while not is_working_day(day, bank_holidays):
        day += _A_DAY
    return day


def add_working_days(day: date, count: int, bank_holidays: Collection[date]) -> date:
    """Give the day so many working days later; the first day is never counted.

    Source: rules.md §6: the police refer, and a service reaches the person, within 2 working days.
    """
    for _step in range(count):
        day = next_working_day(day + _A_DAY, bank_holidays)
    return day


def working_days_between(first: date, last: date, bank_holidays: Collection[date]) -> int:
    """Count the working days after the first day to the last, included; negative if it comes before."""
    if last < first:
        return -working_days_between(last, first, bank_holidays)
    weeks, rest = divmod((last - first).days, 7)
    odd_days = (last - _A_DAY * step for step in range(rest))
    weekdays = weeks * _SATURDAY + sum(day.weekday() < _SATURDAY for day in odd_days)
    free = _on_weekdays(frozenset(bank_holidays))
    return weekdays - (bisect_right(free, last) - bisect_right(free, first))


@lru_cache(maxsize=4)
def _on_weekdays(bank_holidays: frozenset[date]) -> tuple[date, ...]:
    """Give the bank holidays that fall on a weekday, in order: a return asks about thousands of stretches."""
    return tuple(sorted(day for day in bank_holidays if day.weekday() < _SATURDAY))


def within_calendar_months(asked_on: date, months: int, bank_holidays: Collection[date]) -> date:
    """Give the last day of a term in calendar months: the same date, or the next working day if it is none.

    Source: rules.md §6: subject access within one calendar month, two more where it is complex.
    """
    return next_working_day(months_later(asked_on, months), bank_holidays)


def _days(years: Mapping[str, list[str]]) -> list[date]:
    return [date.fromisoformat(f"{year}-{day}") for year, days in years.items() for day in days]
