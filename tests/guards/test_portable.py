"""The tables are portable to PostgreSQL, and the guard notices what is not."""

from typing import Any

import pytest
from sqlalchemy import Column, Index, Integer, MetaData, Table, Text, create_engine, func, select, text
from sqlalchemy.types import UserDefinedType

from desktop.models import registry
from desktop.models.base import Base
from tests.guards.portable import DESKTOP, complaint_about, complaints_about_tables, take_complaints


class Odd(UserDefinedType[str]):
    """A type that no database knows how to write."""

    __visit_name__ = "odd"


def tables(*parts: Any) -> MetaData:
    """Make a table of some columns and indexes."""
    metadata = MetaData()
    Table("case", metadata, Column("id", Integer, primary_key=True), *parts)
    return metadata


def test_the_tables_mean_the_same_on_postgresql() -> None:
    assert len(Base.metadata.tables) == len(registry.ALL)
    assert list(complaints_about_tables(Base.metadata)) == []


@pytest.mark.parametrize(
    "part",
    [
        Column("a", Odd()),
        Column("a", Text, server_default=text("strftime('%s')")),
        Index("one_open", "id", unique=True, sqlite_where=text("id > 3")),
    ],
    ids=["type", "default", "partial index"],
)
def test_a_table_only_sqlite_understands_is_found(part: Any) -> None:
    assert len(list(complaints_about_tables(tables(part)))) == 1


def test_an_index_with_the_same_condition_for_both_is_fine() -> None:
    both = Index("one_open", "id", sqlite_where=text("id > 3"), postgresql_where=text("id > 3"))

    assert list(complaints_about_tables(tables(both))) == []


@pytest.mark.parametrize(
    ("statement", "portable"),
    [
        (select(func.count()), True),
        (select(func.coalesce(func.max(func.length("a")), 0)), True),
        (select(func.group_concat("a")), False),
        (select(func.strftime("%Y", "now")), False),
        (text("SELECT rowid FROM person"), False),
        (text("SELECT 1 WHERE 'a' MATCH 'b'"), False),
    ],
)
def test_a_statement_only_sqlite_understands_is_found(statement: Any, portable: bool) -> None:  # noqa: FBT001
    assert (complaint_about(statement) == "") is portable


@pytest.mark.parametrize(
    ("place", "noticed"),
    [("queries/cases.py", 1), ("services/cases.py", 1), ("queries/search.py", 0), ("store/records.py", 0)],
)
def test_what_a_room_sends_is_looked_at_while_the_tests_run(place: str, noticed: int) -> None:
    room: dict[str, Any] = {}
    source = "def ask(connection, statement):\n    return connection.execute(statement).scalar()\n"
    exec(compile(source, DESKTOP / place, "exec"), room)  # noqa: S102 -- a planted offence

    engine = create_engine("sqlite://")
    with engine.connect() as connection:
        assert room["ask"](connection, select(func.group_concat("a"))) == "a"
    engine.dispose()

    assert len(take_complaints()) == noticed
