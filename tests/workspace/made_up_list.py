"""The script that invented the list in resources/demo: nobody in it exists, the numbers are kept for drama.

Run it from the root as ``python -m tests.workspace.made_up_list`` after changing it.
"""

import csv
import io
import random
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

SEED = 20260401
PEOPLE = 270
WHERE = Path("resources/demo/referrals.csv")
FIRST, LAST = date(2023, 4, 1), date(2026, 3, 31)
HEADINGS = (
    *("Ref", "Date referred", "Referred by", "Forename", "Surname", "Date of birth", "Gender", "Ethnicity"),
    *("Postcode", "Local authority", "Phone", "Safe to call", "Crime type", "Crime number", "Incident date"),
    *("Reported to police", "Hate crime"),
)
WOMEN = (
    *("Amira", "Anneliese", "Bronagh", "Carys", "Catherine", "Delphine", "Edie", "Fatima", "Freya", "Gwen"),
    *(
        "Halina",
        "Imogen",
        "Jaswinder",
        "Katherine",
        "Leila",
        "Maeve",
        "Nadia",
        "Oonagh",
        "Philippa",
        "Roisin",
    ),
    *("Saoirse", "Tamsin", "Ursula", "Winifred", "Yasmin", "Zainab", "Margaret", "Maggie", "Liz", "Ngozi"),
)
MEN = (
    *("Alasdair", "Benedek", "Cormac", "Dafydd", "Emeka", "Fergus", "Gethin", "Hamza", "Idris", "Jarek"),
    *("Kofi", "Lachlan", "Mehmet", "Niall", "Osian", "Piotr", "Quentin", "Rafael", "Stephen", "Steven"),
    *("Tobias", "Umar", "Vikram", "Wilfred", "Yusuf", "Zoltan", "Bill", "William", "Bob", "Robert"),
)
SURNAMES = (
    *("Abernathy", "Adeyemi", "Ashdown", "Bhatt", "Blackwood", "Castellan", "Cheung", "Crowther", "Dunmore"),
    *(
        "Eastwell",
        "Fairweather",
        "Farouk",
        "Garrick",
        "Halloran",
        "Holloway",
        "Ibbotson",
        "Jagger",
        "Kaczmarek",
    ),
    *(
        "Kirkbride",
        "Lovelock",
        "MacAllister",
        "McAllister",
        "Marchbanks",
        "Nwosu",
        "O'Dowd",
        "Okonjo",
        "Penhale",
    ),
    *(
        "Pritchard",
        "Quayle",
        "Rahmani",
        "Ravenscroft",
        "Saltmarsh",
        "Sandhu",
        "Tempest",
        "Thackray",
        "Underhill",
    ),
    *("Vasquez", "Wainwright", "Whitlock", "Yardley", "Zielinski", "de Souza", "St Clair", "Smythe"),
)
PLACES = (
    ("Hartlepool", ("TS24 9", "TS25 9", "TS26 0")),
    ("Middlesbrough", ("TS1 9", "TS3 9", "TS5 9")),
    ("Redcar and Cleveland", ("TS10 9", "TS11 0", "TS12 9")),
    ("Stockton-on-Tees", ("TS18 9", "TS19 9", "TS20 9")),
)
SOURCES = {
    "Police - control room": 26,
    "Police - officer": 22,
    "Police system review": 16,
    "Self-referral": 14,
    "Third sector": 7,
    "Local authority": 6,
    "Housing association": 5,
    "Family or friend": 4,
}
CRIMES = {
    "Anti-social behaviour/Other": 20,
    "Violence": 18,
    "Criminal damage/Arson": 15,
    "Burglary": 14,
    "Fraud": 13,
    "Harassment/Stalking": 8,
    "Theft": 7,
    "Robbery": 3,
    "Racial/Religious offences": 2,
    "Vehicle offences": 1,
}
ETHNICITIES = {
    "White British": 40,
    "W1": 24,
    "Not stated": 10,
    "": 9,
    "Pakistani": 4,
    "W9": 3,
    "Black African": 3,
    "Indian": 2,
    "Any other Asian background": 2,
    "M1": 1,
    "White Irish": 1,
    "O9": 1,
}
HATE = {"No": 91, "Race": 5, "Disability": 2, "LGBT": 1, "Religion": 1}
SAFE = {"Yes": 62, "": 20, "No": 18}


