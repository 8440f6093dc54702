"""The chain of history: what a row commits to, how the next one hangs on it.

A row's MAC covers the MAC before it, so that no row can be changed, moved or left out; its two digests
cover a random salt with the fields and with the record's whole state, so that after an erasure of fields
and salt nobody can guess what stood there, and the chain still holds.
"""

import hmac
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from desktop.domain.sealed_text import Sealed

_COMPACT = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False)
SALT_BYTES = 16
CLOCK_KIND = "clock"
"""Rows of this kind record that the computer's clock went backwards; they belong to no record."""
STORE_KIND = "store"
"""Rows of this kind record what was done with the records as a whole; they belong to no record."""
FIRST_MAC = bytes(32)
"""What the first row of a chain hangs on."""


@dataclass(frozen=True, slots=True)
class Happening:
    """What happened to one record, before it is chained."""

    kind: str
    record_id: UUID
    operation: str
    fields: str
    state: str


@dataclass(frozen=True, slots=True)
class Link:
    """Everything of a row that its MAC covers."""

    device_id: UUID
    seq: int
    at: datetime
    user_id: UUID
    kind: str
    record_id: UUID
    operation: str
    schema: str
    fields_digest: bytes
    state_digest: bytes


def canonical_value(value: object) -> object:
    """Turn a stored value into the one JSON form it always has."""
    if isinstance(value, str | int):
        return value
    if isinstance(value, UUID | Sealed):
        return value.hex if isinstance(value, UUID) else value.stored
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, frozenset):
        return sorted(value)
    return value.hex() if isinstance(value, bytes) else value


def compact_json(value: object) -> str:
    """Write JSON in the one form that digests are made from."""
    return _COMPACT.encode(value)


def canonical_state(values: Mapping[str, Any]) -> dict[str, object]:
    """Describe a record by its column values, empty ones left out, so that new ones change no old digest."""
    return {name: canonical_value(value) for name, value in values.items() if value is not None}


def inserted(kind: str, values: Mapping[str, Any]) -> Happening:
    """Say that a record came into being, with all it holds."""
    state = compact_json(canonical_state(values))
    return Happening(kind, values["id"], "insert", state, state)


def difference(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, object]:
    """Say which fields of a record changed: each with what stood there and what stands there now."""
    return {
        name: [canonical_value(before.get(name)), canonical_value(after[name])]
        for name in after
        if after[name] != before.get(name) and name != "version"
    }


def new_salt() -> bytes:
    """Make the salt of one row."""
    return secrets.token_bytes(SALT_BYTES)


def fields_digest(salt: bytes, fields: str) -> bytes:
    """Commit to the changed fields of a row (32 bytes)."""
    return sha256(b"f" + salt + fields.encode()).digest()


def state_digest(salt: bytes, state: str) -> bytes:
    """Commit to the state of a record after a row (32 bytes)."""
    return sha256(b"s" + salt + state.encode()).digest()


def chain_mac(key: bytes, before: bytes, link: Link) -> bytes:
    """Hang a row on the one before it: HMAC-SHA256 under the device's history key (32 bytes)."""
    head = (
        f"{link.device_id.hex}|{link.seq}|{link.at.isoformat()}|{link.user_id.hex}|{link.kind}"
        f"|{link.record_id.hex}|{link.operation}|{link.schema}|"
    )
    return hang(key, before, head, link.fields_digest + link.state_digest)


def moment_stored(moment: datetime) -> str:
    """Write a moment as the database holds it, in UTC."""
    return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")


def hang(key: bytes, before: bytes, head: str, digests: bytes) -> bytes:
    """Make the MAC of a row from the MAC before it, its head as ``chain_mac`` writes it, its digests."""
    return hmac.digest(key, before + head.encode() + digests, "sha256")


def without(said: Mapping[str, Any], fields: frozenset[str]) -> dict[str, object]:
    """Give a row's fields less the named ones, inside whatever earlier erasures restated too."""
    kept = {name: value for name, value in said.items() if name not in fields}
    if "restated" in kept:
        kept["restated"] = {place: without(one, fields) for place, one in kept["restated"].items()}
    return kept
