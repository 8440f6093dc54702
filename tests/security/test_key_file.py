"""The key file opens for its users and for nobody else, and notices every change."""

import json
from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest

from desktop.domain.actor import Role
from desktop.domain.ids import DeviceId, StoreId, UserId
from desktop.errors import BadInputError, KeyFileError, WrongPassphraseError
from desktop.security.key_document import user_names
from desktop.security.key_file import (
    NewKeys,
    create_key_file,
    needs_device_secret,
    unlock,
    unlock_with_recovery,
)
from desktop.security.key_stretching import LOWEST_ACCEPTED

PASSPHRASE = "seven green kettles sang"
DEVICE = DeviceId(UUID(int=7))
_PARTS = 4  # so that several processes share the work


def make(name: str = "Sam Okoro", device_secret: bytes | None = None) -> NewKeys:
    return create_key_file(
        store_id=StoreId(uuid4()),
        user_id=UserId(uuid4()),
        user_name=name,
        passphrase=PASSPHRASE,
        device_id=DEVICE,
        device_secret=device_secret,
        stretching=LOWEST_ACCEPTED,
    )


def refusal(data: bytes, *, name: str = "Sam Okoro", passphrase: str = PASSPHRASE) -> str:
    with pytest.raises(WrongPassphraseError) as caught:
        unlock(data, user_name=name, passphrase=passphrase)
    return str(caught.value)


@pytest.fixture(scope="module")
def sentence(keys: NewKeys) -> str:
    return refusal(keys.data, passphrase="something else entirely")


def changed(data: bytes, change: Callable[[dict[str, Any]], None]) -> bytes:
    raw = json.loads(data)
    change(raw)
    return json.dumps(raw, sort_keys=True, separators=(",", ":")).encode()


def test_the_right_passphrase_gives_the_keys_that_were_made(keys: NewKeys) -> None:
    found = unlock(keys.data, user_name="Sam Okoro", passphrase=PASSPHRASE)
    assert found == keys.unlocked
    assert len(found.file_key) == len(found.drafts_key) == len(found.history_keys[DEVICE]) == 32
    assert len(found.file_salt) == 16
    assert found.roles == {Role.MANAGER}
    assert len({found.file_key, found.drafts_key, found.history_keys[DEVICE], found.seal_private}) == 4


def test_the_name_is_found_in_any_case_and_unicode_form(keys: NewKeys) -> None:
    assert unlock(keys.data, user_name="  sam OKORO ", passphrase=PASSPHRASE) == keys.unlocked


def test_a_passphrase_typed_in_another_unicode_form_opens() -> None:
    made = create_key_file(
        store_id=StoreId(uuid4()),
        user_id=UserId(uuid4()),
        user_name="Zoë",
        passphrase="caf\u00e9 au lait, encore\u00a0une fois",
        device_id=DEVICE,
        stretching=LOWEST_ACCEPTED,
    )
    found = unlock(made.data, user_name="Zoe\u0308", passphrase="cafe\u0301 au lait, encore une fois")
    assert found == made.unlocked


def test_a_wrong_passphrase_and_an_unknown_name_are_refused_alike(keys: NewKeys, sentence: str) -> None:
    assert refusal(keys.data, passphrase="") == sentence
    assert refusal(keys.data, name="Nobody") == sentence


@pytest.mark.slow
@pytest.mark.parametrize("part", range(_PARTS))
def test_every_single_changed_byte_is_refused_with_the_same_sentence(
    keys: NewKeys, sentence: str, part: int
) -> None:
    opened_or_said_otherwise: list[int] = []
    for position in range(part, len(keys.data), _PARTS):
        data = bytearray(keys.data)
        data[position] ^= 1
        try:
            unlock(bytes(data), user_name="Sam Okoro", passphrase=PASSPHRASE)
        except WrongPassphraseError as error:
            if str(error) == sentence:
                continue
        opened_or_said_otherwise.append(position)
    assert opened_or_said_otherwise == []


@pytest.mark.parametrize("length", [1, 2, 100])
def test_a_key_file_that_lost_its_end_is_refused(keys: NewKeys, sentence: str, length: int) -> None:
    assert refusal(keys.data[:-length]) == sentence
    assert refusal(keys.data + b" " * length) == sentence


@pytest.mark.parametrize("data", [b"", b"{}", b"PK\x03\x04", b"\x00" * 5000, b"SQLite format 3\x00"])
def test_what_is_no_key_file_is_called_so(data: bytes) -> None:
    for ask in (user_names, lambda each: unlock(each, user_name="Sam", passphrase=PASSPHRASE)):
        with pytest.raises(KeyFileError, match="not a key file"):
            ask(data)


