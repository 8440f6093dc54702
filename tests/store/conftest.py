"""A truly encrypted store, made once and copied for each test."""

import secrets
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from desktop.domain.actor import Actor, Role
from desktop.domain.ids import DeviceId, StoreId, UserId
from desktop.models.base import new_id
from desktop.models.device import Device
from desktop.models.session import RecordSession
from desktop.models.user import User
from desktop.store.creating import create_store
from desktop.store.keys import StoreKeys
from desktop.store.records import Records

START = datetime(2026, 4, 1, 9, 0, tzinfo=UTC)


class Clock:
    """A clock that moves a second at each look, or as the test says."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="session")
def made_store(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, StoreKeys, Actor]:
    folder = tmp_path_factory.mktemp("made") / "records"
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
    records = Records(folder, keys, clock=Clock())

    def first_rows(session: RecordSession) -> None:
        session.add(Device(id=device, letter="A", name="Office laptop"))
        session.add(User(id=actor.user_id, name=actor.name, roles=frozenset({"manager"})))

    records.write(actor, first_rows)
    records.close()
    return folder, keys, actor


@pytest.fixture
def actor(made_store: tuple[Path, StoreKeys, Actor]) -> Actor:
    return made_store[2]


@pytest.fixture
def keys(made_store: tuple[Path, StoreKeys, Actor]) -> StoreKeys:
    return made_store[1]


@pytest.fixture
def folder(made_store: tuple[Path, StoreKeys, Actor], tmp_path: Path) -> Path:
    target = tmp_path / "records"
    shutil.copytree(made_store[0], target)
    return target


@pytest.fixture
def records(folder: Path, keys: StoreKeys, clock: Clock) -> Iterator[Records]:
    opened = Records(folder, keys, clock=clock)
    yield opened
    opened.close()


@pytest.fixture
def reopen(folder: Path, keys: StoreKeys, clock: Clock) -> Callable[[], Records]:
    return lambda: Records(folder, keys, clock=clock)


@pytest.fixture
def some_id() -> UUID:
    return new_id()
