"""In which record what is missing can be written down: the person's, a referral, a case, a contact."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select

from desktop.domain.periods import Period
from desktop.models.case import Case, FundingStream
from desktop.models.contact import Contact
from desktop.models.onward_referral import OnwardReferral
from desktop.models.referral import Referral
from desktop.models.session import RecordSession
from desktop.models.user import User
from desktop.queries.visible import sees_case, sees_record, sees_referral
from desktop.returns.counting_rules import NOT_VALID
from desktop.returns.inbox.effects import Place
from desktop.returns.inbox.findings import RecordKind
from desktop.returns.inbox.missing import Counted
from desktop.returns.sorting.classifications import CLASSIFICATIONS

_BATCH = 500
_TOGETHER = {"risk-end": "risk-start"}
"""What is missing whenever something else is, and is settled with it."""
_TOLD_WITH_REFERRAL = frozenset({"referral", "incident"})


@dataclass(frozen=True, slots=True)
class Whose:
    """A case in sight, and who works on it."""

    case_id: UUID
    person_id: UUID
    reference: str
    referral_id: UUID | None
    worker_id: UUID | None
    worker: str
    stream: str


@dataclass(frozen=True, slots=True)
class Gap:
    """One answer that is not there: of whom, in which record, and every place of the return that shows it."""

    person_id: UUID
    by: str
    record_kind: RecordKind
    record_id: UUID
    case_id: UUID | None
    on: date | None
    """The day of a contact."""
    places: tuple[Place, ...]
    no_answers: frozenset[str]


@dataclass(slots=True)
class _Held:
    """Which records there are to write an answer into."""

    cases: Mapping[UUID, Whose]
    latest: Mapping[UUID, Whose]
    first_referrals: Mapping[UUID, UUID] = field(default_factory=dict)
    case_of_referral: Mapping[UUID, Whose] = field(default_factory=dict)
    dated: Mapping[UUID, tuple[UUID | None, date]] = field(default_factory=dict)
    """The case and the day of contacts and onward referrals in sight."""


@dataclass(frozen=True, slots=True)
class _Record:
    kind: RecordKind
    record_id: UUID
    case_id: UUID | None = None
    on: date | None = None


def gaps(
    session: RecordSession, *, period: Period, missing: Sequence[Counted], cases: Mapping[UUID, Whose]
) -> list[Gap]:
    """Find for everything that is counted as missing the record in sight that it belongs into, each once.

    What is told with a referral belongs to the referral itself, or to the first valid one of the person in
    the period: by that one people are counted.
    """
    held = _look(session, period, missing, cases)
    found: defaultdict[tuple[UUID, str, _Record], list[Counted]] = defaultdict(list)
    for one in missing:
        record = _record_of(one, held)
        if record is not None:
            found[one.person_id, _TOGETHER.get(one.by, one.by), record].append(one)
    same: dict[frozenset[str], frozenset[str]] = {}  # few differ, of thousands
    gaps_found = []
    for (person_id, by, record), counted in found.items():
        places = tuple(dict.fromkeys(one.place for one in counted))
        codes = frozenset[str]().union(*(one.no_answers for one in counted))
        shared = same.setdefault(codes, codes)
        gaps_found.append(
            Gap(
                person_id,
                by,
                record.kind,
                record.record_id,
                record.case_id,
                record.on,
                places,
                shared,
            )
        )
    return gaps_found


def cases_of(session: RecordSession, *, people: Collection[UUID]) -> dict[UUID, Whose]:
    """Read the cases in sight of people, and whose they are; the latest of each person comes last."""
    found: dict[UUID, Whose] = {}
    for batch in batches(people):
        statement = (
            select(
                Case.id,
                Case.person_id,
                Case.reference,
                Case.referral_id,
                Case.worker_id,
                User.name,
                FundingStream.name,
            )
            .outerjoin(User, User.id == Case.worker_id)
            .outerjoin(FundingStream, FundingStream.id == Case.funding_stream_id)
            .where(Case.person_id.in_(batch), Case.archived_at.is_(None), sees_case(session))
            .order_by(Case.opened_on, Case.id)
        )
        for case_id, person_id, reference, referral_id, worker_id, worker, stream in session.execute(
            statement
        ):
            found[case_id] = Whose(
                case_id, person_id, reference, referral_id, worker_id, worker or "", stream or ""
            )
    return found


def batches(ids: Collection[UUID]) -> Iterator[list[UUID]]:
    """Part many ids into so many as one question takes."""
    every = list(ids)
    return (every[start : start + _BATCH] for start in range(0, len(every), _BATCH))


def _look(
    session: RecordSession, period: Period, missing: Sequence[Counted], cases: Mapping[UUID, Whose]
) -> _Held:
    held = _Held(cases, {case.person_id: case for case in cases.values()})
    held.case_of_referral = {case.referral_id: case for case in cases.values() if case.referral_id}
    if any(one.noun == "person" and _source(one.by) in {*_TOLD_WITH_REFERRAL, "case"} for one in missing):
        held.first_referrals = _first_referrals(session, period)
    dated: dict[UUID, tuple[UUID | None, date]] = {}
    for noun, model, day in (
        ("contact", Contact, Contact.happened_on),
        ("onward", OnwardReferral, OnwardReferral.made_on),
    ):
        keys = {one.key for one in missing if one.noun == noun}
        dated.update(_dated(session, model, day, keys))
    held.dated = dated
    return held


def _first_referrals(session: RecordSession, period: Period) -> dict[UUID, UUID]:
    """Give the first valid referral of everybody in the period, as people newly referred are counted."""
    reason = Referral.reason_not_case_code
    statement = (
        select(Referral.person_id, Referral.id)
        .where(
            sees_referral(session),
            Referral.person_id.is_not(None),
            Referral.archived_at.is_(None),
            or_(reason.is_(None), reason.not_in(sorted(NOT_VALID))),
            Referral.received_on.between(period.start, period.end),
        )
        .order_by(Referral.received_on.desc(), Referral.id.desc())
    )
    return {person_id: referral_id for person_id, referral_id in session.execute(statement) if person_id}


def _dated(
    session: RecordSession, model: Any, day: Any, keys: Collection[UUID]
) -> Iterator[tuple[UUID, tuple[UUID | None, date]]]:
    for batch in batches(keys):
        statement = select(model.id, model.case_id, day).where(
            model.id.in_(batch), sees_record(session, model)
        )
        for record_id, case_id, on in session.execute(statement):
            yield record_id, (case_id, on)


def _source(by: str) -> str:
    """Say in what the first field of a classification is written down: person, referral, incident, case."""
    fields = CLASSIFICATIONS[by].fields
    return fields[0].partition(".")[0] if fields else ""


def _record_of(one: Counted, held: _Held) -> _Record | None:
    """Choose the record that the answer belongs into; None where it is out of sight."""
    source = _source(one.by)
    if source == "person":
        return _Record(RecordKind.PERSON, one.person_id)
    if one.noun in {"contact", "onward"}:
        return _dated_record(one, held, source)
    if one.noun == "case" and one.key not in held.cases:
        return None
    case, referral_id = _course_of(one, held)
    if source == "case" and case is not None:
        return _Record(RecordKind.CASE, case.case_id, case.case_id)
    if source in {*_TOLD_WITH_REFERRAL, "case"} and referral_id is not None:
        return _Record(RecordKind.REFERRAL, referral_id, case.case_id if case else None)
    return _Record(RecordKind.PERSON, one.person_id, case.case_id if case else None)


def _dated_record(one: Counted, held: _Held, source: str) -> _Record | None:
    if one.key not in held.dated:
        return None
    case_id, on = held.dated[one.key]
    case = held.cases.get(case_id) if case_id else None
    if source in _TOLD_WITH_REFERRAL and case is not None and case.referral_id:
        return _Record(RecordKind.REFERRAL, case.referral_id, case.case_id)
    if source == "case" and case is not None:
        return _Record(RecordKind.CASE, case.case_id, case.case_id)
    kind = RecordKind.CONTACT if one.noun == "contact" else RecordKind.ONWARD
    return _Record(kind, one.key, case_id, on)


def _course_of(one: Counted, held: _Held) -> tuple[Whose | None, UUID | None]:
    """Give the case and the referral that something counted belongs to."""
    if one.noun == "case":
        case = held.cases[one.key]
        return case, case.referral_id
    if one.noun == "referral":
        return held.case_of_referral.get(one.key), one.key
    referral_id = held.first_referrals.get(one.person_id)
    if referral_id is not None:
        return held.case_of_referral.get(referral_id), referral_id
    latest = held.latest.get(one.person_id)
    return latest, latest.referral_id if latest else None
