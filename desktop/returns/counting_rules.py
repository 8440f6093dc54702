"""The rules of counting that every return prints: each is one function, or the place where it is kept.

Source: the counting rules of the trade (docs/rules.md), and the tables that commissioners ask for.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

DUPLICATE = "duplicate"
NOT_VALID = frozenset({DUPLICATE, "out-of-scope"})
"""Reasons for which a request is received but no valid referral."""
REACHED_RESULTS = frozenset({"spoke-with-person", "refused"})
TWO_WAY_RESULT = "spoke-with-person"
NO_SUPPORT = frozenset({"none", "not-known"})
LATE_AFTER_DAYS = 7
REVIEW_WITHIN_DAYS = 91


@dataclass(frozen=True, slots=True)
class CountingRule:
    """One rule of counting: its name in the program, and the sentence printed on the return."""

    name: str
    sentence: str


_RULES: dict[str, CountingRule] = {}


def _rule(sentence: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Enter a function into the printed rules under its name."""

    def enter(function: Callable[P, R]) -> Callable[P, R]:
        _RULES[function.__name__] = CountingRule(function.__name__, sentence)
        return function

    return enter


@_rule(
    "Everything is counted by the day it happened, by the clocks of England and Wales, never by the day it "
    "was typed in; the first and the last day of the period belong to it. Where the last day is still to "
    "come, waits count up to today."
)
def happened_within(day: date, start: date, end: date) -> bool:
    """Say whether an event belongs to a period; both ends do."""
    return start <= day <= end


@_rule(
    "Records that were put away count nowhere, and neither does anything of a person whose record was put "
    "away."
)
def is_put_away(*put_away_at: datetime | None) -> bool:
    """Say whether a record does not count, by when it, and the record of its person, were put away."""
    return any(moment is not None for moment in put_away_at)


@_rule(
    "A referral is one request for support received in the period, after exact duplicates are taken out; "
    "duplicates are counted apart."
)
def is_referral(reason: str | None) -> bool:
    """Say whether a request is a referral, by the reason it did not become a case."""
    return reason != DUPLICATE


@_rule("A referral is valid when it is no duplicate and its crime type is within what the service is for.")
def is_valid(reason: str | None) -> bool:
    """Say whether a request is a valid referral, by the reason it did not become a case."""
    return reason not in NOT_VALID


@_rule(
    "People newly referred are everybody with at least one valid referral received in the period, referred "
    "before or not, each counted once. Characteristics are of people newly referred."
)
def newly_referred(valid_referrals_in_period: int) -> bool:
    """Say whether somebody is newly referred."""
    return valid_referrals_in_period > 0


@_rule("Age is taken on the day of the referral.")
def age_is_taken_on(received_on: date | None, opened_on: date) -> date:
    """Give the day at which age is taken: of the referral, or of the opening where a case has none."""
    return received_on or opened_on


@_rule(
    "Contact was attempted when a contact from the service to the person is recorded, or the person was "
    "reached: somebody spoke with the person, or the person answered and refused."
)
def is_reached(result: str) -> bool:
    """Say whether a contact reached the person, by its result."""
    return result in REACHED_RESULTS


@_rule("Support was offered when it was explained to the person; whoever said yes or no was offered it.")
def offered_by(end: date, *, offered_on: date | None) -> bool:
    """Say whether support had been explained by a day."""
    return offered_on is not None and offered_on <= end


@_rule("Support was accepted when the person said yes, or a case was opened for them.")
def accepted_by(
    end: date, *, accepted: bool | None, answered_on: date | None, opened_on: date | None
) -> date | None:
    """Give the day of the yes if it was by the given day, else None."""
    days = [opened_on, answered_on if accepted else None]
    return min((day for day in days if day is not None and day <= end), default=None)


@_rule(
    "Support was declined when the person said no, or that is why the referral did not become a case; "
    "whoever accepted it did not decline."
)
def declined_by(end: date, *, accepted: bool | None, answered_on: date | None, reason: str | None) -> bool:
    """Say whether somebody had said no by a day; the reason for not becoming a case bears no day."""
    said_no = accepted is False and answered_on is not None and answered_on <= end
    return said_no or (reason or "").startswith("declined")


@_rule(
    "A support contact is a contact in which somebody spoke with the person and at least one kind of support "
    "given is recorded."
)
def is_support(result: str, support: frozenset[str] | None) -> bool:
    """Say whether a contact is a two-way support contact."""
    return result == TWO_WAY_RESULT and bool((support or frozenset()) - NO_SUPPORT)


@_rule("Somebody is engaged after an assessment, or one support contact on or after the day of acceptance.")
def engaged_by(*, accepted_on: date | None, assessed_on: date | None, last_support_on: date | None) -> bool:
    """Say whether somebody had engaged."""
    if assessed_on is not None:
        return True
    return accepted_on is not None and last_support_on is not None and last_support_on >= accepted_on


@_rule(
    "Supported means any support contact in the period, whether the person is new or carried over, with or "
    "without a case. So quarters do not add up to the year: the year to date is counted anew, on people."
)
def is_supported(support_contacts_in_period: int) -> bool:
    """Say whether somebody was supported."""
    return support_contacts_in_period > 0


@_rule(
    "Each case has exactly one main crime type, or else that of its incident; what it also involves stands "
    "beside it and is never summed."
)
def main_crime(of_case: str | None, of_incident: str | None) -> str | None:
    """Give the one crime type that counts."""
    return of_case or of_incident


@_rule(
    "Change is counted on cases closed in the period that have a score at the start and another one later: "
    "the first score in the case and the last one by the last day of the period. Improved means at least one "
    "point better. The number compared is always shown."
)
def became(start: int | None, end: int | None, *, more_is_better: bool) -> str | None:
    """Say what became of a score on the scale of ten: improved, same or worse; None without two scores."""
    if start is None or end is None:
        return None
    points = end - start if more_is_better else start - end
    return "same" if points == 0 else "improved" if points > 0 else "worse"


@_rule(
    "Percentages of a category are of the valid total, those who answered, unless the table names another "
    "base; the percentage missing is of the total. Not asked is missing; prefers not to say is an answer. "
    "Noughts are shown; “–” means that there is nothing to work a number out from."
)
def percent(part: int, base: int) -> float | None:
    """Give a share in per cent with one decimal; None of nobody."""
    return None if base == 0 else round(100 * part / base, 1)


@_rule(
    "A median is the middle value, or the mean of the two in the middle; nine in ten have at most the 90th "
    "percentile (nearest rank). Waits are in working days of England and Wales after the day of referral; a "
    "step on that day or before it took none."
)
def nearest_rank(ordered: Sequence[float], share: float) -> float:
    """Give the smallest of the values that at least this share of them do not exceed.

    ``ordered`` is ascending and not empty. Source: the nearest-rank method.
    """
    rank = -(-len(ordered) * share // 1)
    return ordered[max(0, int(rank) - 1)]


@_rule(
    "A contact is late when it was written down more than seven days after it happened. A case is without "
    "review when more than 91 days have passed since it was opened (or opened again) and since its last "
    "assessment, and since its plan was made or reviewed."
)
def is_late(happened_on: date, written_on: date) -> bool:
    """Say whether a contact was written down late."""
    return (written_on - happened_on).days > LATE_AFTER_DAYS


SUPPORTED = _RULES["is_supported"]
RULES: Mapping[str, CountingRule] = MappingProxyType(_RULES)
"""Every rule by the name of its function, in the order printed."""
