"""The one place where files are written: whole or not at all, readable by their owner alone."""

import contextlib
import os
import secrets
import sys
from pathlib import Path

from desktop.errors import BadInputError


def fsync_folder(folder: Path) -> None:
    """Make a rename in the folder survive a power cut (Windows does this by itself)."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def private_folder(folder: Path) -> Path:
    """Make the folder, and its parents, if they are missing; only its owner may look inside."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def overwrite_part(path: Path, place: int, data: bytes, *, durable: bool) -> None:
    """Write bytes over those at a place of a file that is there, leaving the rest of it alone.

    Only for a file that makes sense with this part half written. With ``durable`` false a power cut may bring
    back what stood there.

    Raises:
        OSError: the file is not there, or cannot be written.
    """
    with path.open("r+b", buffering=0) as stream:
        stream.seek(place)
        stream.write(data)
        if durable:
            os.fsync(stream.fileno())


def write_atomically(path: Path, data: bytes, *, durable: bool = True) -> None:
    """Write the bytes so that a reader sees the old file or the new one, never half of either.

    With ``durable`` false a power cut may bring the old file back, whole: for files that may lag.

    Raises:
        OSError: the folder cannot be written, or the disk is full; the old file is untouched.
    """
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(path)
        if durable:
            fsync_folder(path.parent)
    except BaseException:
        with contextlib.suppress(OSError):
            part.unlink()
        raise


def read_limited(path: Path, most: int) -> bytes:
    """Read a file that somebody chose, unless it has more than ``most`` bytes, told before it is read.

    Raises:
        BadInputError: it is not there, is no ordinary file, cannot be read, or is too large.
    """
    try:
        if not path.is_file():
            what = "There is no such file."
            raise BadInputError(what, "Choose it again.")
        size = path.stat().st_size
        if size <= most:
            with path.open("rb") as stream:
                content = stream.read(most + 1)
            size = len(content)  # it may have grown meanwhile
            if size <= most:
                return content
    except OSError as trouble:
        what = "This file cannot be read."
        raise BadInputError(
            what, "Close other programs that have it open, or copy it elsewhere."
        ) from trouble
    mega = 1024**2
    what = f"This file has {size / mega:,.0f} MB; at most {most / mega:,.0f} MB can be taken."
    raise BadInputError(what, "Make it smaller, or keep it elsewhere and write down where.")
