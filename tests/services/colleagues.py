"""Colleagues of a service, each with a sign-in of their own on one set of records."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TypeVar

from desktop.domain.actor import Actor, Role
from desktop.domain.codes import CodeList
from desktop.domain.ids import PersonId, UserId
from desktop.models.assignment import Assignment
from desktop.models.base import new_id
from desktop.models.case import Case
from desktop.models.lock_out import LockOut
from desktop.models.session import RecordSession
from desktop.models.user import User
from desktop.queries.code_lists import code_lists
from desktop.services.people import PersonWords, register_person
from desktop.store.keys import StoreKeys
from desktop.store.records import Records
from tests.store.made import Clock, made_sealer

T = TypeVar("T")
NAMES: Mapping[Role, str] = {
    Role.VOLUNTEER: "Vi Volunteer",
    Role.SUPPORT_WORKER: "Sam Worker",
    Role.SAFEGUARDING_LEAD: "Lena Lead",
    Role.DEPUTY_LEAD: "Dev Deputy",
}
_READS = {Role.SAFEGUARDING_LEAD, Role.DEPUTY_LEAD, Role.MANAGER}


@dataclass
class Team:
    """Records that one colleague after the other signs in to, each with the key their role has."""

    folder: Path
    keys: StoreKeys
    clock: Clock
    manager: Actor
    actors: Mapping[Role, Actor]

    def __getitem__(self, role: Role) -> Actor:
        """Give the colleague of a role."""
        return self.actors[role]

    @contextmanager
    def signed_in(self, actor: Actor) -> Iterator[Records]:
        """Open the records as they open for somebody."""
        reads = not actor.roles.isdisjoint(_READS)
        glass = Role.SUPPORT_WORKER in actor.roles
        keys = replace(self.keys, sealer=made_sealer(reads=reads, glass=glass))
        records = Records(self.folder, keys, clock=self.clock)
        try:
            yield records
        finally:
            records.close()

    def does(self, actor: Actor, deed: Callable[..., T], **arguments: object) -> T:
        """Let somebody do something in a unit of work of its own."""
        with self.signed_in(actor) as records:
            return records.write(actor, partial(deed, actor=actor, **arguments)).value

    def asks(self, actor: Actor, question: Callable[..., T], **arguments: object) -> T:
        """Let somebody ask something."""
        with self.signed_in(actor) as records:
            return records.read(actor, partial(question, actor=actor, **arguments))

    def lists(self) -> Mapping[str, CodeList]:
        """Give the code lists of the records."""
        return self.asks(self.manager, code_lists)

    def person(self, forename: str = "Ada", surname: str = "Wren") -> PersonId:
        """Register somebody."""
        words = PersonWords(forename=forename, surname=surname)
        return self.does(self.manager, register_person, words=words)

    def assign(self, actor: Actor, person_id: PersonId) -> None:
        """Let a volunteer help somebody."""
        given = Assignment(person_id=person_id, user_id=actor.user_id, from_on=date(2026, 1, 1))
        with self.signed_in(self.manager) as records:
            records.write(self.manager, lambda session: session.add(given))

    def lock_out(self, actor: Actor, person_id: PersonId) -> None:
        """Keep a colleague away from somebody."""
        kept = LockOut(
            person_id=person_id,
            user_id=actor.user_id,
            locked_on=date(2026, 1, 1),
            locked_by=self.manager.user_id,
        )
        with self.signed_in(self.manager) as records:
            records.write(self.manager, lambda session: session.add(kept))

    def case(self, person_id: PersonId, *, sealed: bool = False) -> Case:
        """Open a case, sealed as a whole or not."""
        case = Case(
            reference=f"C{new_id().hex[-8:]}",
            person_id=person_id,
            opened_on=date(2026, 1, 1),
            sealed_on=date(2026, 1, 2) if sealed else None,
        )
        with self.signed_in(self.manager) as records:
            records.write(self.manager, lambda session: session.add(case))
        return case


def make_team(folder: Path, keys: StoreKeys, clock: Clock, manager: Actor) -> Team:
    """Let colleagues of every role with people sign in to the records in a folder."""
    actors = {
        role: replace(manager, user_id=UserId(new_id()), name=name, roles=frozenset({role}))
        for role, name in NAMES.items()
    }
    team = Team(folder, keys, clock, manager, {**actors, Role.MANAGER: manager})

    def sign_up(session: RecordSession) -> None:
        for role, actor in actors.items():
            session.add(User(id=actor.user_id, name=actor.name, roles=frozenset({role.value})))

    with team.signed_in(manager) as records:
        records.write(manager, sign_up)
    return team
