"""Measure the program beside the plain thing: ``python3 dev.py bench [--people 10000 100000] [--quick]``."""

import argparse
import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.changing_hands import measure_changing_hands
from benchmarks.children import (
    measure_find,
    measure_find_during_import,
    measure_heartbeat,
    measure_memory,
)
from benchmarks.figures import Measure
from benchmarks.importing import measure_import
from benchmarks.machine import machine, versions
from benchmarks.report import print_table, update_page
from benchmarks.returning import measure_return
from benchmarks.saving import measure_saving
from benchmarks.starting import measure_start
from benchmarks.stores import KEPT, ROOT, histories_of, records_of

RESULTS = ROOT / "benchmarks" / "results.json"
FORMAT = "alongside-bench/1"


@dataclass(frozen=True, slots=True)
class Amount:
    """How often and on how much everything is measured."""

    people: tuple[int, ...]
    starts: int
    names: int
    imports: int
    import_rows: int
    import_repeats: int
    return_repeats: int
    commands: int
    contacts: int


FULL = Amount((10_000, 100_000), 15, 60, 12, 10_000, 3, 9, 3, 300)
QUICK = Amount((2_000,), 1, 4, 1, 500, 1, 3, 1, 20)


def main(arguments: list[str]) -> int:
    """Measure, print the table, and keep the figures."""
    given = _parser().parse_args(arguments)
    amount = QUICK if given.quick else FULL
    people = tuple(given.people or amount.people)
    started = time.perf_counter()
    with TemporaryDirectory() as home:
        _keep_settings_apart(home)
        measures = list(_all_measures(amount, people, given.only))
    results: dict[str, Any] = {
        "format": FORMAT,
        "date": time.strftime("%Y-%m-%d"),
        "quick": given.quick,
        "seconds": round(time.perf_counter() - started),
        "machine": machine(),
        "versions": versions(),
        "measures": [measure.as_json() for measure in measures],
    }
    print_table(results)
    if given.only and not given.quick:
        results = put_among(json.loads(RESULTS.read_text(encoding="utf-8")), results, given.only)
    out: Path | None = given.out or (None if given.quick else RESULTS)
    if out is not None:
        out.write_text(json.dumps(results, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    if out == RESULTS:
        update_page(results)
    return 0


def put_among(kept: dict[str, Any], new: dict[str, Any], only: str) -> dict[str, Any]:
    """Put measures that were taken by themselves in place of those kept, and say so.

    Raises:
        ValueError: they were taken on another computer or with other versions, so they are not comparable.
    """
    if (kept["machine"], kept["versions"]) != (new["machine"], new["versions"]):
        message = "the figures kept are of another computer or other versions: measure everything"
        raise ValueError(message)
    taken = {(one["id"], one["people"]): one for one in new["measures"]}
    measures = [taken.pop((one["id"], one["people"]), one) for one in kept["measures"]]
    again = [*kept.get("again", []), {"only": only, "date": new["date"]}]
    return {**kept, "again": again, "measures": [*measures, *taken.values()]}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="dev.py bench", description=__doc__)
    parser.add_argument("--people", type=int, nargs="+", help="how many people the records hold")
    parser.add_argument(
        "--quick", action="store_true", help="a trial run on few people; its times mean little"
    )
    parser.add_argument("--only", default="", help="measure the steps that are named so, and keep the others")
    parser.add_argument("--out", type=Path, help="where to write the figures (benchmarks/results.json)")
    return parser


def _all_measures(amount: Amount, people: tuple[int, ...], only: str) -> Iterator[Measure]:
    folders = {number: records_of(number) for number in people}
    smallest = folders[min(people)]
    steps: list[tuple[str, Callable[[], Measure | list[Measure]]]] = [
        ("start", lambda: measure_start(smallest, repeats=amount.starts)),
        ("import", lambda: measure_import(rows=amount.import_rows, repeats=amount.import_repeats)),
    ]
    for number, folder in folders.items():
        steps += _steps_on(folder, number, amount)
    for name, step in steps:
        if only not in name:
            continue
        print(f"· {name}", file=sys.stderr, flush=True)
        measured = step()
        yield from measured if isinstance(measured, list) else [measured]


def _steps_on(
    folder: Path, people: int, amount: Amount
) -> list[tuple[str, Callable[[], Measure | list[Measure]]]]:
    names, imports = amount.names, amount.imports
    repeats, commands = amount.return_repeats, amount.commands
    return [
        (f"find, {people:,} people", lambda: measure_find(folder, people=people, names=names)),
        (
            f"find during an import, {people:,} people",
            lambda: measure_find_during_import(folder, people=people, names=2 * names, imports=imports),
        ),
        (
            f"return, {people:,} people",
            lambda: measure_return(histories_of(people), people=people, repeats=repeats, commands=commands),
        ),
        (
            f"the window during a return, {people:,} people",
            lambda: measure_heartbeat(histories_of(people), people=people, repeats=commands),
        ),
        (
            f"saving a contact, {people:,} people",
            lambda: measure_saving(folder, people=people, contacts=amount.contacts),
        ),
        (
            f"changing hands, {people:,} people",
            lambda: measure_changing_hands(folder, people=people, repeats=repeats),
        ),
        (f"memory, {people:,} people", lambda: measure_memory(folder, people=people)),
    ]


def _keep_settings_apart(home: str) -> None:
    """Leave the settings of whoever measures as they are, and need no screen.

    Processes that are started find their bytecode ready, as an installed program does.
    """
    for variable in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "LOCALAPPDATA", "APPDATA"):
        os.environ[variable] = str(Path(home) / variable.lower())
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = str(KEPT / "bytecode")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
