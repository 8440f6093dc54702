"""The place where the operating system keeps secrets, where there is one that deserves the name.

It holds a device's secret (an optional second factor) and anchors of the history, never the only way in: a
change of its backend would otherwise lock the records for ever.
"""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

import keyring
from keyring.backend import KeyringBackend, get_all_keyring
from keyring.errors import KeyringError

from desktop.domain.ids import StoreId, UserId
from desktop.errors import SystemKeyringError
from desktop.security.key_stretching import KEY_BYTES

MOST_CHARACTERS = 1280
_SERVICE = "Alongside"
_TRUSTED = {
    "keyring.backends.Windows.WinVaultKeyring": "Windows Credential Manager",
    "keyring.backends.macOS.Keyring": "macOS Keychain",
    "keyring.backends.SecretService.Keyring": "Secret Service",
    "keyring.backends.libsecret.Keyring": "Secret Service",
    "keyring.backends.kwallet.DBusKeyring": "KWallet",
    "keyring.backends.kwallet.DBusKeyringKWallet4": "KWallet",
}
_SWITCHED_OFF = "keyring.backends.null.Keyring"
_NOT_A_PLACE = {"keyring.backends.fail.Keyring", "keyring.backends.chainer.ChainerBackend", _SWITCHED_OFF}


class Kept(StrEnum):
    """What may be kept there."""

    SECOND_FACTOR = "second factor"
    ANCHOR = "anchor"


@dataclass(frozen=True, slots=True)
class KeyringState:
    """Whether there is a safe place, what it is called, and a sentence for the screen."""

    available: bool
    name: str
    sentence: str


def keyring_state() -> KeyringState:
    """Look which places this computer offers; those that would keep a secret in plain text do not count."""
    if _is_switched_off():
        return KeyringState(
            available=False, name="", sentence=f"The system keyring is switched off. {_WITHOUT}"
        )
    found = _trusted_backend()
    if found is not None:
        name = _TRUSTED[_kind(found)]
        return KeyringState(available=True, name=name, sentence=f"Secrets can be kept in {name}.")
    if any(_kind(backend) not in _NOT_A_PLACE for backend in _backends()):
        unsafe = "The only keyring on this computer is one that may keep secrets in plain text."
        return KeyringState(available=False, name="", sentence=f"{unsafe} {_WITHOUT}")
    return KeyringState(available=False, name="", sentence=f"This computer offers no keyring. {_WITHOUT}")


def keep(store_id: StoreId, kept: Kept, owner: str, text: str) -> None:
    """Keep a short text (at most 1280 characters, what Windows can hold) and read it back.

    Raises:
        SystemKeyringError: there is no safe place, or it refused.
        ValueError: the text is too long.
    """
    if len(text) > MOST_CHARACTERS:
        message = f"a keyring holds {MOST_CHARACTERS} characters at most"
        raise ValueError(message)
    backend = _needed_backend()
    entry = _entry(store_id, kept, owner)
    try:
        backend.set_password(_SERVICE, entry, text)
        same = backend.get_password(_SERVICE, entry) == text
    except (KeyringError, OSError, RuntimeError) as error:
        raise _refused() from error
    if not same:
        raise _refused()


def recall(store_id: StoreId, kept: Kept, owner: str) -> str | None:
    """Read a text that was kept; None where nothing is.

    Raises:
        SystemKeyringError: there is no safe place, or it is locked.
    """
    backend = _needed_backend()
    try:
        return backend.get_password(_SERVICE, _entry(store_id, kept, owner))
    except (KeyringError, OSError, RuntimeError) as error:
        raise _refused() from error


def forget(store_id: StoreId, kept: Kept, owner: str) -> None:
    """Take a text away; where nothing is kept, nothing happens.

    Raises:
        SystemKeyringError: there is no safe place, or it refused.
    """
    if recall(store_id, kept, owner) is None:
        return
    try:
        _needed_backend().delete_password(_SERVICE, _entry(store_id, kept, owner))
    except (KeyringError, OSError, RuntimeError) as error:
        raise _refused() from error


def new_device_secret(store_id: StoreId, user_id: UserId) -> bytes:
    """Draw 32 bytes, keep them here for a user, and hand them out to lock the slot with.

    Raises:
        SystemKeyringError: there is no safe place, or it refused.
    """
    secret = os.urandom(KEY_BYTES)
    keep(store_id, Kept.SECOND_FACTOR, str(user_id), secret.hex())
    return secret


def device_secret(store_id: StoreId, user_id: UserId) -> bytes | None:
    """Read a user's device secret; None where this computer keeps none (or not in one piece).

    Raises:
        SystemKeyringError: there is no safe place, or it is locked.
    """
    text = recall(store_id, Kept.SECOND_FACTOR, str(user_id))
    try:
        return bytes.fromhex(text) if text else None
    except ValueError:
        return None


_WITHOUT = "Alongside works without it; the passphrase alone protects the records."


def _kind(backend: KeyringBackend) -> str:
    return f"{type(backend).__module__}.{type(backend).__qualname__}"


def _backends() -> Iterable[KeyringBackend]:
    return get_all_keyring()


def _is_switched_off() -> bool:
    return _kind(keyring.get_keyring()) == _SWITCHED_OFF


def _trusted_backend() -> KeyringBackend | None:
    """Choose by our own list: keyring's own choice may be a chain that also writes plain text."""
    trusted = [backend for backend in _backends() if _kind(backend) in _TRUSTED]
    return max(trusted, key=lambda backend: backend.priority, default=None)


def _needed_backend() -> KeyringBackend:
    backend = None if _is_switched_off() else _trusted_backend()
    if backend is None:
        state = keyring_state()
        raise SystemKeyringError(state.sentence)
    return backend


def _entry(store_id: StoreId, kept: Kept, owner: str) -> str:
    return f"{store_id} {kept.value} {owner}"


def _refused() -> SystemKeyringError:
    what = "The system keyring refused, or is locked."
    return SystemKeyringError(what, f"Unlock it and try again. {_WITHOUT}")
