"""Contacts: what was tried and said with a person, one by one, and which cases may share one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, select, true
from sqlalchemy.orm import aliased

from desktop.domain.actor import Actor
from desktop.domain.codes import CodeList
from desktop.domain.ids import CaseId, ContactId, ContactPointId, PersonId, ReferralId
from desktop.domain.names import initials
from desktop.domain.permissions import Permission, may, needs
from desktop.domain.sealed_text import ShownWords
from desktop.errors import BadInputError
from desktop.models.case import Case, CaseIncident
from desktop.models.contact import Contact, ContactShare
from desktop.models.guarded import show_words
from desktop.models.person import Person
from desktop.models.session import RecordSession
from desktop.models.user import User
from desktop.queries.people import label_of
from desktop.queries.visible import (
    over_whom_glass_is_broken,
    require_case,
    require_person,
    sees_case,
    sees_record,
)

REACHED = "spoke-with-person"
"""The one result that counts as having reached the person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactDetails:
    """One contact as its page and its form show it; the words are empty where they are withheld."""

    contact_id: ContactId
    version: int
    person_id: PersonId
    case_id: CaseId | None
    case_reference: str | None
    referral_id: ReferralId | None
    happened_on: date
    at_time: str | None
    channel_code: str
    channel: str
    direction: str
    result_code: str
    result: str
    reached: bool
    minutes: int | None
    with_whom: ShownWords
    note: ShownWords
    restricted: bool
    support_codes: frozenset[str] | None
    support: tuple[str, ...]
    contact_point_id: ContactPointId | None
    who: str
    shared_with: tuple[str, ...]
    """References of the other cases that share it, as whoever asks sees them."""
    may_correct: bool


@dataclass(frozen=True, slots=True)
class SharingCase:
    """A case about the same incident, which may share a contact."""

    case_id: CaseId
    reference: str
    initials: str


@needs(Permission.SEE_PERSON)
def list_contacts(
    session: RecordSession,
    *,
    actor: Actor,
    person_id: PersonId,
    code_lists: Mapping[str, CodeList],
    most: int = 200,
) -> tuple[ContactDetails, ...]:
    """List the contacts with a person, the newest first; a volunteer sees their own.

    Raises:
        BadInputError: there is no such person, or they are out of sight.
    """
    require_person(session, person_id)
    statement = _contacts(session, actor).where(Contact.person_id == person_id)
    newest_first = (Contact.happened_on.desc(), Contact.at_time.desc(), Contact.id.desc())
    return _details(session, actor, statement.order_by(*newest_first).limit(most), code_lists)


@needs(Permission.SEE_PERSON)
def contact_details(
    session: RecordSession, *, actor: Actor, contact_id: ContactId, code_lists: Mapping[str, CodeList]
) -> ContactDetails:
    """Give one contact.

    Raises:
        BadInputError: there is no such contact, or it is out of sight.
    """
    found = _details(session, actor, _contacts(session, actor).where(Contact.id == contact_id), code_lists)
    if not found:
        what = "This entry is not in these records."
        raise BadInputError(what, "Look at the person's page again.")
    return found[0]


@needs(Permission.SEE_CASES)
def cases_to_share_with(session: RecordSession, *, actor: Actor, case_id: CaseId) -> tuple[SharingCase, ...]:
    """List the other cases about an incident of this case, by reference and initials.

    Raises:
        BadInputError: there is no such case, or it is out of sight.
    """
    del actor
    require_case(session, case_id)
    ours = select(CaseIncident.incident_id).where(
        CaseIncident.case_id == case_id, CaseIncident.archived_at.is_(None)
    )
    statement = (
        select(Case.id, Case.reference, Person.forename, Person.surname)
        .join(Person, Person.id == Case.person_id)
        .join(CaseIncident, CaseIncident.case_id == Case.id)
        .where(
            CaseIncident.incident_id.in_(ours),
            CaseIncident.archived_at.is_(None),
            Case.id != case_id,
            Case.archived_at.is_(None),
            sees_case(session),
        )
        .distinct()
        .order_by(Case.reference)
    )
    return tuple(
        SharingCase(CaseId(row.id), row.reference, initials(row.forename, row.surname))
        for row in session.execute(statement)
    )


def _contacts(session: RecordSession, actor: Actor) -> Select[Contact, str, str]:
    own: ColumnElement[bool] = true()
    if not may(actor, Permission.SEE_CASE_NOTES):
        own = Contact.worker_id == actor.user_id
    case = aliased(Case)
    shown = and_(case.id == Contact.case_id, _case_named(actor))
    return (
        select(Contact, User.name, case.reference)
        .join(User, User.id == Contact.worker_id, isouter=True)
        .join(case, shown, isouter=True)
        .where(Contact.archived_at.is_(None), sees_record(session, Contact), own)
    )


def _case_named(actor: Actor) -> ColumnElement[bool]:
    """Leave out the references of cases for whoever sees no cases; who sees the contact sees its case."""
    return true() if may(actor, Permission.SEE_CASES) else Contact.id.is_(None)


def _details(
    session: RecordSession,
    actor: Actor,
    statement: Select[Contact, str, str],
    code_lists: Mapping[str, CodeList],
) -> tuple[ContactDetails, ...]:
    rows = session.execute(statement).all()
    shares = _shares(session, [contact.id for contact, _, _ in rows])
    broken = over_whom_glass_is_broken(session)
    corrects_all = may(actor, Permission.SUPERVISE)
    return tuple(
        ContactDetails(
            contact_id=ContactId(contact.id),
            version=contact.version,
            person_id=PersonId(contact.person_id),
            case_id=CaseId(contact.case_id) if contact.case_id else None,
            case_reference=reference,
            referral_id=ReferralId(contact.referral_id) if contact.referral_id else None,
            happened_on=contact.happened_on,
            at_time=contact.at_time,
            channel_code=contact.channel_code,
            channel=label_of(code_lists, "contact-channel", contact.channel_code) or "",
            direction=contact.direction,
            result_code=contact.result_code,
            result=label_of(code_lists, "contact-result", contact.result_code) or "",
            reached=contact.result_code == REACHED,
            minutes=contact.minutes,
            with_whom=_words(session, contact, "with_whom", broken),
            note=_words(session, contact, "note", broken),
            restricted=contact.restricted,
            support_codes=contact.support_codes,
            support=tuple(
                label_of(code_lists, "support-given", code) or code
                for code in sorted(contact.support_codes or ())
            ),
            contact_point_id=ContactPointId(contact.contact_point_id) if contact.contact_point_id else None,
            who=name or "somebody removed",
            shared_with=shares.get(contact.id, ()),
            may_correct=corrects_all or contact.worker_id == actor.user_id,
        )
        for contact, name, reference in rows
    )


def _words(session: RecordSession, contact: Contact, field: str, broken: frozenset[UUID]) -> ShownWords:
    glass = contact.person_id in broken
    return show_words(session, "contact", contact.id, field, getattr(contact, field), glass=glass)


def _shares(session: RecordSession, contact_ids: list[UUID]) -> dict[UUID, tuple[str, ...]]:
    statement = (
        select(ContactShare.contact_id, Case.reference)
        .join(Case, Case.id == ContactShare.case_id)
        .where(
            ContactShare.contact_id.in_(contact_ids), ContactShare.archived_at.is_(None), sees_case(session)
        )
        .order_by(Case.reference)
    )
    found: dict[UUID, tuple[str, ...]] = {}
    for row in session.execute(statement):
        found[row.contact_id] = (*found.get(row.contact_id, ()), row.reference)
    return found
