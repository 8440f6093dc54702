"""A truly encrypted store, made once and copied for each test."""

import secrets
import shutil
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from desktop.domain.actor import Actor, Role
from desktop.domain.codes import CodeList, parse_code_list
from desktop.domain.ids import DeviceId, StoreId, UserId
from desktop.models.base import new_id
from desktop.models.session import RecordSession
from desktop.platform.resources import resource_names, resource_text
from desktop.queries.code_lists import code_lists as all_code_lists
from desktop.security.sealing import SealBox
from desktop.services.code_lists import install_code_lists
from desktop.services.service import begin_service
from desktop.store.creating import create_store
from desktop.store.keys import StoreKeys
from desktop.store.records import Records
from tests.guards.history import unseen_changes

_SEAL_KEY = secrets.token_bytes(32)
START = datetime(2026, 4, 1, 9, 0, tzinfo=UTC)


NOBODY = Actor(UserId(UUID(int=9)), DeviceId(UUID(int=9)), "A test", frozenset())
"""Asks what needs no permission: whoever looks past the questions, straight at the tables."""


class Clock:
    """A clock that moves a second at each look, or as the test says."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        """Give the next moment."""
        self.now += timedelta(seconds=1)
        return self.now


def made_sealer(*, reads: bool = True, glass: bool = False) -> SealBox:
    """Make what seals for a sign-in that also reads sealed text, or for one that does not."""
    private = X25519PrivateKey.from_private_bytes(_SEAL_KEY)
    return SealBox(
        store_id=StoreId(UUID(int=1)),
        epoch=1,
        seal_public=private.public_key().public_bytes_raw(),
        seal_keys={1: _SEAL_KEY} if reads else {},
        glass_keys={1: _SEAL_KEY} if glass else {},
    )


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
        sealer=made_sealer(),
        own_key=secrets.token_bytes(32),
    )
    actor = Actor(UserId(new_id()), device, "Mo Manager", frozenset({Role.MANAGER}))
    create_store(folder, keys)
    records = Records(folder, keys, clock=Clock())

    lists = [parse_code_list(resource_text(name)) for name in resource_names("codes", ".toml")]

    def first_day(session: RecordSession) -> None:
        begin_service(session, actor=actor, name="Harbour Support", device_name="Office laptop")
        install_code_lists(session, actor=actor, code_lists=lists)

    records.write(actor, first_day)
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
    if not opened.closed:
        assert unseen_changes(opened) == []  # whatever a test did, history saw it
    opened.close()


@pytest.fixture
def reopen(folder: Path, keys: StoreKeys, clock: Clock) -> Callable[[], Records]:
    return lambda: Records(folder, keys, clock=clock)


@pytest.fixture
def code_lists(records: Records, actor: Actor) -> Mapping[str, CodeList]:
    return records.read(actor, lambda session: all_code_lists(session, actor=actor))
