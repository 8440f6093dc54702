"""Make a store's key file, and open it: with a passphrase, or with the recovery code."""

import hmac
import os
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from uuid import UUID, uuid4

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from desktop.domain.actor import Role
from desktop.domain.ids import DeviceId, StoreId, UserId
from desktop.errors import BadInputError, OwnPassphraseNeededError, RefusedError, WrongPassphraseError
from desktop.security.grants import (
    Grantee,
    issue_grant,
    open_grant,
    sign_link,
    signing_key,
    verify_chain,
    verify_grant,
)
from desktop.security.key_document import (
    LONGEST_NAME,
    AuthorityLink,
    KeyDocument,
    OpenEpoch,
    Slot,
    SlotKind,
    is_name,
    parse,
    serialise,
    stretching_seen,
)
from desktop.security.key_stretching import KEY_BYTES, SALT_BYTES, STANDARD, Stretching, calibrate, expand
from desktop.security.recovery_code import code_text, new_code, parse_code
from desktop.security.slots import Secret, SlotContents, lock_slot, new_slot, open_slot
from desktop.security.unlocked import EpochKeys, Unlocked

FIRST_EPOCH = 1
RECOVERY_ROLES = frozenset({Role.MANAGER})
_MANAGER = frozenset({Role.MANAGER})
_NOBODY = StoreId(UUID(int=0))
_REFUSALS = (InvalidTag, InvalidSignature, ValueError, KeyError)


@dataclass(frozen=True, slots=True, repr=False)
class NewKeys:
    """A fresh key file, the recovery code to be printed once, and the first sign-in."""

    data: bytes
    recovery_code: str
    unlocked: Unlocked


def create_key_file(
    *,
    store_id: StoreId,
    user_id: UserId,
    user_name: str,
    passphrase: str,
    device_id: DeviceId,
    roles: frozenset[Role] = _MANAGER,
    kdf_target_seconds: float = 0.5,
    device_secret: bytes | None = None,
    stretching: Stretching | None = None,
) -> NewKeys:
    """Make the keys of a new store, with its first manager and a recovery code.

    ``stretching`` sets how slow the passphrase is to try; without it this computer is measured against the
    target in seconds. Nothing is written here: the caller writes ``data`` atomically.

    Raises:
        BadInputError: the name is empty or too long, or the first user would not be a manager.
    """
    if Role.MANAGER not in roles:
        what = "The first user must be a manager."
        raise BadInputError(what, "Give them that role.")
    name = checked_name(user_name)
    keys, link = fresh_epoch(FIRST_EPOCH, store_id=store_id, history_keys={device_id: os.urandom(KEY_BYTES)})
    settings = stretching or calibrate(kdf_target_seconds)
    code = new_code()
    newcomers = (
        Newcomer(user_id, SlotKind.USER, name, roles, settings, Secret(passphrase, device_secret)),
        recovery_newcomer(code, stretching or STANDARD),
    )
    document = KeyDocument(store_id, (link,), (OpenEpoch(FIRST_EPOCH),), (), ())
    for newcomer in newcomers:
        document = with_newcomer(document, newcomer, (keys,))
    contents = SlotContents(newcomers[0].private_key, link.key)
    unlocked = sign_in(document, document.slots[0], roles, (keys,), contents)
    return NewKeys(written(document, unlocked), code_text(code), unlocked)


def unlock(data: bytes, *, user_name: str, passphrase: str, device_secret: bytes | None = None) -> Unlocked:
    """Open a key file for a user.

    A wrong passphrase, an unknown name and a file changed in any byte are refused alike, after as long.

    Raises:
        KeyFileError: the file is empty, no key file, or of a newer program.
        OwnPassphraseNeededError: the passphrase was for one time, and one of their own must be chosen.
        RefusedError: it is right, but the sign-in is switched off, or it was for one time and is too old.
        WrongPassphraseError: anything else.
    """
    found = unlock_once(data, user_name=user_name, passphrase=passphrase, device_secret=device_secret)
    if found.one_time:
        what = "This passphrase was for one time only."
        raise OwnPassphraseNeededError(what, "Open Alongside with it and choose a passphrase of your own.")
    return found


def unlock_once(
    data: bytes,
    *,
    user_name: str,
    passphrase: str,
    device_secret: bytes | None = None,
    today: date | None = None,
) -> Unlocked:
    """Open a key file for a user who may be about to choose a passphrase in place of a one-time one.

    ``today`` (UTC) is the computer's unless given.

    Raises:
        KeyFileError, RefusedError, WrongPassphraseError: as ``unlock``.
    """
    document = parse(data)
    slot = document.slot_named(user_name) if document else None
    found = _enter(data, document, slot, Secret(passphrase, device_secret), today=today)
    if found is None:
        what = "That name and passphrase do not open these records."
        do = (
            "Check Caps Lock and try again. Forgotten? Use the recovery sheet. If you are sure of it,"
            " the key file was changed: bring back a backup."
        )
        raise WrongPassphraseError(what, do)
    return found


