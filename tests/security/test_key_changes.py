"""Users, roles, devices and all keys change without anybody else's passphrase; nobody loses the way in."""

import json
from collections.abc import Callable
from dataclasses import replace
from uuid import UUID, uuid4

import pytest

from desktop.domain.actor import Role
from desktop.domain.ids import DeviceId, UserId
from desktop.errors import (
    BadInputError,
    KeyFileError,
    NotAllowedError,
    RefusedError,
    WrongPassphraseError,
)
from desktop.security.backup_keys import new_backup_key, open_backup_key
from desktop.security.believing import ChangedKeys
from desktop.security.key_changes import (
    add_device,
    change_passphrase,
    recover,
    replace_recovery_code,
)
from desktop.security.key_document import KeyDocument, canonical, parse, user_names
from desktop.security.key_file import NewKeys, unlock, unlock_with_recovery, written
from desktop.security.key_stretching import LOWEST_ACCEPTED
from desktop.security.new_keys import begin_new_keys, settle_epoch
from desktop.security.sealing import seal_box_of
from desktop.security.sign_ins import add_user, change_roles, reset_passphrase
from desktop.security.slots import Secret, SlotContents, lock_slot
from desktop.security.unlocked import Unlocked

SAM, SAMS = "Sam Okoro", "seven green kettles sang"
VIC, VICS = "Vic Lund", "nine blue ladders hummed"
VIC_ID = UserId(UUID(int=42))


def with_volunteer(
    keys: NewKeys, roles: frozenset[Role] = frozenset({Role.VOLUNTEER}), passphrase: str = VICS
) -> ChangedKeys:
    return add_user(
        keys.unlocked,
        keys.data,
        user_id=VIC_ID,
        user_name=VIC,
        roles=roles,
        passphrase=passphrase,
        stretching=LOWEST_ACCEPTED,
    )


@pytest.fixture(scope="module")
def two(keys: NewKeys) -> ChangedKeys:
    return with_volunteer(keys)


def sam(data: bytes) -> Unlocked:
    return unlock(data, user_name=SAM, passphrase=SAMS)


def vic(data: bytes) -> Unlocked:
    return unlock(data, user_name=VIC, passphrase=VICS)


def test_a_volunteer_gets_the_records_but_neither_seal_nor_authority(two: ChangedKeys) -> None:
    volunteer, manager = vic(two.data), sam(two.data)
    assert (volunteer.file_key, volunteer.history_keys) == (manager.file_key, manager.history_keys)
    assert volunteer.roles == {Role.VOLUNTEER}
    assert volunteer.seal_private is None
    assert volunteer.authority_private is None
    sealed = seal_box_of(volunteer).seal("worry", context=b"c")
    assert seal_box_of(manager).open(sealed, context=b"c") == "worry"
    with pytest.raises(NotAllowedError):
        seal_box_of(volunteer).open(sealed, context=b"c")
    assert user_names(two.data) == [SAM, VIC]


def test_a_safeguarding_lead_reads_sealed_text_and_grants_nothing(keys: NewKeys) -> None:
    made = with_volunteer(keys, frozenset({Role.SAFEGUARDING_LEAD}))
    lead = vic(made.data)
    assert lead.seal_private == keys.unlocked.seal_private
    with pytest.raises(NotAllowedError):
        add_device(lead, made.data, device_id=DeviceId(uuid4()))


def test_a_volunteer_changes_nobodys_access(two: ChangedKeys) -> None:
    volunteer, data = vic(two.data), two.data
    with pytest.raises(NotAllowedError):
        change_roles(volunteer, data, user_id=VIC_ID, roles=frozenset({Role.MANAGER}))
    with pytest.raises(NotAllowedError):
        reset_passphrase(volunteer, data, user_id=volunteer.user_id, passphrase="x")
    with pytest.raises(NotAllowedError):
        begin_new_keys(volunteer, data)
    with pytest.raises(NotAllowedError):
        settle_epoch(volunteer, data, epoch=1)
    with pytest.raises(NotAllowedError):
        replace_recovery_code(volunteer, data)


def test_a_grant_moved_to_another_user_is_refused(two: ChangedKeys) -> None:
    raw = json.loads(two.data)
    manager, _, volunteer = raw["grants"]
    assert volunteer["roles"] == ["volunteer"]
    volunteer.update({key: value for key, value in manager.items() if key != "user_id"})
    for open_it in (vic, sam):
        with pytest.raises(WrongPassphraseError):
            open_it(canonical(raw))


def _promote(document: KeyDocument) -> KeyDocument:
    return replace(document, grants=tuple(replace(each, roles=(Role.MANAGER,)) for each in document.grants))


def _lock_keys_to_another(document: KeyDocument) -> KeyDocument:
    grants = tuple(replace(each, public_key=document.authority[0].seal) for each in document.grants)
    return replace(document, grants=grants)


def _seal_to_another(document: KeyDocument) -> KeyDocument:
    links = tuple(replace(each, seal=document.grants[0].public_key) for each in document.authority)
    return replace(document, authority=links)


