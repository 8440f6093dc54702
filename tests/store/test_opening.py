"""Every trap of opening an encrypted file, and that we do not step into it."""

import contextlib
import gc
import os
import sqlite3
import threading
import traceback
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, InvalidRequestError
from sqlalchemy.pool import QueuePool

from desktop.domain.actor import Actor
from desktop.errors import BadInputError, StoreBusyError, StoreError
from desktop.models.person import Person
from desktop.models.session import RecordSession
from desktop.store.creating import create_store
from desktop.store.keys import StoreKeys
from desktop.store.opening import APPLICATION_ID, open_keyed
from desktop.store.records import RECORDS_FILE, Records
from desktop.store.schema import NEWEST
from desktop.store.troubles import InterruptedReadError
from tests.store.made import NOBODY

OWN_FILES = Path("/proc/self/fd")
SETTINGS = [
    ("journal_mode", "wal"),
    ("synchronous", 2),
    ("foreign_keys", 1),
    ("temp_store", 2),
    ("secure_delete", 1),
    ("trusted_schema", 0),
    ("cell_size_check", 1),
    ("mmap_size", 0),
    ("wal_autocheckpoint", 200),
    ("busy_timeout", 5000),
    ("cipher_status", "1"),
    ("cipher_memory_security", "0"),
    ("cipher_log_level", "NONE"),
    ("application_id", APPLICATION_ID),
    ("user_version", NEWEST),
]


def _raws(records: Records) -> list[Any]:
    """Find the raw connections of writer, reader and long reader."""
    found = []
    for engine in records.engines:
        with engine.connect() as connection:
            found.append(connection.connection.dbapi_connection)
    return found


def _open(folder: Path, keys: StoreKeys) -> Any:
    return open_keyed(folder / RECORDS_FILE, keys.file_key, keys.file_salt, newest_schema=NEWEST)


def test_each_of_the_three_engines_has_one_connection_in_a_queue_pool(records: Records) -> None:
    assert [type(engine.pool) for engine in records.engines] == [QueuePool] * 3
    sizes = [(engine.pool.size(), engine.pool._max_overflow) for engine in records.engines]  # type: ignore[attr-defined]
    assert sizes == [(1, 0)] * 3
    assert len({id(raw) for raw in _raws(records)}) == 3


@pytest.mark.parametrize(("name", "expected"), SETTINGS)
def test_every_connection_has_every_setting(records: Records, name: str, expected: object) -> None:
    assert [raw.execute(f"PRAGMA {name}").fetchone() for raw in _raws(records)] == [(expected,)] * 3


def test_a_setting_that_does_not_hold_keeps_the_file_shut(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="setting cache_size"):
        open_keyed(tmp_path / "a.db", bytes(32), bytes(16), create=True, cache_kib=2**40)


def test_extensions_cannot_be_loaded(records: Records) -> None:
    for raw in _raws(records):
        with pytest.raises(sqlcipher3.OperationalError, match="not authorized"):
            raw.execute("SELECT load_extension('anything')")


def test_readers_cannot_write(records: Records) -> None:
    _writer, *readers = _raws(records)
    for raw in readers:
        with pytest.raises(sqlcipher3.OperationalError, match="readonly"):
            raw.execute("DELETE FROM person")
    with pytest.raises(RuntimeError, match="unseen"):
        records.read(NOBODY, lambda session: session.execute(text("DELETE FROM person")))


def test_a_question_keeps_nothing_that_is_added_to_its_session(records: Records) -> None:
    def add(session: RecordSession) -> None:
        session.add(Person(reference="P-1"))
        session.flush()

    with pytest.raises((RuntimeError, DBAPIError)):
        records.read(NOBODY, add)
    assert records.read(NOBODY, lambda session: session.query(Person).count()) == 0


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM person",
        "  delete from person",
        "/* seen? */ DELETE FROM person",
        "-- seen?\nDELETE FROM person",
        "WITH some AS (SELECT 1) DELETE FROM person",
        "REPLACE INTO person DEFAULT VALUES",
        "DROP TABLE person",
        "ALTER TABLE person ADD COLUMN a",
        "CREATE TABLE a (b)",
        "PRAGMA user_version = 99",
        "PRAGMA query_only = OFF",
        "ATTACH DATABASE ':memory:' AS a",
        "VACUUM",
        "COMMIT",
        "ROLLBACK",
        "SAVEPOINT a",
    ],
)
def test_no_statement_of_a_service_writes_unseen(records: Records, actor: Actor, statement: str) -> None:
    with pytest.raises(RuntimeError, match="unseen"):
        records.write(actor, lambda session: session.execute(text(statement)))


