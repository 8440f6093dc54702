"""A text as it is kept and as it is shown: in clear, or sealed for the roles that may read it."""

from base64 import b64decode, b64encode
from dataclasses import dataclass, field

_MARK = "\x02"  # nobody can type it, and a text in clear is never stored with it


@dataclass(frozen=True, slots=True)
class Sealed:
    """A text that only the key of its readers opens, where it belongs."""

    body: bytes = field(repr=False)

    @property
    def stored(self) -> str:
        """The one form in which it stands in a column and in the history."""
        return _MARK + b64encode(self.body).decode("ascii")


Guarded = str | Sealed
"""Words of a case: in clear, or sealed."""


def from_stored(stored: str) -> Guarded:
    """Read what stands in a column."""
    return Sealed(b64decode(stored[1:])) if stored.startswith(_MARK) else stored


def to_stored(words: Guarded) -> str:
    """Give what is to stand in a column; a text in clear can never pass for a sealed one."""
    return words.stored if isinstance(words, Sealed) else words.lstrip(_MARK)


@dataclass(frozen=True, slots=True)
class ShownWords:
    """Words as an answer shows them: ``text`` is empty where they are withheld from whoever asks."""

    text: str
    sealed: bool = False
    withheld: bool = False


NOTHING = ShownWords("")
"""No words were written."""
WITHHELD = ShownWords("", sealed=True, withheld=True)
"""There are words, and whoever asks may not read them."""
