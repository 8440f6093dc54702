"""Colleagues who sign in one after the other."""

from pathlib import Path

import pytest

from desktop.domain.actor import Actor
from desktop.store.keys import StoreKeys
from tests.services.colleagues import Team, make_team
from tests.store.made import Clock


@pytest.fixture
def team(folder: Path, keys: StoreKeys, clock: Clock, actor: Actor) -> Team:
    return make_team(folder, keys, clock, actor)
