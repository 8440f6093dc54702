"""Taking a list back: what nobody touched is put away, what somebody worked on stays and is named."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from desktop.domain.actor import Actor
from desktop.domain.ids import ImportId
from desktop.domain.permissions import Permission, needs
from desktop.errors import BadInputError, RefusedError
from desktop.models.base import Record
from desktop.models.case import Case, CaseIncident
from desktop.models.contact import ContactShare
from desktop.models.import_batch import ColumnMatchRow, ImportBatch
from desktop.models.incident import Incident
from desktop.models.person import ContactPoint, Person
from desktop.models.referral import Referral
from desktop.models.registry import OF_A_CASE
from desktop.models.reminder import Reminder
from desktop.models.session import RecordSession
from desktop.models.supervision import SupervisionNote

CHANGED = "Changed since the list was brought in."
ADDED_TO = "Something was added to it since the list was brought in."


@dataclass(frozen=True, slots=True)
class KeptReferral:
    """A referral that was not taken back: the list's reference (or ours), and why."""

    reference: str
    reason: str


@dataclass(frozen=True, slots=True)
class UndoOutcome:
    """How many referrals were taken back with all they brought, and which were not."""

    taken_back: int
    kept: tuple[KeptReferral, ...]


@needs(Permission.IMPORT_LISTS)
def undo_import(session: RecordSession, *, actor: Actor, import_id: ImportId) -> UndoOutcome:
    """Put away every referral of an import that nobody touched, with its person, incident and case.

    A referral stays, whole, when any of its records was changed, or anything was added to its person or case
    since: a contact, a referral, a concern, a lock-out. Records are archived, never deleted; the list can be
    brought in again.

    Raises:
        BadInputError: there is no such import.
        RefusedError: it was taken back already.
    """
    del actor
    batch = session.get(ImportBatch, import_id)
    if batch is None:
        what = "This list is not in the records."
        raise BadInputError(what, "Choose it again.")
    if batch.undone_at is not None:
        what = "This list was taken back already."
        raise RefusedError(what)
    groups = _Groups(session, import_id)
    kept = groups.kept()
    for model, ids in groups.to_put_away():
        session.archive_many(model, ids)
    taken_back = len(groups.referrals) - len(kept)
    if taken_back or not kept:
        session.get_one(ImportBatch, import_id).undone_at = session.now
        _forget_columns(session, batch.columns)
    return UndoOutcome(taken_back, kept)


def _forget_columns(session: RecordSession, columns: str) -> None:
    """Remember a match of columns no longer when no list stands that came in by it: it may be the mistake."""
    standing = select(ImportBatch.id).where(ImportBatch.columns == columns, ImportBatch.undone_at.is_(None))
    if session.scalar(standing.limit(1)) is not None:
        return
    remembered = select(ColumnMatchRow).where(
        ColumnMatchRow.columns == columns, ColumnMatchRow.archived_at.is_(None)
    )
    for match in session.scalars(remembered):
        match.archived_at = session.now


