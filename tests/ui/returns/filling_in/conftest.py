"""The rooms beside a return, on a truly encrypted store that goes by the clock on the wall."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

import pytest


@pytest.fixture
def clock() -> Callable[[], datetime]:
    """Go by the clock on the wall, as the rooms do: a quarter must have begun."""
    return partial(datetime.now, UTC)
