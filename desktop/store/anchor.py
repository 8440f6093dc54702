"""The anchor: where the chain of history ends, kept outside the store.

Before a commit it names the end that is and the end to come; after it, only the end that is. A chain that
ends anywhere else was cut, or an older file was put back.
"""

import hmac
import json
from dataclasses import dataclass
from pathlib import Path

from desktop.domain.ids import DeviceId, StoreId
from desktop.errors import StoreError
from desktop.platform.files import write_atomically
from desktop.store.keys import StoreKeys

ANCHOR_FILE = "anchor.json"
_WAY_BACK = "Run “alongside verify”; if it finds faults, restore the last good backup."


@dataclass(frozen=True, slots=True)
class End:
    """How many rows a device's chain has, and the MAC of the last."""

    count: int
    mac: bytes


class Anchor:
    """The anchor file of one device's chain, sealed with the device's history key."""

    def __init__(self, folder: Path, *, store_id: StoreId, device_id: DeviceId, key: bytes) -> None:
        self._path = folder / ANCHOR_FILE
        self._about = f"alongside-anchor/1|{store_id.hex}|{device_id.hex}|"
        self._key = key

    def exists(self) -> bool:
        """Say whether an anchor was ever written here."""
        return self._path.is_file()

    def write(self, end: End) -> None:
        """Name where the chain ends."""
        body: dict[str, object] = {"count": end.count, "mac": end.mac.hex()}
        seal = self._seal(body)
        data = json.dumps({**body, "seal": seal}, sort_keys=True, separators=(",", ":")).encode()
        write_atomically(self._path, data, durable=False)

    def read(self) -> End:
        """Give the end that was last named: the chain may have gone on from there, never less far.

        Raises:
            StoreError: the anchor is missing, unreadable or was changed.
        """
        try:
            data = self._path.read_bytes()
        except FileNotFoundError:
            what = "The file that remembers where the history ends is missing (anchor.json)."
            raise StoreError(what, _WAY_BACK) from None
        except OSError as error:
            what = "The file that remembers where the history ends cannot be read (anchor.json)."
            raise StoreError(what, _WAY_BACK) from error
        end, genuine = End(0, b""), False
        try:
            body = json.loads(data)
            seal = body.pop("seal")
            again = json.dumps({**body, "seal": seal}, sort_keys=True, separators=(",", ":")).encode()
            genuine = data == again and hmac.compare_digest(seal, self._seal(body))
            end = End(body["count"], bytes.fromhex(body["mac"]))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            genuine = False
        if not genuine:
            what = "The file that remembers where the history ends was changed or damaged (anchor.json)."
            raise StoreError(what, _WAY_BACK)
        return end

    def _seal(self, body: dict[str, object]) -> str:
        text = self._about + json.dumps(body, sort_keys=True, separators=(",", ":"))
        return hmac.digest(self._key, text.encode(), "sha256").hex()


def anchor_of(folder: Path, keys: StoreKeys) -> Anchor:
    """Find the anchor of this computer's chain in a folder of records."""
    device = keys.device_id
    return Anchor(folder, store_id=keys.store_id, device_id=device, key=keys.history_keys[device])