class _Groups:
    """The records of one import, held together by their referral and their person."""

    def __init__(self, session: RecordSession, import_id: ImportId) -> None:
        self._session = session
        self._import_id = import_id
        self.referrals = session.execute(
            self._own(Referral, Referral.id, Referral.person_id, Referral.incident_id,
                      Referral.external_reference, Referral.reference, Referral.version)
        ).all()  # fmt: skip
        self._cases = session.execute(
            self._own(Case, Case.id, Case.referral_id, Case.person_id, Case.version)
        ).all()
        self._people = self._versions(Person)
        self._incidents = self._versions(Incident)
        self._points = session.execute(
            self._own(ContactPoint, ContactPoint.id, ContactPoint.person_id, ContactPoint.version)
        ).all()
        self._links = session.execute(
            self._own(
                CaseIncident, CaseIncident.id, CaseIncident.case_id, CaseIncident.incident_id,
                CaseIncident.version,
            )
        ).all()  # fmt: skip
        self._kept_referrals: set[UUID] = set()

    def _own(self, model: type[Any], *columns: InstrumentedAttribute[Any]) -> Any:
        return select(*columns).where(model.import_id == self._import_id, model.archived_at.is_(None))

    def _versions(self, model: type[Any]) -> dict[UUID, int]:
        rows = self._session.execute(self._own(model, model.id, model.version))
        return {row.id: row.version for row in rows}

    def kept(self) -> tuple[KeptReferral, ...]:
        """Say which referrals must stay, and why."""
        changed_people, changed_cases = self._changed()
        added_people, added_cases, added_incidents = self._added_to()
        case_of = {case.referral_id: case.id for case in self._cases}
        kept = []
        for referral in self.referrals:
            case_id = case_of.get(referral.id)
            changed = (
                referral.version > 1
                or referral.person_id in changed_people
                or case_id in changed_cases
                or self._incidents.get(referral.incident_id, 1) > 1
            )
            added = (
                referral.person_id in added_people
                or case_id in added_cases
                or referral.incident_id in added_incidents
            )
            if changed or added:
                self._kept_referrals.add(referral.id)
                name = referral.external_reference or referral.reference
                kept.append(KeptReferral(name, CHANGED if changed else ADDED_TO))
        return tuple(kept)

    def _changed(self) -> tuple[set[UUID], set[UUID]]:
        people = {person for person, version in self._people.items() if version > 1}
        people |= {point.person_id for point in self._points if point.version > 1}
        cases = {case.id for case in self._cases if case.version > 1}
        cases |= {link.case_id for link in self._links if link.version > 1}
        return people, cases

    def _added_to(self) -> tuple[set[UUID], set[UUID], set[UUID]]:
        """Find people, cases and incidents of the import that records from elsewhere point at."""
        people: set[UUID] = set()
        for model in (ContactPoint, Referral, Case):
            people |= self._pointed_at(model, model.person_id)
        cases = self._pointed_at(CaseIncident, CaseIncident.case_id)
        of_a_person: tuple[type[Record], ...] = (*OF_A_CASE, Reminder)
        of_a_case: tuple[type[Record], ...] = (*of_a_person, ContactShare, SupervisionNote)
        for noun in of_a_person:
            people |= self._worked_on(noun, "person_id")
        for noun in of_a_case:
            cases |= self._worked_on(noun, "case_id")
        incidents = self._pointed_at(CaseIncident, CaseIncident.incident_id)
        incidents |= self._pointed_at(Referral, Referral.incident_id)
        referrals = self._pointed_at(Case, Case.referral_id)
        people |= {one.person_id for one in self.referrals if one.id in referrals and one.person_id}
        return people & set(self._people), cases, incidents

    def _worked_on(self, model: type[Record], link: str) -> set[UUID]:
        """Name whom, or which cases, the records of a kind that no list brings are about."""
        about = model.__table__.c[link]
        rows = self._session.scalars(select(about).where(model.archived_at.is_(None)).distinct())
        return {one for one in rows if one is not None}

    def _pointed_at(self, model: type[Any], column: InstrumentedAttribute[Any]) -> set[UUID]:
        elsewhere: ColumnElement[bool] = or_(model.import_id.is_(None), model.import_id != self._import_id)
        rows = self._session.scalars(
            select(column).where(elsewhere, model.archived_at.is_(None), column.is_not(None)).distinct()
        )
        return set(rows)

    def to_put_away(self) -> tuple[tuple[type[Record], list[UUID]], ...]:
        """Give the records of all other referrals, those that point before those pointed at."""
        staying = [one for one in self.referrals if one.id in self._kept_referrals]
        people = {one.person_id for one in staying}
        incidents = {one.incident_id for one in staying}
        cases = {one.id for one in self._cases if one.referral_id in self._kept_referrals}
        return (
            (CaseIncident, [one.id for one in self._links if one.case_id not in cases]),
            (Case, [one.id for one in self._cases if one.id not in cases]),
            (Referral, [one.id for one in self.referrals if one.id not in self._kept_referrals]),
            (Incident, _without(self._incidents, incidents)),
            (ContactPoint, [one.id for one in self._points if one.person_id not in people]),
            (Person, _without(self._people, people)),
        )


def _without(ids: Iterable[UUID], staying: set[UUID | None]) -> list[UUID]:
    return [one for one in ids if one not in staying]
