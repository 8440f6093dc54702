"""Key files to try things on, locked as the program accepts."""

from uuid import UUID, uuid4

import pytest

from desktop.domain.ids import DeviceId, StoreId, UserId
from desktop.security.key_file import NewKeys, create_key_file
from desktop.security.key_stretching import LOWEST_ACCEPTED

PASSPHRASE = "seven green kettles sang"
DEVICE = DeviceId(UUID(int=7))


def make_keys() -> NewKeys:
    """Make the keys of a new store with one manager."""
    return create_key_file(
        store_id=StoreId(uuid4()),
        user_id=UserId(uuid4()),
        user_name="Sam Okoro",
        passphrase=PASSPHRASE,
        device_id=DEVICE,
        stretching=LOWEST_ACCEPTED,
    )


@pytest.fixture(scope="session")
def keys() -> NewKeys:
    """One store's keys; they are never changed in place."""
    return make_keys()


@pytest.fixture(scope="session")
def other_keys() -> NewKeys:
    """Another store's keys."""
    return make_keys()