def _rename(document: KeyDocument) -> KeyDocument:
    slots = tuple(replace(each, name=f"{each.name}!") for each in document.slots)
    return replace(document, slots=slots)


def _take_another_slot(document: KeyDocument) -> KeyDocument:
    """Put a slot that opens with the attacker's passphrase in the manager's place."""
    slots = {each.name: each for each in document.slots}
    contents = SlotContents(bytes(range(32)), document.authority[0].key)
    taken = lock_slot(slots[SAM], contents, store_id=document.store_id, secret=Secret(SAMS))
    others = tuple(each for each in document.slots if each.name != SAM)
    return replace(document, slots=(taken, *others))


@pytest.mark.parametrize("forge", [_promote, _lock_keys_to_another, _seal_to_another, _rename])
def test_a_volunteer_who_makes_the_check_anew_still_forges_nothing(
    two: ChangedKeys, forge: Callable[[KeyDocument], KeyDocument]
) -> None:
    document = parse(two.data)
    assert document is not None
    assert written(document, vic(two.data)) == two.data
    forged = written(forge(document), vic(two.data))
    with pytest.raises(WrongPassphraseError):
        sam(forged)
    with pytest.raises(KeyFileError):
        add_device(two.unlocked, forged, device_id=DeviceId(uuid4()))


def test_a_slot_put_in_a_managers_place_opens_nothing(two: ChangedKeys) -> None:
    document = parse(two.data)
    assert document is not None
    with pytest.raises(WrongPassphraseError):
        sam(written(_take_another_slot(document), vic(two.data)))


def test_a_passphrase_is_changed_by_who_knows_it(two: ChangedKeys) -> None:
    changed = change_passphrase(two.data, user_name=VIC, passphrase=VICS, new_passphrase="quite another one")
    assert unlock(changed.data, user_name=VIC, passphrase="quite another one") == vic(two.data)
    assert sam(changed.data) == sam(two.data)
    with pytest.raises(WrongPassphraseError):
        vic(changed.data)
    with pytest.raises(WrongPassphraseError):
        change_passphrase(two.data, user_name=VIC, passphrase=SAMS, new_passphrase="x")


def test_the_device_secret_is_turned_on_and_off_with_the_passphrase(keys: NewKeys) -> None:
    secret = b"d" * 32
    on = change_passphrase(
        keys.data, user_name=SAM, passphrase=SAMS, new_passphrase=SAMS, new_device_secret=secret
    )
    with pytest.raises(WrongPassphraseError):
        sam(on.data)
    off = change_passphrase(
        on.data, user_name=SAM, passphrase=SAMS, device_secret=secret, new_passphrase=SAMS
    )
    assert sam(off.data) == keys.unlocked


def test_the_recovery_code_gives_a_forgetful_user_a_new_passphrase(keys: NewKeys, two: ChangedKeys) -> None:
    for name, before in [(SAM, sam(two.data)), (VIC, vic(two.data))]:
        changed = recover(
            two.data,
            code=keys.recovery_code,
            user_name=name.upper(),
            passphrase="remembered this time",
            stretching=LOWEST_ACCEPTED,
        )
        assert changed.unlocked.own_key != before.own_key
        assert replace(changed.unlocked, own_key=before.own_key) == before
        again = unlock(changed.data, user_name=name, passphrase="remembered this time")
        assert again == changed.unlocked
        with pytest.raises(WrongPassphraseError):
            unlock(changed.data, user_name=name, passphrase=SAMS if name == SAM else VICS)
        assert unlock_with_recovery(changed.data, code=keys.recovery_code).keys == keys.unlocked.keys


def test_the_recovery_code_helps_nobody_who_is_not_a_user(keys: NewKeys) -> None:
    for name in ("Nobody", "Recovery sheet"):
        with pytest.raises(BadInputError, match="no such user"):
            recover(keys.data, code=keys.recovery_code, user_name=name, passphrase="remembered this time")


def test_a_new_recovery_code_replaces_the_old_one(keys: NewKeys) -> None:
    made = replace_recovery_code(keys.unlocked, keys.data, stretching=LOWEST_ACCEPTED)
    assert unlock_with_recovery(made.data, code=made.recovery_code).keys == keys.unlocked.keys
    with pytest.raises(WrongPassphraseError):
        unlock_with_recovery(made.data, code=keys.recovery_code)
    assert sam(made.data) == keys.unlocked


def test_roles_change_without_the_users_passphrase(keys: NewKeys) -> None:
    worker = with_volunteer(keys, frozenset({Role.SUPPORT_WORKER}))
    lead = frozenset({Role.SAFEGUARDING_LEAD})
    changed = change_roles(worker.unlocked, worker.data, user_id=VIC_ID, roles=lead)
    assert vic(changed.data).roles == {Role.SAFEGUARDING_LEAD}
    assert vic(changed.data).seal_private is not None


