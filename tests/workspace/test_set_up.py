"""New records come into being whole, or not at all."""

import os
from pathlib import Path

import pytest

from desktop.domain.actor import Role
from desktop.errors import AlongsideError, BadInputError, FolderError
from desktop.platform.resources import resource_names
from desktop.queries.code_lists import code_lists
from desktop.queries.service import service_details
from desktop.security.key_stretching import LOWEST_ACCEPTED
from desktop.security.recovery_code import code_text, new_code
from desktop.workspace.opened import open_unlocked
from desktop.workspace.set_up import NewService, SetUp, prepare, set_up
from desktop.workspace.sign_in import regain, sign_in
from tests.workspace.conftest import NAME, PASSPHRASE

NEW = NewService("Tees Support", NAME, PASSPHRASE)


def test_new_records_know_their_service_their_first_manager_and_the_code_lists(folder: Path) -> None:
    opened = sign_in(folder, name=NAME, passphrase=PASSPHRASE)
    try:
        actor = opened.actor
        assert actor.roles == {Role.MANAGER}
        details = opened.records.read(actor, lambda session: service_details(session, actor=actor))
        lists = opened.records.read(actor, lambda session: code_lists(session, actor=actor))
    finally:
        opened.close()
    assert details.name == "Tees Support"
    assert len(lists) == len(resource_names("codes", ".toml"))


def test_the_recovery_code_opens_the_new_records(made: SetUp, folder: Path) -> None:
    regain(
        folder, name=NAME, code=made.recovery_code.lower(), passphrase="amber kettle ninety finches"
    ).close()


def test_nothing_is_in_the_folder_until_set_up_is_finished(tmp_path: Path) -> None:
    made = prepare(tmp_path / "records", NEW, stretching=LOWEST_ACCEPTED)
    assert not (tmp_path / "records").exists()
    made.finish()
    assert [path.name for path in tmp_path.iterdir()] == ["records"]
    open_unlocked(made.folder, made.unlocked).close()


def test_a_set_up_given_up_leaves_nothing(tmp_path: Path) -> None:
    prepare(tmp_path / "records", NEW, stretching=LOWEST_ACCEPTED).give_up()
    assert list(tmp_path.iterdir()) == []


def test_what_a_set_up_left_that_was_cut_off_is_taken_away_the_next_day(tmp_path: Path) -> None:
    cut_off = prepare(tmp_path / "records", NEW, stretching=LOWEST_ACCEPTED).aside
    under_way = prepare(tmp_path / "records", NEW, stretching=LOWEST_ACCEPTED)
    os.utime(cut_off, (0, 0))
    made = prepare(tmp_path / "records", NEW, stretching=LOWEST_ACCEPTED)
    assert set(tmp_path.iterdir()) == {under_way.aside, made.aside}


def test_an_empty_folder_is_used(tmp_path: Path) -> None:
    folder = tmp_path / "empty"
    folder.mkdir()
    set_up(folder, service_name="S", user_name=NAME, passphrase=PASSPHRASE, stretching=LOWEST_ACCEPTED)
    assert (folder / "keys.json").is_file()


@pytest.mark.parametrize(
    ("new", "error"),
    [
        (NewService("", NAME, PASSPHRASE), BadInputError),
        (NewService("Tees Support", " ", PASSPHRASE), BadInputError),
        (NewService("Tees Support", NAME, ""), BadInputError),
        (NewService("Tees Support", NAME, "tees support mo manager"), BadInputError),
    ],
)
def test_a_set_up_that_fails_leaves_nothing(
    tmp_path: Path, new: NewService, error: type[AlongsideError]
) -> None:
    with pytest.raises(error):
        prepare(tmp_path / "records", new, stretching=LOWEST_ACCEPTED)
    assert list(tmp_path.iterdir()) == []


def test_records_are_never_made_over_others(folder: Path) -> None:
    before = sorted((path.name, path.read_bytes()) for path in folder.iterdir())
    with pytest.raises(FolderError, match="not empty"):
        prepare(folder, NEW, stretching=LOWEST_ACCEPTED)
    assert sorted((path.name, path.read_bytes()) for path in folder.iterdir()) == before


def test_a_folder_filled_meanwhile_is_not_replaced(tmp_path: Path) -> None:
    folder = tmp_path / "records"
    made = prepare(folder, NEW, stretching=LOWEST_ACCEPTED)
    folder.mkdir()
    (folder / "letter.txt").write_text("Dear all", encoding="utf-8")
    with pytest.raises(FolderError):
        made.finish()
    assert (folder / "letter.txt").read_text(encoding="utf-8") == "Dear all"
    made.give_up()


def test_a_cloud_folder_is_refused_before_anything_is_made(tmp_path: Path) -> None:
    with pytest.raises(FolderError, match="cloud"):
        prepare(tmp_path / "OneDrive - Charity" / "records", NEW)
    assert list(tmp_path.iterdir()) == []


def test_the_code_typed_back_must_be_that_of_this_sheet(made: SetUp) -> None:
    made.check_code(made.recovery_code.lower().replace("-", " "))
    with pytest.raises(BadInputError, match="another recovery sheet"):
        made.check_code(code_text(new_code()))


def test_neither_passphrase_nor_code_is_in_any_text(made: SetUp) -> None:
    assert PASSPHRASE not in repr(NEW)
    assert made.recovery_code not in repr(made)
