"""Saving a contact: the service with its history, against the same two rows inserted raw, one commit each."""

import shutil
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import select

from benchmarks.figures import Goal, Measure, Of, taken
from benchmarks.stores import open_records, room_to_work
from desktop.domain.dates import civil_date
from desktop.domain.ids import PersonId
from desktop.models.person import Person
from desktop.models.session import RecordSession
from desktop.services.contacts import ContactFacts, NewContact, record_contact
from desktop.store.opening import open_keyed
from desktop.store.records import RECORDS_FILE, WRITER_CACHE_KIB
from desktop.workspace.opened import Opened

_GOAL = Goal(Of.RATIO, 3.0)
_TABLES = ("contact", "change")
_NOTE = "Rang to ask how the week went. Sleeping better; would like the door looked at before Friday."
_WARM_UP = 20


def measure_saving(folder: Path, *, people: int, contacts: int) -> Measure:
    """Save contacts one at a time, then put the rows that this made into a copy, one commit each."""
    with room_to_work() as place:
        records = Path(shutil.copytree(folder, place / "records"))
        copy = Path(shutil.copytree(folder, place / "copy"))
        opened = open_records(records)
        try:
            ours = _save(opened, contacts + _WARM_UP)[_WARM_UP:]
            rows = _what_it_made(opened, contacts + _WARM_UP)
            plain = _put_raw(opened, copy / RECORDS_FILE, rows)[_WARM_UP:]
        finally:
            opened.close()
    return Measure(
        id="save-contact",
        title="Saving a contact, with permission, rules and history",
        people=people,
        ours=taken(ours, "ms"),
        plain=taken(plain, "ms"),
        plain_title="the same rows of contact and history put in raw, one commit each",
        goal=_GOAL,
    )


def _save(opened: Opened, times: int) -> list[float]:
    def some_people(session: RecordSession) -> list[PersonId]:
        found = session.scalars(select(Person.id).where(Person.archived_at.is_(None)).limit(times))
        return [PersonId(one) for one in found]

    whom = opened.records.read(opened.actor, some_people)
    taken_each: list[float] = []
    for person_id in islice(_round(whom), times):
        facts = ContactFacts(
            happened_on=civil_date(datetime.now(UTC)),
            channel_code="phone",
            result_code="spoke-with-person",
            minutes=12,
            note=_NOTE,
        )
        new = NewContact(person_id=person_id, facts=facts)
        started = time.perf_counter()
        opened.records.write(opened.actor, partial(record_contact, actor=opened.actor, new=new))
        taken_each.append((time.perf_counter() - started) * 1000)
    return taken_each


def _round(ids: Sequence[PersonId]) -> Any:
    while True:
        yield from ids


def _what_it_made(opened: Opened, times: int) -> list[tuple[tuple[Any, ...], tuple[Any, ...]]]:
    """Read the newest rows back, each contact with its line of history."""
    keys = opened.records.keys
    raw = open_keyed(opened.folder / RECORDS_FILE, keys.file_key, keys.file_salt, read_only=True)
    try:
        contacts = {row[_place(raw, "contact", "id")]: row for row in raw.execute("SELECT * FROM contact")}
        newest = raw.execute(
            "SELECT * FROM change WHERE kind = 'contact' ORDER BY seq DESC LIMIT ?", (times,)
        ).fetchall()
        about = _place(raw, "change", "record_id")
        return [(contacts[row[about]], row) for row in reversed(newest)]
    finally:
        raw.close()


def _place(raw: Any, table: str, column: str) -> int:
    names = [row[1] for row in raw.execute(f"PRAGMA table_info({table})")]
    return names.index(column)


def _put_raw(
    opened: Opened, path: Path, rows: Sequence[tuple[tuple[Any, ...], tuple[Any, ...]]]
) -> list[float]:
    """Insert ready-made rows under the same keys and settings, on the same disk; give milliseconds each."""
    keys = opened.records.keys
    raw = open_keyed(path, keys.file_key, keys.file_salt, cache_kib=WRITER_CACHE_KIB)
    inserts = [
        f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})"  # noqa: S608  tables of ours
        for table, row in zip(_TABLES, rows[0], strict=True)
    ]
    taken_each: list[float] = []
    try:
        for pair in rows:
            started = time.perf_counter()
            raw.execute("BEGIN IMMEDIATE")
            for insert, row in zip(inserts, pair, strict=True):
                raw.execute(insert, row)
            raw.execute("COMMIT")
            taken_each.append((time.perf_counter() - started) * 1000)
    finally:
        raw.close()
    return taken_each
