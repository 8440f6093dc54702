"""From which tables comes what is counted: referrals, cases, contacts, concerns, replies."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Table, and_, case, func, null, or_, select

from desktop.domain.dates import begins_at
from desktop.domain.periods import Period
from desktop.models.assessment import Assessment
from desktop.models.case import Case
from desktop.models.concern import Concern, ConcernDecision
from desktop.models.contact import Contact
from desktop.models.ending import Ending
from desktop.models.incident import Incident
from desktop.models.onward_referral import OnwardReferral
from desktop.models.organisation import Organisation
from desktop.models.person import Person
from desktop.models.plan import Plan
from desktop.models.referral import Referral
from desktop.models.survey_reply import SurveyReply
from desktop.returns.counting_rules import NO_SUPPORT, REACHED_RESULTS, TWO_WAY_RESULT
from desktop.returns.populations.source import Join, Source, Special, table_of

PERSON, REFERRAL, INCIDENT, CASE = map(table_of, (Person, Referral, Incident, Case))
CONTACT, ONWARD, ORGANISATION = map(table_of, (Contact, OnwardReferral, Organisation))
CONCERN, REPLY, ENDING = map(table_of, (Concern, SurveyReply, Ending))
_ASSESSMENT, _PLAN, _DECISION = map(table_of, (Assessment, Plan, ConcernDecision))
_REFERRED_ON = (
    "adult-social-care",
    "childrens-social-care",
    "marac",
    "police",
    "health",
    "prevent",
    "other-agency",
)
Condition = ColumnElement[bool]


def is_support_contact(contact: FromClause) -> Condition:
    """Say in the database's words what ``counting_rules.is_support`` says of one contact."""
    return and_(
        contact.c.result_code == TWO_WAY_RESULT,
        contact.c.support_codes.is_not(None),
        contact.c.support_codes.not_in([frozenset(), *(frozenset({one}) for one in NO_SUPPORT), NO_SUPPORT]),
    )


def _within(column: ColumnElement[Any], period: Period) -> Condition:
    return column.between(period.start, period.end)


_CASE_OF_REFERRAL = CASE.alias("case_of_referral")
_FIRST_CASE = (
    select(_CASE_OF_REFERRAL.c.id)
    .where(_CASE_OF_REFERRAL.c.referral_id == REFERRAL.c.id, _CASE_OF_REFERRAL.c.archived_at.is_(None))
    .order_by(_CASE_OF_REFERRAL.c.id)
    .limit(1)
    .correlate(REFERRAL)
    .scalar_subquery()
)


def _contact_day(pick: Callable[..., Any], condition: Callable[[FromClause], Condition]) -> Special:
    """Give the day of the first or last contact of a referral, before or after a case was opened from it."""

    def made(period: Period) -> ColumnElement[Any]:
        found = []
        for column, own in ((CONTACT.c.case_id, CASE.c.id), (CONTACT.c.referral_id, REFERRAL.c.id)):
            contact = CONTACT.alias()
            key = contact.c.case_id if column is CONTACT.c.case_id else contact.c.referral_id
            found.append(
                select(pick(contact.c.happened_on))
                .where(key == own, contact.c.archived_at.is_(None))
                .where(condition(contact), contact.c.happened_on <= period.end)
                .correlate(CASE, REFERRAL)
                .scalar_subquery()
            )
        return func.coalesce(*found)

    return made


def _day_of_case(table: Table, column: str, pick: Callable[..., Any]) -> Special:
    """Give the first or last day of something that hangs on the case, by the end of the period."""

    def made(period: Period) -> ColumnElement[Any]:
        other = table.alias()
        day = other.c[column]
        return (
            select(pick(day))
            .where(other.c.case_id == CASE.c.id, other.c.archived_at.is_(None), day <= period.end)
            .correlate(CASE)
            .scalar_subquery()
        )

    return made


def _risk(*, first: bool) -> Special:
    def made(period: Period) -> ColumnElement[Any]:
        other = _ASSESSMENT.alias()
        keys = (other.c.made_on, other.c.id)
        return (
            select(other.c.risk_level)
            .where(other.c.case_id == CASE.c.id, other.c.archived_at.is_(None))
            .where(other.c.risk_level.is_not(None), other.c.made_on <= period.end)
            .order_by(*(keys if first else (key.desc() for key in keys)))
            .limit(1)
            .correlate(CASE)
            .scalar_subquery()
        )

    return made


def _of_last_ending(column: str) -> Special:
    """Give a field of the last ending within the period."""

    def made(period: Period) -> ColumnElement[Any]:
        other = ENDING.alias()
        return (
            select(other.c[column])
            .where(other.c.case_id == CASE.c.id, other.c.archived_at.is_(None))
            .where(_within(other.c.closed_on, period))
            .order_by(other.c.closed_on.desc(), other.c.id.desc())
            .limit(1)
            .correlate(CASE)
            .scalar_subquery()
        )

    return made


def _closed_within(period: Period) -> ColumnElement[Any]:
    """Give the day of the last closing within the period; old lists hold no ending, only the day."""
    own = case((_within(CASE.c.closed_on, period), CASE.c.closed_on), else_=null())
    return func.coalesce(_of_last_ending("closed_on")(period), own)