def unlock_with_recovery(data: bytes, *, code: str) -> Unlocked:
    """Open a key file with the code of the recovery sheet; what opens may give a user a new passphrase.

    Raises:
        BadInputError: the code is mistyped.
        KeyFileError: the file is empty, no key file, or of a newer program.
        WrongPassphraseError: the code is another one, or the file was changed.
    """
    typed = parse_code(code).hex()
    document = parse(data)
    slots: list[Slot | None] = []
    if document:
        slots.extend(slot for slot in document.slots if slot.kind is SlotKind.RECOVERY)
    for slot in slots or [None]:
        found = _enter(data, document, slot, Secret(typed))
        if found is not None:
            return found
    what = "This recovery code does not open these records, or their key file was changed."
    do = "Use the newest recovery sheet of these records, or the key file of a backup."
    raise WrongPassphraseError(what, do)


def needs_device_secret(data: bytes, *, user_name: str) -> bool:
    """Say whether this user's sign-in also needs the secret that their computer keeps.

    Raises:
        KeyFileError: the file is empty, no key file, or of a newer program.
    """
    document = parse(data)
    slot = document.slot_named(user_name) if document else None
    return slot is not None and slot.device_secret


def _fresh_private_key() -> bytes:
    return X25519PrivateKey.generate().private_bytes_raw()


@dataclass(frozen=True, slots=True, repr=False)
class Newcomer:
    """Somebody who is about to receive a slot and their grants."""

    user_id: UserId
    kind: SlotKind
    name: str
    roles: frozenset[Role]
    stretching: Stretching
    secret: Secret
    one_time_until: date | None = None
    private_key: bytes = field(default_factory=_fresh_private_key)


def recovery_newcomer(code: bytes, stretching: Stretching) -> Newcomer:
    """Give a recovery code a slot of its own."""
    name = "Recovery sheet"
    user_id = UserId(uuid4())
    return Newcomer(user_id, SlotKind.RECOVERY, name, RECOVERY_ROLES, stretching, Secret(code.hex()))


def with_newcomer(document: KeyDocument, newcomer: Newcomer, epochs: tuple[EpochKeys, ...]) -> KeyDocument:
    """Add a slot with a fresh key pair, and a grant for each open epoch, signed with that epoch's key."""
    private = X25519PrivateKey.from_private_bytes(newcomer.private_key)
    contents = SlotContents(newcomer.private_key, document.authority[0].key)
    bare = new_slot(
        user_id=newcomer.user_id,
        kind=newcomer.kind,
        name=newcomer.name,
        stretching=newcomer.stretching,
        one_time_until=newcomer.one_time_until,
    )
    slot = lock_slot(bare, contents, store_id=document.store_id, secret=newcomer.secret)
    public = private.public_key().public_bytes_raw()
    grantee = Grantee(newcomer.user_id, newcomer.name, public, newcomer.roles)
    grants = tuple(
        issue_grant(grantee, keys, store_id=document.store_id, signer=signer)
        for keys in epochs
        if (signer := signing_key(keys, newcomer.roles)) is not None
    )
    return replace(document, slots=(*document.slots, slot), grants=(*document.grants, *grants))


def fresh_epoch(
    epoch: int,
    *,
    store_id: StoreId,
    history_keys: Mapping[DeviceId, bytes],
    before: EpochKeys | None = None,
) -> tuple[EpochKeys, AuthorityLink]:
    """Draw the keys of a new epoch; its public ones are signed with the authority before it."""
    authority, seal = Ed25519PrivateKey.generate(), X25519PrivateKey.generate()
    desk = Ed25519PrivateKey.generate()
    keys = EpochKeys(
        epoch=epoch,
        file_key=os.urandom(KEY_BYTES),
        file_salt=os.urandom(SALT_BYTES),
        drafts_key=os.urandom(KEY_BYTES),
        history_keys=dict(history_keys),
        seal_keys={**(before.seal_keys if before else {}), epoch: seal.private_bytes_raw()},
        authority_key=authority.private_bytes_raw(),
        desk_key=desk.private_bytes_raw(),
    )
    link = AuthorityLink(
        epoch,
        authority.public_key().public_bytes_raw(),
        seal.public_key().public_bytes_raw(),
        desk=desk.public_key().public_bytes_raw(),
    )
    signer = before.authority_key if before and before.authority_key else authority.private_bytes_raw()
    return keys, sign_link(link, store_id=store_id, authority=signer)