def test_a_service_has_no_savepoints(records: Records, actor: Actor) -> None:
    with pytest.raises(RuntimeError, match="savepoint"):
        records.write(actor, lambda session: session.begin_nested())


def test_a_service_that_commits_keeps_nothing_early(records: Records, actor: Actor) -> None:
    def commit_then_fail(session: RecordSession) -> None:
        session.add(Person(reference="P-1"))
        session.commit()
        raise LookupError

    with pytest.raises((LookupError, InvalidRequestError)):
        records.write(actor, commit_then_fail)
    assert records.read(NOBODY, lambda session: session.query(Person).count()) == 0


def test_a_unit_of_work_begins_immediately_so_that_none_fails_half_way(
    records: Records, actor: Actor, keys: StoreKeys, folder: Path
) -> None:
    def work(_session: RecordSession) -> None:
        other = _open(folder, keys)
        other.execute("PRAGMA busy_timeout = 1")
        with pytest.raises(sqlcipher3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
        other.close()

    records.write(actor, work)


def test_reading_goes_on_while_somebody_writes(records: Records, actor: Actor) -> None:
    def work(session: RecordSession) -> int:
        session.add(Person(reference="P-1"))
        session.flush()
        return records.read(actor, lambda reader: reader.query(Person).count())

    assert records.write(actor, work).value == 0
    assert records.read_long(actor, lambda session: session.query(Person).count()) == 1


def test_the_log_is_empty_after_closing(records: Records, actor: Actor, folder: Path) -> None:
    records.write(actor, lambda session: session.add(Person(reference="P-1")))
    log = folder / "records.db-wal"
    assert log.stat().st_size > 0
    records.checkpoint()
    assert log.stat().st_size == 0
    records.close()
    assert not log.exists()


@pytest.mark.skipif(not OWN_FILES.exists(), reason="only where a process can see its own open files")
@pytest.mark.parametrize(("temp_store", "files"), [("MEMORY", False), ("FILE", True)])
def test_only_what_we_never_set_makes_temporary_files_of_sorting(
    tmp_path: Path, temp_store: str, *, files: bool
) -> None:
    raw = open_keyed(tmp_path / "a.db", bytes(32), bytes(16), create=True, cache_kib=1024)
    assert raw.execute("PRAGMA temp_store").fetchone() == (2,)
    raw.execute(f"PRAGMA temp_store = {temp_store}")
    cursor = raw.execute(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200000)"
        " SELECT hex(i * 7919 % 200003) || i FROM n ORDER BY 1"
    )
    cursor.fetchone()
    assert any("etilqs" in name for name in _own_files()) == files
    cursor.close()
    raw.close()


def _own_files() -> list[str]:
    names = []
    for path in OWN_FILES.iterdir():
        with contextlib.suppress(OSError):  # the handle of this very listing is gone by now
            names.append(str(path.readlink()))
    return names


