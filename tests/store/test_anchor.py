"""The anchor knows where the history ends, whatever moment the program ended at."""

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from desktop.domain.actor import Actor
from desktop.domain.ids import StoreId
from desktop.errors import StoreError
from desktop.models.base import new_id
from desktop.models.person import Person
from desktop.models.session import RecordSession
from desktop.store.anchor import End, anchor_of
from desktop.store.keys import StoreKeys
from desktop.store.records import Records
from desktop.store.verify import verify
from tests.store.made import START, Clock


def _end(records: Records) -> End:
    return records.anchor.read()


def _add(records: Records, actor: Actor, reference: str) -> None:
    records.write(actor, lambda session: session.add(Person(reference=reference)))


def test_the_anchor_moves_with_every_write_and_stays_when_nothing_is_written(
    records: Records, actor: Actor
) -> None:
    before = _end(records)
    _add(records, actor, "P-1")
    after = _end(records)
    assert after.count == before.count + 1
    assert records.anchor.read() == after
    records.write(actor, lambda session: session.query(Person).count())
    assert _end(records) == after


def test_a_program_that_ended_between_commit_and_anchor_is_settled(
    records: Records, actor: Actor, reopen: Callable[[], Records]
) -> None:
    before = _end(records)
    _add(records, actor, "P-1")
    after = _end(records)
    records.close()
    records.anchor.write(before)  # as it stood before the commit
    again = reopen()
    assert again.anchor.read() == after
    again.close()


def test_an_anchor_that_lags_after_a_power_cut_catches_up(
    records: Records, actor: Actor, reopen: Callable[[], Records], folder: Path, keys: StoreKeys
) -> None:
    old = (folder / "anchor.json").read_bytes()
    for number in range(5):
        _add(records, actor, f"P-{number}")
    after = _end(records)
    records.close()
    (folder / "anchor.json").write_bytes(old)
    assert verify(folder, keys).faults == ()
    again = reopen()
    assert again.anchor.read() == after
    again.close()


def test_a_lagging_anchor_does_not_let_rows_without_the_key_pass(
    records: Records, actor: Actor, reopen: Callable[[], Records], folder: Path, keys: StoreKeys
) -> None:
    old = (folder / "anchor.json").read_bytes()
    _add(records, actor, "P-1")
    _add(records, actor, "P-2")
    with records.engines[0].connect() as connection:
        raw: Any = connection.connection.dbapi_connection
        raw.execute("UPDATE change SET mac = zeroblob(32) WHERE seq = (SELECT max(seq) FROM change)")
    records.close()
    (folder / "anchor.json").write_bytes(old)
    with pytest.raises(StoreError, match="end earlier"):
        reopen()
    assert not verify(folder, keys).content


def test_the_log_gone_missing_keeps_the_records_shut(
    records: Records, actor: Actor, tmp_path: Path, keys: StoreKeys
) -> None:
    _add(records, actor, "P-1")
    crashed = tmp_path / "crashed"
    shutil.copytree(records.folder, crashed)
    (crashed / "records.db-wal").unlink()
    with pytest.raises(StoreError, match="cut off"):
        Records(crashed, keys)


def test_another_stores_or_computers_anchor_is_refused(
    records: Records, folder: Path, keys: StoreKeys
) -> None:
    records.close()
    for other in (
        replace(keys, store_id=StoreId(new_id())),
        replace(keys, history_keys={keys.device_id: bytes(32)}),
    ):
        with pytest.raises(StoreError, match="changed or damaged"):
            anchor_of(folder, other).read()


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b"null", b'"text"', b"\xff\xfe", b"[" * 5000])
def test_an_anchor_that_makes_no_sense_is_refused(folder: Path, keys: StoreKeys, content: bytes) -> None:
    (folder / "anchor.json").write_bytes(content)
    with pytest.raises(StoreError, match="changed or damaged"):
        anchor_of(folder, keys).read()


def test_an_anchor_that_cannot_be_read_is_told_in_a_sentence(folder: Path, keys: StoreKeys) -> None:
    (folder / "anchor.json").unlink()
    (folder / "anchor.json").mkdir()
    with pytest.raises(StoreError, match="cannot be read"):
        anchor_of(folder, keys).read()


def test_nothing_is_kept_in_a_folder_that_is_not_there_any_more(
    records: Records, actor: Actor, folder: Path, tmp_path: Path
) -> None:
    _add(records, actor, "P-0")
    folder.rename(tmp_path / "away")  # the stick was pulled out
    with pytest.raises(StoreError, match="not saved"):
        _add(records, actor, "P-1")
    (tmp_path / "away").rename(folder)
    assert records.read(actor, lambda session: session.query(Person).count()) == 1


def test_a_clock_that_goes_backwards_is_written_down_once(
    records: Records, actor: Actor, clock: Clock
) -> None:
    clock.now = START.replace(year=2030)
    _add(records, actor, "P-1")
    clock.now = START
    _add(records, actor, "P-2")
    _add(records, actor, "P-3")

    def clock_rows(session: RecordSession) -> list[Any]:
        statement = "SELECT fields FROM change WHERE kind = 'clock'"
        raw: Any = session.connection().connection.dbapi_connection
        return [json.loads(fields) for (fields,) in raw.execute(statement)]

    (said,) = records.read(actor, clock_rows)
    assert said["was"].startswith("2030")
    assert said["now"].startswith("2026-04-01")
    folder, keys = records.folder, records.keys
    records.close()
    assert verify(folder, keys).faults == ()
