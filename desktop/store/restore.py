"""Bringing back a backup: into a new folder, checked there, then put in place; what was there is kept."""

import glob
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from desktop.domain.actor import Actor
from desktop.errors import FolderError, StoreError
from desktop.models.base import new_id
from desktop.platform.files import fsync_folder, private_folder, write_atomically
from desktop.platform.folders import require_fit
from desktop.platform.locks import StoreLock
from desktop.security.backup_keys import open_backup_key, sign_in_of_backup
from desktop.security.key_document import parse
from desktop.security.unlocked import Unlocked
from desktop.store.anchor import ANCHOR_FILE, anchor_of
from desktop.store.backup import check_backup
from desktop.store.copying import FileKey, clear_cut_off, copy_file, copy_records, space_explained
from desktop.store.drafts import DRAFTS_FILE, create_drafts, drafts_salt
from desktop.store.faults import Progress
from desktop.store.keys import StoreKeys, keys_of
from desktop.store.manifest import MANIFEST_FILE, Manifest, read_manifest
from desktop.store.records import KEY_FILE, LOCK_FILE, RECORDS_FILE, Records
from desktop.store.schema import NEWEST
from desktop.store.upgrade import migrate_file, schema_of
from desktop.store.verify import refusal, verify

BACKUPS_FOLDER = "backups"
_CHOOSE = "Choose an empty folder, a new one, or the one that holds the records; nothing was changed."


@dataclass(frozen=True, slots=True)
class Restored:
    """Where the records are now, what they hold, and where what was there before is kept."""

    folder: Path
    manifest: Manifest
    kept: Path | None


def _utc_now() -> datetime:
    return datetime.now(UTC)


def backup_key_file(backup: Path) -> bytes:
    """Read the key file of a backup, to be unlocked with the passphrase of its day.

    ``backup`` is the backup's folder or any file in it.

    Raises:
        StoreError: it is no backup, or its key file cannot be read.
    """
    try:
        return (backup_folder(backup) / KEY_FILE).read_bytes()
    except OSError:
        what = "This is not a backup, or its key file (keys.json) cannot be read."
        raise StoreError(what, "Choose the folder of a backup.") from None


def backup_folder(chosen: Path) -> Path:
    """Find the folder of a backup from the folder or any file in it."""
    return chosen.parent if chosen.is_file() else chosen


def restore(
    backup: Path,
    unlocked: Unlocked,
    *,
    folder: Path,
    clock: Callable[[], datetime] = _utc_now,
    progress: Progress | None = None,
) -> Restored:
    """Put the records of a backup into ``folder``; what stands there is kept beside it under another name.

    ``unlocked`` comes from the backup's own key file. The restored records begin with an anchor of their own
    and a row of history that says which backup they are.

    Raises:
        StoreError: the backup is wrong, damaged or of other records; nothing was changed.
        FolderError: there is no room or no right to write, or records may not live there; as before.
        StoreBusyError: a program has the records in ``folder`` open.
    """
    read_manifest(backup_folder(backup), unlocked)
    folder = folder.expanduser().resolve()
    require_fit(folder)
    _refuse_other_files(folder)
    _refuse_other_records(folder, unlocked)
    cut_off = f".{glob.escape(folder.name)}.????????"
    clear_cut_off(folder.parent, f"{cut_off}.part", f"{cut_off}.backup")
    aside = folder.with_name(f".{folder.name}.{new_id().hex[-8:]}.part")
    source = aside.with_suffix(".backup")
    try:
        with space_explained("The backup could not be brought back"):
            private_folder(aside)
            shutil.copytree(backup_folder(backup), source)  # a stick may be write-protected
        report = check_backup(source, unlocked, progress=progress)
        if not report.content:
            raise refusal(report)
        manifest = read_manifest(source, unlocked)
        unlocked = sign_in_of_backup(unlocked, manifest.wrapped_key, backup_id=manifest.backup_id)
        with space_explained("The backup could not be brought back"):
            _fill(source, aside, unlocked, manifest)
        _note_restored(aside, unlocked, manifest, clock)
        check = verify(aside, keys_of(unlocked))
        if not check.content:
            raise refusal(check)
        with space_explained("The backup could not be put in place"):
            kept = _swap(aside, folder, clock().astimezone(UTC))
    finally:
        shutil.rmtree(aside, ignore_errors=True)
        shutil.rmtree(source, ignore_errors=True)
    return Restored(folder, manifest, kept)


