"""One unit of work: a session that sees every change and writes its history just before the commit."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from itertools import islice
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Table, bindparam, event, insert, inspect, select, update
from sqlalchemy.orm import ORMExecuteState, Session, SessionTransaction, UOWTransaction
from sqlalchemy.orm.util import identity_key
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from desktop.domain.actor import Actor
from desktop.domain.changes import Changed
from desktop.domain.sealing import Sealer
from desktop.models.attachment import AttachmentBody
from desktop.models.base import Base, Record, new_id
from desktop.models.change import Change
from desktop.models.search_key import SearchKey
from desktop.models.session import RecordSession
from desktop.store.anchor import End
from desktop.store.history import (
    CLOCK_KIND,
    FIRST_MAC,
    Happening,
    canonical_state,
    canonical_value,
    compact_json,
    difference,
    fields_digest,
    hang,
    inserted,
    moment_stored,
    new_salt,
    state_digest,
    without,
)
from desktop.store.search_keys import replace_keys
from desktop.store.stored_state import matches_history, table_of

BATCH = 500
"""How many records go to the database at once."""
MAY_WRITE = "alongside_may_write"
"""Set in a connection's ``info`` while a write leaves history; anything else that writes is stopped."""

KEPT_BY_THE_STORE: tuple[type[Base], ...] = (Change, SearchKey)
_FORGED = "the history and the search keys are written by the store alone"

_ADD_ROW = (
    "INSERT INTO change (device_id, seq, at, user_id, kind, record_id, operation, schema, fields, salt,"
    " fields_digest, state_digest, mac) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)

_NEWEST = (
    select(Change.seq, Change.mac, Change.at)
    .where(Change.device_id == bindparam("device"))
    .order_by(Change.seq.desc())
    .limit(1)
)

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True, repr=False)
class Setting:
    """Whose unit of work this is, where and when, and under which key its history is chained."""

    actor: Actor
    sealer: Sealer
    device_letter: str
    history_key: bytes
    schema: str
    now: datetime


@contextmanager
def seen_writing(connection: Connection) -> Iterator[None]:
    """Let statements write for as their history is being taken care of."""
    before = connection.info.get(MAY_WRITE, False)
    connection.info[MAY_WRITE] = True
    try:
        yield
    finally:
        connection.info[MAY_WRITE] = before


def _batches(rows: Sequence[Mapping[str, object]]) -> Iterator[list[Mapping[str, object]]]:
    remaining = iter(rows)
    while batch := list(islice(remaining, BATCH)):
        yield batch


