"""Why somebody is not among those a table counts: a sentence from what is recorded of them."""

from collections.abc import Callable, Iterator
from datetime import date
from types import MappingProxyType
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import select

from desktop.domain.dates import civil_date, date_in_words
from desktop.domain.periods import Period
from desktop.models.case import Case
from desktop.models.concern import Concern
from desktop.models.contact import Contact
from desktop.models.ending import Ending
from desktop.models.onward_referral import OnwardReferral
from desktop.models.person import Person
from desktop.models.referral import Referral
from desktop.models.session import RecordSession
from desktop.queries.visible import sees_case
from desktop.returns.counting_rules import DUPLICATE, NOT_VALID, REACHED_RESULTS, is_support


class Telling(Protocol):
    """How a population tells why somebody is not in it: one reason a referral, case or whatever it counts."""

    def __call__(self, session: RecordSession, *, person_id: UUID, period: Period) -> Iterator[str]:
        """Give the reasons."""
        ...


class OfCase(Protocol):
    """How a population of cases tells why one case is not in it."""

    def __call__(self, session: RecordSession, *, row: Any, period: Period) -> str:
        """Give the reason."""
        ...


_AGAIN = "written down after this return was counted: count again"


def why_not_counted(session: RecordSession, *, person_id: UUID, population: str, period: Period) -> str:
    """Say why somebody is not in a population of a period."""
    archived = session.scalar(select(Person.archived_at).where(Person.id == person_id))
    if archived is not None:
        return "Not counted: the person's record is archived."
    reasons = list(dict.fromkeys(_TELLING[population](session, person_id=person_id, period=period)))
    return f"Not counted: {'; '.join(reasons)}."


def _side(day: date, period: Period) -> str | None:
    """Say on which side of the period a day is; None within."""
    if day > period.end:
        return "after the period"
    return "before the period" if day < period.start else None


def _referrals(session: RecordSession, *, person_id: UUID) -> list[Any]:
    statement = (
        select(Referral.received_on, Referral.reason_not_case_code, Referral.archived_at)
        .where(Referral.person_id == person_id)
        .order_by(Referral.received_on)
    )
    return list(session.execute(statement).all())


def _not_referred(refused: frozenset[str]) -> Telling:
    """Tell of each referral why it does not count, where some reasons keep it out."""

    def tell(session: RecordSession, *, person_id: UUID, period: Period) -> Iterator[str]:
        rows = _referrals(session, person_id=person_id)
        if not rows:
            yield "no referral is recorded for this person"
        for row in rows:
            day = f"referred {date_in_words(row.received_on)}"
            side = _side(row.received_on, period)
            if side is not None:
                yield f"{day}: {side}"
            elif row.archived_at is not None:
                yield f"{day}: the referral is archived"
            elif row.reason_not_case_code in refused:
                yield f"{day}: {row.reason_not_case_code.replace('-', ' ')}, so not a valid referral"
            else:
                yield f"{day}, {_AGAIN}"

    return tell


def _became_a_case(session: RecordSession, *, person_id: UUID, period: Period) -> Iterator[str]:
    for row in _referrals(session, person_id=person_id):
        if row.reason_not_case_code is None and _side(row.received_on, period) is None:
            yield f"referred {date_in_words(row.received_on)}: it became a case, or is still open"
            return
    yield from _not_referred(frozenset({DUPLICATE}))(session, person_id=person_id, period=period)


def _cases(session: RecordSession, *, person_id: UUID) -> list[Any]:
    statement = (
        select(Case.id, Case.reference, Case.opened_on, Case.closed_on, Case.archived_at)
        .where(Case.person_id == person_id, sees_case(session))
        .order_by(Case.opened_on, Case.reference)
    )
    return list(session.execute(statement).all())


