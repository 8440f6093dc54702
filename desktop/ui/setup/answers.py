"""What crosses between set-up and the rest of the program: plain frozen data."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

CheckCode = Callable[[str], None]
"""Accepts the recovery code typed back, or raises an ``AlongsideError`` that says which group is mistyped."""


@dataclass(frozen=True, slots=True)
class NewRecords:
    """What is needed to set up records; the passphrase is kept out of every text."""

    service: str
    person: str
    passphrase: str
    folder: Path

    def __repr__(self) -> str:
        return f"NewRecords({self.folder})"


@dataclass(frozen=True, slots=True)
class RecoverySheet:
    """What stands on the recovery sheet; the code opens the records if the passphrase is lost."""

    service: str
    person: str
    code: str  # groups of five with dashes between
    made_on: str

    def __repr__(self) -> str:
        return "RecoverySheet(…)"


@dataclass(frozen=True, slots=True)
class SheetWanted:
    """Where the recovery sheet is to be written as PDF."""

    path: Path