class UnitOfWork(RecordSession):
    """The session that the store hands to a service; see ``RecordSession`` for what services use."""

    def __init__(self, connection: Connection, setting: Setting) -> None:
        super().__init__(bind=connection, expire_on_commit=False, autoflush=True)
        self._connection = connection
        self._setting = setting
        self._before: dict[tuple[str, UUID], Values | None] = {}
        self._begun: dict[tuple[str, UUID], Record] = {}
        self._touched: dict[str, set[UUID]] = {}
        self._erased: dict[tuple[str, UUID], dict[str, object]] = {}
        self._head: End | None = None
        self._began_at: End | None = None
        event.listen(self, "before_flush", self._note_before)
        event.listen(self, "do_orm_execute", self._refuse_unseen)
        event.listen(self, "after_transaction_create", self._refuse_savepoint)

    @property
    def now(self) -> datetime:
        """The moment of this unit of work, UTC."""
        return self._setting.now

    @property
    def actor(self) -> Actor:
        """Who changes the records."""
        return self._setting.actor

    @property
    def sealer(self) -> Sealer:
        """Seals text for the roles that may read it."""
        return self._setting.sealer

    @property
    def device_letter(self) -> str:
        """The letter of this computer in human references."""
        return self._setting.device_letter

    @property
    def head(self) -> End:
        """Where the chain ends now, rows of this unit included."""
        if self._head is None:
            newest = self._connection.execute(_NEWEST, {"device": self._setting.actor.device_id}).first()
            self._head = End(newest.seq, newest.mac) if newest else End(0, FIRST_MAC)
            self._began_at = self._head
            if newest and newest.at > self._setting.now:
                self._note_clock(newest.at)
        return self._head

    @property
    def began_at(self) -> End:
        """Where the chain ended before this unit."""
        _ = self.head
        return self._began_at or End(0, FIRST_MAC)

    def matches_history(self, kind: str, record_id: UUID) -> bool:
        """Say whether a record is as its last row of history left it, this unit's own rows included."""
        self.write_pending_history()
        return matches_history(self._connection, kind, record_id)

    def changed(self) -> Changed:
        """Say which records of which kinds this unit touched."""
        return Changed({kind: frozenset(ids) for kind, ids in self._touched.items() if ids})

    def write_many(self, model: type[Base], rows: Sequence[Mapping[str, object]]) -> None:
        """Insert many records of one kind at once, each with its line of history."""
        if model in KEPT_BY_THE_STORE:
            raise RuntimeError(_FORGED)
        self.flush()
        table = table_of(model.__tablename__)
        for batch in _batches(rows):
            whole = [_filled(table, row) for row in batch]
            for row in whole:
                row["id"] = row["id"] or new_id()
            with seen_writing(self._connection):
                self._connection.execute(insert(table), whole)
                if model.__history__:
                    self._write_history([inserted(model.__tablename__, row) for row in whole])
                replace_keys(self._connection, model.__tablename__, whole, fresh=True)
            self._touched.setdefault(model.__tablename__, set()).update(_identity(row) for row in whole)

    def archive_many(self, model: type[Record], ids: Sequence[UUID]) -> None:
        """Put many records of one kind away at once, each with its line of history."""
        if model in KEPT_BY_THE_STORE:
            raise RuntimeError(_FORGED)
        self.write_pending_history()
        kind = model.__tablename__
        table = table_of(kind)
        away = {"archived_at": self.now, "version": table.c.version + 1}
        for start in range(0, len(ids), BATCH):
            before = self._states(kind, ids[start : start + BATCH])
            here = {one: row for one, row in before.items() if row["archived_at"] is None}
            self._before.update({(kind, one): row for one, row in here.items()})
            self._touched.setdefault(kind, set()).update(here)
            with seen_writing(self._connection):
                self._connection.execute(update(table).where(table.c.id.in_(list(here))).values(away))
            self.write_pending_history()
        self.expire_all()

    def erase(self, record: Record, fields: Sequence[str]) -> None:
        """Empty the fields of one record, now and in all its history, and write down that it was done."""
        columns = inspect(type(record)).columns
        wrong = [name for name in fields if name not in columns or not columns[name].nullable]
        if wrong:
            message = f"cannot erase {', '.join(wrong)}"
            raise ValueError(message)
        kind = record.__tablename__
        self.write_pending_history()
        self._before.update({(kind, record.id): self._states(kind, [record.id])[record.id]})
        self._touched.setdefault(kind, set()).add(record.id)
        for name in fields:
            setattr(record, name, None)
        restated = self._empty_history(record.id, frozenset(fields))
        self._erased[kind, record.id] = {"erased": sorted(fields), "restated": restated}
        self.write_pending_history()

    def replace_body(self, attachment_id: UUID, body: bytes) -> None:
        """Put another body under an attachment; its digest is for the attachment to tell."""
        self._write_body(attachment_id, body)

    def erase_body(self, attachment_id: UUID) -> None:
        """Empty the body of an attachment for good."""
        self._write_body(attachment_id, None)

    def _write_body(self, attachment_id: UUID, body: bytes | None) -> None:
        self.flush()
        table = table_of(AttachmentBody.__tablename__)
        with seen_writing(self._connection):
            self._connection.execute(update(table).where(table.c.id == attachment_id).values(body=body))
        held = self.identity_map.get(identity_key(AttachmentBody, attachment_id))
        if held is not None:
            self.expire(held)

    def write_pending_history(self) -> None:
        """Form the rows of everything flushed so far; the store calls this just before the commit."""
        self.flush()
        by_kind: dict[str, list[UUID]] = {}
        for kind, record_id in self._before:
            by_kind.setdefault(kind, []).append(record_id)
        with seen_writing(self._connection):
            for kind, ids in by_kind.items():
                after = self._states_after(kind, ids)
                self._write_history([self._happened(kind, one, after.get(one)) for one in ids])
                replace_keys(self._connection, kind, [row for row in after.values() if row], fresh=False)
        self._before.clear()
        self._begun.clear()
        self._erased.clear()

    def _happened(self, kind: str, record_id: UUID, after: Values | None) -> Happening:
        before = self._before[kind, record_id]
        if after is None:
            message = f"a {kind} was deleted; records are archived"
            raise RuntimeError(message)
        state = canonical_state(after)
        if (kind, record_id) in self._erased:
            fields, operation = self._erased[kind, record_id], "erase"
        elif before is None:
            return inserted(kind, after)
        else:
            fields, operation = difference(before, after), "update"
        return Happening(kind, record_id, operation, compact_json(fields), compact_json(state))

    def _states_after(self, kind: str, ids: Sequence[UUID]) -> dict[UUID, Values]:
        """Give records as a flush left them: new ones as sent, others as the database holds them."""
        sent = {one: _as_sent(self._begun[kind, one]) for one in ids if (kind, one) in self._begun}
        return sent | self._states(kind, [one for one in ids if one not in sent])

    def _states(self, kind: str, ids: Sequence[UUID]) -> dict[UUID, Values]:
        """Read records as the database holds them."""
        table = table_of(kind)
        found: dict[UUID, Values] = {}
        for start in range(0, len(ids), BATCH):
            some = ids[start : start + BATCH]
            for row in self._connection.execute(select(table).where(table.c.id.in_(some))).mappings():
                found[row["id"]] = dict(row)
        return found

    def _note_before(self, session: Session, _context: UOWTransaction, _instances: object) -> None:
        """Remember what the records of this flush were before it, as the database holds them."""
        if session.deleted:
            message = "records are archived, never deleted"
            raise RuntimeError(message)
        _refuse_forged([*session.new, *session.dirty])
        new: dict[str, set[UUID]] = {}
        changed: dict[str, set[UUID]] = {}
        for record in session.new:
            if isinstance(record, Record):
                new.setdefault(record.__tablename__, set()).add(record.id)
                self._begun[record.__tablename__, record.id] = record
        for record in session.dirty:
            if isinstance(record, Record) and session.is_modified(record):
                changed.setdefault(record.__tablename__, set()).add(record.id)
        for kind, ids in new.items():
            self._before.update({(kind, one): None for one in ids})
            self._touched.setdefault(kind, set()).update(ids)
        for kind, ids in changed.items():
            unseen = [one for one in ids if (kind, one) not in self._before]
            self._before.update({(kind, one): row for one, row in self._states(kind, unseen).items()})
            self._touched.setdefault(kind, set()).update(ids)

    def flush(self, objects: Sequence[Any] | None = None) -> None:
        """Send pending changes to the database; their history follows before the commit."""
        with seen_writing(self._connection):
            super().flush(objects)

    def _empty_history(self, record_id: UUID, fields: frozenset[str]) -> dict[str, dict[str, object]]:
        """Empty the record's rows; give back what they said of other fields.

        Rows that name none of the fields go too: with the salt of one, its digest of the whole record would
        tell whoever guesses right what stood there.
        """
        restated: dict[str, dict[str, object]] = {}
        rows = self._connection.execute(
            select(Change.device_id, Change.seq, Change.fields).where(
                Change.record_id == record_id, Change.fields.is_not(None)
            )
        ).all()
        with seen_writing(self._connection):
            for row in rows:
                others = without(json.loads(row.fields), fields)
                if others:
                    restated[f"{row.device_id.hex}:{row.seq}"] = others
                self._connection.execute(
                    update(Change)
                    .where(Change.device_id == row.device_id, Change.seq == row.seq)
                    .values(fields=None, salt=None)
                )
        return restated

    def _write_history(self, happened: Sequence[Happening]) -> None:
        """Hang a row for each on the chain, and write them all at once."""
        end, setting = self.head, self._setting
        device, user = setting.actor.device_id.hex, setting.actor.user_id.hex
        at, stored_at = setting.now.astimezone(UTC).isoformat(), moment_stored(setting.now)
        rows: list[tuple[Any, ...]] = []
        for one in happened:
            salt, seq, record = new_salt(), end.count + 1, one.record_id.hex
            of_fields, of_state = fields_digest(salt, one.fields), state_digest(salt, one.state)
            head = f"{device}|{seq}|{at}|{user}|{one.kind}|{record}|{one.operation}|{setting.schema}|"
            mac = hang(setting.history_key, end.mac, head, of_fields + of_state)
            what = (one.kind, record, one.operation, setting.schema, one.fields, salt)
            rows.append((device, seq, stored_at, user, *what, of_fields, of_state, mac))
            end = End(seq, mac)
        if rows:
            self._connection.exec_driver_sql(_ADD_ROW, rows)
        self._head = end

    def note(self, kind: str, about: UUID, operation: str, said: Mapping[str, object]) -> None:
        """Write down something that happened to no record, e.g. to the clock."""
        one = Happening(kind, about, operation, compact_json(said), "{}")
        with seen_writing(self._connection):
            self._write_history([one])

    def _note_clock(self, latest: datetime) -> None:
        """Write down that the computer's clock went backwards."""
        said = {"was": canonical_value(latest), "now": canonical_value(self._setting.now)}
        self.note(CLOCK_KIND, self._setting.actor.device_id, "clock", said)

    @staticmethod
    def _refuse_unseen(state: ORMExecuteState) -> None:
        if state.is_insert or state.is_update or state.is_delete:
            message = "change records through the session's objects or write_many, so that history sees it"
            raise RuntimeError(message)

    @staticmethod
    def _refuse_savepoint(_session: Session, transaction: SessionTransaction) -> None:
        if transaction.nested:
            message = "a unit of work has no savepoints: the chain of history could not follow"
            raise RuntimeError(message)


