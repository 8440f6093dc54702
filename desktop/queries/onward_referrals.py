"""Signposting and onward referrals: where each of a person's stands, and which nobody has answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, or_, select

from desktop.domain.actor import Actor
from desktop.domain.codes import CodeList
from desktop.domain.dates import civil_date
from desktop.domain.ids import CaseId, ConsentId, OnwardReferralId, OrganisationId, PersonId
from desktop.domain.names import initials
from desktop.domain.onward import WAITING, OnwardKind, OnwardState, state_of
from desktop.domain.permissions import Permission, needs
from desktop.domain.sealed_text import ShownWords
from desktop.models.case import Case
from desktop.models.onward_referral import OnwardReferral
from desktop.models.organisation import Organisation
from desktop.models.person import Person
from desktop.models.session import RecordSession
from desktop.models.user import User
from desktop.queries.people import label_of
from desktop.queries.visible import reading, require_person, sees_record


@dataclass(frozen=True, slots=True)
class OnwardReferralDetails:
    """One signposting or onward referral; ``waiting`` while nobody knows what became of it."""

    onward_referral_id: OnwardReferralId
    version: int
    case_id: CaseId | None
    kind: OnwardKind
    state: OnwardState
    organisation_id: OrganisationId
    organisation: str
    need_code: str | None
    need: str
    consent_id: ConsentId | None
    made_by: str
    made_on: date
    sent_on: date | None
    stopped_on: date | None
    what_was_passed: ShownWords
    follow_up_on: date | None
    waiting: bool
    outcome_code: str
    outcome: str
    outcome_on: date | None
    outcome_words: ShownWords


@dataclass(frozen=True, slots=True)
class UnansweredReferral:
    """One that somebody should ask about; the person by reference and initials, as lists show them."""

    onward_referral_id: OnwardReferralId
    version: int
    person_id: PersonId
    person_reference: str
    person_initials: str
    case_id: CaseId | None
    kind: OnwardKind
    organisation: str
    since: date
    follow_up_on: date | None
    due: bool


@needs(Permission.SEE_CASE_NOTES)
def onward_referrals_of(
    session: RecordSession, *, actor: Actor, person_id: PersonId, code_lists: Mapping[str, CodeList]
) -> tuple[OnwardReferralDetails, ...]:
    """List where a person was signposted and referred to, the newest first.

    Raises:
        BadInputError: there is no such person, or they are out of sight.
    """
    del actor
    require_person(session, person_id)
    read = reading(session)
    statement = (
        select(OnwardReferral, Organisation.name, User.name)
        .join(Organisation, Organisation.id == OnwardReferral.organisation_id)
        .join(User, User.id == OnwardReferral.made_by, isouter=True)
        .where(
            OnwardReferral.person_id == person_id,
            OnwardReferral.archived_at.is_(None),
            sees_record(session, OnwardReferral),
        )
        .order_by(OnwardReferral.made_on.desc(), OnwardReferral.id.desc())
    )
    return tuple(
        OnwardReferralDetails(
            onward_referral_id=OnwardReferralId(one.id),
            version=one.version,
            case_id=CaseId(one.case_id) if one.case_id else None,
            kind=OnwardKind(one.kind),
            state=state_of(OnwardKind(one.kind), sent_on=one.sent_on, stopped_on=one.stopped_on),
            organisation_id=OrganisationId(one.organisation_id),
            organisation=organisation,
            need_code=one.need_code,
            need=label_of(code_lists, "need", one.need_code) or "",
            consent_id=ConsentId(one.consent_id) if one.consent_id else None,
            made_by=made_by or "somebody removed",
            made_on=one.made_on,
            sent_on=one.sent_on,
            stopped_on=one.stopped_on,
            what_was_passed=read(one, "what_was_passed"),
            follow_up_on=one.follow_up_on,
            waiting=one.outcome_code == WAITING and one.stopped_on is None,
            outcome_code=one.outcome_code,
            outcome=label_of(code_lists, "onward-outcome", one.outcome_code) or "",
            outcome_on=one.outcome_on,
            outcome_words=read(one, "outcome_words"),
        )
        for one, organisation, made_by in session.execute(statement)
    )


@needs(Permission.SEE_CASE_NOTES)
def unanswered_referrals(
    session: RecordSession, *, actor: Actor, mine: bool = True
) -> tuple[UnansweredReferral, ...]:
    """List what was sent and not answered, and signposting to be asked about, the first due at the top.

    ``mine``: only what whoever asks made, or what belongs to their cases. Nobody is asked about somebody who
    died, nor about what they were told if they asked not to be contacted.
    """
    today = civil_date(session.now)
    told = and_(OnwardReferral.follow_up_on.is_not(None), Person.no_contact_since.is_(None))
    statement = (
        select(OnwardReferral, Organisation.name, Person)
        .join(Organisation, Organisation.id == OnwardReferral.organisation_id)
        .join(Person, Person.id == OnwardReferral.person_id)
        .join(Case, Case.id == OnwardReferral.case_id, isouter=True)
        .where(
            OnwardReferral.archived_at.is_(None),
            OnwardReferral.stopped_on.is_(None),
            OnwardReferral.outcome_code == WAITING,
            or_(
                OnwardReferral.sent_on.is_not(None), and_(OnwardReferral.kind == OnwardKind.TOLD.value, told)
            ),
            Person.archived_at.is_(None),
            Person.died_on.is_(None),
            sees_record(session, OnwardReferral),
        )
    )
    if mine:
        theirs = or_(OnwardReferral.made_by == actor.user_id, Case.worker_id == actor.user_id)
        statement = statement.where(theirs)
    found = [
        UnansweredReferral(
            onward_referral_id=OnwardReferralId(one.id),
            version=one.version,
            person_id=PersonId(person.id),
            person_reference=person.reference,
            person_initials=initials(person.forename, person.surname),
            case_id=CaseId(one.case_id) if one.case_id else None,
            kind=OnwardKind(one.kind),
            organisation=organisation,
            since=one.sent_on or one.made_on,
            follow_up_on=one.follow_up_on,
            due=one.follow_up_on is not None and one.follow_up_on <= today,
        )
        for one, organisation, person in session.execute(statement)
    ]
    return tuple(sorted(found, key=lambda one: (one.follow_up_on or date.max, one.since)))
