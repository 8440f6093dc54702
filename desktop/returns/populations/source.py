"""Reading what is counted: columns straight from the database, with no object made a row."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Select,
    String,
    Table,
    Uuid,
    and_,
    literal,
    null,
    select,
    type_coerce,
)

from desktop.domain.dates import civil_date
from desktop.domain.periods import Period
from desktop.models.base import Record
from desktop.models.case import Case
from desktop.models.person import Person
from desktop.models.session import RecordSession
from desktop.models.types import CodeSet
from desktop.returns.keys import Keys
from desktop.returns.sorting.classification import COUNTED_ON, EVENT_ON, Columns

CASE = Case.__table__
_OTHER = Person.__table__.alias("put_away")
_ROWS_AT_ONCE = 500  # fewer than make Python look for garbage
PERIOD_END = "period.end"
"""A field that every source has: the last day of the period, or today where that is still to come."""
_DIGITS = 32

Special = Callable[[Period], ColumnElement[Any]]
"""A field worked out by the database, as it stood at the end of the period."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A population as read: its members, whom each is about, and the columns asked for, in one order.

    ``keys`` are the identities of what is counted (a case, a contact), ``persons`` those of the people
    behind, where there are any.
    """

    keys: Keys
    persons: Keys
    columns: Columns
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Join:
    """A table that hangs on those before it, and which of those it needs."""

    table: FromClause
    on: ColumnElement[bool]
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """From which tables the members of a population and their fields come.

    ``day`` is the civil date by which a member is counted, ``age_on`` the day at which an age is
    taken.
    """

    noun: str
    table: Table
    day: ColumnElement[Any]
    age_on: ColumnElement[Any]
    person: ColumnElement[Any] | None
    joins: Mapping[str, Join] = field(default_factory=dict)
    specials: Mapping[str, Special] = field(default_factory=dict)
    special_needs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    always: tuple[str, ...] = ()
    """Nouns that the days are taken from."""

    @property
    def fields(self) -> frozenset[str]:
        """Every field that a member can be asked for, ``noun.name``."""
        tables = {self.noun: self.table, **{noun: join.table for noun, join in self.joins.items()}}
        plain = (f"{noun}.{column.name}" for noun, table in tables.items() for column in table.columns)
        return frozenset((*plain, *self.specials, PERIOD_END))

    def read(
        self,
        session: RecordSession,
        *,
        period: Period,
        fields: frozenset[str],
        where: Sequence[ColumnElement[bool]],
        stream: UUID | None = None,
        nouns: Sequence[str] = (),
    ) -> Counted:
        """Read everybody the conditions let through, the first come first; ``nouns`` are what those name.

        Nothing of a person whose record was put away is read.
        """
        names = sorted(fields)
        until = min(period.end, civil_date(session.now))
        wanted = [literal(until) if name == PERIOD_END else self._field(name, period) for name in names]
        person = null() if self.person is None else raw(self.person)
        conditions = list(where) if self.person is None else [*where, ~_put_away(self.person)]
        needed = {*nouns, *self.always, *self._nouns(names)}
        if stream is not None and self.person is not None:
            needed.add("case")
            conditions.append(CASE.c.funding_stream_id == stream)
        statement = (
            select(raw(self.table.c.id), person, self.day, self.age_on, *wanted)
            .select_from(self._joined(needed))
            .where(*conditions)
            .order_by(self.day, self.table.c.id)
        )
        keys, persons, days, ages_on, *columns = read_columns(session, statement=statement, identities=2)
        found: dict[str, Sequence[Any]] = dict(zip(names, columns, strict=True))
        found[EVENT_ON], found[COUNTED_ON] = _civil(ages_on), _civil(days)
        return Counted(Keys.of(keys), Keys.of_some(persons), found)

    def _nouns(self, names: Sequence[str]) -> set[str]:
        nouns = {name.partition(".")[0] for name in names if name not in self.specials}
        for name in names:
            nouns.update(self.special_needs.get(name, ()))
        return nouns

    def _joined(self, needed: set[str]) -> FromClause:
        wanted: set[str] = set()
        for noun in needed:
            wanted |= self._with_its_needs(noun)
        joined: FromClause = self.table
        for noun, join in self.joins.items():
            if noun in wanted:
                joined = joined.outerjoin(join.table, join.on)
        return joined

    def _with_its_needs(self, noun: str) -> set[str]:
        if noun not in self.joins:
            return set()
        return {noun}.union(*map(self._with_its_needs, self.joins[noun].needs))

    def _field(self, name: str, period: Period) -> ColumnElement[Any]:
        if name in self.specials:
            return self.specials[name](period).label(name.replace(".", "_"))
        noun, _, column = name.partition(".")
        table = self.table if noun == self.noun else self.joins[noun].table
        return _readable(table.c[column])


def _put_away(person: ColumnElement[Any]) -> ColumnElement[bool]:
    """Say whether the record of the person behind was put away: nothing of them counts then."""
    other = select(_OTHER.c.id).where(_OTHER.c.archived_at.is_not(None))
    return and_(person.is_not(None), person.in_(other))


def _civil(days: Sequence[Any]) -> Sequence[Any]:
    """Give days as they are, and of moments the civil date in England and Wales."""
    return [civil_date(day) if isinstance(day, datetime) else day for day in days]


def table_of(model: type[Record]) -> Table:
    """Give the table of a stored class."""
    table = model.__table__
    if not isinstance(table, Table):
        message = f"{model.__name__} is not a table of its own"
        raise TypeError(message)
    return table


def raw(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """Read as the database gives it what takes longer to turn into objects than to read."""
    return type_coerce(column, String)


def read_columns(
    session: RecordSession, *, statement: Select[*tuple[Any, ...]], identities: int
) -> list[list[Any]]:
    """Give what a statement selects as columns; rows live for a moment only, so that nothing piles up.

    The first ``identities`` columns differ in every row; of all others equal values are kept once.
    """
    connection = session.connection().execution_options(yield_per=_ROWS_AT_ONCE)
    result = connection.execute(statement)
    columns: list[list[Any]] = [[] for _ in statement.selected_columns]
    kept: list[dict[Any, Any]] = [{} for _ in columns]
    for rows in result.partitions():
        for place, values in enumerate(zip(*rows, strict=True)):
            if place >= identities:
                keep = kept[place].setdefault
                columns[place].extend([keep(one, one) for one in values])
            else:
                columns[place].extend(values)
    return columns


def _readable(column: ColumnElement[Any]) -> ColumnElement[Any]:
    return raw(column) if isinstance(column.type, Uuid | CodeSet) else column