@cache
def _defaults(table: Table) -> dict[str, Any]:
    """Give every column of a table with its plain default, or None."""
    return {
        column.name: column.default.arg if isinstance(column.default, ScalarElementColumnDefault) else None
        for column in table.columns
    }


def _filled(table: Table, row: Mapping[str, object]) -> dict[str, Any]:
    """Add the columns that the row leaves out, with their plain defaults.

    Raises:
        KeyError: the row names a column that does not exist.
    """
    defaults = _defaults(table)
    if not row.keys() <= defaults.keys():
        raise KeyError(sorted(row.keys() - defaults.keys()))
    return {**defaults, **row}


def _refuse_forged(instances: Sequence[object]) -> None:
    """Let nobody but the store write history, and nobody change a row that leaves none."""
    for one in instances:
        if not isinstance(one, Base) or one.__history__:
            continue
        forged = isinstance(one, KEPT_BY_THE_STORE)
        if forged or inspect(one).persistent:
            message = f"a row of {one.__tablename__} is never changed: no history would show it"
            raise RuntimeError(_FORGED if forged else message)


def _as_sent(record: Record) -> Values:
    """Give the column values of a record that was just inserted."""
    mapper = inspect(type(record))
    return {
        column.name: getattr(record, mapper.get_property_by_column(column).key) for column in mapper.columns
    }


def _identity(row: Values) -> UUID:
    identity: UUID = row["id"]
    return identity
