"""Text that anybody may write and only some may read."""

from typing import Protocol


class Sealer(Protocol):
    """Seals text, and the bytes of attachments, for those whose role lets them read it.

    ``context`` says where the text belongs (kind, id and field of the record): elsewhere it does not open.
    ``glass`` says that this person broke the glass over the record, with a reason that is written down.
    """

    @property
    def can_open(self) -> bool:
        """Whether this sign-in may read sealed text."""
        ...

    @property
    def may_break_glass(self) -> bool:
        """Whether this sign-in could read sealed text, but only after the glass was broken."""
        ...

    def seal(self, text: str, *, context: bytes) -> bytes:
        """Seal a text; every sign-in may."""
        ...

    def open(self, sealed: bytes, *, context: bytes, glass: bool = False) -> str:
        """Read a sealed text.

        Raises:
            NotAllowedError: this sign-in does not hold the key, or holds it behind glass.
            StoreError: the text was changed, or belongs elsewhere.
        """
        ...

    def seal_bytes(self, content: bytes, *, context: bytes) -> bytes:
        """Seal what an attachment holds; every sign-in may."""
        ...

    def open_bytes(self, sealed: bytes, *, context: bytes, glass: bool = False) -> bytes:
        """Read a sealed attachment.

        Raises:
            NotAllowedError: this sign-in does not hold the key, or holds it behind glass.
            StoreError: it was changed, or belongs elsewhere.
        """
        ...
