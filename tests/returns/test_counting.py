"""Counting equals a slow and obvious recount, and what a table cannot show by numbers it says in words."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.domain.actor import Actor, Role
from desktop.domain.ids import DeviceId, UserId
from desktop.domain.periods import parse_period
from desktop.errors import BadInputError, NotAllowedError
from desktop.models.base import new_id
from desktop.returns.counting import count
from desktop.returns.result import Return, Status, Table
from desktop.returns.rules.definitions import Definition
from desktop.returns.rules.reading import bundled_code_lists, parse_definition
from desktop.services.service import rename_service
from desktop.store.records import Records
from tests.returns.crossed_rules import CROSSED
from tests.returns.made_people import MadePerson, MadeReferral

Filled = Callable[[Sequence[MadePerson]], Records]
YEAR = parse_period("2018-19")
IN_YEAR = date(2018, 7, 3)

ETHNICITIES = ["W1", "W3", "W4", "W9", "A1", "A4", "B2", "M9", "A3", "O2", "O9", "not-stated", "M", None]
ROW_OF_ETHNICITY = {"W3": "W9", "W4": "W9", "A4": "O1", "O2": "O9", "not-stated": "_missing", "M": "_missing"}
STRANDS = [
    "race",
    "religion",
    "sexual-orientation",
    "transgender",
    "lgbt-not-separated",
    "disability",
    "other",
]
ROW_OF_STRAND = {"sexual-orientation": "lgbt", "transgender": "lgbt", "lgbt-not-separated": "lgbt"}
CRIMES = [
    "assault",
    "violence-not-known",
    "robbery-person",
    "arson",
    "stalking",
    "not-known",
    "domestic-abuse",
    None,
]
ROW_OF_CRIME = {
    "assault": "violence",
    "violence-not-known": "violence",
    "robbery-person": "robbery",
    "arson": "damage",
    "stalking": "harassment-stalking",
    "not-known": "asb-other",
    "domestic-abuse": "specialist",
    None: "_missing",
}


def counted(records: Records, actor: Actor, definition: Definition, period: str = "2018-19") -> Return:
    """Count on the long reader, as the program does."""
    when = parse_period(period)
    return records.read_long(
        actor, lambda session: count(session, actor=actor, definition=definition, period=when)
    )


def numbers(table: Table) -> dict[str, float | int | None]:
    """Give the number of each row."""
    return {code: cells[0].value for code, cells in zip(table.rows.codes, table.cells, strict=True)}


def days_around_the_year() -> st.SearchStrategy[date]:
    edges = [YEAR.start, YEAR.end, YEAR.start - timedelta(1), YEAR.end + timedelta(1)]
    return st.sampled_from(edges) | st.dates(date(2018, 1, 1), date(2019, 6, 30))


REFERRALS = st.builds(
    MadeReferral,
    day=days_around_the_year(),
    strands=st.none() | st.frozensets(st.sampled_from(STRANDS), max_size=2) | st.just(frozenset({"none"})),
    crime=st.sampled_from(CRIMES),
    with_case=st.booleans(),
    reason=st.sampled_from([None, None, None, "declined", "duplicate", "out-of-scope"]),
    archived=st.sampled_from([False, False, False, True]),
)
PEOPLE = st.builds(
    MadePerson,
    referrals=st.lists(REFERRALS, max_size=3).map(tuple),
    sex=st.sampled_from(["F", "M", "prefer-not-to-say", "not-stated", None]),
    ethnicity=st.sampled_from(ETHNICITIES),
    born=st.none() | st.dates(date(1925, 1, 1), date(2019, 1, 1)),
    precision=st.just("day"),
    age_stated=st.none() | st.integers(0, 99),
    age_stated_on=st.none() | st.dates(date(2015, 1, 1), date(2019, 12, 31)),
    archived=st.sampled_from([False, False, False, True]),
    nameless=st.sampled_from([False, False, False, True]),
)


def valid_in_the_year(person: MadePerson) -> list[MadeReferral]:
    """Pick the person's referrals that count, the first come first."""
    if person.archived or person.nameless:
        return []
    valid = [
        one
        for one in person.referrals
        if not one.archived
        and one.reason not in ("duplicate", "out-of-scope")
        and date(2018, 4, 1) <= one.day <= date(2019, 3, 31)
    ]
    return sorted(valid, key=lambda one: one.day)


