"""The full return, counted and as a command, against a raw cursor that reads the same columns."""

import json
import os
import subprocess
import sys
import time
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import event

from benchmarks.figures import Goal, Measure, Of, Taken, taken
from benchmarks.stores import NAME, PASSPHRASE, ROOT, open_records, room_to_work
from desktop.cli.asking import PASSPHRASE_VARIABLE
from desktop.domain.periods import parse_period
from desktop.queries.code_lists import code_lists
from desktop.returns.counting import count
from desktop.returns.rules.reading import load_definition
from desktop.store.opening import open_keyed
from desktop.store.records import LONG_READER_CACHE_KIB, RECORDS_FILE
from desktop.workspace.opened import Opened

DEFINITION = "pcc-quarterly"
QUARTER = "2025-26:Q3"
"""The third quarter, so that the year to date is counted besides."""
_FEWEST = 20
_WARM_UPS = 1
Statement = tuple[str, Any]


def measure_return(folder: Path, *, people: int, repeats: int, commands: int) -> list[Measure]:
    """Count and read in turn on the same file with caches of one size, then as processes of their own."""
    opened = open_records(folder)
    try:
        statements = _statements_of(opened, count_quarter(opened))
        ours, plain = _in_turn(opened, statements, repeats)
    finally:
        opened.close()
    whole, bare = _commands(folder, statements, commands)
    tables = len(load_definition(DEFINITION).order)
    return [
        Measure(
            id="return",
            title=f"Counting the {tables} tables of {DEFINITION} and the year to date, whole histories",
            people=people,
            ours=taken(ours, "ms"),
            plain=taken(plain, "ms"),
            plain_title="a raw cursor reading the same columns into tuples",
            goal=Goal(Of.RATIO, 3.0),
            besides={"statements": len(statements)},
        ),
        Measure(
            id="return-command",
            title="The command “alongside return”, from process start to every file written",
            people=people,
            ours=whole,
            plain=bare,
            plain_title="a process that opens the records and reads the same columns into tuples",
            goal=Goal(Of.RATIO, 3.0),
        ),
    ]


def count_quarter(opened: Opened, quarter: str = QUARTER) -> partial[Any]:
    """Give the question that a return asks."""
    lists = opened.records.read(opened.actor, partial(code_lists, actor=opened.actor))
    rules = load_definition(DEFINITION, code_lists=lists)
    period = parse_period(quarter, year_start_month=rules.year_start_month)
    return partial(count, actor=opened.actor, definition=rules, period=period)


def _in_turn(opened: Opened, statements: list[Statement], repeats: int) -> tuple[list[float], list[float]]:
    question = count_quarter(opened)
    keys = opened.records.keys
    path = opened.folder / RECORDS_FILE
    raw = open_keyed(path, keys.file_key, keys.file_salt, read_only=True, cache_kib=LONG_READER_CACHE_KIB)
    try:
        if sum(map(len, _read_raw(raw, statements)[1])) < _FEWEST:
            message = "the raw cursor reads next to nothing"
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


def _commands(folder: Path, statements: list[Statement], times: int) -> tuple[Taken, Taken]:
    """Start the command and the bare process in turn, each with nothing loaded."""
    told = json.dumps([str(folder), NAME, PASSPHRASE, LONG_READER_CACHE_KIB, statements])
    ours: list[float] = []
    plain: list[float] = []
    with room_to_work() as out:
        command = [sys.executable, "-m", "desktop", "return", "--store", str(folder), "--out", str(out)]
        rules = ["--user", NAME, "--definition", DEFINITION, "--period", QUARTER, "--protect", "exact"]
        for _ in range(_WARM_UPS + times):
            ours.append(_seconds([*command, *rules]))
            plain.append(_seconds([sys.executable, "-m", "benchmarks.read_raw"], told))
    return taken(ours[_WARM_UPS:], "s"), taken(plain[_WARM_UPS:], "s")


def _seconds(command: list[str], told: str = "") -> float:
    started = time.perf_counter()
    subprocess.run(
        command,
        cwd=ROOT,
        env=dict(os.environ) | {PASSPHRASE_VARIABLE: PASSPHRASE},
        input=told,
        stdout=subprocess.DEVNULL,
        check=True,
        encoding="utf-8",
        timeout=600,
    )
    return time.perf_counter() - started
