"""How hard to look for faults: a part by default, everything with ALONGSIDE_FAULTS=full."""

import os

import pytest


@pytest.fixture(scope="session")
def thorough() -> bool:
    return os.environ.get("ALONGSIDE_FAULTS") == "full"