def years_between(earlier: date, later: date) -> int:
    """Count birthdays one by one: slow, and nothing to get wrong."""
    years = 0
    while (later.year, later.month, later.day) >= (earlier.year + years + 1, earlier.month, earlier.day):
        years += 1
    return years


def age_of(person: MadePerson, day: date) -> int | None:
    if person.born is not None:
        return years_between(person.born, day) if person.born <= day else None
    if person.age_stated is None or person.age_stated_on is None:
        return person.age_stated
    if person.age_stated_on <= day:
        return person.age_stated + years_between(person.age_stated_on, day)
    return max(0, person.age_stated - years_between(day, person.age_stated_on))


def age_row(person: MadePerson, day: date) -> str:
    age = age_of(person, day)
    if age is None:
        return "_missing"
    if age < 20:
        return "0-19"
    return "80+" if age >= 80 else f"{age // 10 * 10}-{age // 10 * 10 + 9}"


def hate_rows(referrals: list[MadeReferral]) -> set[str]:
    strands = {strand for one in referrals for strand in one.strands or ()} - {"none"}
    rows = {ROW_OF_STRAND.get(strand, strand) for strand in strands} - {"other"}
    if rows:
        return rows
    return set() if "other" in strands else {"none"}


def recount(people: Sequence[MadePerson]) -> dict[str, Counter[str]]:
    """Count by hand, one person after the other, straight from the description."""
    tables: dict[str, Counter[str]] = {
        name: Counter() for name in ("sex", "age", "ethnicity", "hate", "offence")
    }
    for person in people:
        referrals = valid_in_the_year(person)
        if not referrals:
            continue
        first = referrals[0]
        tables["sex"][person.sex if person.sex in ("F", "M") else "_missing"] += 1
        tables["age"][age_row(person, first.day)] += 1
        ethnicity = person.ethnicity or "_missing"
        tables["ethnicity"][ROW_OF_ETHNICITY.get(ethnicity, ethnicity)] += 1
        tables["offence"][ROW_OF_CRIME[first.crime]] += 1
        tables["hate"].update(hate_rows(referrals))
        for table in tables.values():
            table["_total"] += 1
    return tables


@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(people=st.lists(PEOPLE, max_size=40))
def test_counting_equals_an_obvious_recount(
    filled: Filled, actor: Actor, cleveland: Definition, people: list[MadePerson]
) -> None:
    records = filled(people)
    result = counted(records, actor, cleveland)
    expected = recount(people)
    for table in result.tables:
        known = {code: expected[table.id][code] for code in table.rows.codes}
        assert numbers(table) == known, table.id
        assert set(expected[table.id]) <= set(table.rows.codes)
    assert all(cell.status is Status.EXACT for table in result.tables for _, _, cell in table.lines())


def test_somebody_referred_twice_is_one_person_and_their_first_referral_decides(
    filled: Filled, actor: Actor, cleveland: Definition
) -> None:
    born = date(1998, 7, 10)
    twice = MadePerson(
        born=born,
        referrals=(
            MadeReferral(day=date(2018, 9, 1), crime="arson", strands=frozenset({"race"})),
            MadeReferral(day=IN_YEAR, crime="assault", strands=frozenset({"transgender"})),
        ),
    )
    result = counted(filled([twice]), actor, cleveland)
    assert result.table("age").cell("0-19", "count").value == 1
    assert result.table("offence").cell("violence", "count").value == 1
    hate = numbers(result.table("hate"))
    assert (hate["lgbt"], hate["race"], hate["none"], hate["_total"]) == (1, 1, 0, 1)


def test_a_table_whose_rows_add_up_to_more_than_its_total_says_why(
    filled: Filled, actor: Actor, cleveland: Definition
) -> None:
    two = MadePerson(referrals=(MadeReferral(day=IN_YEAR, strands=frozenset({"race", "religion"})),))
    hate = counted(filled([two]), actor, cleveland).table("hate")
    assert "1 person is in more than one row, so the rows add up to more than the total." in hate.notes


def test_an_answer_without_a_row_is_in_the_total_and_the_table_says_so(
    filled: Filled, actor: Actor, cleveland: Definition
) -> None:
    people = [
        MadePerson(referrals=(MadeReferral(day=IN_YEAR, strands=frozenset({"other"})),), ethnicity="M"),
        MadePerson(referrals=(MadeReferral(day=IN_YEAR),)),
    ]
    result = counted(filled(people), actor, cleveland)
    hate, ethnicity = result.table("hate"), result.table("ethnicity")
    assert (hate.cell("none", "count").value, hate.cell("_total", "count").value) == (1, 2)
    assert "1 person has an answer that has no row in these rules: in the total only." in hate.notes
    assert ethnicity.cell("_missing", "count").value == 1
    assert "1 person has an answer that has no row in these rules: counted under Missing." in ethnicity.notes


