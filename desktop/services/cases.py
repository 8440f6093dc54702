"""Cases: opening an episode of support from a referral, and what it is about."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from desktop.domain.actor import Actor
from desktop.domain.dates import civil_date
from desktop.domain.ids import CaseId, FundingStreamId, IncidentId, ReferralId, UserId
from desktop.domain.permissions import Permission, needs
from desktop.domain.references import ReferenceKind
from desktop.errors import BadInputError, RefusedError
from desktop.models.case import Case, CaseIncident, FundingStream
from desktop.models.referral import Referral
from desktop.models.session import RecordSession
from desktop.services.references import next_references


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseWords:
    """What a case is about, who pays for it and who has it."""

    opened_on: date
    main_crime_code: str | None = None
    also_involves: frozenset[str] | None = None
    funding_stream_id: FundingStreamId | None = None
    worker_id: UserId | None = None


@needs(Permission.OPEN_CASE)
def open_case(session: RecordSession, *, actor: Actor, referral_id: ReferralId, words: CaseWords) -> CaseId:
    """Open a case from a referral, about the referral's incident.

    Raises:
        BadInputError: there is no such referral, or the day lies in the future or before the referral.
        RefusedError: the referral has no person, or became a case already.
    """
    del actor
    referral = session.get(Referral, referral_id)
    if referral is None:
        what = "This referral is not in these records."
        raise BadInputError(what, "Find it again.")
    if not referral.received_on <= words.opened_on <= civil_date(session.now):
        what = "A case opens on or after the day of its referral, and not in the future."
        raise BadInputError(what, "Check the day it was opened.")
    person_id = _person_of(session, referral)
    (reference,) = next_references(session, ReferenceKind.CASE, 1)
    case = Case(
        reference=reference,
        person_id=person_id,
        referral_id=referral.id,
        funding_stream_id=words.funding_stream_id,
        worker_id=words.worker_id,
        main_crime_code=words.main_crime_code,
        also_involves=words.also_involves,
        opened_on=words.opened_on,
        from_history=False,
    )
    session.add(case)
    session.flush()
    if referral.incident_id is not None:
        session.add(CaseIncident(case_id=case.id, incident_id=referral.incident_id))
    return CaseId(case.id)


@needs(Permission.OPEN_CASE)
def add_incident_to_case(
    session: RecordSession, *, actor: Actor, case_id: CaseId, incident_id: IncidentId
) -> None:
    """Note that a case is about one more incident.

    Raises:
        RefusedError: it is noted already.
    """
    del actor
    known = session.scalar(
        select(CaseIncident.id).where(
            CaseIncident.case_id == case_id, CaseIncident.incident_id == incident_id
        )
    )
    if known is not None:
        what = "The case is about this incident already."
        raise RefusedError(what)
    session.add(CaseIncident(case_id=case_id, incident_id=incident_id))


@needs(Permission.SET_UP_SERVICE)
def add_funding_stream(
    session: RecordSession,
    *,
    actor: Actor,
    name: str,
    funder: str | None = None,
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> FundingStreamId:
    """Add a source of money that cases can belong to.

    Raises:
        BadInputError: it ends before it starts.
        RefusedError: the name is taken.
    """
    del actor
    if starts_on is not None and ends_on is not None and ends_on < starts_on:
        what = "The funding ends before it starts."
        raise BadInputError(what, "Check both dates.")
    if session.scalar(select(FundingStream.id).where(FundingStream.name == name)) is not None:
        what = f"There is a funding stream “{name}” already."
        raise RefusedError(what, "Choose another name.")
    stream = FundingStream(name=name, funder=funder, starts_on=starts_on, ends_on=ends_on)
    session.add(stream)
    return FundingStreamId(stream.id)


def _person_of(session: RecordSession, referral: Referral) -> object:
    if referral.person_id is None:
        what = "This referral has no person yet."
        raise RefusedError(what, "Add the person first, under whatever they want to be called.")
    taken = session.scalar(
        select(Case.reference).where(Case.referral_id == referral.id, Case.archived_at.is_(None))
    )
    if taken is not None:
        what = f"This referral became case {taken} already."
        raise RefusedError(what, "Open that case, or record a new referral.")
    return referral.person_id
