"""The people helped beside victims and population: shares and differences as in the published tables."""

import csv
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from math import sqrt
from pathlib import Path

import pytest

from desktop.domain.actor import Actor
from desktop.domain.benchmarks import BenchmarkFigures, BenchmarkKind, Figure
from desktop.domain.code_tree import CodeList
from desktop.domain.periods import parse_period
from desktop.errors import BadInputError
from desktop.imports.benchmarks import read_benchmark
from desktop.platform.resources import resource_bytes
from desktop.returns.representing.comparing import count_periods, represent
from desktop.returns.representing.proportions import difference, likeness, share, slope
from desktop.returns.representing.representation import Representation, Verdict
from desktop.returns.rules.reading import bundled_code_lists, load_definition
from desktop.store.records import Records
from tests.returns.made_people import MadePerson
from tests.returns.test_published_tables import YEARS, made_list, printed

BENCHMARKS = Path(__file__).parents[2] / "resources" / "benchmarks"
POLICE, POPULATION = "cleveland-police-2016-2020", "cleveland-population-2019"
KINDS = {POLICE: BenchmarkKind.VICTIMS, POPULATION: BenchmarkKind.POPULATION}
NOT_GROUPS = {"Missing", "Total"}
FIVE: tuple[str, ...] = ("White", "Asian", "Black", "Mixed", "Other")
POLICE_GROUP = {"W": "White", "A": "Asian", "B": "Black", "M": "Mixed", "O": "Other"}


