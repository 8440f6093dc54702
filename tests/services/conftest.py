"""Colleagues who sign in one after the other."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.domain.actor import Actor, Role
from desktop.store.keys import StoreKeys
from desktop.store.records import Records
from tests.guards.history import unseen_changes
from tests.services.casework import Helped, colleague, somebody
from tests.services.colleagues import Team, make_team
from tests.store.made import Clock


@pytest.fixture
def team(folder: Path, keys: StoreKeys, clock: Clock, actor: Actor) -> Iterator[Team]:
    made = make_team(folder, keys, clock, actor)
    yield made
    with made.signed_in(actor) as records:
        assert unseen_changes(records) == []  # whatever a test did, history saw it


@pytest.fixture
def jo(records: Records, actor: Actor) -> Helped:
    return somebody(records, actor)


@pytest.fixture
def worker(records: Records, actor: Actor) -> Actor:
    return colleague(records, actor, Role.SUPPORT_WORKER)
