"""Change a key file: one's own passphrase, the recovery code, and the devices."""

import os
from dataclasses import dataclass, replace
from datetime import date

from desktop.domain.ids import DeviceId
from desktop.security.believing import (
    ChangedKeys,
    believed,
    managed,
    no_such_user,
    regranted,
    still_signed_in,
    without_user,
)
from desktop.security.key_document import SlotKind
from desktop.security.key_file import (
    recovery_newcomer,
    unlock,
    unlock_once,
    unlock_with_recovery,
    with_newcomer,
    written,
)
from desktop.security.key_stretching import KEY_BYTES, STANDARD, Stretching
from desktop.security.recovery_code import code_text, new_code
from desktop.security.sign_ins import reset_passphrase
from desktop.security.slots import Secret, lock_slot, open_slot
from desktop.security.unlocked import Unlocked


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
    today: date | None = None,
) -> ChangedKeys:
    """Lock a user's slot with a new passphrase, with or without a secret of their computer.

    A one-time passphrase is good for this and nothing else; the new one is their own. ``today`` (UTC) is the
    computer's unless given.

    Raises:
        KeyFileError, RefusedError, WrongPassphraseError: as ``unlock``, for the passphrase until now.
    """
    unlocked = unlock_once(
        data, user_name=user_name, passphrase=passphrase, device_secret=device_secret, today=today
    )
    document = believed(unlocked, data)
    slot = document.slot_of(unlocked.user_id)
    contents = open_slot(slot, store_id=document.store_id, secret=Secret(passphrase, device_secret))
    locked = lock_slot(
        replace(slot, stretching=stretching or slot.stretching, one_time_until=None),
        contents,
        store_id=document.store_id,
        secret=Secret(new_passphrase, new_device_secret),
    )
    slots = tuple(locked if each.user_id == slot.user_id else each for each in document.slots)
    earlier = tuple(replace(each, one_time=False) for each in unlocked.earlier)
    changed = replace(unlocked, one_time=False, earlier=earlier)
    return ChangedKeys(written(replace(document, slots=slots), unlocked), changed)


def recover(
    data: bytes, *, code: str, user_name: str, passphrase: str, stretching: Stretching = STANDARD
) -> ChangedKeys:
    """Give a user a new passphrase with the recovery code, and sign them in; the code stays good.

    Raises:
        KeyFileError, WrongPassphraseError: as ``unlock_with_recovery``.
        BadInputError: the code is mistyped, or there is no such user.
    """
    recovered = unlock_with_recovery(data, code=code)
    slot = believed(recovered, data).slot_named(user_name)
    if slot is None:
        raise no_such_user()
    reset = reset_passphrase(
        recovered, data, user_id=slot.user_id, passphrase=passphrase, stretching=stretching
    )
    unlocked = unlock(reset.data, user_name=slot.name, passphrase=passphrase)
    return ChangedKeys(reset.data, unlocked)


def add_device(unlocked: Unlocked, data: bytes, *, device_id: DeviceId) -> ChangedKeys:
    """Give a device a history key of its own, known to every sign-in; a device that has one keeps it.

    Raises:
        KeyFileError: the file was changed since it was opened.
        NotAllowedError: the sign-in is no manager's.
    """
    document, epochs = managed(unlocked, data)
    if device_id in unlocked.history_keys:
        return ChangedKeys(data, unlocked)
    key = os.urandom(KEY_BYTES)
    grown = tuple(replace(keys, history_keys={**keys.history_keys, device_id: key}) for keys in epochs)
    document = regranted(document, grown)
    changed = still_signed_in(document, unlocked, grown)
    return ChangedKeys(written(document, changed), changed)


def replace_recovery_code(
    unlocked: Unlocked, data: bytes, *, stretching: Stretching = STANDARD
) -> NewRecovery:
    """Make a new recovery code; the sheets printed before open nothing from now on.

    Raises:
        KeyFileError: the file was changed since it was opened.
        NotAllowedError: the sign-in is no manager's.
    """
    document, epochs = managed(unlocked, data)
    for slot in document.slots:
        if slot.kind is SlotKind.RECOVERY:
            document = without_user(document, slot.user_id)
    code = new_code()
    document = with_newcomer(document, recovery_newcomer(code, stretching), epochs)
    return NewRecovery(written(document, unlocked), code_text(code))
