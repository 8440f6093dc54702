"""Work that is counted: contacts, first steps after a referral, onward referrals, concerns, replies."""

from datetime import timedelta
from typing import Any

from sqlalchemy import Select, or_, select

from desktop.domain.dates import begins_at
from desktop.domain.periods import Period
from desktop.models.assessment import Assessment
from desktop.returns.counting_rules import NOT_VALID, REACHED_RESULTS
from desktop.returns.populations.population import Conditions, Population, rows_of
from desktop.returns.populations.source import table_of
from desktop.returns.populations.sources import (
    CASE,
    CONCERN,
    CONCERNS,
    CONTACT,
    CONTACTS,
    ONWARD,
    ONWARDS,
    REFERRAL,
    REFERRALS,
    REPLIES,
    REPLY,
    Condition,
    is_support_contact,
    not_archived,
)

_ASSESSMENT = table_of(Assessment)


def _contacts(period: Period) -> list[Condition]:
    return [not_archived(CONTACT), CONTACT.c.happened_on.between(period.start, period.end)]


def _onward(period: Period) -> list[Condition]:
    return [not_archived(ONWARD), ONWARD.c.made_on.between(period.start, period.end)]


def _concerns(period: Period) -> list[Condition]:
    begins, ends = begins_at(period.start), begins_at(period.end + timedelta(days=1))
    return [not_archived(CONCERN), CONCERN.c.raised_at >= begins, CONCERN.c.raised_at < ends]


def _replies(period: Period) -> list[Condition]:
    return [not_archived(REPLY), REPLY.c.quarter_start.between(period.start, period.end)]


def _first_step(step: str) -> Conditions:
    """Let through valid referrals whose first step of a kind was within the period, whenever they came."""

    def conditions(period: Period) -> list[Condition]:
        return [
            not_archived(REFERRAL),
            or_(
                REFERRAL.c.reason_not_case_code.is_(None),
                REFERRAL.c.reason_not_case_code.not_in(sorted(NOT_VALID)),
            ),
            _with_step(step, period),
            REFERRALS.specials[f"referral.first_{step}_on"](period).between(period.start, period.end),
        ]

    return conditions


def _with_step(step: str, period: Period) -> Condition:
    """Let through the few referrals with some such step in the period; the first is sought of those alone."""
    if step == "assessed":
        within = _ASSESSMENT.c.made_on.between(period.start, period.end)
        cases = select(_ASSESSMENT.c.case_id).where(not_archived(_ASSESSMENT), within)
        return REFERRAL.c.id.in_(_referrals_of(cases))
    kind = {
        "attempt": CONTACT.c.direction == "out",
        "reached": CONTACT.c.result_code.in_(REACHED_RESULTS),
        "support": is_support_contact(CONTACT),
    }[step]
    steps = (*_contacts(period), kind)
    cases = select(CONTACT.c.case_id).where(*steps, CONTACT.c.case_id.is_not(None))
    before = select(CONTACT.c.referral_id).where(*steps, CONTACT.c.referral_id.is_not(None))
    return or_(REFERRAL.c.id.in_(_referrals_of(cases)), REFERRAL.c.id.in_(before))


def _referrals_of(cases: Select[Any]) -> Select[Any]:
    return select(CASE.c.referral_id).where(CASE.c.id.in_(cases), CASE.c.referral_id.is_not(None))


def _step(name: str, step: str, what: str) -> Population:
    return rows_of(
        REFERRALS,
        _first_step(step),
        name,
        "referrals",
        sentence=f"{what} in the period, whenever the referral came: valid referrals, each once.",
        rules=("nearest_rank",),
        nouns=("case",),
    )


WORK_COUNTED = (
    rows_of(
        CONTACTS,
        _contacts,
        "contacts",
        "contacts",
        sentence="Contacts: every attempt or conversation in the period, counted once with its minutes, also "
        "where several cases share it.",
        rules=("is_reached", "is_support", "is_late"),
    ),
    _step("first-attempts", "attempt", "First attempts to reach the person made"),
    _step("first-reached", "reached", "People first reached"),
    _step("first-assessed", "assessed", "First needs assessments made"),
    _step("first-supported", "support", "First support contacts"),
    rows_of(
        ONWARDS,
        _onward,
        "onward-referrals",
        "onward referrals",
        sentence="Onward referrals and signposting: every organisation the person was told about or "
        "referred to in the period.",
    ),
    rows_of(
        CONCERNS,
        _concerns,
        "concerns",
        "concerns",
        sentence="Safeguarding concerns raised in the period.",
    ),
    rows_of(
        REPLIES,
        _replies,
        "replies",
        "replies",
        sentence="Replies to the survey that belong to the quarters of the period. They are anonymous.",
    ),
)
