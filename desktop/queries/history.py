"""What happened to one record, as its screen shows it."""

import json
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from desktop.domain.actor import Actor
from desktop.domain.permissions import Permission, needs
from desktop.domain.sealed_text import Sealed, from_stored
from desktop.errors import BadInputError
from desktop.models.base import Base, CaseRecord
from desktop.models.case import Case, CaseIncident, FundingStream
from desktop.models.change import Change
from desktop.models.code import CodeListRow, CodeRow
from desktop.models.device import Device
from desktop.models.incident import Incident
from desktop.models.organisation import Organisation
from desktop.models.person import Person
from desktop.models.referral import Referral
from desktop.models.registry import KINDS
from desktop.models.reminder import Reminder
from desktop.models.service import Service
from desktop.models.session import RecordSession
from desktop.models.supervision import SupervisionNote
from desktop.models.user import User
from desktop.queries.visible import (
    sees_case,
    sees_person,
    sees_record,
    sees_referral,
    sees_reminder,
    sees_supervision_note,
)


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field's words before and after; an empty text stands for nothing."""

    field: str
    before: str
    after: str


_HIDDEN = frozenset({"value", "digits", "as_received", "number", "email", "address", "phone"})
_OF_NOBODY: frozenset[type[Base]] = frozenset(
    {Service, Device, FundingStream, CodeListRow, CodeRow, Organisation}
)
"""Kinds of records that are about nobody in particular."""


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One change of a record: when, by whom, what was done, which fields; erased fields are not told."""

    at: datetime
    user: str
    operation: str
    fields: tuple[FieldChange, ...]


@needs(Permission.SEE_CASE_NOTES)
def record_history(session: RecordSession, *, actor: Actor, record_id: UUID) -> tuple[HistoryRow, ...]:
    """List the changes of one record, the newest first.

    Numbers, addresses and lists as received stay hidden: they are revealed only as the rule of safe contact
    allows, and the asking is written down. Sealed words stay sealed here for everybody.

    Raises:
        BadInputError: the record is not there, or out of sight, which is said alike.
    """
    del actor
    _require_in_sight(session, record_id)
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


def _require_in_sight(session: RecordSession, record_id: UUID) -> None:
    """Stop unless whoever asks may see what the record is about."""
    kinds = session.scalars(select(Change.kind).where(Change.record_id == record_id).distinct()).all()
    if kinds and all(_in_sight(session, KINDS[kind], record_id) for kind in kinds):
        return
    what = "This entry is not in these records."
    raise BadInputError(what, "Look at the person's page again.")


def _in_sight(session: RecordSession, model: type[Base], record_id: UUID) -> bool:
    columns = model.__table__.c
    if issubclass(model, CaseRecord):
        condition = sees_record(session, model)
    elif model is Case:
        condition = sees_case(session)
    elif model is Person:
        condition = sees_person(session)
    elif model is Referral:
        condition = sees_referral(session)
    elif model is Reminder:
        condition = sees_reminder(session)
    elif model is SupervisionNote:
        condition = sees_supervision_note(session)
    elif "person_id" in columns:
        condition = sees_person(session, columns.person_id)
    elif model is Incident:
        return _incident_in_sight(session, record_id)
    else:
        return model in _OF_NOBODY
    return session.scalar(select(columns.id).where(columns.id == record_id, condition)) is not None


def _incident_in_sight(session: RecordSession, incident_id: UUID) -> bool:
    """Show what happened to whoever sees everybody it happened to."""
    referred = select(Referral.person_id).where(Referral.incident_id == incident_id)
    taken_up = (
        select(Case.person_id)
        .join(CaseIncident, CaseIncident.case_id == Case.id)
        .where(CaseIncident.incident_id == incident_id)
    )
    concerned = {one for one in session.scalars(referred.union(taken_up)) if one is not None}
    seen = set(session.scalars(select(Person.id).where(Person.id.in_(concerned), sees_person(session))))
    return seen == concerned


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
    if isinstance(value, str) and isinstance(from_stored(value), Sealed):
        return "sealed"
    if field in _HIDDEN:
        return "•" * 6
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
