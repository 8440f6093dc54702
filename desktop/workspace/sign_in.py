"""Signing in: from a name and a passphrase to open records."""

from functools import partial
from pathlib import Path

from desktop.errors import BadInputError, FolderError
from desktop.platform.files import write_atomically
from desktop.security.key_changes import recover
from desktop.security.key_file import unlock
from desktop.security.passphrases import judge
from desktop.workspace.opened import Opened, open_unlocked
from desktop.workspace.places import KEY_FILE, key_file_of
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


def regain(folder: Path, *, name: str, code: str, passphrase: str) -> Opened:
    """Give somebody a new passphrase with the code of the recovery sheet, and open the records.

    Raises:
        BadInputError: the code is mistyped, the sentence says where; or the passphrase is not good enough.
        WrongPassphraseError: the code belongs to other records.
        KeyFileError, StoreBusyError, StoreError: as for ``sign_in``.
        FolderError: the key file cannot be written; the old passphrase stays.
    """
    strength = judge(passphrase, about=(name,))
    if not strength.ok:
        what = "This passphrase is not good enough."
        raise BadInputError(what, strength.sentence)
    changed = recover(key_file_of(folder), code=code, user_name=name, passphrase=passphrase)
    opened = open_unlocked(folder, changed.unlocked)
    try:
        write_atomically(folder / KEY_FILE, changed.data)
    except OSError as error:
        opened.close()
        what = "The new passphrase could not be saved."
        raise FolderError(
            what, "Check that the disk has space and may be written, then try again."
        ) from error
    return opened