def _refuse_other_files(folder: Path) -> None:
    """Never move away a folder of somebody's other files, or a backup."""
    try:
        held = {path.name for path in folder.iterdir()}
    except FileNotFoundError:
        return
    except OSError as error:
        what = "This is no folder that records can be brought back into."
        raise FolderError(what, _CHOOSE) from error
    if MANIFEST_FILE in held:
        what = "This folder is a backup itself."
        raise FolderError(what, _CHOOSE)
    if held and held.isdisjoint({KEY_FILE, RECORDS_FILE, ANCHOR_FILE}):
        what = "There are other files in this folder."
        raise FolderError(what, _CHOOSE)


def _refuse_other_records(folder: Path, unlocked: Unlocked) -> None:
    """Never put one service's records in the place of another's."""
    try:
        document = parse((folder / KEY_FILE).read_bytes())
    except (OSError, ValueError):
        return
    if document is not None and document.store_id != unlocked.store_id:
        what = "This backup is of other records than those in the folder."
        raise StoreError(what, "Choose another folder to bring it back into; nothing was changed.")


def _fill(source: Path, aside: Path, unlocked: Unlocked, manifest: Manifest) -> None:
    keys = keys_of(unlocked)
    key = open_backup_key(unlocked, manifest.wrapped_key, backup_id=manifest.backup_id)
    copied = copy_records(
        FileKey(source / RECORDS_FILE, key.file_key, key.file_salt),
        FileKey(aside / RECORDS_FILE, keys.file_key, keys.file_salt),
        keys.device_id,
    )
    if copied.end != manifest.end or copied.rows != manifest.rows:
        what = "What came out of the backup is not what went into it."
        raise StoreError(what, "Use another backup; nothing was changed.")
    _bring_drafts(source, aside, keys)
    write_atomically(aside / KEY_FILE, (source / KEY_FILE).read_bytes())
    anchor_of(aside, keys).write(manifest.end)
    if schema_of(aside, keys) < NEWEST:
        migrate_file(aside, keys)


def _bring_drafts(source: Path, aside: Path, keys: StoreKeys) -> None:
    if not (source / DRAFTS_FILE).is_file():
        create_drafts(aside, keys)
        return
    salt = drafts_salt(keys)
    raw: Any = FileKey(source / DRAFTS_FILE, keys.drafts_key, salt).open()
    try:
        copy_file(raw, FileKey(aside / DRAFTS_FILE, keys.drafts_key, salt))
    finally:
        raw.close()


def _note_restored(
    aside: Path, unlocked: Unlocked, manifest: Manifest, clock: Callable[[], datetime]
) -> None:
    """Write into the history that the records were brought back, and from when."""
    keys = keys_of(unlocked)
    actor = Actor(unlocked.user_id, keys.device_id, unlocked.user_name, unlocked.roles)
    records = Records(aside, keys, clock=clock)
    try:
        records.note_restored(actor, backup_id=manifest.backup_id, made_at=manifest.made_at)
    finally:
        records.close()


def _swap(aside: Path, folder: Path, now: datetime) -> Path | None:
    """Put the new folder in place of the old one, which keeps its files under another name."""
    if not folder.exists():
        aside.rename(folder)
        fsync_folder(folder.parent)
        return None
    with StoreLock.acquire(folder / LOCK_FILE):
        pass  # nobody has it open
    kept = folder.with_name(f"{folder.name}-before-{now:%Y%m%d-%H%M%S}-{new_id().hex[-4:]}")
    folder.rename(kept)
    try:
        aside.rename(folder)
    except BaseException:
        kept.rename(folder)
        raise
    if (kept / BACKUPS_FOLDER).is_dir():
        (kept / BACKUPS_FOLDER).rename(folder / BACKUPS_FOLDER)
    fsync_folder(folder.parent)
    return kept
