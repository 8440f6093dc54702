"""One made-up person: a name, an age, answers, and the ways to reach them with what is safe about each."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from desktop.demo.batch import Batch, Values
from desktop.demo.chance import Chance, spread
from desktop.demo.words import MISSING, names
from desktop.demo.world import World
from desktop.domain.dates import PartialDate, Precision, age_range
from desktop.domain.references import reference_number
from desktop.models.person import ContactPoint, Person

OF_AGE = 18
_ORIENTATIONS = spread(heterosexual=80, gay_lesbian=4, bisexual=4, prefer_not_to_say=10, other=2)
_RELIGIONS = spread(
    none=46, christian=34, muslim=6, hindu=1, sikh=1, buddhist=1, other=3, prefer_not_to_say=8
)
_OF_PHONES = spread(safe=90, given_by_referrer=10)
_OF_OTHERS = spread(safe=60, unsafe=12, unknown=28)
_AGE_TOLD = spread(day=92, year=4, age=4)
_DISABILITIES = spread(no=58, yes=34, prefer_not_to_say=8)
_DAY_TO_DAY = spread(a_lot=40, a_little=48, not_at_all=12)
_IMPAIRMENTS = ("mobility", "mental-health", "hearing", "vision", "stamina", "learning", "memory")
_LANGUAGES = spread(en=90, pl=2, ur=2, ar=1, ro=1, cy=1, fa=1, bsl=1, pa=1)
_SAFE_HOURS = 0.2


@dataclass(slots=True)
class Life:
    """One person while their history is made: their record, and what stands in the way of reaching them."""

    person: Values
    first_seen: date
    age: int | None
    phone: Values | None = None
    email: Values | None = None
    letter: Values | None = None
    died_on: date | None = None
    no_contact: bool = False
    locked_out: set[UUID] = field(default_factory=set)
    helped_by: set[UUID] = field(default_factory=set)
    last_used: dict[UUID, date] = field(default_factory=dict)

    @property
    def id(self) -> UUID:
        """Give the person's identity."""
        found: UUID = self.person["id"]
        return found

    def age_on(self, day: date) -> int | None:
        """Say how old they are on a day, where that is known."""
        if self.age is None:
            return None
        born: date | None = self.person.get("born_on")
        if born is not None and self.person["born_precision"] == Precision.DAY.value:
            return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
        return self.age + (day.year - self.first_seen.year)

    def under_18(self, day: date) -> bool:
        """Say whether they are known to be a child on a day."""
        age = self.age_on(day)
        return age is not None and age < OF_AGE

    def points(self) -> list[Values]:
        """Give the ways to reach them."""
        return [one for one in (self.phone, self.email, self.letter) if one is not None]

    def alive_on(self, day: date) -> bool:
        """Say whether they may still be reached on a day."""
        return self.died_on is None or day < self.died_on


def new_life(world: World, batch: Batch, *, on: date, reference: str, relative: Life | None) -> Life:
    """Make a person who is first referred on a day, perhaps of the family of somebody made before."""
    chance, decks = world.chance, world.decks
    sex, band, ethnicity, area = (deck.deal() for deck in (decks.sex, decks.age, decks.ethnicity, decks.area))
    age = None if band == MISSING else _age_within(chance, band)
    person = batch.add(
        Person,
        chance,
        reference=reference,
        forename=_forename(chance, sex),
        surname=relative.person["surname"] if relative else _surname(chance),
        sex_code=None if sex == MISSING else sex,
        ethnicity_code=_missing_or(chance, ethnicity),
        local_authority_code=area,
        postcode=_postcode(chance, area),
    )
    if chance.maybe(0.06):
        person["known_as"] = chance.one(names().either)
    if age is not None:
        _tell_age(chance, person, age, on)
    batch.people += 1
    return Life(person, on, age)


