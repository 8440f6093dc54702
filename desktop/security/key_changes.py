"""Change a key file: passphrases, users, roles, devices, the recovery code, and all keys at once."""

import os
from dataclasses import dataclass, replace

from cryptography.exceptions import InvalidSignature

from desktop.domain.actor import Role
from desktop.domain.ids import DeviceId, UserId
from desktop.errors import BadInputError, KeyFileError, NotAllowedError, RefusedError
from desktop.security.grants import Grantee, issue_grant
from desktop.security.key_document import Grant, KeyDocument, OpenEpoch, SlotKind, parse
from desktop.security.key_file import (
    Newcomer,
    check_macs,
    check_signatures,
    checked_name,
    fresh_epoch,
    recovery_newcomer,
    unlock,
    unlock_with_recovery,
    with_newcomer,
    written,
)
from desktop.security.key_stretching import KEY_BYTES, STANDARD, Stretching
from desktop.security.recovery_code import code_text, new_code
from desktop.security.slots import Secret, lock_slot, open_slot
from desktop.security.unlocked import EpochKeys, Unlocked


@dataclass(frozen=True, slots=True, repr=False)
class ChangedKeys:
    """A key file to be written atomically, and the sign-in that goes with it."""

    data: bytes
    unlocked: Unlocked


@dataclass(frozen=True, slots=True, repr=False)
class NewRecovery:
    """A key file to be written atomically, and the code that replaces all earlier ones."""

    data: bytes
    recovery_code: str


def change_passphrase(
    data: bytes,
    *,
    user_name: str,
    passphrase: str,
    new_passphrase: str,
    device_secret: bytes | None = None,
    new_device_secret: bytes | None = None,
    stretching: Stretching | None = None,
) -> ChangedKeys:
    """Lock a user's slot with a new passphrase, with or without a secret of their computer.

    Raises:
        KeyFileError, WrongPassphraseError: as ``unlock``, for the passphrase until now.
    """
    unlocked = unlock(data, user_name=user_name, passphrase=passphrase, device_secret=device_secret)
    document = _believed(unlocked, data)
    slot = document.slot_of(unlocked.user_id)
    contents = open_slot(slot, store_id=document.store_id, secret=Secret(passphrase, device_secret))
    locked = lock_slot(
        replace(slot, stretching=stretching or slot.stretching),
        contents,
        store_id=document.store_id,
        secret=Secret(new_passphrase, new_device_secret),
    )
    slots = tuple(locked if each.user_id == slot.user_id else each for each in document.slots)
    return ChangedKeys(written(replace(document, slots=slots), unlocked), unlocked)


def reset_passphrase(
    unlocked: Unlocked, data: bytes, *, user_id: UserId, passphrase: str, stretching: Stretching = STANDARD
) -> ChangedKeys:
    """Give a user who forgot theirs a new passphrase, with a new key pair: by a manager or recovery code.

    Raises:
        KeyFileError: the file was changed since it was opened.
        NotAllowedError: the sign-in is no manager's.
        BadInputError: there is no such user.
    """
    document, epochs = _managed(unlocked, data)
    name, roles = _user(document, user_id)
    secret = Secret(passphrase)
    newcomer = Newcomer(user_id, SlotKind.USER, name, roles, stretching, secret)
    held = {grant.epoch for grant in document.grants if grant.user_id == user_id}
    regained = tuple(keys for keys in epochs if keys.epoch in held)
    document = with_newcomer(_without(document, user_id), newcomer, regained)
    return ChangedKeys(written(document, unlocked), unlocked)


def recover(
    data: bytes, *, code: str, user_name: str, passphrase: str, stretching: Stretching = STANDARD
) -> ChangedKeys:
    """Give a user a new passphrase with the recovery code, and sign them in; the code stays good.

    Raises:
        KeyFileError, WrongPassphraseError: as ``unlock_with_recovery``.
        BadInputError: the code is mistyped, or there is no such user.
    """
    recovered = unlock_with_recovery(data, code=code)
    slot = _believed(recovered, data).slot_named(user_name)
    if slot is None:
        raise _no_such_user()
    reset = reset_passphrase(
        recovered, data, user_id=slot.user_id, passphrase=passphrase, stretching=stretching
    )
    unlocked = unlock(reset.data, user_name=slot.name, passphrase=passphrase)
    return ChangedKeys(reset.data, unlocked)


