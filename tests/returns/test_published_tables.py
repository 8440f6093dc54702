"""Made-up lists with the margins printed in the Cleveland needs assessment (2021) count to those margins."""

import csv
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from random import Random

import pytest

from desktop.domain.actor import Actor
from desktop.domain.periods import parse_period
from desktop.returns.counting import count
from desktop.returns.rules.definitions import Definition
from desktop.store.records import Records
from tests.returns.made_people import MadePerson, MadeReferral

DATA = Path(__file__).parent / "data"
YEARS = (2016, 2017, 2018)
SUMS = {"year", "Total"}
STRANDS = {
    "Disability": frozenset({"disability"}),
    "LGBT": frozenset({"lgbt-not-separated"}),
    "Race": frozenset({"race"}),
    "Religion": frozenset({"religion"}),
    "Not a hate crime": frozenset[str](),
}
SEXES = {"Female": "F", "Male": "M", "Missing": None}
CENSUS_CODE = {"O1": "A4", "Missing": "not-stated"}


def printed(table: str, year: int) -> dict[str, int]:
    """Read one printed line: heading to number."""
    lines = (DATA / f"{table}.csv").read_text(encoding="utf-8").splitlines()
    (line,) = (one for one in csv.DictReader(lines) if one["year"] == str(year))
    return {heading: int(number) for heading, number in line.items() if heading != "year"}


def drawn(table: str, year: int, random: Random) -> list[str]:
    """Write each heading as printed, in any order."""
    numbers = printed(table, year).items()
    answers = [heading for heading, number in numbers if heading not in SUMS for _ in range(number)]
    random.shuffle(answers)
    return answers


def born(band: str, day: date, random: Random) -> date | None:
    """Draw a date of birth of somebody who is in the band on the day, its edges included."""
    if band == "Missing":
        return None
    youngest = 0 if band == "Under 20" else int(band[:2])
    oldest = {"Under 20": 19, "80+": 99}.get(band, youngest + 9)
    age = random.choice([youngest, random.randint(youngest, oldest), oldest])
    birthday = date(day.year - age, day.month, min(day.day, 28))
    return birthday - timedelta(days=random.choice([0, 1, 200, 360])) if age else birthday


def made_list(year: int) -> list[MadePerson]:
    random = Random(year)  # noqa: S311 a list that is the same each time, nothing secret
    answers = [drawn(table, year, random) for table in ("sex", "age", "ethnicity", "hate")]
    people = []
    for sex, band, ethnicity, strand in zip(*answers, strict=True):
        day = date(year, 4, 1) + timedelta(days=random.choice([0, random.randrange(365), 364]))
        people.append(
            MadePerson(
                referrals=(MadeReferral(day=day, strands=STRANDS[strand], crime="assault"),),
                sex=SEXES[sex],
                ethnicity=CENSUS_CODE.get(ethnicity, ethnicity),
                born=born(band, day, random),
            )
        )
    return people


@pytest.fixture(scope="module")
def lists() -> list[MadePerson]:
    return [person for year in YEARS for person in made_list(year)]


def test_every_printed_number_comes_out(
    filled: Callable[[Sequence[MadePerson]], Records],
    actor: Actor,
    cleveland: Definition,
    lists: list[MadePerson],
) -> None:
    records = filled(lists)
    for year in YEARS:
        period = parse_period(f"{year}-{(year + 1) % 100}")
        result = records.read_long(actor, partial(count, actor=actor, definition=cleveland, period=period))
        for name in ("sex", "age", "ethnicity", "hate"):
            table = result.table(name)
            headings = [label.code if name == "ethnicity" else label.label for label in table.rows.items]
            headings = [{"_missing": "Missing", "_total": "Total"}.get(one, one) for one in headings]
            numbers = [row[0].value for row in table.cells]
            assert dict(zip(headings, numbers, strict=True)) == printed(name, year), (year, name)
