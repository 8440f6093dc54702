"""The check of everything: file, schema, history, records and search index, in sentences."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from desktop.errors import StoreError
from desktop.platform.locks import StoreLock
from desktop.store.anchor import Anchor, End, anchor_of
from desktop.store.drafts import check_drafts
from desktop.store.engines import make_engine
from desktop.store.faults import Area, Fault, Findings, Progress, Report
from desktop.store.file_checks import check_order, check_pages, check_schema
from desktop.store.history_checks import (
    check_bodies,
    check_codes,
    check_end,
    check_kinds,
    check_states,
    walk_chains,
)
from desktop.store.keys import StoreKeys
from desktop.store.opening import opener
from desktop.store.records import LOCK_FILE, RECORDS_FILE, Records
from desktop.store.schema import NEWEST, schema_number
from desktop.store.search_checks import check_search_keys
from desktop.store.stored_state import WITH_HISTORY, columns_of

_CACHE_KIB = 32768


def verify(
    folder: Path, keys: StoreKeys, *, codes: Collection[str] = (), progress: Progress | None = None
) -> Report:
    """Check the records in a folder that no program has open.

    ``codes`` are history codes of returns made from these records: each must be found in the history.

    Raises:
        StoreBusyError: another program has them open.
        FolderError: the folder cannot be written (checking needs the lock).
    """
    with StoreLock.acquire(folder / LOCK_FILE):
        anchor = anchor_of(folder, keys)
        report = check_file(folder / RECORDS_FILE, keys, anchor, codes=codes, progress=progress)
        findings = Findings()
        check_drafts(folder, keys, findings)
        return Report((*report.faults, *findings.report().faults), report.counted)


def verify_open(records: Records, *, progress: Progress | None = None) -> Report:
    """Check records that are open, as they stand now; work goes on meanwhile."""
    path = records.folder / RECORDS_FILE
    with records.in_place():
        return check_file(path, records.keys, records.anchor, progress=progress)


def check_file(
    path: Path,
    keys: StoreKeys,
    anchor: Anchor | End | None,
    *,
    codes: Collection[str] = (),
    progress: Progress | None = None,
) -> Report:
    """Check one encrypted file against its anchor, or against a known end, or against no end at all."""
    findings = Findings(progress)
    try:
        with _opened(path, keys) as connection:
            _check(connection, path, keys, anchor, findings)
            if codes:
                check_codes(connection.connection.dbapi_connection, codes, findings)
    except StoreError as error:
        findings.add(Area.FILE, error.what)
    except (sqlcipher3.DatabaseError, DBAPIError):
        findings.add(Area.FILE, "A part of the records file cannot be read.")
    return findings.report()


@contextmanager
def _opened(path: Path, keys: StoreKeys) -> Iterator[Connection]:
    creator = opener(path, keys.file_key, keys.file_salt, newest_schema=NEWEST, cache_kib=_CACHE_KIB)
    engine = make_engine(creator, begin="BEGIN")
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


def _check(
    connection: Connection, path: Path, keys: StoreKeys, anchor: Anchor | End | None, findings: Findings
) -> None:
    raw: Any = connection.connection.dbapi_connection
    raw.execute("BEGIN IMMEDIATE")  # nobody writes pages while they are checked
    try:
        check_pages(raw, path, keys.file_salt, findings)
    finally:
        raw.execute("ROLLBACK")
    raw.execute("PRAGMA query_only = ON")
    end = _named_end(anchor, findings)
    with connection.begin():
        raw.execute("SELECT count(*) FROM change").fetchone()  # from here on everything is of one moment
        check_order(raw, path, findings)
        number = schema_number(connection)
        check_schema(raw, number, findings)
        if any(fault.area is Area.SCHEMA for fault in findings.report().faults):
            return  # what hangs on the schema would only repeat it
        kinds = [kind for kind in WITH_HISTORY if columns_of(raw, kind)]
        findings.total = _rows_to_check(raw, kinds)
        walked = walk_chains(raw, keys.history_keys, findings, looked_for=frozenset({end} if end else ()))
        if end:
            check_end(walked, keys.device_id, end, findings)
        check_kinds(walked, findings)
        for kind in kinds:
            check_states(raw, kind, walked.made.get(kind, 0), findings)
        check_bodies(raw, findings)
        if number == NEWEST:  # older records get their keys from the rules of their day
            check_search_keys(connection, findings)


def _named_end(anchor: Anchor | End | None, findings: Findings) -> End | None:
    if anchor is None or isinstance(anchor, End):
        return anchor
    try:
        end, whole = anchor.read(), anchor.is_whole()
    except StoreError as error:
        findings.add(Area.HISTORY, error.what)
        return None
    if not whole:
        what = "One of the two lines of anchor.json was changed, or its writing was cut short."
        findings.add(Area.HISTORY, f"{what} Opening the records mends it.")
    return end


def _rows_to_check(raw: Any, kinds: Sequence[str]) -> int:
    counts: dict[str, int] = {
        kind: raw.execute(f'SELECT count(*) FROM "{kind}"').fetchone()[0]  # noqa: S608 our own names
        for kind in (*kinds, "change")
    }
    return sum(counts.values()) + counts["person"] + counts["contact_point"]


def refusal(report: Report) -> StoreError:
    """Make the problem to raise when something hangs on a check that failed."""
    what = " ".join(fault.sentence for fault in report.faults[:3])
    return StoreError(what, "Bring back the last good backup with “alongside restore”.")


__all__ = ["Area", "Fault", "Report", "check_file", "refusal", "verify", "verify_open"]
