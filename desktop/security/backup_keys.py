"""A backup's own key, wrapped so that every slot of the key file beside it opens the backup.

It is wrapped under a key derived from the store's: no manager's signature is needed, so an automatic backup
works whoever is signed in. The backup carries the key file as it was, byte for byte.
"""

import hmac
import os
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV

from desktop.errors import StoreError
from desktop.security.key_document import canonical
from desktop.security.key_stretching import KEY_BYTES, SALT_BYTES, expand
from desktop.security.unlocked import Unlocked, in_epoch

_NONCE_BYTES = 12


@dataclass(frozen=True, slots=True, repr=False)
class BackupKey:
    """What opens one backup: 32 bytes of key, 16 of salt, as the records' own."""

    file_key: bytes
    file_salt: bytes


def backup_wrap_key(unlocked: Unlocked) -> bytes:
    """Derive the 32 bytes under which this epoch's backups wrap their keys."""
    return expand(unlocked.file_key, purpose=b"alongside backup wrap 1")


def new_backup_key(unlocked: Unlocked, *, backup_id: str) -> tuple[BackupKey, bytes]:
    """Draw a key for a backup; the second is the key wrapped (76 bytes), for the backup's manifest."""
    key = BackupKey(os.urandom(KEY_BYTES), os.urandom(SALT_BYTES))
    nonce = os.urandom(_NONCE_BYTES)
    cipher = AESGCMSIV(backup_wrap_key(unlocked))
    bound = _bound_to(unlocked, backup_id)
    return key, nonce + cipher.encrypt(nonce, key.file_key + key.file_salt, bound)


def open_backup_key(unlocked: Unlocked, wrapped: bytes, *, backup_id: str) -> BackupKey:
    """Unwrap a backup's key with the sign-in that the backup's own key file gave, in any open epoch.

    Raises:
        StoreError: the wrap was changed, or is another backup's.
    """
    return _opened(unlocked, wrapped, backup_id=backup_id)[0]


def sign_in_of_backup(unlocked: Unlocked, wrapped: bytes, *, backup_id: str) -> Unlocked:
    """Put first the keys under which a backup was made: it may have been between two sets.

    Raises:
        StoreError: the wrap was changed, or is another backup's.
    """
    return in_epoch(unlocked, _opened(unlocked, wrapped, backup_id=backup_id)[1])


def _opened(unlocked: Unlocked, wrapped: bytes, *, backup_id: str) -> tuple[BackupKey, int]:
    for each in (unlocked, *unlocked.earlier):
        try:
            cipher = AESGCMSIV(backup_wrap_key(each))
            plain = cipher.decrypt(wrapped[:_NONCE_BYTES], wrapped[_NONCE_BYTES:], _bound_to(each, backup_id))
        except (InvalidTag, ValueError):
            continue
        return BackupKey(plain[:KEY_BYTES], plain[KEY_BYTES:]), each.epoch
    what = "The key of this backup was changed, or belongs to another backup."
    raise StoreError(what, "Use another backup.")


def manifest_mac(unlocked: Unlocked, manifest: bytes) -> bytes:
    """Vouch for a backup's manifest (32 bytes): whoever lacks the store's key cannot alter it unseen."""
    key = expand(unlocked.file_key, purpose=b"alongside backup manifest 1")
    return hmac.digest(key, manifest, "sha256")


def is_manifest_genuine(unlocked: Unlocked, manifest: bytes, mac: bytes) -> bool:
    """Say whether a manifest is as it was written, in any open epoch."""
    epochs = (unlocked, *unlocked.earlier)
    return any(hmac.compare_digest(manifest_mac(each, manifest), mac) for each in epochs)


def _bound_to(unlocked: Unlocked, backup_id: str) -> bytes:
    store_id = str(unlocked.store_id)
    return canonical({"what": "backup", "store_id": store_id, "epoch": unlocked.epoch, "backup": backup_id})
