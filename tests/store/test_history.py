"""Every write leaves one row of history a record, chained and committed."""

import json
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import insert, select, text, update
from sqlalchemy.types import TypeEngine

from desktop.domain.actor import Actor
from desktop.domain.sealed_text import Sealed
from desktop.errors import StaleVersionError
from desktop.models.access import Access
from desktop.models.base import Base, new_id
from desktop.models.change import Change
from desktop.models.person import Person
from desktop.models.search_key import SearchKey
from desktop.models.session import RecordSession
from desktop.models.types import CodeSet, GuardedText, UtcMoment
from desktop.store.history import canonical_state, compact_json
from desktop.store.keys import StoreKeys
from desktop.store.records import Records
from desktop.store.stored_state import WITH_HISTORY, state_text, table_of, turns_of
from desktop.store.unit import seen_writing
from desktop.store.verify import verify
from tests.store.made import NOBODY, START


def _history(records: Records, kind: str) -> list[Change]:
    def ask(session: RecordSession) -> list[Change]:
        return list(session.scalars(select(Change).where(Change.kind == kind).order_by(Change.seq)))

    return records.read(NOBODY, ask)


def _add_person(records: Records, actor: Actor, **values: object) -> Person:
    def work(session: RecordSession) -> Person:
        person = Person(reference="P-1", **values)
        session.add(person)
        return person

    return records.write(actor, work).value


def test_a_new_person_leaves_one_row_with_its_fields(records: Records, actor: Actor) -> None:
    _add_person(records, actor, surname="Wren")
    (row,) = _history(records, "person")
    assert row.operation == "insert"
    assert json.loads(row.fields or "")["surname"] == "Wren"
    assert row.user_id == actor.user_id


def test_a_change_says_what_was_and_what_is(records: Records, actor: Actor) -> None:
    person = _add_person(records, actor, surname="Wren")

    def rename(session: RecordSession) -> None:
        found = session.get_one(Person, person.id)
        found.surname = "Finch"

    records.write(actor, rename)
    row = _history(records, "person")[-1]
    assert json.loads(row.fields or "") == {"surname": ["Wren", "Finch"]}


def test_many_records_written_at_once_leave_as_many_rows(records: Records, actor: Actor) -> None:
    rows: list[dict[str, object]] = [{"reference": f"P-{n}", "surname": "Wren"} for n in range(1203)]
    records.write(actor, lambda session: session.write_many(Person, rows))
    assert [row.operation for row in _history(records, "person")] == ["insert"] * 1203


def test_many_records_put_away_at_once_leave_as_many_rows_and_only_once(
    records: Records, actor: Actor
) -> None:
    rows: list[dict[str, object]] = [{"reference": f"P-{n}"} for n in range(701)]
    records.write(actor, lambda session: session.write_many(Person, rows))

    def put_away(session: RecordSession) -> None:
        session.archive_many(Person, session.scalars(select(Person.id)).all())

    for _ in range(2):
        records.write(actor, put_away)
    assert [row.operation for row in _history(records, "person")] == ["insert"] * 701 + ["update"] * 701
    said = json.loads(_history(records, "person")[-1].fields or "")
    assert list(said) == ["archived_at"]
    people = records.read(
        actor, lambda session: session.execute(select(Person.version, Person.archived_at)).all()
    )
    assert {person.version for person in people} == {2}
    assert all(person.archived_at for person in people)


def test_nothing_is_written_unseen(records: Records, actor: Actor) -> None:
    person = _add_person(records, actor, surname="Wren")
    statement = update(Person).where(Person.id == person.id).values(surname="Unseen")
    with pytest.raises(RuntimeError, match="history"):
        records.write(actor, lambda session: session.execute(statement))
    with pytest.raises(RuntimeError, match="history"):
        records.write(actor, lambda session: session.execute(text("DELETE FROM person")))
    with pytest.raises(RuntimeError, match="history"):
        records.write(actor, lambda s: s.connection().execute(insert(Person), [{"reference": "x"}]))


