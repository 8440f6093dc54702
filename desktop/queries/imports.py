"""What is on file that a list to be brought in may hold again, and the lists brought in so far."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from uuid import UUID

from sqlalchemy import func, select

from desktop.domain.actor import Actor
from desktop.domain.ids import ImportId, PersonId
from desktop.domain.incoming import RowsAre, content_digest
from desktop.domain.permissions import Permission, needs
from desktop.domain.sealed_text import Guarded
from desktop.models.guarded import show_words
from desktop.models.import_batch import ColumnMatchRow, ImportBatch
from desktop.models.person import Person
from desktop.models.referral import Referral
from desktop.models.session import RecordSession
from desktop.models.user import User
from desktop.queries.visible import sees_person

_BATCH = 500


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Somebody on file, by what may show that a row is about them; ``born_on`` only when known to the day."""

    id: PersonId
    reference: str
    forename: str | None
    surname: str | None
    born_on: date | None
    postcode: str | None


@dataclass(frozen=True, slots=True)
class KnownRecords:
    """What is on file already: people, the content of referrals by external reference, the same file.

    ``received`` maps an external reference (folded) to the content digest of its referral; ``contents`` holds
    the digests of referrals that came without a reference; ``brought_in`` says when the same file came.
    """

    people: tuple[KnownPerson, ...] = ()
    received: Mapping[str, str] | None = None
    contents: frozenset[str] = frozenset()
    brought_in: datetime | None = None


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One list brought in, as the screen lists it."""

    id: ImportId
    brought_in_at: datetime
    brought_in_by: str
    source: str
    rows_are: RowsAre
    rows_taken: int
    rows_rejected: int
    rows_duplicate: int
    undone_at: datetime | None


@needs(Permission.IMPORT_LISTS)
def known_records(
    session: RecordSession, *, actor: Actor, source: str, fingerprint: str, references: Collection[str]
) -> KnownRecords:
    """Gather what a list may hold again: everybody in sight, and the referrals with any of the references."""
    del actor
    brought_in = session.scalar(
        select(func.max(ImportBatch.brought_in_at)).where(
            ImportBatch.fingerprint == fingerprint,
            ImportBatch.rows_taken > 0,
            ImportBatch.undone_at.is_(None),
            ImportBatch.archived_at.is_(None),
        )
    )
    return KnownRecords(
        people=_people(session),
        received=_received(session, source, references),
        contents=_without_reference(session, source),
        brought_in=brought_in,
    )


def _people(session: RecordSession) -> tuple[KnownPerson, ...]:
    rows = session.execute(
        select(
            Person.id,
            Person.reference,
            Person.forename,
            Person.surname,
            Person.born_on,
            Person.born_precision,
            Person.postcode,
        ).where(Person.archived_at.is_(None), sees_person(session))
    )
    return tuple(
        KnownPerson(
            PersonId(row.id),
            row.reference,
            row.forename,
            row.surname,
            row.born_on if row.born_precision == "day" else None,
            row.postcode,
        )
        for row in rows
    )


def _received(session: RecordSession, source: str, references: Collection[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    waiting = iter(references)
    while some := list(islice(waiting, _BATCH)):
        rows = session.execute(
            select(Referral.id, Referral.external_reference, Referral.as_received).where(
                Referral.external_source == source,
                Referral.external_reference.in_(some),
                Referral.archived_at.is_(None),
            )
        )
        for row in rows:
            found[(row.external_reference or "").casefold()] = _digest(session, row.id, row.as_received)
    return found


def _without_reference(session: RecordSession, source: str) -> frozenset[str]:
    rows = session.execute(
        select(Referral.id, Referral.as_received).where(
            Referral.external_source == source,
            Referral.external_reference.is_(None),
            Referral.archived_at.is_(None),
        )
    )
    return frozenset(_digest(session, row.id, row.as_received) for row in rows)


def _digest(session: RecordSession, referral_id: UUID, as_received: Guarded | None) -> str:
    """Give the digest of a row as it was received; of a sealed case's row too, which stays in this room."""
    shown = show_words(session, Referral.__tablename__, referral_id, "as_received", as_received)
    said: dict[str, str] = json.loads(shown.text or "{}")
    return content_digest(said.values())


@needs(Permission.IMPORT_LISTS)
def list_imports(session: RecordSession, *, actor: Actor, limit: int = 200) -> tuple[ImportRow, ...]:
    """Give the lists brought in, the latest first."""
    del actor
    rows = session.execute(
        select(ImportBatch, User.name)
        .join(User, User.id == ImportBatch.user_id, isouter=True)
        .where(ImportBatch.archived_at.is_(None))
        .order_by(ImportBatch.brought_in_at.desc(), ImportBatch.id.desc())
        .limit(limit)
    )
    return tuple(
        ImportRow(
            id=ImportId(batch.id),
            brought_in_at=batch.brought_in_at,
            brought_in_by=name or "",
            source=batch.source,
            rows_are=RowsAre(batch.rows_are),
            rows_taken=batch.rows_taken,
            rows_rejected=batch.rows_rejected,
            rows_duplicate=batch.rows_duplicate,
            undone_at=batch.undone_at,
        )
        for batch, name in rows
    )


@needs(Permission.IMPORT_LISTS)
def remembered_columns(session: RecordSession, *, actor: Actor, signature: str) -> dict[str, str]:
    """Give how the columns of the last list with these headings were understood; empty for new headings."""
    del actor
    columns = session.scalar(
        select(ColumnMatchRow.columns).where(
            ColumnMatchRow.signature == signature, ColumnMatchRow.archived_at.is_(None)
        )
    )
    found: dict[str, str] = json.loads(columns) if columns else {}
    return found
