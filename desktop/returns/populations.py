"""Who can be counted: a register of populations, each with its sentence and the way it is read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Protocol

from sqlalchemy import select

from desktop.domain.code_tree import nearest
from desktop.domain.periods import Period
from desktop.errors import DefinitionError
from desktop.models.session import RecordSession
from desktop.returns.classifications import EVENT_ON, Columns
from desktop.returns.members import Keys
from desktop.returns.whole_tables import (
    CASE,
    INCIDENT,
    NOWHERE,
    PERSON,
    REFERRAL,
    raw,
    read_columns,
    read_whole,
)

NOT_VALID = frozenset({"duplicate", "out-of-scope"})
"""Reasons for which a referral is received but not a valid one (domain rule R2: the funnel)."""

_STRANDS = "incident.hate_strands"


@dataclass(frozen=True, slots=True)
class Counted:
    """A population as read: the ids of its members, and the columns asked for, in the same order."""

    keys: Keys
    columns: Columns
    notes: tuple[str, ...]


class Reader(Protocol):
    """How a population is read: once, with the columns that some table needs."""

    def __call__(self, session: RecordSession, *, period: Period, fields: frozenset[str]) -> Counted:
        """Read the members of the period, and the fields of each."""
        ...


@dataclass(frozen=True, slots=True)
class Population:
    """One kind of who is counted; ``unit`` is the word for many of them."""

    id: str
    unit: str
    sentence: str
    read: Reader


def people_newly_referred(session: RecordSession, *, period: Period, fields: frozenset[str]) -> Counted:
    """Read everybody with at least one valid referral received in the period, each once.

    What belongs to a referral (source, case, crime) is taken from the first one in the period; hate strands
    from all of them. Of two on one day the one written down first is the first.
    """
    own = _attributes(fields, "referral")
    persons, referrals, incidents, days, *answers = _referrals(session, period=period, names=own)
    of_each: dict[str, Sequence[Any]] = {EVENT_ON: days}
    of_each.update((f"referral.{name}", values) for name, values in zip(own, answers, strict=True))
    of_each.update(_cases(session, fields=fields, referrals=referrals))
    del referrals  # a list of identities is large: each is let go before the next is read
    of_each.update(_incidents(session, fields=fields, incidents=incidents))
    del incidents
    people = read_whole(session, table=PERSON, names=_attributes(fields, "person"))
    whose = people.places_of(persons)
    first = _first_of_each(whose)
    members = [whose[at] for at in first]
    columns: dict[str, Sequence[Any]] = dict(people.columns_at("person", members))
    for name, values in of_each.items():
        joined = name == _STRANDS
        columns[name] = _joined(whose, values, members) if joined else [values[at] for at in first]
    nobody = persons.count(None)
    keys = Keys.of([persons[at] for at in first])
    return Counted(keys, columns, (_nameless(nobody),) if nobody else ())


def _first_of_each(whose: Sequence[int]) -> list[int]:
    """Say where in the list everybody stands for the first time; nowhere is nobody."""
    seen = {NOWHERE}
    first = []
    for at, place in enumerate(whose):
        if place not in seen:
            seen.add(place)
            first.append(at)
    return first


def _referrals(session: RecordSession, *, period: Period, names: Sequence[str]) -> list[list[Any]]:
    """Read person, referral, incident, day, … of the valid referrals, the first come first, as columns."""
    reason, archived = REFERRAL.c.reason_not_case_code, REFERRAL.c.archived_at
    statement = (
        select(
            raw(REFERRAL.c.person_id),
            raw(REFERRAL.c.id),
            raw(REFERRAL.c.incident_id),
            REFERRAL.c.received_on,
            *(REFERRAL.c[name] for name in names),
        )
        .where(archived.is_(None) & (reason.is_(None) | reason.not_in(NOT_VALID)))
        .where(REFERRAL.c.received_on.between(period.start, period.end))
        .order_by(REFERRAL.c.received_on, REFERRAL.c.id)
    )
    return read_columns(session, statement=statement, identities=3)


def _cases(session: RecordSession, *, fields: frozenset[str], referrals: Sequence[Any]) -> Columns:
    """Read what is asked of the case that each referral led to."""
    names = _attributes(fields, "case")
    if not names:
        return {}
    cases = read_whole(session, table=CASE, names=names, key="referral_id")
    return cases.columns_at("case", cases.places_of(referrals))


def _incidents(session: RecordSession, *, fields: frozenset[str], incidents: Sequence[Any]) -> Columns:
    """Read what is asked of the incident of each referral."""
    names = _attributes(fields, "incident")
    if not names:
        return {}
    whole = read_whole(session, table=INCIDENT, names=names)
    return whole.columns_at("incident", whole.places_of(incidents))


def _joined(whose: Sequence[int], texts: Sequence[str | None], members: Sequence[int]) -> Sequence[Any]:
    """Join the sets of codes of each member's incidents; None where nobody was ever asked."""
    meaning = {text: frozenset(text.split()) for text in set(texts) if text is not None}
    found: dict[int, frozenset[str]] = {}
    for place, text in zip(whose, texts, strict=True):
        if text is not None:
            before = found.get(place)
            found[place] = meaning[text] if before is None else before | meaning[text]
    return [found.get(place) for place in members]


def _attributes(fields: frozenset[str], noun: str) -> list[str]:
    return sorted(name.partition(".")[2] for name in fields if name.startswith(f"{noun}."))


def _nameless(number: int) -> str:
    if number == 1:
        return "1 referral of the period names no person: nobody is counted for it."
    return f"{number} referrals of the period name no person: nobody is counted for them."


_ALL = (
    Population(
        id="people-newly-referred",
        unit="people",
        sentence="People newly referred: everybody with at least one valid referral received in the period, "
        "referred before or not, each counted once. Duplicates, referrals out of scope and archived records "
        "are left out.",
        read=people_newly_referred,
    ),
)
POPULATIONS: Mapping[str, Population] = MappingProxyType({one.id: one for one in _ALL})


def population(name: str, where: str) -> Population:
    """Find a population by name; ``where`` says which part of the rules asked for it.

    Raises:
        DefinitionError: there is none of that name; the message names the nearest.
    """
    if name not in POPULATIONS:
        what = f"{where}: “{name}” is nothing that can be counted."
        raise DefinitionError(what, nearest(name, POPULATIONS))
    return POPULATIONS[name]
