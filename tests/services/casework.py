"""People, cases and colleagues for tests of the course of a case."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import TypeVar

from desktop.domain.actor import Actor, Role
from desktop.domain.ids import CaseId, ContactId, IncidentId, PersonId, ReferralId, UserId
from desktop.domain.incident_words import IncidentWords
from desktop.models.assignment import Assignment
from desktop.models.base import new_id
from desktop.models.session import RecordSession
from desktop.models.user import User
from desktop.services.cases import CaseWords, open_case
from desktop.services.contacts import ContactFacts, NewContact, record_contact
from desktop.services.people import PersonWords, register_person
from desktop.services.referrals import ReferralWords, record_incident, record_referral
from desktop.store.keys import StoreKeys
from desktop.store.records import Records
from tests.store.made import Clock, made_sealer

T = TypeVar("T")
RECEIVED = date(2026, 3, 2)
OPENED = date(2026, 3, 3)
TODAY = date(2026, 4, 1)
YESTERDAY = TODAY - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Helped:
    """Somebody with one case and what led to it."""

    person: PersonId
    incident: IncidentId
    referral: ReferralId
    case: CaseId


def do(records: Records, actor: Actor, deed: Callable[..., T], **words: object) -> T:
    """Do one deed as somebody, and give what it answers."""
    return records.write(actor, partial(deed, actor=actor, **words)).value


def ask(records: Records, actor: Actor, question: Callable[..., T], **words: object) -> T:
    """Ask one question as somebody."""
    return records.read(actor, partial(question, actor=actor, **words))


def colleague(records: Records, actor: Actor, *roles: Role, name: str = "") -> Actor:
    """Give somebody else a sign-in with these roles."""
    named = name or f"{roles[0].value} {new_id().hex[-6:]}"
    other = replace(actor, user_id=UserId(new_id()), name=named, roles=frozenset(roles))

    def add(session: RecordSession) -> None:
        session.add(
            User(
                id=other.user_id, name=other.name, roles=frozenset(role.value for role in roles), active=True
            )
        )

    records.write(actor, add)
    return other


def somebody(
    records: Records, actor: Actor, *, incident: IncidentId | None = None, surname: str = "Ashdown"
) -> Helped:
    """Make a person with a referral and an open case, perhaps about an incident of somebody else's case."""
    person = do(records, actor, register_person, words=PersonWords(forename="Jo", surname=surname))
    about = incident or do(records, actor, record_incident, words=IncidentWords(crime_code="burglary-home"))
    referral = do(
        records,
        actor,
        record_referral,
        words=ReferralWords(received_on=RECEIVED, source_code="self"),
        person_id=person,
        incident_id=about,
    )
    case = do(
        records,
        actor,
        open_case,
        referral_id=referral,
        words=CaseWords(opened_on=OPENED, main_crime_code="burglary-home"),
    )
    return Helped(person, about, referral, case)


def call(**changed: object) -> ContactFacts:
    """Give the facts of an ordinary call, changed as said."""
    facts = ContactFacts(
        happened_on=TODAY, channel_code="phone", result_code="spoke-with-person", minutes=12, note="All well."
    )
    return replace(facts, **changed)  # type: ignore[arg-type]


def rang(records: Records, actor: Actor, person: PersonId, **changed: object) -> ContactId:
    """Record a call with a person as somebody."""
    return do(records, actor, record_contact, new=NewContact(person_id=person, facts=call(**changed)))


def assigned(
    records: Records, actor: Actor, volunteer: Actor, person: PersonId, case: CaseId | None = None
) -> None:
    """Give a person to a volunteer."""

    def give(session: RecordSession) -> None:
        session.add(Assignment(person_id=person, case_id=case, user_id=volunteer.user_id, from_on=OPENED))

    records.write(actor, give)


def opened_without_keys(folder: Path, keys: StoreKeys, clock: Clock, *, glass: bool = False) -> Records:
    """Open the records with the keys of a sign-in that reads no sealed text, perhaps behind glass."""
    sealer = made_sealer(reads=False, glass=glass)
    return Records(folder, replace(keys, sealer=sealer), clock=clock)
