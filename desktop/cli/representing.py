"""``alongside represent``: the people helped beside recorded victims and the population, written as files."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from desktop.cli.asking import PassphraseFile, StoreFolder, UserName, opened, ready_folder, say, write_file
from desktop.domain.benchmarks import BenchmarkFigures, BenchmarkKind
from desktop.domain.periods import Period, parse_period
from desktop.errors import BadInputError
from desktop.exports.representation.files import representation_files
from desktop.imports.benchmarks import LARGEST_FILE, read_benchmark
from desktop.queries.code_lists import code_lists
from desktop.returns.representing.comparing import DEFINITION, count_periods, represent
from desktop.returns.representing.representation import Representation
from desktop.returns.rules.reading import load_definition
from desktop.services.representations import record_representation
from desktop.workspace.opened import Opened

BenchmarkFiles = Annotated[
    list[Path],
    typer.Option("--benchmark", help="A list of figures: characteristic,category,count. May be repeated."),
]
BenchmarkKinds = Annotated[
    list[BenchmarkKind] | None,
    typer.Option("--kind", help="Whom each benchmark counts, in the same order; else its file name says so."),
]
PeriodId = Annotated[str, typer.Option("--period", help="Which period is compared, e.g. 2018-19.")]
Years = Annotated[
    str | None, typer.Option("--years", help="Periods for the trend, e.g. 2016-17,2017-18,2018-19.")
]
OutFolder = Annotated[Path, typer.Option("--out", help="The folder for the files.")]
_POPULATION_WORDS = ("population", "census", "resident", "people-living")


def make_representation(
    store: StoreFolder,
    benchmark: BenchmarkFiles,
    period: PeriodId,
    out: OutFolder,
    kind: BenchmarkKinds = None,
    years: Years = None,
    user: UserName = None,
    passphrase_file: PassphraseFile = None,
) -> None:
    """Compare who is helped with recorded victims and the population, and write it in every form."""
    benchmarks = read_benchmarks(benchmark, kind or [])
    with opened(store, user, passphrase_file) as records:
        shown, written = write_representation(
            records, benchmarks=benchmarks, period=period, years=years, out=out
        )
    say(f"Representation, {period}. These files are marked: {shown.marking}.")
    for sentence in shown.sentences:
        say(f"  {sentence}")
    for path in written:
        say(f"  {path}")


def read_benchmarks(files: Sequence[Path], kinds: Sequence[BenchmarkKind]) -> list[BenchmarkFigures]:
    """Read each list of figures; whom it counts is told, or read off the name of its file.

    Raises:
        BadInputError: a file cannot be read, or there are more kinds than lists.
        ImportFileError: it is no list of figures; each mistake is named with its line.
    """
    if len(kinds) > len(files):
        what = f"There are {len(kinds)} kinds for {len(files)} benchmarks."
        raise BadInputError(what, "Give one --kind for each --benchmark, in the same order.")
    found = []
    for number, path in enumerate(files):
        try:
            with path.open("rb") as stream:
                data = stream.read(LARGEST_FILE + 1)
        except OSError as error:
            what = f"{path.name} cannot be read."
            raise BadInputError(what, "Check its name, and that it is there.") from error
        by_name = any(word in path.stem.casefold() for word in _POPULATION_WORDS)
        kind = BenchmarkKind.POPULATION if by_name else BenchmarkKind.VICTIMS
        chosen = kinds[number] if number < len(kinds) else kind
        found.append(BenchmarkFigures(path.stem, chosen, read_benchmark(data)))
    return found


def write_representation(
    records: Opened,
    *,
    benchmarks: Sequence[BenchmarkFigures],
    period: str,
    years: str | None,
    out: Path,
) -> tuple[Representation, list[Path]]:
    """Count, compare, write the releases down, one a period, and then write the files; give their paths.

    Raises:
        BadInputError: a period or a benchmark cannot be used, or the files cannot be written.
    """
    actor = records.actor
    lists = records.records.read(actor, partial(code_lists, actor=actor))
    rules = load_definition(DEFINITION, code_lists=lists)
    compared, periods = _periods(period, years, rules.year_start_month)
    work = partial(count_periods, actor=actor, definition=rules, periods=periods)
    returns = records.records.read_long(actor, work)
    shown = represent(returns, benchmarks, period=compared, code_lists=lists)
    files = representation_files(shown)
    ready_folder(out)
    note = partial(
        record_representation,
        actor=actor,
        returns=shown.returns,
        representation_json=files["represent.json"],
    )
    records.records.write(actor, note)
    written = [out / name for name in files]
    for path, data in zip(written, files.values(), strict=True):
        write_file(path, data)
    return shown, written


def _periods(period: str, years: str | None, start_month: int) -> tuple[Period, list[Period]]:
    compared = parse_period(period, year_start_month=start_month)
    others = [one.strip() for one in (years or "").split(",") if one.strip()]
    found = {compared.id: compared}
    for one in others:
        parsed = parse_period(one, year_start_month=start_month)
        found[parsed.id] = parsed
    return compared, list(found.values())
