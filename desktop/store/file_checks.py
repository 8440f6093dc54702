"""Checks of the encrypted file itself: every page, the first bytes, the order inside, the schema."""

from functools import cache
from pathlib import Path
from typing import Any

import sqlcipher3

from desktop.store.engines import make_engine
from desktop.store.faults import Area, Findings
from desktop.store.opening import APPLICATION_ID, SALT_BYTES
from desktop.store.schema import migrate, revision_of

Described = frozenset[tuple[str, str, str, str]]
"""Kind, name, table and defining words of everything in a schema."""


def check_pages(raw: Any, path: Path, salt: bytes, findings: Findings) -> None:
    """Check the seal of every page, and the first bytes of the file, which no seal covers.

    With a raw key the salt at the start of the file is not used, so nothing else would miss it. The caller
    keeps writers away meanwhile.
    """
    with path.open("rb") as stream:
        if stream.read(SALT_BYTES) != salt:
            findings.add(
                Area.FILE, "The first bytes of the records file were changed; nothing is lost by it."
            )
    for (said,) in raw.execute("PRAGMA cipher_integrity_check"):
        findings.add(Area.FILE, f"A page of the records file was changed or damaged: {said}.")


def check_order(raw: Any, path: Path, findings: Findings) -> None:
    """Check that pages, indexes and references inside the file agree."""
    for (said,) in raw.execute("PRAGMA integrity_check"):
        if said != "ok":
            findings.add(Area.FILE, f"The records file does not agree with itself: {said}.")
    for table, _row, target, _number in raw.execute("PRAGMA foreign_key_check"):
        findings.add(Area.FILE, f"A row of {table} refers to a row of {target} that is not there.")
    pages = raw.execute("PRAGMA page_count").fetchone()[0]
    size = int(raw.execute("PRAGMA page_size").fetchone()[0])
    findings.counted["pages"] = pages
    if path.stat().st_size % size:
        findings.add(Area.FILE, "The records file ends in the middle of a page.")


def check_schema(raw: Any, number: int, findings: Findings) -> None:
    """Check that tables and indexes are those that the migrations up to a number make."""
    found, expected = described(raw), expected_schema(revision_of(max(number, 1)))
    for _kind, name, _table, _words in sorted(expected - found):
        findings.add(Area.SCHEMA, f"“{name}” is missing or is not as this program makes it.")
    for kind, name, _table, _words in sorted(found - expected):
        if name not in {one[1] for one in expected}:
            findings.add(Area.SCHEMA, f"There is a {kind} that this program never made: “{name}”.")
    if raw.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        findings.add(Area.SCHEMA, "The file no longer says that it belongs to Alongside.")
    revision = raw.execute("SELECT version_num FROM alembic_version").fetchall()
    if revision != [(revision_of(number),)]:
        findings.add(Area.SCHEMA, "The file names another version of the schema than the one it has.")


def described(raw: Any) -> Described:
    """Describe everything in a schema; SQLite's own indexes by their names alone."""
    rows = raw.execute("SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_master").fetchall()
    return frozenset((kind, name, table, words) for kind, name, table, words in rows)


@cache
def expected_schema(revision: str) -> Described:
    """Describe what the migrations up to a revision make of an empty file."""
    engine = make_engine(lambda: sqlcipher3.connect(":memory:", isolation_level=None), begin="BEGIN")
    try:
        with engine.connect() as connection:
            migrate(connection, to=revision)
            return described(connection.connection.dbapi_connection)
    finally:
        engine.dispose()