def test_records_are_never_deleted(records: Records, actor: Actor) -> None:
    person = _add_person(records, actor, surname="Wren")
    with pytest.raises(RuntimeError, match="archived"):
        records.write(actor, lambda session: session.delete(session.get_one(Person, person.id)))


def test_a_failed_unit_of_work_leaves_nothing(records: Records, actor: Actor) -> None:
    def work(session: RecordSession) -> None:
        session.add(Person(reference="P-9"))
        session.flush()
        raise LookupError

    with pytest.raises(LookupError):
        records.write(actor, work)
    assert _history(records, "person") == []


def test_erased_fields_are_gone_from_the_history_and_others_are_kept(records: Records, actor: Actor) -> None:
    person = _add_person(records, actor, surname="Wren", forename="Jo")
    records.write(actor, lambda s: setattr(s.get_one(Person, person.id), "surname", "Finch"))
    records.write(actor, lambda session: session.erase(session.get_one(Person, person.id), ["surname"]))
    rows = _history(records, "person")
    told = " ".join(row.fields or "" for row in rows)
    assert "Wren" not in told
    assert "Finch" not in told
    assert "Jo" in told
    assert [row.salt is None for row in rows] == [True, True, False]
    assert rows[-1].operation == "erase"


def test_the_chain_holds_after_fields_were_erased_and_erased_again(
    records: Records, actor: Actor, keys: StoreKeys, folder: Path
) -> None:
    person = _add_person(records, actor, surname="Wren", forename="Jo", postcode="TS1 1AA")
    records.write(actor, lambda s: setattr(s.get_one(Person, person.id), "surname", "Finch"))
    records.write(actor, lambda session: session.erase(session.get_one(Person, person.id), ["surname"]))
    records.write(actor, lambda session: session.erase(session.get_one(Person, person.id), ["forename"]))
    told = " ".join(row.fields or "" for row in _history(records, "person"))
    assert not any(name in told for name in ("Wren", "Finch", "Jo"))
    assert "TS1 1AA" in told  # what was not erased is said again
    records.close()
    assert verify(folder, keys).faults == ()


def test_what_an_erasure_said_again_is_said_by_the_newest_row_alone(records: Records, actor: Actor) -> None:
    person = _add_person(records, actor, surname="Wren", forename="Jo", postcode="TS1 1AA")
    records.write(actor, lambda session: session.erase(session.get_one(Person, person.id), ["surname"]))
    records.write(actor, lambda session: session.erase(session.get_one(Person, person.id), ["forename"]))
    rows = _history(records, "person")
    assert [row.fields is None for row in rows] == [True, True, False]
    (inner,) = json.loads(rows[-1].fields or "")["restated"].values()
    assert "surname" in json.dumps(inner["erased"])
    (first,) = inner["restated"].values()
    assert first["postcode"] == "TS1 1AA"


def test_no_row_is_left_whose_digest_would_confirm_an_erased_name_to_a_guesser(
    records: Records, actor: Actor
) -> None:
    person = _add_person(records, actor, surname="Wren")
    records.write(actor, lambda s: setattr(s.get_one(Person, person.id), "language_code", "pl"))
    records.write(actor, lambda session: session.erase(session.get_one(Person, person.id), ["surname"]))
    rows = _history(records, "person")
    assert [row.salt is None for row in rows] == [True, True, False]
    assert "language_code" in (rows[-1].fields or "")  # what was changed besides is said again


def test_an_erasure_reaches_what_erasures_before_it_said_again(records: Records, actor: Actor) -> None:
    person = _add_person(records, actor, surname="Wren", forename="Jo", known_as="Jay", postcode="TS1 1AA")
    for field in ("surname", "forename", "known_as", "postcode"):
        records.write(actor, partial(_erase, person, field))
    told = " ".join(row.fields or "" for row in _history(records, "person"))
    assert not any(name in told for name in ("Wren", "Jo", "Jay", "TS1 1AA"))


def test_erasing_one_record_leaves_the_history_of_others(records: Records, actor: Actor) -> None:
    person = _add_person(records, actor, surname="Wren")
    records.write(actor, lambda session: session.add(Person(reference="P-2", surname="Finch")))
    records.write(actor, lambda session: session.erase(session.get_one(Person, person.id), ["surname"]))
    assert "Finch" in " ".join(row.fields or "" for row in _history(records, "person"))


