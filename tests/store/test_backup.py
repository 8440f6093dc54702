"""A backup is one moment's records, checked before it counts; bringing it back loses nothing on the way."""

import os
import shutil
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import func, select

from desktop.domain.ids import StoreId
from desktop.errors import FolderError, StoreBusyError, StoreError, WrongPassphraseError
from desktop.models.change import Change
from desktop.models.person import Person
from desktop.models.session import RecordSession
from desktop.security.backup_keys import open_backup_key
from desktop.security.unlocked import Unlocked
from desktop.store.backup import back_up, backups_in, check_backup, rotate
from desktop.store.drafts import Draft, Drafts
from desktop.store.keys import keys_of
from desktop.store.manifest import MANIFEST_FILE, read_manifest
from desktop.store.opening import APPLICATION_ID, open_keyed
from desktop.store.records import RECORDS_FILE
from desktop.store.restore import backup_key_file, restore
from desktop.store.schema import NEWEST
from desktop.store.verify import verify
from tests.store.kept_keys import Kept
from tests.store.made import NOBODY

STRANGER = StoreId(UUID(int=7))


@pytest.fixture
def sticks(tmp_path: Path) -> Path:
    return tmp_path / "stick"


def _at(moment: datetime) -> datetime:
    return moment


def _people(kept: Kept) -> list[str]:
    records = kept.open()

    def ask(session: RecordSession) -> list[str]:
        return list(session.scalars(select(Person.reference).order_by(Person.reference)))

    try:
        return records.read(NOBODY, ask)
    finally:
        records.close()


def test_a_backup_is_sound_and_says_what_it_holds(kept: Kept, sticks: Path) -> None:
    backup = back_up(kept.folder, kept.unlocked, to=sticks)
    report = check_backup(backup.folder, kept.unlocked)
    assert report.faults == ()
    assert backup.manifest.rows["person"] == 1
    assert backup.manifest.end.count == report.counted["history rows"]
    assert backup.manifest.store_id == kept.unlocked.store_id
    assert [path.name for path in sticks.iterdir()] == [backup.folder.name]
    assert {path.name for path in backup.folder.iterdir()} == {
        "records.db",
        "drafts.db",
        "keys.json",
        "manifest.json",
    }


def test_a_backup_has_a_key_of_its_own_and_keeps_the_marks_of_the_file(kept: Kept, sticks: Path) -> None:
    backup = back_up(kept.folder, kept.unlocked, to=sticks)
    path = backup.folder / RECORDS_FILE
    with pytest.raises(StoreError, match="other keys"):
        open_keyed(path, kept.unlocked.file_key, kept.unlocked.file_salt)
    key = open_backup_key(kept.unlocked, backup.manifest.wrapped_key, backup_id=backup.manifest.backup_id)
    raw: Any = open_keyed(path, key.file_key, key.file_salt)
    assert raw.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    assert raw.execute("PRAGMA user_version").fetchone() == (NEWEST,)
    raw.close()


def test_a_backup_opens_with_nothing_but_its_own_files_and_a_passphrase(
    kept: Kept, sticks: Path, sign_in: Callable[[bytes], Unlocked]
) -> None:
    backup = back_up(kept.folder, kept.unlocked, to=sticks)
    shutil.rmtree(kept.folder)
    unlocked = sign_in(backup_key_file(backup.folder))
    assert check_backup(backup.folder, unlocked).content
    restored = restore(backup.folder, unlocked, folder=kept.folder)
    assert restored.kept is None
    assert _people(kept) == ["P-1"]


def test_work_goes_on_while_a_backup_is_made(kept: Kept, sticks: Path) -> None:
    records = kept.open()
    stop, written = threading.Event(), list[str]()

    def add(session: RecordSession) -> None:
        session.add(Person(reference=f"P-{len(written) + 100}"))

    def work() -> None:
        while not stop.is_set():
            records.write(kept.actor, add)
            written.append("one more")

    worker = threading.Thread(target=work)
    worker.start()
    try:
        backups = [back_up(records, kept.unlocked, to=sticks) for _ in range(3)]
    finally:
        stop.set()
        worker.join()
        records.close()
    assert len(written) > 3
    assert all(check_backup(backup.folder, kept.unlocked).content for backup in backups)
    assert backups[0].manifest.end.count < backups[2].manifest.end.count


def test_a_backup_of_records_that_another_program_has_open_is_refused(kept: Kept, sticks: Path) -> None:
    records = kept.open()
    with pytest.raises(StoreBusyError):
        back_up(kept.folder, kept.unlocked, to=sticks)
    records.close()


