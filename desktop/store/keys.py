"""What the store needs from an unlocked key file, and nothing more."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from desktop.domain.ids import DeviceId, StoreId
from desktop.domain.sealing import Sealer
from desktop.security.sealing import seal_box_of
from desktop.security.unlocked import Unlocked


@dataclass(frozen=True, slots=True)
class StoreKeys:
    """Raw keys of one store; never printed."""

    store_id: StoreId
    device_id: DeviceId
    file_key: bytes = field(repr=False)
    """32 bytes: the SQLCipher key."""
    file_salt: bytes = field(repr=False)
    """16 bytes: the SQLCipher salt, kept in the key file so that a damaged first page loses nothing else."""
    drafts_key: bytes = field(repr=False)
    """32 bytes: the key of the drafts file."""
    history_keys: Mapping[DeviceId, bytes] = field(repr=False)
    """32 bytes a device: the key of each device's chain of history."""
    sealer: Sealer = field(repr=False)
    """Seals text, and opens it where this sign-in may."""
    own_key: bytes = field(repr=False)
    """32 bytes: the key of who is signed in, and of nobody else; their drafts are under it."""


def keys_of(unlocked: Unlocked) -> StoreKeys:
    """Take from a sign-in the keys that the store needs, and no others."""
    return StoreKeys(
        store_id=unlocked.store_id,
        device_id=min(unlocked.history_keys),  # one computer for one store, until laptops can exchange
        file_key=unlocked.file_key,
        file_salt=unlocked.file_salt,
        drafts_key=unlocked.drafts_key,
        history_keys=unlocked.history_keys,
        sealer=seal_box_of(unlocked),
        own_key=unlocked.own_key,
    )
