"""Who may sign in: invited, given roles, given a new passphrase, switched off and on."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from desktop.domain.actor import Role
from desktop.domain.ids import UserId
from desktop.domain.sign_ins import SignIn
from desktop.errors import BadInputError, RefusedError
from desktop.security.believing import (
    ChangedKeys,
    believed,
    granting,
    issued,
    keep_a_manager,
    newest_grant,
    slot_of_user,
    without_user,
)
from desktop.security.grants import DESK_MAY_SIGN_FOR
from desktop.security.key_document import Grant, KeyDocument, SlotKind
from desktop.security.key_file import Newcomer, checked_name, with_newcomer, written
from desktop.security.key_stretching import STANDARD, Stretching
from desktop.security.slots import Secret
from desktop.security.unlocked import EpochKeys, Unlocked


def sign_ins(unlocked: Unlocked, data: bytes) -> tuple[SignIn, ...]:
    """List who may sign in, in the order of the file.

    Raises:
        KeyFileError: the file was changed since it was opened.
    """
    document = believed(unlocked, data)
    found = []
    for slot in document.slots:
        if slot.kind is SlotKind.USER:
            grant = newest_grant(document, slot.user_id)
            roles = frozenset(grant.roles)
            found.append(SignIn(slot.user_id, slot.name, roles, not grant.is_off, slot.one_time_until))
    return tuple(found)


def add_user(
    unlocked: Unlocked,
    data: bytes,
    *,
    user_id: UserId,
    user_name: str,
    roles: frozenset[Role],
    passphrase: str,
    one_time_until: date | None = None,
    stretching: Stretching = STANDARD,
) -> ChangedKeys:
    """Let somebody in, with the keys of their roles.

    ``one_time_until`` is the last day (UTC) on which they may choose a passphrase of their own with this one.

    Raises:
        KeyFileError: the file was changed since it was opened.
        NotAllowedError: the sign-in is no manager's, nor an administrator's who lets in a volunteer.
        BadInputError: the name is taken or unusable, or no role was given.
    """
    _require_roles(roles)
    document, epochs = granting(unlocked, data, roles=roles)
    name = checked_name(user_name)
    if document.slot_named(name) or any(slot.user_id == user_id for slot in document.slots):
        what = "There is already a user of this name."
        raise BadInputError(what, "Choose a name that tells them apart.")
    secret = Secret(passphrase)
    newcomer = Newcomer(user_id, SlotKind.USER, name, roles, stretching, secret, one_time_until)
    document = with_newcomer(document, newcomer, epochs)
    return ChangedKeys(written(document, unlocked), unlocked)


def reset_passphrase(
    unlocked: Unlocked,
    data: bytes,
    *,
    user_id: UserId,
    passphrase: str,
    one_time_until: date | None = None,
    stretching: Stretching = STANDARD,
) -> ChangedKeys:
    """Give a user who forgot theirs a new passphrase, with a new key pair; their drafts do not open any more.

    Raises:
        KeyFileError: the file was changed since it was opened.
        NotAllowedError: the sign-in is no manager's, nor an administrator's for a volunteer.
        RefusedError: the user is switched off, or no manager would be left who chose a passphrase.
        BadInputError: there is no such user.
    """
    return _renewed(unlocked, data, Renewal(user_id, passphrase, one_time_until, stretching))


def change_roles(unlocked: Unlocked, data: bytes, *, user_id: UserId, roles: frozenset[Role]) -> ChangedKeys:
    """Give a user other roles, without their passphrase; they hold the new keys at their next sign-in.

    Keys that somebody has held cannot be taken back: after roles were taken away, change all keys.

    Raises:
        KeyFileError: the file was changed since it was opened.
        NotAllowedError: the sign-in is no manager's.
        RefusedError: nobody would be a manager any more, or a volunteer would become more, which needs
            ``admit_to_more``.
        BadInputError: there is no such user, or no role was given.
    """
    _require_roles(roles)
    document, epochs = granting(unlocked, data, roles=frozenset(Role))
    slot_of_user(document, user_id)
    if needs_new_key_pair(newest_grant(document, user_id).roles, roles):
        what = "Whoever becomes more than a volunteer needs a new one-time passphrase."
        raise RefusedError(what, "Make one with the new roles.")
    document = _reissued(document, epochs, user_id, roles=roles)
    keep_a_manager(document, unlocked.epoch)
    mine = roles if user_id == unlocked.user_id else unlocked.roles
    return ChangedKeys(written(document, unlocked), replace(unlocked, roles=mine))


def needs_new_key_pair(held: Iterable[Role], wanted: Iterable[Role]) -> bool:
    """Say whether somebody would become more than what an administrator may sign for.

    An administrator may have made their key pair, and could have kept it: no other key goes to it.
    """
    return set(held) <= DESK_MAY_SIGN_FOR and not set(wanted) <= DESK_MAY_SIGN_FOR


def admit_to_more(
    unlocked: Unlocked,
    data: bytes,
    *,
    user_id: UserId,
    roles: frozenset[Role],
    passphrase: str,
    one_time_until: date | None = None,
    stretching: Stretching = STANDARD,
) -> ChangedKeys:
    """Give somebody who was a volunteer other roles, with a new passphrase and key pair.

    Raises:
        KeyFileError, NotAllowedError, RefusedError, BadInputError: as ``change_roles`` and
            ``reset_passphrase``.
    """
    _require_roles(roles)
    granting(unlocked, data, roles=frozenset(Role))
    renewed = Renewal(user_id, passphrase, one_time_until, stretching, roles)
    return _renewed(unlocked, data, renewed)


def switch_off(unlocked: Unlocked, data: bytes, *, user_id: UserId) -> ChangedKeys:
    """Take somebody's keys out of the file, and keep their name, roles and public key.

    Whoever kept an older copy of the file still opens what it opened: only a change of all keys ends that.

    Raises:
        KeyFileError: the file was changed since it was opened.
        NotAllowedError: the sign-in is no manager's, nor an administrator's for a volunteer.
        RefusedError: it is one's own, or nobody would be a manager any more.
        BadInputError: there is no such user.
    """
    if user_id == unlocked.user_id:
        what = "You cannot switch off your own sign-in."
        raise RefusedError(what, "Ask another manager.")
    document, epochs, _ = _for_user(unlocked, data, user_id)
    document = _reissued(document, epochs, user_id, off=True)
    keep_a_manager(document, unlocked.epoch)
    return ChangedKeys(written(document, unlocked), unlocked)


def switch_on(unlocked: Unlocked, data: bytes, *, user_id: UserId) -> ChangedKeys:
    """Give somebody who was switched off the keys of their roles again, to the public key that was signed.

    Raises:
        KeyFileError: the file was changed since it was opened.
        NotAllowedError: the sign-in is no manager's, nor an administrator's for a volunteer.
        BadInputError: there is no such user.
    """
    document, epochs, _ = _for_user(unlocked, data, user_id)
    document = _reissued(document, epochs, user_id, off=False)
    return ChangedKeys(written(document, unlocked), unlocked)


@dataclass(frozen=True, slots=True, repr=False)
class Renewal:
    """A new passphrase for somebody, for how long it is good, and their roles where they change."""

    user_id: UserId
    passphrase: str
    one_time_until: date | None
    stretching: Stretching
    roles: frozenset[Role] | None = None


def _renewed(unlocked: Unlocked, data: bytes, renewal: Renewal) -> ChangedKeys:
    user_id = renewal.user_id
    document, epochs, grant = _for_user(unlocked, data, user_id)
    if grant.is_off:
        what = "This sign-in is switched off."
        raise RefusedError(what, "Switch it on first.")
    newcomer = Newcomer(
        user_id,
        SlotKind.USER,
        slot_of_user(document, user_id).name,
        renewal.roles or frozenset(grant.roles),
        renewal.stretching,
        Secret(renewal.passphrase),
        renewal.one_time_until,
    )
    held = {each.epoch for each in document.grants if each.user_id == user_id}
    regained = tuple(keys for keys in epochs if keys.epoch in held)
    document = with_newcomer(without_user(document, user_id), newcomer, regained)
    keep_a_manager(document, unlocked.epoch)
    return ChangedKeys(written(document, unlocked), unlocked)


def _for_user(
    unlocked: Unlocked, data: bytes, user_id: UserId
) -> tuple[KeyDocument, tuple[EpochKeys, ...], Grant]:
    """Check the file, and that this sign-in may change this user's keys."""
    seen = believed(unlocked, data)
    slot_of_user(seen, user_id)
    grant = newest_grant(seen, user_id)
    document, epochs = granting(unlocked, data, roles=frozenset(grant.roles))
    return document, epochs, grant


def _reissued(
    document: KeyDocument,
    epochs: tuple[EpochKeys, ...],
    user_id: UserId,
    *,
    roles: frozenset[Role] | None = None,
    off: bool | None = None,
) -> KeyDocument:
    """Issue one user's grants again, with other roles, or none of their keys, or all of them."""
    keys = {each.epoch: each for each in epochs}

    def again(grant: Grant) -> Grant:
        if grant.user_id != user_id:
            return grant
        wanted = replace(grant, roles=tuple(sorted(roles)) if roles else grant.roles)
        return issued(document, wanted, keys[grant.epoch], off=off)

    return replace(document, grants=tuple(again(grant) for grant in document.grants))


def _require_roles(roles: frozenset[Role]) -> None:
    if not roles:
        what = "A user needs at least one role."
        raise BadInputError(what, "Choose a role.")
