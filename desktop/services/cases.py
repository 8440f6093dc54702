"""Cases: opening an episode of support from a referral, what it is about, who has it, how it ends."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date

from sqlalchemy import func, or_, select

from desktop.domain.actor import Actor
from desktop.domain.case_course import (
    CaseCourse,
    Ending,
    check_closing,
    check_open,
    check_opening,
    check_reopening,
)
from desktop.domain.dates import civil_date
from desktop.domain.ids import CaseId, FundingStreamId, IncidentId, PersonId, ReferralId, UserId
from desktop.domain.onward import STOPPED
from desktop.domain.permissions import Permission, needs
from desktop.domain.references import ReferenceKind
from desktop.domain.safe_markings import Question, channels_to_confirm_again, what_a_marking_changes
from desktop.errors import BadInputError, RefusedError
from desktop.models.assignment import Assignment
from desktop.models.case import Case, CaseIncident
from desktop.models.concern import Concern
from desktop.models.contact import Contact
from desktop.models.ending import Ending as EndingRecord
from desktop.models.onward_referral import OnwardReferral
from desktop.models.person import ContactPoint, Person
from desktop.models.referral import Referral
from desktop.models.session import RecordSession
from desktop.queries.safe_contact import safety_of
from desktop.queries.visible import require_case, require_incident, require_referral
from desktop.services.case_records import (
    add_record,
    case_to_change,
    check_choices,
    require_colleague,
    require_stream,
    write_words,
)
from desktop.services.references import next_references


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseWords:
    """What a case is about, who pays for it and who has it."""

    opened_on: date
    main_crime_code: str | None = None
    also_involves: frozenset[str] | None = None
    funding_stream_id: FundingStreamId | None = None
    worker_id: UserId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseEdits:
    """What a case is about, as it is to stand from now on; None means "not known" or "not asked"."""

    main_crime_code: str | None = None
    also_involves: frozenset[str] | None = None
    victim_kind_code: str | None = None
    enhanced_codes: frozenset[str] | None = None
    repeat_victim: bool | None = None
    funding_stream_id: FundingStreamId | None = None


@needs(Permission.OPEN_CASE)
def open_case(session: RecordSession, *, actor: Actor, referral_id: ReferralId, words: CaseWords) -> CaseId:
    """Open a case from a referral, about the referral's incident; earlier attempts to reach them go with it.

    Raises:
        BadInputError: there is no such referral, the day lies in the future or before the referral, or a code
            or colleague cannot be chosen.
        RefusedError: the referral has no person, or became a case already.
    """
    del actor
    referral = require_referral(session, referral_id)
    if not referral.received_on <= words.opened_on <= civil_date(session.now):
        what = "A case opens on or after the day of its referral, and not in the future."
        raise BadInputError(what, "Check the day it was opened.")
    person_id = _person_of(session, referral)
    _check_choices(session, words.main_crime_code, words.also_involves, on=words.opened_on)
    require_stream(session, words.funding_stream_id)
    if words.worker_id is not None:
        require_colleague(session, user_id=words.worker_id, may=Permission.SEE_CASES, person_id=person_id)
    (reference,) = next_references(session, ReferenceKind.CASE, 1)
    case = Case(
        reference=reference,
        person_id=person_id,
        referral_id=referral.id,
        funding_stream_id=words.funding_stream_id,
        worker_id=words.worker_id,
        main_crime_code=words.main_crime_code,
        also_involves=words.also_involves,
        opened_on=words.opened_on,
        from_history=False,
    )
    session.add(case)
    session.flush()
    referral.reason_not_case_code = None
    if referral.incident_id is not None:
        session.add(CaseIncident(case_id=case.id, incident_id=referral.incident_id))
    _take_contacts(session, case)
    _mark(session, case, _codes(words.main_crime_code, words.also_involves), on=words.opened_on)
    return CaseId(case.id)


@needs(Permission.OPEN_CASE)
def change_case(
    session: RecordSession, *, actor: Actor, case_id: CaseId, version: int, edits: CaseEdits
) -> tuple[Question, ...]:
    """Say anew what a case is about; give what the person is to be asked because of it.

    Marking it as domestic abuse, stalking or honour-based abuse makes every way to reach the person doubtful
    until it is confirmed again, and stops onward referrals that were not sent (domain.md §6).

    Raises:
        BadInputError: there is no such case, or a code or funding cannot be chosen.
        StaleVersionError: somebody changed it since.
    """
    del actor
    case = case_to_change(session, case_id=case_id, version=version)
    today = civil_date(session.now)
    before = _codes(case.main_crime_code, case.also_involves)
    new_crime = None if edits.main_crime_code == case.main_crime_code else edits.main_crime_code
    added = (edits.also_involves or frozenset()) - (case.also_involves or frozenset())
    _check_choices(session, new_crime, added, on=today)
    wanted = {
        "victim-kind": {edits.victim_kind_code} - {case.victim_kind_code, None},
        "enhanced-right": (edits.enhanced_codes or frozenset()) - (case.enhanced_codes or frozenset()),
    }
    check_choices(session, wanted={key: _said(codes) for key, codes in wanted.items()}, on=today)
    if edits.funding_stream_id != case.funding_stream_id:  # an old one stays, though nobody may choose it
        require_stream(session, edits.funding_stream_id)
    for field in fields(edits):
        setattr(case, field.name, getattr(edits, field.name))
    return _mark(session, case, _codes(edits.main_crime_code, edits.also_involves) - before, on=today)


@needs(Permission.ASSIGN)
def assign_case(
    session: RecordSession, *, actor: Actor, case_id: CaseId, version: int, worker_id: UserId | None
) -> None:
    """Give a case to a colleague, or to nobody for now.

    Raises:
        BadInputError: there is no such case, or the colleague does not sign in any more.
        StaleVersionError: somebody changed it since.
        RefusedError: it is closed, or the colleague does not work with cases or is locked out.
    """
    del actor
    case = case_to_change(session, case_id=case_id, version=version)
    if worker_id is not None:
        check_open(_course(session, case))
        require_colleague(session, user_id=worker_id, may=Permission.SEE_CASES, person_id=case.person_id)
    case.worker_id = worker_id


@needs(Permission.CLOSE_CASE)
def close_case(
    session: RecordSession, *, actor: Actor, case_id: CaseId, version: int, ending: Ending
) -> None:
    """Close a case with its ending; volunteers who helped in it see the person no longer.

    Raises:
        BadInputError: there is no such case, or something the ending has to say is missing or cannot be.
        StaleVersionError: somebody changed it since.
        RefusedError: it is closed already, or a concern is open and no reason is given.
    """
    case = case_to_change(session, case_id=case_id, version=version)
    died = session.get_one(Person, case.person_id).died_on is not None
    course = _course(session, case)
    today = civil_date(session.now)
    concerns = _open_concerns(session, case)
    check_closing(course, ending, today=today, open_concerns=concerns, died=died)
    check_choices(session, wanted={"ending-reason": {ending.reason_code}}, on=ending.on)
    if ending.planned is None and not died:
        what = "It is not said whether the ending was planned."
        raise BadInputError(what, "Say whether it was.")
    add_record(
        session,
        EndingRecord,
        person_id=PersonId(case.person_id),
        case_id=case_id,
        values={
            "closed_on": ending.on,
            "closed_by": actor.user_id,
            "reason_code": ending.reason_code,
            "planned": bool(ending.planned),
            "agreed": "not_asked" if ending.agreed is None else ("yes" if ending.agreed else "no"),
        },
        words={
            "their_words": ending.person_said,
            "words": ending.reason_words,
            "open_concern_reason": ending.open_concern_reason,
        },
    )
    case.closed_on = ending.on
    case.ending_code = ending.reason_code
    given = select(Assignment).where(Assignment.case_id == case_id, Assignment.archived_at.is_(None))
    for assignment in session.scalars(given):
        if assignment.until_on is None or assignment.until_on > ending.on:
            assignment.until_on = max(ending.on, assignment.from_on)


@needs(Permission.CLOSE_CASE)
def reopen_case(
    session: RecordSession, *, actor: Actor, case_id: CaseId, version: int, on: date, reason: str
) -> None:
    """Open a closed case again because the person came back; its ending stays on file.

    Raises:
        BadInputError: there is no such case, no reason is given, or the day cannot be.
        StaleVersionError: somebody changed it since.
        RefusedError: it is open, it came from an old list, or the person has died.
    """
    case = case_to_change(session, case_id=case_id, version=version)
    died = session.get_one(Person, case.person_id).died_on is not None
    check_reopening(_course(session, case), on=on, today=civil_date(session.now), died=died)
    ending = _last_ending(session, case)
    if ending is None:
        what = "This case came from an old list, which does not say how it ended."
        raise RefusedError(what, "Open a new case; the person's page shows both.")
    if not reason.strip():
        what = "It is not said why the case is opened again."
        raise BadInputError(what, "Write it down in a few words.")
    ending.reopened_on = on
    ending.reopened_by = actor.user_id
    write_words(session, ending, words={"reopened_reason": reason})
    case.closed_on = None
    case.ending_code = None


@needs(Permission.OPEN_CASE)
def add_incident_to_case(
    session: RecordSession, *, actor: Actor, case_id: CaseId, incident_id: IncidentId
) -> None:
    """Note that a case is about one more incident.

    Raises:
        BadInputError: there is no such case or incident, or one is out of sight.
        RefusedError: it is noted already.
    """
    del actor
    require_case(session, case_id)
    require_incident(session, incident_id)
    known = session.scalar(
        select(CaseIncident.id).where(
            CaseIncident.case_id == case_id, CaseIncident.incident_id == incident_id
        )
    )
    if known is not None:
        what = "The case is about this incident already."
        raise RefusedError(what)
    session.add(CaseIncident(case_id=case_id, incident_id=incident_id))


def _person_of(session: RecordSession, referral: Referral) -> PersonId:
    taken = session.scalar(
        select(Case.reference).where(Case.referral_id == referral.id, Case.archived_at.is_(None))
    )
    check_opening(person_known=referral.person_id is not None, case_of_referral=taken)
    return PersonId(referral.person_id)  # type: ignore[arg-type]


def _codes(main: str | None, also: frozenset[str] | None) -> frozenset[str]:
    return frozenset({main, *(also or ())} - {None})


def _said(codes: Iterable[str | None]) -> frozenset[str]:
    return frozenset(code for code in codes if code is not None)


def _check_choices(
    session: RecordSession, crime: str | None, also: frozenset[str] | None, *, on: date
) -> None:
    wanted = {"crime-type": _said({crime}), "also-involves": also or frozenset()}
    check_choices(session, wanted=wanted, on=on)


def _take_contacts(session: RecordSession, case: Case) -> None:
    """Hand the contacts of the referral to its case: what happens to the case happens to them."""
    before = select(Contact).where(Contact.referral_id == case.referral_id, Contact.case_id.is_(None))
    for contact in session.scalars(before):
        contact.case_id = case.id


def _mark(session: RecordSession, case: Case, codes: frozenset[str], *, on: date) -> tuple[Question, ...]:
    """Do what the new codes of a case ask for: nothing, or doubt every channel and stop what waits."""
    changes = [what_a_marking_changes(code) for code in sorted(codes)]
    if not any(change.confirm_again for change in changes):
        return ()
    case.controlling_since = on
    _confirm_again(session, case, on=on)
    unsent = select(OnwardReferral).where(
        OnwardReferral.person_id == case.person_id,
        OnwardReferral.kind == "referred",
        OnwardReferral.sent_on.is_(None),
        OnwardReferral.stopped_on.is_(None),
        OnwardReferral.archived_at.is_(None),
    )
    for onward in session.scalars(unsent):
        onward.stopped_on = civil_date(session.now)
        onward.outcome_code = STOPPED
        onward.outcome_on = civil_date(session.now)
    return tuple(dict.fromkeys(question for change in changes for question in change.questions))


def _confirm_again(session: RecordSession, case: Case, *, on: date) -> None:
    """Doubt what was confirmed before; what was confirmed on the day a case opened, or since, holds."""
    points = session.scalars(
        select(ContactPoint).where(
            ContactPoint.person_id == case.person_id, ContactPoint.archived_at.is_(None)
        )
    ).all()
    opening = on == case.opened_on
    doubtful = {
        point: safety_of(point)
        for point in points
        if not (opening and point.confirmed_on is not None and point.confirmed_on >= on)
    }
    for point, said in channels_to_confirm_again(doubtful, marked_on=on).items():
        point.confirm_again_since = said.confirm_again_since


def _open_concerns(session: RecordSession, case: Case) -> int:
    """Count the open worries about the person, in this case or in none."""
    statement = select(func.count(Concern.id)).where(
        Concern.person_id == case.person_id,
        or_(Concern.case_id.is_(None), Concern.case_id == case.id),
        Concern.closed_on.is_(None),
        Concern.archived_at.is_(None),
    )
    return session.scalar(statement) or 0


def _last_ending(session: RecordSession, case: Case) -> EndingRecord | None:
    endings = select(EndingRecord).where(EndingRecord.case_id == case.id, EndingRecord.archived_at.is_(None))
    return session.scalar(endings.order_by(EndingRecord.closed_on.desc(), EndingRecord.id.desc()).limit(1))


def _course(session: RecordSession, case: Case) -> CaseCourse:
    ending = _last_ending(session, case)
    return CaseCourse(
        reference=case.reference,
        opened_on=case.opened_on,
        closed_on=case.closed_on,
        reopened_on=ending.reopened_on if ending else None,
    )
