"""Days and times as people type them: "yesterday", "Friday", "3 March", "2.05pm"."""

import re
from datetime import date, time, timedelta

from desktop.domain.dates import MONTHS, PartialDate, Precision, parse_date, parse_day
from desktop.errors import BadInputError
from desktop.ui.shared.form_fields import Whenabouts
from desktop.ui.shared.words import translate

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_DAYS_IN_WEEK = 7
_SHORTEST_NAME = 3
_NAMED = {"today": 0, "tod": 0, "now": 0, "yesterday": -1, "yest": -1, "tomorrow": 1, "tom": 1}
_LAST_OR_NEXT = re.compile(r"(?:(last|next|this|on) )?([a-z]{3,9})")
_STEP = re.compile(r"(?:in )?(\d{1,3}|an?|one|two|three) (day|week|month)s?( ago)?(?: time)?")
_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3}
_NO_YEAR = re.compile(r"(\d{1,2})(?:[/.\-](\d{1,2})|(?:st|nd|rd|th)?(?: of)? ?([a-z]{3,9}))")
_SHORT_YEAR = re.compile(r"\D\d{2}$")
_TIME = re.compile(r"(\d{1,2})(?:[:.h ]?(\d{2}))? ?(am|pm|a|p)?m?")
_HALF_DAY = 12
_LAST_HOUR, _LAST_MINUTE = 23, 59
_CENTURY = 100
_YEARS_AHEAD = 50


def weekday_of(day: date) -> str:
    """Name the day of the week."""
    return _WEEKDAYS[day.weekday()]


def read_day(text: str, *, today: date, lies: Whenabouts = Whenabouts.ANY) -> date:
    """Read a day known to the day; ``lies`` settles what a day without a year means.

    Raises:
        BadInputError: it is not a day, or one that has not come yet where only past ones make sense.
    """
    cleaned = " ".join(text.casefold().split())
    day = _named_day(cleaned, today, lies) or _without_year(cleaned, today, lies)
    if day is None:
        day = _in_right_century(cleaned, parse_day(text, today=today), today, lies)
    if lies is Whenabouts.PAST and day > today:
        raise _not_come_yet()
    return day


def read_partial(text: str, *, today: date, lies: Whenabouts = Whenabouts.PAST) -> PartialDate:
    """Read a date of which perhaps only the month or year is known.

    Raises:
        BadInputError: it is not a date, or one that has not come yet where only past ones make sense.
    """
    cleaned = " ".join(text.casefold().split())
    day = _named_day(cleaned, today, lies) or _without_year(cleaned, today, lies)
    known = PartialDate(day, Precision.DAY) if day is not None else parse_date(text, today=today)
    if lies is Whenabouts.PAST and known.first > today:
        raise _not_come_yet()
    return known


def read_time(text: str) -> time:
    """Read a time of day: 14:05, 1405, 2.05pm, 9 am.

    Raises:
        BadInputError: it is not a time of day.
    """
    found = _TIME.fullmatch(" ".join(text.casefold().split()))
    if found is None:
        raise _no_time()
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "")[:1]
    if half and not 1 <= hour <= _HALF_DAY:
        raise _no_time()
    if half:
        hour = hour % _HALF_DAY + (_HALF_DAY if half == "p" else 0)
    elif not found[2] and len(found[1]) == 1:
        raise BadInputError(
            translate("Typed", "It is not clear whether this is morning or afternoon."),
            translate("Typed", "Type it as 09:00, 9am or 9pm."),
        )
    if hour > _LAST_HOUR or minute > _LAST_MINUTE:
        raise _no_time()
    return time(hour, minute)


def _named_day(text: str, today: date, lies: Whenabouts) -> date | None:
    if text in _NAMED:
        return today + timedelta(days=_NAMED[text])
    step = _STEP.fullmatch(text)
    if step is not None:
        return _stepped(step, today, lies)
    found = _LAST_OR_NEXT.fullmatch(text)
    if found is None:
        return None
    for number, name in enumerate(_WEEKDAYS):
        if name.casefold().startswith(found[2]) and len(found[2]) >= _SHORTEST_NAME:
            ahead = found[1] == "next" or (lies is Whenabouts.AHEAD and found[1] != "last")
            return _weekday(number, today, ahead=ahead)
    return None


def _weekday(number: int, today: date, *, ahead: bool) -> date:
    """Give the next or the last such day; never today, which has a word of its own."""
    if ahead:
        return today + timedelta(days=(number - today.weekday() - 1) % _DAYS_IN_WEEK + 1)
    return today - timedelta(days=(today.weekday() - number - 1) % _DAYS_IN_WEEK + 1)


def _stepped(found: re.Match[str], today: date, lies: Whenabouts) -> date:
    count = _NUMBERS[found[1]] if found[1] in _NUMBERS else int(found[1])
    back = bool(found[3]) or (lies is Whenabouts.PAST and not found[0].startswith("in "))
    signed = -count if back else count
    if found[2] == "month":
        return _months_on(today, signed)
    return today + timedelta(days=signed * (_DAYS_IN_WEEK if found[2] == "week" else 1))


def _months_on(today: date, months: int) -> date:
    year, month = divmod(today.year * 12 + today.month - 1 + months, 12)
    for day in range(today.day, 27, -1):
        try:
            return date(year, month + 1, day)
        except ValueError:
            continue
    return date(year, month + 1, min(today.day, 28))


def _without_year(text: str, today: date, lies: Whenabouts) -> date | None:
    """Read 20/11 or 20 November as the latest such day, or the next one."""
    found = _NO_YEAR.fullmatch(text)
    if found is None:
        return None
    month = int(found[2]) if found[2] else _month_named(found[3])
    years = range(today.year - 1, today.year + 5)
    days = [day for year in years if (day := _day_of(year, month, int(found[1]))) is not None]
    if lies is Whenabouts.AHEAD:
        return next((day for day in days if day >= today), None)
    return next((day for day in reversed(days) if day <= today), None)


def _day_of(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month_named(name: str) -> int:
    return next(
        (number for number, month in enumerate(MONTHS, 1) if month.casefold().startswith(name.rstrip("."))), 0
    )


def _in_right_century(text: str, day: date, today: date, lies: Whenabouts) -> date:
    """Take 1/3/27 for 2027 where a day lies ahead; ``parse_day`` takes years of two digits for past ones."""
    if lies is Whenabouts.PAST or not _SHORT_YEAR.search(text):
        return day
    later = _day_of(day.year + _CENTURY, day.month, day.day)
    close = later is not None and later.year <= today.year + _YEARS_AHEAD // 5
    return later if later is not None and close else day


def _not_come_yet() -> BadInputError:
    return BadInputError(
        translate("Typed", "This day has not come yet."), translate("Typed", "Correct the day or the year.")
    )


def _no_time() -> BadInputError:
    return BadInputError(
        translate("Typed", "This is not a time of day."),
        translate("Typed", "Type it as 14:05, 1405 or 2.05pm."),
    )