def add_user(
    unlocked: Unlocked,
    data: bytes,
    *,
    user_id: UserId,
    user_name: str,
    roles: frozenset[Role],
    passphrase: str,
    stretching: Stretching = STANDARD,
) -> ChangedKeys:
    """Let somebody in, with the keys of their roles.

    Raises:
        KeyFileError: the file was changed since it was opened.
        NotAllowedError: the sign-in is no manager's.
        BadInputError: the name is taken or unusable, or no role was given.
    """
    document, epochs = _managed(unlocked, data)
    name = checked_name(user_name)
    if document.slot_named(name) or any(slot.user_id == user_id for slot in document.slots):
        what = "There is already a user of this name."
        raise BadInputError(what, "Choose a name that tells them apart.")
    if not roles:
        what = "A user needs at least one role."
        raise BadInputError(what, "Choose a role.")
    newcomer = Newcomer(user_id, SlotKind.USER, name, roles, stretching, Secret(passphrase))
    document = with_newcomer(document, newcomer, epochs)
    return ChangedKeys(written(document, unlocked), unlocked)


def change_roles(unlocked: Unlocked, data: bytes, *, user_id: UserId, roles: frozenset[Role]) -> ChangedKeys:
    """Give a user other roles, without their passphrase; they hold the new keys at their next sign-in.

    Keys that somebody has held cannot be taken back: after roles were taken away, change all keys.

    Raises:
        KeyFileError: the file was changed since it was opened.
        NotAllowedError: the sign-in is no manager's.
        RefusedError: nobody would be a manager any more.
        BadInputError: there is no such user, or no role was given.
    """
    document, epochs = _managed(unlocked, data)
    _user(document, user_id)
    if not roles:
        what = "A user needs at least one role."
        raise BadInputError(what, "Choose a role.")
    grants = tuple(
        replace(grant, roles=tuple(sorted(roles))) if grant.user_id == user_id else grant
        for grant in document.grants
    )
    document = _regranted(replace(document, grants=grants), epochs)
    _keep_a_manager(document, unlocked.epoch)
    mine = roles if user_id == unlocked.user_id else unlocked.roles
    return ChangedKeys(written(document, unlocked), replace(unlocked, roles=mine))


def add_device(unlocked: Unlocked, data: bytes, *, device_id: DeviceId) -> ChangedKeys:
    """Give a device a history key of its own, known to every sign-in; a device that has one keeps it.

    Raises:
        KeyFileError: the file was changed since it was opened.
        NotAllowedError: the sign-in is no manager's.
    """
    document, epochs = _managed(unlocked, data)
    if device_id in unlocked.history_keys:
        return ChangedKeys(data, unlocked)
    key = os.urandom(KEY_BYTES)
    grown = tuple(replace(keys, history_keys={**keys.history_keys, device_id: key}) for keys in epochs)
    document = _regranted(document, grown)
    changed = _signed_in(document, unlocked, grown)
    return ChangedKeys(written(document, changed), changed)


def replace_recovery_code(
    unlocked: Unlocked, data: bytes, *, stretching: Stretching = STANDARD
) -> NewRecovery:
    """Make a new recovery code; the sheets printed before open nothing from now on.

    Raises:
        KeyFileError: the file was changed since it was opened.
        NotAllowedError: the sign-in is no manager's.
    """
    document, epochs = _managed(unlocked, data)
    for slot in document.slots:
        if slot.kind is SlotKind.RECOVERY:
            document = _without(document, slot.user_id)
    code = new_code()
    document = with_newcomer(document, recovery_newcomer(code, stretching), epochs)
    return NewRecovery(written(document, unlocked), code_text(code))


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
    document, _ = _managed(unlocked, data)
    if len(document.epochs) > 1:
        what = "The keys are already being changed."
        raise RefusedError(what, "Finish or give up that change first.")
    epoch = len(document.authority) + 1
    keys, link = fresh_epoch(
        epoch, store_id=document.store_id, history_keys=unlocked.history_keys, before=unlocked.keys
    )
    remaining = [grant for grant in document.grants if grant.user_id not in without]
    successors = tuple(_issued(document, replace(grant, epoch=epoch), keys) for grant in remaining)
    document = replace(
        document,
        authority=(*document.authority, link),
        epochs=(*document.epochs, OpenEpoch(epoch)),
        grants=(*document.grants, *successors),
    )
    _keep_a_manager(document, epoch)
    changed = _signed_in(document, unlocked, (keys, unlocked.keys))
    return ChangedKeys(written(document, changed), changed)


