"""Bringing records of an older Alongside up to this one: a checked backup first, then the migrations."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from desktop.errors import StoreError
from desktop.platform.locks import StoreLock
from desktop.security.unlocked import Unlocked
from desktop.store.backup import Backup, back_up_held
from desktop.store.engines import make_engine
from desktop.store.faults import Progress
from desktop.store.keys import StoreKeys, keys_of
from desktop.store.opening import opener
from desktop.store.records import LOCK_FILE, RECORDS_FILE
from desktop.store.schema import NEWEST, migrate, schema_number
from desktop.store.troubles import known_trouble


def bring_up_to_date(
    folder: Path,
    unlocked: Unlocked,
    *,
    backups: Path,
    newest: int = NEWEST,
    migrations: Path | None = None,
    wait_seconds: float = 0,
    progress: Progress | None = None,
) -> Backup | None:
    """Bring older records up to this program; give the backup made before, or None where nothing was older.

    ``newest`` and ``migrations`` are for migrations that do not ship yet; ``wait_seconds`` is how long
    another program is given to let go of the records.

    Raises:
        StoreError: the records are newer, not sound, or rows would be lost; nothing was changed.
        FolderError: the backup cannot be written; nothing was changed.
        StoreBusyError: another program has them open.
    """
    keys = keys_of(unlocked)
    with StoreLock.acquire(folder / LOCK_FILE, wait_seconds=wait_seconds):
        if schema_of(folder, keys, newest=newest) == newest:
            return None
        backup = back_up_held(folder, unlocked, to=backups, progress=progress)
        migrate_file(folder, keys, newest=newest, migrations=migrations)
        return backup


@contextmanager
def _explained() -> Iterator[None]:
    try:
        yield
    except DBAPIError as error:
        why = known_trouble(str(error.orig))
        what = "The records could not be brought up to this program. Nothing was changed."
        raise StoreError(what, why.do if why else "Please report this.") from error


def schema_of(folder: Path, keys: StoreKeys, *, newest: int = NEWEST) -> int:
    """Read the number of the schema that records have.

    Raises:
        StoreError: they do not open, or are newer than this program.
    """
    creator = opener(folder / RECORDS_FILE, keys.file_key, keys.file_salt, newest_schema=newest)
    connection = creator()
    try:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])
    finally:
        connection.close()


def migrate_file(
    folder: Path, keys: StoreKeys, *, newest: int = NEWEST, migrations: Path | None = None
) -> None:
    """Bring the records in a folder up, in one transaction; the caller has a backup and the lock.

    Raises:
        StoreError: rows would be lost, or the file cannot be written; nothing was changed.
    """
    creator = opener(folder / RECORDS_FILE, keys.file_key, keys.file_salt, newest_schema=newest)
    engine = make_engine(creator, begin="BEGIN IMMEDIATE")
    try:
        with engine.connect() as connection:
            with _explained():
                migrate(connection, folder=migrations)
            _refuse_unfinished(connection, newest)
    finally:
        engine.dispose()


def _refuse_unfinished(connection: Connection, newest: int) -> None:
    found = schema_number(connection)
    if found != newest:
        what = f"The records are at schema {found} after they were brought up; this program expects {newest}."
        raise StoreError(what, "Please report this, and restore the backup that was made before.")
