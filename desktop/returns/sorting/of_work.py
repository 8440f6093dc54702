"""By what the service's work can be sorted: cases, contacts, needs, outcomes, concerns, replies."""

from datetime import UTC, date, datetime

from desktop.domain.dates import civil_date
from desktop.returns.counting_rules import (
    REVIEW_WITHIN_DAYS,
    TWO_WAY_RESULT,
    is_late,
    is_reached,
    is_support,
)
from desktop.returns.sorting.classification import Sort, by_code, by_codes, by_yes_no, worked_out

_LOOKED_AT = (
    "case.opened_on",
    "case.reopened_on",
    "case.assessed_on",
    "case.planned_on",
    "case.plan_reviewed_on",
    "period.end",
)
_FIRST_BITS = 12  # of the 32 hexadecimal digits of an identity, these are its moment in milliseconds


def _kinds_of_contact(direction: str, result: str, support: str | None) -> frozenset[str]:
    given = None if support is None else frozenset(support.split())
    kinds = {
        "attempt": direction == "out",
        "reached": is_reached(result),
        "two-way": result == TWO_WAY_RESULT,
        "support": is_support(result, given),
        "support-not-recorded": result == TWO_WAY_RESULT and support is None,
    }
    return frozenset(kind for kind, there in kinds.items() if there)


def _written_down(happened_on: date, identity: str) -> str:
    """Say whether a record was written down in time; its identity holds the moment it was made."""
    moment = datetime.fromtimestamp(int(identity[:_FIRST_BITS], 16) / 1000, tz=UTC)
    return "late" if is_late(happened_on, civil_date(moment)) else "in-time"


def _reviewed(opened_on: date, *looked_at_and_end: date | None) -> str:
    *looked_at, end = looked_at_and_end
    newest = max(day for day in (opened_on, *looked_at) if day is not None)
    if end is None:
        return "in-time"
    return "overdue" if (end - newest).days > REVIEW_WITHIN_DAYS else "in-time"


def _ending(of_ending: str | None, of_case: str | None) -> str | None:
    return of_ending or of_case


def _onward(kind: str, outcome: str) -> frozenset[str]:
    """Name what was done and what came of it; a signposting is followed up too, but is never "waiting"."""
    found = {kind}
    if outcome in {"accepted", "waiting-list", "completed"}:
        found.add("accepted")
    elif outcome in {"declined", "did-not-attend", "person-chose-not-to", "stopped"}:
        found.add("not-taken-up")
    elif outcome == "waiting" and kind == "referred":
        found.add("waiting")
    else:
        found.add("not-known")
    return frozenset(found)


_OF_CASES = (
    by_codes(
        "also-involves",
        "case.also_involves",
        sentence="What the case is also about. These overlap and are never summed.",
        absent="nobody asked what else it involves",
    ),
    by_codes(
        "enhanced",
        "case.enhanced_codes",
        sentence="Why the Victims' Code gives enhanced rights; a case with two reasons is in two rows.",
        absent="nobody asked about enhanced rights",
        code_list="enhanced-right",
    ),
    by_yes_no(
        "repeat-victim",
        "case.repeat_victim",
        sentence="Whether the person was a victim before.",
        absent="nobody asked whether they were a victim before",
    ),
    by_code(
        "victim-kind",
        "case.victim_kind_code",
        sentence="How the person stands to what happened.",
        absent="not recorded how the person stands to what happened",
    ),
    by_code(
        "risk-start",
        "case.risk_at_start",
        sentence="The first risk level judged in the case by the end of the period.",
        absent="no risk level judged",
        code_list="risk-level",
    ),
    by_code(
        "risk-end",
        "case.risk_at_end",
        sentence="The last risk level judged in the case by the end of the period.",
        absent="no risk level judged",
        code_list="risk-level",
    ),
    worked_out(
        "ending-reason",
        ("case.ended_because", "case.ending_code"),
        _ending,
        sentence="The reason of the case's last ending in the period.",
        absent="no reason recorded",
    ),
    by_yes_no(
        "planned",
        "case.ended_planned",
        sentence="Whether the ending was planned.",
        absent="not recorded whether it was planned",
    ),
    by_code(
        "agreed",
        "case.ended_agreed",
        sentence="Whether the ending was agreed with the person.",
        absent="nobody asked the person",
        code_list="agreed",
    ),
    worked_out(
        "reviewed",
        _LOOKED_AT,
        _reviewed,
        sentence="Whether an open case was looked at in time: opened again, assessed, planned or reviewed.",
        absent="not known",
        code_list="in-time",
    ),
)
_OF_CONTACTS = (
    by_code(
        "channel",
        "contact.channel_code",
        sentence="How the contact was made.",
        absent="no channel recorded",
        code_list="contact-channel",
    ),
    by_code(
        "result",
        "contact.result_code",
        sentence="What came of the contact.",
        absent="no result recorded",
        code_list="contact-result",
    ),
    by_codes(
        "support",
        "contact.support_codes",
        sentence="The kinds of support given in the contact; one contact may give several.",
        absent="no support recorded",
        code_list="support-given",
    ),
    worked_out(
        "contact-kind",
        ("contact.direction", "contact.result_code", "contact.support_codes"),
        _kinds_of_contact,
        sentence="Whether a contact was an attempt, reached the person, was two-way, gave support.",
        absent="none of these",
        sort=Sort.CODES,
    ),
    worked_out(
        "written-down",
        ("contact.happened_on", "contact.id"),
        _written_down,
        sentence="Whether the contact was written down within a week.",
        absent="not known",
        code_list="in-time",
    ),
)
_OF_COURSES = (
    by_code("need", "need.code", sentence="The eight needs.", absent="no need"),
    by_codes(
        "need-course",
        "need.course",
        sentence="What was done about the need, and what became of it.",
        absent="nothing recorded",
    ),
    by_code(
        "outcome", "outcome.code", sentence="The outcomes that the service works for.", absent="no outcome"
    ),
    by_codes(
        "outcome-course",
        "outcome.course",
        sentence="Whether the person gave a score at the start and again, and what became of it.",
        absent="nobody asked",
    ),
)
_OF_THE_REST = (
    by_code(
        "organisation-kind",
        "organisation.kind_code",
        sentence="The kind of the organisation.",
        absent="no kind recorded",
    ),
    worked_out(
        "onward",
        ("onward.kind", "onward.outcome_code"),
        _onward,
        sentence="Whether the person was told about the organisation or referred to it, and what came of it, "
        "as known today.",
        absent="not recorded",
        sort=Sort.CODES,
    ),
    by_code(
        "about",
        "concern.about",
        sentence="Whether the concern is about an adult or a child.",
        absent="not recorded whom it is about",
    ),
    by_yes_no(
        "referred-on",
        "concern.referred_on",
        sentence="Whether the concern was referred to somebody outside by the end of the period.",
        absent="nothing decided",
    ),
    *(
        by_code(
            f"reply-{name}".replace("_", "-"),
            f"reply.{name}_code",
            sentence="As ticked on the form.",
            absent="left out",
            code_list=own,
        )
        for name, own in (
            ("understood", "survey-agreement"),
            ("dignity", "survey-agreement"),
            ("supported", "survey-agreement"),
            ("tailored", "survey-agreement"),
            ("unmet", "survey-yes-no"),
            ("put_in_touch", "survey-yes-no"),
            ("overall", "survey-satisfaction"),
            ("recovered", "survey-recovered"),
        )
    ),
)
OF_WORK = (*_OF_CASES, *_OF_CONTACTS, *_OF_COURSES, *_OF_THE_REST)
