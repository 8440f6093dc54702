"""Checks of every chain of history up to its anchor, and of every record against its last row of history."""

import hmac
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby
from operator import itemgetter
from typing import Any
from uuid import UUID

from desktop.domain.history_code import history_code
from desktop.domain.ids import DeviceId
from desktop.store.anchor import End
from desktop.store.faults import Area, Findings
from desktop.store.history import CLOCK_KIND, FIRST_MAC, fields_digest, hang
from desktop.store.stored_state import (
    WITH_HISTORY,
    agrees,
    columns_of,
    moment_text,
    state_text,
    table_of,
    turns_of,
)

_BATCH = 2000
_ROWS = (
    "SELECT device_id, seq, at, user_id, kind, record_id, operation, schema, fields, salt,"
    " fields_digest, state_digest, mac FROM change ORDER BY device_id, seq"
)


@dataclass(frozen=True, slots=True)
class Walked:
    """Where each device's chain was found to end, and how many records of each kind it says were made."""

    ends: Mapping[DeviceId, End]
    made: Mapping[str, int]
    on_the_way: frozenset[End]
    """Those of the looked-for ends that the chains pass through."""


def batches(cursor: Any) -> Iterator[list[Any]]:
    """Give a cursor's rows in batches, so that memory stays flat."""
    while rows := cursor.fetchmany(_BATCH):
        yield rows


def walk_chains(
    raw: Any, keys: Mapping[DeviceId, bytes], findings: Findings, *, looked_for: frozenset[End] = frozenset()
) -> Walked:
    """Check that every chain is whole, in order, and made with its device's key."""
    keys_by_text = {device.hex: key for device, key in keys.items()}
    ends: dict[str, End] = {}
    made: Counter[str] = Counter()
    passed = {end for end in looked_for if end.count == 0 and end.mac == FIRST_MAC}
    for rows in batches(raw.execute(_ROWS)):
        for row in rows:
            before = ends.get(row[0], End(0, FIRST_MAC))
            if not _is_sound(row, before, keys_by_text.get(row[0]), findings):
                findings.add(Area.HISTORY, f"Row {row[1]} of history was changed.")
            end = ends[row[0]] = End(row[1], row[12])
            if end in looked_for:
                passed.add(end)
            if row[6] == "insert":
                made[row[4]] += 1
        findings.advance("history rows", len(rows))
    by_device = {DeviceId(UUID(device)): end for device, end in ends.items()}
    return Walked(by_device, made, frozenset(passed))


def check_codes(raw: Any, codes: Collection[str], findings: Findings) -> None:
    """Find the place of each history code, e.g. of a return made on an earlier day."""
    missing = set(codes)
    for rows in batches(raw.execute("SELECT mac FROM change")):
        missing -= {history_code(row[0]) for row in rows}
    for code in sorted(missing):
        sentence = f"No row of history has the code {code}: what it stands on was cut, or made elsewhere."
        findings.add(Area.HISTORY, sentence)


def _is_sound(row: Any, before: End, key: bytes | None, findings: Findings) -> bool:
    device, seq, at, user, kind, record, operation, schema, fields, salt, of_fields, of_state, mac = row
    if seq != before.count + 1:
        missing = seq - before.count - 1
        findings.add(Area.HISTORY, f"{missing} rows of history are missing before row {seq}.")
        return True
    if key is None:
        findings.add(Area.HISTORY, f"Row {seq} of history was written on a computer that has no key here.")
        return True
    try:
        head = f"{device}|{seq}|{moment_text(at)}|{user}|{kind}|{record}|{operation}|{schema}|"
        if not hmac.compare_digest(mac, hang(key, before.mac, head, of_fields + of_state)):
            return False
        if fields is None or salt is None:
            return fields is salt
        return hmac.compare_digest(of_fields, fields_digest(salt, fields))
    except (TypeError, ValueError, AttributeError):  # something of another type stands in the column
        return False


def check_end(walked: Walked, device: DeviceId, end: End, findings: Findings) -> None:
    """Check that this computer's chain ends where its anchor says.

    It may go on from there: the anchor lags where a program ended right after a commit, and nobody without
    the key can go on.
    """
    found = walked.ends.get(device, End(0, FIRST_MAC))
    if found == end or (found.count > end.count and end in walked.on_the_way):
        return
    missing = end.count - found.count
    if missing > 0:
        why = "the records were cut short, or an older file was put back"
        findings.add(Area.HISTORY, f"The last {missing} rows of history are missing: {why}.")
    else:
        findings.add(Area.HISTORY, "The history does not end where it did.")


def check_states(raw: Any, kind: str, made: int, findings: Findings) -> None:
    """Check every record of a kind against its last row of history, and that none came or went unseen."""
    there = columns_of(raw, kind)  # records of an older program lack the newest columns
    turns = {name: turn for name, turn in turns_of(table_of(kind)).items() if name in there}
    names = ", ".join(f't."{name}"' for name in turns)
    width = len(turns)
    place = list(turns).index("id")
    cursor = raw.execute(
        f"SELECT {names}, c.device_id, c.seq, c.at, c.salt, c.state_digest"  # noqa: S608 our own names
        f' FROM "{kind}" t LEFT JOIN change c ON c.record_id = t.id AND c.kind = ?',
        (kind,),
    )
    seen = 0
    for _identity, group in groupby(_streamed(cursor), key=itemgetter(place)):
        rows = list(group)
        seen += 1
        if not agrees(state_text(turns, rows[0][:width]), [row[width:] for row in rows]):
            findings.add(Area.RECORDS, f"A record ({kind}) is not as its history left it.")
        if seen % _BATCH == 0:
            findings.advance("records", _BATCH)
    findings.advance("records", seen % _BATCH)
    if seen < made:
        findings.add(Area.RECORDS, f"{made - seen} records ({kind}) are gone though their history is there.")


def check_bodies(raw: Any, findings: Findings) -> None:
    """Check that the body of every attachment is the one its record knows by its digest, or was erased."""
    if not columns_of(raw, "attachment_body"):
        return
    cursor = raw.execute(
        "SELECT a.digest, b.id, b.body FROM attachment a LEFT JOIN attachment_body b ON b.id = a.id"
    )
    while row := cursor.fetchone():  # one at a time: bodies are large
        digest, kept, body = row
        if kept is None or (body is not None and sha256(body).digest() != digest):
            findings.add(Area.RECORDS, "A file kept with a person is not the one that was kept.")


def _streamed(cursor: Any) -> Iterator[Any]:
    for rows in batches(cursor):
        yield from rows


def check_kinds(walked: Walked, findings: Findings) -> None:
    """Check that the history speaks of no kind of record that does not exist."""
    for kind in sorted(set(walked.made) - set(WITH_HISTORY) - {CLOCK_KIND}):
        findings.add(Area.HISTORY, f"The history speaks of a kind of record that does not exist: “{kind}”.")
