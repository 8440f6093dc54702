"""Text that its writer alone reads again: unfinished writing, under a key of the writer's own."""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV

_FORM = b"\x01"
_NONCE_BYTES = 12
_HEAD = len(_FORM) + _NONCE_BYTES


def seal_own(text: str, *, own_key: bytes, context: bytes) -> bytes:
    """Encrypt a text under somebody's own key (32 bytes): the byte 1, twelve of nonce, AES-256-GCM-SIV."""
    nonce = os.urandom(_NONCE_BYTES)
    return _FORM + nonce + AESGCMSIV(own_key).encrypt(nonce, text.encode("utf-8"), context)


def open_own(sealed: bytes, *, own_key: bytes, context: bytes) -> str | None:
    """Read a text of one's own; None where it is somebody else's, was changed, or belongs elsewhere."""
    if sealed[: len(_FORM)] != _FORM:
        return None
    try:
        plain = AESGCMSIV(own_key).decrypt(sealed[len(_FORM) : _HEAD], sealed[_HEAD:], context)
        return plain.decode("utf-8")
    except (InvalidTag, ValueError):
        return None
