"""Which folders may hold records: on a disk of this computer, empty, writable, and copied by nobody else."""

import os
import secrets
import subprocess
import sys
from pathlib import Path, PurePath

from desktop.errors import FolderError

_SYNCED_NAMES = (
    "onedrive",
    "dropbox",
    "google drive",
    "googledrive",
    "my drive",
    "icloud drive",
    "iclouddrive",
    "mobile documents",
    "cloudstorage",
    "nextcloud",
    "owncloud",
    "box sync",
    "pclouddrive",
    "pcloud drive",
    "megasync",
    "seafile",
    "tresorit",
    "sync.com",
)
_SYNC_MARKS = (
    ".dropbox.cache",
    ".nextcloudsync.log",
    ".owncloudsync.log",
    ".stfolder",
    ".seafile-data",
    ".tmp.driveupload",
)
_SYNC_FILE = ".dropbox"
"""A mark only as a file: as a folder it holds Dropbox's settings, in the home of everybody who uses it."""
_SYNC_VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
_NETWORK_SYSTEMS = frozenset(
    (
        *("nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "ncpfs", "afs", "afpfs", "webdav", "davfs"),
        *("ceph", "glusterfs", "lustre", "beegfs", "gfs2", "ocfs2", "fuse.sshfs", "fuse.rclone"),
        *("fuse.gvfsd-fuse", "fuse.davfs2", "fuse.glusterfs", "fuse.s3fs", "fuse.smbnetfs", "fuse.onedriver"),
    )
)
_REMOTE_DRIVE = 4  # DRIVE_REMOTE of GetDriveTypeW
_SYNCED = "This folder is copied by a cloud program (such as OneDrive), which can damage the records."
_NETWORKED = "This folder is on a network drive, where the records could be damaged."
_CHOOSE_EMPTY = "Choose an empty folder, or a new one."


def why_unfit(folder: Path) -> str | None:
    """Say in one sentence why records may not live in the folder, or None where they may.

    The folder need not exist yet. Network drives do not lock properly, and cloud programs copy a file while
    it is being written: both lose records.
    """
    place = _real(folder)
    if _is_synced(place):
        return _SYNCED
    if _is_on_network(place):
        return _NETWORKED
    return None


def require_fit(folder: Path) -> None:
    """Stop unless records may live in the folder.

    Raises:
        FolderError: it is synced or on a network, with what to do instead.
    """
    reason = why_unfit(folder)
    if reason is not None:
        raise FolderError(reason, "Choose a folder on this computer's own disk.")


def require_new(folder: Path) -> None:
    """Stop unless new records may be made in the folder: fit, empty or missing, and writable.

    Raises:
        FolderError: it is not, with what to do instead.
    """
    require_fit(folder)
    place = _real(folder)
    if place.exists() and not place.is_dir():
        what = "This is a file, not a folder."
        raise FolderError(what, _CHOOSE_EMPTY)
    try:
        occupied = place.is_dir() and any(place.iterdir())
    except OSError as error:
        raise _unwritable() from error
    if occupied:
        what = "This folder is not empty."
        raise FolderError(what, _CHOOSE_EMPTY)
    _try_writing(_nearest_existing(place.parent))


def _try_writing(folder: Path) -> None:
    try:
        probe = folder / f".alongside-{secrets.token_hex(4)}"
        probe.mkdir(mode=0o700)
        probe.rmdir()
    except OSError as error:
        raise _unwritable() from error


def _unwritable() -> FolderError:
    return FolderError("Alongside may not write in this folder.", "Choose another folder, or ask for access.")


def _real(folder: Path) -> Path:
    return folder.expanduser().resolve()


def _nearest_existing(folder: Path) -> Path:
    return next(place for place in (folder, *folder.parents) if place.is_dir())


def _is_synced(place: Path) -> bool:
    if any(_is_sync_name(part) for part in place.parts[1:]):
        return True
    above = (place, *place.parents)
    if any((parent / mark).exists() for parent in above for mark in _SYNC_MARKS):
        return True
    if any((parent / _SYNC_FILE).is_file() for parent in above):
        return True
    roots = (os.environ.get(variable) for variable in _SYNC_VARIABLES)
    return any(root and place.is_relative_to(_real(Path(root))) for root in roots)


def _is_sync_name(part: str) -> bool:
    """Match the name a cloud program gives its folder: "OneDrive - Charity", "Dropbox (Charity)"."""
    name = part.casefold()
    return any(name == known or name.startswith((f"{known} -", f"{known} (")) for known in _SYNCED_NAMES)


def _is_on_network(place: Path) -> bool:
    if sys.platform == "win32":
        return _is_remote_drive(place)
    return system_at(place, _mounts()) in _NETWORK_SYSTEMS


def system_at(place: PurePath, mounts: list[tuple[str, str]]) -> str:
    """Name the file system that holds the place, given (mount point, file system) pairs; "" if none does."""
    holding = [(point, system) for point, system in mounts if place.is_relative_to(point)]
    return max(holding, key=lambda pair: len(pair[0]), default=("", ""))[1]


def _mounts() -> list[tuple[str, str]]:
    if sys.platform == "darwin":
        listed = subprocess.run(["/sbin/mount"], capture_output=True, check=False, encoding="utf-8").stdout
        return mounts_of_macos(listed)
    try:
        listed = Path("/proc/self/mounts").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return []
    return mounts_of_linux(listed)


def mounts_of_linux(listed: str) -> list[tuple[str, str]]:
    """Read the lines of /proc/self/mounts: device, mount point (blanks written in octal), file system."""
    rows = (line.split(" ") for line in listed.splitlines())
    return [(point.replace("\\040", " "), system) for _, point, system, *_ in rows]


def mounts_of_macos(listed: str) -> list[tuple[str, str]]:
    """Read what mount prints: ``//server/share on /Volumes/share (smbfs, nodev)``."""
    pairs = []
    for line in listed.splitlines():
        before, _, options = line.rpartition(" (")
        point = before.partition(" on ")[2]
        if point:
            pairs.append((point, options.split(",")[0].rstrip(")")))
    return pairs


def _is_remote_drive(place: Path) -> bool:
    if str(place).startswith("\\\\"):
        return True
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415  # only Windows needs it

        return bool(ctypes.windll.kernel32.GetDriveTypeW(place.anchor) == _REMOTE_DRIVE)
    return False
