"""The check of everything finds whatever was changed, cut off, put back or taken away."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from desktop.domain.actor import Actor
from desktop.errors import StoreError
from desktop.models.base import new_id
from desktop.models.person import ContactPoint, Person
from desktop.models.session import RecordSession
from desktop.store.faults import Area, Report
from desktop.store.keys import StoreKeys
from desktop.store.opening import open_keyed
from desktop.store.records import RECORDS_FILE, Records
from desktop.store.verify import verify, verify_open
from tests.store.made import NOBODY


@pytest.fixture
def filled(folder: Path, records: Records, actor: Actor) -> Path:
    people = [new_id() for _ in range(40)]

    def bring(session: RecordSession) -> None:
        session.write_many(
            Person,
            [
                {"id": one, "reference": f"P-{n}", "surname": f"Wren{n}", "forename": "Jo"}
                for n, one in enumerate(people)
            ],
        )
        session.write_many(
            ContactPoint,
            [
                {"person_id": one, "channel": "email", "value": "a@b.org", "state": "safe"}
                for one in people[:5]
            ],
        )

    records.write(actor, bring)
    records.write(actor, lambda s: setattr(s.get_one(Person, people[0]), "surname", "Finch"))
    records.write(actor, lambda s: s.erase(s.get_one(Person, people[1]), ["surname"]))
    records.close()
    return folder


def _behind(folder: Path, keys: StoreKeys, *statements: str) -> None:
    """Change the file as somebody would who had stolen its key, but not the history key."""
    connection: Any = open_keyed(folder / RECORDS_FILE, keys.file_key, keys.file_salt)
    connection.execute("PRAGMA foreign_keys = OFF")
    for statement in statements:
        connection.execute(statement)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    connection.close()


def _areas(report: Report) -> set[Area]:
    return {fault.area for fault in report.faults}


def test_untouched_records_are_in_order(filled: Path, keys: StoreKeys) -> None:
    report = verify(filled, keys)
    assert report.faults == ()
    assert report.content
    history, records = report.counted["history rows"], report.counted["records"]
    assert history == records + 2  # one renamed, one erased
    assert report.counted["search keys"] == 45
    assert report.counted["pages"] > 0


def test_open_records_are_checked_while_work_goes_on(records: Records, actor: Actor) -> None:
    records.write(actor, lambda session: session.add(Person(reference="P-1", surname="Wren")))
    assert verify_open(records).faults == ()


def test_the_check_says_how_far_it_is(filled: Path, keys: StoreKeys) -> None:
    steps: list[tuple[int, int]] = []
    report = verify(filled, keys, progress=lambda done, total: steps.append((done, total)))
    assert steps == sorted(steps)
    counted = [report.counted[what] for what in ("history rows", "records", "search keys")]
    assert steps[-1] == (sum(counted), sum(counted))


@pytest.mark.parametrize("place", range(16))
def test_a_change_in_the_first_bytes_that_no_page_seal_covers_is_found(
    filled: Path, keys: StoreKeys, place: int
) -> None:
    path = filled / RECORDS_FILE
    data = bytearray(path.read_bytes())
    data[place] ^= 1
    path.write_bytes(data)
    connection: Any = open_keyed(path, keys.file_key, keys.file_salt)
    assert connection.execute("PRAGMA cipher_integrity_check").fetchall() == []  # why we look ourselves
    connection.close()
    path.write_bytes(data)
    assert "first bytes" in verify(filled, keys).faults[0].sentence


def test_a_file_cut_off_in_the_middle_or_after_a_page_is_found(filled: Path, keys: StoreKeys) -> None:
    path = filled / RECORDS_FILE
    whole = path.read_bytes()
    for cut in (1, 100, 4096, 8192):
        path.write_bytes(whole[:-cut])
        assert _areas(verify(filled, keys)) & {Area.FILE}, cut


def test_something_hung_on_at_the_end_of_the_file_is_found(filled: Path, keys: StoreKeys) -> None:
    path = filled / RECORDS_FILE
    path.write_bytes(path.read_bytes() + b"x" * 100)
    assert Area.FILE in _areas(verify(filled, keys))


def test_an_old_copy_of_the_whole_file_put_back_is_found(
    filled: Path, keys: StoreKeys, reopen: Callable[[], Records], actor: Actor
) -> None:
    path = filled / RECORDS_FILE
    shutil.copy(path, filled / "kept")
    records = reopen()
    records.write(actor, lambda session: session.add(Person(reference="P-new")))
    records.close()
    shutil.move(filled / "kept", path)
    (fault,) = verify(filled, keys).faults
    assert fault.sentence.startswith("The last 1 rows of history are missing")
    with pytest.raises(StoreError, match="end earlier"):
        reopen()


def test_an_old_copy_of_one_page_put_back_is_found(
    filled: Path, keys: StoreKeys, reopen: Callable[[], Records], actor: Actor
) -> None:
    path = filled / RECORDS_FILE
    before = path.read_bytes()
    records = reopen()

    def rename_all(session: RecordSession) -> None:
        for person in session.query(Person):
            person.surname = "Changed"

    records.write(actor, rename_all)
    records.close()
    after = path.read_bytes()
    changed = [n for n in range(len(before) // 4096) if before[n * 4096 :][:4096] != after[n * 4096 :][:4096]]
    assert len(changed) > 5
    for number in changed:
        start = number * 4096
        path.write_bytes(after[:start] + before[start : start + 4096] + after[start + 4096 :])
        assert not verify(filled, keys).content, number


def test_the_log_of_an_ended_program_gone_missing_is_found(
    filled: Path, keys: StoreKeys, reopen: Callable[[], Records], actor: Actor, tmp_path: Path
) -> None:
    records = reopen()
    records.write(actor, lambda session: session.add(Person(reference="P-new")))
    crashed = tmp_path / "crashed"
    shutil.copytree(filled, crashed)
    records.close()
    assert (crashed / "records.db-wal").stat().st_size > 0
    (crashed / "records.db-wal").unlink()
    (fault,) = verify(crashed, keys).faults
    assert "rows of history are missing" in fault.sentence


@pytest.mark.parametrize(
    ("statement", "area"),
    [
        ("UPDATE change SET fields = '{}' WHERE seq = 10", Area.HISTORY),
        ("UPDATE change SET fields = NULL, salt = NULL, mac = x'00' WHERE seq = 10", Area.HISTORY),
        ("UPDATE change SET fields = NULL WHERE seq = 10", Area.HISTORY),
        ("UPDATE change SET mac = 'text' WHERE seq = 10", Area.HISTORY),
        ("UPDATE change SET at = '2020-01-01 00:00:00.000000' WHERE seq = 10", Area.HISTORY),
        ("UPDATE change SET user_id = record_id WHERE seq = 10", Area.HISTORY),
        ("UPDATE change SET state_digest = x'00' WHERE seq = (SELECT max(seq) FROM change)", Area.HISTORY),
        ("DELETE FROM change WHERE seq = 1", Area.HISTORY),
        ("DELETE FROM change WHERE seq = 20", Area.HISTORY),
        ("DELETE FROM change WHERE seq = (SELECT max(seq) FROM change)", Area.HISTORY),
        ("DELETE FROM change WHERE seq > 40 AND seq % 2", Area.HISTORY),
        ("DELETE FROM change", Area.HISTORY),
        ("UPDATE person SET surname = 'Other' WHERE reference = 'P-7'", Area.RECORDS),
        ("UPDATE person SET version = 9 WHERE reference = 'P-7'", Area.RECORDS),
        ("UPDATE person SET archived_at = '2026-01-01 00:00:00.000000'", Area.RECORDS),
        ("DELETE FROM contact_point", Area.RECORDS),
        ("DELETE FROM person WHERE reference = 'P-1'", Area.FILE),
        ("UPDATE contact_point SET state = 'unsafe'", Area.RECORDS),
        ("INSERT INTO code_list (id, version, key, title) VALUES ('00', 1, 'k', 't')", Area.RECORDS),
        ("DELETE FROM search_key WHERE kind = 's'", Area.SEARCH),
        ("UPDATE search_key SET key = 'zebra' WHERE kind = 's'", Area.SEARCH),
        ("INSERT INTO search_key (owner_id, person_id, kind, key) VALUES ('a', 'b', 'n', 'c')", Area.SEARCH),
        ("DROP INDEX ix_change_record_id", Area.SCHEMA),
        ("CREATE TRIGGER sly AFTER INSERT ON person BEGIN DELETE FROM change; END", Area.SCHEMA),
        ("CREATE TABLE extra (a)", Area.SCHEMA),
        ("ALTER TABLE person ADD COLUMN extra TEXT", Area.SCHEMA),
        ("UPDATE alembic_version SET version_num = '0000'", Area.SCHEMA),
        ("PRAGMA user_version = 0", Area.SCHEMA),
    ],
)
def test_what_somebody_with_the_file_key_changed_is_found(
    filled: Path, keys: StoreKeys, statement: str, area: Area
) -> None:
    _behind(filled, keys, statement)
    assert area in _areas(verify(filled, keys))


def test_history_of_a_computer_without_a_key_here_is_found(filled: Path, keys: StoreKeys) -> None:
    stranger = new_id().hex
    _behind(
        filled,
        keys,
        f"INSERT INTO change SELECT '{stranger}', 1, at, user_id, kind, record_id, 'update', schema,"  # noqa: S608
        " fields, salt, fields_digest, state_digest, mac FROM change WHERE seq = 3",
    )
    assert any("no key here" in fault.sentence for fault in verify(filled, keys).faults)


def test_records_of_other_keys_are_refused_in_words(filled: Path, keys: StoreKeys) -> None:
    (fault,) = verify(filled, replace(keys, file_key=bytes(32))).faults
    assert "other keys" in fault.sentence


def test_a_missing_file_is_told(filled: Path, keys: StoreKeys) -> None:
    (filled / RECORDS_FILE).unlink()
    (fault,) = verify(filled, keys).faults
    assert "missing" in fault.sentence


def test_a_missing_anchor_is_told(filled: Path, keys: StoreKeys) -> None:
    (filled / "anchor.json").unlink()
    assert "anchor.json" in verify(filled, keys).faults[0].sentence


def test_damage_all_over_is_told_in_few_sentences(filled: Path, keys: StoreKeys) -> None:
    _behind(filled, keys, "UPDATE change SET mac = x'00'")
    assert len(verify(filled, keys).faults) == 21


def test_one_record_is_checked_when_it_is_opened(
    filled: Path, keys: StoreKeys, reopen: Callable[[], Records]
) -> None:
    _behind(filled, keys, "UPDATE person SET postcode = 'TS1 1AA' WHERE reference = 'P-7'")
    records = reopen()

    def ask(session: RecordSession) -> list[bool]:
        people = session.query(Person.id).order_by(Person.reference)
        return [session.matches_history("person", one.id) for one in people]

    assert sorted(records.read(NOBODY, ask)) == [False] + [True] * 39
    assert records.read(NOBODY, lambda session: session.matches_history("search_key", UUID(int=1)))
    assert records.read(NOBODY, lambda session: session.matches_history("person", UUID(int=1)))
    records.close()
