"""A backup: one moment's records under a key of their own, opened and checked before it counts."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from desktop.domain.ids import StoreId
from desktop.domain.rotation import backups_to_keep
from desktop.errors import FolderError, StoreError
from desktop.models.base import new_id
from desktop.platform.files import fsync_folder, private_folder, write_atomically
from desktop.platform.locks import StoreLock
from desktop.security.backup_keys import new_backup_key, open_backup_key
from desktop.security.unlocked import Unlocked
from desktop.store.anchor import anchor_of
from desktop.store.copying import (
    Copied,
    FileKey,
    clear_cut_off,
    copy_file,
    copy_records,
    rows_of,
    space_explained,
)
from desktop.store.drafts import DRAFTS_FILE, check_drafts, drafts_salt
from desktop.store.faults import Area, Fault, Findings, Progress, Report
from desktop.store.key_file_check import is_key_file_sound
from desktop.store.keys import StoreKeys, keys_of
from desktop.store.manifest import (
    MANIFEST_FILE,
    Manifest,
    digest_of,
    manifest_bytes,
    manifest_seen,
    read_manifest,
)
from desktop.store.records import KEY_FILE, LOCK_FILE, RECORDS_FILE, Records
from desktop.store.verify import check_file, refusal

PREFIX = "alongside-backup-"
_ABANDONED = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was checked: its folder, and what it holds."""

    folder: Path
    manifest: Manifest


def _utc_now() -> datetime:
    return datetime.now(UTC)


def back_up(
    store: Records | Path,
    unlocked: Unlocked,
    *,
    to: Path,
    clock: Callable[[], datetime] = _utc_now,
    progress: Progress | None = None,
) -> Backup:
    """Copy open records, or those in a folder that no program has open, into a new folder inside ``to``.

    Work on open records goes on meanwhile. The copy is opened as a stranger would and checked whole; only
    then does it get its name. Backups that were there stay as they are.

    Raises:
        FolderError: ``to`` cannot be written or is full; nothing is left behind.
        StoreError: the records or the copy are not sound; nothing is left behind.
        StoreBusyError: the folder's records are open in another program.
    """
    with _held(store) as folder:
        return back_up_held(folder, unlocked, to=to, clock=clock, progress=progress)


@contextmanager
def _held(store: Records | Path) -> Iterator[Path]:
    """Keep other programs away: a second one that closes the file would cut off the first one's log."""
    if isinstance(store, Records):
        with store.in_place():
            yield store.folder
        return
    with StoreLock.acquire(store / LOCK_FILE):
        yield store


def back_up_held(
    store: Path,
    unlocked: Unlocked,
    *,
    to: Path,
    clock: Callable[[], datetime] = _utc_now,
    progress: Progress | None = None,
) -> Backup:
    """Back up records on which this program has the lock already; see ``back_up``."""
    made_at = clock().astimezone(UTC)
    with space_explained("The backup could not be made"):
        key_file = (store / KEY_FILE).read_bytes()
        private_folder(to)
        clear_cut_off(to, f".{PREFIX}*.part")
    if not is_key_file_sound(key_file, unlocked):
        what = "The key file of these records (keys.json) was changed, so a backup of it would not open."
        raise StoreError(what, "Put keys.json back from an earlier backup; earlier backups stay as they are.")
    backup_id = new_id()
    name = f"{PREFIX}{made_at:%Y%m%d-%H%M%S}-{backup_id.hex[-8:]}"
    part = to / f".{name}.part"
    _sweep(to, before=made_at - _ABANDONED)
    try:
        with space_explained("The backup could not be made"):
            part.mkdir(mode=0o700)
            _fill(store, part, unlocked, key_file=key_file, backup_id=backup_id, made_at=made_at)
        report = check_backup(part, unlocked, progress=progress)
        if not report.content:
            raise refusal(report)
        manifest = read_manifest(part, unlocked)
        with space_explained("The backup could not be made"):
            part.rename(to / name)
            fsync_folder(to)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return Backup(to / name, manifest)


def _sweep(to: Path, *, before: datetime) -> None:
    """Take away what a program that was killed left half made; one at work now is not that old."""
    for path in to.glob(f".{PREFIX}*.part"):
        with suppress(OSError):
            if datetime.fromtimestamp(path.stat().st_mtime, UTC) < before:
                shutil.rmtree(path)


def _fill(
    store: Path, part: Path, unlocked: Unlocked, *, key_file: bytes, backup_id: UUID, made_at: datetime
) -> None:
    keys = keys_of(unlocked)
    anchored = anchor_of(store, keys).read()
    key, wrapped = new_backup_key(unlocked, backup_id=str(backup_id))
    copied = copy_records(
        FileKey(store / RECORDS_FILE, keys.file_key, keys.file_salt),
        FileKey(part / RECORDS_FILE, key.file_key, key.file_salt),
        keys.device_id,
    )
    if copied.end.count < anchored.count:
        what = "The records end earlier than they did, so they were not backed up."
        raise StoreError(what, "Run “alongside verify”; earlier backups stay as they are.")
    _copy_drafts(store, part, keys)
    write_atomically(part / KEY_FILE, key_file)
    manifest = _described(part, copied, keys, backup_id=backup_id, made_at=made_at)
    manifest = replace(manifest, wrapped_key=wrapped)
    write_atomically(part / MANIFEST_FILE, manifest_bytes(manifest, unlocked))


