"""Signing in: from a name and a passphrase to open records."""

from functools import partial
from pathlib import Path

from desktop.security.key_file import unlock, unlock_with_recovery
from desktop.workspace.opened import Opened, open_unlocked
from desktop.workspace.places import key_file_of
from desktop.workspace.wrong_passphrases import counted


def sign_in(folder: Path, *, name: str, passphrase: str, wait_seconds: float = 0) -> Opened:
    """Open the records of a folder.

    ``wait_seconds`` is how long another Alongside, one that is just locking, is given to let go.

    Raises:
        WrongPassphraseError: name and passphrase do not open them.
        RefusedError: there were several wrong ones, and it is too soon for another.
        KeyFileError: there is no usable key file.
        StoreBusyError: another Alongside has them open.
        StoreError: the records are damaged, foreign, or newer than the program.
    """
    data = key_file_of(folder)
    unlocked = counted(folder, partial(unlock, data, user_name=name, passphrase=passphrase))
    return open_unlocked(folder, unlocked, wait_seconds=wait_seconds)


def sign_in_with_recovery(folder: Path, *, code: str, wait_seconds: float = 0) -> Opened:
    """Open the records of a folder with the code of the recovery sheet.

    Raises:
        BadInputError: the code is mistyped; the sentence says where.
        WrongPassphraseError: the code belongs to other records.
        KeyFileError, StoreError: as for ``sign_in``.
    """
    return open_unlocked(
        folder, unlock_with_recovery(key_file_of(folder), code=code), wait_seconds=wait_seconds
    )