def _erase(person: Person, field: str, session: RecordSession) -> None:
    session.erase(session.get_one(Person, person.id), [field])


def _add(one: object, session: RecordSession) -> None:
    session.add(one)


def _add_many(model: type[Base], session: RecordSession) -> None:
    session.write_many(model, [{}])


def test_a_field_that_must_be_filled_cannot_be_erased(records: Records, actor: Actor) -> None:
    person = _add_person(records, actor, surname="Wren")
    for field in ("reference", "no_such_field"):
        with pytest.raises(ValueError, match=field):
            records.write(actor, partial(_erase, person, field))


def test_nobody_but_the_store_writes_history_or_search_keys(records: Records, actor: Actor) -> None:
    for forged in (Change(seq=1), SearchKey(kind="n")):
        with pytest.raises(RuntimeError, match="store alone"):
            records.write(actor, partial(_add, forged))
    models: list[type[Base]] = [Change, SearchKey]
    for model in models:
        with pytest.raises(RuntimeError, match="store alone"):
            records.write(actor, partial(_add_many, model))


def test_a_row_of_who_looked_is_never_changed(records: Records, actor: Actor) -> None:
    look = Access(
        at=START, user_id=actor.user_id, device_id=actor.device_id, what="looked", kind="person", detail="a"
    )
    records.write(actor, lambda session: session.add(look))

    def change(session: RecordSession) -> None:
        session.get_one(Access, look.id).detail = "b"

    with pytest.raises(RuntimeError, match="never changed"):
        records.write(actor, change)


def test_a_record_changed_by_somebody_else_meanwhile_is_not_overwritten(
    records: Records, actor: Actor
) -> None:
    person = _add_person(records, actor, surname="Wren")
    stale = records.read(actor, lambda session: session.get_one(Person, person.id))
    records.write(actor, lambda s: setattr(s.get_one(Person, person.id), "surname", "Finch"))

    def overwrite(session: RecordSession) -> None:
        session.add(stale)
        stale.surname = "Robin"

    with pytest.raises(StaleVersionError):
        records.write(actor, overwrite)
    assert records.read(actor, lambda s: s.get_one(Person, person.id).surname) == "Finch"
    assert len(_history(records, "person")) == 2


def _python_type(stored: TypeEngine[Any]) -> type:
    if isinstance(stored, GuardedText):
        return Sealed
    if isinstance(stored, CodeSet):
        return frozenset
    return datetime if isinstance(stored, UtcMoment) else stored.python_type


@pytest.mark.parametrize("kind", WITH_HISTORY)
def test_the_stored_form_of_every_kind_gives_the_canonical_state(records: Records, kind: str) -> None:
    table = table_of(kind)
    values: dict[type, Any] = {
        str: "é words",
        int: 7,
        float: 12.25,
        bool: True,
        date: date(2026, 4, 1),
        datetime: START.replace(microsecond=1200),
        UUID: new_id(),
        Sealed: Sealed(b"\x00\xff"),
        frozenset: frozenset({"b", "a"}),
        bytes: b"\x00\xff",
    }
    given = {column.name: values[_python_type(column.type)] for column in table.columns}
    turns = turns_of(table)
    with records.engines[0].connect() as connection, seen_writing(connection):
        raw: Any = connection.connection.dbapi_connection
        raw.execute("PRAGMA foreign_keys = OFF")
        raw.execute("PRAGMA ignore_check_constraints = ON")
        for moment in (START, START.replace(microsecond=1200)):
            row = {name: moment if isinstance(one, datetime) else one for name, one in given.items()}
            with connection.begin() as transaction:
                connection.execute(insert(table), [row])
                names = ", ".join(f'"{name}"' for name in turns)
                stored = raw.execute(f'SELECT {names} FROM "{kind}" WHERE id = ?', (values[UUID].hex,))  # noqa: S608
                (found,) = stored.fetchall()
                assert state_text(turns, found) == compact_json(canonical_state(row))
                transaction.rollback()
        raw.execute("PRAGMA foreign_keys = ON")
