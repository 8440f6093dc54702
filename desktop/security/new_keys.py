"""All keys at once: a second epoch is opened, and one of the two is kept."""

from dataclasses import replace

from desktop.domain.ids import UserId
from desktop.errors import RefusedError
from desktop.security.believing import ChangedKeys, issued, keep_a_manager, managed, still_signed_in
from desktop.security.key_document import OpenEpoch
from desktop.security.key_file import fresh_epoch, written
from desktop.security.unlocked import Unlocked


def begin_new_keys(
    unlocked: Unlocked, data: bytes, *, without: frozenset[UserId] = frozenset()
) -> ChangedKeys:
    """Open a second epoch with new store, drafts, seal and authority keys, for all but the users named.

    The file then holds both epochs: write it, copy the records into a file under the new key, check that,
    swap, and only then ``settle_epoch``. History keys stay, so that the chains go on.

    Raises:
        KeyFileError: the file was changed since it was opened.
        NotAllowedError: the sign-in is no manager's.
        RefusedError: a change of keys is already under way, or no manager would be left.
    """
    document, _ = managed(unlocked, data)
    if len(document.epochs) > 1:
        what = "The keys are already being changed."
        raise RefusedError(what, "Finish or give up that change first.")
    epoch = len(document.authority) + 1
    keys, link = fresh_epoch(
        epoch, store_id=document.store_id, history_keys=unlocked.history_keys, before=unlocked.keys
    )
    remaining = [grant for grant in document.grants if grant.user_id not in without]
    successors = tuple(issued(document, replace(grant, epoch=epoch), keys) for grant in remaining)
    document = replace(
        document,
        authority=(*document.authority, link),
        epochs=(*document.epochs, OpenEpoch(epoch)),
        grants=(*document.grants, *successors),
    )
    keep_a_manager(document, epoch)
    changed = still_signed_in(document, unlocked, (keys, unlocked.keys))
    return ChangedKeys(written(document, changed), changed)


def settle_epoch(unlocked: Unlocked, data: bytes, *, epoch: int) -> ChangedKeys:
    """Keep one epoch and close the others: the newest once its records are in place, or the old to give up.

    Whoever has no grant in the epoch kept loses their slot.

    Raises:
        KeyFileError: the file was changed since it was opened.
        NotAllowedError: the sign-in is no manager's.
        RefusedError: the epoch is not open.
    """
    document, epochs = managed(unlocked, data)
    kept = tuple(keys for keys in epochs if keys.epoch == epoch)
    if not kept:
        what = "That set of keys is not open."
        raise RefusedError(what)
    grants = tuple(grant for grant in document.grants if grant.epoch == epoch)
    holders = {grant.user_id for grant in grants}
    document = replace(
        document,
        authority=document.authority[:epoch],
        epochs=(OpenEpoch(epoch),),
        slots=tuple(slot for slot in document.slots if slot.user_id in holders),
        grants=grants,
    )
    changed = still_signed_in(document, unlocked, kept)
    return ChangedKeys(written(document, changed), changed)
