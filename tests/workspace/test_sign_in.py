"""From a name and a passphrase to open records, one program at a time."""

from pathlib import Path

import pytest

from desktop.errors import BadInputError, FolderError, KeyFileError, StoreBusyError, WrongPassphraseError
from desktop.store import records as store_records
from desktop.store.manifest import MANIFEST_FILE
from desktop.workspace.places import (
    KEY_FILE,
    folder_to_open,
    holds_records,
    remember_folder,
    sign_in_names,
    usual_folder,
)
from desktop.workspace.set_up import SetUp
from desktop.workspace.sign_in import regain, sign_in
from tests.workspace.conftest import NAME, PASSPHRASE


def test_the_unlock_screen_knows_the_names(folder: Path) -> None:
    assert sign_in_names(folder) == [NAME]


def test_the_key_file_is_looked_for_where_the_store_keeps_it() -> None:
    assert KEY_FILE == store_records.KEY_FILE


def test_a_folder_without_records_is_told_so(tmp_path: Path) -> None:
    assert not holds_records(tmp_path)
    with pytest.raises(KeyFileError, match="no records in"):
        sign_in_names(tmp_path)


def test_a_backup_is_not_worked_in(folder: Path) -> None:
    (folder / MANIFEST_FILE).touch()
    with pytest.raises(KeyFileError, match="is a backup"):
        sign_in(folder, name=NAME, passphrase=PASSPHRASE)


def test_a_wrong_passphrase_opens_nothing_and_leaves_no_lock(folder: Path) -> None:
    with pytest.raises(WrongPassphraseError):
        sign_in(folder, name=NAME, passphrase="five words are not enough")
    sign_in(folder, name=NAME, passphrase=PASSPHRASE).close()


def test_records_are_open_in_one_program_at_a_time(folder: Path) -> None:
    opened = sign_in(folder, name=NAME, passphrase=PASSPHRASE)
    try:
        with pytest.raises(StoreBusyError):
            sign_in(folder, name=NAME, passphrase=PASSPHRASE)
    finally:
        opened.close()
    sign_in(folder, name=NAME, passphrase=PASSPHRASE).close()


def test_closed_records_leave_no_log_behind(folder: Path) -> None:
    sign_in(folder, name=NAME, passphrase=PASSPHRASE).close()
    assert not [path.name for path in folder.iterdir() if path.name.endswith("-wal") and path.stat().st_size]


def test_the_folder_opened_last_is_opened_next(folder: Path) -> None:
    assert folder_to_open() is None
    remember_folder(folder)
    assert folder_to_open() == folder


def test_a_remembered_folder_that_is_gone_is_passed_over(folder: Path, tmp_path: Path) -> None:
    remember_folder(tmp_path / "gone")
    assert folder_to_open() is None
    usual_folder().parent.mkdir(parents=True)
    folder.rename(usual_folder())
    assert folder_to_open() == usual_folder()


def test_damaged_drafts_keep_nobody_out_and_are_told(folder: Path) -> None:
    (folder / "drafts.db").write_bytes(bytes(8192))
    opened = sign_in(folder, name=NAME, passphrase=PASSPHRASE)
    opened.close()
    assert opened.notice is not None
    assert "drafts-unreadable-" in opened.notice.do
    again = sign_in(folder, name=NAME, passphrase=PASSPHRASE)
    again.close()
    assert again.notice is None


def test_records_that_were_moved_where_a_cloud_program_copies_are_not_opened(folder: Path) -> None:
    (folder.parent / "Dropbox").mkdir()
    moved = folder.rename(folder.parent / "Dropbox" / "records")
    with pytest.raises(FolderError, match="cloud program"):
        sign_in(moved, name=NAME, passphrase=PASSPHRASE)


def test_a_restore_cut_off_between_its_two_renamings_says_where_the_records_are(folder: Path) -> None:
    folder.rename(folder.with_name("records-before-20260401-120000-abcd"))
    with pytest.raises(KeyFileError, match="rename the folder “records-before-20260401-120000-abcd”"):
        sign_in(folder, name=NAME, passphrase=PASSPHRASE)


def test_a_passphrase_that_is_too_weak_is_no_way_back_in_either(made: SetUp, folder: Path) -> None:
    with pytest.raises(BadInputError, match="not good enough"):
        regain(folder, name=NAME, code=made.recovery_code, passphrase="password1234")
    regain(folder, name=NAME, code=made.recovery_code, passphrase="amber kettle ninety finches").close()
    sign_in(folder, name=NAME, passphrase="amber kettle ninety finches").close()
