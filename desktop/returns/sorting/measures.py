"""What can be measured of a member: a number with its unit, for means, medians and sums."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from desktop.domain.code_tree import nearest
from desktop.domain.working_days import working_days_between
from desktop.errors import DefinitionError
from desktop.queries.bank_holidays import england_and_wales
from desktop.returns.sorting.classification import Columns, Values, as_stored, each

WORKING_DAYS, DAYS, MINUTES, POINTS = "working days", "days", "minutes", "points"


@dataclass(frozen=True, slots=True)
class Measure:
    """A number of each member: which fields it reads, and how; None where it cannot be told."""

    id: str
    sentence: str
    unit: str
    fields: tuple[str, ...]
    read: Callable[[Columns], Values]


def _working_days(received_on: date | None, on: date | None) -> int | None:
    if received_on is None or on is None:
        return None
    return max(0, working_days_between(received_on, on, england_and_wales()))


def _days(first: date | None, last: date | None) -> int | None:
    return None if first is None or last is None else (last - first).days


def _since_referral(name: str, what: str, field: str) -> Measure:
    fields = ("referral.received_on", field)
    sentence = f"Working days from the referral to {what}."
    return Measure(name, sentence, WORKING_DAYS, fields, each(_working_days, *fields))


_ALL = (
    _since_referral("to-first-attempt", "the first attempt to reach the person", "referral.first_attempt_on"),
    _since_referral("to-reached", "the day the person was first reached", "referral.first_reached_on"),
    _since_referral("to-assessment", "the first needs assessment", "referral.first_assessed_on"),
    _since_referral("to-first-support", "the first support contact", "referral.first_support_on"),
    _since_referral("waiting", "the last day of the period", "period.end"),
    Measure(
        "length-of-support",
        "Days from the first opening of the case to its last closing in the period.",
        DAYS,
        ("case.opened_on", "case.closed_within"),
        each(_days, "case.opened_on", "case.closed_within"),
    ),
    Measure(
        "minutes", "Minutes of the contact.", MINUTES, ("contact.minutes",), as_stored("contact.minutes")
    ),
    Measure(
        "need-start",
        "The first score of the need: 10 is worst.",
        POINTS,
        ("need.start",),
        as_stored("need.start"),
    ),
    Measure(
        "need-end", "The last score of the need: 10 is worst.", POINTS, ("need.end",), as_stored("need.end")
    ),
)
MEASURES: Mapping[str, Measure] = MappingProxyType({one.id: one for one in _ALL})


def measure(name: str, where: str) -> Measure:
    """Find a measure by name; ``where`` says which part of the rules asked for it.

    Raises:
        DefinitionError: there is none of that name; the message names the nearest.
    """
    if name not in MEASURES:
        what = f"{where}: “{name}” is nothing that can be measured."
        raise DefinitionError(what, nearest(name, MEASURES))
    return MEASURES[name]
