"""The data-quality inbox: what is missing or contradictory for one return, whose it is, and what it does."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import and_, select

from desktop.domain.actor import Actor
from desktop.domain.dates import date_in_words
from desktop.domain.ids import CaseId, PersonId, ReferralId, UserId
from desktop.domain.permissions import Permission, needs
from desktop.models.person import Person
from desktop.models.session import RecordSession
from desktop.queries.visible import sees_person
from desktop.returns.inbox.contradictions import Contradiction, contradictions
from desktop.returns.inbox.effects import Place, counted_as_missing, shows_in, tables_counting
from desktop.returns.inbox.findings import Finding, FindingKind, RecordKind
from desktop.returns.inbox.missing import counted_as_missing as missing_in
from desktop.returns.inbox.records import Gap, Whose, batches, cases_of, gaps
from desktop.returns.result import Return
from desktop.returns.sorting.classification import Sort
from desktop.returns.sorting.classifications import CLASSIFICATIONS

_OF_PERSON = "person."
_WEIGHT = 2
"""What cannot be so weighs as an answer that is missing in two tables."""
_GapKey = tuple[str, UUID]


@dataclass(frozen=True, slots=True)
class _Seen:
    """The people and cases in sight of whoever asks."""

    people: Mapping[UUID, Mapping[str, Any]]
    cases: Mapping[UUID, Whose]
    latest: Mapping[UUID, Whose]


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
    missing, contradictory = tuple(missing_in(result)), list(contradictions(session, period=result.period))
    ids = {one.person_id for one in missing} | {one.person_id for one in contradictory}
    people = _people(session, ids=ids)
    cases = cases_of(session, people=people)
    seen = _Seen(people, cases, {case.person_id: case for case in cases.values()})
    of_people = [one for one in missing if one.person_id in people]
    unsaid = {
        (one.by, one.record_id): one
        for one in gaps(session, period=result.period, missing=of_people, cases=cases)
    }
    found = [*_of_contradictions(result, contradictory, seen, unsaid)]
    found += [_of_gap(gap, seen) for gap in unsaid.values()]
    order = list(FindingKind)
    found.sort(
        key=lambda one: (-one.weight, order.index(one.kind), one.missing, one.reference, one.case_reference)
    )
    return tuple(found)


def _of_gap(gap: Gap, seen: _Seen) -> Finding:
    person = seen.people[gap.person_id]
    case = seen.cases.get(gap.case_id) if gap.case_id else seen.latest.get(gap.person_id)
    return _finding(
        FindingKind.MISSING,
        _what_is_missing(gap, person),
        person,
        case,
        record=(gap.record_kind, gap.record_id),
        effect=counted_as_missing(gap.places),
        weight=len(gap.places),
        missing=gap.by,
        no_answers=gap.no_answers,
    )


def _what_is_missing(gap: Gap, person: Mapping[str, Any]) -> str:
    """Say that there is no answer, or which answer counts as none."""
    sorting = CLASSIFICATIONS[gap.by]
    absent = f"{sorting.absent[:1].upper()}{sorting.absent[1:]}"
    if gap.on is not None:
        what = "contact" if gap.record_kind is RecordKind.CONTACT else "onward referral"
        return f"{absent}: {what} of {date_in_words(gap.on)}."
    if sorting.sort is Sort.AGE and person["born_on"] is not None:
        return "Only the month or year of birth is known: the age may lie in either of two bands."
    if sorting.sort is not Sort.CODE or not sorting.fields[0].startswith(_OF_PERSON):
        return f"{absent}."
    value = person.get(sorting.fields[0].removeprefix(_OF_PERSON))
    if value is None:
        return f"{absent}."
    words = str(value).replace("-", " ")
    return f"{gap.by.capitalize()} is recorded as “{words}”, which counts as missing."


def _of_contradictions(
    result: Return,
    found: Sequence[Contradiction],
    seen: _Seen,
    unsaid: dict[_GapKey, Gap],
) -> Iterator[Finding]:
    """Make findings of what cannot be so; what is missing for that very reason is said once, and here."""
    tables: dict[FindingKind, list[Place]] = {}
    for one in found:
        check, person = one.check, seen.people.get(one.person_id)
        if person is None or not _is_counted(result, seen.cases.get(one.case_id) if one.case_id else None):
            continue
        gap = unsaid.pop((check.missing, one.record_id), None)
        if check.kind not in tables:
            tables[check.kind] = tables_counting(result, check.counts, check.by)
        places = tables[check.kind]
        case = seen.cases.get(one.case_id) if one.case_id else seen.latest.get(one.person_id)
        yield _finding(
            check.kind,
            one.sentence,
            person,
            case,
            record=(check.record, one.record_id),
            effect=counted_as_missing(gap.places) if gap else shows_in(places),
            weight=min(len(places), _WEIGHT),
        )


def _is_counted(result: Return, case: Whose | None) -> bool:
    """Say whether the return counts what belongs to a case: one for one funding stream counts that alone."""
    return not result.stream or (case is not None and case.stream == result.stream)


def _finding(
    kind: FindingKind,
    sentence: str,
    person: Mapping[str, Any],
    case: Whose | None,
    *,
    record: tuple[RecordKind, UUID],
    effect: tuple[str, str],
    weight: int,
    missing: str = "",
    no_answers: frozenset[str] = frozenset(),
) -> Finding:
    names = (person["forename"], person["surname"])
    return Finding(
        kind=kind,
        sentence=sentence,
        person_id=PersonId(person["id"]),
        reference=person["reference"],
        initials="".join(f"{name.strip()[0].upper()}." for name in names if name and name.strip()),
        record_kind=record[0],
        record_id=record[1],
        referral_id=_referral_of(record, case),
        case_id=CaseId(case.case_id) if case else None,
        case_reference=case.reference if case else "",
        worker_id=UserId(case.worker_id) if case and case.worker_id else None,
        worker=case.worker if case else "",
        effect=effect[0],
        in_short=effect[1],
        weight=weight,
        missing=missing,
        no_answers=no_answers,
    )


def _referral_of(record: tuple[RecordKind, UUID], case: Whose | None) -> ReferralId | None:
    if record[0] is RecordKind.REFERRAL:
        return ReferralId(record[1])
    return ReferralId(case.referral_id) if case and case.referral_id else None


def _answer_fields() -> tuple[str, ...]:
    """Name the person's answers that a classification reads as they are."""
    return tuple(
        dict.fromkeys(
            one.fields[0].removeprefix(_OF_PERSON)
            for one in CLASSIFICATIONS.values()
            if one.sort is Sort.CODE and one.fields and one.fields[0].startswith(_OF_PERSON)
        )
    )


def _people(session: RecordSession, *, ids: Collection[UUID]) -> dict[UUID, Mapping[str, Any]]:
    """Read the people in sight who are not put away: reference, names for initials, and their answers."""
    names = ("id", "reference", "forename", "surname", "born_on", *_answer_fields())
    columns = [getattr(Person, name).label(name) for name in names]
    in_sight = and_(sees_person(session), Person.archived_at.is_(None))
    found: dict[UUID, Mapping[str, Any]] = {}
    for batch in batches(ids):
        rows = session.execute(select(*columns).where(Person.id.in_(batch), in_sight))
        found.update((row["id"], dict(row)) for row in rows.mappings())
    return found
