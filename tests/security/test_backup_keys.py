"""A backup has a key of its own, which every sign-in of its key file opens and nobody else."""

from dataclasses import replace

import pytest

from desktop.errors import StoreError
from desktop.security.backup_keys import (
    backup_wrap_key,
    is_manifest_genuine,
    manifest_mac,
    new_backup_key,
    open_backup_key,
)
from desktop.security.key_file import NewKeys, unlock_with_recovery


def test_every_sign_in_opens_the_backups_key(keys: NewKeys) -> None:
    support_worker = replace(keys.unlocked, keys=replace(keys.unlocked.keys, authority_key=None))
    key, wrapped = new_backup_key(support_worker, backup_id="b1")
    recovered = unlock_with_recovery(keys.data, code=keys.recovery_code)
    for opener in (support_worker, keys.unlocked, recovered):
        assert open_backup_key(opener, wrapped, backup_id="b1") == key
    assert (len(key.file_key), len(key.file_salt), len(wrapped)) == (32, 16, 76)


def test_each_backup_has_a_key_of_its_own(keys: NewKeys) -> None:
    made = [new_backup_key(keys.unlocked, backup_id="b")[0].file_key for _ in range(3)]
    assert len({*made, keys.unlocked.file_key, backup_wrap_key(keys.unlocked)}) == 5


def test_a_backups_key_opens_for_no_other_backup_or_store(keys: NewKeys, other_keys: NewKeys) -> None:
    _, wrapped = new_backup_key(keys.unlocked, backup_id="b1")
    for opener, backup_id in [(keys, "b2"), (other_keys, "b1")]:
        with pytest.raises(StoreError):
            open_backup_key(opener.unlocked, wrapped, backup_id=backup_id)


def test_every_changed_byte_of_a_wrapped_key_is_noticed(keys: NewKeys) -> None:
    _, wrapped = new_backup_key(keys.unlocked, backup_id="b1")
    for place in range(len(wrapped)):
        changed = wrapped[:place] + bytes([wrapped[place] ^ 1]) + wrapped[place + 1 :]
        with pytest.raises(StoreError):
            open_backup_key(keys.unlocked, changed, backup_id="b1")
    for length in range(len(wrapped)):
        with pytest.raises(StoreError):
            open_backup_key(keys.unlocked, wrapped[:length], backup_id="b1")


def test_a_changed_manifest_is_noticed(keys: NewKeys, other_keys: NewKeys) -> None:
    mac = manifest_mac(keys.unlocked, b"manifest")
    assert is_manifest_genuine(keys.unlocked, b"manifest", mac)
    assert not is_manifest_genuine(keys.unlocked, b"manifesT", mac)
    assert not is_manifest_genuine(other_keys.unlocked, b"manifest", mac)
    assert not is_manifest_genuine(keys.unlocked, b"manifest", b"")
