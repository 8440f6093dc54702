"""Every write leaves history; the guard is proved by planted ones."""

import ast
from pathlib import PurePosixPath
from typing import Any

import pytest

from desktop.domain.actor import Actor
from desktop.models.person import Person
from desktop.store.opening import open_keyed
from desktop.store.records import RECORDS_FILE, Records
from tests.guards.history import unseen_changes, unseen_writing
from tests.guards.source import ROOT, Module, read_module


def _planted(source: str, room: str = "services") -> Module:
    return Module(PurePosixPath(f"desktop/{room}/planted.py"), source, ast.parse(source))


def test_no_service_or_question_writes_past_the_history() -> None:
    paths = sorted(PurePosixPath(path.relative_to(ROOT).as_posix()) for path in ROOT.glob("desktop/**/*.py"))
    assert paths
    assert [str(fault) for path in paths for fault in unseen_writing(read_module(ROOT, path))] == []


@pytest.mark.parametrize(
    ("source", "faults"),
    [
        ("from sqlalchemy import insert", 1),
        ("from sqlalchemy import select, update", 1),
        ("from sqlalchemy.dialects.sqlite import insert", 1),
        ("from sqlalchemy import text\nsession.execute(text('DELETE FROM person'))", 1),
        ("session.connection().exec_driver_sql('DELETE FROM person')", 1),
        ("session.bulk_insert_mappings(Person, rows)", 1),
        ("session.query(Person).filter_by(id=one).delete()", 1),
        ("session.query(Person).update({})", 1),
        ("from sqlalchemy import select, func\nsession.execute(select(Person))", 0),
        ("session.write_many(Person, rows)\nfields.update(other)", 0),
    ],
)
def test_writing_past_the_history_is_found_in_the_source(source: str, faults: int) -> None:
    assert len(list(unseen_writing(_planted(source)))) == faults
    assert list(unseen_writing(_planted(source, room="store"))) == []


def _behind(records: Records, statement: str) -> None:
    keys = records.keys
    raw: Any = open_keyed(records.folder / RECORDS_FILE, keys.file_key, keys.file_salt)
    raw.execute(statement)
    raw.close()


@pytest.mark.parametrize(
    ("statement", "back"),
    [
        ("UPDATE person SET surname = 'Unseen'", "UPDATE person SET surname = 'Wren'"),
        (
            "INSERT INTO incident (id, version) VALUES ('00', 1)",
            "DELETE FROM incident WHERE id = '00'",
        ),
    ],
)
def test_a_change_that_history_did_not_see_is_found_after_a_test(
    records: Records, actor: Actor, statement: str, back: str
) -> None:
    records.write(actor, lambda session: session.add(Person(reference="P-1", surname="Wren")))
    assert unseen_changes(records) == []
    _behind(records, statement)
    assert len(unseen_changes(records)) == 1
    _behind(records, back)


def test_a_record_that_went_away_is_found_after_a_test(records: Records) -> None:
    _behind(records, "CREATE TABLE kept AS SELECT * FROM code WHERE id = (SELECT min(id) FROM code)")
    _behind(records, "DELETE FROM code WHERE id = (SELECT min(id) FROM code)")
    assert unseen_changes(records) == ["1 records (code) are gone though their history is there."]
    _behind(records, "INSERT INTO code SELECT * FROM kept")
    _behind(records, "DROP TABLE kept")
