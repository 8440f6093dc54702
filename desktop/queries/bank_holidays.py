"""The bank holidays that ship with the program."""

from datetime import date
from functools import cache

from desktop.domain.working_days import parse_bank_holidays
from desktop.platform.resources import resource_text


@cache
def england_and_wales() -> frozenset[date]:
    """Give the bank holidays of England and Wales that fall on a weekday, from 1990 to 2060."""
    return parse_bank_holidays(resource_text("calendar/bank-holidays.toml"))
