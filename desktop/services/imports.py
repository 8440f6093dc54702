"""Bringing a list in, whole or not at all, and taking it back."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any
from uuid import UUID

from sqlalchemy import select

from desktop.domain.actor import Actor
from desktop.domain.dates import PartialDate
from desktop.domain.ids import ImportId
from desktop.domain.incoming import IncomingIncident, IncomingList, IncomingRow, Progress, RowsAre, never
from desktop.domain.permissions import Permission, needs
from desktop.domain.references import ReferenceKind
from desktop.errors import BadInputError, RefusedError
from desktop.models.base import Base, new_id
from desktop.models.case import Case, CaseIncident, FundingStream
from desktop.models.import_batch import ColumnMatchRow, ImportBatch
from desktop.models.incident import Incident
from desktop.models.person import ContactPoint, Person
from desktop.models.referral import Referral
from desktop.models.session import RecordSession
from desktop.queries.visible import sees_person
from desktop.services.references import next_references

_AT_ONCE = 1000
_BATCH = 500
Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """What was brought in: how many rows, and how many records of each kind they made."""

    import_id: ImportId
    rows: int
    people: int
    contact_points: int
    incidents: int
    referrals: int
    cases: int


@needs(Permission.IMPORT_LISTS)
def bring_in(
    session: RecordSession,
    *,
    actor: Actor,
    incoming: IncomingList,
    progress: Progress | None = None,
    stopped: Callable[[], bool] = never,
) -> ImportOutcome:
    """Make a person, a referral, an incident and a case of every row, all in this unit of work.

    A row's funding stream is the one it names, else the only one the service has.
    How the columns were understood is remembered for the next list with the same headings. ``progress`` hears
    how many rows are done; when ``stopped`` says so, nothing is brought in.

    Raises:
        RefusedError: no row to bring in, stopped, or some of it came in meanwhile; nothing is kept.
        BadInputError: a row is to join a person who is not on file.
    """
    if not incoming.rows:
        what = "No row of this list is to be brought in."
        raise RefusedError(what, "Nothing was written.")
    _refuse_known(session, incoming)
    import_id = ImportId(new_id())
    session.write_many(ImportBatch, [_batch(session, actor, import_id, incoming)])
    _remember_columns(session, incoming)
    making = _Making(session, incoming, import_id)
    total = len(incoming.rows)
    done = 0
    rows = iter(incoming.rows)
    while some := list(islice(rows, _AT_ONCE)):
        if stopped():
            what = "The import was stopped."
            raise RefusedError(what, "Nothing was brought in.")
        making.make(some)
        done += len(some)
        if progress is not None:
            progress(done, total)
    made = making.made
    return ImportOutcome(
        import_id=import_id,
        rows=total,
        people=made.get(Person, 0),
        contact_points=made.get(ContactPoint, 0),
        incidents=made.get(Incident, 0),
        referrals=made.get(Referral, 0),
        cases=made.get(Case, 0),
    )


def _batch(session: RecordSession, actor: Actor, import_id: ImportId, incoming: IncomingList) -> Values:
    return {
        "id": import_id,
        "brought_in_at": session.now,
        "user_id": actor.user_id,
        "source": incoming.source,
        "fingerprint": incoming.fingerprint,
        "rows_are": incoming.rows_are.value,
        "columns": _json(incoming.columns),
        "rows_taken": len(incoming.rows),
        "rows_rejected": incoming.rejected,
        "rows_duplicate": incoming.duplicates,
    }


def _json(words: Mapping[str, str]) -> str:
    return json.dumps(dict(words), ensure_ascii=False, separators=(",", ":"))


def _in_batches(values: Sequence[Any]) -> Iterator[list[Any]]:
    for start in range(0, len(values), _BATCH):
        yield list(values[start : start + _BATCH])


def _refuse_known(session: RecordSession, incoming: IncomingList) -> None:
    """Refuse when rows came in between the dry run and now: the dry run would have called them double."""
    references = [row.reference for row in incoming.rows if row.reference]
    for some in _in_batches(references):
        known = session.scalar(
            select(Referral.external_reference)
            .where(
                Referral.external_source == incoming.source,
                Referral.external_reference.in_(some),
                Referral.archived_at.is_(None),
            )
            .limit(1)
        )
        if known is not None:
            what = f"The referral {known} of this list was brought in meanwhile."
            raise RefusedError(what, "Open the list again: what is on file is then left out.")


def _remember_columns(session: RecordSession, incoming: IncomingList) -> None:
    known = session.scalar(select(ColumnMatchRow).where(ColumnMatchRow.signature == incoming.signature))
    columns = _json(incoming.columns)
    if known is None:
        session.add(ColumnMatchRow(signature=incoming.signature, columns=columns))
    elif known.columns != columns or known.archived_at is not None:
        known.columns, known.archived_at = columns, None


@dataclass(slots=True)
class _Records:
    """The records that some rows make, by kind, in the order they are written."""

    people: list[Values] = field(default_factory=list)
    contacts: list[Values] = field(default_factory=list)
    incidents: list[Values] = field(default_factory=list)
    referrals: list[Values] = field(default_factory=list)
    cases: list[Values] = field(default_factory=list)
    links: list[Values] = field(default_factory=list)

    def by_model(self) -> tuple[tuple[type[Base], list[Values]], ...]:
        """Give them so that nothing is written before what it points at."""
        return (
            (Person, self.people),
            (ContactPoint, self.contacts),
            (Incident, self.incidents),
            (Referral, self.referrals),
            (Case, self.cases),
            (CaseIncident, self.links),
        )


class _Making:
    """Turns rows into records and writes them, some at a time."""

    def __init__(self, session: RecordSession, incoming: IncomingList, import_id: ImportId) -> None:
        self.made: dict[type[Base], int] = {}
        self._session = session
        self._list = incoming
        self._import_id = import_id
        cases = sum(1 for row in incoming.rows if not row.reason_not_case_code)
        people = sum(1 for row in incoming.rows if row.number not in incoming.same_person)
        self._people = iter(next_references(session, ReferenceKind.PERSON, people))
        self._referrals = iter(next_references(session, ReferenceKind.REFERRAL, len(incoming.rows)))
        self._cases = iter(next_references(session, ReferenceKind.CASE, cases))
        self._streams = _streams(session, incoming)
        self._incidents: dict[IncomingIncident, UUID] = {}
        self._known_ways = _ways_of(session, list(incoming.same_person.values()))

    def make(self, rows: Sequence[IncomingRow]) -> None:
        """Write the records of some rows."""
        records = _Records()
        for row in rows:
            person_id = self._person(row, records)
            incident_id = self._incident(row.incident, records)
            referral_id = self._referral(row, person_id, incident_id, records)
            if not row.reason_not_case_code:
                self._case(row, person_id, referral_id, incident_id, records)
        for model, values in records.by_model():
            self._session.write_many(model, values)
            self.made[model] = self.made.get(model, 0) + len(values)

    def _person(self, row: IncomingRow, records: _Records) -> UUID:
        person = row.person
        known = self._list.same_person.get(row.number)
        person_id: UUID = known or new_id()
        if known is None:
            records.people.append(
                {
                    "id": person_id,
                    "reference": next(self._people),
                    "forename": person.forename,
                    "surname": person.surname,
                    "known_as": person.known_as,
                    **_when("born", person.born),
                    "age_stated": person.age_stated,
                    "age_stated_on": row.received_on if person.age_stated is not None else None,
                    "died_on": person.died_on,
                    "postcode": person.postcode,
                    "no_fixed_abode": person.no_fixed_abode,
                    "local_authority_code": person.local_authority_code,
                    "language_code": person.language_code,
                    "sex_code": person.sex_code,
                    "gender_code": person.gender_code,
                    "gender_words": person.gender_words,
                    "gender_same_code": person.gender_same_code,
                    "ethnicity_code": person.ethnicity_code,
                    "orientation_code": person.orientation_code,
                    "religion_code": person.religion_code,
                    "disability_code": person.disability_code,
                    "day_to_day_code": person.day_to_day_code,
                    "impairment_codes": person.impairment_codes,
                    "import_id": self._import_id,
                }
            )
        self._contacts(row, person_id, records)
        return person_id

    def _contacts(self, row: IncomingRow, person_id: UUID, records: _Records) -> None:
        for contact in row.person.contacts:
            way = (person_id, contact.channel.value, contact.digits or contact.value.casefold())
            if way in self._known_ways:
                continue
            if row.number in self._list.same_person:
                self._known_ways.add(way)
            records.contacts.append(
                {
                    "person_id": person_id,
                    "channel": contact.channel.value,
                    "value": contact.value,
                    "digits": contact.digits,
                    "state": contact.state.value,
                    "voicemail_allowed": contact.voicemail_allowed,
                    "import_id": self._import_id,
                }
            )

    def _incident(self, incident: IncomingIncident, records: _Records) -> UUID | None:
        """Give the incident of a row; rows with one crime number that say the same of it share it."""
        if incident == IncomingIncident():
            return None
        if incident.crime_number and incident in self._incidents:
            return self._incidents[incident]
        incident_id = new_id()
        records.incidents.append(
            {
                "id": incident_id,
                **_when("happened", incident.happened),
                "crime_number": incident.crime_number,
                "crime_code": incident.crime_code,
                "reported_code": incident.reported_code,
                "hate_strands": incident.hate_strands,
                "import_id": self._import_id,
            }
        )
        if incident.crime_number:
            self._incidents[incident] = incident_id
        return incident_id

    def _referral(
        self, row: IncomingRow, person_id: UUID, incident_id: UUID | None, records: _Records
    ) -> UUID:
        referral_id = new_id()
        apart = self._list.apart(row)
        records.referrals.append(
            {
                "id": referral_id,
                "reference": next(self._referrals),
                "received_on": row.received_on,
                "person_id": person_id,
                "incident_id": incident_id,
                "source_code": row.source_code,
                "source_words": row.source_words,
                "external_source": self._list.source,
                "external_reference": row.reference,
                "as_received": _json(self._list.as_received(row)),
                "kept_apart": _json(apart) if apart else None,
                "asked_to_stay_anonymous": row.anonymous,
                "reason_not_case_code": row.reason_not_case_code,
                "import_id": self._import_id,
            }
        )
        return referral_id

    def _stream_of(self, row: IncomingRow) -> UUID | None:
        if row.funding_stream:
            return self._streams[row.funding_stream.casefold()]
        return next(iter(self._streams.values())) if len(self._streams) == 1 else None

    def _case(
        self,
        row: IncomingRow,
        person_id: UUID,
        referral_id: UUID,
        incident_id: UUID | None,
        records: _Records,
    ) -> None:
        case_id = new_id()
        records.cases.append(
            {
                "id": case_id,
                "reference": next(self._cases),
                "person_id": person_id,
                "referral_id": referral_id,
                "funding_stream_id": self._stream_of(row),
                "main_crime_code": row.incident.crime_code,
                "also_involves": row.also_involves,
                "opened_on": row.opened_on or row.received_on,
                "closed_on": row.closed_on,
                "ending_code": row.ending_code,
                "from_history": self._list.rows_are is RowsAre.HISTORY,
                "import_id": self._import_id,
            }
        )
        if incident_id is not None:
            records.links.append(
                {"case_id": case_id, "incident_id": incident_id, "import_id": self._import_id}
            )


def _when(name: str, known: PartialDate | None) -> Values:
    return {
        f"{name}_on": known.first if known else None,
        f"{name}_precision": known.precision.value if known else None,
    }


def _streams(session: RecordSession, incoming: IncomingList) -> dict[str, UUID]:
    """Give the funding streams by folded name; those the list names first are added."""
    found: dict[str, UUID] = {
        row.name.casefold(): row.id for row in session.execute(select(FundingStream.name, FundingStream.id))
    }
    added: list[Values] = []
    named = dict.fromkeys(row.funding_stream for row in incoming.rows)
    for name in named:
        if name and name.casefold() not in found:
            found[name.casefold()] = new_id()
            added.append({"id": found[name.casefold()], "name": name})
    session.write_many(FundingStream, added)
    return found


def _ways_of(session: RecordSession, people: Sequence[UUID]) -> set[tuple[UUID, str, str]]:
    """Give the ways to reach people on file whom rows are to join.

    Raises:
        BadInputError: one of them is not on file, or out of sight.
    """
    known: set[UUID] = set()
    ways: set[tuple[UUID, str, str]] = set()
    for some in _in_batches(people):
        known.update(
            session.scalars(
                select(Person.id).where(
                    Person.id.in_(some), Person.archived_at.is_(None), sees_person(session)
                )
            )
        )
        points = session.execute(
            select(
                ContactPoint.person_id, ContactPoint.channel, ContactPoint.digits, ContactPoint.value
            ).where(ContactPoint.person_id.in_(some), ContactPoint.archived_at.is_(None))
        )
        ways.update(
            (row.person_id, row.channel, row.digits or (row.value or "").casefold()) for row in points
        )
    if not known.issuperset(people):
        what = "A row of this list is to join a person who is not in these records any more."
        raise BadInputError(what, "Open the list again.")
    return ways
