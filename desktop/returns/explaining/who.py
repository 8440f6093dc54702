"""Who is behind a number, and why somebody is not."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy import select

from desktop.domain.actor import Actor
from desktop.domain.ids import PersonId
from desktop.domain.permissions import Permission, needs
from desktop.models.person import Person
from desktop.models.session import RecordSession
from desktop.queries.visible import sees_person
from desktop.returns.explaining.absences import why_not_counted
from desktop.returns.explaining.presences import why_counted
from desktop.returns.explaining.recorded import Asking, person_with
from desktop.returns.members import Members
from desktop.returns.result import Return, Table
from desktop.returns.rules.layouts import ELSEWHERE, MISSING
from desktop.returns.sorting.classification import Sort
from desktop.returns.sorting.classifications import CLASSIFICATIONS

_BATCH = 500
_MOST_VALUES = 3


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody behind a number, without a name: lists show reference and initials.

    ``detail`` says how often they are in it, or what was measured of them, where that is not plain.
    """

    person_id: PersonId
    reference: str
    initials: str
    detail: str = ""


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

    Behind a percentage are those of whom it speaks, behind a median all who were measured. Whoever is out of
    the actor's sight is counted in the cell and not listed. Replies to the survey have nobody behind them.

    Raises:
        BadInputError: there is no such cell.
        NotAllowedError: the actor may see numbers but not who is behind them.
    """
    del actor
    table = result.table(table_id)
    members, places = table.behind(row, column)
    details = _details(table, members, places, column=(row, column))
    found = [one for batch in _batches(list(details)) for one in _members(session, ids=batch)]
    told = [replace(one, detail=details[one.person_id]) for one in found]
    return tuple(sorted(told, key=lambda one: one.reference))


def _details(
    table: Table, members: Members, places: Sequence[int], *, column: tuple[str, str]
) -> Mapping[UUID, str]:
    """Say for each person what they bring to a cell."""
    persons = members.persons if len(members.persons) else members.keys
    values: defaultdict[UUID, list[int | None]] = defaultdict(list)
    for place in places:
        person = persons[place]
        if person.int:
            values[person].append(members.measured[place] if members.measured else None)
    unit = table.cell(*column).unit or ""
    measured = {"hours": "minutes", "%": "working days"}.get(unit, unit)
    return {
        person: _detail(of_person, measured, bool(members.measured)) for person, of_person in values.items()
    }


def _detail(values: Sequence[int | None], unit: str, measured: bool) -> str:  # noqa: FBT001 said by the caller alone
    if measured:
        known = [value for value in values if value is not None]
        if unit == "minutes":
            return f"{sum(known)} minutes"
        told = ", ".join(str(value) for value in known[:_MOST_VALUES])
        more = f" and {len(known) - _MOST_VALUES} more" if len(known) > _MOST_VALUES else ""
        return f"{told}{more} {unit}" if known else "not known"
    return f"{len(values)} times" if len(values) > 1 else ""


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
    members, places = table.behind(row, column)
    person_id = person_with(session, reference=reference.strip())
    (member,) = _members(session, ids=[person_id])
    population = members.population or table.population
    asking = Asking(session, person_id, table.period or result.period, result.stream)
    own = (members.persons if len(members.persons) else members.keys).places(person_id)
    if not own:
        return Reason(member, counted=False, sentence=why_not_counted(asking, population=population))
    here = sorted(set(own).intersection(places))
    if here:
        sentence = why_counted(asking, population=population, keys=members.ids(here))
        return Reason(member, counted=True, sentence=f"Counted here: {sentence}.")
    sentence = _in_another_cell(
        session, person_id=person_id, table=table, members=members, own=set(own), column=column
    )
    return Reason(member, counted=False, sentence=sentence)


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


def _in_another_cell(
    session: RecordSession, *, person_id: UUID, table: Table, members: Members, own: set[int], column: str
) -> str:
    """Say under which row and column somebody is recorded instead."""
    if table.rows.by is None:
        return _in_other_lines(table, person_id=person_id, column=column)
    keys = [key for key, places in members.leaves.items() if not own.isdisjoint(places)]
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


def _in_other_lines(table: Table, *, person_id: UUID, column: str) -> str:
    """Say in which other rows of a column somebody is, where the rows are written out."""
    found = []
    for item in table.rows.items:
        members, places = table.behind(item.code, column)
        persons = members.persons if len(members.persons) else members.keys
        if not set(places).isdisjoint(persons.places(person_id)):
            found.append(f"“{item.label}”")
    if not found:
        return "Not in this cell, nor in any other row of this column."
    return f"Not in this cell: counted under {', '.join(found)}."


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
