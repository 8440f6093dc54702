"""Reading columns of whole tables, fast: as the database gives them, with no object made a row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, ColumnElement, Select, String, Table, Uuid, select, type_coerce

from desktop.models.base import Record
from desktop.models.case import Case
from desktop.models.incident import Incident
from desktop.models.person import Person
from desktop.models.referral import Referral
from desktop.models.session import RecordSession
from desktop.models.types import CodeSet


def _table(model: type[Record]) -> Table:
    table = model.__table__
    if not isinstance(table, Table):
        message = f"{model.__name__} is not a table of its own"
        raise TypeError(message)
    return table


_ROWS_AT_ONCE = 500  # fewer than make Python look for garbage
NOWHERE = -1
PERSON, REFERRAL, INCIDENT, CASE = map(_table, (Person, Referral, Incident, Case))


@dataclass(frozen=True, slots=True)
class Whole:
    """Columns of every record of a table that is not archived, and at which place each record stands."""

    names: tuple[str, ...]
    places: Mapping[Any, int]
    columns: tuple[Sequence[Any], ...]

    def places_of(self, wanted: Sequence[Any]) -> list[int]:
        """Say at which place each wanted record stands, -1 where there is no such record."""
        get = self.places.get
        return [get(one, NOWHERE) for one in wanted]

    def columns_at(self, noun: str, places: Sequence[int]) -> dict[str, list[Any]]:
        """Give each column at the places, in their order, None for nowhere."""
        return {
            f"{noun}.{name}": [column[place] for place in places]
            for name, column in zip(self.names, self.columns, strict=True)
        }


def raw(column: Column[Any]) -> ColumnElement[Any]:
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


def read_whole(session: RecordSession, *, table: Table, names: Sequence[str], key: str = "id") -> Whole:
    """Read columns of every record that is not archived, by identity or by another key (the first made wins).

    Identities and sets of codes are left as the database gives them.
    """
    wanted = [raw(table.c[key]), *(_readable(table.c[name]) for name in names)]
    statement = select(*wanted).where(table.c.archived_at.is_(None))
    if key != "id":
        statement = statement.where(table.c[key].is_not(None)).order_by(table.c.id.desc())
    keys, *columns = read_columns(session, statement=statement, identities=1)
    for column in columns:
        column.append(None)
    return Whole(tuple(names), dict(zip(keys, range(len(keys)), strict=True)), tuple(columns))


def _readable(column: Column[Any]) -> ColumnElement[Any]:
    return raw(column) if isinstance(column.type, Uuid | CodeSet) else column
