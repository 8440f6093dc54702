"""What happened to one record, as its screen shows it."""

import json
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from desktop.domain.actor import Actor
from desktop.domain.permissions import Permission, needs
from desktop.models.change import Change
from desktop.models.session import RecordSession
from desktop.models.user import User


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field's words before and after; an empty text stands for nothing."""

    field: str
    before: str
    after: str


_HIDDEN = frozenset({"value", "digits", "as_received"})


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One change of a record: when, by whom, what was done, which fields; erased fields are not told."""

    at: datetime
    user: str
    operation: str
    fields: tuple[FieldChange, ...]


@needs(Permission.SEE_PERSON)
def record_history(session: RecordSession, *, actor: Actor, record_id: UUID) -> tuple[HistoryRow, ...]:
    """List the changes of one record, the newest first.

    Numbers, addresses and lists as received stay hidden: they are revealed only as the rule of safe contact
    allows, and the asking is written down.
    """
    del actor
    statement = (
        select(Change.at, User.name, Change.operation, Change.fields)
        .join(User, User.id == Change.user_id, isouter=True)
        .where(Change.record_id == record_id)
        .order_by(Change.at.desc(), Change.seq.desc())
    )
    return tuple(
        HistoryRow(row.at, row.name or "somebody removed", row.operation, _fields(row.operation, row.fields))
        for row in session.execute(statement)
    )


def _fields(operation: str, fields: str | None) -> tuple[FieldChange, ...]:
    if fields is None:
        return ()
    said = json.loads(fields)
    if operation == "erase":
        return tuple(FieldChange(name, "erased", "") for name in said["erased"])
    if operation == "insert":
        return tuple(FieldChange(name, "", _words(name, value)) for name, value in said.items())
    return tuple(
        FieldChange(name, _words(name, before), _words(name, after)) for name, (before, after) in said.items()
    )


def _words(field: str, value: object) -> str:
    if value is None:
        return ""
    if field in _HIDDEN:
        return "•" * 6
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
