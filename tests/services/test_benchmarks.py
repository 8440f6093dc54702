"""Benchmarks are kept under a name, brought up to date and put away; each leaves its history."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

import pytest

from desktop.domain.actor import Actor, Role
from desktop.domain.benchmarks import BenchmarkKind, Figure
from desktop.domain.code_tree import CodeList
from desktop.domain.ids import BenchmarkId
from desktop.errors import BadInputError, NotAllowedError, RefusedError, StaleVersionError
from desktop.imports.benchmarks import read_benchmark
from desktop.models.base import new_id
from desktop.platform.resources import resource_bytes
from desktop.queries.benchmarks import BenchmarkRow, benchmark_figures, list_benchmarks
from desktop.services.benchmarks import archive_benchmark, bring_in_benchmark, replace_benchmark
from desktop.store.records import Records

SEX = (Figure("sex", "Female", 30), Figure("sex", "Male", 20))
VICTIMS, POPULATION = BenchmarkKind.VICTIMS, BenchmarkKind.POPULATION


def brought_in(
    records: Records,
    actor: Actor,
    code_lists: Mapping[str, CodeList],
    name: str = "Victims 2018",
    figures: tuple[Figure, ...] = SEX,
    kind: BenchmarkKind = VICTIMS,
) -> BenchmarkId:
    work = partial(
        bring_in_benchmark, actor=actor, name=name, kind=kind, figures=figures, source=" The  police ",
        code_lists=code_lists,
    )  # fmt: skip
    return records.write(actor, work).value


def rows(records: Records, actor: Actor) -> tuple[BenchmarkRow, ...]:
    return records.read(actor, partial(list_benchmarks, actor=actor))


def test_what_ships_with_the_program_is_kept_figure_by_figure(
    records: Records, actor: Actor, code_lists: Mapping[str, CodeList]
) -> None:
    figures = read_benchmark(resource_bytes("benchmarks/cleveland-police-2016-2020.csv"))
    benchmark_id = brought_in(records, actor, code_lists, figures=figures)
    brought_in(records, actor, code_lists, name="Another", kind=POPULATION)
    first, second = rows(records, actor)
    assert (first.name, first.source, first.characteristics) == (
        "Victims 2018",
        "The police",
        ("sex", "age", "ethnicity"),
    )
    assert second.kind is POPULATION
    (kept,) = records.read(actor, partial(benchmark_figures, actor=actor, benchmark_ids=[benchmark_id]))
    assert kept.figures == tuple(replace(figure, line=None) for figure in figures)


def test_figures_are_brought_up_to_date_and_those_gone_are_gone(
    records: Records, actor: Actor, code_lists: Mapping[str, CodeList]
) -> None:
    ages = (Figure("age", "20-29", 5), Figure("age", "80+", 3))
    benchmark_id = brought_in(records, actor, code_lists, figures=(*SEX, *ages))
    newer = (Figure("sex", "Female", 30), Figure("sex", "Male", 21))
    (row,) = rows(records, actor)
    work = partial(
        replace_benchmark, actor=actor, benchmark_id=benchmark_id, version=row.version, kind=POPULATION,
        figures=newer, code_lists=code_lists,
    )  # fmt: skip
    records.write(actor, work)
    (kept,) = records.read(actor, partial(benchmark_figures, actor=actor, benchmark_ids=[benchmark_id]))
    assert (kept.kind, kept.figures, kept.source) == (POPULATION, newer, "")
    with pytest.raises(StaleVersionError):
        records.write(actor, work)


def test_what_was_put_away_is_offered_no_more_and_its_name_is_free(
    records: Records, actor: Actor, code_lists: Mapping[str, CodeList]
) -> None:
    benchmark_id = brought_in(records, actor, code_lists)
    (row,) = rows(records, actor)
    away = partial(archive_benchmark, actor=actor, benchmark_id=benchmark_id, version=row.version)
    records.write(actor, away)
    assert rows(records, actor) == ()
    with pytest.raises(BadInputError, match="not there any more"):
        records.read(actor, partial(benchmark_figures, actor=actor, benchmark_ids=[benchmark_id]))
    with pytest.raises(BadInputError, match="not there any more"):
        records.write(actor, away)
    newer = (Figure("sex", "Female", 1), Figure("sex", "Male", 2))
    assert brought_in(records, actor, code_lists, name="VICTIMS 2018", figures=newer) == benchmark_id
    (kept,) = records.read(actor, partial(benchmark_figures, actor=actor, benchmark_ids=[benchmark_id]))
    assert kept.figures == newer


@pytest.mark.parametrize(
    ("name", "figures", "words"),
    [
        (" ", SEX, "no name"),
        ("N" * 300, SEX, "longer than"),
        ("New", (), "no figures"),
        ("New", (Figure("sex", "Fmle", 3, line=7),), "Line 7: “Fmle” is no category of “Sex”"),
        ("New", SEX * 1001, "at most"),
    ],
)
def test_what_cannot_be_compared_is_not_kept(
    records: Records,
    actor: Actor,
    code_lists: Mapping[str, CodeList],
    name: str,
    figures: tuple[Figure, ...],
    words: str,
) -> None:
    with pytest.raises(BadInputError, match=words):
        brought_in(records, actor, code_lists, name=name, figures=figures)
    assert rows(records, actor) == ()


def test_a_name_is_given_once(records: Records, actor: Actor, code_lists: Mapping[str, CodeList]) -> None:
    brought_in(records, actor, code_lists)
    with pytest.raises(RefusedError, match="already"):
        brought_in(records, actor, code_lists, name="victims  2018")


def test_only_a_manager_keeps_benchmarks(
    records: Records, actor: Actor, code_lists: Mapping[str, CodeList]
) -> None:
    worker = replace(actor, roles=frozenset({Role.SUPPORT_WORKER}))
    with pytest.raises(NotAllowedError):
        brought_in(records, worker, code_lists)
    with pytest.raises(NotAllowedError):
        rows(records, worker)
    unknown = partial(archive_benchmark, actor=actor, benchmark_id=BenchmarkId(new_id()), version=1)
    with pytest.raises(BadInputError):
        records.write(actor, unknown)
