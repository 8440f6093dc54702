"""What the store needs from an unlocked key file, and nothing more."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from desktop.domain.ids import DeviceId, StoreId


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
