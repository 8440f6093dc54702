"""By what referrals can be sorted: who made them, what happened, and how far they came."""

from datetime import date

from desktop.returns.counting_rules import (
    NOT_VALID,
    SUPPORTED,
    accepted_by,
    declined_by,
    engaged_by,
    is_valid,
    offered_by,
)
from desktop.returns.sorting.classification import (
    Classification,
    Columns,
    Sort,
    Values,
    by_code,
    by_codes,
    worked_out,
)

_COURSE = (
    "referral.reason_not_case_code",
    "referral.offered_on",
    "referral.answered_on",
    "referral.accepted",
    "case.opened_on",
    "referral.first_attempt_on",
    "referral.first_reached_on",
    "referral.first_assessed_on",
    "referral.first_support_on",
    "referral.last_support_on",
    "referral.first_signposted_on",
    "period.end",
)


def _crimes(columns: Columns) -> Values:
    """Take the main crime type of the case, else what the incident is recorded as."""
    pairs = zip(columns["case.main_crime_code"], columns["incident.crime_code"], strict=True)
    return [main or other for main, other in pairs]


def _stages(
    reason: str | None,
    offered_on: date | None,
    answered_on: date | None,
    accepted: bool | None,  # noqa: FBT001 a stored answer
    opened_on: date | None,
    attempt_on: date | None,
    reached_on: date | None,
    assessed_on: date | None,
    support_on: date | None,
    last_support_on: date | None,
    signposted_on: date | None,
    end: date,
) -> frozenset[str]:
    """Name the stages a referral had come to by the last day of the period."""
    if not is_valid(reason):
        return frozenset({"not-valid"})
    yes_on = accepted_by(end, accepted=accepted, answered_on=answered_on, opened_on=opened_on)
    no = yes_on is None and declined_by(end, accepted=accepted, answered_on=answered_on, reason=reason)
    told = offered_by(end, offered_on=offered_on) or yes_on is not None or no
    stages = {
        "valid": True,
        "attempted": attempt_on is not None or reached_on is not None,
        "reached": reached_on is not None,
        "offered": told,
        "accepted": yes_on is not None,
        "declined": no,
        "assessed": assessed_on is not None,
        "engaged": engaged_by(accepted_on=yes_on, assessed_on=assessed_on, last_support_on=last_support_on),
        "supported": support_on is not None,
        "signposted-only": signposted_on is not None and support_on is None,
    }
    return frozenset(stage for stage, there in stages.items() if there)


def _standing(reason: str | None) -> str:
    return reason if reason in NOT_VALID else "valid"


OF_REFERRALS = (
    by_code(
        "source",
        "referral.source_code",
        sentence="Who made the (first) referral in the period.",
        absent="no referral source recorded",
        code_list="referral-source",
    ),
    worked_out(
        "standing",
        ("referral.reason_not_case_code",),
        _standing,
        sentence="Whether a request is a valid referral: no duplicate, and within what the service is for.",
        absent="not known whether it is valid",
    ),
    by_code(
        "reason-not-a-case",
        "referral.reason_not_case_code",
        sentence="The reason recorded when a referral did not become a case.",
        absent="no reason recorded",
    ),
    worked_out(
        "stage",
        _COURSE,
        _stages,
        sentence="How far each referral received in the period had come by the last day of the period. "
        "Signposted only: told about an organisation or referred to it, and no support contact. "
        f"{SUPPORTED.sentence}",
        absent="no stage",
        sort=Sort.CODES,
    ),
    Classification(
        id="offence",
        sentence="The main crime type of the case, or of the incident where there is no case; of people with "
        "several referrals in the period, the first counts; of people supported, the latest case.",
        absent="no crime type recorded",
        fields=("case.main_crime_code", "incident.crime_code"),
        code_list="crime-type",
        sort=Sort.CODE,
        read=_crimes,
    ),
    by_codes(
        "hate",
        "incident.hate_strands",
        sentence="The hate strands of what happened, as perceived by the person or anybody else; of "
        "people with several referrals in the period, all count. Two strands mean two rows, and once in the "
        "total.",
        absent="nobody asked whether it was a hate crime",
        code_list="hate-strand",
    ),
    by_code(
        "reported",
        "incident.reported_code",
        sentence="Whether the incident was reported to the police; of people with several referrals in the "
        "period, the first counts.",
        absent="not recorded whether it was reported",
        code_list="reported-to-police",
    ),
    by_codes(
        "reason-not-reported",
        "incident.not_reported_codes",
        sentence="Why it was not reported, as the person put it; several reasons may apply, and of people "
        "with several referrals in the period all count.",
        absent="no reason recorded",
    ),
)