def _each_case(test: OfCase) -> Telling:
    """Tell of each case why it does not count."""

    def tell(session: RecordSession, *, person_id: UUID, period: Period) -> Iterator[str]:
        rows = _cases(session, person_id=person_id)
        if not rows:
            yield "no case is recorded for this person"
        for row in rows:
            reason = (
                "it is archived" if row.archived_at is not None else test(session, row=row, period=period)
            )
            yield f"case {row.reference}: {reason}"

    return tell


def _not_opened(session: RecordSession, *, row: Any, period: Period) -> str:
    del session
    side = _side(row.opened_on, period)
    return f"opened {date_in_words(row.opened_on)}, {side or _AGAIN}"


def _not_reopened(session: RecordSession, *, row: Any, period: Period) -> str:
    days = session.scalars(
        select(Ending.reopened_on).where(Ending.case_id == row.id, Ending.reopened_on.is_not(None))
    ).all()
    if not days:
        return "it was never opened again"
    told = [f"opened again {date_in_words(day)}, {_side(day, period) or _AGAIN}" for day in days if day]
    return " and ".join(told)


def _not_closed(session: RecordSession, *, row: Any, period: Period) -> str:
    del session
    if row.closed_on is None:
        return "still open"
    return f"closed {date_in_words(row.closed_on)}, {_side(row.closed_on, period) or _AGAIN}"


def _not_open_then(session: RecordSession, *, row: Any, period: Period) -> str:
    del session
    if row.opened_on >= period.start:
        return f"opened {date_in_words(row.opened_on)}: not open before the period began"
    if row.closed_on is not None and row.closed_on < period.start:
        return f"closed {date_in_words(row.closed_on)}, before the period"
    return _AGAIN


def _not_open_at_end(session: RecordSession, *, row: Any, period: Period) -> str:
    del session
    if row.opened_on > period.end:
        return f"opened {date_in_words(row.opened_on)}, after the period"
    if row.closed_on is not None and row.closed_on <= period.end:
        return f"closed {date_in_words(row.closed_on)}, by the end of the period"
    return _AGAIN


def _nothing_scored(
    test: OfCase,
) -> OfCase:
    def tell(session: RecordSession, *, row: Any, period: Period) -> str:
        reason = test(session, row=row, period=period)
        return "nothing was scored by the end of the period" if reason.endswith(_AGAIN) else reason

    return tell


def _not_open_within(session: RecordSession, *, row: Any, period: Period) -> str:
    del session
    if row.opened_on > period.end:
        return f"opened {date_in_words(row.opened_on)}, after the period"
    if row.closed_on is not None and row.closed_on < period.start:
        return f"closed {date_in_words(row.closed_on)}, before the period"
    return _AGAIN


def _contacts(session: RecordSession, *, person_id: UUID) -> list[Any]:
    statement = (
        select(
            Contact.happened_on,
            Contact.result_code,
            Contact.direction,
            Contact.support_codes,
            Contact.case_id,
        )
        .where(Contact.person_id == person_id, Contact.archived_at.is_(None))
        .order_by(Contact.happened_on)
    )
    return list(session.execute(statement).all())


def _no_contact(session: RecordSession, *, person_id: UUID, period: Period) -> Iterator[str]:
    rows = _contacts(session, person_id=person_id)
    if not rows:
        yield "no contact is recorded"
        return
    outside = [row.happened_on for row in rows if _side(row.happened_on, period)]
    if len(outside) < len(rows):
        yield _AGAIN
    else:
        yield f"no contact in the period; the last one was on {date_in_words(outside[-1])}"


def _not_supported(session: RecordSession, *, person_id: UUID, period: Period) -> Iterator[str]:
    within = [
        row for row in _contacts(session, person_id=person_id) if _side(row.happened_on, period) is None
    ]
    if not within:
        yield from _no_contact(session, person_id=person_id, period=period)
    elif not any(is_support(row.result_code, row.support_codes) for row in within):
        number = "1 contact" if len(within) == 1 else f"{len(within)} contacts"
        yield f"{number} in the period, but none in which somebody spoke with them and support was recorded"
    elif all(row.case_id is None for row in within):
        yield "supported in the period, but not within a case"
    else:
        yield _AGAIN


