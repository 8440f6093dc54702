"""Copying an encrypted file under another key in one step, while work goes on."""

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlcipher3
from sqlalchemy.exc import DBAPIError

from desktop.domain.ids import DeviceId
from desktop.errors import FolderError, StoreError
from desktop.store.anchor import End
from desktop.store.chain import chain_end
from desktop.store.engines import make_engine
from desktop.store.opening import opener
from desktop.store.schema import table_counts

_A_DAY = 24 * 60 * 60


@dataclass(frozen=True, slots=True, repr=False)
class FileKey:
    """Where an encrypted file is, and what opens it; never printed."""

    path: Path
    key: bytes
    salt: bytes
    cache_kib: int = 16384

    def open(self, *, create: bool = False) -> Any:
        """Open a connection of our own to it."""
        return opener(self.path, self.key, self.salt, create=create, cache_kib=self.cache_kib)()


@dataclass(frozen=True, slots=True)
class Copied:
    """What stood in the file at the moment that was copied."""

    rows: dict[str, int]
    end: End


def copy_records(source: FileKey, target: FileKey, device_id: DeviceId) -> Copied:
    """Copy the records of one moment in one step into a new file under its own key.

    In one step on purpose: copied page by page under a writer, a copy never finishes.

    Raises:
        StoreError: the source does not open.
        sqlcipher3.DatabaseError, DBAPIError: the source cannot be read or the target not written.
    """
    engine = make_engine(source.open, begin="BEGIN")
    try:
        with engine.connect() as connection, connection.begin():
            copied = Copied(table_counts(connection), chain_end(connection, device_id))
            copy_file(connection.connection.dbapi_connection, target)
            return copied
    finally:
        engine.dispose()


def copy_file(raw: Any, target: FileKey) -> None:
    """Copy what a connection sees in one step into a new file under its own key."""
    written = target.open(create=True)
    try:
        raw.backup(written)
        written.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    finally:
        written.close()


def rows_of(file: FileKey) -> dict[str, int]:
    """Count the rows of every table of an encrypted file."""
    raw: Any = file.open()
    try:
        names = raw.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        ).fetchall()
        counts = {
            name: int(raw.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0])  # noqa: S608 names of ours
            for (name,) in names
        }
    finally:
        raw.close()
    return counts


def remove_file(path: Path) -> None:
    """Take an encrypted file away that no program has open, and its log or journal.

    Raises:
        OSError: the folder cannot be written.
    """
    for gone in (path, path.with_name(f"{path.name}-journal")):  # a copy cut off early leaves a journal
        gone.unlink(missing_ok=True)
    remove_log(path)


def remove_log(path: Path) -> None:
    """Take away the log beside a file that is closed: it must not meet the file that comes in its place.

    Raises:
        FolderError: something is still in it, so another program has the file open.
        OSError: the folder cannot be written.
    """
    log = path.with_name(f"{path.name}-wal")
    if path.exists() and log.exists() and log.stat().st_size:
        what = "Another program has the records open."
        raise FolderError(what, "Close it and try again; nothing was changed.")
    for ending in ("-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)


def clear_cut_off(folder: Path, *patterns: str) -> None:
    """Take away what a copy left that was cut off, by a power cut or a kill, more than a day ago."""
    for left in (path for pattern in patterns for path in folder.glob(pattern)):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > _A_DAY:
                shutil.rmtree(left)


@contextmanager
def space_explained(doing: str) -> Iterator[None]:
    """Turn a full disk or a folder that cannot be written into a sentence.

    Raises:
        FolderError: with what to do about it.
        StoreError: it is the records that cannot be read.
    """
    try:
        yield
    except (OSError, sqlcipher3.DatabaseError, DBAPIError) as error:
        if any(word in str(error) for word in ("malformed", "not a database")):
            damaged = f"{doing}: the records cannot be read whole."
            raise StoreError(damaged, "Run “alongside verify”, and use the last good backup.") from error
        what = f"{doing}: the folder cannot be written, or its disk is full."
        do = "Free some space, or choose another folder, and try again. Nothing was left behind there."
        raise FolderError(what, do) from error