@dataclass(frozen=True, slots=True)
class Somebody:
    """An invented person, as a list knows them."""

    forename: str
    surname: str
    born: str
    gender: str
    ethnicity: str
    postcode: str
    area: str
    phone: str
    safe: str


def _pick(chance: random.Random, weights: dict[str, int]) -> str:
    return chance.choices(list(weights), weights=list(weights.values()))[0]


def _somebody(chance: random.Random, number: int) -> Somebody:
    woman = chance.random() < 0.62
    area, starts = chance.choice(PLACES)
    born = date(1932, 1, 1) + timedelta(days=int(chance.triangular(0, 75 * 365, 38 * 365)))
    letters = "".join(chance.choice("ABDEFGHJLNPQRSTUWXYZ") for _ in range(2))
    return Somebody(
        forename=chance.choice(WOMEN if woman else MEN),
        surname=chance.choice(SURNAMES),
        born="" if chance.random() < 0.08 else f"{born:%d/%m/%Y}",
        gender=chance.choice(("Female", "F", "female") if woman else ("Male", "M")),
        ethnicity=_pick(chance, ETHNICITIES),
        postcode=f"{chance.choice(starts)}{letters}",
        area=area,
        phone="" if chance.random() < 0.1 else f"07700 900{number % 1000:03d}",
        safe=_pick(chance, SAFE),
    )


def _lives_with(chance: random.Random, other: Somebody) -> Somebody:
    """Invent somebody of the same household: name, place and telephone shared."""
    somebody = _somebody(chance, 0)
    return replace(
        somebody, surname=other.surname, postcode=other.postcode, area=other.area, phone=other.phone
    )


def _people(chance: random.Random) -> list[Somebody]:
    """Invent people, some of one household, and a sixth of whom come back."""
    people: list[Somebody] = []
    for number in range(PEOPLE):
        alone = not people or chance.random() > 0.08
        people.append(_somebody(chance, number) if alone else _lives_with(chance, people[-1]))
    return people + chance.sample(people, PEOPLE // 6)


def _row(chance: random.Random, somebody: Somebody, referred: date) -> dict[str, str]:
    reported = chance.random() < 0.85
    happened = referred - timedelta(days=int(chance.expovariate(1 / 9)))
    crime = _pick(chance, CRIMES)
    hate = "Race" if crime == "Racial/Religious offences" else _pick(chance, HATE)
    values = (
        *("", f"{referred:%d/%m/%Y}", _pick(chance, SOURCES), somebody.forename, somebody.surname),
        *(somebody.born, somebody.gender, somebody.ethnicity, somebody.postcode, somebody.area),
        *(somebody.phone, somebody.safe, crime),
        f"XMP-{referred:%y}-{chance.randrange(1_000_000):06d}" if reported else "",
        f"{happened:%d/%m/%Y}",
        *("Yes" if reported else "No", hate),
    )
    return dict(zip(HEADINGS, values, strict=True))


def made_up_list() -> str:
    """Give the whole list, oldest referral first, each with a reference of its own."""
    chance = random.Random(SEED)  # noqa: S311  # the same list each time, and no secret
    days = (LAST - FIRST).days
    dated = [(FIRST + timedelta(days=chance.randint(0, days)), one) for one in _people(chance)]
    dated.sort(key=lambda pair: pair[0])
    text = io.StringIO(newline="")
    lines = csv.DictWriter(text, HEADINGS, lineterminator="\r\n")
    lines.writeheader()
    for number, (referred, somebody) in enumerate(dated, start=1):
        lines.writerow(_row(chance, somebody, referred) | {"Ref": f"D{referred:%y}-{number:04d}"})
    return text.getvalue()


if __name__ == "__main__":
    WHERE.parent.mkdir(parents=True, exist_ok=True)
    WHERE.write_bytes(made_up_list().encode("utf-8-sig"))
