"""What is found wanting in the records of a period: the kinds of finding, and one finding."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from desktop.domain.ids import CaseId, PersonId, ReferralId, UserId


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


class RecordKind(StrEnum):
    """What kind of record a finding is mended in, as the timeline names it."""

    PERSON = "person"
    REFERRAL = "referral"
    CASE = "support_case"
    CONTACT = "contact"
    ONWARD = "onward_referral"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that is missing or contradictory, about whom, whose case it is, and what it does.

    ``record_kind`` and ``record_id`` name the record that is to be mended; what happened is told with the
    referral, ``referral_id``. ``missing`` names the classification that has no answer, ``no_answers`` the
    codes that count as none (an empty one, where an empty set of answers does). ``effect`` says every table
    it shows in, ``in_short`` the same in one line; ``weight`` is the number of those tables.
    """

    kind: FindingKind
    sentence: str
    person_id: PersonId
    reference: str
    initials: str
    record_kind: RecordKind
    record_id: UUID
    referral_id: ReferralId | None
    case_id: CaseId | None
    case_reference: str
    worker_id: UserId | None
    worker: str
    effect: str
    in_short: str
    weight: int
    missing: str = ""
    no_answers: frozenset[str] = frozenset()
