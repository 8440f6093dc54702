"""Putting the records under new keys: copied, checked whole, swapped; whatever cuts it off, they open.

The key file holds both sets of keys from before the copy until after the swap. Which one the records are
under, the records themselves say at the next opening.
"""

from contextlib import suppress
from pathlib import Path
from typing import Any

from desktop.domain.ids import UserId
from desktop.errors import AlongsideError, NotAllowedError, StoreError, UnreadableError
from desktop.platform.files import fsync_folder, write_atomically
from desktop.platform.locks import StoreLock
from desktop.security.believing import ChangedKeys
from desktop.security.key_document import parse
from desktop.security.new_keys import begin_new_keys, settle_epoch
from desktop.security.unlocked import Unlocked, in_epoch
from desktop.store.anchor import anchor_of
from desktop.store.copying import (
    FileKey,
    copy_records,
    remove_file,
    remove_log,
    rows_of,
    space_explained,
)
from desktop.store.drafts import NEW_DRAFTS, Drafts, bring_drafts
from desktop.store.faults import Progress
from desktop.store.keys import StoreKeys, keys_of
from desktop.store.records import KEY_FILE, LOCK_FILE, RECORDS_FILE, Records
from desktop.store.verify import check_file, refusal

_NEW_RECORDS = f".{RECORDS_FILE}.new"
_DOING = "The keys could not be changed"


def change_keys(
    records: Records,
    drafts: Drafts,
    unlocked: Unlocked,
    *,
    without: frozenset[UserId] = frozenset(),
    progress: Progress | None = None,
) -> Unlocked:
    """Put open records and drafts under new keys that everybody but the users named can open.

    Nobody reads or writes meanwhile; it takes about as a backup. Earlier backups keep their keys.

    Raises:
        NotAllowedError: the sign-in is no manager's.
        RefusedError: no manager would be left.
        StoreError, FolderError: the copy is not sound or cannot be written; nothing was changed, or the
            next opening finishes it.
        StoppedError: ``progress`` was stopped; nothing was changed.
    """
    folder = records.folder
    begun = begin_new_keys(unlocked, (folder / KEY_FILE).read_bytes(), without=without)
    with space_explained(_DOING):
        write_atomically(folder / KEY_FILE, begun.data)
    keys = keys_of(begun.unlocked)
    try:
        records.under_other_keys(keys, lambda: _bring_over(records, keys, progress))
    except BaseException:
        if records.keys is not keys:  # not swapped: else the next opening finishes
            _give_up(folder, begun, epoch=unlocked.epoch)
        raise
    with space_explained(_DOING):
        fsync_folder(folder)  # the swap is there to stay before the key file forgets the old keys
    drafts.under_other_keys(keys)
    settled = settle_epoch(begun.unlocked, begun.data, epoch=begun.unlocked.epoch)
    with space_explained(_DOING):
        write_atomically(folder / KEY_FILE, settled.data)
    return settled.unlocked


def settle_interrupted(folder: Path, unlocked: Unlocked, *, wait_seconds: float = 0) -> Unlocked:
    """Finish or give up a change of keys that was cut off, and give the sign-in whose keys open the records.

    A manager's sign-in settles it. Anybody else goes on with the keys that open; the first of what is
    returned is always that set. ``wait_seconds`` is as for opening.

    Raises:
        StoreBusyError: another program has the records open.
        NotAllowedError: the records are under the new keys already, and this sign-in was left out.
    """
    if not _is_cut_off(folder):
        return unlocked
    with StoreLock.acquire(folder / LOCK_FILE, wait_seconds=wait_seconds):
        _sweep(folder)
        data = (folder / KEY_FILE).read_bytes()
        chosen = _under_which(folder, unlocked)
        if chosen is None and not _several(data):
            return unlocked  # opening it will say what is wrong with it
        if chosen is None:
            what = "The keys of these records were changed, and your sign-in was not among those let in."
            raise NotAllowedError(what, "Ask a manager. If they know nothing of it, bring back a backup.")
        bring_drafts(folder, keys_of(chosen), (keys_of(each) for each in chosen.earlier))
        if not chosen.earlier or any(each.authority_private is None for each in (chosen, *chosen.earlier)):
            return chosen
        with suppress(OSError, AlongsideError):  # the next manager does it; the records open as it is
            settled = settle_epoch(chosen, data, epoch=chosen.epoch)
            write_atomically(folder / KEY_FILE, settled.data)
            return settled.unlocked
        return chosen


def _is_cut_off(folder: Path) -> bool:
    """Whether the key file holds two sets of keys, or a copy was left half made."""
    return _several((folder / KEY_FILE).read_bytes()) or any(folder.glob(f"{_NEW_RECORDS}*"))


def _several(data: bytes) -> bool:
    document = parse(data)
    return document is not None and len(document.epochs) > 1


def _bring_over(records: Records, keys: StoreKeys, progress: Progress | None) -> None:
    """Copy the records under the other keys, check the copy whole, and put it in place."""
    folder, old = records.folder, records.keys
    _sweep(folder)
    path, target = folder / RECORDS_FILE, folder / _NEW_RECORDS
    new = FileKey(target, keys.file_key, keys.file_salt)
    try:
        with space_explained(_DOING):
            copied = copy_records(FileKey(path, old.file_key, old.file_salt), new, old.device_id)
            report = check_file(target, keys, anchor_of(folder, keys), progress=progress)
            if not report.content:
                raise refusal(report)
            if rows_of(new) != copied.rows:
                what = "The copy of the records under the new keys is not whole."
                raise StoreError(what, "Nothing was changed; try again, and run “alongside verify”.")
            remove_log(path)
            remove_log(target)
            target.replace(path)
    finally:
        _sweep(folder)


def _give_up(folder: Path, begun: ChangedKeys, *, epoch: int) -> None:
    """Forget the new keys; where even that does not fit on the disk, the next opening does it."""
    with suppress(OSError):
        settled = settle_epoch(begun.unlocked, begun.data, epoch=epoch)
        write_atomically(folder / KEY_FILE, settled.data)


def _under_which(folder: Path, unlocked: Unlocked) -> Unlocked | None:
    """Find the set of keys that opens the records; None where none does, or the file is gone."""
    for each in (unlocked, *unlocked.earlier):
        if _opens(FileKey(folder / RECORDS_FILE, each.file_key, each.file_salt)):
            return in_epoch(unlocked, each.epoch)
    return None


def _opens(file: FileKey) -> bool:
    try:
        raw: Any = file.open()
    except UnreadableError:
        return False
    raw.close()
    return True


def _sweep(folder: Path) -> None:
    """Take away what an earlier change left half made."""
    for name in (_NEW_RECORDS, NEW_DRAFTS):
        with suppress(OSError, AlongsideError):
            remove_file(folder / name)
