"""Contacts: writing down an attempt or a conversation, correcting it, and putting away a mistake."""

import re
from dataclasses import dataclass
from datetime import date
from typing import NoReturn
from uuid import UUID

from sqlalchemy import and_, or_, select

from desktop.domain.actor import Actor
from desktop.domain.dates import civil_date, civil_time
from desktop.domain.ids import CaseId, ContactId, ContactPointId, PersonId, ReferralId
from desktop.domain.permissions import Permission, may, needs
from desktop.domain.safe_contact import SafeState
from desktop.domain.sealed_text import Sealed
from desktop.errors import BadInputError, NotAllowedError, RefusedError
from desktop.models.assignment import Assignment
from desktop.models.base import column_values, new_id
from desktop.models.case import Case, CaseIncident
from desktop.models.contact import Contact, ContactShare
from desktop.models.guarded import keep_words, show_words
from desktop.models.person import ContactPoint, Person
from desktop.models.referral import Referral
from desktop.models.session import RecordSession
from desktop.queries.visible import over_whom_glass_is_broken, sees_case, sees_person
from desktop.services.case_records import check_choices, is_sealed, record_to_change, seal_words, tidy_words

LONGEST_MINUTES = 600
"""Ten hours: a day at court; more is a slip of the finger."""
MAKES_UNSAFE = frozenset({"number-wrong", "not-safe"})
"""Results after which nobody may use the number or address again until the person says that it is safe."""
_CLOCK = re.compile(r"^([01]\d|2[0-3]):[0-5]\d$")


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactFacts:
    """What happened: when, how, with what result, how long (minutes), what was said and given.

    ``direction`` is "out" or "in"; ``at_time`` the clock on the wall, "14:05".
    ``restricted`` seals the words.
    """

    happened_on: date
    channel_code: str
    result_code: str
    direction: str = "out"
    at_time: str | None = None
    minutes: int | None = None
    with_whom: str | None = None
    note: str | None = None
    restricted: bool = False
    support_codes: frozenset[str] | None = None
    contact_point_id: ContactPointId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewContact:
    """A contact to be written down: with whom, in which case or for which referral, shared with which cases.

    Without a case or referral it goes to the person's one open case, else to their one referral in waiting.
    """

    person_id: PersonId
    facts: ContactFacts
    case_id: CaseId | None = None
    referral_id: ReferralId | None = None
    share_with: frozenset[CaseId] = frozenset()


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a contact belongs, and whether its words are sealed there."""

    case_id: UUID | None
    referral_id: UUID | None = None
    sealed: bool = False


@needs(Permission.RECORD_CONTACT)
def record_contact(session: RecordSession, *, actor: Actor, new: NewContact) -> ContactId:
    """Write down one attempt or conversation; a wrong or unsafe number is marked at once.

    A volunteer's contact belongs to the case they were assigned to.

    Raises:
        BadInputError: the person, case, referral or number is not there, or a fact cannot be as it stands.
        RefusedError: a case it is to be shared with is about another incident.
    """
    facts = new.facts
    _check_facts(session, facts)
    place = _place_of(session, actor, new)
    contact = Contact(
        id=new_id(),
        person_id=new.person_id,
        case_id=place.case_id,
        referral_id=place.referral_id,
        worker_id=actor.user_id,
    )
    _write(session, contact, facts, sealed=place.sealed)
    _mark_number(session, new.person_id, facts)
    session.write_many(Contact, [column_values(contact)])
    if new.share_with:
        _share(session, contact, new.share_with)
    return ContactId(contact.id)


@needs(Permission.CHANGE_CONTACT)
def correct_contact(
    session: RecordSession, *, actor: Actor, contact_id: ContactId, version: int, facts: ContactFacts
) -> None:
    """Write a contact anew; only its author, a team leader or a manager may.

    Words that whoever corrects may not read stay unless new ones are given. Words that become restricted are
    taken out of the history in clear.

    Raises:
        BadInputError: there is no such contact, or a fact cannot be as it stands.
        StaleVersionError: somebody changed it since.
        NotAllowedError: it is somebody else's, or they may not lift its restriction.
    """
    contact = _own_contact(session, actor, contact_id, version)
    _check_facts(session, facts)
    if contact.restricted and not facts.restricted and not may(actor, Permission.READ_SEALED):
        what = "You may not open a restricted note to everybody."
        raise NotAllowedError(what, "Ask the safeguarding lead.")
    if facts.restricted and not contact.restricted:
        contact.restricted = True
        seal_words(session, contact)
    sealed = is_sealed(session, case_id=contact.case_id)
    _write(session, contact, facts, sealed=sealed)
    _mark_number(session, PersonId(contact.person_id), facts)


@needs(Permission.CHANGE_CONTACT)
def archive_contact(session: RecordSession, *, actor: Actor, contact_id: ContactId, version: int) -> None:
    """Put away a contact that was recorded by mistake; it counts nowhere any more.

    Raises:
        BadInputError: there is no such contact.
        StaleVersionError: somebody changed it since.
        NotAllowedError: it is somebody else's.
    """
    contact = _own_contact(session, actor, contact_id, version)
    contact.archived_at = session.now
    shares = select(ContactShare).where(ContactShare.contact_id == contact.id)
    for share in session.scalars(shares):
        share.archived_at = session.now


def _own_contact(session: RecordSession, actor: Actor, contact_id: ContactId, version: int) -> Contact:
    contact = record_to_change(session, Contact, record_id=contact_id, version=None)
    theirs = contact.worker_id == actor.user_id
    if not theirs and not may(actor, Permission.SEE_CASE_NOTES):
        what = "This entry is not in these records."
        raise BadInputError(what, "Look at the person's page again.")
    if not theirs and not may(actor, Permission.SUPERVISE):
        what = "Only who wrote this contact, or their supervisor, may change it."
        raise NotAllowedError(what, "Ask them to correct it.")
    return record_to_change(session, Contact, record_id=contact_id, version=version)


def _check_facts(session: RecordSession, facts: ContactFacts) -> None:
    clock = civil_time(session.now)
    if facts.happened_on > clock.date():
        what = "A contact cannot have happened in the future."
        raise BadInputError(what, "Check the day, or put it into your reminders.")
    if facts.at_time is not None and _CLOCK.match(facts.at_time) is None:
        what = f"“{facts.at_time[:20]}” is not a time of day."
        raise BadInputError(what, "Write it like 14:05.")
    if facts.at_time and facts.happened_on == clock.date() and facts.at_time > f"{clock:%H:%M}":
        what = "A contact cannot have happened later today."
        raise BadInputError(what, "Check the time.")
    if facts.minutes is not None and not 0 <= facts.minutes <= LONGEST_MINUTES:
        what = f"{facts.minutes} minutes cannot be right."
        raise BadInputError(what, f"Write how long it took, from 0 to {LONGEST_MINUTES} minutes.")
    if facts.direction not in {"in", "out"}:
        what = "It is not said who made the contact."
        raise BadInputError(what, "Say whether we began it or they did.")
    wanted = {
        "contact-channel": {facts.channel_code},
        "contact-result": {facts.result_code},
        "support-given": facts.support_codes or frozenset(),
    }
    check_choices(session, wanted=wanted, on=facts.happened_on)


def _place_of(session: RecordSession, actor: Actor, new: NewContact) -> _Place:
    """Find where a contact belongs: as said, else the one open case, else the one referral in waiting."""
    if not may(actor, Permission.SEE_CASES):
        return _assigned_place(session, actor, new)
    statement = (
        select(Case.id, Case.closed_on, Case.sealed_on, Case.referral_id, sees_case(session).label("seen"))
        .select_from(Person)
        .join(Case, and_(Case.person_id == Person.id, Case.archived_at.is_(None)), isouter=True)
        .where(Person.id == new.person_id, sees_person(session))
    )
    rows = session.execute(statement).all()
    if not rows:
        _not_there("This person")
    if new.referral_id is not None:
        return _referral_place(session, new)
    if new.case_id is not None:
        given = [row for row in rows if row.id == new.case_id]
        if not given:
            _not_there("This case")
        return _Place(given[0].id, sealed=given[0].sealed_on is not None)
    open_cases = [row for row in rows if row.id is not None and row.closed_on is None and row.seen]
    if len(open_cases) == 1:
        return _Place(open_cases[0].id, sealed=open_cases[0].sealed_on is not None)
    if len(open_cases) > 1:
        what = "This person has more than one open case."
        raise BadInputError(what, "Choose the case it belongs to.")
    return _waiting_place(session, new)


def _assigned_place(session: RecordSession, actor: Actor, new: NewContact) -> _Place:
    today = civil_date(session.now)
    statement = (
        select(Assignment.case_id, Case.sealed_on)
        .join(Case, Case.id == Assignment.case_id, isouter=True)
        .where(
            Assignment.person_id == new.person_id,
            Assignment.user_id == actor.user_id,
            Assignment.archived_at.is_(None),
            Assignment.from_on <= today,
            or_(Assignment.until_on.is_(None), Assignment.until_on >= today),
            sees_person(session, Assignment.person_id),
        )
        .order_by(Assignment.from_on.desc(), Assignment.id.desc())
    )
    rows = session.execute(statement).all()
    if not rows:
        _not_there("This person")
    if new.referral_id is not None or new.share_with or new.case_id not in {None, rows[0].case_id}:
        what = "Your contact goes to the case you were assigned to."
        raise RefusedError(what, "Tell the case's worker if it belongs elsewhere.")
    return _Place(rows[0].case_id, sealed=rows[0].sealed_on is not None)


def _referral_place(session: RecordSession, new: NewContact) -> _Place:
    """Take a referral; one that became a case hands its contacts to the case."""
    row = session.execute(
        select(Case.id, Case.sealed_on)
        .select_from(Referral)
        .join(Case, and_(Case.referral_id == Referral.id, Case.archived_at.is_(None)), isouter=True)
        .where(
            Referral.id == new.referral_id,
            Referral.person_id == new.person_id,
            Referral.archived_at.is_(None),
        )
    ).first()
    if row is None:
        _not_there("This referral")
    if new.case_id not in {None, row.id}:
        what = "This referral did not lead to that case."
        raise BadInputError(what, "Choose the case alone, or the referral alone.")
    return _Place(row.id, new.referral_id, sealed=row.sealed_on is not None)


def _waiting_place(session: RecordSession, new: NewContact) -> _Place:
    taken = select(Case.referral_id).where(Case.referral_id.is_not(None), Case.archived_at.is_(None))
    waiting = session.scalars(
        select(Referral.id).where(
            Referral.person_id == new.person_id,
            Referral.archived_at.is_(None),
            Referral.reason_not_case_code.is_(None),
            Referral.id.not_in(taken),
        )
    ).all()
    return _Place(None, waiting[0] if len(waiting) == 1 else None)


def _write(session: RecordSession, contact: Contact, facts: ContactFacts, *, sealed: bool) -> None:
    contact.happened_on = facts.happened_on
    contact.at_time = facts.at_time
    contact.channel_code = facts.channel_code
    contact.direction = facts.direction
    contact.result_code = facts.result_code
    contact.minutes = facts.minutes
    contact.restricted = facts.restricted
    contact.support_codes = facts.support_codes
    contact.contact_point_id = facts.contact_point_id
    for field, text in {"with_whom": facts.with_whom, "note": facts.note}.items():
        words = tidy_words(text)
        if words is None and _cannot_be_read(session, contact, field):
            continue
        keep_words(session, contact, field, words, sealed=sealed)


def _cannot_be_read(session: RecordSession, contact: Contact, field: str) -> bool:
    words = getattr(contact, field)
    if not isinstance(words, Sealed):
        return False
    glass = contact.person_id in over_whom_glass_is_broken(session)
    return show_words(session, "contact", contact.id, field, words, glass=glass).withheld


def _mark_number(session: RecordSession, person_id: PersonId, facts: ContactFacts) -> None:
    """Check the number or address that was used, and mark it if it proved wrong or not safe."""
    if facts.contact_point_id is None:
        return
    point = session.scalar(
        select(ContactPoint).where(
            ContactPoint.id == facts.contact_point_id, ContactPoint.person_id == person_id
        )
    )
    if point is None:
        _not_there("This number or address")
    if facts.result_code in MAKES_UNSAFE:
        point.state = SafeState.UNSAFE.value
        point.confirmed_on = None
        point.confirmed_by = None
        point.expires_on = None


def _share(session: RecordSession, contact: Contact, share_with: frozenset[CaseId]) -> None:
    others = share_with - {contact.case_id}
    same = select(CaseIncident.incident_id).where(
        CaseIncident.case_id == contact.case_id, CaseIncident.archived_at.is_(None)
    )
    found = session.scalars(
        select(Case.id)
        .join(CaseIncident, CaseIncident.case_id == Case.id)
        .where(
            Case.id.in_(others),
            Case.archived_at.is_(None),
            CaseIncident.archived_at.is_(None),
            CaseIncident.incident_id.in_(same),
            sees_case(session),
        )
    ).all()
    if set(found) != others:
        what = "A contact can be shared only with cases about the same incident."
        raise RefusedError(what, "Take the other cases out, and record a contact for each of them.")
    session.add_all(ContactShare(contact_id=contact.id, case_id=one) for one in sorted(others))


def _not_there(which: str) -> NoReturn:
    what = f"{which} is not in these records."
    raise BadInputError(what, "Find it again.")
