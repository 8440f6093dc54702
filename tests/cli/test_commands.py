"""Each command ends with 0 done, 1 a plain sentence, 2 wrong usage, and leaves nothing half done."""

import json
import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from desktop.cli import run_command
from desktop.cli.asking import PASSPHRASE_VARIABLE
from desktop.domain.dates import civil_date
from tests.cli.conftest import PASSPHRASE, Said

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def records(first_records: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(first_records, tmp_path / "records"))


def _return(records: Path, out: Path, **given: str) -> list[object]:
    asked = {"definition": "cleveland-tables", "period": "2018-19", "protect": "exact", **given}
    options = [part for name, value in asked.items() for part in (f"--{name}", value)]
    return ["return", "--store", records, "--out", out, *options]


def test_a_command_loads_no_window_and_no_writer_before_it_needs_one() -> None:
    asked = (
        "import sys, desktop.cli.entry, desktop.cli.lists, desktop.cli.returns;"
        "print(*sorted({name.split('.')[0] for name in sys.modules} & {'PySide6', 'reportlab', 'openpyxl'}))"
    )
    said = subprocess.check_output([sys.executable, "-c", asked], cwd=ROOT, encoding="utf-8")
    assert said.strip() == ""


def test_what_a_command_needs_is_loaded_beside_the_unlocking() -> None:
    asked = (
        "import sys; from desktop.cli.loading import loading_beside\n"
        "with loading_beside('desktop.exports.returns.files'): pass\n"
        "print('desktop.exports.returns.files' in sys.modules)"
    )
    said = subprocess.check_output([sys.executable, "-c", asked], cwd=ROOT, encoding="utf-8")
    assert said.strip() == "True"


def test_records_are_backed_up_and_brought_back(records: Path, tmp_path: Path, alongside: Said) -> None:
    assert alongside("backup", "--store", records, "--to", tmp_path / "backups")[0] == 0
    (backup,) = (tmp_path / "backups").iterdir()
    status, said, _ = alongside("restore", "--from", backup, "--store", records)
    assert (status, "kept as" in said) == (0, True)
    assert alongside("verify", "--store", records)[0] == 0


@pytest.mark.parametrize("place", ["letters", "Dropbox/records", "backup"])
def test_a_backup_is_never_brought_back_where_records_may_not_live(
    records: Path, tmp_path: Path, alongside: Said, place: str
) -> None:
    assert alongside("backup", "--store", records, "--to", tmp_path / "backups")[0] == 0
    (backup,) = (tmp_path / "backups").iterdir()
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "to the bank.txt").touch()
    target = backup if place == "backup" else tmp_path / place
    before = sorted(tmp_path.rglob("*"))
    status, _, complained = alongside("restore", "--from", backup, "--store", target)
    assert (status, "Choose" in complained) == (1, True)
    assert sorted(tmp_path.rglob("*")) == before


def test_what_was_cut_off_days_ago_is_cleared_away(records: Path, tmp_path: Path, alongside: Said) -> None:
    backups = tmp_path / "backups"
    left = backups / ".alongside-backup-20260401-120000-abcdefgh.part"
    aside, source = tmp_path / ".records.0123abcd.part", tmp_path / ".records.0123abcd.backup"
    foreign = tmp_path / ".mine"
    for folder in (left, aside, source, foreign):
        folder.mkdir(parents=True)
        os.utime(folder, (0, 0))
    assert alongside("backup", "--store", records, "--to", backups)[0] == 0
    (backup,) = backups.iterdir()
    assert alongside("restore", "--from", backup, "--store", records)[0] == 0
    assert not any(folder.exists() for folder in (left, aside, source))
    assert foreign.exists()


def test_a_backup_is_brought_back_into_the_folder_one_stands_in(
    records: Path, tmp_path: Path, alongside: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert alongside("backup", "--store", records, "--to", tmp_path / "backups")[0] == 0
    (backup,) = (tmp_path / "backups").iterdir()
    (tmp_path / "new").mkdir()
    monkeypatch.chdir(tmp_path / "new")
    assert alongside("restore", "--from", backup, "--store", ".")[0] == 0
    assert alongside("verify", "--store", tmp_path / "new")[0] == 0


def test_a_changed_byte_makes_verify_end_with_1(records: Path, alongside: Said) -> None:
    path = records / "records.db"
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    status, _, complained = alongside("verify", "--store", records)
    assert status == 1
    assert "records file" in complained
    assert "restore" in complained


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"definition": "cleveland-table"}, "Did you mean “cleveland-tables”? There are: pcc-quarterly"),
        ({"definition": "everything"}, "There are: pcc-quarterly"),
        ({"period": "2098-99"}, "has not begun"),
        ({"period": "last year"}, "2018-19"),
        ({"protect": "publish"}, "not there yet"),
    ],
)
def test_a_return_that_cannot_be_made_says_why_and_writes_nothing(
    records: Path, tmp_path: Path, alongside: Said, given: dict[str, str], sentence: str
) -> None:
    status, _, complained = alongside(*_return(records, tmp_path / "out", **given))
    assert status == 1
    assert sentence in complained
    assert not (tmp_path / "out").exists()


