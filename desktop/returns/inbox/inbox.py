"""The data-quality inbox: what is missing or contradictory for one return, whose it is, and what it does."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import and_, select

from desktop.domain.actor import Actor
from desktop.domain.ids import CaseId, PersonId, UserId
from desktop.domain.permissions import Permission, needs
from desktop.models.case import Case, FundingStream
from desktop.models.person import Person
from desktop.models.session import RecordSession
from desktop.models.user import User
from desktop.queries.visible import sees_case, sees_person
from desktop.returns.inbox.contradictions import Contradiction, contradictions
from desktop.returns.inbox.findings import Finding, FindingKind
from desktop.returns.inbox.missing import Gap, gaps, joined, tables_of
from desktop.returns.result import Return
from desktop.returns.sorting.classification import Sort
from desktop.returns.sorting.classifications import CLASSIFICATIONS

_BATCH = 500
_OF_PERSON = "person."
_WEIGHT = 2
"""What cannot be so weighs as an answer that is missing in two tables."""


@dataclass(frozen=True, slots=True)
class _Whose:
    """A case in sight, and who works on it."""

    case_id: UUID
    person_id: UUID
    reference: str
    worker_id: UUID | None
    worker: str
    stream: str


@needs(Permission.SEE_WHO_IS_COUNTED)
def inbox(session: RecordSession, *, actor: Actor, result: Return) -> tuple[Finding, ...]:
    """List what is missing or contradictory in the records behind a return, by what it does to it.

    What shows in most tables comes first, then kind by kind. People and cases out of the actor's sight are
    passed over, and so is what this return does not count: people whose record was put away, and cases of
    another funding stream than the one it counts. Nothing is changed.

    Raises:
        NotAllowedError: the actor may see numbers but not who is behind them.
    """
    del actor
    missing, contradictory = gaps(result), list(contradictions(session, period=result.period))
    ids = {one.person_id for one in missing} | {one.person_id for one in contradictory}
    people = _people(session, ids=list(ids))
    cases = _cases(session, ids=list(people))
    of_person: dict[UUID, _Whose] = {case.person_id: case for case in cases.values()}
    found = [
        *(
            _of_gap(gap, people[gap.person_id], _case_of(gap, cases, of_person))
            for gap in missing
            if gap.person_id in people
        ),
        *_of_contradictions(result, contradictory, people=people, cases=cases, latest=of_person),
    ]
    order = list(FindingKind)
    found.sort(
        key=lambda one: (-one.weight, order.index(one.kind), one.missing, one.reference, one.case_reference)
    )
    return tuple(found)


def _case_of(
    one: Gap | Contradiction, cases: Mapping[UUID, _Whose], latest: Mapping[UUID, _Whose]
) -> _Whose | None:
    return latest.get(one.person_id) if one.case_id is None else cases.get(one.case_id)


def _of_gap(gap: Gap, person: Mapping[str, Any], case: _Whose | None) -> Finding:
    return _finding(
        FindingKind.MISSING,
        _what_is_missing(gap.by, person),
        person,
        case,
        effect=gap.effect,
        weight=len(gap.places),
        missing=gap.by,
    )


def _what_is_missing(by: str, person: Mapping[str, Any]) -> str:
    """Say that there is no answer, or which answer counts as none."""
    sorting = CLASSIFICATIONS[by]
    absent = f"{sorting.absent[:1].upper()}{sorting.absent[1:]}."
    if sorting.sort is not Sort.CODE or not sorting.fields[0].startswith(_OF_PERSON):
        return absent
    value = person.get(sorting.fields[0].removeprefix(_OF_PERSON))
    if value is None:
        return absent
    words = str(value).replace("-", " ")
    return f"{by.capitalize()} is recorded as “{words}”, which counts as missing."


def _of_contradictions(
    result: Return,
    found: Iterable[Contradiction],
    *,
    people: Mapping[UUID, Mapping[str, Any]],
    cases: Mapping[UUID, _Whose],
    latest: Mapping[UUID, _Whose],
) -> Iterator[Finding]:
    for one in found:
        person = people.get(one.person_id)
        if person is None or not _is_counted(result, cases.get(one.case_id) if one.case_id else None):
            continue
        tables = tables_of(result, dict.fromkeys(one.check.counts))
        effect = f"Shows in {joined(tables)}." if tables else "In no table of this return."
        case = _case_of(one, cases, latest)
        yield _finding(
            one.check.kind, one.sentence, person, case, effect=effect, weight=min(len(tables), _WEIGHT)
        )


def _is_counted(result: Return, case: _Whose | None) -> bool:
    """Say whether the return counts what belongs to a case: one for one funding stream counts that alone."""
    return not result.stream or (case is not None and case.stream == result.stream)


def _finding(
    kind: FindingKind,
    sentence: str,
    person: Mapping[str, Any],
    case: _Whose | None,
    *,
    effect: str,
    weight: int,
    missing: str = "",
) -> Finding:
    names = (person["forename"], person["surname"])
    return Finding(
        kind=kind,
        sentence=sentence,
        person_id=PersonId(person["id"]),
        reference=person["reference"],
        initials="".join(f"{name.strip()[0].upper()}." for name in names if name and name.strip()),
        case_id=CaseId(case.case_id) if case else None,
        case_reference=case.reference if case else "",
        worker_id=UserId(case.worker_id) if case and case.worker_id else None,
        worker=case.worker if case else "",
        effect=effect,
        weight=weight,
        missing=missing,
    )


def _answer_fields() -> tuple[str, ...]:
    """Name the person's answers that a classification reads as they are."""
    return tuple(
        dict.fromkeys(
            one.fields[0].removeprefix(_OF_PERSON)
            for one in CLASSIFICATIONS.values()
            if one.sort is Sort.CODE and one.fields and one.fields[0].startswith(_OF_PERSON)
        )
    )


def _people(session: RecordSession, *, ids: Sequence[UUID]) -> dict[UUID, Mapping[str, Any]]:
    """Read the people in sight who are not put away: reference, names for initials, and their answers."""
    names = ("id", "reference", "forename", "surname", *_answer_fields())
    columns = [getattr(Person, name).label(name) for name in names]
    in_sight = and_(sees_person(session), Person.archived_at.is_(None))
    found: dict[UUID, Mapping[str, Any]] = {}
    for batch in _batches(ids):
        rows = session.execute(select(*columns).where(Person.id.in_(batch), in_sight))
        found.update((row["id"], dict(row)) for row in rows.mappings())
    return found


def _cases(session: RecordSession, *, ids: Sequence[UUID]) -> dict[UUID, _Whose]:
    """Read the cases in sight of people, and whose they are; the latest of each person comes last."""
    found: dict[UUID, _Whose] = {}
    for batch in _batches(ids):
        statement = (
            select(Case.id, Case.person_id, Case.reference, Case.worker_id, User.name, FundingStream.name)
            .outerjoin(User, User.id == Case.worker_id)
            .outerjoin(FundingStream, FundingStream.id == Case.funding_stream_id)
            .where(Case.person_id.in_(batch), Case.archived_at.is_(None), sees_case(session))
            .order_by(Case.opened_on, Case.id)
        )
        for case_id, person_id, reference, worker_id, worker, stream in session.execute(statement):
            found[case_id] = _Whose(case_id, person_id, reference, worker_id, worker or "", stream or "")
    return found


def _batches(ids: Sequence[UUID]) -> Iterator[list[UUID]]:
    return (list(ids[start : start + _BATCH]) for start in range(0, len(ids), _BATCH))
