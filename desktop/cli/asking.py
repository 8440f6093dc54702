"""What every command needs from whoever runs it: a folder, a name, a passphrase; and how it speaks."""

import getpass
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from desktop.errors import BadInputError
from desktop.platform.files import write_atomically
from desktop.security.key_document import user_names
from desktop.security.key_file import unlock
from desktop.security.unlocked import Unlocked
from desktop.store.rekeying import settle_interrupted
from desktop.workspace.opened import Opened, open_unlocked
from desktop.workspace.places import key_file_of
from desktop.workspace.wrong_passphrases import counted

PASSPHRASE_VARIABLE = "ALONGSIDE_PASSPHRASE"  # noqa: S105 the name of a variable

StoreFolder = Annotated[Path, typer.Option("--store", help="The folder that holds the records.")]
UserName = Annotated[str | None, typer.Option("--user", help="Who signs in; needed if there are several.")]
PassphraseFile = Annotated[
    Path | None,
    typer.Option("--passphrase-file", help=f"A file with the passphrase; otherwise {PASSPHRASE_VARIABLE}."),
]


def console() -> Console:
    """Give the console for what was done: plain text, no markup in people's words."""
    return Console(highlight=False, markup=False, soft_wrap=True)


def say(words: str) -> None:
    """Say one thing that was done."""
    console().print(words)


def passphrase(file: Path | None) -> str:
    """Get the passphrase from the file, else from the variable, else by asking; never from an argument.

    Raises:
        BadInputError: the file cannot be read, or there is nobody to ask.
    """
    if file is not None:
        try:
            return file.read_text(encoding="utf-8-sig").rstrip("\r\n")
        except (OSError, UnicodeDecodeError) as error:
            what = "The file with the passphrase cannot be read."
            raise BadInputError(what, "Check its name, and that it is plain text.") from error
    given = os.environ.get(PASSPHRASE_VARIABLE)
    if given is not None:
        return given
    if not sys.stdin.isatty():
        what = "A passphrase is needed and there is nobody to ask."
        raise BadInputError(what, f"Use --passphrase-file, or set {PASSPHRASE_VARIABLE}.")
    return getpass.getpass("Passphrase: ")


def user_name(key_file: bytes, given: str | None) -> str:
    """Get the name to sign in with: the one given, or the only one there is.

    Raises:
        BadInputError: several people sign in here and none was named.
        KeyFileError: it is no key file.
    """
    if given is not None:
        return given
    names = user_names(key_file)
    if not names:
        return ""  # the file was changed; unlocking says so, as for any other change
    if len(names) != 1:
        what = "Several people sign in to these records."
        raise BadInputError(what, "Say who you are with --user.")
    return names[0]


def unlocked(key_file: bytes, name: str | None, file: Path | None) -> Unlocked:
    """Unlock a key file with the name given, or the only one in it, and the passphrase.

    Raises:
        BadInputError: several people sign in and none was named.
        KeyFileError, WrongPassphraseError: the key file, or what was given, does not open.
    """
    return unlock(key_file, user_name=user_name(key_file, name), passphrase=passphrase(file))


def unlocked_in(folder: Path, name: str | None, file: Path | None) -> Unlocked:
    """Unlock the records of a folder; wrong passphrases count as they do at the window.

    A change of keys that was cut off is finished or given up.

    Raises:
        RefusedError: there were several wrong ones, and it is too soon for another.
        BadInputError, KeyFileError, WrongPassphraseError: as ``unlocked``.
    """
    found = counted(folder, partial(unlocked, key_file_of(folder), name, file))
    return settle_interrupted(folder, found)


@contextmanager
def opened(folder: Path, name: str | None, file: Path | None) -> Iterator[Opened]:
    """Sign in, hand out the open records, and close them whatever happens."""
    records = open_unlocked(folder, unlocked_in(folder, name, file))
    try:
        if records.notice is not None:
            print(records.notice, file=sys.stderr)  # noqa: T201 a command speaks
        yield records
    finally:
        records.close()


def ready_folder(folder: Path) -> None:
    """Make the folder for files that are about to be made, so that a refusal comes before anything is done.

    Raises:
        BadInputError: it is a file or lies in one, cannot be made, or not be written.
    """
    file = next((one for one in (folder, *folder.parents) if one.is_file()), None)
    if file is not None:
        what = f"“{file}” is a file, and files can only be written into a folder."
        raise BadInputError(what, "Name another folder.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not os.access(folder, os.W_OK):
            raise PermissionError(folder)
    except OSError as error:
        what = f"Nothing can be written into the folder “{folder}”."
        raise BadInputError(what, "Choose a folder you may write to, with space on its disk.") from error


def write_file(path: Path, data: bytes) -> None:
    """Write a file that somebody asked for, whole or not at all.

    Raises:
        BadInputError: it cannot be written there.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, data)
    except OSError as error:
        what = f"{path.name} cannot be written there."
        raise BadInputError(what, "Choose a folder you may write to, with space on its disk.") from error
