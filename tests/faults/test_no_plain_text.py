"""A name that is kept stands in no file in plain letters, while working and after."""

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from desktop.models.base import new_id
from desktop.models.person import ContactPoint, Person
from desktop.models.session import RecordSession
from desktop.store.backup import back_up
from desktop.store.drafts import Draft, Drafts
from desktop.store.keys import keys_of
from desktop.store.restore import restore
from tests.store.kept_keys import Kept
from tests.store.made import NOBODY

NAME = "Quillfeather"


def _spellings() -> Iterator[bytes]:
    for name in (NAME, NAME.casefold(), NAME.upper()):
        yield name.encode()
        yield name.encode("utf-16-le")
        yield name.encode().hex().encode()


def _files_with_the_name(folder: Path) -> list[str]:
    return [
        path.name
        for path in folder.rglob("*")
        if path.is_file() and any(spelling in path.read_bytes() for spelling in _spellings())
    ]


def test_the_search_would_find_the_name_in_a_plain_file(tmp_path: Path) -> None:
    plain = sqlite3.connect(tmp_path / "plain.db")
    plain.execute("CREATE TABLE person (surname TEXT)")
    plain.execute("INSERT INTO person VALUES (?)", (NAME,))
    plain.commit()
    plain.close()
    assert _files_with_the_name(tmp_path) == ["plain.db"]


def test_a_name_stands_in_no_file_while_working_and_after(
    kept: Kept, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SQLITE_TMPDIR", str(tmp_path))
    drafts = Drafts(kept.folder, keys_of(kept.unlocked))
    drafts.keep(Draft(kept.unlocked.user_id, new_id(), "contact", f"rang {NAME}", datetime.now(UTC)))
    records = kept.open()

    def bring(session: RecordSession) -> None:
        people = [new_id() for _ in range(2000)]
        session.write_many(
            Person, [{"id": one, "reference": one.hex, "surname": NAME, "forename": NAME} for one in people]
        )
        points = [{"person_id": one, "channel": "post", "value": NAME, "state": "safe"} for one in people]
        session.write_many(ContactPoint, points)

    records.write(kept.actor, bring)

    def sort(session: RecordSession) -> list[str]:
        statement = select(ContactPoint.value + Person.reference).join(Person).order_by(Person.surname.desc())
        assert len(session.scalars(statement.order_by(ContactPoint.value, Person.id.desc())).all()) == 2000
        return _files_with_the_name(tmp_path)

    assert records.read_long(NOBODY, sort) == []
    assert (kept.folder / "records.db-wal").stat().st_size > 0
    backup = back_up(records, kept.unlocked, to=tmp_path / "stick")
    assert _files_with_the_name(tmp_path) == []
    drafts.close()
    records.close()
    restore(backup.folder, kept.unlocked, folder=kept.folder)
    assert _files_with_the_name(tmp_path) == []
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file()) == []
