"""A fresh copy of the encrypted store, filled with described people."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop.domain.actor import Actor
from desktop.returns.rules.definitions import Definition
from desktop.returns.rules.reading import load_definition
from desktop.store.keys import StoreKeys
from desktop.store.records import Records
from tests.returns.histories import History
from tests.returns.made_histories import write_history
from tests.returns.made_people import MadePerson, write_people

NOW = datetime(2026, 4, 1, 9, 0, tzinfo=UTC)
Filled = Callable[[Sequence[MadePerson]], Records]
Told = Callable[[History], Records]


@pytest.fixture
def filled(made_store: tuple[Path, StoreKeys, Actor], tmp_path: Path) -> Iterator[Filled]:
    """Give a function that opens a fresh copy of the store with the people in it."""
    made, keys, actor = made_store
    opened: list[Records] = []

    def fill(people: Sequence[MadePerson]) -> Records:
        folder = tmp_path / f"filled-{len(opened)}"
        shutil.copytree(made, folder)
        records = Records(folder, keys, clock=lambda: NOW)
        opened.append(records)
        records.write(actor, lambda session: write_people(session, people=people))
        return records

    yield fill
    for records in opened:
        records.close()


@pytest.fixture
def told(made_store: tuple[Path, StoreKeys, Actor], tmp_path: Path) -> Iterator[Told]:
    """Give a function that opens a fresh copy of the encrypted store with a history in it."""
    made, keys, actor = made_store
    opened: list[Records] = []

    def fill(history: History) -> Records:
        folder = tmp_path / f"told-{len(opened)}"
        shutil.copytree(made, folder)
        records = Records(folder, keys, clock=lambda: NOW)
        opened.append(records)
        records.write(actor, lambda session: write_history(session, history=history, user_id=actor.user_id))
        return records

    yield fill
    for records in opened:
        records.close()


@pytest.fixture(scope="session")
def cleveland() -> Definition:
    return load_definition("cleveland-tables")