def test_the_cipher_writes_no_file_of_messages(
    folder: Path, keys: StoreKeys, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    _open(folder, keys).close()
    with pytest.raises(StoreError):
        open_keyed(folder / RECORDS_FILE, bytes(32), keys.file_salt)
    assert list(elsewhere.iterdir()) == []


@pytest.mark.parametrize(("key", "salt"), [(31, 16), (33, 16), (32, 15), (32, 0), (0, 16)])
def test_a_key_of_another_length_is_never_taken_for_a_passphrase(tmp_path: Path, key: int, salt: int) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        open_keyed(tmp_path / "a.db", bytes(key), bytes(salt), create=True)


def test_no_key_stands_in_a_problem_or_in_what_a_trace_of_the_database_sees(
    folder: Path, keys: StoreKeys
) -> None:
    secrets_ = [keys.file_key.hex(), keys.file_key.hex().upper(), repr(keys.file_key)]
    try:
        open_keyed(folder / RECORDS_FILE, keys.file_key, bytes(16))
    except StoreError as error:
        told = "".join(traceback.format_exception(error)) + repr(error.__cause__)
        assert "other keys" in told
        assert not any(secret in told for secret in secrets_)
    seen: list[str] = []
    connection = _open(folder, keys)
    connection.set_trace_callback(seen.append)
    connection.execute("SELECT count(*) FROM person").fetchall()
    connection.close()
    assert seen
    assert not any(secret in "".join(seen) for secret in secrets_)
    assert keys.file_key.hex() not in repr(keys)
    assert repr(keys.file_key) not in repr(keys)


def test_values_stay_out_of_the_problems_of_the_database(records: Records, actor: Actor) -> None:
    def twice(session: RecordSession) -> None:
        session.add(Person(reference="P-1", surname="Quillfeather"))
        session.add(Person(reference="P-1", surname="Quillfeather"))

    with pytest.raises(DBAPIError) as raised:
        records.write(actor, twice)
    told = "".join(traceback.format_exception(raised.value))
    assert "UNIQUE" in told
    assert "Quillfeather" not in str(raised.value)
    assert "Quillfeather" not in str(raised.value.orig)


def _refusal(folder: Path, keys: StoreKeys) -> str:
    with pytest.raises(StoreError) as raised:
        Records(folder, keys)
    assert raised.value.do
    return raised.value.what


def test_an_empty_file_is_refused_and_stays_empty(folder: Path, keys: StoreKeys) -> None:
    (folder / RECORDS_FILE).write_bytes(b"")
    assert "empty" in _refusal(folder, keys)
    assert (folder / RECORDS_FILE).read_bytes() == b""


def test_a_missing_file_is_refused_and_not_made(folder: Path, keys: StoreKeys) -> None:
    (folder / RECORDS_FILE).unlink()
    assert "missing" in _refusal(folder, keys)
    assert not (folder / RECORDS_FILE).exists()


def test_a_plain_file_is_refused(folder: Path, keys: StoreKeys) -> None:
    (folder / RECORDS_FILE).unlink()
    plain = sqlite3.connect(folder / RECORDS_FILE)
    plain.execute("CREATE TABLE person (a)")
    plain.close()
    assert "not encrypted" in _refusal(folder, keys)


def test_something_that_is_no_database_is_refused(folder: Path, keys: StoreKeys) -> None:
    (folder / RECORDS_FILE).write_bytes(os.urandom(8192))
    assert "damaged, or belongs to other keys" in _refusal(folder, keys)


def test_an_encrypted_file_of_another_program_is_refused(folder: Path, keys: StoreKeys) -> None:
    (folder / RECORDS_FILE).unlink()
    connection = open_keyed(folder / RECORDS_FILE, keys.file_key, keys.file_salt, create=True)
    connection.execute("PRAGMA application_id = 7")
    connection.execute("CREATE TABLE a (b)")
    connection.close()
    assert "does not belong to Alongside" in _refusal(folder, keys)


def test_records_of_a_newer_program_are_refused(folder: Path, keys: StoreKeys) -> None:
    connection = _open(folder, keys)
    connection.execute(f"PRAGMA user_version = {NEWEST + 1}")
    connection.close()
    assert "newer Alongside" in _refusal(folder, keys)


def test_records_that_are_there_are_never_made_again(folder: Path, keys: StoreKeys) -> None:
    before = (folder / RECORDS_FILE).read_bytes()
    with pytest.raises(FileExistsError):
        create_store(folder, keys)
    assert (folder / RECORDS_FILE).read_bytes() == before


def test_records_are_open_in_one_program_at_a_time(records: Records, folder: Path, keys: StoreKeys) -> None:
    with pytest.raises(StoreBusyError):
        Records(folder, keys)
    records.close()
    Records(folder, keys).close()


def test_a_question_can_be_given_up(records: Records) -> None:
    slow = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
    under_way = threading.Event()

    def ask(session: RecordSession) -> object:
        under_way.set()
        return session.execute(text(slow)).scalar()

    def stop() -> None:
        under_way.wait()
        while not finished.wait(0.01):
            records.interrupt_read()

    finished = threading.Event()
    stopper = threading.Thread(target=stop)
    stopper.start()
    try:
        with pytest.raises(InterruptedReadError):
            records.read(NOBODY, ask)
    finally:
        finished.set()
        stopper.join()


def test_no_rubbish_is_looked_for_while_a_long_question_is_answered(records: Records, actor: Actor) -> None:
    assert not records.read_long(actor, lambda _: gc.isenabled())
    assert gc.isenabled()
    assert records.read(actor, lambda _: gc.isenabled())
    with pytest.raises(BadInputError):
        records.read_long(actor, _refused)
    assert gc.isenabled()


def _refused(_: RecordSession) -> None:
    what = "No."
    raise BadInputError(what, "Ask something else.")
