"""Nobody writes round the corner: no deed touches somebody out of sight, or tells that they are known."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, NoReturn
from uuid import UUID

import pytest

from desktop.domain.actor import Actor, Role
from desktop.domain.ids import CaseId, PersonId, UserId
from desktop.domain.permissions import Permission, needs
from desktop.errors import AlongsideError, BadInputError
from desktop.models.assignment import Assignment
from desktop.models.base import new_id
from desktop.models.case import Case
from desktop.models.lock_out import LockOut
from desktop.models.person import Person
from desktop.models.session import RecordSession
from desktop.models.user import User
from desktop.store.keys import StoreKeys
from desktop.store.records import Records
from tests.guards.deeds_out_of_sight import MORE, NOT_ABOUT_A_PERSON, WORDS, Handed, ways
from tests.guards.matrix import functions
from tests.guards.planted_person import plant
from tests.store.made import Clock, made_sealer

DEEDS = tuple(
    one
    for one in functions()
    if one.__module__.startswith("desktop.services") and one.__name__ not in NOT_ABOUT_A_PERSON
)
EVERYTHING = frozenset(Role)
YESTERDAY = date(2026, 3, 31)


class _UndoneError(Exception):
    """The deed was done; nothing of it is kept."""


@pytest.fixture
def everywhere(folder: Path, keys: StoreKeys, clock: Clock) -> Iterator[Records]:
    """Open the records with a key behind glass, which reads and opens nothing by itself."""
    sealer = made_sealer(reads=False, glass=True)
    opened = Records(folder, replace(keys, sealer=sealer), clock=clock)
    yield opened
    opened.close()


@pytest.fixture
def lou(everywhere: Records, actor: Actor) -> Actor:
    """Name a colleague with every role there is."""
    colleague = replace(actor, user_id=UserId(new_id()), name="Lou Colleague", roles=EVERYTHING)

    def add(session: RecordSession) -> None:
        roles = frozenset(role.value for role in EVERYTHING)
        session.add(User(id=colleague.user_id, name=colleague.name, roles=roles, active=True))

    everywhere.write(actor, add)
    return colleague


def _planted(records: Records, actor: Actor, lou: Actor) -> Handed:
    """Plant somebody of whom Lou wrote every record, and somebody else of whom they see everything."""

    def work(session: RecordSession) -> Handed:
        kim, noa = (User(name=name, roles=frozenset({"support-worker"})) for name in ("Kim", "Noa"))
        session.add_all((kim, noa))
        session.flush()
        hidden, seen = (
            plant(session, whose=lou, leave_out=frozenset({"lock_out"}), reference=reference).records
            for reference in ("PZ-777001", "PZ-777002")
        )
        lock = _locked(actor, UserId(noa.id), hidden)
        session.add(lock)
        return Handed({**hidden, "lock_out": lock.id}, UserId(kim.id), seen)

    return records.write(actor, work).value


def _locked(actor: Actor, user_id: UserId, records: Mapping[str, UUID]) -> LockOut:
    return LockOut(
        person_id=records["person"],
        case_id=records["support_case"],
        user_id=user_id,
        locked_on=date(2026, 3, 1),
        locked_by=actor.user_id,
    )


def outcome(records: Records, actor: Actor, deed: Callable[..., Any], given: dict[str, Any]) -> str:
    """Try a deed and say what came of it; whatever it did is undone."""

    def work(session: RecordSession) -> NoReturn:
        deed(session, actor=actor, **given)
        session.flush()
        raise _UndoneError

    try:
        records.write(actor, work)
    except _UndoneError:
        return "done"
    except AlongsideError as refusal:
        return f"{type(refusal).__name__}: {refusal} {refusal.do}"
    raise AssertionError


def told(records: Records, actor: Actor, who: Handed, deeds: tuple[Callable[..., Any], ...]) -> list[str]:
    """Name the deeds that were done to somebody, or refused in other words than for nobody."""
    found = []
    for deed in deeds:
        for given, in_vain in zip(ways(deed, who), ways(deed, who.nobody()), strict=True):
            known = outcome(records, actor, deed, given)
            if known == "done" or known != outcome(records, actor, deed, in_vain):
                found.append(f"{deed.__name__}: {known}")
    return found


def _lock(session: RecordSession, lou: Actor, who: Handed) -> None:
    session.add(_locked(session.actor, lou.user_id, who.records))


def _seal(session: RecordSession, who: Handed) -> None:
    session.get_one(Case, CaseId(who["case"])).sealed_on = date(2026, 3, 1)


def _end(session: RecordSession, who: Handed) -> None:
    session.get_one(Assignment, who["assignment"]).until_on = YESTERDAY


def test_whoever_is_locked_out_does_nothing_to_the_person(
    everywhere: Records, actor: Actor, lou: Actor
) -> None:
    who = _planted(everywhere, actor, lou)
    everywhere.write(actor, partial(_lock, lou=lou, who=who))
    assert told(everywhere, lou, who, DEEDS) == []


@pytest.mark.parametrize("role", [Role.MANAGER, Role.SAFEGUARDING_LEAD, Role.TEAM_LEADER, Role.VOLUNTEER])
def test_whoever_is_locked_out_does_nothing_in_a_role_of_theirs(
    everywhere: Records, actor: Actor, lou: Actor, role: Role
) -> None:
    who = _planted(everywhere, actor, lou)
    everywhere.write(actor, partial(_lock, lou=lou, who=who))
    assert told(everywhere, replace(lou, roles=frozenset({role})), who, DEEDS) == []


def test_a_volunteer_whose_help_ended_yesterday_does_nothing_to_the_person(
    everywhere: Records, actor: Actor, lou: Actor
) -> None:
    who = _planted(everywhere, actor, lou)
    everywhere.write(actor, partial(_end, who=who))
    assert told(everywhere, replace(lou, roles=frozenset({Role.VOLUNTEER})), who, DEEDS) == []


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.TRUSTEE])
def test_whoever_works_with_nobody_does_nothing_to_anybody(
    everywhere: Records, actor: Actor, lou: Actor, role: Role
) -> None:
    who = _planted(everywhere, actor, lou)
    assert told(everywhere, replace(lou, roles=frozenset({role})), who, DEEDS) == []


@pytest.mark.parametrize("role", [Role.SUPPORT_WORKER, Role.TEAM_LEADER, Role.VOLUNTEER])
def test_a_person_whose_only_case_is_sealed_is_out_of_reach(
    everywhere: Records, actor: Actor, lou: Actor, role: Role
) -> None:
    who = _planted(everywhere, actor, lou)
    everywhere.write(actor, partial(_seal, who=who))
    assert told(everywhere, replace(lou, roles=frozenset({role})), who, DEEDS) == []


def test_the_deeds_are_handed_what_would_go_through(everywhere: Records, actor: Actor, lou: Actor) -> None:
    who = _planted(everywhere, actor, lou)

    def looks(deed: Callable[..., Any]) -> bool:
        given, in_vain = ways(deed, who)[0], ways(deed, who.nobody())[0]
        return outcome(everywhere, lou, deed, given) != outcome(everywhere, lou, deed, in_vain)

    blind = [deed.__name__ for deed in DEEDS if not looks(deed)]
    assert blind == [], "these deeds are refused before they look whom they are about"


@needs(Permission.CHANGE_PERSON)
def rename_carelessly(session: RecordSession, *, actor: Actor, person_id: PersonId, version: int) -> None:
    """Write into whatever record has the identity, seen or not."""
    del actor
    person = session.get(Person, person_id)
    if person is None or person.version != version:
        what = "This person is not in these records."
        raise BadInputError(what)
    person.known_as = "Somebody"


@needs(Permission.CHANGE_PERSON)
def refuse_carelessly(session: RecordSession, *, actor: Actor, person_id: PersonId) -> None:
    """Tell by the refusal that somebody is known here."""
    del actor
    what = "Known" if session.get(Person, person_id) else "Not known"
    raise BadInputError(what)


@needs(Permission.CHANGE_PERSON)
def say_something_new(session: RecordSession, *, actor: Actor, person_id: PersonId, news: str) -> None:
    """Take something that the tables do not know of."""
    del session, actor, person_id, news


def test_a_deed_that_looks_at_nobodys_sight_is_found(everywhere: Records, actor: Actor, lou: Actor) -> None:
    who = _planted(everywhere, actor, lou)
    everywhere.write(actor, partial(_lock, lou=lou, who=who))
    found = told(everywhere, lou, who, (rename_carelessly, refuse_carelessly))
    assert [one.partition(":")[0] for one in found] == ["rename_carelessly", "refuse_carelessly"]


def test_a_new_deed_has_to_say_what_it_is_handed(everywhere: Records, actor: Actor, lou: Actor) -> None:
    with pytest.raises(KeyError, match="news"):
        ways(say_something_new, _planted(everywhere, actor, lou))


def test_the_tables_name_no_deed_that_is_gone() -> None:
    deeds = {one.__name__ for one in functions() if one.__module__.startswith("desktop.services")}
    assert (NOT_ABOUT_A_PERSON.keys() | WORDS.keys() | MORE.keys()) <= deeds