def _not_waiting(session: RecordSession, *, person_id: UUID, period: Period) -> Iterator[str]:
    talked = [
        row.happened_on
        for row in _contacts(session, person_id=person_id)
        if row.result_code == "spoke-with-person" and row.happened_on <= period.end
    ]
    rows = [row for row in _referrals(session, person_id=person_id) if row.archived_at is None]
    if not any(row.received_on <= period.end for row in rows):
        yield "not referred by the end of the period"
    elif talked:
        yield f"somebody spoke with them on {date_in_words(talked[0])}"
    elif all(row.reason_not_case_code is not None for row in rows):
        yield "the referral was settled without a case"
    else:
        yield "the case was closed, or came from an old list, or the referral was written down later"


def _first_step(what: str, fits: Callable[[Any], bool]) -> Telling:
    def tell(session: RecordSession, *, person_id: UUID, period: Period) -> Iterator[str]:
        days = [row.happened_on for row in _contacts(session, person_id=person_id) if fits(row)]
        if not days:
            yield f"no {what} is recorded"
        else:
            side = _side(days[0], period)
            yield f"the first {what} was on {date_in_words(days[0])}, {side or _AGAIN}"

    return tell


def _not_assessed(session: RecordSession, *, row: Any, period: Period) -> str:
    del session, period
    return f"opened {date_in_words(row.opened_on)}; its first assessment was not in the period"


def _none_within(model: Any, day: Any, what: str) -> Telling:
    """Tell that nothing of a kind is recorded in the period, and when there was."""

    def tell(session: RecordSession, *, person_id: UUID, period: Period) -> Iterator[str]:
        found = session.scalars(
            select(day).where(model.person_id == person_id, model.archived_at.is_(None)).order_by(day)
        ).all()
        days = [civil_date(one) if hasattr(one, "hour") else one for one in found]
        if not days:
            yield f"no {what} is recorded"
        for one in days:
            yield f"{what} on {date_in_words(one)}, {_side(one, period) or _AGAIN}"

    return tell


def _nobody(session: RecordSession, *, person_id: UUID, period: Period) -> Iterator[str]:
    del session, person_id, period
    yield "replies are anonymous, so nobody can say whose they are"


_VALID, _ALL = _not_referred(NOT_VALID), _not_referred(frozenset({DUPLICATE}))
_TELLING = MappingProxyType(
    {
        "requests-received": _not_referred(frozenset()),
        "referrals": _ALL,
        "valid-referrals": _VALID,
        "referrals-without-case": _became_a_case,
        "people-newly-referred": _VALID,
        "people-supported": _not_supported,
        "people-waiting": _not_waiting,
        "cases-open-at-start": _each_case(_not_open_then),
        "cases-opened": _each_case(_not_opened),
        "cases-reopened": _each_case(_not_reopened),
        "closings": _each_case(_not_closed),
        "cases-closed": _each_case(_not_closed),
        "cases-open-at-end": _each_case(_not_open_at_end),
        "needs": _each_case(_nothing_scored(_not_open_within)),
        "needs-of-cases-closed": _each_case(_nothing_scored(_not_closed)),
        "outcomes-of-cases-closed": _each_case(_nothing_scored(_not_closed)),
        "contacts": _no_contact,
        "first-attempts": _first_step("attempt", lambda row: row.direction == "out"),
        "first-reached": _first_step(
            "contact that reached them", lambda row: row.result_code in REACHED_RESULTS
        ),
        "first-assessed": _each_case(_not_assessed),
        "first-supported": _first_step(
            "support contact", lambda row: is_support(row.result_code, row.support_codes)
        ),
        "onward-referrals": _none_within(OnwardReferral, OnwardReferral.made_on, "onward referral"),
        "concerns": _none_within(Concern, Concern.raised_at, "concern"),
        "replies": _nobody,
    }
)
"""How to tell, for every population."""
