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
    as_codes,
    as_stored,
    each,
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
    Classification(
        id="source",
        sentence="Who made the (first) referral in the period.",
        absent="no referral source recorded",
        fields=("referral.source_code",),
        code_list="referral-source",
        sort=Sort.CODE,
        read=as_stored("referral.source_code"),
    ),
    Classification(
        id="standing",
        sentence="Whether a request is a valid referral: no duplicate, and within what the service is for.",
        absent="not known whether it is valid",
        fields=("referral.reason_not_case_code",),
        code_list="standing",
        sort=Sort.CODE,
        read=each(_standing, "referral.reason_not_case_code"),
    ),
    Classification(
        id="reason-not-a-case",
        sentence="The reason recorded when a referral did not become a case.",
        absent="no reason recorded",
        fields=("referral.reason_not_case_code",),
        code_list="reason-not-a-case",
        sort=Sort.CODE,
        read=as_stored("referral.reason_not_case_code"),
    ),
    Classification(
        id="stage",
        sentence="How far each referral received in the period had come by the last day of the period. "
        "Signposted only: told about an organisation or referred to it, and no support contact. "
        f"{SUPPORTED.sentence}",
        absent="no stage",
        fields=_COURSE,
        code_list="stage",
        sort=Sort.CODES,
        read=each(_stages, *_COURSE),
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
    Classification(
        id="hate",
        sentence="The hate strands of what happened, as perceived by the person or anybody else; of "
        "people with several referrals in the period, all count. Two strands mean two rows, and once in the "
        "total.",
        absent="nobody asked whether it was a hate crime",
        fields=("incident.hate_strands",),
        code_list="hate-strand",
        sort=Sort.CODES,
        read=as_codes("incident.hate_strands"),
    ),
    Classification(
        id="reported",
        sentence="Whether the incident was reported to the police; of people with several referrals in the "
        "period, the first counts.",
        absent="not recorded whether it was reported",
        fields=("incident.reported_code",),
        code_list="reported-to-police",
        sort=Sort.CODE,
        read=as_stored("incident.reported_code"),
    ),
    Classification(
        id="reason-not-reported",
        sentence="Why it was not reported, as the person put it; several reasons may apply, and of people "
        "with several referrals in the period all count.",
        absent="no reason recorded",
        fields=("incident.not_reported_codes",),
        code_list="reason-not-reported",
        sort=Sort.CODES,
        read=as_codes("incident.not_reported_codes"),
    ),
)
