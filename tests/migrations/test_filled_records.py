"""Records that hold whole histories come up from every older shape with each value they had."""

import shutil
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from sqlalchemy.engine import Engine

from desktop.demo.making import make_people
from desktop.services.releases import record_release
from desktop.store.engines import make_engine
from desktop.store.keys import keys_of
from desktop.store.opening import open_keyed
from desktop.store.records import RECORDS_FILE
from desktop.store.schema import alembic_config, migrate
from desktop.store.unit import seen_writing
from tests.exports.made_full_return import made_full_return
from tests.store.kept_keys import Kept

STEPS = [("0001", "0002"), ("0002", "0003"), ("0003", "0004")]
MADE_BY = {
    "0002": {"contact", "assessment", "need_answer", "plan", "goal", "action", "organisation", "consent"},
    "0003": {"concern", "alert", "onward_referral", "ending", "supervision_note", "reminder"},
    "0004": {"outcome_answer", "survey_reply", "return_entry"},
}
"""Some of the tables that each migration makes, to see that what went down was truly an older shape."""
FILLED = {"0001": 12, "0002": 25, "0003": 35}
"""At least so many tables of each shape hold rows here."""
Tables = dict[str, tuple[tuple[str, ...], list[dict[str, Any]]]]


@pytest.fixture(scope="module")
def made_filled(made_kept: Kept, tmp_path_factory: pytest.TempPathFactory) -> Kept:
    """Make records with the whole histories of sixty people, and a return that went out."""
    folder = tmp_path_factory.mktemp("filled") / "records"
    shutil.copytree(made_kept.folder, folder)
    kept = Kept(folder, made_kept.unlocked, made_kept.actor)
    raw = _raw(kept)
    raw.execute("DELETE FROM person")  # made-up people are not mixed with anybody
    raw.close()
    records = kept.open()
    make_people(records, kept.actor, people=60, seed=4, until=date(2026, 3, 31))
    sent = partial(record_release, actor=kept.actor, result=made_full_return(), return_json=b"{}")
    records.write(kept.actor, sent)
    records.close()
    return kept


def _raw(kept: Kept) -> Any:
    keys = keys_of(kept.unlocked)
    return open_keyed(kept.folder / RECORDS_FILE, keys.file_key, keys.file_salt)


def _engine(kept: Kept) -> Engine:
    return make_engine(lambda: _raw(kept), begin="BEGIN IMMEDIATE")


def _everything(kept: Kept) -> Tables:
    """Read every table as its columns and its rows, values by column."""
    raw = _raw(kept)
    names = [name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    found: Tables = {}
    for name in set(names) - {"alembic_version"}:
        cursor = raw.execute(f'SELECT * FROM "{name}" ORDER BY 1, 2')  # noqa: S608  names of our own tables
        columns = tuple(one[0] for one in cursor.description)
        found[name] = (columns, [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()])
    raw.close()
    return found


@pytest.mark.parametrize(("before", "after"), STEPS)
def test_no_value_is_lost_when_filled_records_come_up(
    made_filled: Kept, tmp_path: Path, before: str, after: str
) -> None:
    folder = shutil.copytree(made_filled.folder, tmp_path / "records")
    kept = Kept(folder, made_filled.unlocked, made_filled.actor)
    engine = _engine(kept)
    with engine.connect() as connection, connection.begin(), seen_writing(connection):
        command.downgrade(alembic_config(connection), before)
    older = _everything(kept)
    assert MADE_BY[after].isdisjoint(older)
    assert sum(bool(rows) for _, rows in older.values()) >= FILLED[before]
    with engine.connect() as connection:
        migrate(connection, to=after)
    engine.dispose()
    newer = _everything(kept)
    assert newer.keys() - older.keys() >= MADE_BY[after]
    for name, (columns, rows) in older.items():
        kept_of_it = [{column: row[column] for column in columns} for row in newer[name][1]]
        assert kept_of_it == rows, name
        gained = set(newer[name][0]) - set(columns)
        assert all(row[column] in {None, 0} for row in newer[name][1] for column in gained), (name, gained)
    assert all(not newer[name][1] for name in newer.keys() - older.keys())