def add_ways(world: World, batch: Batch, life: Life, *, themselves: bool) -> None:
    """Add the ways to reach them; ``themselves`` says that they came on their own and gave them."""
    chance, number = world.chance, reference_number(life.person["reference"])
    said = "safe" if themselves else "given_by_referrer"
    if chance.maybe(0.9):
        digits = _digits(chance)
        life.phone = _way(world, batch, life, "phone", _written(digits), said, digits=digits)
    if chance.maybe(0.25):
        name = f"{life.person['forename']}.{life.person['surname']}".casefold()
        value = f"{name}{number}@example.org"
        life.email = _way(world, batch, life, "email", value, said)
    if chance.maybe(0.4):
        area = names().areas[life.person["local_authority_code"]]
        street = f"{chance.number(1, 140)} {chance.one(names().streets)}"
        value = f"{street}, {area.town}, {life.person['postcode']}"
        life.letter = _way(world, batch, life, "letter", value, "unknown" if not themselves else said)
    if life.phone is None and life.letter is None and chance.maybe(0.3):
        life.person["no_fixed_abode"] = True
        life.person["postcode"] = None


def confirm_ways(world: World, life: Life, *, on: date, by: UUID) -> None:
    """Let them say, the first time we speak, which ways are safe."""
    chance = world.chance
    for point in life.points():
        if point["state"] == "safe":
            point.setdefault("confirmed_by", by)
            continue
        if point["state"] == "unsafe":
            continue
        state = chance.weighted(_OF_PHONES if point is life.phone else _OF_OTHERS).replace("-", "_")
        if state == "safe":
            point.update(state=state, confirmed_on=on, confirmed_by=by)
            _agree_care(world, point)
        elif state == "unsafe":
            point.update(state=state, who_else_sees=world.talk.say("safe_contact", point["channel"]))


def make_unsafe(world: World, life: Life) -> None:
    """Let the number that the referrer gave be one that somebody else answers; there is no other yet."""
    if life.phone is None:
        return
    digits = f"77009009{world.chance.number(0, 99):02}"
    life.phone.update(state="unsafe", value=_written(digits), digits=digits)
    life.phone["who_else_sees"] = world.talk.say("safe_contact", "phone")
    life.phone = None


def mark_controlling(life: Life, *, on: date, again: bool, by: UUID) -> None:
    """Make what was confirmed before doubtful; ``again`` says that they confirmed it on that very day."""
    for point in life.points():
        if point["state"] != "safe" or point["confirmed_on"] >= on:
            continue
        if again:
            point.update(confirmed_on=on, confirmed_by=by)
        else:
            point["confirm_again_since"] = on


def ask_equality(world: World, life: Life) -> None:
    """Let them answer the equality questions, or not: all are optional."""
    chance, person = world.chance, life.person
    if "religion_code" in person:
        return
    person["religion_code"] = chance.weighted(_RELIGIONS) if chance.maybe(0.8) else None
    person["language_code"] = chance.weighted(_LANGUAGES) if chance.maybe(0.95) else None
    person["disability_code"] = chance.weighted(_DISABILITIES) if chance.maybe(0.9) else None
    if person["disability_code"] == "yes":
        person["day_to_day_code"] = chance.weighted(_DAY_TO_DAY)
        person["impairment_codes"] = frozenset(chance.some(_IMPAIRMENTS, chance.number(1, 2)))
    if not life.under_18(life.first_seen):
        person["orientation_code"] = chance.weighted(_ORIENTATIONS) if chance.maybe(0.75) else None
        person["gender_code"] = _gender(chance, person["sex_code"])
        person["gender_same_code"] = "yes" if chance.maybe(0.97) else "prefer-not-to-say"
    if chance.maybe(0.3):
        person["preferred_channel_code"] = "phone"
        person["preferred_time"] = world.talk.say("safe_contact", "hours")
    if person["language_code"] not in {None, "en", "cy"} and chance.maybe(0.5):
        person["interpreter"] = "Asks for an interpreter, not from the family"


def _gender(chance: Chance, sex: str | None) -> str | None:
    if sex is None or chance.maybe(0.3):
        return None
    return "non-binary" if chance.maybe(0.012) else "woman" if sex == "F" else "man"


def usable(point: Values | None, day: date) -> bool:
    """Say whether a way to reach somebody was confirmed as safe by a day and not made doubtful since."""
    return (
        point is not None
        and point["state"] == "safe"
        and point["confirmed_on"] <= day
        and "confirm_again_since" not in point
    )


