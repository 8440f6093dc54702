"""A record's canonical state straight from what the file holds, without building Python values on the way."""

import hmac
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Boolean, Connection, Date, Float, Integer, LargeBinary, String, Table, Uuid
from sqlalchemy.types import TypeEngine

from desktop.models.registry import KINDS
from desktop.models.types import CodeSet, GuardedText, UtcMoment
from desktop.store.history import compact_json, state_digest

WITH_HISTORY = tuple(kind for kind, model in KINDS.items() if model.__history__)
"""The kinds of records whose every change leaves a row."""

Turn = Callable[[Any], object]


def moment_text(stored: str) -> str:
    """Write a stored moment as ``datetime.isoformat`` writes it in UTC."""
    return f"{stored.replace(' ', 'T').removesuffix('.000000')}+00:00"


def _as_it_is(stored: Any) -> object:
    return stored


def _codes(stored: str) -> object:
    return stored.split()


def _bytes(stored: bytes) -> object:
    return stored.hex()


_TURNS: tuple[tuple[type[TypeEngine[Any]], Turn], ...] = (
    (CodeSet, _codes),
    (UtcMoment, moment_text),
    (Boolean, bool),
    (LargeBinary, _bytes),
    (Uuid, _as_it_is),
    (Date, _as_it_is),
    (Integer, _as_it_is),
    (Float, _as_it_is),
    (String, _as_it_is),
    (GuardedText, _as_it_is),
)


def turns_of(table: Table) -> Mapping[str, Turn]:
    """Say how each column's stored form becomes its canonical form.

    Raises:
        TypeError: a column has a type that nobody thought of here.
    """
    found: dict[str, Turn] = {}
    for column in table.columns:
        turn = next((turn for kind, turn in _TURNS if isinstance(column.type, kind)), None)
        if turn is None:
            message = f"no canonical form for {table.name}.{column.name}"
            raise TypeError(message)
        found[column.name] = turn
    return found


def columns_of(raw: Any, kind: str) -> frozenset[str]:
    """Name the columns that the file itself has for a kind of record; none where it has no such table."""
    return frozenset(row[1] for row in raw.execute(f'PRAGMA table_info("{kind}")'))


def state_text(turns: Mapping[str, Turn], stored: Sequence[Any]) -> str:
    """Write the canonical state of a record whose columns come in the order of ``turns``."""
    pairs = zip(turns.items(), stored, strict=True)
    return compact_json({name: turn(value) for (name, turn), value in pairs if value is not None})


def table_of(kind: str) -> Table:
    """Find the table of a kind of record."""
    table = KINDS[kind].__table__
    if not isinstance(table, Table):
        message = f"{kind} is not stored in a table"
        raise TypeError(message)
    return table


def agrees(state: str, history: Sequence[Any]) -> bool:
    """Compare a record with the newest of its rows (device, seq, at, salt, digest)."""
    newest = max(history, key=lambda row: (row[2] or "", row[1] or 0)) if _many_devices(history) else None
    row = newest or max(history, key=lambda row: row[1] or 0)
    return row[3] is not None and hmac.compare_digest(state_digest(row[3], state), row[4])


def _many_devices(history: Sequence[Any]) -> bool:
    return len({row[0] for row in history}) > 1


def matches_history(connection: Connection, kind: str, record_id: UUID) -> bool:
    """Say whether one record is as its last row of history left it; true for kinds without history."""
    if kind not in WITH_HISTORY:
        return True
    turns = turns_of(table_of(kind))
    names = ", ".join(f'"{name}"' for name in turns)
    statement = f'SELECT {names} FROM "{kind}" WHERE id = ?'  # noqa: S608 our own names
    stored = connection.exec_driver_sql(statement, (record_id.hex,)).first()
    history = connection.exec_driver_sql(
        "SELECT device_id, seq, at, salt, state_digest FROM change WHERE record_id = ? AND kind = ?",
        (record_id.hex, kind),
    ).all()
    if stored is None:
        return not history
    return bool(history) and agrees(state_text(turns, stored), history)
