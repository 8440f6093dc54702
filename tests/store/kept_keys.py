"""A store with a real key file, for what needs both."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from desktop.domain.actor import Actor
from desktop.domain.ids import DeviceId, StoreId, UserId
from desktop.models.base import new_id
from desktop.models.person import Person
from desktop.security.key_file import create_key_file, unlock
from desktop.security.key_stretching import LOWEST_ACCEPTED
from desktop.security.unlocked import Unlocked
from desktop.services.service import begin_service
from desktop.store.creating import create_store
from desktop.store.keys import keys_of
from desktop.store.records import KEY_FILE, Records
from tests.store.made import Clock

PASSPHRASE = "four plain words here"


@dataclass(frozen=True, slots=True)
class Kept:
    """A folder of records with its key file, and the manager who opened it."""

    folder: Path
    unlocked: Unlocked
    actor: Actor

    def open(self) -> Records:
        """Open the records."""
        return Records(self.folder, keys_of(self.unlocked), clock=Clock())

    def add_person(self, reference: str, surname: str = "Wren") -> None:
        """Keep one more person."""
        records = self.open()
        records.write(self.actor, lambda session: session.add(Person(reference=reference, surname=surname)))
        records.close()


@pytest.fixture(scope="session")
def made_kept(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    folder = tmp_path_factory.mktemp("kept") / "records"
    device = DeviceId(new_id())
    made = create_key_file(
        store_id=StoreId(new_id()),
        user_id=UserId(new_id()),
        user_name="Mo",
        passphrase=PASSPHRASE,
        device_id=device,
        stretching=LOWEST_ACCEPTED,
    )
    unlocked = made.unlocked
    create_store(folder, keys_of(unlocked))
    (folder / KEY_FILE).write_bytes(made.data)
    actor = Actor(unlocked.user_id, device, unlocked.user_name, unlocked.roles)
    kept = Kept(folder, unlocked, actor)
    records = kept.open()
    records.write(
        actor,
        lambda session: begin_service(session, actor=actor, name="Harbour Support", device_name="Laptop"),
    )
    records.close()
    kept.add_person("P-1")
    return kept


@pytest.fixture
def kept(made_kept: Kept, tmp_path: Path) -> Kept:
    folder = tmp_path / "records"
    shutil.copytree(made_kept.folder, folder)
    return Kept(folder, made_kept.unlocked, made_kept.actor)


@pytest.fixture
def sign_in() -> Callable[[bytes], Unlocked]:
    return lambda data: unlock(data, user_name="Mo", passphrase=PASSPHRASE)