def test_a_return_of_days_still_to_come_says_so(records: Path, tmp_path: Path, alongside: Said) -> None:
    today = civil_date(datetime.now(UTC))
    summer = 4 <= today.month < 10  # the year from April, else the one from October, is far from over
    year = today.year if summer or today.month >= 10 else today.year - 1
    given = {} if summer else {"definition": "lottery-outcomes", "stream": ""}
    period = f"{year}-{(year + 1) % 100:02}"
    status, said, _ = alongside(*_return(records, tmp_path / "out", period=period, **given))
    assert status == 0
    assert "The period is not over: counted up to " in said


@pytest.mark.parametrize("below", ["", "return"])
def test_a_return_is_not_written_into_a_file(
    records: Path, tmp_path: Path, alongside: Said, below: str
) -> None:
    file = tmp_path / "a letter"
    file.touch()
    status, _, complained = alongside(*_return(records, file / below))
    assert status == 1
    assert f"“{file}” is a file, and files can only be written into a folder." in complained
    assert file.read_bytes() == b""


@pytest.mark.parametrize("arguments", [["nosuch"], ["return"], ["verify", "--store"]])
def test_wrong_usage_ends_with_2(alongside: Said, arguments: list[str]) -> None:
    assert alongside(*arguments)[0] == 2


def test_a_wrong_passphrase_is_refused(
    records: Path, alongside: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PASSPHRASE_VARIABLE, "not the right words")
    status, _, complained = alongside("verify", "--store", records)
    assert status == 1
    assert "passphrase" in complained


def test_a_changed_key_file_is_told_so_though_nobody_was_named(records: Path, alongside: Said) -> None:
    path = records / "keys.json"
    path.write_bytes(path.read_bytes().replace(b'"epoch":1', b'"epoch":7', 1))
    status, _, complained = alongside("verify", "--store", records)
    assert (status, "key file was changed" in complained) == (1, True)


def test_wrong_passphrases_make_the_right_one_wait_here_too(
    records: Path, alongside: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PASSPHRASE_VARIABLE, "not the right words")
    for _ in range(3):
        assert alongside("verify", "--store", records)[0] == 1
    monkeypatch.setenv(PASSPHRASE_VARIABLE, PASSPHRASE)
    status, _, complained = alongside("verify", "--store", records)
    assert (status, "Wait" in complained) == (1, True)


def test_a_mistake_of_ours_is_reported_without_a_value_in_it(capsys: pytest.CaptureFixture[str]) -> None:
    wrong_in_itself: list[Any] = ["verify", "--user", "Ada Wren", 7]  # no shell gives a number
    assert run_command(wrong_in_itself) == 1
    complained = capsys.readouterr().err
    assert "Please report this" in complained
    assert "TypeError" in complained
    assert "Traceback" not in complained
    assert "Wren" not in complained


def test_a_passphrase_file_serves_instead_of_the_variable(
    records: Path, tmp_path: Path, alongside: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(PASSPHRASE_VARIABLE)
    (tmp_path / "words").write_text(f"{PASSPHRASE}\n", encoding="utf-8")
    arguments = ("verify", "--store", records)
    assert alongside(*arguments)[0] == 1
    assert alongside(*arguments, "--passphrase-file", tmp_path / "words")[0] == 0


@pytest.mark.parametrize(
    ("passphrase", "sentence"), [("short", "12 characters"), ("correct horse battery staple", "lists")]
)
def test_a_weak_passphrase_makes_no_records(
    tmp_path: Path, alongside: Said, monkeypatch: pytest.MonkeyPatch, passphrase: str, sentence: str
) -> None:
    monkeypatch.setenv(PASSPHRASE_VARIABLE, passphrase)
    status, _, complained = alongside("init", "--store", tmp_path / "new", "--user", "Mo")
    assert (status, sentence in complained) == (1, True)
    assert list(tmp_path.iterdir()) == []


def test_records_are_never_made_over_others(records: Path, alongside: Said) -> None:
    before = (records / "keys.json").read_bytes()
    status, _, complained = alongside("init", "--store", records, "--user", "Mo")
    assert (status, bool(complained)) == (1, True)
    assert (records / "keys.json").read_bytes() == before


def test_the_program_proves_itself(alongside: Said) -> None:
    status, said, _ = alongside("self-test")
    assert (status, "FAILED" in said, said.count("ok")) == (0, False, 7)


def test_the_command_speaks_utf_8_whatever_the_system_does(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(
        [sys.executable, "-m", "desktop", "verify", "--store", str(tmp_path / "Ŵyn")],
        cwd=ROOT, env=environment, capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "Ŵyn" in done.stderr.decode("utf-8")


def test_the_code_of_a_return_is_found_in_the_history_and_nowhere_else(
    records: Path, tmp_path: Path, alongside: Said
) -> None:
    alongside(*_return(records, tmp_path / "out"))
    code = json.loads((tmp_path / "out" / "return.json").read_text(encoding="utf-8"))["history_code"]
    assert alongside("verify", "--store", records, "--code", code.lower())[0] == 0
    status, _, complained = alongside("verify", "--store", records, "--code", "ABCDEFGH")
    assert (status, "ABCDEFGH" in complained) == (1, True)
    assert alongside("verify", "--store", records, "--code", "short")[0] == 1
