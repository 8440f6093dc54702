"""One program at a time on a folder of records: a lock the operating system drops when the program ends."""

import contextlib
import json
import os
import socket
import sys
import threading
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from desktop.errors import FolderError, StoreBusyError

_BETWEEN_TRIES = 0.02
_LOCKED_BYTE = 1 << 20  # beyond the note, so that Windows lets others read who holds the lock


@dataclass(frozen=True, slots=True)
class Holder:
    """The program that holds a lock, or that ended without letting go: its process, computer and start."""

    process: int
    computer: str
    since: str


class StoreLock:
    """The hold of one running program on one folder of records.

    The operating system lets go when the program ends, however it ends. The note left in the file then only
    explains that the last program did not close its records itself.
    """

    def __init__(self, path: Path, handle: int, left_behind: Holder | None) -> None:
        self.path = path
        self.left_behind = left_behind
        self._handle: int | None = handle

    @classmethod
    def acquire(cls, path: Path, *, wait_seconds: float = 0) -> Self:
        """Take the lock file at ``path``, waiting up to ``wait_seconds`` for another program to let go.

        Raises:
            StoreBusyError: another program holds it still; the sentence says since when.
            FolderError: the lock file cannot be made.
        """
        handle = _open(path)
        try:
            _take(handle, path, until=time.monotonic() + wait_seconds)
            left_behind = _read_holder(path)
            _write_holder(handle)
        except BaseException:
            os.close(handle)
            raise
        return cls(path, handle, left_behind)

    def release(self) -> None:
        """Let go; a second call does nothing."""
        if self._handle is None:
            return
        handle, self._handle = self._handle, None
        try:
            os.ftruncate(handle, 0)
            _unlock(handle)
        finally:
            os.close(handle)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.release()


def _open(path: Path) -> int:
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        what = "Alongside cannot write in the folder that holds the records."
        do = "Check that the disk or stick is there, and that you may write to the folder."
        raise FolderError(what, do) from error


def _take(handle: int, path: Path, *, until: float) -> None:
    pause = threading.Event()
    while not _try_lock(handle):
        if time.monotonic() >= until:
            raise _busy(_read_holder(path))
        pause.wait(_BETWEEN_TRIES)


def _busy(holder: Holder | None) -> StoreBusyError:
    since = f" since {holder.since}" if holder else ""
    on = f" on {holder.computer}" if holder and holder.computer != socket.gethostname() else ""
    what = f"Another Alongside has these records open{on}{since}."
    return StoreBusyError(what, "Close it, or lock it, and try again.")


def _write_holder(handle: int) -> None:
    now = datetime.now(UTC).strftime("%d/%m/%Y %H:%M UTC")
    note = {"process": os.getpid(), "computer": socket.gethostname(), "since": now}
    os.ftruncate(handle, 0)
    os.lseek(handle, 0, os.SEEK_SET)
    os.write(handle, json.dumps(note).encode())


def _read_holder(path: Path) -> Holder | None:
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
        note = json.loads(path.read_text(encoding="utf-8"))
        return Holder(int(note["process"]), str(note["computer"]), str(note["since"]))
    return None


if sys.platform == "win32":
    import msvcrt

    def _try_lock(handle: int) -> bool:
        os.lseek(handle, _LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _unlock(handle: int) -> None:
        os.lseek(handle, _LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _try_lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _unlock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_UN)
