"""The made-up service as a whole: when it began, who works there, whom it sends people to, what is dealt."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from desktop.demo.batch import Batch
from desktop.demo.chance import Chance, Deck
from desktop.demo.colleagues import Colleagues
from desktop.demo.replies import send_replies
from desktop.demo.words import Place, Sentences, places, sentences, shares
from desktop.models.case import FundingStream
from desktop.models.organisation import Organisation

COMMISSIONER = "Commissioner for Victims (made up)"
FIRST_STREAM = "Commissioner's victims' grant"
_YEAR = 365
_FEWEST_YEARS, _MOST_YEARS = 3, 10
_PEOPLE_A_YEAR = 1250
_GROWTH = 0.85
"""Referrals grow over the years: the share s of people came in the first s to the power of this."""
_OPEN_OF_A_YEAR = 0.145
"""Cases open on a day, for each person newly referred in the year before it; measured, kept by a test."""
_VERIFIED_WITHIN = 300


@dataclass(frozen=True, slots=True)
class Wanted:
    """How many made-up people, of which seed, with histories up to which day."""

    people: int
    seed: int
    until: date

    @property
    def years(self) -> int:
        """Say over how many years the histories are spread: a service helps some 1,250 people a year."""
        return min(max(_FEWEST_YEARS, self.people // _PEOPLE_A_YEAR), _MOST_YEARS)

    @property
    def first_day(self) -> date:
        """Give the day of the first referral."""
        return self.until - timedelta(days=_YEAR * self.years - 1)

    @property
    def open_cases(self) -> int:
        """Estimate how many cases will be open at the end, so that there are workers for them."""
        return round(self.people / self.years / _GROWTH * _OPEN_OF_A_YEAR)

    def day_of(self, number: int, share: float) -> date:
        """Give the day on which the person of a number (from 0) is first referred."""
        days = (self.until - self.first_day).days + 1
        done = (number + share) / self.people
        return self.first_day + timedelta(days=min(int(days * done**_GROWTH), days - 1))


@dataclass(frozen=True, slots=True)
class Decks:
    """What each person, or each incident, is dealt so that the published shares come out."""

    sex: Deck
    age: Deck
    ethnicity: Deck
    area: Deck
    comes_back: Deck
    crime: Deck
    source: Deck
    reported: Deck
    hate: Deck
    hate_of_hate_crime: Deck


@dataclass(frozen=True, slots=True)
class World:
    """Everything that the histories draw on."""

    wanted: Wanted
    chance: Chance
    decks: Decks
    talk: Sentences
    colleagues: Colleagues
    places: tuple[tuple[UUID, Place], ...]
    streams: tuple[UUID, ...]

    @property
    def until(self) -> date:
        """Give the last day on which anything happens."""
        return self.wanted.until

    def places_for(self, need: str | None) -> list[tuple[UUID, Place]]:
        """Give the places to turn to for a need, or all."""
        fitting = [one for one in self.places if need in one[1].needs]
        return fitting or list(self.places)


def begin_world(wanted: Wanted, *, stream_id: UUID | None, taken: str) -> tuple[World, Batch]:
    """Make the service: colleagues, places, money; with the records that must be written first.

    ``stream_id`` is the funding stream the records have already, ``taken`` the name of who is signed in.
    """
    chance = Chance(wanted.seed, wanted.first_day)
    talk = Sentences(sentences(), chance)
    batch = Batch()
    colleagues = Colleagues(
        chance, open_cases=wanted.open_cases, first_day=wanted.first_day, until=wanted.until, taken=taken
    )
    colleagues.first_records(batch, until=wanted.until, talk=talk)
    found = tuple(_place(one, chance, batch, wanted) for one in places())
    second = batch.add(
        FundingStream, chance, name="Lottery fund", funder="Lottery fund", starts_on=wanted.first_day
    )
    first = stream_id or batch.add(FundingStream, chance, name=FIRST_STREAM)["id"]
    send_replies(
        batch,
        chance,
        talk,
        people_a_year=wanted.people / wanted.years,
        first_day=wanted.first_day,
        until=wanted.until,
    )
    decks = _decks(chance, wanted.people)
    return World(wanted, chance, decks, talk, colleagues, found, (first, first, first, second["id"])), batch


def _place(place: Place, chance: Chance, batch: Batch, wanted: Wanted) -> tuple[UUID, Place]:
    number = len(batch.rows.get(Organisation, ()))
    row = batch.add(
        Organisation,
        chance,
        name=place.name,
        kind_code=place.kind,
        what_they_do=place.what,
        phone=f"01632 960{number:03}",
        email=f"hello{number}@example.org",
        opening_hours="Mon-Fri 09:00-17:00",
        area_codes=frozenset(),
        need_codes=place.needs,
        crime_codes=frozenset(),
        gender_codes=frozenset(),
        language_codes=None if number % 3 else frozenset(),
        self_referral=place.self_referral,
        waiting_time=place.waiting,
        last_verified_on=wanted.until - timedelta(days=chance.number(1, _VERIFIED_WITHIN)),
        funded_until=wanted.until + timedelta(days=chance.number(30, 700)) if number % 4 == 0 else None,
    )
    return row["id"], place


def _decks(chance: Chance, people: int) -> Decks:
    known = shares()

    def deck(of: dict[str, int]) -> Deck:
        return Deck(chance, of, size=people)

    of_hate_crimes, of_others = _hate_apart(known["hate"], known["crime"]["racial-religious"])
    return Decks(
        sex=deck(known["sex"]),
        age=deck(known["age"]),
        ethnicity=deck(known["ethnicity"]),
        area=deck(known["area"]),
        comes_back=deck({"no": 745, "yes": 255}),
        crime=deck(known["crime"]),
        source=deck(known["source"]),
        reported=deck(known["reported"]),
        hate=deck(of_others),
        hate_of_hate_crime=deck(of_hate_crimes),
    )


def _hate_apart(strands: dict[str, int], hate_crimes: int) -> tuple[dict[str, int], dict[str, int]]:
    """Part the strands into those of racial or religious offences and those of all others."""
    both = strands["race"] + strands["religion"]
    race = round(hate_crimes * strands["race"] / both)
    of_hate_crimes = {"race": race, "religion": hate_crimes - race}
    return of_hate_crimes, {name: number - of_hate_crimes.get(name, 0) for name, number in strands.items()}