def test_a_year_of_birth_alone_counts_in_a_band_only_when_every_age_is_in_it(
    filled: Filled, actor: Actor, cleveland: Definition
) -> None:
    people = [
        MadePerson(referrals=(MadeReferral(day=IN_YEAR),), born=date(year, 1, 1), precision=precision)
        for year, precision in ((1985, "year"), (1988, "year"), (1985, "about"), (1988, "about"))
    ]
    age = counted(filled(people), actor, cleveland).table("age")
    assert age.cell("30-39", "count").value == 2
    assert age.cell("_missing", "count").value == 2


def test_a_referral_without_a_person_is_told_and_not_counted(
    filled: Filled, actor: Actor, cleveland: Definition
) -> None:
    nobody = MadePerson(nameless=True, referrals=(MadeReferral(day=IN_YEAR),))
    result = counted(filled([nobody]), actor, cleveland)
    assert result.table("sex").cell("_total", "count").value == 0
    assert result.notes == ("1 referral of the period names no person: nobody is counted for it.",)


def test_every_nought_is_shown(filled: Filled, actor: Actor, cleveland: Definition) -> None:
    result = counted(filled([]), actor, cleveland)
    assert {cell.shown for table in result.tables for _, _, cell in table.lines()} == {"0"}


def test_a_return_knows_whose_it_is_and_that_it_must_not_be_sent(
    filled: Filled, actor: Actor, cleveland: Definition
) -> None:
    records = filled([])
    named = partial(rename_service, actor=actor, name="Harbour Support", commissioner="The commissioner")
    records.write(actor, named)
    result = counted(records, actor, cleveland)
    assert (result.provider, result.commissioner) == ("Harbour Support", "The commissioner")
    assert result.marking == "contains personal data, do not send"


def test_a_period_that_has_not_begun_is_refused(filled: Filled, actor: Actor, cleveland: Definition) -> None:
    records = filled([])
    with pytest.raises(BadInputError, match="2026-27:Q2 has not begun"):
        counted(records, actor, cleveland, "2026-27:Q2")


def test_a_period_under_way_is_counted_and_says_so(
    filled: Filled, actor: Actor, cleveland: Definition
) -> None:
    person = MadePerson(referrals=(MadeReferral(day=date(2026, 4, 1)),))
    result = counted(filled([person]), actor, cleveland, "2026-27:Q1")
    assert result.table("sex").cell("_total", "count").value == 1
    assert any("not over" in note for note in result.notes)


def test_a_volunteer_may_not_count(filled: Filled, cleveland: Definition) -> None:
    records = filled([])
    volunteer = Actor(UserId(new_id()), DeviceId(new_id()), "Vi", frozenset({Role.VOLUNTEER}))
    with pytest.raises(NotAllowedError):
        counted(records, volunteer, cleveland)


@settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(people=st.lists(PEOPLE, min_size=15, max_size=60))
def test_a_crossed_and_filtered_table_equals_an_obvious_recount(
    filled: Filled, actor: Actor, people: list[MadePerson]
) -> None:
    definition = parse_definition(CROSSED, bundled_code_lists())
    table = counted(filled(people), actor, definition).table("crossed")
    cells: Counter[tuple[str, str]] = Counter()
    for person in people:
        referrals = valid_in_the_year(person)
        if not referrals or person.sex != "F" or ROW_OF_CRIME[referrals[0].crime] != "violence":
            continue
        age = age_of(person, referrals[0].day)
        column = "_missing" if age is None else "0-17" if age < 18 else "18+"
        asked = any(one.strands is not None for one in referrals)
        rows = (hate_rows(referrals) if asked else set()) or {"_missing"}
        totals = {"_total"} if rows == {"_missing"} else {"_total", "_valid"}
        for row in rows | totals:
            cells.update({(row, column): 1, (row, "_total"): 1})
    shown = {
        (table.rows.codes[row], table.columns.codes[column]): cell.value
        for row, column, cell in table.lines()
    }
    assert shown == {key: cells[key] for key in shown}
