"""Records of made-up people from the command line."""

import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Said


def test_an_empty_folder_is_filled_with_people_and_verifies(alongside: Said, tmp_path: Path) -> None:
    store = tmp_path / "demo"
    status, told, trouble = alongside(
        "demo", "--store", store, "--people", 30, "--seed", 4, "--until", "31/03/2026"
    )
    assert (status, trouble) == (0, "")
    assert "Made up 30 people, 2 April 2023 to 31 March 2026:" in told
    assert "Sign in as Robin Example" in told
    assert "(volunteer)" in told
    status, told, _ = alongside("verify", "--store", store, "--user", "Robin Example")
    assert (status, told.splitlines()[-1]) == (0, "Everything is as it was written.")


def test_records_that_hold_nobody_yet_are_filled_once(
    alongside: Said, first_records: Path, tmp_path: Path
) -> None:
    store = Path(shutil.copytree(first_records, tmp_path / "records"))
    assert alongside("demo", "--store", store, "--people", 5)[0] == 0
    status, _, trouble = alongside("demo", "--store", store, "--people", 5, "--user", "Mo Manager")
    assert status == 1
    assert "hold people already" in trouble


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--people", "0"), "0 made-up people cannot be made. Ask for one or more."),
        (("--people", "-1"), "-1 made-up people cannot be made. Ask for one or more."),
        (("--people", "200001"), "Ask for 200,000 or fewer."),
        (("--until", "2200-01-01"), "not between"),
        (("--until", "31/12/2009"), "Choose 1 January 2010 or a later day."),
        (("--until", "soon"), "This is not a date Alongside can read."),
    ],
)
def test_bad_wishes_end_in_a_sentence_and_leave_nothing(
    alongside: Said, tmp_path: Path, arguments: tuple[str, str], said: str
) -> None:
    status, _, trouble = alongside("demo", "--store", tmp_path / "demo", *arguments)
    assert status == 1
    assert said in trouble
    assert list(tmp_path.iterdir()) == []


def test_a_day_in_the_future_is_refused(alongside: Said, tmp_path: Path) -> None:
    status, _, trouble = alongside("demo", "--store", tmp_path / "demo", "--until", "2099-01-01")
    assert (status, list(tmp_path.iterdir())) == (1, [])
    assert trouble


def test_a_folder_with_something_else_in_it_is_left_alone(alongside: Said, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").touch()
    status, _, trouble = alongside("demo", "--store", tmp_path, "--people", 5)
    assert status == 1
    assert "This folder is not empty." in trouble
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]
