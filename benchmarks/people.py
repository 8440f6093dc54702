"""Made-up people in lists like those that services keep: seeded, their names as real ones."""

import csv
import io
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate

YEAR = "2024-25"
"""The year in which every made-up referral was received, so that a return of it counts everybody."""
_HEADINGS = (
    "Ref,Date referred,Referred by,Forename,Surname,Date of birth,Gender,Ethnicity,Postcode,Local authority,"
    "Phone,Safe to call,Crime type,Crime number,Incident date,Reported to police,Hate crime"
)
_FIRST_DAY = date(2024, 4, 1)
_SURNAMES = 4000
_FORENAMES = (
    "Susan Craig Ella Ruby William Elizabeth Katherine Robert Margaret James Patricia Michael Jennifer David"
    " Linda Thomas Barbara Daniel Jessica Christopher Sarah Anthony Karen Matthew Nancy Andrew Alexandra"
    " Steven Rebecca Edward Victoria Kwame Fatima Nadia Aisha Mohammed Priya Ravi Wei Mei Piotr Agnieszka"
    " Siobhan Sean Catrin Rhys Ewan Isla Grace Amelia Noah Oliver Freya Poppy Harvey Leo Zara Yusuf"
)
_COMMON = (
    "Smith Jones Taylor Brown Williams Wilson Johnson Davies Robinson Wright Thompson Evans Walker White"
    " Roberts Green Hall Wood Jackson Clarke Patel Khan Hussain Begum Ali Kaur O'Brien McAllister"
)
_STARTS = (
    "Al Ash Bar Bel Bran Brom Cal Char Cor Dar Dun Eas Fair Far Gal Gar Hal Har Hol Kel Lang Lin Mal Mar"
)
_MIDDLES = ("", "a", "be", "der", "e", "ing", "ken", "li", "ming", "ner", "ra", "ston", "ter", "ve", "wing")
_ENDS = "by combe dale field ford gate ham hurst ley low man mere moor son stead ton ward well wick worth"


@dataclass(frozen=True, slots=True)
class Spread:
    """Texts, and how often each turns up."""

    texts: Sequence[str]
    weights: Sequence[float]


def _spread(**weights: float) -> Spread:
    return Spread([name.replace("_", " ") for name in weights], list(accumulate(weights.values())))


def _pairs(*pairs: tuple[str, float]) -> Spread:
    return Spread([text for text, _ in pairs], list(accumulate(weight for _, weight in pairs)))


def _zipf(texts: Sequence[str]) -> Spread:
    """Spread texts so that the tenth turns up about a tenth as the first."""
    return Spread(texts, list(accumulate(1 / (rank + 1) for rank in range(len(texts)))))


def _all_surnames() -> list[str]:
    made = [start + middle + end for start in _STARTS.split() for middle in _MIDDLES for end in _ENDS.split()]
    random.Random(1).shuffle(made)  # noqa: S311  made-up names need no secret chance
    return list(dict.fromkeys([*_COMMON.split(), *made]))[:_SURNAMES]


SURNAMES = _zipf(_all_surnames())
FORENAMES = _zipf(_FORENAMES.split())
_SOURCES = _spread(
    Police_system_review=16, Police_officer=20, Self_referral=11, Third_sector=7, Local_authority=6
)
_GENDERS = _spread(Female=24, F=21, female=20, Male=18, M=17)
_ETHNICITIES = _pairs(
    ("White British", 31),
    ("W1", 31),
    ("Not stated", 18),
    ("", 15),
    ("A9", 1),
    ("Pakistani", 1),
    ("Black African", 1),
    ("White Irish", 1),
    ("Any other Asian background", 1),
)
_PLACES = _pairs(
    ("Redcar and Cleveland", 25), ("Middlesbrough", 25), ("Hartlepool", 25), ("Stockton-on-Tees", 25)
)
_SAFE = _pairs(("Yes", 57), ("", 22), ("No", 21))
_CRIMES = _pairs(
    ("Anti-social behaviour/Other", 22),
    ("Criminal damage/Arson", 16),
    ("Violence", 15),
    ("Burglary", 14),
    ("Fraud", 14),
    ("Harassment/Stalking", 7),
    ("Theft", 6),
    ("Robbery", 3),
    ("Racial/Religious offences", 3),
)
_REPORTED = _pairs(("Yes", 85), ("No", 15))
_HATE = _pairs(("No", 93), ("Race", 5), ("Disability", 1), ("LGBT", 1))


def made_up_list(*, rows: int, number: int) -> bytes:
    """Give a list of referrals as CSV, one person a row; the same number gives the same list."""
    chance = random.Random(number)  # noqa: S311  made-up people need no secret chance
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(_HEADINGS.split(","))
    writer.writerows(_rows(chance, rows, number))
    return text.getvalue().encode("utf-8-sig")


def _rows(chance: random.Random, rows: int, number: int) -> Iterator[list[str]]:
    for row in range(rows):
        received = _FIRST_DAY + timedelta(days=row * 365 // rows)
        born = date(1935, 1, 1) + timedelta(days=chance.randrange(26_000))
        happened = received - timedelta(days=chance.randrange(30))
        yield [
            f"B{number}-{row + 1:05}",
            _day(received),
            _one(chance, _SOURCES),
            _one(chance, FORENAMES),
            _one(chance, SURNAMES),
            _day(born) if chance.random() < 0.95 else "",
            _one(chance, _GENDERS),
            _one(chance, _ETHNICITIES),
            _postcode(chance),
            _one(chance, _PLACES),
            f"07700 900{chance.randrange(1000):03}" if chance.random() < 0.8 else "",
            _one(chance, _SAFE),
            _one(chance, _CRIMES),
            f"XMP-{chance.randrange(10**9):09}" if chance.random() < 0.85 else "",
            _day(happened),
            _one(chance, _REPORTED),
            _one(chance, _HATE),
        ]


def _one(chance: random.Random, spread: Spread) -> str:
    return chance.choices(spread.texts, cum_weights=spread.weights)[0]


def _postcode(chance: random.Random) -> str:
    return (
        f"TS{chance.randint(1, 29)} {chance.randint(1, 9)}{chance.choice('ABDEFGHJ')}{chance.choice('ALNP')}"
    )


def _day(day: date) -> str:
    return day.strftime("%d/%m/%Y")


@dataclass(frozen=True, slots=True)
class Typed:
    """What is typed to warm up, and what is typed while time is taken: no surname is in both."""

    warm_up: tuple[str, ...]
    held_back: tuple[str, ...]


def names_to_type(*, people: int, warm_up: int, held_back: int) -> Typed:
    """Choose names of people in the first list, half by surname alone, half forename first."""
    chance = random.Random(20)  # noqa: S311  made-up people need no secret chance
    rows = list(csv.DictReader(made_up_list(rows=people, number=1).decode("utf-8-sig").splitlines()))
    sides: tuple[list[str], list[str]] = ([], [])
    wanted = (warm_up, held_back)
    while any(len(side) < number for side, number in zip(sides, wanted, strict=True)):
        row = chance.choice(rows)
        side = SURNAMES.texts.index(row["Surname"]) % 2
        if len(sides[side]) < wanted[side]:
            before = f"{row['Forename']} " if chance.random() < 0.5 else ""
            sides[side].append(f"{before}{row['Surname']}".casefold())
    return Typed(tuple(sides[0]), tuple(sides[1]))
