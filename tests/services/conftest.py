"""Colleagues who sign in one after the other."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.domain.actor import Actor
from desktop.store.keys import StoreKeys
from tests.guards.history import unseen_changes
from tests.services.colleagues import Team, make_team
from tests.store.made import Clock


@pytest.fixture
def team(folder: Path, keys: StoreKeys, clock: Clock, actor: Actor) -> Iterator[Team]:
    made = make_team(folder, keys, clock, actor)
    yield made
    with made.signed_in(actor) as records:
        assert unseen_changes(records) == []  # whatever a test did, history saw it
