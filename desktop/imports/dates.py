"""Dates of a list: which of two numbers is the month is asked once, for the whole list."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from desktop.domain.dates import PartialDate, Precision, parse_date
from desktop.imports.cells import is_serial, numeric_date
from desktop.imports.columns import ColumnMatch
from desktop.imports.headings import Kind, about
from desktop.imports.sheet import Sheet

_DAY_ZERO = date(1899, 12, 30)
_MONTHS = 12
_FOUR_DIGITS = re.compile(r"\d{4}")
_OLD_DAY_NUMBER = re.compile(r"[3-9]\d{3}")
_NO_DAY_NUMBER = "9999"
_STAND_INS = frozenset(
    {date(1900, 1, 1), date(1899, 12, 30), date(1899, 12, 31), date(1800, 1, 1), date(1753, 1, 1)}
)


class DateOrder(StrEnum):
    """Which number comes first in a date of numbers alone."""

    DAY_FIRST = "day-first"
    MONTH_FIRST = "month-first"


@dataclass(frozen=True, slots=True)
class DateOrderFinding:
    """What the dates of a list show: an order (perhaps assumed), or a question that must be answered."""

    order: DateOrder
    certain: bool
    question: str


def find_date_order(sheet: Sheet, match: ColumnMatch) -> DateOrderFinding:
    """Look at every date of the list: 25/03 shows the day first, 03/25 the month.

    Where nothing shows it, the British order is assumed and said so. Where the month seems to come first,
    the question has to be answered by a person.
    """
    day_first, month_first, open_dates = 0, 0, 0
    for column in match.columns:
        if column.field is None or about(column.field).kind is not Kind.DATE:
            continue
        for text in set(sheet.column(column.index)):
            parts = numeric_date(text)
            if parts is None:
                continue
            first, second, _ = parts
            day_first += first > _MONTHS
            month_first += second > _MONTHS >= first
            open_dates += first <= _MONTHS and second <= _MONTHS and first != second
    if month_first > day_first:
        question = (
            f"In {month_first} of the dates of this list the second number is above 12, as Americans write. "
            "Does the month come first?"
        )
        return DateOrderFinding(DateOrder.MONTH_FIRST, certain=False, question=question)
    if day_first or not open_dates:
        return DateOrderFinding(DateOrder.DAY_FIRST, certain=True, question="")
    question = "No date of this list shows whether the day or the month comes first. Does the day come first?"
    return DateOrderFinding(DateOrder.DAY_FIRST, certain=False, question=question)


def read_date(text: str, *, order: DateOrder, today: date) -> PartialDate:
    """Read one date of a list: as people type it, or a spreadsheet's day number.

    Raises:
        BadInputError: not a date, or a day that does not exist.
    """
    if is_serial(text):
        return PartialDate(_DAY_ZERO + timedelta(days=int(float(text))))
    if order is DateOrder.MONTH_FIRST:
        parts = numeric_date(text)
        if parts is not None:
            text = f"{parts[1]}/{parts[0]}/{parts[2]}"
    return parse_date(text, today=today)


def day_number_columns(sheet: Sheet, match: ColumnMatch) -> frozenset[int]:
    """Say which columns of dates hold a spreadsheet's day numbers: one of five digits stands there."""
    dates = [one.index for one in match.columns if one.field and about(one.field).kind is Kind.DATE]
    return frozenset(index for index in dates if any(map(is_serial, set(sheet.column(index)))))


def old_day_number(text: str) -> PartialDate | None:
    """Read a day number of four digits, 1908 to 1927, as stands among others of five; else None."""
    if _OLD_DAY_NUMBER.fullmatch(text) is None or text == _NO_DAY_NUMBER:
        return None
    return PartialDate(_DAY_ZERO + timedelta(days=int(text)))


def stands_for_nothing(born: PartialDate) -> bool:
    """Say whether a date of birth is one that programs fill in where nobody knows it (01/01/1900)."""
    return born.precision is Precision.DAY and born.first in _STAND_INS


def born_before(born: PartialDate, text: str, received_on: date) -> PartialDate:
    """Take a birth year of two digits a century back where it would lie after the referral."""
    if born.first <= received_on or _FOUR_DIGITS.search(text):
        return born
    year = born.first.year - 100
    if born.precision is Precision.DAY and (born.first.month, born.first.day) == (2, 29) and year % 4:
        return PartialDate(date(year, 2, 1), Precision.MONTH)
    return PartialDate(born.first.replace(year=year), born.precision)
