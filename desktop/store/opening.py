"""Opening one connection to an encrypted file, and refusing whatever cannot be trusted.

Each setting answers a trap that was measured; docs/decisions/003-opening-the-store.md names them.
"""

import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

import sqlcipher3

from desktop.errors import StoreError, UnreadableError

APPLICATION_ID = 0x414C4F4E
"""Marks a file of ours ("ALON")."""
KEY_BYTES = 32
SALT_BYTES = 16
HEADER_BYTES = 16
_PLAIN_HEADER = b"SQLite format 3\x00"
_CACHE_KIB = 65536
_RESTORE = "Bring back the last good backup with “alongside restore”; this file stays as it is."


def _settings(cache_kib: int) -> tuple[tuple[str, str, object], ...]:
    """Name each PRAGMA, the value set, and the value that must come back."""
    common: tuple[tuple[str, str, object], ...] = (
        ("journal_mode", "WAL", "wal"),
        ("synchronous", "FULL", 2),
        ("foreign_keys", "ON", 1),
        ("temp_store", "MEMORY", 2),
        ("secure_delete", "ON", 1),
        ("trusted_schema", "OFF", 0),
        ("cell_size_check", "ON", 1),
        ("mmap_size", "0", 0),
        ("wal_autocheckpoint", "200", 200),
        ("busy_timeout", "5000", 5000),
        ("cache_size", str(-cache_kib), -cache_kib),
    )
    if sys.platform == "darwin":
        return (*common, ("fullfsync", "ON", 1), ("checkpoint_fullfsync", "ON", 1))
    return common


def _scalar(connection: Any, statement: str) -> Any:
    row = connection.execute(statement).fetchone()
    if row is None:
        return None
    value = row[0]
    return int(value) if isinstance(value, str) and value.lstrip("-").isdigit() else value


def _give_key(connection: Any, key: bytes, salt: bytes) -> None:
    """Hand over the raw key outside SQL text, and wipe the buffer."""
    if len(key) != KEY_BYTES or len(salt) != SALT_BYTES:
        message = "a store key is 32 bytes and its salt 16"
        raise ValueError(message)
    buffer = bytearray(b"x'" + key.hex().encode() + salt.hex().encode() + b"'")
    try:
        connection.set_key(buffer)
    finally:
        buffer[:] = bytes(len(buffer))


def _say_nothing(connection: Any) -> None:
    """Keep the cipher from writing messages (``cipher_log = NONE`` would make a file of that name)."""
    if _scalar(connection, "PRAGMA cipher_log_level = NONE") != "NONE":
        what = "The records could not be opened safely on this computer (setting cipher_log_level)."
        raise StoreError(what, "Please report this; nothing was changed.")


def look_at_file(path: Path) -> None:
    """Refuse a file that is missing, empty or not encrypted, before any key is tried.

    Raises:
        StoreError: with a sentence for each cause.
    """
    if not path.is_file():
        what = "The records file is missing from this folder."
        raise StoreError(what, "If the folder was moved, choose its new place; otherwise restore a backup.")
    try:
        with path.open("rb") as stream:
            header = stream.read(HEADER_BYTES)
    except OSError as error:
        what = "The records file cannot be read: its disk has gone, or you may not open it."
        raise StoreError(what, "Check the disk and who may read the folder, and try again.") from error
    if not header:
        what = "The records file is empty."
        raise UnreadableError(what, _RESTORE)
    if header == _PLAIN_HEADER:
        what = "The records file is not encrypted, so it was not made by Alongside."
        raise UnreadableError(what, "Nothing was opened. Ask whoever put it there what it is.")


def _refuse_stranger(connection: Any, newest_schema: int | None) -> None:
    if _scalar(connection, "PRAGMA application_id") != APPLICATION_ID:
        what = "This file opens with your key but does not belong to Alongside."
        raise StoreError(what, _RESTORE)
    version = _scalar(connection, "PRAGMA user_version")
    if newest_schema is not None and version > newest_schema:
        what = "These records were made by a newer Alongside."
        raise StoreError(what, "Install the newer program on this computer; nothing was changed.")


def _set_up(connection: Any, cache_kib: int) -> None:
    connection.enable_load_extension(False)
    connection.execute("PRAGMA cipher_memory_security = OFF")
    for name, value, expected in _settings(cache_kib):
        connection.execute(f"PRAGMA {name} = {value}").fetchall()
        if _scalar(connection, f"PRAGMA {name}") != expected:
            what = f"The records could not be opened safely on this computer (setting {name})."
            raise StoreError(what, "Please report this; nothing was changed.")
    if _scalar(connection, "PRAGMA cipher_status") != 1:
        what = "The records file could not be opened as an encrypted file."
        raise StoreError(what, _RESTORE)


def _unopened(said: str) -> StoreError:
    """Tell a disk that cannot be written from a file that makes no sense under this key."""
    if any(word in said for word in ("disk I/O", "disk is full", "readonly", "unable to open")):
        what = "The records cannot be opened here: the disk is full, write-protected or gone."
        return StoreError(what, "Check the disk and try again; nothing was changed.")
    if "locked" in said:
        what = "Another program has the records file open."
        return StoreError(what, "Close it and try again; nothing was changed.")
    what = "The records file is damaged, or belongs to other keys: it does not open with yours."
    return UnreadableError(what, _RESTORE)


def open_keyed(
    path: Path,
    key: bytes,
    salt: bytes,
    *,
    create: bool = False,
    newest_schema: int | None = None,
    read_only: bool = False,
    cache_kib: int = _CACHE_KIB,
) -> Any:
    """Open one connection with a raw 32-byte key and 16-byte salt, every setting read back.

    Args:
        path: the encrypted file.
        key: the SQLCipher key.
        salt: the SQLCipher salt.
        create: make a new file; otherwise it must exist, be encrypted and ours.
        newest_schema: refuse records with a higher schema number.
        read_only: refuse every write on this connection.
        cache_kib: page cache in KiB.

    Raises:
        StoreError: damaged, foreign, empty, plaintext or newer; the sentence says which.
    """
    if not create:
        look_at_file(path)
    address = f"file:{quote(str(path.absolute()))}?mode={'rwc' if create else 'rw'}"
    connection = sqlcipher3.connect(address, uri=True, isolation_level=None, check_same_thread=False)
    try:
        _say_nothing(connection)
        _give_key(connection, key, salt)
        _scalar(connection, "SELECT count(*) FROM sqlite_master")
        _set_up(connection, cache_kib)
        if create:
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        else:
            _refuse_stranger(connection, newest_schema)
        if read_only:
            connection.execute("PRAGMA query_only = ON")
    except sqlcipher3.DatabaseError as error:
        with suppress(sqlcipher3.Error):
            connection.close()
        raise _unopened(str(error)) from error
    except BaseException:
        connection.close()
        raise
    return connection


def opener(path: Path, key: bytes, salt: bytes, **settings: Any) -> Callable[[], Any]:
    """Make a ``creator`` for an engine; see ``open_keyed`` for the settings."""
    return lambda: open_keyed(path, key, salt, **settings)
