"""Erasing a person: no word of any kind of record about them is left, whatever kinds there will be."""

import re
from datetime import UTC, date, datetime
from functools import partial
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Boolean, CheckConstraint, Date, DateTime, Integer, LargeBinary, Uuid

from desktop.domain.actor import Actor
from desktop.domain.ids import PersonId
from desktop.models.attachment import AttachmentBody
from desktop.models.base import Record, new_id
from desktop.models.incident import Incident
from desktop.models.person import Person
from desktop.models.registry import ALL, OF_A_CASE, OF_A_CASE_ALONE, OF_A_PERSON, words_of
from desktop.models.session import RecordSession
from desktop.models.types import UtcMoment
from desktop.models.user import User
from desktop.services.people import erase_person
from desktop.store.opening import open_keyed
from desktop.store.records import RECORDS_FILE, Records
from desktop.store.verify import verify_open
from tests.store.raw_pages import decrypted_pages

MARK = "Zyxwv"
"""Begins every planted word."""
_ABOUT_SOMEBODY = (Person, *OF_A_PERSON, *OF_A_CASE_ALONE)


class Planter:
    """Makes one record of every kind about one person, with a planted word in every place for words."""

    def __init__(self) -> None:
        self.other = new_id()
        self.made: dict[str, UUID] = {"user_account": new_id()}
        self.planted: set[str] = set()

    def plant(self, session: RecordSession) -> None:
        """Make them, those others refer to first; a colleague wrote them, since the lock-out is theirs."""
        session.add(User(id=self.made["user_account"], name="Sam Worker", roles=frozenset()))
        for model in ALL:
            if model in _ABOUT_SOMEBODY or model.__tablename__ in {"organisation", "incident"}:
                record = model(**self._values(model))
                session.add(record)
                session.flush()
                self.made[model.__tablename__] = record.id  # type: ignore[attr-defined]
        body = f"%PDF-{self._word('body', 'attachment')}".encode()
        session.add(AttachmentBody(id=self.made["attachment"], body=body))

    def _word(self, column: str, kind: str) -> str:
        word = f"{MARK}-{kind}-{column}"
        self.planted.add(word)
        return word

    def _values(self, model: Any) -> dict[str, object]:
        values: dict[str, object] = {}
        words = words_of(model) if model in _ABOUT_SOMEBODY else ()
        if model is Incident:
            words = ("crime_number", "place")
        for column in model.__table__.columns:
            if column.name in words:
                word = self._word(column.name, model.__tablename__)
                values[column.name] = word[:20] if column.name == "digits" else word
            elif column.foreign_keys:
                target = next(iter(column.foreign_keys)).column.table.name
                if column.name == "other_id":
                    values[column.name] = self.other
                elif target in self.made:
                    values[column.name] = self.made[target]
            elif not column.nullable and column.default is None and not column.primary_key:
                values[column.name] = _filler(model, column)
        return values


def _filler(model: Any, column: Any) -> object:
    for check in model.__table__.constraints:
        allowed = re.match(rf"{column.name} IN \('([a-z_]+)'", str(getattr(check, "sqltext", "")))
        if isinstance(check, CheckConstraint) and allowed:
            return allowed.group(1)
    kinds: tuple[tuple[Any, object], ...] = (
        ((UtcMoment, DateTime), datetime(2026, 3, 1, tzinfo=UTC)),
        (Date, date(2026, 3, 1)),
        (Boolean, False),
        (Integer, 1),
        (LargeBinary, bytes(32)),
        (Uuid, new_id()),
    )
    return next((value for kind, value in kinds if isinstance(column.type, kind)), "code")


def _all_that_is_stored(records: Records) -> str:
    """Read every table of the open file as anybody with its key would."""
    raw: Any = open_keyed(records.folder / RECORDS_FILE, records.keys.file_key, records.keys.file_salt)
    tables = [row[0] for row in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    rows = [str(row) for table in tables for row in raw.execute(f'SELECT * FROM "{table}"')]  # noqa: S608 -- its own names
    raw.close()
    return "\n".join(rows)


def test_no_word_of_any_kind_of_record_outlives_an_erased_person(records: Records, actor: Actor) -> None:
    planter = Planter()
    other = Person(id=planter.other, reference="P-other", surname="Kept")
    records.write(actor, lambda session: session.add(other))
    records.write(actor, planter.plant)
    before = _all_that_is_stored(records)
    long_enough = {word for word in planter.planted if not word.endswith("-digits")}
    assert len(long_enough) > 60
    assert [word for word in sorted(long_enough) if word not in before] == []
    person_id = PersonId(planter.made["person"])
    records.write(actor, partial(erase_person, actor=actor, person_id=person_id))
    after = _all_that_is_stored(records)
    assert sorted(set(re.findall(rf"{MARK}[-\w]*", after, re.IGNORECASE))) == []
    assert MARK.encode().hex() not in after
    assert "Kept" in after
    assert verify_open(records).faults == ()
    records.close()
    pages = b"".join(decrypted_pages((records.folder / RECORDS_FILE).read_bytes(), records.keys.file_key))
    assert b"Kept" in pages
    assert MARK.encode() not in pages  # in no page that is used no longer either


@pytest.mark.parametrize("model", _ABOUT_SOMEBODY, ids=lambda model: model.__name__)
def test_every_place_for_words_can_be_emptied(model: type[Record]) -> None:
    columns = model.__table__.columns
    assert [name for name in words_of(model) if not columns[name].nullable] == []


def test_every_record_of_a_case_is_walked() -> None:
    assert set(OF_A_CASE) <= set(OF_A_PERSON)
