"""Check of the search index: every key made again from its record and compared."""

from typing import Any

from sqlalchemy import Connection, select

from desktop.store.faults import Area, Findings
from desktop.store.search_keys import KEYED_KINDS, keys_of
from desktop.store.stored_state import table_of
from desktop.store.unit import BATCH


def check_search_keys(connection: Connection, findings: Findings) -> None:
    """Check that everybody is found by exactly the keys that their record gives."""
    raw: Any = connection.connection.dbapi_connection
    stored_in_all = raw.execute("SELECT count(*) FROM search_key").fetchone()[0]
    belonging = 0
    for kind in KEYED_KINDS:
        table = table_of(kind)
        rows = connection.execution_options(yield_per=BATCH).execute(select(table)).mappings()
        for partition in rows.partitions(BATCH):
            batch = [dict(row) for row in partition]
            expected = sorted(key for row in batch for key in keys_of(kind, row))
            stored = _stored(raw, [row["id"].hex for row in batch])
            belonging += len(stored)
            if stored != expected:
                wrong = {key[0] for key in set(stored) ^ set(expected)} or {expected[0][0]}
                findings.add(Area.SEARCH, f"{len(wrong)} records ({kind}) cannot be found as they should be.")
            findings.advance("search keys", len(batch))
    if stored_in_all > belonging:
        findings.add(Area.SEARCH, f"{stored_in_all - belonging} search keys belong to no record.")


def _stored(raw: Any, owners: list[str]) -> list[tuple[str, str, str, str]]:
    marks = ", ".join("?" * len(owners))
    statement = f"SELECT owner_id, person_id, kind, key FROM search_key WHERE owner_id IN ({marks})"  # noqa: S608
    return sorted(raw.execute(statement, owners).fetchall())
