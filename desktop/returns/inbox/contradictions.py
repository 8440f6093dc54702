"""What in the records of a period contradicts itself: each check is one question with its sentence."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import aliased

from desktop.domain.dates import civil_date, date_in_words
from desktop.domain.onward import WAITING, OnwardKind
from desktop.domain.periods import Period
from desktop.models.assessment import Assessment, NeedAnswer
from desktop.models.case import Case
from desktop.models.contact import Contact
from desktop.models.incident import Incident
from desktop.models.onward_referral import OnwardReferral
from desktop.models.person import Person
from desktop.models.referral import Referral
from desktop.models.session import RecordSession
from desktop.queries.visible import sees_case, sees_person, sees_record, sees_referral
from desktop.returns.counting_rules import NOT_VALID, TWO_WAY_RESULT
from desktop.returns.inbox.findings import FindingKind, RecordKind

_LONGEST_WAIT = timedelta(days=28)
_OLDEST = 110
_Question = Select[*tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Check:
    """One way in which records may contradict each other, mended in a record of one kind.

    ``ask`` gives rows of person, case or none, the record, and two days or none for the sentence (%1 and %2);
    ``counts`` are the kinds of thing whose tables are wrong for it, ``by`` by what those are sorted, if not
    all are. ``missing`` names the classification that has no answer because of it.
    """

    kind: FindingKind
    sentence: str
    record: RecordKind
    counts: tuple[str, ...]
    ask: Callable[[RecordSession, Period], _Question]
    by: tuple[str, ...] = ()
    missing: str = ""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """One thing that cannot be so, about whom, in which case and which record."""

    check: Check
    person_id: UUID
    case_id: UUID | None
    record_id: UUID
    sentence: str


def contradictions(
    session: RecordSession, *, period: Period, person_id: UUID | None = None
) -> Iterator[Contradiction]:
    """Ask every check of the cases, contacts and people in sight that have to do with the period.

    ``person_id`` asks of one person alone.
    """
    for check in CHECKS:
        asked = check.ask(session, period)
        if person_id is not None:
            asked = asked.where(asked.selected_columns[0] == person_id)
        seen: set[UUID] = set()
        for row in session.execute(asked):
            whose, case_id, record_id, first, second = tuple(row)
            if record_id not in seen:
                seen.add(record_id)
                said = _said(check.sentence, first, second)
                yield Contradiction(check, whose, case_id, record_id, said)


def _said(sentence: str, first: date | None, second: date | None) -> str:
    words = sentence.replace("%1", date_in_words(first) if first else "")
    return words.replace("%2", date_in_words(second) if second else "")


def _cases(session: RecordSession, period: Period, first: Any, second: Any) -> _Question:
    """Ask for cases in sight that were open at some time in the period."""
    return select(Case.person_id, Case.id, Case.id, first, second).where(
        sees_case(session),
        Case.archived_at.is_(None),
        Case.from_history.is_(False),
        Case.opened_on <= period.end,
        or_(Case.closed_on.is_(None), Case.closed_on >= period.start, Case.closed_on < Case.opened_on),
    )


def _contacts(session: RecordSession, period: Period, second: Any) -> _Question:
    """Ask for contacts of the period in sight, with their case."""
    return (
        select(Contact.person_id, Case.id, Contact.id, Contact.happened_on, second)
        .join(Case, Case.id == Contact.case_id)
        .where(
            sees_record(session, Contact),
            Contact.archived_at.is_(None),
            Case.archived_at.is_(None),
            Case.from_history.is_(False),
            Contact.happened_on.between(period.start, period.end),
        )
    )


def _referrals(
    session: RecordSession, period: Period, first: Any, second: Any, record: Any = Referral.id
) -> _Question:
    """Ask for valid referrals of people in sight, received in the period, and their case, if any."""
    reason = Referral.reason_not_case_code
    return (
        select(Referral.person_id, Case.id, record, first, second)
        .join(Person, Person.id == Referral.person_id)
        .outerjoin(Case, and_(Case.referral_id == Referral.id, Case.archived_at.is_(None)))
        .where(
            sees_referral(session),
            sees_person(session),
            Referral.archived_at.is_(None),
            Person.archived_at.is_(None),
            or_(reason.is_(None), reason.not_in(sorted(NOT_VALID))),
            Referral.received_on.between(period.start, period.end),
        )
    )


def _closed_before_opened(session: RecordSession, period: Period) -> _Question:
    return _cases(session, period, Case.closed_on, Case.opened_on).where(Case.closed_on < Case.opened_on)


def _opened_before_referral(session: RecordSession, period: Period) -> _Question:
    asked = _cases(session, period, Case.opened_on, Referral.received_on)
    return asked.join(Referral, Referral.id == Case.referral_id).where(Case.opened_on < Referral.received_on)


def _contact_before_referral(session: RecordSession, period: Period) -> _Question:
    asked = _contacts(session, period, Referral.received_on)
    return asked.join(Referral, Referral.id == Case.referral_id).where(
        Contact.happened_on < Referral.received_on
    )


def _contact_after_ending(session: RecordSession, period: Period) -> _Question:
    return _contacts(session, period, Case.closed_on).where(Contact.happened_on > Case.closed_on)


def _contact_after_death(session: RecordSession, period: Period) -> _Question:
    return (
        _contacts(session, period, Person.died_on)
        .join(Person, Person.id == Contact.person_id)
        .where(Contact.happened_on > Person.died_on, Contact.result_code == TWO_WAY_RESULT)
    )


def _incident_after_referral(session: RecordSession, period: Period) -> _Question:
    asked = _referrals(session, period, Incident.happened_on, Referral.received_on)
    return asked.join(Incident, Incident.id == Referral.incident_id).where(
        Incident.happened_on > Referral.received_on,
        or_(Incident.happened_precision.is_(None), Incident.happened_precision == "day"),
    )


def _born_after_referral(session: RecordSession, period: Period) -> _Question:
    asked = _referrals(session, period, Person.born_on, Referral.received_on, Person.id)
    return asked.where(Person.born_on > Referral.received_on)


def _very_old(session: RecordSession, period: Period) -> _Question:
    oldest = date(period.end.year - _OLDEST, 1, 1)
    asked = _referrals(session, period, Person.born_on, Referral.received_on, Person.id)
    return asked.where(Person.born_on < oldest)


def _answered_before_referral(session: RecordSession, period: Period) -> _Question:
    return _referrals(session, period, Referral.answered_on, Referral.received_on).where(
        Referral.answered_on < Referral.received_on
    )


def _closed_without_reason(session: RecordSession, period: Period) -> _Question:
    asked = _cases(session, period, Case.closed_on, Case.opened_on)
    return asked.where(Case.closed_on.between(period.start, period.end), Case.ending_code.is_(None))


def _score_only_at_ending(session: RecordSession, period: Period) -> _Question:
    answer, sitting = aliased(NeedAnswer), aliased(Assessment)
    before = (
        select(answer.id)
        .join(sitting, sitting.id == answer.assessment_id)
        .where(answer.case_id == NeedAnswer.case_id, answer.need_code == NeedAnswer.need_code)
        .where(answer.answer == "scored", sitting.stage != "ending")
        .where(answer.archived_at.is_(None), sitting.archived_at.is_(None))
    )
    asked = _cases(session, period, Assessment.made_on, Case.opened_on)
    return (
        asked.join(NeedAnswer, NeedAnswer.case_id == Case.id)
        .join(Assessment, Assessment.id == NeedAnswer.assessment_id)
        .where(Case.closed_on.between(period.start, period.end))
        .where(Assessment.stage == "ending", Assessment.archived_at.is_(None))
        .where(NeedAnswer.answer == "scored", NeedAnswer.archived_at.is_(None), ~before.exists())
    )


def _no_support_recorded(session: RecordSession, period: Period) -> _Question:
    return _contacts(session, period, Case.opened_on).where(
        Contact.result_code == TWO_WAY_RESULT, Contact.support_codes.is_(None)
    )


def _outcome_unknown(session: RecordSession, period: Period) -> _Question:
    asked = select(
        OnwardReferral.person_id,
        OnwardReferral.case_id,
        OnwardReferral.id,
        OnwardReferral.sent_on,
        OnwardReferral.made_on,
    )
    return asked.where(
        sees_record(session, OnwardReferral),
        OnwardReferral.archived_at.is_(None),
        OnwardReferral.kind == OnwardKind.REFERRED.value,
        OnwardReferral.outcome_code == WAITING,
        OnwardReferral.stopped_on.is_(None),
        OnwardReferral.sent_on < civil_date(session.now) - _LONGEST_WAIT,
        OnwardReferral.made_on.between(period.start, period.end),
    )


def _accepted_without_case(session: RecordSession, period: Period) -> _Question:
    return _referrals(session, period, Referral.received_on, Referral.answered_on).where(
        Referral.accepted.is_(True), Case.id.is_(None), Referral.reason_not_case_code.is_(None)
    )


_CASES, _REFERRALS, _CONTACTS = ("case",), ("referral",), ("contact",)
_K, _R = FindingKind, RecordKind
CHECKS: tuple[Check, ...] = (
    Check(
        _K.CLOSED_BEFORE_OPENED,
        "The case was closed on %1, before it was opened on %2.",
        _R.CASE,
        _CASES,
        _closed_before_opened,
    ),
    Check(
        _K.OPENED_BEFORE_REFERRAL,
        "The case was opened on %1, before the referral of %2.",
        _R.CASE,
        _CASES,
        _opened_before_referral,
    ),
    Check(
        _K.CONTACT_BEFORE_REFERRAL,
        "A contact of %1 lies before the referral of %2.",
        _R.CONTACT,
        _CONTACTS,
        _contact_before_referral,
    ),
    Check(
        _K.CONTACT_AFTER_ENDING,
        "A contact of %1 lies after the case was closed on %2.",
        _R.CONTACT,
        _CONTACTS,
        _contact_after_ending,
    ),
    Check(
        _K.CONTACT_AFTER_DEATH,
        "Somebody is said to have spoken with the person on %1; they died on %2.",
        _R.CONTACT,
        _CONTACTS,
        _contact_after_death,
    ),
    Check(
        _K.INCIDENT_AFTER_REFERRAL,
        "The incident of %1 lies after the referral of %2.",
        _R.REFERRAL,
        _REFERRALS,
        _incident_after_referral,
    ),
    Check(
        _K.BORN_AFTER_REFERRAL,
        "Born on %1, after the referral of %2.",
        _R.PERSON,
        ("person",),
        _born_after_referral,
        by=("age",),
        missing="age",
    ),
    Check(
        _K.VERY_OLD,
        "Born on %1: older than 110 at the referral of %2.",
        _R.PERSON,
        ("person",),
        _very_old,
        by=("age",),
    ),
    Check(
        _K.ANSWERED_BEFORE_REFERRAL,
        "The person answered on %1, before the referral of %2.",
        _R.REFERRAL,
        _REFERRALS,
        _answered_before_referral,
    ),
    Check(
        _K.CLOSED_WITHOUT_REASON,
        "The case was closed on %1 and no reason is recorded.",
        _R.CASE,
        _CASES,
        _closed_without_reason,
        by=("ending-reason",),
        missing="ending-reason",
    ),
    Check(
        _K.SCORE_ONLY_AT_ENDING,
        "A need was scored at the ending on %1 and never before: no change can be counted.",
        _R.CASE,
        ("case",),
        _score_only_at_ending,
        by=("need", "outcome"),
    ),
    Check(
        _K.NO_SUPPORT_RECORDED,
        "Somebody spoke with the person on %1 and no support is recorded: it is no support contact.",
        _R.CONTACT,
        (*_CONTACTS, "person"),
        _no_support_recorded,
        missing="support",
    ),
    Check(
        _K.OUTCOME_UNKNOWN,
        "Referred on to another organisation on %1, and nobody knows what became of it.",
        _R.ONWARD,
        ("onward",),
        _outcome_unknown,
    ),
    Check(
        _K.ACCEPTED_WITHOUT_CASE,
        "The person said yes after the referral of %1, and no case was opened.",
        _R.REFERRAL,
        _REFERRALS,
        _accepted_without_case,
    ),
)
