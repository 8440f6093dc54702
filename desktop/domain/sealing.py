"""Text that anybody may write and only some may read."""

from typing import Protocol


class Sealer(Protocol):
    """Seals text for those whose role lets them read it.

    ``context`` says where the text belongs (kind, id and field of the record): elsewhere it does not open.
    """

    @property
    def can_open(self) -> bool:
        """Whether this sign-in may read sealed text."""
        ...

    def seal(self, text: str, *, context: bytes) -> bytes:
        """Seal a text; every sign-in may."""
        ...

    def open(self, sealed: bytes, *, context: bytes) -> str:
        """Read a sealed text.

        Raises:
            NotAllowedError: this sign-in does not hold the key.
            StoreError: the text was changed, or belongs elsewhere.
        """
        ...
