"""Why somebody is not among those a table counts: a sentence from what is recorded of them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from desktop.domain.dates import civil_date, date_in_words
from desktop.domain.periods import Period
from desktop.models.assessment import Assessment
from desktop.models.base import CaseRecord
from desktop.models.case import Case, FundingStream
from desktop.models.concern import Concern
from desktop.models.contact import Contact
from desktop.models.ending import Ending
from desktop.models.onward_referral import OnwardReferral
from desktop.models.person import Person
from desktop.models.referral import Referral
from desktop.models.session import RecordSession
from desktop.queries.visible import sees_case, sees_record, sees_referral
from desktop.returns.counting_rules import (
    DUPLICATE,
    NOT_VALID,
    REACHED_RESULTS,
    is_put_away,
    is_support,
)
from desktop.returns.explaining.absent_cases import (
    AGAIN,
    AbsentCase,
    not_closed,
    not_open_at_end,
    not_open_at_start,
    not_open_within,
    not_opened,
    not_reopened,
    side_of,
)
from desktop.returns.populations.cases import spells_of


@dataclass(frozen=True, slots=True)
class _Asking:
    """Who is asked about, over which days; ``stream`` is the one funding stream that is counted, if any."""

    session: RecordSession
    person_id: UUID
    period: Period
    stream: str


Telling = Callable[[_Asking], Iterator[str]]


def why_not_counted(
    session: RecordSession, *, person_id: UUID, population: str, period: Period, stream: str = ""
) -> str:
    """Say why somebody is not in a population of a period, of the cases of one funding stream or of all."""
    archived = session.scalar(select(Person.archived_at).where(Person.id == person_id))
    if is_put_away(archived):
        return "Not counted: the person's record is archived."
    asking = _Asking(session, person_id, period, stream)
    reasons = list(dict.fromkeys(_TELLING[population](asking)))
    return f"Not counted: {'; '.join(reasons)}."


def _referrals(asking: _Asking) -> Sequence[Any]:
    """Read every referral of somebody with its first case, the oldest first."""
    own_case = aliased(Case)
    first_case = (
        select(own_case.id)
        .where(own_case.referral_id == Referral.id, own_case.archived_at.is_(None))
        .order_by(own_case.id)
        .limit(1)
        .correlate(Referral)
        .scalar_subquery()
    )
    statement = (
        select(
            Referral.id,
            Referral.received_on,
            Referral.reason_not_case_code,
            Referral.answered_on,
            Referral.archived_at,
            Case.id.label("case_id"),
            Case.from_history,
            FundingStream.name.label("stream"),
        )
        .select_from(Referral)
        .join(Case, Case.id == first_case, isouter=True)
        .join(FundingStream, FundingStream.id == Case.funding_stream_id, isouter=True)
        .where(Referral.person_id == asking.person_id, sees_referral(asking.session))
        .order_by(Referral.received_on, Referral.id)
    )
    return asking.session.execute(statement).all()


def _each_referral(
    test: Callable[[_Asking, Any], str | None], *, refused: frozenset[str] = NOT_VALID, whenever: bool = False
) -> Telling:
    """Tell of each referral why it does not count; ``whenever`` it came, or by its own day."""

    def tell(asking: _Asking) -> Iterator[str]:
        rows = _referrals(asking)
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


def _no_test(asking: _Asking, row: Any) -> None:
    del asking, row


def _became_a_case(asking: _Asking, row: Any) -> str | None:
    del asking
    return "it became a case, or is still open" if row.reason_not_case_code is None else None


def _contacts(asking: _Asking) -> Sequence[Any]:
    """Read every contact of somebody with the referral behind it, the oldest first."""
    statement = (
        select(
            Contact.happened_on,
            Contact.result_code,
            Contact.direction,
            Contact.support_codes,
            func.coalesce(Case.referral_id, Contact.referral_id, type_=Contact.__table__.c.id.type).label(
                "referral_id"
            ),
            FundingStream.name.label("stream"),
        )
        .join(Case, Case.id == Contact.case_id, isouter=True)
        .join(FundingStream, FundingStream.id == Case.funding_stream_id, isouter=True)
        .where(Contact.person_id == asking.person_id, Contact.archived_at.is_(None))
        .where(sees_record(asking.session, Contact))
        .order_by(Contact.happened_on, Contact.id)
    )
    rows = asking.session.execute(statement).all()
    return [row for row in rows if not asking.stream or row.stream == asking.stream]


def _no_contact(asking: _Asking) -> Iterator[str]:
    rows = _contacts(asking)
    paid = f" in a case that “{asking.stream}” pays for" if asking.stream else ""
    if not rows:
        yield f"no contact is recorded{paid}"
    elif any(side_of(row.happened_on, asking.period) is None for row in rows):
        yield AGAIN
    else:
        yield f"no contact in the period{paid}; the last one was on {date_in_words(rows[-1].happened_on)}"


def _not_supported(asking: _Asking) -> Iterator[str]:
    within = [row for row in _contacts(asking) if side_of(row.happened_on, asking.period) is None]
    if not within:
        yield from _no_contact(asking)
    elif any(is_support(row.result_code, row.support_codes) for row in within):
        yield AGAIN
    else:
        number = "1 contact" if len(within) == 1 else f"{len(within)} contacts"
        yield f"{number} in the period, but none in which somebody spoke with them and support was recorded"


def _not_waiting(asking: _Asking, row: Any) -> str | None:
    """Say what settled a referral by the end of the period."""
    talked = [
        one.happened_on
        for one in _contacts(asking)
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


def _closed_by_the_end(asking: _Asking, row: Any) -> str | None:
    of_case = [one for one in _cases_of(asking) if one.id == row.case_id]
    return next((not_open_at_end(one, asking.period) for one in of_case), None)


def _first_step(what: str, fits: Callable[[Any], bool]) -> Telling:
    """Tell of each referral when its first step of a kind was."""

    def test(asking: _Asking, row: Any) -> str:
        days = [one.happened_on for one in _contacts(asking) if one.referral_id == row.id and fits(one)]
        return _first(what, days, asking.period)

    return _each_referral(test, whenever=True)


def _first(what: str, days: Sequence[date], period: Period) -> str:
    if not days:
        return f"no {what} is recorded"
    return f"the first {what} was on {date_in_words(days[0])}, {side_of(days[0], period) or AGAIN}"


def _first_assessed(asking: _Asking, row: Any) -> str:
    days = asking.session.scalars(
        select(Assessment.made_on)
        .where(Assessment.case_id == row.case_id, Assessment.archived_at.is_(None))
        .where(sees_record(asking.session, Assessment))
        .order_by(Assessment.made_on)
    ).all()
    return _first("assessment", days, asking.period)


def _cases_of(asking: _Asking) -> list[AbsentCase]:
    """Read every case of somebody that whoever is signed in may see, the oldest first."""
    statement = (
        select(Case, FundingStream.name)
        .join(FundingStream, FundingStream.id == Case.funding_stream_id, isouter=True)
        .where(Case.person_id == asking.person_id, sees_case(asking.session))
        .order_by(Case.opened_on, Case.reference)
    )
    return [_read_case(asking.session, case, stream) for case, stream in asking.session.execute(statement)]


def _read_case(session: RecordSession, case: Case, stream: str | None) -> AbsentCase:
    endings = session.execute(
        select(Ending.closed_on, Ending.reopened_on)
        .where(Ending.case_id == case.id, Ending.archived_at.is_(None))
        .order_by(Ending.closed_on, Ending.id)
    )
    spells = spells_of(case.opened_on, case.closed_on, [(closed, again) for closed, again in endings])
    return AbsentCase(case.id, case.reference, tuple(spells), case.archived_at is not None, stream)


def _each_case(test: Callable[[Any, Period], str | None], otherwise: str = AGAIN) -> Telling:
    """Tell of each case why it does not count; ``otherwise`` where the case itself would."""

    def tell(asking: _Asking) -> Iterator[str]:
        cases = _cases_of(asking)
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

    def tell(asking: _Asking) -> Iterator[str]:
        rows = asking.session.execute(
            select(day, FundingStream.name)
            .select_from(model)
            .join(Case, Case.id == model.case_id, isouter=True)
            .join(FundingStream, FundingStream.id == Case.funding_stream_id, isouter=True)
            .where(model.person_id == asking.person_id, model.archived_at.is_(None))
            .where(sees_record(asking.session, model))
            .order_by(day)
        ).all()
        if not rows:
            yield f"no {what} is recorded"
        for moment, stream in rows:
            on = civil_date(moment) if hasattr(moment, "hour") else moment
            side = side_of(on, asking.period)
            if side is None and asking.stream and stream != asking.stream:
                side = f"in a case that is not paid for by “{asking.stream}”"
            yield f"{what} on {date_in_words(on)}, {side or AGAIN}"

    return tell


def _nobody(asking: _Asking) -> Iterator[str]:
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
