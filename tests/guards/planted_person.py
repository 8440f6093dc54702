"""Somebody with one record of every kind, every field of words holding one mark that nobody else has."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Boolean, CheckConstraint, Date, Integer, LargeBinary, String, Table, Uuid

from desktop.domain.actor import Actor
from desktop.domain.ids import CaseId, PersonId
from desktop.models.base import Record, new_id
from desktop.models.case import Case, CaseIncident
from desktop.models.incident import Incident
from desktop.models.organisation import Organisation
from desktop.models.person import ContactPoint, Person
from desktop.models.referral import Referral
from desktop.models.registry import OF_A_CASE
from desktop.models.reminder import Reminder
from desktop.models.session import RecordSession
from desktop.models.supervision import SupervisionNote
from desktop.models.types import CodeSet, GuardedText, UtcMoment
from desktop.models.user import User

MARK = "Quillfeather"
"""A name that stands nowhere else."""
REFERENCE = "PZ-777001"
_LONG_AGO = date(2026, 3, 2)
_EARLIER = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
_AHEAD = date(2026, 6, 1)
_WORKERS_OWN = {
    "action": {"owner": "worker"},
    "onward_referral": {"kind": "referred", "outcome_code": "waiting"},
}
_ALLOWED = re.compile(r"(\w+) IN \('(\w+)'")
_BESIDE: tuple[type[Record], ...] = (Incident, Referral, Case, CaseIncident, ContactPoint, Organisation)
_AFTER: tuple[type[Record], ...] = (Reminder, SupervisionNote)
_LEFT_EMPTY = {
    "archived_at",
    "import_id",
    "closed_on",
    "sealed_on",
    "lifted_on",
    "until_on",
    "resolved_on",
    "died_on",
    "dealt_with_on",
    "done_on",
    "settled_on",
    "outcome_on",
    "stopped_on",
    "reopened_on",
    "withdrawn_on",
    "signed_off_at",
    "put_off_words",
}


@dataclass(frozen=True, slots=True)
class Planted:
    """The person, their case, and the identity of their one record of each kind."""

    person_id: PersonId
    case_id: CaseId
    records: dict[str, UUID]


def plant(
    session: RecordSession,
    *,
    whose: Actor,
    leave_out: frozenset[str] = frozenset(),
    reference: str = REFERENCE,
) -> Planted:
    """Add the person and one record of every kind of noun; ``whose`` wrote, owns and took everything."""
    if session.get(User, whose.user_id) is None:
        session.add(User(id=whose.user_id, name=whose.name, roles=frozenset(whose.roles), active=True))
    there: dict[str, UUID] = {"user_account": whose.user_id}
    models: list[type[Record]] = [
        Person,
        *_BESIDE,
        *(m for m in OF_A_CASE if m.__tablename__ not in leave_out),
        *_AFTER,
    ]
    for model in models:
        values = {column.name: value for column, value in _values(model, there) if value is not None}
        if model is Organisation:
            values = {name: "Harbour" if value == MARK else value for name, value in values.items()}
        if model is Person:
            values |= {"reference": reference, "forename": MARK, "surname": MARK, "known_as": MARK}
        values |= _WORKERS_OWN.get(model.__tablename__, {})
        values |= dict.fromkeys(values.keys() & {"due_on", "happens_on", "review_on", "follow_up_on"}, _AHEAD)
        if reference != REFERENCE:
            values = {name: _another(value, reference) for name, value in values.items()}
        record = model(**{"id": new_id(), **values})
        session.add(record)
        session.flush()
        there[model.__tablename__] = record.id
    return Planted(PersonId(there["person"]), CaseId(there["support_case"]), there)


def _another(value: Any, reference: str) -> Any:
    """Give the words of a second person, who must differ where nobody may be alike."""
    return f"{value} {reference[-1]}" if isinstance(value, str) and value in {MARK, "Harbour"} else value


def _values(model: type[Record], there: dict[str, UUID]) -> list[tuple[Any, Any]]:
    table = model.__table__
    assert isinstance(table, Table)
    allowed = _allowed(table)
    return [
        (column, allowed.get(column.name, _value(column, there)))
        for column in table.columns
        if column.name not in {"id", "version"} and not (column.nullable and column.name in _LEFT_EMPTY)
    ]


def _allowed(table: Table) -> dict[str, str]:
    checks = [str(one.sqltext) for one in table.constraints if isinstance(one, CheckConstraint)]
    return {match[1]: match[2] for check in checks if (match := _ALLOWED.search(check))}


def _value(column: Any, there: dict[str, UUID]) -> Any:
    if column.foreign_keys:
        return there.get(next(iter(column.foreign_keys)).column.table.name)
    for kind, value in (
        (GuardedText, MARK),
        (CodeSet, None),
        (UtcMoment, _EARLIER),
        (Boolean, False),
        (Uuid, new_id()),
        (LargeBinary, bytes(32)),
        (Date, _LONG_AGO),
        (Integer, 5),
    ):
        if isinstance(column.type, kind):
            return value
    assert isinstance(column.type, String)
    return _text(column)


def _text(column: Any) -> str | None:
    if column.name == "at_time":
        return "09:30"
    if column.name.endswith("_code") or column.name == "channel":
        return "phone" if column.name in {"channel", "channel_code"} else "other"
    if column.name == "born_precision":
        return "day"
    if column.name == "digits":
        return "7700900777"
    return MARK if (column.type.length or 255) > 16 else MARK[: column.type.length or 4]
