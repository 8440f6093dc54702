"""A representation by hand: counts given for each table, set beside the published figures."""

from collections.abc import Mapping
from datetime import UTC, datetime

from desktop.domain.benchmarks import BenchmarkFigures, BenchmarkKind
from desktop.domain.periods import parse_period
from desktop.imports.benchmarks import read_benchmark
from desktop.platform.resources import resource_bytes
from desktop.returns.keys import Keys
from desktop.returns.members import Members
from desktop.returns.representing.comparing import represent
from desktop.returns.representing.representation import Representation
from desktop.returns.result import Profile, Return, Table, exact_cells
from desktop.returns.rules.definitions import Definition, TableRules
from desktop.returns.rules.layouts import MISSING, LabelKind
from desktop.returns.rules.reading import bundled_code_lists, load_definition

VICTIMS, POPULATION = "Łucja’s victims & <others>", "=Population"
COUNTS: Mapping[str, Mapping[str, int]] = {
    "sex": {"F": 520, "M": 278, MISSING: 2},
    "age": {"0-19": 34, "20-29": 83, "30-39": 88, "40-49": 108, "50-59": 118, "60-69": 89, "70-79": 100,
            "80+": 102, MISSING: 78},
    "ethnicity-16": {"W1": 498, "W2": 3, "W9": 4, "A2": 5, "A3": 1, "A9": 11, "B1": 4, "B2": 4, "M9": 1,
                     "O9": 2, MISSING: 267},
    "ethnicity-five-census": {"White": 505, "Asian": 17, "Black": 8, "Mixed": 1, "Other": 2, MISSING: 267},
}  # fmt: skip


def made_table(rules: TableRules, *, less: int) -> Table:
    """Make the table of the people helped, each count less by so many where it can be."""
    given = {code: max(0, number - less) for code, number in COUNTS.get(rules.id, {}).items()}
    valid = sum(number for code, number in given.items() if code != MISSING)
    sums = {LabelKind.VALID: valid, LabelKind.TOTAL: valid + given.get(MISSING, 0)}
    labels = rules.rows.labels
    return Table(
        id=rules.id,
        title=rules.title,
        population="people-newly-referred",
        counted="People, each once.",
        unit="people",
        rows=labels,
        columns=rules.columns.labels,
        cells=exact_cells([[sums.get(item.kind, given.get(item.code, 0))] for item in labels.items]),
        notes=(),
        show_codes=rules.show_codes,
        members=Members(Keys(b""), {}, overlapping=False),
    )


def _return(definition: Definition, year: int, *, less: int) -> Return:
    return Return(
        definition=definition,
        period=parse_period(f"{year}-{(year + 1) % 100}"),
        provider="Ŵyn-Nguyễn Victim Care",
        commissioner="",
        profile=Profile.EXACT,
        counted_at=datetime(2026, 4, 1, 9, 0, tzinfo=UTC),
        history_code="ABCD2345",
        notes=("A note of the count.",),
        tables=tuple(made_table(rules, less=less) for rules in definition.tables),
    )


def made_representation(*, years: int = 3, less: int = 0) -> Representation:
    """Make one for 2018-19 with so many years, those before a little smaller."""
    lists = bundled_code_lists()
    definition = load_definition("representation", code_lists=lists)
    returns = [_return(definition, 2018 - back, less=less + back) for back in range(years - 1, -1, -1)]
    benchmarks = [
        BenchmarkFigures(name, kind, read_benchmark(resource_bytes(f"benchmarks/{file}.csv")))
        for name, kind, file in (
            (VICTIMS, BenchmarkKind.VICTIMS, "cleveland-police-2016-2020"),
            (POPULATION, BenchmarkKind.POPULATION, "cleveland-population-2019"),
        )
    ]
    return represent(returns, benchmarks, period=returns[-1].period, code_lists=lists)
