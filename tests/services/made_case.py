"""A person with an open case, and colleagues in every role, for tests of what a case goes through."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any, TypeVar

from desktop.domain.actor import Actor, Role
from desktop.domain.codes import CodeList
from desktop.domain.dates import PartialDate
from desktop.domain.ids import CaseId, IncidentId, OrganisationId, PersonId, UserId
from desktop.models.assignment import Assignment
from desktop.models.base import Base
from desktop.models.case import Case
from desktop.models.contact import Contact
from desktop.models.incident import Incident
from desktop.models.lock_out import LockOut
from desktop.models.organisation import Organisation
from desktop.models.person import Person
from desktop.models.user import User
from desktop.queries.code_lists import code_lists
from desktop.services.cases import CaseWords, open_case
from desktop.services.people import PersonWords, register_person
from desktop.services.referrals import ReferralWords, record_referral
from desktop.store.records import Records

T = TypeVar("T")
TODAY = date(2026, 4, 1)
"""The day on which the clock of these tests stands."""
OPENED = date(2026, 3, 3)


@dataclass(frozen=True, slots=True)
class MadeCase:
    """A store with one person in one open case, and how to ask and act there."""

    records: Records
    actor: Actor
    person: PersonId
    case: CaseId

    def do(self, service: Callable[..., T], *, by: Actor | None = None, **words: Any) -> T:
        """Let somebody (a manager unless told) act."""
        who = by or self.actor
        return self.records.write(who, partial(service, actor=who, **words)).value

    def ask(self, question: Callable[..., T], *, by: Actor | None = None, **words: Any) -> T:
        """Let somebody (a manager unless told) ask."""
        who = by or self.actor
        return self.records.read(who, partial(question, actor=who, **words))

    @property
    def lists(self) -> Mapping[str, CodeList]:
        """The code lists of the store."""
        return self.ask(code_lists)

    def colleague(self, role: Role, name: str) -> Actor:
        """Add somebody who signs in."""
        user = User(name=name, roles=frozenset({role.value}))
        self.records.write(self.actor, lambda session: session.add(user))
        return replace(self.actor, user_id=UserId(user.id), name=name, roles=frozenset({role}))

    def say_of_person(self, **values: object) -> None:
        """Write something into the person's record, past the services that do not cover it here."""
        person_id = self.person

        def change(session: Any) -> None:
            person = session.get_one(Person, person_id)
            for name, value in values.items():
                setattr(person, name, value)

        self.records.write(self.actor, change)

    def say_of_case(self, **values: object) -> None:
        """Write something into the case, past the services that do not cover it here."""
        case_id = self.case

        def change(session: Any) -> None:
            case = session.get_one(Case, case_id)
            for name, value in values.items():
                setattr(case, name, value)

        self.records.write(self.actor, change)

    def other_case(self) -> CaseId:
        """Open a second case for the same person."""
        return _opened(self.records, self.actor, self.person)

    def happened(self, incident_id: IncidentId, on: date) -> None:
        """Write down the day of an incident."""

        def change(session: Any) -> None:
            incident = session.get_one(Incident, incident_id)
            incident.happened_on, incident.happened_precision = on, "day"

        self.records.write(self.actor, change)

    def lock_out(self, colleague: Actor) -> None:
        """Lock a colleague out of the case."""
        lock = LockOut(
            person_id=self.person,
            case_id=self.case,
            user_id=colleague.user_id,
            locked_on=TODAY,
            locked_by=self.actor.user_id,
        )
        self.records.write(self.actor, lambda session: session.add(lock))

    def assign(self, volunteer: Actor) -> None:
        """Give the person to a volunteer."""
        given = Assignment(person_id=self.person, user_id=volunteer.user_id, from_on=OPENED)
        self.records.write(self.actor, lambda session: session.add(given))

    def organisation(self, name: str = "Harbour Counselling") -> OrganisationId:
        """Put an entry into the directory."""
        entry = Organisation(name=name)
        self.records.write(self.actor, lambda session: session.add(entry))
        return OrganisationId(entry.id)


def made_case(records: Records, actor: Actor, *, born: date | None = date(1968, 2, 22)) -> MadeCase:
    """Register Ada Wren, and open a case for her from a referral."""
    words = PersonWords(forename="Ada", surname="Wren", born=PartialDate(born) if born else None)
    person = records.write(actor, partial(register_person, actor=actor, words=words)).value
    return MadeCase(records, actor, person, _opened(records, actor, person))


def _opened(records: Records, actor: Actor, person: PersonId) -> CaseId:
    received = ReferralWords(received_on=date(2026, 3, 2))
    record = partial(record_referral, actor=actor, words=received, person_id=person)
    referral = records.write(actor, record).value
    opened = partial(open_case, actor=actor, referral_id=referral, words=CaseWords(opened_on=OPENED))
    return records.write(actor, opened).value


def add(ada: MadeCase, *records: Base) -> None:
    """Write records past the services: what cannot come about through them."""
    ada.records.write(ada.actor, lambda session: session.add_all(records))


def contact(ada: MadeCase, day: date, **more: object) -> Contact:
    """Make a support contact of the case that nobody has checked."""
    values: dict[str, object] = {
        "person_id": ada.person,
        "case_id": ada.case,
        "worker_id": ada.actor.user_id,
        "happened_on": day,
        "channel_code": "phone",
        "direction": "out",
        "result_code": "spoke-with-person",
        "support_codes": frozenset({"emotional"}),
    }
    return Contact(**values | more)
