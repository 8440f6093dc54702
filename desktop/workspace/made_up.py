"""Looking around: invented people with whole histories, in a folder that goes when the program ends."""

import secrets
import shutil
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from platformdirs import user_cache_path

from desktop.demo.making import make_people
from desktop.domain.dates import civil_date
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
_PEOPLE, _SEED = 300, 1


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
    opened = replace(open_unlocked(folder, made.unlocked), made_up=True)
    try:
        make_people(
            opened.records, opened.actor, people=_PEOPLE, seed=_SEED, until=civil_date(datetime.now(UTC))
        )
    except BaseException:
        opened.close()
        raise
    return opened


def forget_looked_around(parent: Path) -> None:
    """Take away made-up records that no running program has open."""
    for folder in parent.glob(f"{_NAME}*"):
        with suppress(AlongsideError, OSError):
            StoreLock.acquire(folder / LOCK_FILE).release()
            shutil.rmtree(folder)
