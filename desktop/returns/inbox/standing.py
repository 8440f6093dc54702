"""Which findings about one person still stand, after something was written down."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select

from desktop.domain.actor import Actor
from desktop.domain.dates import Precision
from desktop.domain.periods import Period
from desktop.domain.permissions import Permission, needs
from desktop.models.assessment import Assessment
from desktop.models.base import Record
from desktop.models.case import Case
from desktop.models.contact import Contact
from desktop.models.ending import Ending
from desktop.models.incident import Incident
from desktop.models.onward_referral import OnwardReferral
from desktop.models.organisation import Organisation
from desktop.models.person import Person
from desktop.models.referral import Referral
from desktop.models.session import RecordSession
from desktop.returns.inbox.contradictions import contradictions
from desktop.returns.inbox.findings import Finding, FindingKind, RecordKind
from desktop.returns.inbox.missing import NOTHING_SAID
from desktop.returns.result import Return
from desktop.returns.sorting.classification import Sort
from desktop.returns.sorting.classifications import CLASSIFICATIONS

_MODELS: dict[RecordKind, type[Record]] = {
    RecordKind.PERSON: Person,
    RecordKind.REFERRAL: Referral,
    RecordKind.CASE: Case,
    RecordKind.CONTACT: Contact,
    RecordKind.ONWARD: OnwardReferral,
}
_RISK = "case.risk_at_"


@needs(Permission.SEE_WHO_IS_COUNTED)
def still_standing(
    session: RecordSession, *, actor: Actor, result: Return, findings: Sequence[Finding]
) -> tuple[Finding, ...]:
    """Give those of some findings about one person that what is written down now has not settled.

    Raises:
        NotAllowedError: the actor may see numbers but not who is behind them.
    """
    del actor
    period = result.period
    cannot_be = {
        (one.check.kind, one.record_id)
        for person_id in {one.person_id for one in findings}
        for one in contradictions(session, period=period, person_id=person_id)
    }
    return tuple(
        one
        for one in findings
        if (
            _is_missing(session, one, period)
            if one.kind is FindingKind.MISSING
            else (one.kind, one.record_id) in cannot_be
        )
    )


def _is_missing(session: RecordSession, finding: Finding, period: Period) -> bool:
    record = session.get(_MODELS[finding.record_kind], finding.record_id)
    if record is None or record.archived_at is not None:
        return False
    sorting = CLASSIFICATIONS[finding.missing]
    if sorting.sort is Sort.AGE:
        return not _has_age(record)
    values = _values(session, record, sorting.fields, period)
    return all(_is_none(value, finding.no_answers) for value in values)


def _has_age(record: Record) -> bool:
    """Say whether somebody's age is sure: by the day of their birth, or as they said it."""
    if not isinstance(record, Person):
        return False
    if record.born_on is None:
        return record.age_stated is not None
    return record.born_precision in {None, Precision.DAY}


def _values(session: RecordSession, record: Record, names: Sequence[str], period: Period) -> list[Any]:
    """Read the fields of a classification from the record they are written in, or those beside it."""
    found: list[Any] = []
    for name in names:
        source, _, field = name.partition(".")
        if name.startswith(_RISK):
            found.append(_a_risk(session, record.id, period))
        elif name == "case.ended_because":
            found.append(_an_ending(session, record.id, period))
        else:
            beside = _beside(session, record, source)
            found.append(getattr(beside, field, None))
    return found


def _beside(session: RecordSession, record: Record, source: str) -> Record | None:
    """Give the record that a field of ``source`` is written in, going out from the one to be mended."""
    match source, record:
        case "incident", Referral():
            return session.get(Incident, record.incident_id) if record.incident_id else None
        case "incident", Case():
            referral = session.get(Referral, record.referral_id) if record.referral_id else None
            return _beside(session, referral, source) if referral is not None else None
        case "case", Referral():
            return session.scalar(
                select(Case).where(Case.referral_id == record.id, Case.archived_at.is_(None)).limit(1)
            )
        case "organisation", OnwardReferral():
            return session.get(Organisation, record.organisation_id)
        case _:
            return record


def _a_risk(session: RecordSession, case_id: UUID, period: Period) -> str | None:
    return session.scalar(
        select(Assessment.risk_level)
        .where(Assessment.case_id == case_id, Assessment.archived_at.is_(None))
        .where(Assessment.risk_level.is_not(None), Assessment.made_on <= period.end)
        .limit(1)
    )


def _an_ending(session: RecordSession, case_id: UUID, period: Period) -> str | None:
    return session.scalar(
        select(Ending.reason_code)
        .where(Ending.case_id == case_id, Ending.archived_at.is_(None))
        .where(Ending.closed_on.between(period.start, period.end))
        .limit(1)
    )


def _is_none(value: object, no_answers: frozenset[str]) -> bool:
    if isinstance(value, frozenset):
        return value <= no_answers if value else NOTHING_SAID in no_answers
    return value is None or value in no_answers
