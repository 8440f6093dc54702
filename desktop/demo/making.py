"""Making the people up and writing them down: so many in one unit of work, each record with its history."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from desktop.demo.batch import Batch, Values
from desktop.demo.histories import histories
from desktop.demo.typed_in import Stories, typed_in
from desktop.demo.world import COMMISSIONER, FIRST_STREAM, Wanted, begin_world
from desktop.domain.actor import Actor
from desktop.domain.dates import date_in_words
from desktop.domain.ids import FundingStreamId
from desktop.domain.incoming import Progress
from desktop.domain.permissions import Permission, require
from desktop.domain.sealed_text import Sealed
from desktop.errors import BadInputError, RefusedError
from desktop.models.alert import Alert
from desktop.models.base import Base, Record
from desktop.models.case import FundingStream
from desktop.models.concern import Concern, ConcernAddition, ConcernCall, ConcernDecision
from desktop.models.contact import Contact
from desktop.models.guarded import guarded_fields, where_it_belongs
from desktop.models.involved_person import AllegedOffender
from desktop.models.lock_out import LockOut
from desktop.models.registry import ALL
from desktop.models.session import RecordSession
from desktop.queries.service import ServiceDetails, service_details
from desktop.services.service import name_commissioner
from desktop.store.records import Records

MOST_PEOPLE = 200_000
EARLIEST = date(2010, 1, 1)
_DEVICE_LETTER = "A"
_ALWAYS_SEALED: Mapping[type[Base], frozenset[str]] = {
    **{
        one: frozenset(guarded_fields(one))
        for one in (Concern, ConcernCall, ConcernDecision, ConcernAddition)
    },
    AllegedOffender: frozenset({"words"}),
    Alert: frozenset({"why"}),
    LockOut: frozenset({"reason"}),
}


@dataclass(frozen=True, slots=True)
class MadeUp:
    """What was made: people, records by kind, and the days between which everything happens."""

    people: int
    records: Mapping[str, int]
    first_day: date
    until: date

    @property
    def total(self) -> int:
        """Say how many records there are of all kinds."""
        return sum(self.records.values())


def check_wanted(wanted: Wanted, *, today: date) -> None:
    """Stop unless so many people, with histories up to that day, can be made.

    Raises:
        BadInputError: nobody or too many are wanted, or the day lies in the future or before 2010.
    """
    if wanted.people < 1:
        what = f"{wanted.people} made-up people cannot be made."
        raise BadInputError(what, "Ask for one or more.")
    if wanted.people > MOST_PEOPLE:
        what = f"{wanted.people:,} made-up people are too many for one set of records."
        raise BadInputError(what, f"Ask for {MOST_PEOPLE:,} or fewer.")
    if wanted.until > today:
        what = "The last day of the histories lies in the future."
        raise BadInputError(what, f"Choose today, {date_in_words(today)}, or a day before it.")
    if wanted.until < EARLIEST:
        what = "The last day of the histories lies too long ago."
        raise BadInputError(what, f"Choose {date_in_words(EARLIEST)} or a later day.")


def make_people(
    records: Records,
    actor: Actor,
    *,
    people: int,
    seed: int,
    until: date,
    progress: Progress | None = None,
) -> MadeUp:
    """Fill records that hold nobody yet with made-up people and everything that happened to them.

    The same number, seed and day give the same people, dates, words and identities. ``progress`` hears how
    many people of how many are written.

    Raises:
        BadInputError: nobody or too many are wanted, or the day lies before 2010.
        NotAllowedError: whoever is signed in may not set up the service.
        RefusedError: there are people in the records already.
    """
    require(actor, Permission.SET_UP_SERVICE)
    wanted = Wanted(people, seed, until)
    check_wanted(wanted, today=max(until, EARLIEST))
    details = records.read(actor, partial(service_details, actor=actor))
    refuse_people(details)
    stream_id = details.funding_streams[0][0] if details.funding_streams else None
    world, first = begin_world(wanted, stream_id=stream_id, taken=actor.name)
    counted: dict[str, int] = {}
    if stream_id is not None:
        records.write(actor, partial(_name_stream, stream_id=stream_id))
    if not details.commissioner:
        records.write(actor, partial(name_commissioner, actor=actor, name=COMMISSIONER))
    _write(records, actor, first, counted)
    done, stories = 0, Stories()
    for batch in histories(world, device_letter=_DEVICE_LETTER):
        stories.look_through(batch)
        _write(records, actor, batch, counted)
        done += batch.people
        if progress is not None:
            progress(done, people)
    _write(records, actor, typed_in(world, first, stories, by=actor.user_id, name=actor.name), counted)
    return MadeUp(people, counted, wanted.first_day, until)


def refuse_people(details: ServiceDetails) -> None:
    """Stop where the records hold people: made-up ones are never mixed with them.

    Raises:
        RefusedError: they do.
    """
    if details.people:
        what = "These records hold people already, and made-up people are never mixed with them."
        raise RefusedError(what, "Choose an empty folder.")


def _name_stream(session: RecordSession, *, stream_id: FundingStreamId) -> None:
    """Let the funding that the records began with be called what the made-up commissioner calls it."""
    stream = session.get(FundingStream, stream_id)
    if stream is not None:
        stream.name = FIRST_STREAM


def _write(records: Records, actor: Actor, batch: Batch, counted: dict[str, int]) -> None:
    records.write(actor, partial(_put_down, batch=batch))
    for model, rows in batch.rows.items():
        counted[model.__tablename__] = counted.get(model.__tablename__, 0) + len(rows)


def _put_down(session: RecordSession, *, batch: Batch) -> None:
    """Write a batch in the order of the registry, so that nothing is written before what it points at."""
    for model in ALL:
        rows = batch.rows.get(model)
        if rows:
            _seal(session, model, rows, batch.sealed_cases)
            session.write_many(model, rows)


def _seal(session: RecordSession, model: type[Base], rows: list[Values], sealed_cases: set[UUID]) -> None:
    """Seal what is always sealed, and every word of a sealed case."""
    if not issubclass(model, Record):
        return
    of_case = guarded_fields(model)
    always = _ALWAYS_SEALED.get(model, frozenset())
    for row in rows:
        sealed = row.get("case_id") in sealed_cases or (model is Contact and row.get("restricted"))
        for field in of_case if sealed else always:
            if row.get(field):
                row[field] = _sealed(session, model.__tablename__, row, field)


def _sealed(session: RecordSession, kind: str, row: Values, field: str) -> Sealed:
    words: Any = row[field]
    return Sealed(session.sealer.seal(words, context=where_it_belongs(kind, row["id"], field)))
