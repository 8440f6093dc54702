"""Why somebody is not among those a table counts: a sentence from what is recorded of them."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any

from sqlalchemy import select

from desktop.domain.dates import date_in_words
from desktop.domain.periods import Period
from desktop.models.base import CaseRecord
from desktop.models.concern import Concern
from desktop.models.onward_referral import OnwardReferral
from desktop.models.person import Person
from desktop.returns.counting_rules import (
    DUPLICATE,
    NOT_VALID,
    REACHED_RESULTS,
    is_put_away,
    is_support,
)
from desktop.returns.explaining.absent_cases import (
    AGAIN,
    not_closed,
    not_open_at_end,
    not_open_at_start,
    not_open_within,
    not_opened,
    not_reopened,
    side_of,
)
from desktop.returns.explaining.recorded import (
    Asking,
    assessed_on,
    cases_of,
    contacts_of,
    happenings_of,
    referrals_of,
)

Telling = Callable[[Asking], Iterator[str]]


def why_not_counted(asking: Asking, *, population: str) -> str:
    """Say why somebody is not in a population of a period, of the cases of one funding stream or of all."""
    archived = asking.session.scalar(select(Person.archived_at).where(Person.id == asking.person_id))
    if is_put_away(archived):
        return "Not counted: the person's record is archived."
    reasons = list(dict.fromkeys(_TELLING[population](asking)))
    return f"Not counted: {'; '.join(reasons)}."


def _each_referral(
    test: Callable[[Asking, Any], str | None], *, refused: frozenset[str] = NOT_VALID, whenever: bool = False
) -> Telling:
    """Tell of each referral why it does not count; ``whenever`` it came, or by its own day."""

    def tell(asking: Asking) -> Iterator[str]:
        rows = referrals_of(asking)
        if not rows:
            yield "no referral is recorded for this person"
        for row in rows:
            day = f"referred {date_in_words(row.received_on)}"
            side = None if whenever else side_of(row.received_on, asking.period)
            code = row.reason_not_case_code
            if side is not None:
                yield f"{day}: {side}"
            elif is_put_away(row.archived_at):
                yield f"{day}: the referral is archived"
            elif code in refused:
                yield f"{day}: {code.replace('-', ' ')}, so not a valid referral"
            elif asking.stream and row.stream != asking.stream:
                yield f"{day}: no case of it is paid for by “{asking.stream}”"
            else:
                yield f"{day}: {test(asking, row) or AGAIN}"

    return tell


def _no_test(asking: Asking, row: Any) -> None:
    del asking, row


def _became_a_case(asking: Asking, row: Any) -> str | None:
    del asking
    return "it became a case, or is still open" if row.reason_not_case_code is None else None


def _no_contact(asking: Asking) -> Iterator[str]:
    rows = contacts_of(asking)
    paid = f" in a case that “{asking.stream}” pays for" if asking.stream else ""
    if not rows:
        yield f"no contact is recorded{paid}"
    elif any(side_of(row.happened_on, asking.period) is None for row in rows):
        yield AGAIN
    else:
        yield f"no contact in the period{paid}; the last one was on {date_in_words(rows[-1].happened_on)}"


def _not_supported(asking: Asking) -> Iterator[str]:
    within = [row for row in contacts_of(asking) if side_of(row.happened_on, asking.period) is None]
    supporting = [row for row in within if is_support(row.result_code, row.support_codes)]
    if not within:
        yield from _no_contact(asking)
    elif supporting:
        put_away = all(is_put_away(row.case_archived_at) for row in supporting)
        yield "the case of every support contact in the period is archived" if put_away else AGAIN
    else:
        number = "1 contact" if len(within) == 1 else f"{len(within)} contacts"
        yield f"{number} in the period, but none in which somebody spoke with them and support was recorded"


def _not_waiting(asking: Asking, row: Any) -> str | None:
    """Say what settled a referral by the end of the period."""
    talked = [
        one.happened_on
        for one in contacts_of(asking)
        if one.referral_id == row.id
        and one.result_code in REACHED_RESULTS
        and one.happened_on <= asking.period.end
    ]
    if row.received_on > asking.period.end:
        return "after the period"
    if row.reason_not_case_code is not None:
        return "it was settled without a case"
    if row.answered_on is not None and row.answered_on <= asking.period.end:
        return f"they answered on {date_in_words(row.answered_on)}"
    if talked:
        return f"somebody reached them on {date_in_words(talked[0])}"
    return "its case came from an old list" if row.from_history else _closed_by_the_end(asking, row)


def _closed_by_the_end(asking: Asking, row: Any) -> str | None:
    of_case = [one for one in cases_of(asking) if one.id == row.case_id]
    return next((not_open_at_end(one, asking.period) for one in of_case), None)


def _first_step(what: str, fits: Callable[[Any], bool]) -> Telling:
    """Tell of each referral when its first step of a kind was."""

    def test(asking: Asking, row: Any) -> str:
        days = [one.happened_on for one in contacts_of(asking) if one.referral_id == row.id and fits(one)]
        return _first(what, days, asking.period)

    return _each_referral(test, whenever=True)


def _first(what: str, days: Sequence[date], period: Period) -> str:
    if not days:
        return f"no {what} is recorded"
    return f"the first {what} was on {date_in_words(days[0])}, {side_of(days[0], period) or AGAIN}"


def _first_assessed(asking: Asking, row: Any) -> str:
    return _first("assessment", assessed_on(asking, row.case_id), asking.period)


def _each_case(test: Callable[[Any, Period], str | None], otherwise: str = AGAIN) -> Telling:
    """Tell of each case why it does not count; ``otherwise`` where the case itself would."""

    def tell(asking: Asking) -> Iterator[str]:
        cases = cases_of(asking)
        if not cases:
            yield "no case is recorded for this person"
        for one in cases:
            if one.archived:
                yield f"case {one.reference}: it is archived"
            elif asking.stream and one.stream != asking.stream:
                yield f"case {one.reference}: not paid for by “{asking.stream}”"
            else:
                yield f"case {one.reference}: {test(one, asking.period) or otherwise}"

    return tell


def _none_within(model: type[CaseRecord], day: Any, what: str) -> Telling:
    """Tell that nothing of a kind is recorded in the period, and when there was."""

    def tell(asking: Asking) -> Iterator[str]:
        rows = happenings_of(asking, model, day)
        if not rows:
            yield f"no {what} is recorded"
        for one in rows:
            side = side_of(one.on, asking.period)
            if side is None and asking.stream and one.stream != asking.stream:
                side = f"in a case that is not paid for by “{asking.stream}”"
            yield f"{what} on {date_in_words(one.on)}, {side or AGAIN}"

    return tell


def _nobody(asking: Asking) -> Iterator[str]:
    del asking
    yield "replies are anonymous, so nobody can say whose they are"


_NOTHING_SCORED = "no need was scored or acted on by the end of the period"
_VALID = _each_referral(_no_test)
_TELLING = MappingProxyType(
    {
        "requests-received": _each_referral(_no_test, refused=frozenset()),
        "referrals": _each_referral(_no_test, refused=frozenset({DUPLICATE})),
        "valid-referrals": _VALID,
        "referrals-without-case": _each_referral(_became_a_case, refused=frozenset({DUPLICATE})),
        "people-newly-referred": _VALID,
        "people-supported": _not_supported,
        "people-waiting": _each_referral(_not_waiting, refused=frozenset(), whenever=True),
        "cases-open-at-start": _each_case(not_open_at_start),
        "cases-opened": _each_case(not_opened),
        "cases-reopened": _each_case(not_reopened),
        "closings": _each_case(not_closed),
        "cases-closed": _each_case(not_closed),
        "cases-open-at-end": _each_case(not_open_at_end),
        "needs": _each_case(not_open_within, _NOTHING_SCORED),
        "needs-of-cases-closed": _each_case(not_closed, _NOTHING_SCORED),
        "outcomes-of-cases-closed": _each_case(
            not_closed, "no outcome was asked about by the end of the period"
        ),
        "contacts": _no_contact,
        "first-attempts": _first_step("attempt", lambda row: row.direction == "out"),
        "first-reached": _first_step(
            "contact that reached them", lambda row: row.result_code in REACHED_RESULTS
        ),
        "first-assessed": _each_referral(_first_assessed, whenever=True),
        "first-supported": _first_step(
            "support contact", lambda row: is_support(row.result_code, row.support_codes)
        ),
        "onward-referrals": _none_within(OnwardReferral, OnwardReferral.made_on, "onward referral"),
        "concerns": _none_within(Concern, Concern.raised_at, "concern"),
        "replies": _nobody,
    }
)
"""How to tell, for every population."""
