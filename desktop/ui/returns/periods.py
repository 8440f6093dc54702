"""Periods in plain words: which years and parts of a year may be chosen, and which one first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from desktop.domain.dates import MONTHS
from desktop.domain.periods import Period, PeriodKind, parse_period, period_containing
from desktop.ui.shared.words import translate

_SHORT = 3
_PARTS = ("", "Q1", "Q2", "Q3", "Q4", "H1", "H2", "Q1-Q3")


@dataclass(frozen=True, slots=True)
class PeriodChoice:
    """A period that may be chosen, and what it is called."""

    period: Period
    words: str


def years_to_offer(months: Sequence[date], *, today: date, year_start_month: int) -> tuple[PeriodChoice, ...]:
    """Name every year from the first referral to the present one, the newest first."""
    first = _year(min((*months, today)), year_start_month)
    present = _year(today, year_start_month)
    years = []
    for number in range(present.start.year, first.start.year - 1, -1):
        year = _year(date(number, year_start_month, 1), year_start_month)
        years.append(PeriodChoice(year, year.id))
    return tuple(years)


def parts_of(year: Period, *, today: date, year_start_month: int) -> tuple[PeriodChoice, ...]:
    """Name the whole year and each part of it that has begun."""
    choices = []
    for part in _PARTS:
        period = parse_period(f"{year.id}:{part}" if part else year.id, year_start_month=year_start_month)
        if period.start <= today:
            choices.append(PeriodChoice(period, _words(part, period)))
    return tuple(choices)


def first_choice(
    months: Sequence[date],
    *,
    today: date,
    year_start_month: int,
    kind: PeriodKind = PeriodKind.QUARTER,
) -> Period:
    """Choose the last period of the usual length that is over and has referrals; else the last with any."""
    periods = {
        period_containing(month, kind=kind, year_start_month=year_start_month)
        for month in (*months,) or (today,)
    }
    over = [period for period in periods if period.end < today]
    return max(over or periods, key=lambda period: period.start)


def year_of(period: Period, *, year_start_month: int) -> Period:
    """Give the year a period belongs to."""
    return _year(period.start, year_start_month)


def _year(day: date, year_start_month: int) -> Period:
    return period_containing(day, kind=PeriodKind.YEAR, year_start_month=year_start_month)


def _words(part: str, period: Period) -> str:
    first, last = (MONTHS[day.month - 1][:_SHORT] for day in (period.start, period.end))
    months = translate("Periods", "%1 to %2").replace("%1", first).replace("%2", last)
    named = {
        "": translate("Periods", "Whole year"),
        "H1": translate("Periods", "First half"),
        "H2": translate("Periods", "Second half"),
        "Q1-Q3": translate("Periods", "First three quarters"),
    }
    quarter = translate("Periods", "Quarter %1").replace("%1", part[1:])
    return f"{named.get(part, quarter)}: {months}"
