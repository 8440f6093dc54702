"""Migrations make what the models say, up and down, and lose no row on the way."""

import difflib
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection
from sqlalchemy.engine import Engine

from desktop.errors import StoreError
from desktop.models.base import Base
from desktop.models.registry import ALL
from desktop.platform.resources import migrations_path
from desktop.store.engines import make_engine
from desktop.store.keys import keys_of
from desktop.store.opening import open_keyed
from desktop.store.records import RECORDS_FILE, Records
from desktop.store.schema import NEWEST, alembic_config, migrate, newest_revision, revision_of, table_counts
from desktop.store.unit import seen_writing
from desktop.store.upgrade import bring_up_to_date
from tests.store.kept_keys import Kept

REVISIONS = [
    script.revision
    for script in reversed(list(ScriptDirectory.from_config(alembic_config()).walk_revisions()))
]
STEPS = list(zip(["base", *REVISIONS[:-1]], REVISIONS, strict=True))


@pytest.fixture
def empty() -> Iterator[Engine]:
    connection = sqlcipher3.connect(":memory:", isolation_level=None, check_same_thread=False)
    engine = make_engine(lambda: connection, begin="BEGIN IMMEDIATE")
    yield engine
    engine.dispose()


_PARTS = re.compile(r",(?![^()]*\))|\(\s*\n|\n\s*\)")
"""Between the parts of a table; a column that was added later stands behind the last of them."""


def _shape(connection: Connection) -> dict[str, list[str]]:
    """Everything in the schema with its words, the parts of a table in alphabetical order."""
    raw: Any = connection.connection.dbapi_connection
    rows = raw.execute(
        "SELECT name, coalesce(sql, '') FROM sqlite_master WHERE name NOT LIKE '%alembic_version%'"
    ).fetchall()
    return {
        name: sorted(re.sub(r"\s+", " ", part).strip(" ,()") for part in _PARTS.split(words))
        for name, words in rows
    }


def _down(connection: Connection, to: str) -> None:
    with connection.begin(), seen_writing(connection):
        command.downgrade(alembic_config(connection), to)


def test_the_models_say_what_the_migrations_make_checks_and_all(empty: Engine) -> None:
    with empty.connect() as connection:
        migrate(connection)
        migrated = _shape(connection)
        with connection.begin(), seen_writing(connection):
            context = MigrationContext.configure(connection, opts={"compare_type": True})
            assert compare_metadata(context, Base.metadata) == []
    other = make_engine(lambda: sqlcipher3.connect(":memory:", isolation_level=None), begin="BEGIN IMMEDIATE")
    with other.connect() as connection:
        with connection.begin(), seen_writing(connection):
            Base.metadata.create_all(connection)
        said = _shape(connection)
    other.dispose()
    assert ALL
    differing = {
        name: list(difflib.unified_diff(said.get(name, []), migrated.get(name, []), "models", "migrations"))
        for name in said.keys() | migrated.keys()
        if said.get(name) != migrated.get(name)
    }
    assert differing == {}


def test_the_newest_number_is_the_newest_migrations() -> None:
    assert newest_revision() == revision_of(NEWEST) == REVISIONS[-1]


@pytest.mark.parametrize(("before", "after"), STEPS)
def test_each_migration_goes_up_and_down_and_up_to_the_same_shape(
    empty: Engine, before: str, after: str
) -> None:
    with empty.connect() as connection:
        if before != "base":
            migrate(connection, to=before)
        first = _shape(connection)
        migrate(connection, to=after)
        up = _shape(connection)
        assert up != first
        _down(connection, before)
        assert _shape(connection) == first
        migrate(connection, to=after)
        assert _shape(connection) == up


def test_all_migrations_go_down_to_nothing(empty: Engine) -> None:
    with empty.connect() as connection:
        migrate(connection)
        _down(connection, "base")
        assert _shape(connection) == {}


def test_migrations_know_nothing_of_the_models() -> None:
    for path in migrations_path().rglob("*.py"):
        assert "desktop" not in path.read_text(encoding="utf-8"), path.name


PLANTED_NUMBER = NEWEST + 1
HEAD = f"""import sqlalchemy as sa
from alembic import op

revision = "{revision_of(PLANTED_NUMBER)}"
down_revision = "{revision_of(NEWEST)}"


def upgrade() -> None:
"""
PLANTED = {
    "rebuild": """    with op.batch_alter_table("person", recreate="always") as batch:
        batch.add_column(sa.Column("colour", sa.Text()))
""",
    "children": """    op.execute("DELETE FROM contact_point")
""",
    "parents": """    op.execute("UPDATE contact_point SET person_id = '00'")
""",
    "table": """    op.execute("DROP TABLE contact_point")
""",
    "half": """    op.add_column("person", sa.Column("colour", sa.Text()))
    op.execute("INSERT INTO no_such_table VALUES (1)")
""",
}


