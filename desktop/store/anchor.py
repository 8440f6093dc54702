"""The anchor: where the chain of history ends, kept outside the store.

It is written after each commit. A chain that ends before it was cut, or an older file was put back; one that
goes on from it soundly is accepted, and the anchor catches up.
"""

import hmac
import json
from dataclasses import dataclass
from pathlib import Path

from desktop.domain.ids import DeviceId, StoreId
from desktop.errors import StoreError
from desktop.platform.files import overwrite_part, write_atomically
from desktop.store.keys import StoreKeys

ANCHOR_FILE = "anchor.json"
_LINES, _WIDTH = 2, 256
"""Each line is padded to its width, so that one is written over without touching the other."""
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
        self._older: int | None = None

    def exists(self) -> bool:
        """Say whether an anchor was ever written here."""
        return self._path.is_file()

    def write(self, end: End, *, durable: bool = False) -> None:
        """Name where the chain ends, over the older of two lines; a line half written leaves the other one.

        Raises:
            OSError: the file cannot be written; what it named before still stands.
        """
        if self._older is None:
            ends = [self._end_in(line) for line in self._lines()]
            sound = len(ends) == _LINES and None not in ends
            self._older = ends.index(min(ends, key=_count)) if sound else None
        line = self._line(end)
        if self._older is None:
            write_atomically(self._path, line * _LINES)
            self._older = 0
        else:
            overwrite_part(self._path, self._older * _WIDTH, line, durable=durable)
            self._older = _LINES - 1 - self._older

    def read(self) -> End:
        """Give the end that was last named: the chain may have gone on from there, never less far.

        Raises:
            StoreError: the anchor is missing, unreadable or was changed.
        """
        try:
            ends = [self._end_in(line) for line in self._lines()]
        except OSError as error:
            what = "The file that remembers where the history ends cannot be read (anchor.json)."
            raise StoreError(what, _WAY_BACK) from error
        if not ends:
            what = "The file that remembers where the history ends is missing (anchor.json)."
            raise StoreError(what, _WAY_BACK)
        genuine = [end for end in ends if end is not None]
        if not genuine:
            what = "The file that remembers where the history ends was changed or damaged (anchor.json)."
            raise StoreError(what, _WAY_BACK)
        return max(genuine, key=_count)

    def is_whole(self) -> bool:
        """Say whether both lines are as they were written: a write cut short, or a changed bit, spoils one.

        Raises:
            OSError: the file is there and cannot be read.
        """
        ends = [self._end_in(line) for line in self._lines()]
        return len(ends) == _LINES and None not in ends

    def _lines(self) -> list[bytes]:
        """Read the lines of the file; none where there is none.

        Raises:
            OSError: it is there and cannot be read.
        """
        try:
            data = self._path.read_bytes()
        except FileNotFoundError:
            return []
        return [
            data[start : start + _WIDTH] for start in range(0, _LINES * _WIDTH, _WIDTH) if data[start:]
        ] or [data]

    def _line(self, end: End) -> bytes:
        body: dict[str, object] = {"count": end.count, "mac": end.mac.hex()}
        said = json.dumps({**body, "seal": self._seal(body)}, sort_keys=True, separators=(",", ":"))
        return said.encode().ljust(_WIDTH - 1) + b"\n"

    def _end_in(self, line: bytes) -> End | None:
        """Read one line; None if this store's key did not write it so."""
        try:
            body = json.loads(line)
            end = End(body["count"], bytes.fromhex(body["mac"]))
            return end if hmac.compare_digest(line, self._line(end)) else None
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return None

    def _seal(self, body: dict[str, object]) -> str:
        text = self._about + json.dumps(body, sort_keys=True, separators=(",", ":"))
        return hmac.digest(self._key, text.encode(), "sha256").hex()


def _count(end: End | None) -> int:
    return end.count if end is not None else -1


def anchor_of(folder: Path, keys: StoreKeys) -> Anchor:
    """Find the anchor of this computer's chain in a folder of records."""
    device = keys.device_id
    return Anchor(folder, store_id=keys.store_id, device_id=device, key=keys.history_keys[device])
