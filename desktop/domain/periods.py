"""Periods a return is made for: years, halves, quarters and the year to date."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.domain.dates import MONTHS, date_in_words
from desktop.errors import BadInputError

FINANCIAL_YEAR_START = 4
_QUARTERS = {"": (1, 4), "H1": (1, 2), "H2": (3, 4)} | {f"Q{n}": (n, n) for n in range(1, 5)}
_SHAPE = re.compile(r"(\d{4})(?:-(\d{2}))?(?::(.+))?")
_NEAR = re.compile(r"(?:fy)?(\d{4})(?:[-/\u2013_ ]+(?:20)?(\d{2}))?[:,;./_ -]*((?:[qh][1-9].*)?)")
_RANGE = re.compile(r"Q([1-4])-Q([1-4])")


class PeriodKind(StrEnum):
    """The lengths a period of the year may have."""

    YEAR = "year"
    HALF = "half"
    QUARTER = "quarter"


@dataclass(frozen=True, slots=True)
class Period:
    """Civil dates from the first to the last day, both counted, under the id printed on a return."""

    id: str
    start: date
    end: date

    def contains(self, day: date) -> bool:
        """Say whether an event of this civil date belongs to the period."""
        return self.start <= day <= self.end

    @property
    def title(self) -> str:
        """The period for people: ``1 July to 30 September 2018``."""
        if self.start.year == self.end.year:
            first = f"{self.start.day} {MONTHS[self.start.month - 1]}"
            return f"{first} to {date_in_words(self.end)}"
        return f"{date_in_words(self.start)} to {date_in_words(self.end)}"

    @property
    def name(self) -> str:
        """What people call the period: ``Quarter 2 of 2018-19``; its id is for programs."""
        year, _, part = self.id.partition(":")
        first, last = _quarters_named(part)
        named = {
            "": "Year",
            "H1": "First half of",
            "H2": "Second half of",
            "Q1-Q3": "First three quarters of",
        }
        several = f"Quarters {first} to {last} of"
        return f"{named.get(part, several if first < last else f'Quarter {first} of')} {year}"

    @property
    def in_words(self) -> str:
        """The name and the days: ``Quarter 2 of 2018-19: 1 July to 30 September 2018``."""
        return f"{self.name}: {self.title}"


def parse_period(text: str, *, year_start_month: int = FINANCIAL_YEAR_START) -> Period:
    """Read ``2018-19``, ``2018-19:Q2``, ``2018-19:H1`` or ``2018-19:Q1-Q3`` (``2018`` for calendar years).

    ``year_start_month`` is 1 to 12; capitals and spaces do not matter.

    Raises:
        BadInputError: not a period, with the nearest right form.
    """
    typed = "".join(text.split()).upper()
    found = _SHAPE.fullmatch(typed)
    if found is None:
        what = "This is not a period Alongside knows." if typed else "No period is given."
        raise BadInputError(what, _instead(text, year_start_month))
    year, following, part = int(found[1]), found[2], found[3] or ""
    _check_year(text, year, following, year_start_month)
    return _build(year, part, *_quarters_in(part, text, year_start_month), year_start_month)


def period_containing(
    day: date, *, kind: PeriodKind = PeriodKind.QUARTER, year_start_month: int = FINANCIAL_YEAR_START
) -> Period:
    """Give the quarter, half or year a civil date belongs to."""
    year = day.year if day.month >= year_start_month else day.year - 1
    quarter = (day.month - year_start_month) % 12 // 3 + 1
    match kind:
        case PeriodKind.YEAR:
            part = ""
        case PeriodKind.HALF:
            part = f"H{(quarter + 1) // 2}"
        case _:
            part = f"Q{quarter}"
    return _build(year, part, *_QUARTERS[part], year_start_month)


def quarters_of(period: Period) -> tuple[Period, ...]:
    """Give the quarters a period is made of, in order; a quarter is its own."""
    year, _, first, last, start_month = _taken_apart(period)
    return tuple(_build(year, f"Q{number}", number, number, start_month) for number in range(first, last + 1))


def previous(period: Period) -> Period:
    """Give the period before: the quarter, half or year before; for a year to date, the same of last year."""
    year, part, first, last, start_month = _taken_apart(period)
    length = last - first + 1
    if "-" in part or first == 1:
        year -= 1
    if "-" in part or length == len("1234"):
        return _build(year, part, first, last, start_month)
    last = first - 1 or 4
    part = f"{part[0]}{last // length}"
    return _build(year, part, last - length + 1, last, start_month)


def year_to_date(period: Period) -> Period:
    """Give the part of the year up to the end of a period: Q3 gives Q1-Q3, Q1 gives Q1, Q4 the year."""
    year, _, _, last, start_month = _taken_apart(period)
    part = {1: "Q1", 4: ""}.get(last, f"Q1-Q{last}")
    return _build(year, part, 1, last, start_month)


def require_begun(period: Period, *, today: date) -> None:
    """Stop unless the period has begun.

    Raises:
        BadInputError: the period lies wholly in the future.
    """
    if period.start > today:
        what = f"{period.id} has not begun: it is {period.title}."
        raise BadInputError(what, f"The present year is {_year_name(period, today)}.")


def _year_name(like: Period, today: date) -> str:
    start_month = _taken_apart(like)[4]
    return period_containing(today, kind=PeriodKind.YEAR, year_start_month=start_month).id


def _taken_apart(period: Period) -> tuple[int, str, int, int, int]:
    """Give the year, the part's name, its first and last quarter and the month the year starts with."""
    head, _, part = period.id.partition(":")
    first, last = _quarters_named(part)
    start_month = (period.start.month - 1 - 3 * (first - 1)) % 12 + 1
    return int(head[:4]), part, first, last, start_month


