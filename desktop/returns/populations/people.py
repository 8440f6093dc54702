"""Referrals and people that are counted: referred, supported, waiting."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import func, or_, select

from desktop.domain.periods import Period
from desktop.models.session import RecordSession
from desktop.returns.counting_rules import DUPLICATE, NOT_VALID, REACHED_RESULTS
from desktop.returns.populations.population import Population, joined, picked, rows_of
from desktop.returns.populations.source import Counted
from desktop.returns.populations.sources import (
    CASE,
    CASES,
    CONTACT,
    ENDING,
    REFERRAL,
    REFERRALS,
    SUPPORT_BEFORE_CASES,
    Condition,
    is_support_contact,
    not_archived,
)
from desktop.returns.sorting.classification import code_sets

_STRANDS = "incident.hate_strands"
_OF_ALL = frozenset({_STRANDS, "incident.not_reported_codes"})
"""Fields joined over all referrals of somebody in the period; of others the first referral's counts."""


def _received(period: Period) -> list[Condition]:
    return [not_archived(REFERRAL), REFERRAL.c.received_on.between(period.start, period.end)]


def _referrals(period: Period) -> list[Condition]:
    return [*_received(period), _unless({DUPLICATE})]


def _valid(period: Period) -> list[Condition]:
    return [*_received(period), _unless(NOT_VALID)]


def _unless(reasons: frozenset[str] | set[str]) -> Condition:
    reason = REFERRAL.c.reason_not_case_code
    return or_(reason.is_(None), reason.not_in(sorted(reasons)))


def _not_a_case(period: Period) -> list[Condition]:
    return [*_referrals(period), REFERRAL.c.reason_not_case_code.is_not(None)]


def _newly_referred(
    session: RecordSession, *, period: Period, fields: frozenset[str], stream: UUID | None
) -> Counted:
    """Read everybody with at least one valid referral received in the period, each once.

    What belongs to a referral (source, case, crime) is taken from the first one in the period; hate strands
    from all of them. Of two on one day the one written down first is the first.
    """
    counted = REFERRALS.read(session, period=period, fields=fields, where=_valid(period), stream=stream)
    return _each_person_once(counted)


def _supported(
    session: RecordSession, *, period: Period, fields: frozenset[str], stream: UUID | None
) -> Counted:
    """Read everybody with a support contact in the period; case and referral are those of the latest case.

    Somebody may be supported before there is a case, or without one ever: of them the referral counts.
    """
    in_cases = CASES.read(
        session,
        period=period,
        fields=fields,
        where=[not_archived(CASE), _has_support(period)],
        stream=stream,
    )
    without = SUPPORT_BEFORE_CASES.read(
        session,
        period=period,
        fields=fields & SUPPORT_BEFORE_CASES.fields,
        where=[*support_within(period), CONTACT.c.case_id.is_(None)],
        stream=stream,
    )
    return _each_person_once(joined(without, in_cases), last=True)


def _has_support(period: Period) -> Condition:
    supported = select(CONTACT.c.case_id).where(*support_within(period), CONTACT.c.case_id.is_not(None))
    return CASE.c.id.in_(supported)


def support_within(period: Period) -> list[Condition]:
    """Let through the support contacts of a period."""
    within = CONTACT.c.happened_on.between(period.start, period.end)
    return [not_archived(CONTACT), within, is_support_contact(CONTACT)]


def _waiting(period: Period) -> list[Condition]:
    """Let through valid referrals that nobody had reached and nothing settled by the end of the period."""
    talked = (
        select(CONTACT.c.id)
        .where(not_archived(CONTACT), CONTACT.c.happened_on <= period.end)
        .where(CONTACT.c.result_code.in_(REACHED_RESULTS))
        .where(or_(CONTACT.c.referral_id == REFERRAL.c.id, CONTACT.c.case_id == CASE.c.id))
        .correlate(REFERRAL, CASE)
        .exists()
    )
    closed = (
        select(ENDING.c.id)
        .where(ENDING.c.case_id == CASE.c.id, not_archived(ENDING), ENDING.c.closed_on <= period.end)
        .where(or_(ENDING.c.reopened_on.is_(None), ENDING.c.reopened_on > period.end))
        .correlate(CASE)
        .exists()
    )
    open_still = or_(CASE.c.id.is_(None), CASE.c.closed_on.is_(None), CASE.c.closed_on > period.end)
    return [
        not_archived(REFERRAL),
        REFERRAL.c.received_on <= period.end,
        REFERRAL.c.reason_not_case_code.is_(None),
        REFERRAL.c.person_id.is_not(None),
        func.coalesce(CASE.c.from_history, False).is_(False),
        or_(REFERRAL.c.answered_on.is_(None), REFERRAL.c.answered_on > period.end),
        open_still,
        ~closed,
        ~talked,
    ]