def close_ways(world: World, life: Life) -> None:
    """Let some of what was confirmed run out a good while after it was last used."""
    for point in life.points():
        if point["state"] == "safe" and world.chance.maybe(0.15):
            used = life.last_used.get(point["id"], point["confirmed_on"])
            point["expires_on"] = max(used, point["confirmed_on"]) + timedelta(days=183)


def _way(
    world: World, batch: Batch, life: Life, channel: str, value: str, state: str, *, digits: str | None = None
) -> Values:
    point = batch.add(
        ContactPoint,
        world.chance,
        person_id=life.id,
        channel=channel,
        value=value,
        digits=digits,
        state=state,
    )
    if state == "safe":
        point["confirmed_on"] = life.first_seen
    return point


def _agree_care(world: World, point: Values) -> None:
    chance, talk = world.chance, world.talk
    if point["channel"] == "phone":
        point["voicemail_allowed"] = chance.maybe(0.5)
        if point["voicemail_allowed"]:
            point["voicemail_words"] = talk.say("safe_contact", "voicemail")
        point["withhold_number"] = chance.maybe(0.2)
        if chance.maybe(_SAFE_HOURS):
            point["days_and_hours"] = talk.say("safe_contact", "hours")
        if chance.maybe(0.08):
            point["code_word"] = talk.say("safe_contact", "code_word")
            point["our_word"] = talk.say("safe_contact", "our_word")
    elif point["channel"] == "letter":
        point["plain_envelope"] = chance.maybe(0.6)


def _age_within(chance: Chance, band: str) -> int:
    """Choose an age of a band; most of those under 20 are sixteen or older."""
    least, most = (int(part) for part in band.split("-"))
    if least == 0:
        return chance.number(16, 19) if chance.maybe(0.7) else chance.number(8, 15)
    return chance.number(least, most)


def _tell_age(chance: Chance, person: Values, age: int, on: date) -> None:
    """Write down how old they are: mostly the day of birth, now and then the year alone or the age."""
    told = chance.weighted(_AGE_TOLD)
    if told == "age":
        person["age_stated"], person["age_stated_on"] = age, on
        return
    born = _born(chance, age, on)
    year = PartialDate(born, Precision.YEAR)
    if told == "year" and age_range(year, on) in {(age - 1, age), (age, age)} and age % 10:
        person["born_on"], person["born_precision"] = year.first, Precision.YEAR.value
    else:
        person["born_on"], person["born_precision"] = born, Precision.DAY.value


def _born(chance: Chance, age: int, on: date) -> date:
    """Choose a day of birth that makes somebody so old on a day."""
    birthday = on - timedelta(days=chance.number(0, 360))
    day = min(birthday.day, 28)
    return date(birthday.year - age, birthday.month, day)


def _forename(chance: Chance, sex: str) -> str:
    known = names()
    if sex == MISSING:
        return chance.one(known.either)
    return chance.one(known.women if sex == "F" else known.men)


def _surname(chance: Chance) -> str:
    known = names()
    return f"{chance.one(known.beginnings)}{chance.one(known.ends)}"


def _missing_or(chance: Chance, code: str) -> str | None:
    if code != MISSING:
        return code
    return None if chance.maybe(0.6) else "not-stated" if chance.maybe(0.7) else "prefer-not-to-say"


def _postcode(chance: Chance, area: str) -> str:
    start = chance.one(names().areas[area].postcodes)
    return f"{start} {chance.number(0, 9)}{chance.one('ABDEFGHJLN')}{chance.one('PQRSTUWXYZ')}"


def _digits(chance: Chance) -> str:
    """Choose a number that Ofcom keeps for drama: mobile, or of the north-east."""
    if chance.maybe(0.85):
        return f"77009{chance.number(0, 899):05}"
    return f"1914980{chance.number(0, 999):03}"


def _written(digits: str) -> str:
    return (
        f"0{digits[:4]} {digits[4:]}"
        if digits.startswith("7")
        else f"0{digits[:3]} {digits[3:6]} {digits[6:]}"
    )
