"""The schema's number, and bringing an older store up to it in process, on the keyed connection."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection

from desktop.errors import StoreError
from desktop.platform.resources import migrations_path
from desktop.store.unit import seen_writing

if TYPE_CHECKING:
    from alembic.config import Config

NEWEST = 4
"""The number of the newest migration; ``PRAGMA user_version`` of a store that has it."""


def revision_of(number: int) -> str:
    """Name the migration with this number, e.g. ``0001``."""
    return f"{number:04d}"


def alembic_config(connection: Connection | None = None, folder: Path | None = None) -> "Config":
    """Make the migration settings for one keyed connection; no file, no address, no key in them."""
    from alembic.config import Config  # noqa: PLC0415  # 12 MB that records of today's shape never need

    config = Config()
    config.set_main_option("script_location", str(folder or migrations_path()))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def newest_revision(folder: Path | None = None) -> str:
    """Name the newest migration that ships with the program."""
    from alembic.script import ScriptDirectory  # noqa: PLC0415  # as above

    head = ScriptDirectory.from_config(alembic_config(folder=folder)).get_current_head()
    return head or ""


def table_counts(connection: Connection) -> dict[str, int]:
    """Count the rows of every table."""
    names = connection.exec_driver_sql(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
    ).scalars()
    return {
        name: connection.exec_driver_sql(f'SELECT count(*) FROM "{name}"').scalar_one()  # noqa: S608 our own names
        for name in names.all()
    }


def migrate(connection: Connection, *, to: str = "head", folder: Path | None = None) -> None:
    """Bring the schema to a revision, in one transaction, losing no row.

    Foreign keys are off while tables are rebuilt (SQLite would delete the children of a rebuilt table)
    and checked before the commit. The caller has made a verified backup.

    Raises:
        StoreError: a row would be lost or orphaned; nothing is changed.
    """
    from alembic import command  # noqa: PLC0415  # as above

    raw: Any = connection.connection.dbapi_connection
    raw.execute("PRAGMA foreign_keys = OFF")
    try:
        with connection.begin(), seen_writing(connection):
            before = table_counts(connection)
            command.upgrade(alembic_config(connection, folder), to)
            _refuse_loss(connection, before)
            revision = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one()
            connection.exec_driver_sql(f"PRAGMA user_version = {int(revision)}")
    finally:
        raw.execute("PRAGMA foreign_keys = ON")


def schema_number(connection: Connection) -> int:
    """Read the number of the newest migration that a store has."""
    raw: Any = connection.connection.dbapi_connection
    return int(raw.execute("PRAGMA user_version").fetchone()[0])


def _refuse_loss(connection: Connection, before: dict[str, int]) -> None:
    after = table_counts(connection)
    shrunk = [name for name, count in before.items() if after.get(name, 0) < count]
    orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if shrunk or orphans:
        what = "The records could not be brought up to this program: rows would have been lost."
        raise StoreError(what, "Nothing was changed. Please report this.")
