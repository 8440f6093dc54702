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
from desktop.returns.sorting.classification import Classification, Sort, as_codes, as_stored, each, yes_no

_LOOKED_AT = (
    "case.opened_on",
    "case.reopened_on",
    "case.assessed_on",
    "case.planned_on",
    "case.plan_reviewed_on",
    "period.end",
)
_FIRST_BITS = 12  # of the 32 hexadecimal digits of an identity, these are its moment in milliseconds


def _code(
    name: str, field: str, *, sentence: str, absent: str, code_list: str | None = None
) -> Classification:
    return Classification(name, sentence, absent, (field,), code_list or name, Sort.CODE, as_stored(field))


def _codes(
    name: str, field: str, *, sentence: str, absent: str, code_list: str | None = None
) -> Classification:
    return Classification(name, sentence, absent, (field,), code_list or name, Sort.CODES, as_codes(field))


def _flag(name: str, field: str, *, sentence: str, absent: str) -> Classification:
    return Classification(name, sentence, absent, (field,), "yes-no", Sort.CODE, each(yes_no, field))


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
    _codes(
        "also-involves",
        "case.also_involves",
        sentence="What the case is also about. These overlap and are never summed.",
        absent="nobody asked what else it involves",
    ),
    _codes(
        "enhanced",
        "case.enhanced_codes",
        sentence="Why the Victims' Code gives enhanced rights; a case with two reasons is in two rows.",
        absent="nobody asked about enhanced rights",
        code_list="enhanced-right",
    ),
    _flag(
        "repeat-victim",
        "case.repeat_victim",
        sentence="Whether the person was a victim before.",
        absent="nobody asked whether they were a victim before",
    ),
    _code(
        "victim-kind",
        "case.victim_kind_code",
        sentence="How the person stands to what happened.",
        absent="not recorded how the person stands to what happened",
    ),
    _code(
        "risk-start",
        "case.risk_at_start",
        sentence="The first risk level judged in the case by the end of the period.",
        absent="no risk level judged",
        code_list="risk-level",
    ),
    _code(
        "risk-end",
        "case.risk_at_end",
        sentence="The last risk level judged in the case by the end of the period.",
        absent="no risk level judged",
        code_list="risk-level",
    ),
    Classification(
        id="ending-reason",
        sentence="The reason of the case's last ending in the period.",
        absent="no reason recorded",
        fields=("case.ended_because", "case.ending_code"),
        code_list="ending-reason",
        sort=Sort.CODE,
        read=each(_ending, "case.ended_because", "case.ending_code"),
    ),
    _flag(
        "planned",
        "case.ended_planned",
        sentence="Whether the ending was planned.",
        absent="not recorded whether it was planned",
    ),
    _code(
        "agreed",
        "case.ended_agreed",
        sentence="Whether the ending was agreed with the person.",
        absent="nobody asked the person",
        code_list="agreed",
    ),
    Classification(
        id="reviewed",
        sentence="Whether an open case was looked at in time: opened again, assessed, planned or reviewed.",
        absent="not known",
        fields=_LOOKED_AT,
        code_list="in-time",
        sort=Sort.CODE,
        read=each(_reviewed, *_LOOKED_AT),
    ),
)
_OF_CONTACTS = (
    _code(
        "channel",
        "contact.channel_code",
        sentence="How the contact was made.",
        absent="no channel recorded",
        code_list="contact-channel",
    ),
    _code(
        "result",
        "contact.result_code",
        sentence="What came of the contact.",
        absent="no result recorded",
        code_list="contact-result",
    ),
    _codes(
        "support",
        "contact.support_codes",
        sentence="The kinds of support given in the contact; one contact may give several.",
        absent="no support recorded",
        code_list="support-given",
    ),
    Classification(
        id="contact-kind",
        sentence="Whether a contact was an attempt, reached the person, was two-way, gave support.",
        absent="none of these",
        fields=("contact.direction", "contact.result_code", "contact.support_codes"),
        code_list="contact-kind",
        sort=Sort.CODES,
        read=each(_kinds_of_contact, "contact.direction", "contact.result_code", "contact.support_codes"),
    ),
    Classification(
        id="written-down",
        sentence="Whether the contact was written down within a week.",
        absent="not known",
        fields=("contact.happened_on", "contact.id"),
        code_list="in-time",
        sort=Sort.CODE,
        read=each(_written_down, "contact.happened_on", "contact.id"),
    ),
)
_OF_COURSES = (
    _code("need", "need.code", sentence="The eight needs.", absent="no need"),
    _codes(
        "need-course",
        "need.course",
        sentence="What was done about the need, and what became of it.",
        absent="nothing recorded",
    ),
    _code(
        "outcome", "outcome.code", sentence="The outcomes that the service works for.", absent="no outcome"
    ),
    _codes(
        "outcome-course",
        "outcome.course",
        sentence="Whether the person gave a score at the start and again, and what became of it.",
        absent="nobody asked",
    ),
)
_OF_THE_REST = (
    _code(
        "organisation-kind",
        "organisation.kind_code",
        sentence="The kind of the organisation.",
        absent="no kind recorded",
    ),
    Classification(
        id="onward",
        sentence="Whether the person was told about the organisation or referred to it, and what came of it, "
        "as known today.",
        absent="not recorded",
        fields=("onward.kind", "onward.outcome_code"),
        code_list="onward",
        sort=Sort.CODES,
        read=each(_onward, "onward.kind", "onward.outcome_code"),
    ),
    _code(
        "about",
        "concern.about",
        sentence="Whether the concern is about an adult or a child.",
        absent="not recorded whom it is about",
    ),
    _flag(
        "referred-on",
        "concern.referred_on",
        sentence="Whether the concern was referred to somebody outside by the end of the period.",
        absent="nothing decided",
    ),
    *(
        _code(
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