def settle_epoch(unlocked: Unlocked, data: bytes, *, epoch: int) -> ChangedKeys:
    """Keep one epoch and close the others: the newest once its records are in place, or the old to give up.

    Whoever has no grant in the epoch kept loses their slot.

    Raises:
        KeyFileError: the file was changed since it was opened.
        NotAllowedError: the sign-in is no manager's.
        RefusedError: the epoch is not open.
    """
    document, epochs = _managed(unlocked, data)
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
    changed = _signed_in(document, unlocked, kept)
    return ChangedKeys(written(document, changed), changed)


def _believed(unlocked: Unlocked, data: bytes) -> KeyDocument:
    """Read the key file again, and check that it is as this sign-in's keys vouch for."""
    document = parse(data)
    epochs = (unlocked.keys, *(each.keys for each in unlocked.earlier))
    try:
        if document is not None and {each.epoch for each in document.epochs} == {e.epoch for e in epochs}:
            check_signatures(document, pinned=unlocked.pinned_authority)
            check_macs(document, epochs)
            return document
    except (InvalidSignature, ValueError, KeyError):
        pass
    what = "The key file was changed since it was opened."
    raise KeyFileError(what, "Lock and unlock again; if that fails, use the key file of a backup.")


def _managed(unlocked: Unlocked, data: bytes) -> tuple[KeyDocument, tuple[EpochKeys, ...]]:
    """Check the file, and that this sign-in may grant in every open epoch."""
    epochs = (unlocked.keys, *(each.keys for each in unlocked.earlier))
    if any(keys.authority_key is None for keys in epochs):
        what = "Only a manager may change who opens these records."
        raise NotAllowedError(what, "Ask a manager to sign in.")
    return _believed(unlocked, data), epochs


def _user(document: KeyDocument, user_id: UserId) -> tuple[str, frozenset[Role]]:
    """Find a user's name, and their roles in the newest epoch."""
    for slot in document.slots:
        if slot.user_id == user_id and slot.kind is SlotKind.USER:
            mine = [grant for grant in document.grants if grant.user_id == user_id]
            return slot.name, frozenset(max(mine, key=lambda grant: grant.epoch).roles)
    raise _no_such_user()


def _no_such_user() -> BadInputError:
    what = "There is no such user."
    return BadInputError(what, "Choose one from the list.")


def _without(document: KeyDocument, user_id: UserId) -> KeyDocument:
    return replace(
        document,
        slots=tuple(slot for slot in document.slots if slot.user_id != user_id),
        grants=tuple(grant for grant in document.grants if grant.user_id != user_id),
    )


def _regranted(document: KeyDocument, epochs: tuple[EpochKeys, ...]) -> KeyDocument:
    """Issue every grant again, for the keys and roles as they now are."""
    keys = {each.epoch: each for each in epochs}
    grants = tuple(_issued(document, grant, keys[grant.epoch]) for grant in document.grants)
    return replace(document, grants=grants)


def _issued(document: KeyDocument, grant: Grant, keys: EpochKeys) -> Grant:
    name = document.slot_of(grant.user_id).name
    grantee = Grantee(grant.user_id, name, grant.public_key, frozenset(grant.roles))
    return issue_grant(grantee, keys, store_id=document.store_id, authority=keys.authority_key or b"")


def _keep_a_manager(document: KeyDocument, epoch: int) -> None:
    users = {slot.user_id for slot in document.slots if slot.kind is SlotKind.USER}
    if not any(
        grant.epoch == epoch and grant.user_id in users and Role.MANAGER in grant.roles
        for grant in document.grants
    ):
        what = "At least one user must stay a manager."
        raise RefusedError(what, "Make somebody else a manager first.")


def _signed_in(document: KeyDocument, unlocked: Unlocked, epochs: tuple[EpochKeys, ...]) -> Unlocked:
    newest, *earlier = (
        replace(
            unlocked,
            keys=keys,
            seal_public=document.authority[keys.epoch - 1].seal,
            earlier=(),
        )
        for keys in epochs
    )
    return replace(newest, earlier=tuple(earlier))