def written(document: KeyDocument, unlocked: Unlocked) -> bytes:
    """Write a key file with its check under the key of every open epoch.

    Raises:
        KeyError: the sign-in does not hold the key of one of them.
    """
    file_keys = {each.epoch: each.file_key for each in (unlocked, *unlocked.earlier)}
    bare = document.without_macs()
    epochs = tuple(
        OpenEpoch(each.epoch, _mac(bare, file_keys[each.epoch], each.epoch)) for each in document.epochs
    )
    return serialise(replace(document, epochs=epochs))


def check_signatures(document: KeyDocument, *, pinned: bytes) -> None:
    """Check that every grant was given by the managers whose first key a slot remembers.

    Raises:
        InvalidSignature, ValueError: one was not.
    """
    verify_chain(document.authority, store_id=document.store_id, pinned=pinned)
    for grant in document.grants:
        name, link = document.slot_of(grant.user_id).name, document.authority[grant.epoch - 1]
        verify_grant(grant, name=name, store_id=document.store_id, link=link)


def check_macs(document: KeyDocument, opened: Iterable[EpochKeys]) -> None:
    """Check the whole file under the key of each opened epoch.

    Raises:
        ValueError: a byte of it was changed.
    """
    bare = document.without_macs()
    macs = {each.epoch: each.mac for each in document.epochs}
    for keys in opened:
        if not hmac.compare_digest(macs[keys.epoch], _mac(bare, keys.file_key, keys.epoch)):
            message = "the file was changed"
            raise ValueError(message)


def checked_name(name: str) -> str:
    """Bring a user's name into the form that is stored.

    Raises:
        BadInputError: it is empty, too long, or holds control characters.
    """
    clean = unicodedata.normalize("NFC", name).strip()
    if not is_name(clean):
        what = f"A user's name has between 1 and {LONGEST_NAME} visible characters."
        raise BadInputError(what, "Type another name.")
    return clean


def _enter(
    data: bytes,
    document: KeyDocument | None,
    slot: Slot | None,
    secret: Secret,
    *,
    today: date | None = None,
) -> Unlocked | None:
    """Open a slot and everything behind it; None whatever was wrong, and never without deriving a key."""
    if document is None or slot is None:
        decoy = new_slot(
            user_id=UserId(_NOBODY), kind=SlotKind.USER, name="", stretching=stretching_seen(data)
        )
        locked = replace(decoy, salt=bytes(SALT_BYTES), nonce=bytes(12), sealed=bytes(80))
        document, slot = None, locked
    try:
        contents = open_slot(slot, store_id=document.store_id if document else _NOBODY, secret=secret)
        if document is None:
            return None
        opened = _open_epochs(document, slot, contents)
    except _REFUSALS:
        return None
    if slot.one_time_until is not None and (today or datetime.now(UTC).date()) > slot.one_time_until:
        what = "This one-time passphrase is too old."
        raise RefusedError(what, "Ask a manager for a new one.")
    return opened


def _open_epochs(document: KeyDocument, slot: Slot, contents: SlotContents) -> Unlocked:
    """Believe the file, from the remembered authority to its last byte, and take out this user's keys."""
    store_id = document.store_id
    check_signatures(document, pinned=contents.pinned_authority)
    private = contents.private_key
    public = X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()
    mine = [grant for grant in document.grants if grant.user_id == slot.user_id]
    newest = max(mine, key=lambda grant: grant.epoch)
    if newest.is_off:
        what = "This sign-in is switched off."
        raise RefusedError(what, "Ask a manager to switch it on again.")
    if any(grant.public_key != public for grant in mine):
        message = "a grant to another key"
        raise ValueError(message)
    opened = [
        open_grant(grant, name=slot.name, store_id=store_id, private_key=private)
        for grant in sorted(mine, key=lambda grant: -grant.epoch)
    ]
    check_macs(document, opened)
    roles = frozenset(newest.roles)
    return sign_in(document, slot, roles, tuple(opened), contents)


def sign_in(
    document: KeyDocument,
    slot: Slot,
    roles: frozenset[Role],
    epochs: tuple[EpochKeys, ...],
    contents: SlotContents,
) -> Unlocked:
    """Put the opened epochs, newest first, into one sign-in."""
    own_key = expand(contents.private_key, purpose=b"alongside drafts of one person 1")
    newest, *earlier = (
        Unlocked(
            store_id=document.store_id,
            user_id=slot.user_id,
            user_name=slot.name,
            roles=roles,
            keys=keys,
            seal_public=document.authority[keys.epoch - 1].seal,
            pinned_authority=contents.pinned_authority,
            own_key=own_key,
            by_recovery=slot.kind is SlotKind.RECOVERY,
            one_time=slot.one_time_until is not None,
        )
        for keys in epochs
    )
    return replace(newest, earlier=tuple(earlier))


def _mac(bare: bytes, file_key: bytes, epoch: int) -> bytes:
    key = expand(file_key, purpose=b"alongside key file check 1")
    return hmac.digest(key, epoch.to_bytes(4, "big") + bare, "sha256")