@pytest.mark.parametrize("name", ["records.db", "drafts.db", "keys.json", "manifest.json"])
def test_every_changed_file_of_a_backup_is_found_and_nothing_is_brought_back(
    kept: Kept, sticks: Path, name: str
) -> None:
    backup = back_up(kept.folder, kept.unlocked, to=sticks)
    path = backup.folder / name
    whole = path.read_bytes()
    before = (kept.folder / RECORDS_FILE).read_bytes()
    for place in (3, len(whole) // 2, len(whole) - 2):
        data = bytearray(whole)
        data[place] ^= 1
        path.write_bytes(data)
        assert not check_backup(backup.folder, kept.unlocked).content
        with pytest.raises(StoreError):
            restore(backup.folder, kept.unlocked, folder=kept.folder)
    path.unlink()
    assert not check_backup(backup.folder, kept.unlocked).content
    assert (kept.folder / RECORDS_FILE).read_bytes() == before
    assert {path.name for path in kept.folder.parent.iterdir()} == {"records", "stick"}


def test_what_is_no_backup_is_told_in_words(kept: Kept, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="not a backup"):
        restore(tmp_path / "nowhere", kept.unlocked, folder=kept.folder)
    with pytest.raises(StoreError, match="not a backup"):
        backup_key_file(tmp_path / "nowhere")


def test_another_services_backup_is_refused(kept: Kept, sticks: Path) -> None:
    backup = back_up(kept.folder, kept.unlocked, to=sticks)
    stranger = replace(kept.unlocked, store_id=STRANGER)
    assert not check_backup(backup.folder, stranger).content
    with pytest.raises(StoreError):
        restore(backup.folder, stranger, folder=kept.folder)


def test_a_backup_with_a_wrong_passphrase_stays_shut(
    kept: Kept, sticks: Path, sign_in: Callable[[bytes], Unlocked]
) -> None:
    backup = back_up(kept.folder, kept.unlocked, to=sticks)
    data = backup_key_file(backup.folder / MANIFEST_FILE)
    with pytest.raises(WrongPassphraseError):
        sign_in(data.replace(b'"version":1', b'"version":2'))


def test_bringing_back_keeps_what_was_there_and_says_so_in_the_history(kept: Kept, sticks: Path) -> None:
    backup = back_up(kept.folder, kept.unlocked, to=sticks)
    kept.add_person("P-2")
    (kept.folder / "backups").mkdir()
    restored = restore(backup.folder, kept.unlocked, folder=kept.folder)
    assert _people(kept) == ["P-1"]
    assert restored.kept is not None
    assert _people(replace(kept, folder=restored.kept)) == ["P-1", "P-2"]
    assert (kept.folder / "backups").is_dir()
    assert verify(kept.folder, keys_of(kept.unlocked)).faults == ()
    records = kept.open()

    def newest(session: RecordSession) -> str:
        return session.scalars(select(Change.operation).order_by(Change.seq.desc())).first() or ""

    assert records.read(NOBODY, newest) == "restore"
    records.close()
    kept.add_person("P-3")
    assert verify(kept.folder, keys_of(kept.unlocked)).faults == ()


def test_nothing_is_brought_back_over_records_that_are_open(kept: Kept, sticks: Path) -> None:
    backup = back_up(kept.folder, kept.unlocked, to=sticks)
    records = kept.open()
    with pytest.raises(StoreBusyError):
        restore(backup.folder, kept.unlocked, folder=kept.folder)
    assert records.read(NOBODY, lambda session: session.scalar(select(func.count()).select_from(Person))) == 1
    records.close()


def test_unfinished_writing_is_in_the_backup(kept: Kept, sticks: Path) -> None:
    keys = keys_of(kept.unlocked)
    draft = Draft(kept.unlocked.user_id, kept.actor.device_id, "contact", "rang at ten", datetime.now(UTC))
    drafts = Drafts(kept.folder, keys)
    drafts.keep(draft)
    backup = back_up(kept.folder, kept.unlocked, to=sticks)
    drafts.discard(draft.user_id, draft.record_id, draft.form)
    drafts.close()
    restore(backup.folder, kept.unlocked, folder=kept.folder)
    drafts = Drafts(kept.folder, keys)
    assert [one.body for one in drafts.of_user(draft.user_id)] == ["rang at ten"]
    drafts.close()


def test_records_that_lost_their_end_are_not_backed_up(kept: Kept, sticks: Path) -> None:
    shutil.copy(kept.folder / RECORDS_FILE, kept.folder / "old")
    kept.add_person("P-2")
    shutil.move(kept.folder / "old", kept.folder / RECORDS_FILE)
    with pytest.raises(StoreError, match="end earlier"):
        back_up(kept.folder, kept.unlocked, to=sticks)
    assert list(sticks.iterdir()) == []


def test_a_changed_key_file_is_not_backed_up(kept: Kept, sticks: Path) -> None:
    path = kept.folder / "keys.json"
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    with pytest.raises(StoreError, match=r"keys\.json"):
        back_up(kept.folder, kept.unlocked, to=sticks)
    assert list(sticks.iterdir()) == []


def test_what_a_killed_program_left_half_made_is_swept_up_after_a_day(kept: Kept, sticks: Path) -> None:
    old, new = sticks / ".alongside-backup-1.part", sticks / ".alongside-backup-2.part"
    for path in (old, new):
        path.mkdir(parents=True)
        (path / "records.db").write_bytes(b"half")
    os.utime(old, (0, 0))
    backup = back_up(kept.folder, kept.unlocked, to=sticks)
    assert set(sticks.iterdir()) == {new, backup.folder}


def test_a_folder_that_cannot_be_written_is_told_in_words(kept: Kept, tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_bytes(b"")
    with pytest.raises(FolderError, match="cannot be written"):
        back_up(kept.folder, kept.unlocked, to=in_the_way / "backups")


def test_old_backups_go_and_other_services_backups_stay(kept: Kept, sticks: Path) -> None:
    start = datetime(2026, 1, 31, 12, 0, tzinfo=UTC)
    made = [
        back_up(kept.folder, kept.unlocked, to=sticks, clock=partial(_at, at))
        for at in (start, start + timedelta(hours=1), start + timedelta(days=1))
    ]
    assert [one.folder for one in backups_in(sticks, kept.unlocked.store_id)] == [
        one.folder for one in reversed(made)
    ]
    assert rotate(sticks, STRANGER) == ()
    assert rotate(sticks, kept.unlocked.store_id) == (made[0].folder,)
    assert not made[0].folder.exists()
    assert read_manifest(made[1].folder, kept.unlocked) == made[1].manifest
