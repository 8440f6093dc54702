"""A program with a window, on records set up once."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from desktop.app.options import Options
from desktop.app.program import Program
from desktop.security.key_stretching import LOWEST_ACCEPTED
from desktop.workspace.set_up import SetUp, set_up

NAME = "Mo Manager"
PASSPHRASE = "four words are enough"
Start = Callable[[Options], Program]


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> SetUp:
    """Set up records once."""
    return set_up(
        tmp_path_factory.mktemp("made") / "records",
        service_name="Tees Support",
        user_name=NAME,
        passphrase=PASSPHRASE,
        stretching=LOWEST_ACCEPTED,
    )


@pytest.fixture
def folder(made: SetUp, tmp_path: Path) -> Path:
    """Copy the records for one test."""
    return Path(shutil.copytree(made.folder, tmp_path / "records"))


@pytest.fixture(autouse=True)
def own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep what a test remembers out of the settings of whoever runs it."""
    for variable in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "LOCALAPPDATA", "APPDATA", "HOME"):
        monkeypatch.setenv(variable, str(tmp_path / "home" / variable.lower()))


@pytest.fixture
def start(qapp: QApplication) -> Iterator[Start]:
    """Start programs, and end them with the test."""
    programs: list[Program] = []

    def begin(options: Options) -> Program:
        program = Program(qapp, options)
        programs.append(program)
        program.start()
        return program

    yield begin
    for program in programs:
        program.close()
        program.window.close()
        program.window.deleteLater()
