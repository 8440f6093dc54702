"""Whatever is wrong with what is given: one plain sentence, exit 1, nothing lost and nothing half done."""

import secrets
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.cli.asking import PASSPHRASE_VARIABLE
from desktop.security.key_file import unlock
from desktop.store.keys import keys_of
from desktop.store.opening import open_keyed
from desktop.store.schema import NEWEST
from tests.cli.conftest import PASSPHRASE, Said

HEADINGS = "Ref,Date referred,Surname"
GOOD_LIST = f"{HEADINGS}\nA1,02/04/2016,Wren\n"
LISTS = {
    "nothing": (b"", "no rows in this list"),
    "headings alone": (HEADINGS.encode(), "no rows in this list"),
    "blank rows": (f"{HEADINGS}\n,,\n,,\n".encode(), "no rows in this list"),
    "no date of referral": (b"Ref,Surname\nA1,Wren\n", "Say which column it is"),
    "a wrong column": (f"{HEADINGS}\nA1,soon,Wren\nA2,later,Jay\nA3,never,Owl".encode(), "“Date referred”"),
    "a day that is none": (f"{HEADINGS}\nA1,31/02/2016,Wren\n".encode(), "nothing was written"),
    "a day to come": (f"{HEADINGS}\nA1,01/04/2031,Wren\n".encode(), "nothing was written"),
    "American dates": (f"{HEADINGS}\nA1,03/25/2016,Wren\n".encode(), "--date-order month-first"),
    "a document": (b"%PDF-1.7 a letter", "PDF document"),
    "a broken workbook": (b"PK\x03\x04broken", "damaged"),
    "no list at all": (bytes(range(256)) * 8, "not a spreadsheet"),
    "a database": (b"SQLite format 3\x00rest", "a database"),
}


@pytest.fixture
def records(first_records: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(first_records, tmp_path / "records"))


@pytest.fixture
def a_list(tmp_path: Path) -> Path:
    path = tmp_path / "list.csv"
    path.write_text(GOOD_LIST, encoding="utf-8")
    return path


def commands(records: Path, a_list: Path) -> list[tuple[object, ...]]:
    """Give every command that opens records, ready to be refused."""
    out = a_list.parent / "out"
    counted = ("--definition", "cleveland-tables", "--period", "2016-17", "--protect", "exact")
    return [
        ("verify", "--store", records),
        ("import", a_list, "--store", records),
        ("return", "--store", records, "--out", out, *counted),
        ("backup", "--store", records, "--to", a_list.parent / "backups"),
    ]


def refused(alongside: Said, *arguments: object) -> str:
    """Run a command that must fail, and give its sentence."""
    status, _, complained = alongside(*arguments)
    assert status == 1, arguments
    assert complained.strip()
    assert "Traceback" not in complained
    assert complained.strip().endswith((".", "?")), complained
    return complained


def everything(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != "lock")
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


@pytest.mark.parametrize("kind", LISTS)
def test_a_list_that_cannot_come_in_says_why_and_changes_nothing(
    records: Path, tmp_path: Path, alongside: Said, kind: str
) -> None:
    data, sentence = LISTS[kind]
    (tmp_path / "bad.csv").write_bytes(data)
    before = (records / "records.db").read_bytes()
    assert sentence in refused(alongside, "import", tmp_path / "bad.csv", "--store", records)
    assert (records / "records.db").read_bytes() == before


def test_a_list_that_is_not_there_says_so(records: Path, tmp_path: Path, alongside: Said) -> None:
    assert "cannot be opened" in refused(alongside, "import", tmp_path / "gone.csv", "--store", records)


def test_rows_left_out_are_written_even_where_all_of_them_are(
    records: Path, tmp_path: Path, alongside: Said
) -> None:
    (tmp_path / "bad.csv").write_text(f"{HEADINGS}\nA1,31/02/2016,Wren\n", encoding="utf-8")
    refused(
        alongside, "import", tmp_path / "bad.csv", "--store", records, "--rejects", tmp_path / "left-out.csv"
    )
    assert "February 2016 has 29 days" in (tmp_path / "left-out.csv").read_text(encoding="utf-8-sig")


def test_a_list_on_file_already_writes_no_second_import(records: Path, a_list: Path, alongside: Said) -> None:
    assert alongside("import", a_list, "--store", records)[0] == 0
    before = (records / "records.db").read_bytes()
    status, said, _ = alongside("import", a_list, "--store", records)
    assert (status, "Nothing was written" in said) == (0, True)
    assert (records / "records.db").read_bytes() == before


def _empty(records: Path) -> None:
    (records / "records.db").write_bytes(b"")


def _foreign(records: Path) -> None:
    (records / "records.db").write_bytes(secrets.token_bytes(8192))


def _plaintext(records: Path) -> None:
    (records / "records.db").unlink()
    database = sqlite3.connect(records / "records.db")
    database.execute("CREATE TABLE somebody (name)")
    database.close()