@pytest.fixture
def planted(tmp_path: Path) -> Callable[[str], Path]:
    def plant(name: str) -> Path:
        folder = tmp_path / "migrations"
        shutil.copytree(migrations_path(), folder)
        (folder / "versions" / f"{revision_of(PLANTED_NUMBER)}_planted.py").write_text(
            HEAD + PLANTED[name], encoding="utf-8"
        )
        return folder

    return plant


@pytest.fixture
def older(kept: Kept) -> Kept:
    """Make records of a program before the planted migration, two people and two ways to reach them."""
    kept.add_person("P-2")
    raw = _raw(kept)
    raw.execute(
        "INSERT INTO contact_point (id, version, person_id, channel, value, state)"
        " SELECT lower(hex(randomblob(16))), 1, id, 'email', 'a@b.org', 'safe' FROM person"
    )
    raw.close()
    return kept


def _raw(kept: Kept) -> Any:
    keys = keys_of(kept.unlocked)
    return open_keyed(kept.folder / RECORDS_FILE, keys.file_key, keys.file_salt)


def _everything(kept: Kept) -> dict[str, list[Any]]:
    raw = _raw(kept)
    names = [name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    rows = {name: raw.execute(f'SELECT * FROM "{name}" ORDER BY 1').fetchall() for name in sorted(names)}  # noqa: S608
    raw.close()
    return rows


def _engine(kept: Kept) -> Engine:
    return make_engine(lambda: _raw(kept), begin="BEGIN IMMEDIATE")


def test_a_table_made_again_keeps_its_rows_and_the_rows_that_hang_on_it(
    older: Kept, planted: Callable[[str], Path]
) -> None:
    before = _everything(older)
    engine = _engine(older)
    with engine.connect() as connection:
        migrate(connection, folder=planted("rebuild"))
        raw: Any = connection.connection.dbapi_connection
        assert raw.execute("PRAGMA foreign_keys").fetchone() == (1,)
        assert raw.execute("PRAGMA user_version").fetchone() == (PLANTED_NUMBER,)
        assert table_counts(connection)["contact_point"] == 2
    engine.dispose()
    after = _everything(older)
    assert [row[:-1] for row in after["person"]] == before["person"]
    assert {name: rows for name, rows in after.items() if name not in {"person", "alembic_version"}} == {
        name: rows for name, rows in before.items() if name not in {"person", "alembic_version"}
    }


@pytest.mark.parametrize("name", ["children", "parents", "table"])
def test_a_migration_that_would_lose_or_orphan_rows_is_refused_and_changes_nothing(
    older: Kept, planted: Callable[[str], Path], name: str
) -> None:
    before = _everything(older)
    engine = _engine(older)
    with engine.connect() as connection, pytest.raises(StoreError, match="rows would have been lost"):
        migrate(connection, folder=planted(name))
    engine.dispose()
    assert _everything(older) == before


def test_a_migration_that_breaks_half_way_changes_nothing_and_leaves_a_backup(
    kept: Kept, planted: Callable[[str], Path], tmp_path: Path
) -> None:
    before = _everything(kept)
    with pytest.raises(StoreError, match="Nothing was changed"):
        bring_up_to_date(
            kept.folder,
            kept.unlocked,
            backups=tmp_path / "backups",
            newest=PLANTED_NUMBER,
            migrations=planted("half"),
        )
    assert _everything(kept) == before
    assert len(list((tmp_path / "backups").iterdir())) == 1


def test_older_records_are_backed_up_before_they_are_brought_up(
    kept: Kept, planted: Callable[[str], Path], tmp_path: Path
) -> None:
    people = _everything(kept)["person"]
    backup = bring_up_to_date(
        kept.folder,
        kept.unlocked,
        backups=tmp_path / "backups",
        newest=PLANTED_NUMBER,
        migrations=planted("rebuild"),
    )
    assert backup is not None
    assert [row[:-1] for row in _everything(kept)["person"]] == people
    with pytest.raises(StoreError, match="newer Alongside"):
        Records(kept.folder, keys_of(kept.unlocked))


def test_records_that_are_up_to_date_are_left_alone(kept: Kept, tmp_path: Path) -> None:
    assert bring_up_to_date(kept.folder, kept.unlocked, backups=tmp_path / "backups") is None
    assert not (tmp_path / "backups").exists()


def test_records_newer_than_the_program_are_refused_and_left_alone(kept: Kept, tmp_path: Path) -> None:
    raw = _raw(kept)
    raw.execute(f"PRAGMA user_version = {NEWEST + 1}")
    raw.close()
    before = _everything(kept)
    with pytest.raises(StoreError, match="newer Alongside"):
        bring_up_to_date(kept.folder, kept.unlocked, backups=tmp_path / "backups")
    with pytest.raises(StoreError, match="newer Alongside"):
        Records(kept.folder, keys_of(kept.unlocked))
    assert _everything(kept) == before


def test_records_older_than_the_program_are_not_opened_before_they_are_brought_up(kept: Kept) -> None:
    raw = _raw(kept)
    raw.execute("PRAGMA user_version = 0")
    raw.close()
    with pytest.raises(StoreError, match="older Alongside"):
        Records(kept.folder, keys_of(kept.unlocked))
