"""A slot: somebody's private key, locked with a passphrase or a recovery code."""

import os
from dataclasses import dataclass, replace
from datetime import date

from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV

from desktop.domain.ids import StoreId, UserId
from desktop.security.key_document import VERSION, Slot, SlotKind, canonical
from desktop.security.key_stretching import KEY_BYTES, SALT_BYTES, Stretching, stretch

_NONCE_BYTES = 12


@dataclass(frozen=True, slots=True, repr=False)
class SlotContents:
    """What a slot locks away: a private X25519 key, and the store's first authority key, to be believed."""

    private_key: bytes
    pinned_authority: bytes


@dataclass(frozen=True, slots=True, repr=False)
class Secret:
    """What somebody knows, and what their computer knows where they asked for that."""

    typed: str
    device: bytes | None = None


def new_slot(
    *,
    user_id: UserId,
    kind: SlotKind,
    name: str,
    stretching: Stretching,
    one_time_until: date | None = None,
) -> Slot:
    """Begin a slot that locks nothing yet."""
    return Slot(
        user_id,
        kind,
        name,
        stretching,
        device_secret=False,
        salt=b"",
        nonce=b"",
        one_time_until=one_time_until,
    )


def lock_slot(slot: Slot, contents: SlotContents, *, store_id: StoreId, secret: Secret) -> Slot:
    """Lock the contents with the secret, under a fresh salt and nonce."""
    fresh = replace(
        slot,
        salt=os.urandom(SALT_BYTES),
        nonce=os.urandom(_NONCE_BYTES),
        device_secret=secret.device is not None,
        sealed=b"",
    )
    key = stretch(
        secret.typed, salt=fresh.salt, stretching=fresh.stretching, device_secret=secret.device or b""
    )
    plain = contents.private_key + contents.pinned_authority
    return replace(fresh, sealed=AESGCMSIV(key).encrypt(fresh.nonce, plain, _bound_to(fresh, store_id)))


def open_slot(slot: Slot, *, store_id: StoreId, secret: Secret) -> SlotContents:
    """Open a slot.

    Raises:
        InvalidTag: the secret is wrong, or any part of the slot or the store's id was changed.
        ValueError: the slot asks for settings out of bounds, or has impossible lengths.
    """
    device = (secret.device or b"") if slot.device_secret else b""
    key = stretch(secret.typed, salt=slot.salt, stretching=slot.stretching, device_secret=device)
    plain = AESGCMSIV(key).decrypt(slot.nonce, slot.sealed, _bound_to(slot, store_id))
    return SlotContents(private_key=plain[:KEY_BYTES], pinned_authority=plain[KEY_BYTES:])


def _bound_to(slot: Slot, store_id: StoreId) -> bytes:
    return canonical({"what": "slot", "version": VERSION, "store_id": str(store_id), **slot.header()})
