"""Who is behind a number, and why somebody is not."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select

from desktop.domain.actor import Actor
from desktop.domain.dates import date_in_words
from desktop.domain.ids import PersonId
from desktop.domain.periods import Period
from desktop.domain.permissions import Permission, needs
from desktop.errors import BadInputError
from desktop.models.case import Case
from desktop.models.person import Person
from desktop.models.referral import Referral
from desktop.models.session import RecordSession
from desktop.queries.visible import sees_person
from desktop.returns.classifications import CLASSIFICATIONS, Sort
from desktop.returns.layouts import ELSEWHERE, MISSING
from desktop.returns.populations import NOT_VALID
from desktop.returns.result import Return, Table

_BATCH = 500


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody behind a number, without a name: lists show reference and initials."""

    person_id: PersonId
    reference: str
    initials: str


@dataclass(frozen=True, slots=True)
class Reason:
    """Whether somebody is in a cell, and the sentence that says why or why not."""

    member: Member
    counted: bool
    sentence: str


@needs(Permission.SEE_WHO_IS_COUNTED)
def who(
    session: RecordSession, *, actor: Actor, result: Return, table_id: str, row: str, column: str
) -> tuple[Member, ...]:
    """List the people behind a cell, by reference; each once, as they were when the return was counted.

    Whoever is out of the actor's sight is counted in the cell and not listed.

    Raises:
        BadInputError: there is no such cell.
        NotAllowedError: the actor may see numbers but not who is behind them.
    """
    del actor
    table = result.table(table_id)
    table.cell(row, column)
    ids = table.members.ids(_places(table, row, column))
    members = [member for batch in _batches(ids) for member in _members(session, ids=batch)]
    return tuple(sorted(members, key=lambda member: member.reference))


@needs(Permission.SEE_WHO_IS_COUNTED)
def why_not(
    session: RecordSession,
    *,
    actor: Actor,
    result: Return,
    table_id: str,
    row: str,
    column: str,
    reference: str,
) -> Reason:
    """Say why somebody is, or is not, in a cell.

    ``reference`` is the person's, or that of one of their cases or referrals, or a referrer's own.

    Raises:
        BadInputError: there is no such cell, or the reference is nobody's, or several people's.
        NotAllowedError: the actor may see numbers but not who is behind them.
    """
    del actor
    table = result.table(table_id)
    table.cell(row, column)
    person_id = _person_with(session, reference=reference.strip())
    (member,) = _members(session, ids=[person_id])
    place = table.members.keys.place(person_id)
    if place is None:
        sentence = _not_in_population(session, person_id=person_id, period=result.period)
        return Reason(member, counted=False, sentence=sentence)
    if place in _places(table, row, column):
        days = _referred(session, person_id=person_id, result=result)
        return Reason(member, counted=True, sentence=f"Counted here: {days}.")
    sentence = _in_another_cell(session, person_id=person_id, table=table, place=place)
    return Reason(member, counted=False, sentence=sentence)


def _places(table: Table, row: str, column: str) -> Sequence[int]:
    at_row, at_column = table.rows.place(row), table.columns.place(column)
    if at_row is None or at_column is None:
        return ()
    return table.members.places(table.rows, table.columns, at_row, at_column)


def _batches(ids: list[UUID]) -> Iterator[list[UUID]]:
    return (ids[start : start + _BATCH] for start in range(0, len(ids), _BATCH))


def _members(session: RecordSession, *, ids: list[UUID]) -> list[Member]:
    """Find people by id, archived ones too; those out of sight stay numbers."""
    statement = select(Person.id, Person.reference, Person.forename, Person.surname).where(
        Person.id.in_(ids), sees_person(session)
    )
    return [
        Member(PersonId(one), reference, _initials(forename, surname))
        for one, reference, forename, surname in session.execute(statement)
    ]


def _initials(*names: str | None) -> str:
    return "".join(f"{name.strip()[0].upper()}." for name in names if name and name.strip())


