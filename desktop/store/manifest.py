"""What a backup says of itself, in one spelling, vouched for with the store's key."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from desktop.domain.ids import DeviceId, StoreId
from desktop.errors import StoreError
from desktop.security.backup_keys import is_manifest_genuine, manifest_mac
from desktop.security.unlocked import Unlocked
from desktop.store.anchor import End

MANIFEST_FILE = "manifest.json"
_FORMAT = "alongside-backup-1"
_MOST_BYTES = 1 << 20
_PIECE = 1 << 20
_ANOTHER = "Use another backup; this one stays as it is."


@dataclass(frozen=True, slots=True)
class Manifest:
    """What was copied, when, and how to know it again."""

    backup_id: str
    store_id: StoreId
    device_id: DeviceId
    made_at: datetime
    end: End
    """Where this computer's history ended."""
    rows: Mapping[str, int]
    """Rows of each table."""
    digests: Mapping[str, str]
    """SHA-256 of each file of the backup, in hex."""
    wrapped_key: bytes
    """The backup's own key, wrapped."""


def digest_of(path: Path) -> str:
    """Give the SHA-256 of a file, in hex."""
    found = hashlib.sha256()
    with path.open("rb") as stream:
        while piece := stream.read(_PIECE):
            found.update(piece)
    return found.hexdigest()


def manifest_bytes(manifest: Manifest, unlocked: Unlocked) -> bytes:
    """Write a manifest in its one spelling, with its check."""
    body = _body(manifest)
    return _spelled({**body, "mac": manifest_mac(unlocked, _spelled(body)).hex()})


def read_manifest(folder: Path, unlocked: Unlocked) -> Manifest:
    """Read the manifest of a backup and believe it.

    Raises:
        StoreError: there is none, or it was changed, or it is another store's.
    """
    data = manifest_data(folder)
    manifest, mac = _parsed(data)
    if (
        not is_manifest_genuine(unlocked, _spelled(_body(manifest)), mac)
        or manifest_spelling(manifest, mac) != data
    ):
        what = "The description of this backup (manifest.json) was changed, or belongs to other records."
        raise StoreError(what, _ANOTHER)
    return manifest


def manifest_seen(folder: Path) -> Manifest:
    """Read the manifest of a backup without a key, to list it; nothing vouches for it.

    Raises:
        StoreError: there is none, or it makes no sense.
    """
    return _parsed(manifest_data(folder))[0]


def manifest_data(folder: Path) -> bytes:
    """Read the manifest file of a backup as it is.

    Raises:
        StoreError: there is none, or it is far too large.
    """
    try:
        with (folder / MANIFEST_FILE).open("rb") as stream:
            data = stream.read(_MOST_BYTES + 1)
    except OSError:
        what = "This is not a backup: it has no description (manifest.json)."
        raise StoreError(what, "Choose the folder of a backup.") from None
    if len(data) > _MOST_BYTES:
        raise _senseless()
    return data


def manifest_spelling(manifest: Manifest, mac: bytes) -> bytes:
    """Spell a manifest with the check it came with."""
    return _spelled({**_body(manifest), "mac": mac.hex()})


def _spelled(body: Mapping[str, object]) -> bytes:
    return json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode()


def _body(manifest: Manifest) -> dict[str, object]:
    body: dict[str, object] = asdict(manifest)
    return body | {
        "format": _FORMAT,
        "store_id": str(manifest.store_id),
        "device_id": str(manifest.device_id),
        "made_at": manifest.made_at.isoformat(),
        "end": {"count": manifest.end.count, "mac": manifest.end.mac.hex()},
        "rows": dict(manifest.rows),
        "digests": dict(manifest.digests),
        "wrapped_key": manifest.wrapped_key.hex(),
    }


def _parsed(data: bytes) -> tuple[Manifest, bytes]:
    try:
        raw: Any = json.loads(data)
        if raw["format"] != _FORMAT:
            raise _newer()
        manifest = Manifest(
            backup_id=str(raw["backup_id"]),
            store_id=StoreId(UUID(raw["store_id"])),
            device_id=DeviceId(UUID(raw["device_id"])),
            made_at=datetime.fromisoformat(raw["made_at"]),
            end=End(int(raw["end"]["count"]), bytes.fromhex(raw["end"]["mac"])),
            rows={str(name): int(count) for name, count in raw["rows"].items()},
            digests={str(name): str(digest) for name, digest in raw["digests"].items()},
            wrapped_key=bytes.fromhex(raw["wrapped_key"]),
        )
        mac = bytes.fromhex(raw["mac"])
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise _senseless() from None
    if manifest.made_at.tzinfo is None:
        raise _senseless()
    return manifest, mac


def _senseless() -> StoreError:
    return StoreError("The description of this backup (manifest.json) is damaged.", _ANOTHER)


def _newer() -> StoreError:
    what = "This backup was made by another version of Alongside."
    return StoreError(what, "Install the newest Alongside, then restore it; nothing was changed.")