def _quarters_named(part: str) -> tuple[int, int]:
    ranged = _RANGE.fullmatch(part)
    return (int(ranged[1]), int(ranged[2])) if ranged else _QUARTERS[part]


def _build(year: int, part: str, first: int, last: int, start_month: int) -> Period:
    head = _head(year, start_month)
    start = _month_after(year, start_month, 3 * (first - 1))
    final = _month_after(year, start_month, 3 * last - 1)
    end = final.replace(day=monthrange(final.year, final.month)[1])
    return Period(f"{head}:{part}" if part else head, start, end)


def _head(year: int, start_month: int) -> str:
    return str(year) if start_month == 1 else f"{year}-{(year + 1) % 100:02}"


def _month_after(year: int, month: int, months: int) -> date:
    years, index = divmod(month - 1 + months, 12)
    return date(year + years, index + 1, 1)


def _check_year(text: str, year: int, following: str | None, start_month: int) -> None:
    first_year, last_year = 1900, 2199
    if not first_year <= year <= last_year:
        what = f"The year is not between {first_year} and {last_year}."
        raise BadInputError(what, "Write a period such as 2018-19 or 2018-19:Q2.")
    if start_month == 1 and following is not None:
        what = "These counting rules use calendar years."
        raise BadInputError(what, _instead(text, start_month))
    if start_month != 1 and following is None:
        what = f"These counting rules use years that begin in {MONTHS[start_month - 1]}, named by two years."
        raise BadInputError(what, _instead(text, start_month))
    if following is not None and int(following) != (year + 1) % 100:
        what = f"A year that begins in {year} ends in {year + 1}."
        raise BadInputError(what, _instead(text, start_month))


def _quarters_in(part: str, text: str, start_month: int) -> tuple[int, int]:
    if part in _QUARTERS and (part or ":" not in text):
        return _QUARTERS[part]
    ranged = _RANGE.fullmatch(part)
    if ranged is None:
        what = "A year has quarters Q1 to Q4 and halves H1 and H2."
    elif int(ranged[1]) < int(ranged[2]):
        return int(ranged[1]), int(ranged[2])
    else:
        what = "The first quarter must come before the last."
    raise BadInputError(what, _instead(text, start_month))


def _instead(text: str, start_month: int) -> str:
    """Say the right form nearest to what was typed."""
    found = _NEAR.fullmatch(" ".join(text.casefold().split()))
    if found is None:
        year = _head(2018, start_month)
        return f"Write a year ({year}), a quarter ({year}:Q2), a half ({year}:H1) or {year}:Q1-Q3."
    head, part = _head(int(found[1]), start_month), found[3].upper().replace(" ", "")
    ends = re.findall(r"[1-4]", part)
    if part.startswith("Q") and len(ends) > 1 and ends[0] != ends[-1]:
        return f"Write {head}:Q{min(ends)}-Q{max(ends)}."
    if part.startswith("Q") and ends:
        return f"Write {head}:Q{ends[0]}."
    if part in _QUARTERS and part:
        return f"Write {head}:{part}."
    whole = _build(int(found[1]), "", 1, 4, start_month)
    return f"Write {head} for {whole.title}, or {head}:Q2 for a quarter of it."