def _person_with(session: RecordSession, *, reference: str) -> UUID:
    """Find the one person whom a reference of any kind leads to."""
    own = session.scalars(select(Person.id).where(Person.reference == reference)).all()
    by_case = select(Case.person_id).where(Case.reference == reference)
    by_referral = select(Referral.person_id).where(
        or_(Referral.reference == reference, Referral.external_reference == reference)
    )
    found: set[Any] = set(own)
    if not found:
        found.update(session.scalars(by_case))
        found.update(session.scalars(by_referral))
    in_sight = select(Person.id).where(Person.id.in_(found - {None}), sees_person(session))
    people = set(session.scalars(in_sight))
    if len(people) == 1:
        return UUID(str(people.pop()))
    if found == {None}:
        what = f"The referral “{reference}” names no person."
        raise BadInputError(what, "Nobody is counted for it in a table of people.")
    what = (
        f"“{reference}” stands for several people." if people else f"Nobody has the reference “{reference}”."
    )
    raise BadInputError(what, "Use the reference of a person, a case or a referral.")


def _not_in_population(session: RecordSession, *, person_id: UUID, period: Period) -> str:
    """Say why somebody is not among the people newly referred in the period."""
    archived = session.scalar(select(Person.archived_at).where(Person.id == person_id))
    if archived is not None:
        return "Not counted: the person's record is archived."
    rows = session.execute(
        select(Referral.received_on, Referral.reason_not_case_code, Referral.archived_at)
        .where(Referral.person_id == person_id)
        .order_by(Referral.received_on)
    ).all()
    if not rows:
        return "Not counted: no referral is recorded for this person."
    reasons = [_why_not_this(row, period) for row in rows]
    return f"Not counted: {'; '.join(dict.fromkeys(reasons))}."


def _why_not_this(row: Any, period: Period) -> str:
    day = f"referred {date_in_words(row.received_on)}"
    if row.received_on > period.end:
        return f"{day}: after the period"
    if row.received_on < period.start:
        return f"{day}: before the period"
    if row.archived_at is not None:
        return f"{day}: the referral is archived"
    if row.reason_not_case_code in NOT_VALID:
        return f"{day}: {row.reason_not_case_code.replace('-', ' ')}, so not a valid referral"
    return f"{day}, written down after this return was counted: count again"


def _referred(session: RecordSession, *, person_id: UUID, result: Return) -> str:
    """Say when somebody was referred in the period, as it stands now."""
    days = session.scalars(
        select(Referral.received_on)
        .where(Referral.person_id == person_id, Referral.archived_at.is_(None))
        .where(Referral.received_on.between(result.period.start, result.period.end))
        .order_by(Referral.received_on)
    ).all()
    if not days:
        return "referred in the period when this return was counted, not any more"
    return f"referred {' and '.join(date_in_words(day) for day in dict.fromkeys(days))}"


def _in_another_cell(session: RecordSession, *, person_id: UUID, table: Table, place: int) -> str:
    """Say under which row and column somebody is recorded instead."""
    keys = [key for key, places in table.members.leaves.items() if place in places]
    if not keys:
        return "Not counted in this table: left out by its filter."
    parts = []
    for labels, codes in ((table.rows, [key[0] for key in keys]), (table.columns, [key[1] for key in keys])):
        if labels.by is not None:
            words = {item.code: item.label for item in labels.items}
            absent = _why_missing(session, person_id=person_id, by=labels.by)
            parts.append(_recorded(list(dict.fromkeys(codes)), words, absent))
    sentence = ", and ".join(parts)
    return f"Not in this cell: {sentence}."


def _why_missing(session: RecordSession, *, person_id: UUID, by: str) -> str:
    """Say what is missing, or what is recorded that counts as missing."""
    sorting = CLASSIFICATIONS[by]
    names = [name.removeprefix("person.") for name in sorting.fields]
    if not all(name.startswith("person.") for name in sorting.fields):
        return sorting.absent
    values = session.execute(
        select(*(getattr(Person, name) for name in names)).where(Person.id == person_id)
    ).one()
    if sorting.sort is Sort.AGE:
        return sorting.absent if values[0] is None else "the date of birth does not settle the age"
    if values[0] is None:
        return sorting.absent
    return f"recorded as {str(values[0]).replace('-', ' ')}"


def _recorded(codes: list[str], words: dict[str, str], absent: str) -> str:
    if codes == [MISSING]:
        return f"{absent}: under {words.get(MISSING, 'the total only')}"
    if codes == [ELSEWHERE]:
        return "recorded under an answer that has no row: in the total only"
    return f"recorded under {' and '.join(words.get(code, 'the total only') for code in codes)}"