def _was_referred(period: Period) -> ColumnElement[Any]:
    other = _DECISION.alias()
    return (
        select(other.c.id)
        .where(other.c.concern_id == CONCERN.c.id, other.c.archived_at.is_(None))
        .where(
            other.c.decision_code.in_(_REFERRED_ON),
            other.c.decided_at < begins_at(period.end + timedelta(days=1)),
        )
        .correlate(CONCERN)
        .exists()
    )


_COURSE: dict[str, Special] = {
    "referral.first_attempt_on": _contact_day(func.min, lambda one: one.c.direction == "out"),
    "referral.first_reached_on": _contact_day(func.min, lambda one: one.c.result_code.in_(REACHED_RESULTS)),
    "referral.first_support_on": _contact_day(func.min, is_support_contact),
    "referral.last_support_on": _contact_day(func.max, is_support_contact),
    "referral.first_assessed_on": _day_of_case(_ASSESSMENT, "made_on", func.min),
    "referral.first_signposted_on": _day_of_case(ONWARD, "made_on", func.min),
}
_OF_CASE: dict[str, Special] = {
    "case.risk_at_start": _risk(first=True),
    "case.risk_at_end": _risk(first=False),
    "case.ended_because": _of_last_ending("reason_code"),
    "case.ended_planned": _of_last_ending("planned"),
    "case.ended_agreed": _of_last_ending("agreed"),
    "case.closed_within": _closed_within,
    "case.reopened_on": _day_of_case(ENDING, "reopened_on", func.max),
    "case.assessed_on": _day_of_case(_ASSESSMENT, "made_on", func.max),
    "case.planned_on": _day_of_case(_PLAN, "made_on", func.max),
    "case.plan_reviewed_on": _day_of_case(_PLAN, "reviewed_on", func.max),
}
_COURSE_NEEDS = dict.fromkeys(_COURSE, ("case", "referral"))


def _of_a_case(
    noun: str,
    table: Table,
    *,
    day: ColumnElement[Any],
    more: Mapping[str, Join] = MappingProxyType({}),
    specials: Mapping[str, Special] = MappingProxyType({}),
) -> Source:
    """Make the source of records of somebody's case, with its day; ``more`` hangs on case and record."""
    joins = {
        "person": Join(PERSON, PERSON.c.id == table.c.person_id),
        "case": Join(CASE, CASE.c.id == table.c.case_id),
    }
    return Source(noun, table, day, day, table.c.person_id, joins | dict(more), specials)


_INCIDENT = Join(INCIDENT, INCIDENT.c.id == REFERRAL.c.incident_id, ("referral",))

REFERRALS = Source(
    noun="referral",
    table=REFERRAL,
    day=REFERRAL.c.received_on,
    age_on=REFERRAL.c.received_on,
    person=REFERRAL.c.person_id,
    joins={
        "person": Join(PERSON, PERSON.c.id == REFERRAL.c.person_id),
        "incident": Join(INCIDENT, INCIDENT.c.id == REFERRAL.c.incident_id),
        "case": Join(CASE, CASE.c.id == _FIRST_CASE),
    },
    specials=_COURSE,
    special_needs=_COURSE_NEEDS,
)
CASES = Source(
    noun="case",
    table=CASE,
    day=CASE.c.opened_on,
    age_on=func.coalesce(REFERRAL.c.received_on, CASE.c.opened_on, type_=CASE.c.opened_on.type),
    person=CASE.c.person_id,
    joins={
        "person": Join(PERSON, PERSON.c.id == CASE.c.person_id),
        "referral": Join(REFERRAL, REFERRAL.c.id == CASE.c.referral_id),
        "incident": _INCIDENT,
    },
    specials=_COURSE | _OF_CASE,
    special_needs=_COURSE_NEEDS,
    always=("referral",),
)
CONTACTS = _of_a_case(
    "contact",
    CONTACT,
    day=CONTACT.c.happened_on,
    more={
        "referral": Join(REFERRAL, REFERRAL.c.id == CASE.c.referral_id, ("case",)),
        "incident": _INCIDENT,
    },
)
_AGE_AT_REFERRAL = func.coalesce(
    REFERRAL.c.received_on, CONTACT.c.happened_on, type_=CONTACT.c.happened_on.type
)
SUPPORT_BEFORE_CASES = replace(
    CONTACTS,
    age_on=_AGE_AT_REFERRAL,
    joins={**CONTACTS.joins, "referral": Join(REFERRAL, REFERRAL.c.id == CONTACT.c.referral_id)},
    always=("referral",),
)
"""Contacts that belong to a referral and to no case."""
ONWARDS = _of_a_case(
    "onward",
    ONWARD,
    day=ONWARD.c.made_on,
    more={"organisation": Join(ORGANISATION, ORGANISATION.c.id == ONWARD.c.organisation_id)},
)
CONCERNS = _of_a_case(
    "concern", CONCERN, day=CONCERN.c.raised_at, specials={"concern.referred_on": _was_referred}
)
REPLIES = Source(
    noun="reply",
    table=REPLY,
    day=REPLY.c.quarter_start,
    age_on=REPLY.c.quarter_start,
    person=None,
)


def not_archived(table: Table) -> Condition:
    """Leave out what was put away."""
    return table.c.archived_at.is_(None)


def touching(period: Period) -> Condition:
    """Let through cases that were open on some day of the period, if only on that of their opening."""
    return and_(
        not_archived(CASE),
        CASE.c.opened_on <= period.end,
        or_(CASE.c.closed_on.is_(None), CASE.c.closed_on >= period.start, CASE.c.opened_on >= period.start),
    )
