"""A return: counting a year, against a raw cursor that reads the same columns into tuples."""

import os
import subprocess
import sys
import time
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import event

from benchmarks.figures import Goal, Measure, Of, Taken, taken
from benchmarks.people import YEAR
from benchmarks.stores import PASSPHRASE, ROOT, open_records, room_to_work
from desktop.cli.asking import PASSPHRASE_VARIABLE
from desktop.domain.periods import parse_period
from desktop.queries.code_lists import code_lists
from desktop.returns.counting import count
from desktop.returns.rules import load_definition
from desktop.store.opening import open_keyed
from desktop.store.records import LONG_READER_CACHE_KIB, RECORDS_FILE
from desktop.workspace.opened import Opened

DEFINITION = "cleveland-tables"
Statement = tuple[str, Any]


def measure_return(folder: Path, *, people: int, repeats: int, commands: int) -> list[Measure]:
    """Count and read in turn, on the same file and with caches of the same size."""
    opened = open_records(folder)
    try:
        ours, plain = _in_turn(opened, people, repeats)
    finally:
        opened.close()
    return [
        Measure(
            id="return",
            title=f"Counting {DEFINITION} for a year in which everybody was referred",
            people=people,
            ours=taken(ours, "ms"),
            plain=taken(plain, "ms"),
            plain_title="a raw cursor reading the same columns into tuples",
            goal=Goal(Of.RATIO, 3.0),
        ),
        Measure(
            id="return-command",
            title="The command “alongside return” from process start to the written files",
            people=people,
            ours=_commands(folder, commands),
        ),
    ]


def count_year(opened: Opened) -> partial[Any]:
    """Give the question that a return asks."""
    lists = opened.records.read(opened.actor, partial(code_lists, actor=opened.actor))
    rules = load_definition(DEFINITION, code_lists=lists)
    period = parse_period(YEAR, year_start_month=rules.year_start_month)
    return partial(count, actor=opened.actor, definition=rules, period=period)


def _in_turn(opened: Opened, people: int, repeats: int) -> tuple[list[float], list[float]]:
    question = count_year(opened)
    statements = _statements_of(opened, question)
    keys = opened.records.keys
    path = opened.folder / RECORDS_FILE
    raw = open_keyed(path, keys.file_key, keys.file_salt, read_only=True, cache_kib=LONG_READER_CACHE_KIB)
    try:
        if len(_read_raw(raw, statements)[1][0]) < people:
            message = "the raw cursor does not read everybody who is counted"
            raise RuntimeError(message)
        ours: list[float] = []
        plain: list[float] = []
        for _ in range(repeats):
            started = time.perf_counter()
            opened.records.read_long(opened.actor, question)
            ours.append((time.perf_counter() - started) * 1000)
            plain.append(_read_raw(raw, statements)[0] * 1000)
        return ours, plain
    finally:
        raw.close()


def _statements_of(opened: Opened, question: partial[Any]) -> list[Statement]:
    """Note which statements the count sends, so that the raw cursor reads the very same columns.

    The one that asks for the service's name is left out: it is no part of the reading.
    """
    engine = opened.records.engines[2]
    sent: list[Statement] = []

    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_rest: Any) -> None:
        if statement.startswith("SELECT") and "FROM service" not in statement:
            sent.append((statement, parameters))

    event.listen(engine, "before_cursor_execute", note)
    try:
        opened.records.read_long(opened.actor, question)
    finally:
        event.remove(engine, "before_cursor_execute", note)
    return sent


def _read_raw(raw: Any, statements: list[Statement]) -> tuple[float, list[list[tuple[Any, ...]]]]:
    started = time.perf_counter()
    read = [raw.execute(statement, parameters).fetchall() for statement, parameters in statements]
    return time.perf_counter() - started, read


def _commands(folder: Path, times: int) -> Taken:
    seconds: list[float] = []
    with room_to_work() as out:
        command = [sys.executable, "-m", "desktop", "return", "--store", str(folder), "--out", str(out)]
        rules = ["--definition", DEFINITION, "--period", YEAR, "--protect", "exact"]
        for _ in range(times):
            started = time.perf_counter()
            subprocess.run(
                [*command, *rules],
                cwd=ROOT,
                env=dict(os.environ) | {PASSPHRASE_VARIABLE: PASSPHRASE},
                stdout=subprocess.DEVNULL,
                check=True,
                timeout=600,
            )
            seconds.append(time.perf_counter() - started)
    return taken(seconds, "s")