def _missing(records: Path) -> None:
    (records / "records.db").unlink()


def _newer(records: Path) -> None:
    keys = keys_of(
        unlock((records / "keys.json").read_bytes(), user_name="Mo Manager", passphrase=PASSPHRASE)
    )
    database = open_keyed(records / "records.db", keys.file_key, keys.file_salt)
    database.execute(f"PRAGMA user_version = {NEWEST + 1}")
    database.close()


def _no_key_file(records: Path) -> None:
    (records / "keys.json").unlink()


def _empty_key_file(records: Path) -> None:
    (records / "keys.json").write_bytes(b"")


def _foreign_key_file(records: Path) -> None:
    (records / "keys.json").write_text('{"this": "is something else"}', encoding="utf-8")


DAMAGE: dict[str, tuple[Callable[[Path], None], str]] = {
    "empty": (_empty, "The records file is empty"),
    "foreign": (_foreign, "damaged, or belongs to other keys"),
    "plaintext": (_plaintext, "not encrypted"),
    "missing": (_missing, "missing from this folder"),
    "newer": (_newer, "newer Alongside"),
    "no key file": (_no_key_file, "There are no records in"),
    "empty key file": (_empty_key_file, "is not a key file"),
    "foreign key file": (_foreign_key_file, "is not a key file"),
}


@pytest.mark.parametrize("kind", DAMAGE)
def test_records_that_cannot_be_trusted_are_refused_by_every_command_and_left_as_they_are(
    records: Path, a_list: Path, alongside: Said, kind: str
) -> None:
    spoil, sentence = DAMAGE[kind]
    spoil(records)
    before = everything(records)
    for command in commands(records, a_list):
        assert sentence in refused(alongside, *command), command
    assert everything(records) == before
    assert not (a_list.parent / "out").exists()


def test_a_wrong_passphrase_is_refused_by_every_command(
    records: Path, a_list: Path, alongside: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (records / "records.db").read_bytes()
    monkeypatch.setenv(PASSPHRASE_VARIABLE, "quiet river seven lantern")
    for command in commands(records, a_list):
        assert "try again" in refused(alongside, *command)
    assert (records / "records.db").read_bytes() == before


def test_records_moved_into_a_cloud_folder_are_not_opened_there(
    records: Path, a_list: Path, tmp_path: Path, alongside: Said
) -> None:
    moved = shutil.copytree(records, tmp_path / "Dropbox" / "records")
    before = everything(moved)
    for command in commands(moved, a_list)[1:3]:
        assert "cloud program" in refused(alongside, *command)
    assert everything(moved) == before


def test_records_are_neither_made_nor_brought_back_in_a_cloud_folder(
    records: Path, tmp_path: Path, alongside: Said
) -> None:
    cloud = tmp_path / "OneDrive - Charity"
    assert "cloud program" in refused(alongside, "init", "--store", cloud / "records", "--user", "Mo")
    assert alongside("backup", "--store", records, "--to", tmp_path / "backups")[0] == 0
    (backup,) = (tmp_path / "backups").iterdir()
    assert "cloud program" in refused(alongside, "restore", "--from", backup, "--store", cloud / "records")
    assert not cloud.exists()


def test_files_that_cannot_be_written_leave_no_release_behind(
    records: Path, a_list: Path, alongside: Said
) -> None:
    before = (records / "records.db").read_bytes()
    counted = ("--definition", "cleveland-tables", "--period", "2016-17", "--protect", "exact")
    complained = refused(alongside, "return", "--store", records, "--out", a_list, *counted)
    assert "is a file, and files can only be written into a folder" in complained
    assert (records / "records.db").read_bytes() == before


def test_tables_of_another_return_in_the_folder_are_named_and_nothing_is_written(
    records: Path, tmp_path: Path, alongside: Said
) -> None:
    old = tmp_path / "out" / "tables" / "R99.csv"
    old.parent.mkdir(parents=True)
    old.write_bytes(b"old")
    given = ("return", "--store", records, "--definition", "cleveland-tables", "--period", "2018-19:Q2")
    status, _, complained = alongside(*given, "--protect", "exact", "--out", tmp_path / "out")
    assert (status, "this return does not have: R99.csv" in complained) == (1, True)
    assert [path for path in (tmp_path / "out").rglob("*") if path.is_file()] == [old]
    old.unlink()
    for _ in range(2):
        status, _, _ = alongside(*given, "--protect", "exact", "--out", tmp_path / "out")
        assert status == 0


def test_new_records_need_a_folder_that_can_be_written(tmp_path: Path, alongside: Said) -> None:
    (tmp_path / "letter.txt").write_text("Dear all", encoding="utf-8")
    assert "not a folder" in refused(alongside, "init", "--store", tmp_path / "letter.txt", "--user", "Mo")
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]
