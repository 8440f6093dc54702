"""The command line as somebody types it, in a folder of their own."""

from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.cli import run_command
from desktop.cli.asking import PASSPHRASE_VARIABLE

PASSPHRASE = "quiet river seven lanterns"
Said = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="session")
def first_records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make records once through ``init``; tests copy the folder."""
    folder = tmp_path_factory.mktemp("cli")
    patch = pytest.MonkeyPatch()
    patch.setenv(PASSPHRASE_VARIABLE, PASSPHRASE)
    status = run_command(["init", "--store", str(folder / "records"), "--user", "Mo Manager"])
    patch.undo()
    assert status == 0
    return folder / "records"


@pytest.fixture
def alongside(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Said:
    """Run one command and give its status, what it said, and what it complained of."""
    monkeypatch.setenv(PASSPHRASE_VARIABLE, PASSPHRASE)

    def run(*arguments: object) -> tuple[int, str, str]:
        status = run_command([str(argument) for argument in arguments])
        told = capsys.readouterr()
        return status, told.out, told.err

    return run
