"""Person after person with all that happened to them, in the order of their first referral."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from desktop.demo.batch import Batch
from desktop.demo.cases import run_case
from desktop.demo.course import Course
from desktop.demo.days import working_day
from desktop.demo.incidents import Incidence, new_incident
from desktop.demo.lives import Life, add_ways, close_ways, new_life
from desktop.demo.referrals import nameless, refer, same_again
from desktop.demo.world import World
from desktop.domain.references import ReferenceKind, format_reference
from desktop.models.household import HouseholdLink

PEOPLE_AT_ONCE = 400
"""People in one unit of work: what is held in memory does not grow with their number."""
_A_FAMILY_COMES = 0.07
_RELATIONS = ("partner", "child", "sibling", "parent")
_A_GENERATION = 16
_SOONEST_BACK, _LATEST_BACK = 21, 900
_ALONE = frozenset({"self", "family-friend"})


@dataclass(slots=True)
class _References:
    """Counts references on, kind by kind."""

    letter: str
    given: dict[ReferenceKind, int] = field(default_factory=dict)

    def next(self, kind: ReferenceKind) -> str:
        self.given[kind] = self.given.get(kind, 0) + 1
        return format_reference(kind, self.letter, self.given[kind])


@dataclass(slots=True)
class _Family:
    """Whom the next person belongs to: one incident, perhaps one talk, for both."""

    life: Life
    incident: Incidence
    course: Course | None
    referred_on: date


def histories(world: World, *, device_letter: str) -> Iterator[Batch]:
    """Give everybody with their history, some people at a time; the same world gives the same."""
    references = _References(device_letter)
    family: _Family | None = None
    batch = Batch()
    for number in range(world.wanted.people):
        family = _one_person(world, batch, references, number, family)
        if batch.people == PEOPLE_AT_ONCE:
            yield batch
            batch = Batch()
    if batch.people:
        yield batch


def _one_person(
    world: World, batch: Batch, references: _References, number: int, family: _Family | None
) -> _Family | None:
    """Make one person; give their family if the next one belongs to it."""
    chance = world.chance
    on = world.wanted.day_of(number, chance.random())
    if chance.maybe(0.85):
        on = min(working_day(on), world.until)
    on = max(on, family.referred_on) if family else on
    life = new_life(
        world,
        batch,
        on=on,
        reference=references.next(ReferenceKind.PERSON),
        relative=family.life if family else None,
    )
    comes_back = world.decks.comes_back.deal() == "yes"
    incident, course = _first_time(world, batch, life, references, on, family, may_die=not comes_back)
    if family is not None:
        _link(world, batch, life, family)
    if comes_back:
        _come_back(world, batch, life, references)
    close_ways(world, life)
    if chance.maybe(0.012):
        unknown = new_incident(world, batch, referred_on=on, specialist=False)
        nameless(world, batch, on=on, reference=references.next(ReferenceKind.REFERRAL), incident=unknown)
    if family is None and chance.maybe(_A_FAMILY_COMES):
        return _Family(life, incident, course, on)
    return None


def _first_time(
    world: World,
    batch: Batch,
    life: Life,
    references: _References,
    on: date,
    family: _Family | None,
    *,
    may_die: bool,
) -> tuple[Incidence, Course | None]:
    """Let somebody be referred for the first time."""
    chance = world.chance
    specialist = chance.maybe(0.025) and family is None
    incident = (
        family.incident if family else new_incident(world, batch, referred_on=on, specialist=specialist)
    )
    source = world.decks.source.deal()
    add_ways(world, batch, life, themselves=source == "self")
    if chance.maybe(0.01):
        _stay_anonymous(life)
    reference = references.next(ReferenceKind.REFERRAL)
    accepted = refer(world, batch, life, on=on, reference=reference, incident=incident, source=source)
    later = on + timedelta(days=chance.number(0, 5))
    if chance.maybe(0.02) and later <= world.until and source not in _ALONE:
        reference = references.next(ReferenceKind.REFERRAL)
        same_again(world, batch, life, on=later, reference=reference, incident=incident)
    if accepted is None:
        return incident, None
    course = run_case(
        world,
        batch,
        life,
        accepted,
        reference=references.next(ReferenceKind.CASE),
        again=False,
        with_family=family.course if family else None,
        may_die=may_die,
    )
    return incident, course


def _stay_anonymous(life: Life) -> None:
    """Let somebody give no more than what to call them."""
    life.person.update(
        known_as=life.person["forename"], forename=None, surname=None, asked_to_stay_anonymous=True
    )


def _come_back(world: World, batch: Batch, life: Life, references: _References) -> None:
    """Let somebody be referred again, because it happened again; a few come a third time."""
    chance, before = world.chance, life.first_seen
    for _ in range(2 if chance.maybe(0.2) else 1):
        left = (world.until - before).days
        if left < _SOONEST_BACK or life.no_contact:
            return
        gap = chance.about(200, least=_SOONEST_BACK, most=min(left, _LATEST_BACK), wide=0.9)
        on = before + timedelta(days=gap)
        incident = new_incident(world, batch, referred_on=on, specialist=False)
        source = world.decks.source.deal()
        reference = references.next(ReferenceKind.REFERRAL)
        accepted = refer(world, batch, life, on=on, reference=reference, incident=incident, source=source)
        if accepted is not None:
            reference = references.next(ReferenceKind.CASE)
            run_case(
                world,
                batch,
                life,
                accepted,
                reference=reference,
                again=True,
                with_family=None,
                may_die=False,
            )
        before = on


def _link(world: World, batch: Batch, life: Life, family: _Family) -> None:
    """Say how two people of one household belong together."""
    chance = world.chance
    batch.add(
        HouseholdLink,
        chance,
        person_id=life.id,
        case_id=None,
        other_id=family.life.id,
        relation_code=_relation(life, family.life, chance.one(_RELATIONS)),
        live_together=chance.maybe(0.8),
    )


def _relation(life: Life, other: Life, otherwise: str) -> str:
    """Choose a relation that two ages allow."""
    if life.age is None or other.age is None:
        return "other-relative"
    years = other.age - life.age
    if abs(years) >= _A_GENERATION:
        return "parent" if years > 0 else "child"
    if life.under_18(life.first_seen) or other.under_18(other.first_seen):
        return "sibling"
    return otherwise if otherwise in {"partner", "sibling"} else "partner"
