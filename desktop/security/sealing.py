"""Seal text to the store's public key; granted roles hold the private one."""

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


class SealBox:
    """Seals and, where the sign-in holds the key, opens text: the ``Sealer`` of one sign-in.

    A sealed text is the byte 1, four bytes of epoch, and HPKE to that epoch's seal key, bound to the store,
    the epoch and the context.
    """

    def __init__(self, unlocked: Unlocked) -> None:
        self._store_id = unlocked.store_id
        self._epoch = unlocked.epoch
        self._public = X25519PublicKey.from_public_bytes(unlocked.seal_public)
        self._private = unlocked.keys.seal_keys

    def __repr__(self) -> str:
        return f"SealBox(epoch={self._epoch}, can_open={self.can_open})"

    @property
    def can_open(self) -> bool:
        """Whether this sign-in may read sealed text."""
        return bool(self._private)

    def seal(self, text: str, *, context: bytes) -> bytes:
        """Seal a text under the newest key."""
        info = _bound_to(self._store_id, self._epoch, context)
        head = _FORM + self._epoch.to_bytes(_EPOCH_BYTES, "big")
        return head + SUITE.encrypt(text.encode("utf-8"), self._public, info=info)

    def open(self, sealed: bytes, *, context: bytes) -> str:
        """Read a sealed text, of this epoch or an earlier one.

        Raises:
            NotAllowedError: this sign-in does not hold the key.
            StoreError: the text was changed, or belongs elsewhere.
        """
        if not self._private:
            what = "This text is sealed, and your role does not read sealed text."
            raise NotAllowedError(what, "Ask the safeguarding lead or the manager.")
        if sealed[: len(_FORM)] != _FORM:
            raise _unreadable()
        epoch = int.from_bytes(sealed[len(_FORM) : _HEAD], "big")
        try:
            private = X25519PrivateKey.from_private_bytes(self._private[epoch])
            info = _bound_to(self._store_id, epoch, context)
            return SUITE.decrypt(sealed[_HEAD:], private, info=info).decode("utf-8")
        except (InvalidTag, KeyError, ValueError):
            raise _unreadable() from None


def _unreadable() -> StoreError:
    what = "A sealed text cannot be read: it was changed, or put where it does not belong."
    return StoreError(what, "Run a check of the records, and look in the last backup.")


def _bound_to(store_id: StoreId, epoch: int, context: bytes) -> bytes:
    return canonical(
        {"what": "sealed text", "store_id": str(store_id), "epoch": epoch, "context": context.hex()}
    )
