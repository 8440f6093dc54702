"""Records set up once and copied for each test, and settings that belong to the test alone."""

import shutil
from pathlib import Path

import pytest

from desktop.security.key_stretching import LOWEST_ACCEPTED
from desktop.workspace.set_up import SetUp, set_up

NAME = "Mo Manager"
PASSPHRASE = "four words are enough"


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> SetUp:
    """Set up records once."""
    folder = tmp_path_factory.mktemp("made") / "records"
    return set_up(
        folder,
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
def made_code(made: SetUp) -> str:
    """Give the code of the recovery sheet."""
    return made.recovery_code
