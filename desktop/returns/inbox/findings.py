"""What is found wanting in the records of a period: the kinds of finding, and one finding."""

from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.ids import CaseId, PersonId, UserId


class FindingKind(StrEnum):
    """What is the matter; the value is said over all findings of the kind."""

    MISSING = "Not recorded"
    CLOSED_BEFORE_OPENED = "Closed before it was opened"
    OPENED_BEFORE_REFERRAL = "Opened before the referral"
    CONTACT_BEFORE_REFERRAL = "Contact before the referral"
    CONTACT_AFTER_ENDING = "Contact after the ending"
    CONTACT_AFTER_DEATH = "Conversation after the death"
    INCIDENT_AFTER_REFERRAL = "Incident after the referral"
    BORN_AFTER_REFERRAL = "Born after the referral"
    VERY_OLD = "Older than 110"
    ANSWERED_BEFORE_REFERRAL = "Answered before the referral"
    CLOSED_WITHOUT_REASON = "Closed without a reason"
    SCORE_ONLY_AT_ENDING = "Scored at the ending alone"
    NO_SUPPORT_RECORDED = "Conversation without support recorded"
    OUTCOME_UNKNOWN = "Outcome of an onward referral not known"
    ACCEPTED_WITHOUT_CASE = "Accepted, and no case"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that is missing or contradictory, about whom, whose case it is, and what it does.

    ``missing`` names the classification that has no answer; ``weight`` is the number of tables it shows in.
    """

    kind: FindingKind
    sentence: str
    person_id: PersonId
    reference: str
    initials: str
    case_id: CaseId | None
    case_reference: str
    worker_id: UserId | None
    worker: str
    effect: str
    weight: int
    missing: str = ""
