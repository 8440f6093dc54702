"""One program at a time on one folder of records."""

import subprocess
import sys
from pathlib import Path

import pytest

from desktop.errors import StoreBusyError
from desktop.platform.locks import StoreLock

HOLD = """
import sys
from pathlib import Path
from desktop.platform.locks import StoreLock
lock = StoreLock.acquire(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.readline()
if sys.argv[2] == "release":
    lock.release()
"""


def _holder(path: Path, ending: str = "release") -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path), ending],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_a_second_program_is_refused_and_told_since_when(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with _holder(path) as other:
        with pytest.raises(StoreBusyError, match=r"open since \d\d/\d\d/\d{4}"):
            StoreLock.acquire(path)
        other.communicate("\n")


def test_a_second_lock_in_the_same_program_is_refused_too(tmp_path: Path) -> None:
    with StoreLock.acquire(tmp_path / "lock"), pytest.raises(StoreBusyError):
        StoreLock.acquire(tmp_path / "lock")


def test_a_waiting_program_gets_the_lock_when_the_other_lets_go(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with _holder(path) as other:
        assert other.stdin is not None
        other.stdin.write("\n")
        other.stdin.flush()
        lock = StoreLock.acquire(path, wait_seconds=30)
    assert lock.left_behind is None
    lock.release()


def test_a_killed_program_leaves_a_note_and_no_lock(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with _holder(path) as other:
        other.kill()
    with StoreLock.acquire(path, wait_seconds=10) as lock:
        assert lock.left_behind is not None
        assert lock.left_behind.process == other.pid


def test_releasing_twice_does_nothing_more(tmp_path: Path) -> None:
    lock = StoreLock.acquire(tmp_path / "lock")
    lock.release()
    lock.release()
    StoreLock.acquire(tmp_path / "lock").release()
