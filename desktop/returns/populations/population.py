"""What a population is: who is counted, in which words, and how its members are read."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol
from uuid import UUID

from desktop.domain.periods import Period
from desktop.models.session import RecordSession
from desktop.returns.keys import Keys
from desktop.returns.populations.source import Counted, Source
from desktop.returns.populations.sources import Condition

Conditions = Callable[[Period], Sequence[Condition]]


class Reader(Protocol):
    """How a population is read: once, with the fields that some table needs."""

    def __call__(
        self, session: RecordSession, *, period: Period, fields: frozenset[str], stream: UUID | None
    ) -> Counted:
        """Read the members of the period, and the fields of each."""
        ...


@dataclass(frozen=True, slots=True)
class Population:
    """One kind of who is counted; ``unit`` is the word for many of them, ``noun`` what is looked up of one.

    ``fields`` are those that a member can be asked for; ``rules`` name the counting rules it rests on.
    """

    id: str
    unit: str
    noun: str
    sentence: str
    fields: frozenset[str]
    read: Reader
    rules: tuple[str, ...] = ()


def straight(source: Source, where: Conditions, *, nouns: Sequence[str] = ()) -> Reader:
    """Make the reader of a population whose members are the rows that some conditions let through."""

    def read(
        session: RecordSession, *, period: Period, fields: frozenset[str], stream: UUID | None
    ) -> Counted:
        return source.read(
            session, period=period, fields=fields, where=where(period), stream=stream, nouns=nouns
        )

    return read


def rows_of(
    source: Source,
    where: Conditions,
    name: str,
    unit: str,
    *,
    sentence: str,
    rules: tuple[str, ...] = (),
    nouns: Sequence[str] = (),
) -> Population:
    """Make the population whose members are the rows of a source that some conditions let through."""
    read = straight(source, where, nouns=nouns)
    return Population(name, unit, source.noun, sentence, source.fields, read, rules)


def joined(first: Counted, then: Counted) -> Counted:
    """Put two readings of a population behind each other; what the first does not know is empty."""
    empty = [None] * len(first.keys)
    columns = {name: [*first.columns.get(name, empty), *values] for name, values in then.columns.items()}
    return Counted(
        Keys(first.keys.packed + then.keys.packed),
        Keys(first.persons.packed + then.persons.packed),
        columns,
        (*first.notes, *then.notes),
    )


def picked(counted: Counted, places: Sequence[int], *, keys: Keys | None = None) -> Counted:
    """Keep the members at some places, in that order; ``keys`` where each then stands for something else."""
    columns = {name: [values[place] for place in places] for name, values in counted.columns.items()}
    return replace(
        counted,
        keys=keys or counted.keys.at(places),
        persons=counted.persons.at(places),
        columns=columns,
    )
