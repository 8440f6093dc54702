"""Dates as people know and type them: sometimes only a month, a year, or "about 1950"."""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo

from desktop.errors import BadInputError

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
EARLIEST_YEAR = 1850
YEARS_AHEAD = 50
ABOUT_YEARS = 2
_LONDON = ZoneInfo("Europe/London")
_HOW_TO_TYPE = "Type it as 22/02/1968, 22 February 1968, March 2017, 2017 or about 1950."


class Precision(StrEnum):
    """How much of a date is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    ABOUT = "about"


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date known to the day, the month, the year, or about which year; ``first`` is its first day."""

    first: date
    precision: Precision = Precision.DAY

    def __post_init__(self) -> None:
        """Move ``first`` to the first day of what is known, so that equal knowledge is equal."""
        if self.precision is Precision.MONTH:
            object.__setattr__(self, "first", self.first.replace(day=1))
        elif self.precision is not Precision.DAY:
            object.__setattr__(self, "first", self.first.replace(month=1, day=1))

    def __str__(self) -> str:
        return partial_date_in_words(self)


def civil_date(moment_utc: datetime) -> date:
    """Give the civil date in Europe/London of a moment.

    Raises:
        ValueError: the moment does not say its time zone (a mistake in the program, not of the user).
    """
    return civil_time(moment_utc).date()


def civil_time(moment_utc: datetime) -> datetime:
    """Give a moment as the clocks in Europe/London show it.

    Raises:
        ValueError: the moment does not say its time zone (a mistake in the program, not of the user).
    """
    if moment_utc.tzinfo is None:
        message = "a moment without a time zone has no civil date"
        raise ValueError(message)
    return moment_utc.astimezone(_LONDON)


def begins_at(day: date) -> datetime:
    """Give the moment at which a civil day begins in Europe/London."""
    return datetime.combine(day, time.min, tzinfo=_LONDON)


def months_later(day: date, months: int) -> date:
    """Give the same date so many months later (earlier if below nothing), or that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def date_in_words(day: date) -> str:
    """Print a day the British way: ``2 April 2016``."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def short_date(day: date) -> str:
    """Print a day the short British way: ``02/04/2016``."""
    return f"{day.day:02}/{day.month:02}/{day.year:04}"


def partial_date_in_words(known: PartialDate) -> str:
    """Print no more than is known: ``2 April 2016``, ``April 2016``, ``2016`` or ``about 2016``."""
    match known.precision:
        case Precision.DAY:
            return date_in_words(known.first)
        case Precision.MONTH:
            return f"{MONTHS[known.first.month - 1]} {known.first.year}"
        case Precision.YEAR:
            return str(known.first.year)
        case Precision.ABOUT:
            return f"about {known.first.year}"


def earliest_and_latest(known: PartialDate) -> tuple[date, date]:
    """Give the first and the last day the date may be; "about" spans two years either way."""
    first = known.first
    match known.precision:
        case Precision.DAY:
            return first, first
        case Precision.MONTH:
            return first, first.replace(day=monthrange(first.year, first.month)[1])
        case Precision.YEAR:
            return first, date(first.year, 12, 31)
        case Precision.ABOUT:
            return date(first.year - ABOUT_YEARS, 1, 1), date(first.year + ABOUT_YEARS, 12, 31)


def age_range(born: PartialDate, on: date) -> tuple[int, int] | None:
    """Give the youngest and oldest age in whole years somebody may have on a day.

    Both are the same when the day of birth is known. None when the person was certainly not born yet.
    Whoever was born on 29 February is a year older on 1 March in other years (the rule in English law).
    """
    earliest, latest = earliest_and_latest(born)
    if on < earliest:
        return None
    return max(0, _whole_years(latest, on)), _whole_years(earliest, on)


def age_at(born: PartialDate, on: date) -> int | None:
    """Give the age in whole years on a day.

    None when it could be either of two (only the month or year is known and the birthday may or may not have
    passed), when the year is only "about", or when the person was not born yet. Use ``age_range`` to see
    whether both possible ages fall into one band.
    """
    ages = age_range(born, on)
    if ages is None or ages[0] != ages[1] or born.precision is Precision.ABOUT:
        return None
    return ages[0]


