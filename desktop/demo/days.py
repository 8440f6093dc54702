"""The days on which somebody of the made-up service is at work."""

from datetime import date

from desktop.domain.working_days import add_working_days, next_working_day
from desktop.queries.bank_holidays import england_and_wales


def working_day(day: date) -> date:
    """Give the day itself, or the next on which somebody is at work."""
    return next_working_day(day, england_and_wales())


def working_days_after(day: date, number: int) -> date:
    """Give the working day that many working days later."""
    return add_working_days(working_day(day), number, england_and_wales())