def _people_waiting(
    session: RecordSession, *, period: Period, fields: frozenset[str], stream: UUID | None
) -> Counted:
    counted = REFERRALS.read(
        session, period=period, fields=fields, where=_waiting(period), stream=stream, nouns=("case",)
    )
    return _each_person_once(counted)


def _each_person_once(counted: Counted, *, last: bool = False) -> Counted:
    """Keep the first (or last) row of everybody; sets of codes are joined over all their rows."""
    persons = counted.persons.as_bytes()
    nobody = bytes(16)
    kept: dict[bytes, int] = {}
    for place, person in enumerate(persons):
        if person != nobody and (last or person not in kept):
            kept[person] = place
    places = list(kept.values())
    of_all = {
        name: _joined(persons, code_sets(values), list(kept))
        for name, values in counted.columns.items()
        if name in _OF_ALL
    }
    once = picked(counted, places, keys=counted.persons.at(places))
    without = persons.count(nobody)
    notes = (_nameless(without),) if without else ()
    return Counted(once.keys, once.persons, {**once.columns, **of_all}, notes)


def _joined(persons: Sequence[bytes], sets: Sequence[Any], wanted: Sequence[bytes]) -> Sequence[Any]:
    """Join the sets of codes of each person's rows; None where nobody was ever asked."""
    found: dict[bytes, frozenset[str]] = {}
    for person, codes in zip(persons, sets, strict=True):
        if codes is not None:
            found[person] = found[person] | codes if person in found else codes
    return [found.get(person) for person in wanted]


def _nameless(number: int) -> str:
    if number == 1:
        return "1 referral of the period names no person: nobody is counted for it."
    return f"{number} referrals of the period name no person: nobody is counted for them."


PEOPLE_COUNTED = (
    rows_of(
        REFERRALS,
        _received,
        "requests-received",
        "requests",
        sentence="Requests received: every request for support received in the period, duplicates too.",
        rules=("is_referral", "is_valid"),
    ),
    rows_of(
        REFERRALS,
        _referrals,
        "referrals",
        "referrals",
        sentence="Referrals: every request for support received in the period, without exact duplicates.",
        rules=("is_referral",),
    ),
    rows_of(
        REFERRALS,
        _valid,
        "valid-referrals",
        "referrals",
        sentence="Valid referrals: received in the period, without duplicates and those out of scope.",
        rules=("is_referral", "is_valid"),
    ),
    rows_of(
        REFERRALS,
        _not_a_case,
        "referrals-without-case",
        "referrals",
        sentence="Referrals that did not become cases: received in the period, without exact duplicates, for "
        "which a reason is recorded.",
        rules=("is_referral",),
    ),
    Population(
        id="people-newly-referred",
        unit="people",
        noun="person",
        sentence="People newly referred: everybody with at least one valid referral received in the period, "
        "referred before or not, each counted once. Duplicates, referrals out of scope and archived records "
        "are left out.",
        fields=REFERRALS.fields,
        read=_newly_referred,
        rules=("is_valid", "newly_referred", "age_is_taken_on"),
    ),
    Population(
        id="people-supported",
        unit="people",
        noun="person",
        sentence="People supported: everybody with a support contact in the period, new or carried over, "
        "with or without a case, each counted once.",
        fields=CASES.fields,
        read=_supported,
        rules=("is_support", "is_supported"),
    ),
    Population(
        id="people-waiting",
        unit="people",
        noun="person",
        sentence="People waiting: referred by the last day of the period, and by then nobody had reached "
        "them about it, they had not answered, no case was closed, and no reason is recorded why it did not "
        "become one. Old lists brought in as history are left out.",
        fields=REFERRALS.fields,
        read=_people_waiting,
        rules=("is_valid",),
    ),
)