def test_the_last_manager_stays_one(two: ChangedKeys) -> None:
    with pytest.raises(RefusedError):
        change_roles(two.unlocked, two.data, user_id=two.unlocked.user_id, roles=frozenset({Role.VOLUNTEER}))
    with pytest.raises(RefusedError):
        begin_new_keys(two.unlocked, two.data, without=frozenset({two.unlocked.user_id}))


def test_a_new_device_gets_a_history_key_that_everybody_holds(two: ChangedKeys) -> None:
    device = DeviceId(uuid4())
    changed = add_device(two.unlocked, two.data, device_id=device)
    assert vic(changed.data).history_keys == sam(changed.data).history_keys == changed.unlocked.history_keys
    assert len(changed.unlocked.history_keys) == 2
    assert changed.unlocked.history_keys.items() > two.unlocked.history_keys.items()
    assert add_device(changed.unlocked, changed.data, device_id=device).data == changed.data


def test_two_users_may_not_share_a_name(two: ChangedKeys) -> None:
    with pytest.raises(BadInputError, match="name"):
        add_user(
            two.unlocked,
            two.data,
            user_id=UserId(uuid4()),
            user_name="VIC lund",
            roles=frozenset({Role.VOLUNTEER}),
            passphrase="x",
        )


def test_a_file_changed_since_it_was_opened_is_not_built_upon(keys: NewKeys, two: ChangedKeys) -> None:
    for data in (two.data.replace(b"Vic", b"Vik"), two.data[:-1], two.data.replace(b'"mac":"', b'"mac":"00')):
        with pytest.raises(KeyFileError):
            add_device(keys.unlocked, data, device_id=DeviceId(uuid4()))


def test_new_keys_hold_both_epochs_until_they_are_settled(two: ChangedKeys) -> None:
    begun = begin_new_keys(two.unlocked, two.data)
    for found in (sam(begun.data), vic(begun.data)):
        assert (found.epoch, [each.epoch for each in found.earlier]) == (2, [1])
        assert found.earlier[0].file_key == two.unlocked.file_key
        assert found.file_key != two.unlocked.file_key
        assert found.history_keys == two.unlocked.history_keys
    assert sam(begun.data) == begun.unlocked
    with pytest.raises(RefusedError):
        begin_new_keys(begun.unlocked, begun.data)


def test_a_removed_user_keeps_the_old_epoch_until_the_new_one_is_settled(two: ChangedKeys) -> None:
    begun = begin_new_keys(two.unlocked, two.data, without=frozenset({VIC_ID}))
    assert vic(begun.data).keys == vic(two.data).keys
    settled = settle_epoch(begun.unlocked, begun.data, epoch=2)
    with pytest.raises(WrongPassphraseError):
        vic(settled.data)
    found = sam(settled.data)
    assert found == settled.unlocked
    assert (found.epoch, found.earlier) == (2, ())
    assert user_names(settled.data) == [SAM]


def test_a_change_of_keys_can_be_given_up(two: ChangedKeys) -> None:
    begun = begin_new_keys(two.unlocked, two.data, without=frozenset({VIC_ID}))
    given_up = settle_epoch(begun.unlocked, begun.data, epoch=1)
    assert vic(given_up.data) == vic(two.data)
    again = begin_new_keys(given_up.unlocked, given_up.data)
    assert sam(again.data).file_key not in {begun.unlocked.file_key, two.unlocked.file_key}


def test_what_was_sealed_and_backed_up_before_still_opens(two: ChangedKeys) -> None:
    sealed = seal_box_of(vic(two.data)).seal("old worry", context=b"c")
    key, wrapped = new_backup_key(two.unlocked, backup_id="b")
    begun = begin_new_keys(two.unlocked, two.data)
    assert open_backup_key(begun.unlocked, wrapped, backup_id="b") == key
    settled = settle_epoch(begun.unlocked, begun.data, epoch=2)
    third = begin_new_keys(settled.unlocked, settled.data)
    last = sam(settle_epoch(third.unlocked, third.data, epoch=3).data)
    assert last.epoch == 3
    assert seal_box_of(last).open(sealed, context=b"c") == "old worry"


def test_the_recovery_code_outlives_a_change_of_keys(keys: NewKeys) -> None:
    begun = begin_new_keys(keys.unlocked, keys.data)
    settled = settle_epoch(begun.unlocked, begun.data, epoch=2)
    assert unlock_with_recovery(settled.data, code=keys.recovery_code).keys == settled.unlocked.keys


def test_a_former_manager_cannot_speak_for_the_new_epoch(keys: NewKeys) -> None:
    both = with_volunteer(keys, frozenset({Role.MANAGER}))
    former = vic(both.data)
    begun = begin_new_keys(both.unlocked, both.data, without=frozenset({VIC_ID}))
    with pytest.raises(KeyFileError):
        change_roles(former, begun.data, user_id=VIC_ID, roles=frozenset({Role.MANAGER}))
    settled = settle_epoch(begun.unlocked, begun.data, epoch=2)
    with pytest.raises(KeyFileError):
        change_roles(former, settled.data, user_id=VIC_ID, roles=frozenset({Role.MANAGER}))
