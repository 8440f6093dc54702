"""Where records are: the usual folder, the one opened last, and whose names stand in a key file.

Light on purpose: the unlock screen needs this before anything else is loaded.
"""

import json
from contextlib import suppress
from pathlib import Path

from platformdirs import user_config_path, user_data_path

from desktop.errors import KeyFileError
from desktop.platform.files import private_folder, write_atomically
from desktop.security.key_document import user_names

PROGRAM = "Alongside"
KEY_FILE = "keys.json"  # as in desktop.store.records, which is too heavy for the unlock screen
_MANIFEST_FILE = "manifest.json"
_SETTINGS = "settings.json"
_FOLDER = "folder"


def usual_folder() -> Path:
    """Give the folder in which records are made unless another is chosen."""
    return user_data_path(PROGRAM, appauthor=False) / "records"


def remembered_folder() -> Path | None:
    """Give the folder of the records opened last on this computer, or None."""
    try:
        kept = json.loads(_settings_file().read_text(encoding="utf-8")).get(_FOLDER)
    except (OSError, ValueError, AttributeError):
        return None
    return Path(kept) if isinstance(kept, str) else None


def remember_folder(folder: Path) -> None:
    """Remember the folder for the next start; nothing else is kept there.

    Raises:
        OSError: the settings cannot be written.
    """
    path = _settings_file()
    private_folder(path.parent)
    write_atomically(path, json.dumps({_FOLDER: str(folder.absolute())}).encode(), durable=False)


def folder_to_open() -> Path | None:
    """Give the folder whose unlock screen is shown at start, or None where there are no records yet."""
    candidates = (remembered_folder(), usual_folder())
    return next((folder for folder in candidates if folder is not None and holds_records(folder)), None)


def holds_records(folder: Path) -> bool:
    """Say whether the folder has a key file, so that its records can be unlocked."""
    return (folder / KEY_FILE).is_file()


def key_file_of(folder: Path) -> bytes:
    """Read the key file of the records in a folder.

    Raises:
        KeyFileError: there is none, or it cannot be read, or the folder is a backup.
    """
    if (folder / _MANIFEST_FILE).is_file():
        what = "This folder is a backup, and a backup is never worked in."
        raise KeyFileError(what, "Bring it back into a new folder first (alongside restore), then open that.")
    try:
        return (folder / KEY_FILE).read_bytes()
    except OSError as error:
        _explain_cut_off_restore(folder)
        what = f"There are no records in {folder}, or their key file (keys.json) cannot be read."
        do = "Plug in the disk or stick they are on, choose another folder, or bring back a backup."
        raise KeyFileError(what, do) from error


def _explain_cut_off_restore(folder: Path) -> None:
    """Say where the records are if a power cut fell between the two renamings of a restore.

    Raises:
        KeyFileError: it did; the sentence says what to do.
    """
    place = folder.expanduser().absolute()
    if place.exists():
        return
    with suppress(OSError):
        kept = sorted(path.parent.name for path in place.parent.glob(f"{place.name}-before-*/{KEY_FILE}"))
        if kept:
            what = "Bringing back a backup into this folder was cut off; what was there before is kept."
            do = f"Bring the backup back again, or rename the folder “{kept[-1]}” to “{place.name}”."
            raise KeyFileError(what, do)


def sign_in_names(folder: Path) -> list[str]:
    """Name who can sign in to the records of a folder, for the unlock screen.

    Raises:
        KeyFileError: there is no key file, or it cannot be read.
    """
    return user_names(key_file_of(folder))


def _settings_file() -> Path:
    return user_config_path(PROGRAM, appauthor=False) / _SETTINGS
