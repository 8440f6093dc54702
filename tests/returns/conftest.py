"""A truly encrypted store with a service in it, copied for each test that counts."""

import secrets
import shutil
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop.domain.actor import Actor, Role
from desktop.domain.ids import DeviceId, StoreId, UserId
from desktop.models.base import new_id
from desktop.models.session import RecordSession
from desktop.returns.definitions import Definition
from desktop.returns.rules import load_definition
from desktop.services.service import begin_service
from desktop.store.creating import create_store
from desktop.store.keys import StoreKeys
from desktop.store.records import Records
from tests.returns.made_people import MadePerson, write_people

NOW = datetime(2026, 4, 1, 9, 0, tzinfo=UTC)
Filled = Callable[[Sequence[MadePerson]], Records]


@pytest.fixture(scope="session")
def counted_store(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, StoreKeys, Actor]:
    folder = tmp_path_factory.mktemp("counted") / "records"
    device = DeviceId(new_id())
    keys = StoreKeys(
        store_id=StoreId(new_id()),
        device_id=device,
        file_key=secrets.token_bytes(32),
        file_salt=secrets.token_bytes(16),
        drafts_key=secrets.token_bytes(32),
        history_keys={device: secrets.token_bytes(32)},
    )
    actor = Actor(UserId(new_id()), device, "Mo Manager", frozenset({Role.MANAGER}))
    create_store(folder, keys)
    records = Records(folder, keys, clock=lambda: NOW)

    def begin(session: RecordSession) -> None:
        begin_service(
            session,
            actor=actor,
            name="Riverside Victim Support",
            device_name="Office laptop",
            commissioner="The commissioner of Riverside",
        )

    records.write(actor, begin)
    records.close()
    return folder, keys, actor


@pytest.fixture
def actor(counted_store: tuple[Path, StoreKeys, Actor]) -> Actor:
    return counted_store[2]


@pytest.fixture
def filled(counted_store: tuple[Path, StoreKeys, Actor], tmp_path: Path) -> Iterator[Filled]:
    """Give a function that opens a fresh copy of the store with the people in it."""
    made, keys, actor = counted_store
    opened: list[Records] = []

    def fill(people: Sequence[MadePerson]) -> Records:
        folder = tmp_path / f"records-{len(opened)}"
        shutil.copytree(made, folder)
        records = Records(folder, keys, clock=lambda: NOW)
        opened.append(records)
        records.write(actor, lambda session: write_people(session, people=people))
        return records

    yield fill
    for records in opened:
        records.close()


@pytest.fixture(scope="session")
def cleveland() -> Definition:
    return load_definition("cleveland-tables")
