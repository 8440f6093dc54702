"""Seal text to the store's public key; granted roles hold the private one, some of them behind glass."""

from collections.abc import Mapping

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from desktop.domain.ids import StoreId
from desktop.errors import NotAllowedError, StoreError
from desktop.security.grants import SUITE
from desktop.security.key_document import canonical
from desktop.security.unlocked import Unlocked

_FORM = b"\x01"
_EPOCH_BYTES = 4
_HEAD = len(_FORM) + _EPOCH_BYTES
_TEXT, _BYTES = "sealed text", "sealed bytes"


class SealBox:
    """Seals and, where the sign-in holds the key, opens text: the ``Sealer`` of one sign-in.

    A sealed text is the byte 1, four bytes of epoch, and HPKE to that epoch's seal key, bound to the store,
    the epoch, the context, and whether it is text or bytes.
    """

    def __init__(
        self,
        *,
        store_id: StoreId,
        epoch: int,
        seal_public: bytes,
        seal_keys: Mapping[int, bytes],
        glass_keys: Mapping[int, bytes],
    ) -> None:
        """Take the newest epoch's public key (32 bytes) and the private ones (32 bytes) by epoch."""
        self._store_id = store_id
        self._epoch = epoch
        self._public = X25519PublicKey.from_public_bytes(seal_public)
        self._private = seal_keys
        self._behind_glass = glass_keys

    def __repr__(self) -> str:
        return f"SealBox(epoch={self._epoch}, can_open={self.can_open})"

    @property
    def can_open(self) -> bool:
        """Whether this sign-in may read sealed text."""
        return bool(self._private)

    @property
    def may_break_glass(self) -> bool:
        """Whether this sign-in could read sealed text, but only after the glass was broken."""
        return bool(self._behind_glass) and not self.can_open

    def seal(self, text: str, *, context: bytes) -> bytes:
        """Seal a text under the newest key."""
        return self._seal(text.encode("utf-8"), _TEXT, context)

    def open(self, sealed: bytes, *, context: bytes, glass: bool = False) -> str:
        """Read a sealed text, of this epoch or an earlier one.

        Raises:
            NotAllowedError: this sign-in does not hold the key, or holds it behind glass.
            StoreError: the text was changed, or belongs elsewhere.
        """
        try:
            return self._open(sealed, _TEXT, context, glass=glass).decode("utf-8")
        except UnicodeDecodeError:
            raise _unreadable() from None

    def seal_bytes(self, content: bytes, *, context: bytes) -> bytes:
        """Seal what an attachment holds under the newest key, in one piece."""
        return self._seal(content, _BYTES, context)

    def open_bytes(self, sealed: bytes, *, context: bytes, glass: bool = False) -> bytes:
        """Read a sealed attachment, of this epoch or an earlier one.

        Raises:
            NotAllowedError: this sign-in does not hold the key, or holds it behind glass.
            StoreError: it was changed, or belongs elsewhere.
        """
        return self._open(sealed, _BYTES, context, glass=glass)

    def _seal(self, content: bytes, what: str, context: bytes) -> bytes:
        info = self._bound_to(what, self._epoch, context)
        head = _FORM + self._epoch.to_bytes(_EPOCH_BYTES, "big")
        return head + SUITE.encrypt(content, self._public, info=info)

    def _open(self, sealed: bytes, what: str, context: bytes, *, glass: bool) -> bytes:
        private = self._private or (self._behind_glass if glass else {})
        if not private:
            raise _not_allowed(glass=self.may_break_glass)
        if sealed[: len(_FORM)] != _FORM:
            raise _unreadable()
        epoch = int.from_bytes(sealed[len(_FORM) : _HEAD], "big")
        try:
            key = X25519PrivateKey.from_private_bytes(private[epoch])
            return SUITE.decrypt(sealed[_HEAD:], key, info=self._bound_to(what, epoch, context))
        except (InvalidTag, KeyError, ValueError):
            raise _unreadable() from None

    def _bound_to(self, what: str, epoch: int, context: bytes) -> bytes:
        return canonical(
            {"what": what, "store_id": str(self._store_id), "epoch": epoch, "context": context.hex()}
        )


def seal_box_of(unlocked: Unlocked) -> SealBox:
    """Make the seal box of a sign-in."""
    return SealBox(
        store_id=unlocked.store_id,
        epoch=unlocked.epoch,
        seal_public=unlocked.seal_public,
        seal_keys=unlocked.keys.seal_keys,
        glass_keys=unlocked.keys.glass_keys,
    )


def _not_allowed(*, glass: bool) -> NotAllowedError:
    what = "This text is sealed, and your role does not read sealed text."
    if glass:
        return NotAllowedError(what, "Ask the safeguarding lead or the manager, or break the glass.")
    return NotAllowedError(what, "Ask the safeguarding lead or the manager.")


def _unreadable() -> StoreError:
    what = "A sealed text cannot be read: it was changed, or put where it does not belong."
    return StoreError(what, "Run a check of the records, and look in the last backup.")
