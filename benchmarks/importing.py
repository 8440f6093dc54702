"""Import: planning and bringing in a list, against the same rows put raw into an equally keyed file."""

import secrets
import shutil
import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.figures import Measure, taken
from benchmarks.people import made_up_list
from benchmarks.stores import new_records, open_records, planned, room_to_work
from desktop.domain.incoming import IncomingList
from desktop.services.imports import bring_in
from desktop.store.opening import KEY_BYTES, SALT_BYTES, open_keyed
from desktop.store.records import RECORDS_FILE, WRITER_CACHE_KIB
from desktop.workspace.opened import Opened

_RECORDS = ("person", "contact_point", "incident", "referral", "support_case", "case_incident")
_BOOKS = ("change", "search_key")
_PARENTS = ("user_account", "import_batch", "funding_stream")


@dataclass(frozen=True, slots=True)
class _Table:
    name: str
    insert: str
    rows: Sequence[tuple[Any, ...]]


def measure_import(*, rows: int, repeats: int) -> list[Measure]:
    """Bring one list into new records, and put what it made into new files, in turn."""
    plans: list[float] = []
    brought: list[float] = []
    bare: list[float] = []
    with_books: list[float] = []
    with room_to_work() as place:
        new_records(place / "empty")
        for turn in range(repeats):
            folder = Path(shutil.copytree(place / "empty", place / f"records-{turn}"))
            opened = open_records(folder)
            try:
                seconds, incoming = _plan(opened, rows, number=turn + 1)
                plans.append(seconds)
                brought.append(_bring_in(opened, incoming))
                shape, tables = _what_it_made(opened)
            finally:
                opened.close()
            bare.append(_put_raw(place / f"raw-{turn}.db", shape, tables, _RECORDS))
            with_books.append(_put_raw(place / f"all-{turn}.db", shape, tables, (*_RECORDS, *_BOOKS)))
    return _measures(rows, plans, brought, bare, with_books)


def _measures(
    rows: int, plans: list[float], brought: list[float], bare: list[float], with_books: list[float]
) -> list[Measure]:
    whole = [plan + bring for plan, bring in zip(plans, brought, strict=True)]
    raw = taken(bare, "s")
    return [
        Measure(
            id="import-plan",
            title=f"Reading and planning a list of {rows:,} rows (dry run)",
            people=None,
            ours=taken(plans, "s"),
            besides={"rows_per_second": rows / taken(plans, "s").median},
        ),
        Measure(
            id="import-bring-in",
            title=f"Bringing in {rows:,} planned rows, with history and search keys",
            people=None,
            ours=taken(brought, "s"),
            plain=raw,
            plain_title="the records alone, put in raw with executemany",
            besides={
                "rows_per_second": rows / taken(brought, "s").median,
                "ratio_to_raw_with_history_and_search_keys": taken(brought, "s").median
                / taken(with_books, "s").median,
            },
        ),
        Measure(
            id="import-whole",
            title=f"The whole import of {rows:,} rows",
            people=None,
            ours=taken(whole, "s"),
            plain=raw,
            plain_title="the records alone, put in raw with executemany",
            besides={"rows_per_second": rows / taken(whole, "s").median},
        ),
    ]


def _plan(opened: Opened, rows: int, *, number: int) -> tuple[float, IncomingList]:
    data = made_up_list(rows=rows, number=number)
    started = time.perf_counter()
    incoming = planned(opened, data, rows=rows)
    return time.perf_counter() - started, incoming


def _bring_in(opened: Opened, incoming: IncomingList) -> float:
    started = time.perf_counter()
    opened.records.write(opened.actor, partial(bring_in, actor=opened.actor, incoming=incoming))
    return time.perf_counter() - started


def _what_it_made(opened: Opened) -> tuple[list[str], dict[str, _Table]]:
    """Read the shape of the file, and every row of the tables that an import fills."""
    keys = opened.records.keys
    raw = open_keyed(opened.folder / RECORDS_FILE, keys.file_key, keys.file_salt, read_only=True)
    try:
        shape = [
            sql
            for (sql,) in raw.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid")
            if "sqlite_" not in sql
        ]
        return shape, {name: _table(raw, name) for name in (*_PARENTS, *_RECORDS, *_BOOKS)}
    finally:
        raw.close()


def _table(raw: Any, name: str) -> _Table:
    rows = raw.execute(f"SELECT * FROM {name}").fetchall()  # noqa: S608  a table of ours
    marks = ", ".join("?" * len(rows[0])) if rows else "NULL"
    return _Table(name, f"INSERT INTO {name} VALUES ({marks})", rows)  # noqa: S608  a table of ours


def _put_raw(path: Path, shape: Sequence[str], tables: dict[str, _Table], names: Sequence[str]) -> float:
    """Insert ready-made rows in one transaction under the same settings and keys; give the seconds."""
    key, salt = secrets.token_bytes(KEY_BYTES), secrets.token_bytes(SALT_BYTES)
    raw = open_keyed(path, key, salt, create=True, cache_kib=WRITER_CACHE_KIB)
    try:
        for statement in shape:
            raw.execute(statement)
        for name in _PARENTS:
            raw.executemany(tables[name].insert, tables[name].rows)
        started = time.perf_counter()
        raw.execute("BEGIN IMMEDIATE")
        for name in names:
            raw.executemany(tables[name].insert, tables[name].rows)
        raw.execute("COMMIT")
        return time.perf_counter() - started
    finally:
        raw.close()
        path.unlink()
