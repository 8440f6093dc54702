"""Locking ends the process that held the data and leaves a fresh one at the unlock screen."""

import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from desktop.platform.locks import StoreLock
from desktop.workspace.relaunch import locked_command, start_locked
from desktop.workspace.sign_in import sign_in
from tests.app.conftest import NAME, PASSPHRASE

SCRIPT = """
import sys
from pathlib import Path
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication
from desktop.app.options import Options
from desktop.app.program import Program
from desktop.workspace.sign_in import sign_in

app = QApplication([])
program = Program(app, Options(store=Path(sys.argv[1])))
program.start()
program.enter(sign_in(Path(sys.argv[1]), name=sys.argv[2], passphrase=sys.argv[3]))
QTimer.singleShot(0, program.lock)
status = app.exec()
program.close()
print(program.locked_process, flush=True)
sys.exit(status)
"""


def test_locking_ends_this_process_and_starts_a_locked_one(folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(folder), NAME, PASSPHRASE],
        capture_output=True,
        check=False,
        encoding="utf-8",
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    locked = psutil.Process(int(done.stdout))
    try:
        assert locked.cmdline()[1:] == locked_command(folder, quietly=False)[1:]
        StoreLock.acquire(folder / "lock").release()
        sign_in(folder, name=NAME, passphrase=PASSPHRASE).close()
        assert not (folder / "records.db-wal").exists()
    finally:
        locked.terminate()
        locked.wait(30)


def test_a_program_that_cannot_be_started_is_no_reason_to_stay(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", str(folder / "gone"))
    assert start_locked(folder) is None


def test_a_lock_that_came_by_itself_asks_for_no_focus(folder: Path) -> None:
    assert "--quietly" in locked_command(folder, quietly=True)
    assert "--quietly" not in locked_command(folder, quietly=False)
