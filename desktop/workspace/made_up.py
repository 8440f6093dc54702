"""Looking around: records of invented people in a folder of their own that goes when the program ends."""

import secrets
import shutil
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from platformdirs import user_cache_path

from desktop.errors import AlongsideError
from desktop.platform.files import private_folder
from desktop.platform.locks import StoreLock
from desktop.security.key_stretching import STANDARD, Stretching
from desktop.store.records import LOCK_FILE
from desktop.workspace.opened import Opened, open_unlocked
from desktop.workspace.places import PROGRAM
from desktop.workspace.set_up import set_up

_SERVICE = "A made-up service"
_SOMEBODY = "Robin Example"
_NAME = "made-up-people-"


def look_around(within: Path | None = None, *, stretching: Stretching = STANDARD) -> Opened:
    """Make and open records of invented people under a passphrase that nobody is told.

    Raises:
        FolderError: there is no room for them on this computer.
    """
    parent = private_folder(within or user_cache_path(PROGRAM, appauthor=False))
    forget_looked_around(parent)
    folder = parent / f"{_NAME}{secrets.token_hex(4)}"
    made = set_up(
        folder,
        service_name=_SERVICE,
        user_name=_SOMEBODY,
        passphrase=secrets.token_urlsafe(32),
        stretching=stretching,
    )
    return replace(open_unlocked(folder, made.unlocked), made_up=True)


def forget_looked_around(parent: Path) -> None:
    """Take away made-up records that no running program has open."""
    for folder in parent.glob(f"{_NAME}*"):
        with suppress(AlongsideError, OSError):
            StoreLock.acquire(folder / LOCK_FILE).release()
            shutil.rmtree(folder)