def test_a_key_file_of_a_newer_program_is_called_so(keys: NewKeys) -> None:
    def renew(raw: dict[str, Any]) -> None:
        raw.update(version=2, format="alongside-keys-2")

    with pytest.raises(KeyFileError, match="newer"):
        unlock(changed(keys.data, renew), user_name="Sam Okoro", passphrase=PASSPHRASE)


def _with(slot: str, value: object) -> Callable[[dict[str, Any]], None]:
    def change(raw: dict[str, Any]) -> None:
        raw["slots"][0][slot] = value

    return change


def test_lowered_and_raised_settings_are_refused(keys: NewKeys, sentence: str) -> None:
    for field, value in [
        ("memory_kib", 8),
        ("memory_kib", 2**31),
        ("iterations", 0),
        ("iterations", 2**31),
        ("lanes", 0),
        ("lanes", 9),
        ("lanes", True),
        ("memory_kib", 19 * 1024 + 1),
    ]:
        assert refusal(changed(keys.data, _with(field, value))) == sentence


def test_an_edited_role_is_refused(keys: NewKeys, sentence: str) -> None:
    def promote(raw: dict[str, Any]) -> None:
        raw["grants"][0]["roles"] = ["manager", "safeguarding-lead"]

    assert refusal(changed(keys.data, promote)) == sentence


def test_a_slot_or_grant_of_another_store_is_refused(keys: NewKeys, sentence: str) -> None:
    other = json.loads(make().data)
    for part in ("slots", "grants", "authority"):

        def swap(raw: dict[str, Any], part: str = part) -> None:
            raw[part] = other[part]

        assert refusal(changed(keys.data, swap)) == sentence

    def rename(raw: dict[str, Any]) -> None:
        raw["store_id"] = other["store_id"]

    assert refusal(changed(keys.data, rename)) == sentence


def test_grants_and_slots_swapped_between_users_are_refused(keys: NewKeys, sentence: str) -> None:
    for part, field in [("slots", "sealed"), ("grants", "sealed"), ("slots", "user_id"), ("slots", "name")]:

        def swap(raw: dict[str, Any], part: str = part, field: str = field) -> None:
            first, second = raw[part]
            first[field], second[field] = second[field], first[field]

        assert refusal(changed(keys.data, swap)) == sentence


def test_a_key_file_in_another_spelling_is_refused(keys: NewKeys, sentence: str) -> None:
    assert refusal(json.dumps(json.loads(keys.data)).encode()) == sentence
    assert refusal(keys.data.replace(b'"epochs":[', b'"epochs":[],"epochs":[')) == sentence


def test_the_device_secret_is_needed_where_it_was_turned_on() -> None:
    secret = b"d" * 32
    made = make(device_secret=secret)
    assert needs_device_secret(made.data, user_name="Sam Okoro")
    found = unlock(made.data, user_name="Sam Okoro", passphrase=PASSPHRASE, device_secret=secret)
    assert found == made.unlocked
    for wrong in (None, b"", b"e" * 32):
        with pytest.raises(WrongPassphraseError):
            unlock(made.data, user_name="Sam Okoro", passphrase=PASSPHRASE, device_secret=wrong)
    assert unlock_with_recovery(made.data, code=made.recovery_code).file_key == found.file_key


def test_a_device_secret_not_asked_for_changes_nothing(keys: NewKeys) -> None:
    assert not needs_device_secret(keys.data, user_name="Sam Okoro")
    found = unlock(keys.data, user_name="Sam Okoro", passphrase=PASSPHRASE, device_secret=b"x" * 32)
    assert found == keys.unlocked


def test_the_recovery_code_opens_with_a_managers_keys(keys: NewKeys) -> None:
    found = unlock_with_recovery(keys.data, code=keys.recovery_code.lower().replace("-", " "))
    assert found.by_recovery
    assert found.keys == keys.unlocked.keys


def test_the_recovery_code_of_other_records_is_refused(keys: NewKeys) -> None:
    with pytest.raises(WrongPassphraseError, match="recovery code"):
        unlock_with_recovery(keys.data, code=make().recovery_code)


def test_the_recovery_slot_is_no_user(keys: NewKeys) -> None:
    assert user_names(keys.data) == ["Sam Okoro"]
    refusal(keys.data, name="Recovery sheet", passphrase=keys.recovery_code)


def test_no_key_shows_when_something_is_printed(keys: NewKeys) -> None:
    shown = repr(keys) + repr(keys.unlocked) + repr(keys.unlocked.keys) + str(keys.unlocked)
    for key in (keys.unlocked.file_key, keys.unlocked.drafts_key, *keys.unlocked.history_keys.values()):
        assert key.hex() not in shown
        assert repr(key)[2:-1] not in shown


@pytest.mark.parametrize("name", ["", "   ", "a\nb", "x" * 101])
def test_a_name_nobody_could_type_is_refused(name: str) -> None:
    with pytest.raises(BadInputError):
        make(name)