def _whole_years(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


_TIME = re.compile(r"[ t]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?(z|[+-]\d{2}:?\d{2})?$")
_WEEKDAY = re.compile(r"^(mon|tue|tues|wed|weds|thu|thur|thurs|fri|sat|sun)[a-z]*\.?,? +")
_ABOUT = re.compile(r"^(about|approximately|approx|around|circa|roughly|ca|c|abt|~)\.? *(?=[\da-z])")
_SEPARATOR = r" *[/.\- ] *"
_DAY_MONTH_YEAR = re.compile(rf"(\d{{1,2}}){_SEPARATOR}(\d{{1,2}}){_SEPARATOR}(\d+)")
_YEAR_MONTH_DAY = re.compile(r"(\d{4})[/.\-](\d{1,2})[/.\-](\d{1,2})")
_DAY_NAME_YEAR = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?(?: of)?[ \-/.]*([a-z]{3,9})[ \-/.,']*(\d+)")
_NAME_DAY_YEAR = re.compile(r"([a-z]{3,9})\.? +(\d{1,2})(?:st|nd|rd|th)?(?:, *| +)(\d{4})")
_NAME_YEAR = re.compile(r"([a-z]{3,9})[ \-/.,']*(\d{4}|\d{2})")
_MONTH_YEAR = re.compile(r"(\d{1,2})[/.\-](\d{4})")
_YEAR_MONTH = re.compile(r"(\d{4})[/.\-](\d{1,2})")
_YEAR = re.compile(r"(\d{4})")


def parse_date(text: str, *, today: date) -> PartialDate:
    """Read a date as people type it, the day before the month.

    Reads ``22/02/1968``, ``3.4.17``, ``2016-04-02``, ``2nd April 2016``, ``March 2017``, ``03/2017``,
    ``2017``, ``about 1950``. A year of two digits is the latest such year not after this one: with ``today``
    in 2026, 26 is 2026 and 27 is 1927. "About" before a month or day keeps the month.

    Raises:
        BadInputError: it is not a date, or no such day exists; the sentence never repeats what was typed.
    """
    cleaned = _TIME.sub("", " ".join(text.casefold().split()))
    cleaned = _WEEKDAY.sub("", cleaned)
    about = _ABOUT.match(cleaned)
    known = _read(cleaned[about.end() :] if about else cleaned, today)
    if about is None:
        return known
    if known.precision is Precision.YEAR:
        return PartialDate(known.first, Precision.ABOUT)
    return PartialDate(known.first, Precision.MONTH)


def parse_day(text: str, *, today: date) -> date:
    """Read a date that must be known to the day, such as the day a referral came.

    Raises:
        BadInputError: it is not a date, or the day is missing.
    """
    known = parse_date(text, today=today)
    if known.precision is not Precision.DAY:
        what = "The day is missing from this date."
        raise BadInputError(what, "Type the day, the month and the year, such as 22/02/2018.")
    return known.first


def _read(text: str, today: date) -> PartialDate:
    for pattern, reader in _READERS:
        found = pattern.fullmatch(text)
        if found is not None:
            return reader(found.groups(), today)
    what = "This is not a date Alongside can read." if text else "The date is empty."
    raise BadInputError(what, _HOW_TO_TYPE)


def _whole(day: str, month: int, year: int) -> PartialDate:
    _check_month(month)
    days = monthrange(year, month)[1]
    if not 1 <= int(day) <= days:
        what = f"This date does not exist: {MONTHS[month - 1]} {year} has {days} days, not {int(day)}."
        raise BadInputError(what, "Correct the day or the month.")
    return PartialDate(date(year, month, int(day)))


def _month_of(month: int, year: int) -> PartialDate:
    _check_month(month)
    return PartialDate(date(year, month, 1), Precision.MONTH)


def _check_month(month: int) -> None:
    if not 1 <= month <= len(MONTHS):
        what = f"This date does not exist: there is no month {month}."
        raise BadInputError(what, "Type the day first, then the month, then the year, such as 22/02/1968.")


def _month_named(name: str) -> int:
    for number, month in enumerate(MONTHS, start=1):
        if month.casefold().startswith(name) or name == "sept" == month.casefold()[:4]:
            return number
    what = "This is not a date Alongside can read: it names no month."
    raise BadInputError(what, _HOW_TO_TYPE)


def _year(digits: str, today: date) -> int:
    if len(digits) == len("68"):
        year = today.year - today.year % 100 + int(digits)
        return year if year <= today.year else year - 100
    if len(digits) != len("1968"):
        what = "The year of this date has neither two digits nor four."
        raise BadInputError(what, _HOW_TO_TYPE)
    latest = today.year + YEARS_AHEAD
    if not EARLIEST_YEAR <= int(digits) <= latest:
        what = f"The year of this date is not between {EARLIEST_YEAR} and {latest}."
        raise BadInputError(what, "Correct the year.")
    return int(digits)


_Reader = Callable[[tuple[str, ...], date], PartialDate]
_READERS: tuple[tuple[re.Pattern[str], _Reader], ...] = (
    (_YEAR_MONTH_DAY, lambda part, today: _whole(part[2], int(part[1]), _year(part[0], today))),
    (_DAY_MONTH_YEAR, lambda part, today: _whole(part[0], int(part[1]), _year(part[2], today))),
    (_DAY_NAME_YEAR, lambda part, today: _whole(part[0], _month_named(part[1]), _year(part[2], today))),
    (_NAME_DAY_YEAR, lambda part, today: _whole(part[1], _month_named(part[0]), _year(part[2], today))),
    (_NAME_YEAR, lambda part, today: _month_of(_month_named(part[0]), _year(part[1], today))),
    (_MONTH_YEAR, lambda part, today: _month_of(int(part[0]), _year(part[1], today))),
    (_YEAR_MONTH, lambda part, today: _month_of(int(part[1]), _year(part[0], today))),
    (_YEAR, lambda part, today: PartialDate(date(_year(part[0], today), 1, 1), Precision.YEAR)),
)
