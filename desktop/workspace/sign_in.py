"""Signing in: from a name and a passphrase to open records."""

from functools import partial
from pathlib import Path

from desktop.errors import BadInputError, FolderError
from desktop.security.key_changes import change_passphrase, recover
from desktop.security.key_file import unlock, unlock_once, unlock_with_recovery
from desktop.store.rekeying import settle_interrupted
from desktop.workspace.accounts import require_good, write_key_file
from desktop.workspace.opened import Opened, open_unlocked
from desktop.workspace.places import key_file_of
from desktop.workspace.wrong_passphrases import counted


def sign_in(folder: Path, *, name: str, passphrase: str, wait_seconds: float = 0) -> Opened:
    """Open the records of a folder.

    ``wait_seconds`` is how long another Alongside, one that is just locking, is given to let go.

    Raises:
        WrongPassphraseError: name and passphrase do not open them.
        OwnPassphraseNeededError: the passphrase was for one time; see ``first_sign_in``.
        RefusedError: there were several wrong ones, and it is too soon for another; or the sign-in is off.
        KeyFileError: there is no usable key file.
        StoreBusyError: another Alongside has them open.
        StoreError: the records are damaged, foreign, or newer than the program.
    """
    data = key_file_of(folder)
    unlocked = counted(folder, partial(unlock, data, user_name=name, passphrase=passphrase))
    return open_unlocked(folder, unlocked, wait_seconds=wait_seconds)


def first_sign_in(
    folder: Path, *, name: str, one_time: str, passphrase: str, wait_seconds: float = 0
) -> Opened:
    """Choose a passphrase of one's own in place of a one-time one, and open the records.

    Raises:
        BadInputError: the new one is not good enough, or is the one-time one.
        WrongPassphraseError: the one-time one is not theirs.
        RefusedError: it is too old, or there were several wrong ones.
        KeyFileError, StoreBusyError, StoreError: as for ``sign_in``.
        FolderError: the key file cannot be written; the one-time passphrase stays.
    """
    if passphrase.split() == one_time.split():
        what = "The one-time passphrase was known to somebody else."
        raise BadInputError(what, "Choose another one, which only you know.")
    require_good(passphrase, about=(name,))
    found = counted(folder, partial(unlock_once, key_file_of(folder), user_name=name, passphrase=one_time))
    settle_interrupted(folder, found, wait_seconds=wait_seconds)
    data = key_file_of(folder)
    changed = change_passphrase(data, user_name=name, passphrase=one_time, new_passphrase=passphrase)
    opened = open_unlocked(folder, changed.unlocked, wait_seconds=wait_seconds)
    try:
        write_key_file(folder, changed.data)
    except FolderError:
        opened.close()
        raise
    return opened


def regain(folder: Path, *, name: str, code: str, passphrase: str) -> Opened:
    """Give somebody a new passphrase with the code of the recovery sheet, and open the records.

    Raises:
        BadInputError: the code is mistyped, the sentence says where; or the passphrase is not good enough.
        WrongPassphraseError: the code belongs to other records.
        KeyFileError, StoreBusyError, StoreError: as for ``sign_in``.
        FolderError: the key file cannot be written; the old passphrase stays.
    """
    require_good(passphrase, about=(name,))
    settle_interrupted(folder, unlock_with_recovery(key_file_of(folder), code=code))
    changed = recover(key_file_of(folder), code=code, user_name=name, passphrase=passphrase)
    opened = open_unlocked(folder, changed.unlocked)
    try:
        write_key_file(folder, changed.data)
    except FolderError:
        opened.close()
        raise
    return opened
