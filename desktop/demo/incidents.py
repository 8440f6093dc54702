"""What happened to the made-up people, and what of it their case is about."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from desktop.demo.batch import Batch
from desktop.demo.chance import Chance, Spread, spread
from desktop.demo.words import names
from desktop.demo.world import World
from desktop.domain.safe_markings import CONTROLLING
from desktop.models.incident import Incident

_KINDS: dict[str, Spread] = {
    "asb-other": spread(anti_social_behaviour=80, public_order=12, road_collision=3, other_crime=5),
    "violence": spread(assault=64, threatening_violence=24, serious_violence=10, homicide=2),
    "damage": spread(criminal_damage=92, arson=8),
    "burglary": spread(burglary_home=94, burglary_business=6),
    "fraud": spread(fraud_scam=72, cyber_crime=28),
    "harassment-stalking": spread(
        harassment=52, stalking=22, malicious_communications=18, breach_restraining_order=8
    ),
    "theft": spread(theft_person=34, theft_cycle=20, theft_shop=6, theft_other=40),
    "robbery": spread(robbery_person=92, robbery_business=8),
    "racial-religious": spread(hate_offence=100),
    "vehicle": spread(vehicle_theft=50, theft_from_vehicle=50),
    "specialist": spread(rape=20, sexual_offence_other=25, domestic_abuse=45, child_sexual_abuse=10),
}
_WHY_NOT_REPORTED = spread(
    police_would_not_act=26,
    too_trivial=16,
    making_it_worse=12,
    dealt_with_it=12,
    reprisal=10,
    bad_experience=6,
    distrust=6,
    not_believed=4,
    fear_of_process=3,
    did_not_know_how=3,
    fear_of_enforcement=1,
    other=1,
)
_LGBT = spread(lgbt_not_separated=30, sexual_orientation=50, transgender=20)
SPECIALIST = "specialist"


@dataclass(frozen=True, slots=True)
class Incidence:
    """One incident, and what a case about it also involves."""

    incident_id: UUID
    group: str
    crime: str
    hate: bool
    also: frozenset[str]
    happened_on: date

    @property
    def controlling(self) -> bool:
        """Say whether it involves domestic abuse, stalking or honour-based abuse."""
        return self.crime in CONTROLLING or bool(self.also & CONTROLLING)


def new_incident(world: World, batch: Batch, *, referred_on: date, specialist: bool) -> Incidence:
    """Make an incident that led to a referral on a day."""
    chance, decks = world.chance, world.decks
    group = SPECIALIST if specialist else decks.crime.deal()
    strand = (
        "none"
        if specialist
        else (decks.hate_of_hate_crime if group == "racial-religious" else decks.hate).deal()
    )
    crime = chance.weighted(_KINDS[group])
    happened = referred_on - timedelta(days=chance.about(4, least=0, most=400, wide=1.1))
    reported = decks.reported.deal()
    row = batch.add(
        Incident,
        chance,
        happened_on=happened if chance.maybe(0.93) else happened.replace(day=1),
        happened_precision="day",
        local_authority_code=chance.one(tuple(names().areas)) if chance.maybe(0.2) else None,
        crime_code=crime,
        reported_code=_reported(chance) if reported == "yes" else "no",
        hate_strands=frozenset() if strand == "none" else frozenset({_strand(chance, strand)}),
    )
    if reported == "no":
        row["not_reported_codes"] = _why_not(chance)
    if row["happened_on"] != happened:
        row["happened_precision"] = "month"
    if reported == "yes" and chance.maybe(0.9):
        row["crime_number"] = f"XMP-{happened:%y}-{chance.number(0, 999_999):06}"
    also = _also(chance, group, hate=strand != "none")
    return Incidence(row["id"], group, crime, strand != "none", also, happened)


def _reported(chance: Chance) -> str:
    return "yes-after" if chance.maybe(0.06) else "yes-before"


def _why_not(chance: Chance) -> frozenset[str] | None:
    """Choose why it was not reported; some give no reason, and some are not asked."""
    if chance.maybe(0.12):
        return None
    if chance.maybe(0.06):
        return frozenset()
    return frozenset(chance.weighted(_WHY_NOT_REPORTED) for _ in range(2 if chance.maybe(0.3) else 1))


def _strand(chance: Chance, strand: str) -> str:
    return chance.weighted(_LGBT) if strand == "lgbt" else strand


def _also(chance: Chance, group: str, *, hate: bool) -> frozenset[str]:
    """Choose what a case about it also involves; these overlap and are never summed."""
    found = {"hate"} if hate else set()
    if group in {"violence", "damage", "harassment-stalking"} and chance.maybe(0.16):
        found.add("domestic-abuse")
    if group == "harassment-stalking" and chance.maybe(0.2):
        found.add("stalking")
    if group == "violence" and chance.maybe(0.04):
        found.add("sexual-violence")
    if group == "fraud":
        found.add("fraud-cyber")
    return frozenset(found)