def published(name: str, characteristic: str) -> dict[str, int]:
    """Read one benchmark's figures of one characteristic straight off the list."""
    with (BENCHMARKS / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return {
            row["category"]: int(row["count"])
            for row in csv.DictReader(stream)
            if row["characteristic"] == characteristic
        }


def five(counts: Mapping[str, int], *, chinese: str) -> dict[str, int]:
    """Add up the 16+1 by the first letter of their codes; Chinese (O1) where it is told to go."""
    sums: dict[str, int] = dict.fromkeys(FIVE, 0)
    for code, number in counts.items():
        sums[chinese if code == "O1" else POLICE_GROUP[code[0]]] += number
    return sums


def helped(table: str, year: int) -> dict[str, int]:
    return {group: number for group, number in printed(table, year).items() if group not in NOT_GROUPS}


def in_points(own: Mapping[str, int], other: Mapping[str, int]) -> dict[str, tuple[float, float, float]]:
    """Work out both shares and their difference for each group, to one decimal as printed."""
    found = {}
    for group, number in own.items():
        first, second = number / sum(own.values()) * 100, other[group] / sum(other.values()) * 100
        found[group] = (round(first, 1), round(second, 1), round(first - second, 1))
    return found


def benchmark(name: str) -> BenchmarkFigures:
    return BenchmarkFigures(name, KINDS[name], read_benchmark(resource_bytes(f"benchmarks/{name}.csv")))


def made(kind: BenchmarkKind, *figures: tuple[str, str, int]) -> BenchmarkFigures:
    return BenchmarkFigures("made up", kind, tuple(Figure(*one) for one in figures))


Shown = Callable[..., Representation]


@pytest.fixture(scope="module")
def lists() -> list[MadePerson]:
    return [person for year in YEARS for person in made_list(year)]


@pytest.fixture(scope="module")
def code_lists() -> Mapping[str, CodeList]:
    return bundled_code_lists()


@pytest.fixture
def shown(
    filled: Callable[[Sequence[MadePerson]], Records],
    actor: Actor,
    lists: list[MadePerson],
    code_lists: Mapping[str, CodeList],
) -> Shown:
    """Give a function that compares a year of the sample lists, with a trend over others if asked."""
    records = filled(lists)

    def show(year: int, *benchmarks: BenchmarkFigures, years: Sequence[int] = ()) -> Representation:
        periods = {one: parse_period(f"{one}-{(one + 1) % 100}") for one in {year, *years}}
        definition = load_definition("representation", code_lists=code_lists)
        work = partial(count_periods, actor=actor, definition=definition, periods=tuple(periods.values()))
        returns = records.read_long(actor, work)
        return represent(returns, benchmarks, period=periods[year], code_lists=code_lists)

    return show


def shown_in_points(
    result: Representation, section_id: str, name: str, *, by_label: bool
) -> dict[str, tuple[float, float, float]]:
    """Read a comparison off the result as it would be printed."""
    section = next(one for one in result.sections if one.id == section_id)
    comparison = next(one for one in section.comparisons if one.benchmark == name)
    found = {}
    for row in comparison.rows:
        assert row.helped_share is not None
        assert row.benchmark_share is not None
        assert row.difference is not None
        told = (round(row.helped_share, 1), round(row.benchmark_share, 1), round(row.difference, 1))
        found[row.label if by_label else row.code] = told
    return found


@pytest.mark.parametrize("year", YEARS)
def test_shares_and_differences_come_out_as_the_published_tables_have_them(shown: Shown, year: int) -> None:
    result = shown(year, benchmark(POLICE), benchmark(POPULATION))
    for table, by_label in (("sex", True), ("age", True)):
        for name in (POLICE, POPULATION):
            expected = in_points(helped(table, year), published(name, table))
            assert shown_in_points(result, table, name, by_label=by_label) == expected, (table, name)
    own, police = helped("ethnicity", year), published(POLICE, "ethnicity")
    assert shown_in_points(result, "ethnicity-16", POLICE, by_label=False) == in_points(own, police)
    groups = five(own, chinese="Asian")
    of_police = shown_in_points(result, "ethnicity-five-census", POLICE, by_label=True)
    assert of_police == in_points(groups, five(police, chinese="Asian"))
    of_population = shown_in_points(result, "ethnicity-five-census", POPULATION, by_label=True)
    assert of_population == in_points(groups, published(POPULATION, "ethnicity group"))


@pytest.mark.parametrize("year", YEARS)
def test_beside_the_police_alone_the_five_groups_are_those_of_the_police(shown: Shown, year: int) -> None:
    result = shown(year, benchmark(POLICE))
    assert [one.id for one in result.sections] == ["sex", "age", "ethnicity-16", "ethnicity-five-police"]
    own, police = helped("ethnicity", year), published(POLICE, "ethnicity")
    expected = in_points(five(own, chinese="Other"), five(police, chinese="Other"))
    assert shown_in_points(result, "ethnicity-five-police", POLICE, by_label=True) == expected
    notes = result.sections[-1].comparisons[0].notes
    assert any("given as “Ethnicity, 16+1”" in note for note in notes)


def test_who_is_under_represented_is_said_in_one_sentence_with_its_numbers(shown: Shown) -> None:
    result = shown(2018, benchmark(POLICE), benchmark(POPULATION))
    men = "Men are 34.8% of the people helped and 46.5% of recorded victims: 11.7 points fewer, and chance"
    assert any(sentence.startswith(men) for sentence in result.sentences), result.sentences
    over_80 = next(row for _, row in result.sections[1].rows() if row.label == "80+")
    assert over_80.verdict is Verdict.OVER
    assert over_80.sentence.startswith("People aged 80 or over are 14.1% of the people helped and 1.5% of")


def test_the_trend_is_the_slope_of_the_shares_in_points_a_year(shown: Shown) -> None:
    result = shown(2018, benchmark(POLICE), years=YEARS)
    women = result.sections[0].groups[0]
    shares = []
    for year in YEARS:
        counts = helped("sex", year)
        shares.append(100 * counts["Female"] / sum(counts.values()))
    assert [one.share for one in women.shares] == pytest.approx(shares)
    assert women.slope == pytest.approx((shares[2] - shares[0]) / 2)
    assert "Female up" in result.sections[0].trend


def test_the_correlation_is_told_for_every_year_and_never_for_two_categories(shown: Shown) -> None:
    result = shown(2018, benchmark(POLICE), years=YEARS)
    by_sex, by_age = (section.comparisons[0].likeness for section in result.sections[:2])
    assert by_sex == (None, None, None)
    for told, year in zip(by_age, YEARS, strict=True):
        own, other = helped("age", year), published(POLICE, "age")
        assert told == pytest.approx(pearson([*own.values()], [other[group] for group in own]))


def pearson(first: Sequence[float], second: Sequence[float]) -> float:
    """Work out the correlation the long way; shares and counts correlate alike."""
    mine, yours = sum(first) / len(first), sum(second) / len(second)
    together = sum((one - mine) * (other - yours) for one, other in zip(first, second, strict=True))
    alone = sum((one - mine) ** 2 for one in first) * sum((one - yours) ** 2 for one in second)
    return together / sqrt(alone)


def test_fewer_than_three_years_are_no_trend(shown: Shown) -> None:
    result = shown(2018, benchmark(POLICE), years=(2017, 2018))
    assert result.sections[0].groups[0].slope is None
    assert result.sections[0].trend == "A trend needs at least 3 years; this compares 2."


def test_no_share_is_given_of_fewer_than_twenty(
    filled: Callable[[Sequence[MadePerson]], Records], actor: Actor, code_lists: Mapping[str, CodeList]
) -> None:
    records = filled(made_list(2016)[:19])
    definition, period = load_definition("representation"), parse_period("2016-17")
    work = partial(count_periods, actor=actor, definition=definition, periods=(period,))
    result = represent(
        records.read_long(actor, work), [benchmark(POLICE)], period=period, code_lists=code_lists
    )
    for _, row in result.sections[0].rows():
        assert (row.helped_share, row.difference, row.interval) == (None, None, None)
        assert row.verdict is Verdict.TOO_FEW
        assert row.benchmark_share is not None
    assert "too few to compare" in result.sections[0].comparisons[0].sentences[0]


def test_a_finer_benchmark_is_rolled_up_beside_a_coarser_one(shown: Shown) -> None:
    census = made(
        BenchmarkKind.POPULATION,
        ("Ethnicity", "Gypsy or Irish Traveller", 10),
        ("Ethnicity", "W4", 5),
        ("Ethnicity", "W1", 900),
        ("Ethnicity", "A4", 40),
        ("Ethnicity", "Arab", 45),
    )
    result = shown(2018, census, benchmark(POLICE))
    shown_in = [one.id for one in result.sections]
    assert shown_in == ["sex", "age", "ethnicity-19", "ethnicity-16", "ethnicity-five-census"]
    by_16 = next(one for one in result.sections if one.id == "ethnicity-16")
    placed = {row.code: row.benchmark for row in by_16.comparisons[0].rows}
    assert placed == {"W1": 900, "W9": 15, "O1": 40, "O9": 45}


def test_categories_a_benchmark_does_not_give_are_left_out_on_both_sides_and_said(shown: Shown) -> None:
    result = shown(2018, made(BenchmarkKind.POPULATION, ("age", "20 to 29", 100), ("age", "30-39", 100)))
    (comparison,) = result.sections[0].comparisons
    counts = helped("age", 2018)
    assert comparison.helped_base == counts["20-29"] + counts["30-39"]
    assert "left out of this comparison" in comparison.notes[0]
    assert comparison.likeness == (None,)


def test_bands_of_five_years_are_added_up_into_those_that_hold_them(shown: Shown) -> None:
    ages = [("age", f"{age}-{age + 4}", 10) for age in range(0, 80, 5)]
    result = shown(2018, made(BenchmarkKind.POPULATION, *ages, ("age", "80 and over", 7)))
    (section,) = result.sections
    assert section.id == "age"
    assert [row.benchmark for row in section.comparisons[0].rows] == [40, 20, 20, 20, 20, 20, 20, 7]


@pytest.mark.parametrize(
    ("figures", "words"),
    [
        ([("sex", "Fmle", 1), ("sex", "Male", 2)], ("“Fmle”", "“Sex”", "Did you mean “Female”?")),
        ([("ethnicity", "W1", 1), ("ethnicity", "W7", 2)], ("“W7”", "Did you mean “W")),
        ([("ethnicity group", "White", 1), ("ethnicity group", "Azian", 2)], ("“Azian”", "“Asian”")),
        ([("age", "Under 20", 1), ("age", "20-39", 2)], ("“20-39”", "Did you mean “30-39”")),
        ([("age", "20-29", 1), ("age", "25-29", 2)], ("“25-29”", "overlaps “20-29”")),
        ([("sex", "F", 1), ("sex", "Female", 2)], ("is there already as “F”",)),
        ([("sex", "Female", 1), ("sex", "Total", 2)], ("Leave sums out",)),
        ([("sexx", "Female", 1)], ("“sexx”", "Did you mean “sex”?")),
        ([("sex", "Female", 1)], ("for “Female” alone", "Add a line for each category")),
        ([("sex", "Not stated", 4)], ("no figures but for missing answers",)),
    ],
)
def test_a_benchmark_that_does_not_match_is_refused_with_the_nearest_right_one(
    shown: Shown, figures: list[tuple[str, str, int]], words: tuple[str, ...]
) -> None:
    with pytest.raises(BadInputError) as refused:
        shown(2018, made(BenchmarkKind.VICTIMS, *figures))
    for word in words:
        assert word in str(refused.value)


def test_nothing_to_compare_with_is_said(shown: Shown) -> None:
    with pytest.raises(BadInputError, match="nothing to compare"):
        shown(2018)
    with pytest.raises(BadInputError, match="go by the name"):
        shown(2018, benchmark(POLICE), benchmark(POLICE))


def test_an_empty_year_gives_noughts_and_no_share(shown: Shown) -> None:
    result = shown(2012, benchmark(POLICE))
    assert {row.helped for section in result.sections for _, row in section.rows()} == {0}
    assert {row.verdict for section in result.sections for _, row in section.rows()} == {Verdict.TOO_FEW}


@pytest.mark.parametrize(
    ("counts", "low", "high"),
    [
        ((56, 70, 48, 80), 0.0524, 0.3339),
        ((9, 10, 3, 10), 0.1705, 0.8090),
        ((10, 10, 0, 20), 0.6791, 1.0),
    ],
)
def test_the_interval_of_a_difference_is_that_of_the_paper_it_is_taken_from(
    counts: tuple[int, int, int, int], low: float, high: float
) -> None:
    """Newcombe 1998, table II, method 10."""
    found = difference(*counts)
    assert [found.low / 100, found.high / 100] == pytest.approx([low, high], abs=5e-5)


def test_shares_likeness_and_slopes_say_nothing_where_there_is_too_little() -> None:
    assert (share(5, 19), share(5, 20)) == (None, 25.0)
    assert likeness([1.0, 2.0], [2.0, 1.0]) is None
    assert likeness([1.0, 1.0, 1.0], [2.0, 1.0, 3.0]) is None
    assert likeness([1.0, 2.0, 3.0], [2.0, 4.0, 6.0]) == pytest.approx(1)
    assert slope([2016, 2017], [1.0, 2.0]) is None
    assert slope([2016, 2017, 2018, 2019], [1.0, None, 3.0, 4.0]) == pytest.approx(1)
