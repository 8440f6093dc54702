"""A record of every kind about a person, filled by what its columns are: a new kind comes by itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Date

from desktop.domain.ids import CaseId, PersonId
from desktop.models.assessment import Assessment
from desktop.models.base import CaseRecord, Record, new_id
from desktop.models.case import Case
from desktop.models.concern import Concern
from desktop.models.guarded import guarded_fields
from desktop.models.organisation import Organisation
from desktop.models.person import Person
from desktop.models.plan import Plan
from desktop.models.referral import Referral
from desktop.models.session import RecordSession
from desktop.models.types import UtcMoment
from desktop.models.user import User
from desktop.services.case_records import add_record

TODAY = date(2026, 4, 1)
MARK = "Zyxquill"
BEGINS: Mapping[str, Mapping[str, object]] = {
    "contact": {"channel_code": "phone", "direction": "out", "result_code": "no-answer"},
    "consent": {"given": True},
    "assessment": {"stage": "start", "safety_answer": "not_asked"},
    "need_answer": {"answer": "not_asked"},
    "outcome_answer": {"answer": "not_asked"},
    "action": {"owner": "worker"},
    "concern": {
        "about": "adult",
        "immediate_danger": False,
        "wishes_asked": "no",
        "consent_to_share": "not_asked",
    },
    "concern_call": {"told": "lead", "reached": True},
    "onward_referral": {"kind": "told"},
    "ending": {"planned": True, "agreed": "yes"},
    "attachment": {"kind": "pdf", "size": 1, "digest": b"d" * 32},
}
"""What a kind needs that cannot be told from its columns."""


@dataclass(frozen=True, slots=True)
class World:
    """Whom and what records can be about."""

    session: RecordSession
    person: PersonId
    case: CaseId
    links: Mapping[str, UUID]


def made_world(session: RecordSession, reference: str) -> World:
    """Make a person with a case, and one of everything that other records hang on."""
    user = User(name=f"Colleague {reference}", roles=frozenset({"support-worker"}))
    person, other = Person(reference=f"P{reference}"), Person(reference=f"O{reference}")
    place = Organisation(name=f"Place {reference}")
    referral = Referral(reference=f"R{reference}", received_on=TODAY, person_id=person.id)
    case = Case(reference=f"C{reference}", person_id=person.id, referral_id=referral.id, opened_on=TODAY)
    for record in (user, person, other, place, referral, case):
        session.add(record)
        session.flush()
    links = {"user_account": user.id, "organisation": place.id, "person": other.id}
    world = World(session, PersonId(person.id), CaseId(case.id), links)
    made = {model.__tablename__: plant(world, model).id for model in (Assessment, Plan, Concern)}
    return World(session, world.person, world.case, {**links, **made})


def filled(world: World, model: type[CaseRecord]) -> dict[str, Any]:
    """Give every column that must be filled, by what it is."""
    values: dict[str, Any] = dict(BEGINS.get(model.__tablename__, {}))
    for column in model.__table__.columns:
        if column.name in {"id", "version", "person_id", "case_id", *values}:
            continue
        if column.nullable or column.default is not None:
            continue
        if column.foreign_keys:
            (key,) = column.foreign_keys
            values[column.name] = world.links[key.column.table.name]
        elif isinstance(column.type, UtcMoment):
            values[column.name] = datetime(2026, 4, 1, tzinfo=UTC)
        elif isinstance(column.type, Date):
            values[column.name] = TODAY
        else:
            values[column.name] = f"code-{new_id().hex[-8:]}"
    return values


def planted_word(model: type[Record], field: str, when: str) -> str:
    return f"{MARK}{when}{model.__tablename__}{field}".replace("_", "")


def plant(world: World, model: type[CaseRecord], when: str = "") -> CaseRecord:
    """Add a record with a word of its own in every field that holds words; with none if not said when."""
    words = {field: planted_word(model, field, when) for field in guarded_fields(model) if when}
    values = filled(world, model)
    record = add_record(
        world.session, model, person_id=world.person, case_id=world.case, values=values, words=words
    )
    world.session.flush()
    return record