def _copy_drafts(store: Path, part: Path, keys: StoreKeys) -> None:
    """Copy unfinished writing under the drafts' own key, which the key file in the backup gives.

    Where it cannot be read, the backup goes without: records matter more.
    """
    salt = drafts_salt(keys)
    source = FileKey(store / DRAFTS_FILE, keys.drafts_key, salt)
    findings = Findings()
    check_drafts(store, keys, findings)
    if not source.path.is_file() or not findings.report().content:
        return
    raw: Any = source.open()
    try:
        copy_file(raw, FileKey(part / DRAFTS_FILE, keys.drafts_key, salt))
    finally:
        raw.close()


def _described(
    part: Path, copied: Copied, keys: StoreKeys, *, backup_id: UUID, made_at: datetime
) -> Manifest:
    files = sorted(path.name for path in part.iterdir())
    return Manifest(
        backup_id=str(backup_id),
        store_id=keys.store_id,
        device_id=keys.device_id,
        made_at=made_at,
        end=copied.end,
        rows=copied.rows,
        digests={name: digest_of(part / name) for name in files},
        wrapped_key=b"",
    )


def check_backup(folder: Path, unlocked: Unlocked, *, progress: Progress | None = None) -> Report:
    """Open a backup as a stranger would, with nothing but its own files and a sign-in, and check all of it.

    A backup whose description cannot be believed gives one fault and is not opened.
    """
    try:
        manifest = read_manifest(folder, unlocked)
        key = open_backup_key(unlocked, manifest.wrapped_key, backup_id=manifest.backup_id)
        faults = _check_files(folder, manifest, unlocked)
    except StoreError as error:
        return Report((Fault(Area.FILE, error.what),), {})
    if faults:
        return Report(tuple(faults), {})
    keys = replace(keys_of(unlocked), file_key=key.file_key, file_salt=key.file_salt)
    path = folder / RECORDS_FILE
    report = check_file(path, keys, manifest.end, progress=progress)
    if report.content and rows_of(FileKey(path, keys.file_key, keys.file_salt)) != manifest.rows:
        wrong = Fault(Area.RECORDS, "The backup holds another number of rows than were copied.")
        return Report((wrong,), report.counted)
    return report


def _check_files(folder: Path, manifest: Manifest, unlocked: Unlocked) -> list[Fault]:
    """Compare every file with its digest before any of them is opened."""
    faults = []
    for name, digest in manifest.digests.items():
        path = folder / name
        if name != Path(name).name or not path.is_file():
            faults.append(Fault(Area.FILE, f"A file of the backup is missing: {name}."))
        elif digest_of(path) != digest:
            faults.append(Fault(Area.FILE, f"A file of the backup was changed or damaged: {name}."))
    if not {RECORDS_FILE, KEY_FILE} <= set(manifest.digests):
        faults.append(Fault(Area.FILE, "The backup does not say that it holds records and their key file."))
    if not faults and not is_key_file_sound((folder / KEY_FILE).read_bytes(), unlocked):
        faults.append(Fault(Area.FILE, "The key file in the backup (keys.json) does not open it."))
    return faults


def backups_in(folder: Path, store_id: StoreId) -> tuple[Backup, ...]:
    """List the backups of one store in a folder, the newest first, by what they say of themselves."""
    found = []
    for path in folder.glob(f"{PREFIX}*"):
        try:
            manifest = manifest_seen(path)
        except StoreError:
            continue
        if manifest.store_id == store_id:
            found.append(Backup(path, manifest))
    return tuple(sorted(found, key=lambda backup: backup.manifest.made_at, reverse=True))


def rotate(folder: Path, store_id: StoreId) -> tuple[Path, ...]:
    """Take away the backups of one store that are no longer kept; call it after a good one was made.

    Raises:
        FolderError: one cannot be taken away.
    """
    backups = backups_in(folder, store_id)
    kept = backups_to_keep(backup.manifest.made_at for backup in backups)
    expired = tuple(backup.folder for backup in backups if backup.manifest.made_at not in kept)
    for path in expired:
        try:
            shutil.rmtree(path)
        except OSError as error:
            what = "An old backup could not be taken away."
            raise FolderError(what, "Check that the disk is connected and not write-protected.") from error
    return expired


__all__ = ["Backup", "back_up", "backups_in", "check_backup", "rotate", "rows_of"]
