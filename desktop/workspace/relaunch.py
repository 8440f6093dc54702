"""Locking by starting again: the process that held the data ends, a fresh one shows the unlock screen."""

import os
import subprocess
import sys
from pathlib import Path

STORE = "--store"
LOCKED = "--locked"
QUIETLY = "--quietly"
# A frozen program takes one that it starts for a part of itself, unless told otherwise.
_A_PROGRAM_OF_ITS_OWN = {"PYINSTALLER_RESET_ENVIRONMENT": "1"}


def locked_command(folder: Path, *, quietly: bool) -> list[str]:
    """Give the command that starts the program at its unlock screen, installed or frozen."""
    start = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "desktop"]
    return [*start, STORE, str(folder.absolute()), LOCKED, *([QUIETLY] if quietly else [])]


def start_locked(folder: Path, *, quietly: bool = False) -> int | None:
    """Start the locked program and give its process number, or None if it cannot be started.

    ``quietly`` asks it to take no focus: the lock came by itself while somebody types elsewhere.
    """
    detached = getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0) | getattr(subprocess, "DETACHED_PROCESS", 0)
    home = Path(__file__).resolve().parents[2]
    try:
        process = subprocess.Popen(
            locked_command(folder, quietly=quietly),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            creationflags=detached,
            cwd=home if home.is_dir() else None,
            env=os.environ | _A_PROGRAM_OF_ITS_OWN,
        )
    except OSError:
        return None
    process.returncode = 0  # it outlives us on purpose; nobody waits for it
    return process.pid
