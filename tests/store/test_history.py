"""Every write leaves one row of history a record, chained and committed."""

import json

import pytest
from sqlalchemy import insert, select, text, update

from desktop.domain.actor import Actor
from desktop.models.change import Change
from desktop.models.person import Person
from desktop.models.session import RecordSession
from desktop.store.records import Records


def _history(records: Records, kind: str) -> list[Change]:
    def ask(session: RecordSession) -> list[Change]:
        return list(session.scalars(select(Change).where(Change.kind == kind).order_by(Change.seq)))

    return records.read(ask)


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
    people = records.read(lambda session: session.execute(select(Person.version, Person.archived_at)).all())
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
