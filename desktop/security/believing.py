"""Before a key file is changed: is it what this sign-in vouches for, and may this sign-in change it."""

from dataclasses import dataclass, replace

from cryptography.exceptions import InvalidSignature

from desktop.domain.actor import Role
from desktop.domain.ids import UserId
from desktop.errors import BadInputError, KeyFileError, NotAllowedError, RefusedError
from desktop.security.grants import Grantee, issue_grant, signing_key
from desktop.security.key_document import Grant, KeyDocument, Slot, SlotKind, parse
from desktop.security.key_file import check_macs, check_signatures
from desktop.security.unlocked import EpochKeys, Unlocked


@dataclass(frozen=True, slots=True, repr=False)
class ChangedKeys:
    """A key file to be written atomically, and the sign-in that goes with it."""

    data: bytes
    unlocked: Unlocked


def believed(unlocked: Unlocked, data: bytes) -> KeyDocument:
    """Read the key file again, and check that it is as this sign-in's keys vouch for.

    Raises:
        KeyFileError: the file was changed since it was opened.
    """
    document = parse(data)
    epochs = epochs_of(unlocked)
    try:
        if document is not None and {each.epoch for each in document.epochs} == {e.epoch for e in epochs}:
            check_signatures(document, pinned=unlocked.pinned_authority)
            check_macs(document, epochs)
            return document
    except (InvalidSignature, ValueError, KeyError):
        pass
    what = "The key file was changed since it was opened."
    raise KeyFileError(what, "Lock and unlock again; if that fails, use the key file of a backup.")


def managed(unlocked: Unlocked, data: bytes) -> tuple[KeyDocument, tuple[EpochKeys, ...]]:
    """Check the file, and that this sign-in may grant anything in every open epoch.

    Raises:
        NotAllowedError: it is no manager's.
        KeyFileError: the file was changed since it was opened.
    """
    return granting(unlocked, data, roles=frozenset(Role))


def granting(
    unlocked: Unlocked, data: bytes, *, roles: frozenset[Role]
) -> tuple[KeyDocument, tuple[EpochKeys, ...]]:
    """Check the file, and that this sign-in may let in somebody of these roles in every open epoch.

    Raises:
        NotAllowedError: it may not: only a manager may, or for a volunteer an administrator.
        KeyFileError: the file was changed since it was opened.
    """
    epochs = epochs_of(unlocked)
    if any(signing_key(keys, roles) is None for keys in epochs):
        if any(keys.desk_key is not None for keys in epochs):
            what = "An administrator lets in volunteers, and nobody else."
        else:
            what = "Only a manager may change who opens these records."
        raise NotAllowedError(what, "Ask a manager to sign in.")
    return believed(unlocked, data), epochs


def epochs_of(unlocked: Unlocked) -> tuple[EpochKeys, ...]:
    """Give the keys of every open epoch, the newest first."""
    return (unlocked.keys, *(each.keys for each in unlocked.earlier))


def slot_of_user(document: KeyDocument, user_id: UserId) -> Slot:
    """Find a user's slot.

    Raises:
        BadInputError: there is no such user.
    """
    for slot in document.slots:
        if slot.user_id == user_id and slot.kind is SlotKind.USER:
            return slot
    raise no_such_user()


def newest_grant(document: KeyDocument, user_id: UserId) -> Grant:
    """Find what somebody was given in the newest epoch in which they were given anything.

    Raises:
        BadInputError: nothing ever.
    """
    mine = [grant for grant in document.grants if grant.user_id == user_id]
    if not mine:
        raise no_such_user()
    return max(mine, key=lambda grant: grant.epoch)


def no_such_user() -> BadInputError:
    """Say that there is no such user."""
    what = "There is no such user."
    return BadInputError(what, "Choose one from the list.")


def without_user(document: KeyDocument, user_id: UserId) -> KeyDocument:
    """Take somebody's slot and grants out."""
    return replace(
        document,
        slots=tuple(slot for slot in document.slots if slot.user_id != user_id),
        grants=tuple(grant for grant in document.grants if grant.user_id != user_id),
    )


def issued(document: KeyDocument, grant: Grant, keys: EpochKeys, *, off: bool | None = None) -> Grant:
    """Issue a grant again, for the keys and roles as they now are; off stays off unless ``off`` says else.

    Raises:
        NotAllowedError: this sign-in may not sign it.
    """
    name = document.slot_of(grant.user_id).name
    roles = frozenset(grant.roles)
    signer = signing_key(keys, roles)
    if signer is None:
        what = "Only a manager may change who opens these records."
        raise NotAllowedError(what, "Ask a manager to sign in.")
    grantee = Grantee(grant.user_id, name, grant.public_key, roles)
    return issue_grant(
        grantee, keys, store_id=document.store_id, signer=signer, off=grant.is_off if off is None else off
    )


def regranted(document: KeyDocument, epochs: tuple[EpochKeys, ...]) -> KeyDocument:
    """Issue every grant again, for the keys and roles as they now are."""
    keys = {each.epoch: each for each in epochs}
    grants = tuple(issued(document, grant, keys[grant.epoch]) for grant in document.grants)
    return replace(document, grants=grants)


def keep_a_manager(document: KeyDocument, epoch: int) -> None:
    """Refuse a file in which no manager could sign in: switched off or never signed in does not count.

    Raises:
        RefusedError: there would be none.
    """
    users = {
        slot.user_id for slot in document.slots if slot.kind is SlotKind.USER and slot.one_time_until is None
    }
    if not any(
        grant.epoch == epoch and grant.user_id in users and Role.MANAGER in grant.roles and not grant.is_off
        for grant in document.grants
    ):
        what = "At least one user must stay a manager."
        raise RefusedError(what, "Make somebody else a manager first, and let them sign in once.")


def still_signed_in(document: KeyDocument, unlocked: Unlocked, epochs: tuple[EpochKeys, ...]) -> Unlocked:
    """Put other epochs, newest first, into a sign-in that goes on."""
    newest, *earlier = (
        replace(unlocked, keys=keys, seal_public=document.authority[keys.epoch - 1].seal, earlier=())
        for keys in epochs
    )
    return replace(newest, earlier=tuple(earlier))
