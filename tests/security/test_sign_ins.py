"""Invitations, roles, sign-ins switched off: what a key file allows, and what editing it does not."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from desktop.domain.actor import Role
from desktop.domain.ids import UserId
from desktop.errors import (
    BadInputError,
    KeyFileError,
    NotAllowedError,
    OwnPassphraseNeededError,
    RefusedError,
    WrongPassphraseError,
)
from desktop.security.believing import ChangedKeys
from desktop.security.grants import Grantee, issue_grant
from desktop.security.key_changes import change_passphrase, recover
from desktop.security.key_document import KeyDocument, canonical, parse, user_names
from desktop.security.key_file import NewKeys, unlock, unlock_once, written
from desktop.security.key_stretching import LOWEST_ACCEPTED
from desktop.security.new_keys import begin_new_keys, settle_epoch
from desktop.security.passphrases import judge, one_time_passphrase
from desktop.security.sign_ins import (
    add_user,
    admit_to_more,
    change_roles,
    reset_passphrase,
    sign_ins,
    switch_off,
    switch_on,
)
from desktop.security.unlocked import Unlocked
from tests.security.conftest import PASSPHRASE, make_keys

SAM, VIC, ADA = "Sam Okoro", "Vic Lund", "Ada Wren"
SLIP, OWN = "acorn amber apple arrow autumn", "nine blue ladders hummed"
VIC_ID, ADA_ID = UserId(UUID(int=42)), UserId(UUID(int=43))
TODAY = datetime.now(UTC).date()
WEEK = timedelta(days=7)
VOLUNTEER, ADMINISTRATOR = frozenset({Role.VOLUNTEER}), frozenset({Role.ADMINISTRATOR})
OLD = Path(__file__).with_name("data") / "keys-of-the-first-form.json"


def with_user(
    by: Unlocked,
    data: bytes,
    user_id: UserId,
    name: str,
    roles: frozenset[Role],
    *,
    until: date | None = None,
) -> bytes:
    return add_user(
        by,
        data,
        user_id=user_id,
        user_name=name,
        roles=roles,
        passphrase=OWN if until is None else SLIP,
        one_time_until=until,
        stretching=LOWEST_ACCEPTED,
    ).data


def opened(data: bytes, name: str, passphrase: str = OWN) -> Unlocked:
    return unlock(data, user_name=name, passphrase=passphrase)


@pytest.fixture(scope="module")
def invited(keys: NewKeys) -> bytes:
    """Let in, beside the manager, a volunteer who was given a slip of paper with one-time words."""
    return with_user(keys.unlocked, keys.data, VIC_ID, VIC, VOLUNTEER, until=TODAY + WEEK)


@pytest.fixture(scope="module")
def office(keys: NewKeys) -> bytes:
    """Let in, beside the manager, a support worker and an administrator with passphrases of their own."""
    data = with_user(keys.unlocked, keys.data, VIC_ID, VIC, frozenset({Role.SUPPORT_WORKER}))
    return with_user(keys.unlocked, data, ADA_ID, ADA, ADMINISTRATOR)


def test_a_one_time_passphrase_opens_nothing_but_the_choice_of_an_own_one(invited: bytes) -> None:
    with pytest.raises(OwnPassphraseNeededError):
        opened(invited, VIC, SLIP)
    assert unlock_once(invited, user_name=VIC, passphrase=SLIP).one_time
    changed = change_passphrase(invited, user_name=VIC, passphrase=SLIP, new_passphrase=OWN)
    assert not changed.unlocked.one_time
    assert opened(changed.data, VIC) == changed.unlocked
    with pytest.raises(WrongPassphraseError):
        unlock_once(changed.data, user_name=VIC, passphrase=SLIP)


def test_a_one_time_passphrase_is_good_for_a_week(keys: NewKeys) -> None:
    data = with_user(keys.unlocked, keys.data, VIC_ID, VIC, VOLUNTEER, until=TODAY)
    assert unlock_once(data, user_name=VIC, passphrase=SLIP, today=TODAY).one_time
    for late in (TODAY + timedelta(days=1), TODAY + WEEK):
        with pytest.raises(RefusedError, match="too old"):
            change_passphrase(data, user_name=VIC, passphrase=SLIP, new_passphrase=OWN, today=late)


def test_made_passphrases_differ_and_would_pass_as_a_passphrase() -> None:
    made = {one_time_passphrase() for _ in range(20)}
    assert len(made) == 20
    assert all(len(words.split()) == 5 and judge(words).ok for words in made)


def _own(slot: dict[str, Any]) -> None:
    del slot["one_time_until"]


def _longer(slot: dict[str, Any]) -> None:
    slot["one_time_until"] = "2099-01-01"


def _oddly_spelled(slot: dict[str, Any]) -> None:
    slot["one_time_until"] = slot["one_time_until"].replace("-", "")


@pytest.mark.parametrize("edit", [_own, _longer, _oddly_spelled])
def test_the_mark_of_a_one_time_passphrase_cannot_be_edited(
    invited: bytes, keys: NewKeys, edit: Callable[[dict[str, Any]], None]
) -> None:
    raw = json.loads(invited)
    (slot,) = (each for each in raw["slots"] if each["name"] == VIC)
    edit(slot)
    edited = canonical(raw)
    document = parse(edited)
    checked_anew = edited if document is None else written(document, keys.unlocked)
    for forged in (edited, checked_anew):
        with pytest.raises(WrongPassphraseError):
            unlock_once(forged, user_name=VIC, passphrase=SLIP)


def test_a_reset_passphrase_is_for_one_time_again(office: bytes, keys: NewKeys) -> None:
    before = opened(office, VIC)
    changed = reset_passphrase(
        keys.unlocked,
        office,
        user_id=VIC_ID,
        passphrase=SLIP,
        one_time_until=TODAY + WEEK,
        stretching=LOWEST_ACCEPTED,
    )
    (vic,) = (each for each in sign_ins(keys.unlocked, changed.data) if each.name == VIC)
    assert vic.one_time_until == TODAY + WEEK
    with pytest.raises(WrongPassphraseError):
        opened(changed.data, VIC)
    own = change_passphrase(changed.data, user_name=VIC, passphrase=SLIP, new_passphrase=OWN)
    assert own.unlocked.keys == before.keys
    assert own.unlocked.own_key != before.own_key


def test_who_is_switched_off_is_told_so_and_opens_nothing(office: bytes, keys: NewKeys) -> None:
    off = switch_off(keys.unlocked, office, user_id=VIC_ID).data
    with pytest.raises(RefusedError, match="switched off"):
        opened(off, VIC)
    with pytest.raises(WrongPassphraseError):
        opened(off, VIC, "a wrong passphrase altogether")
    assert VIC in user_names(off)
    (vic,) = (each for each in sign_ins(keys.unlocked, off) if each.name == VIC)
    assert not vic.active
    assert vic.roles == {Role.SUPPORT_WORKER}
    on = switch_on(keys.unlocked, off, user_id=VIC_ID).data
    assert opened(on, VIC) == opened(office, VIC)


def test_other_changes_leave_switched_off_what_is_off(office: bytes, keys: NewKeys) -> None:
    off = switch_off(keys.unlocked, office, user_id=VIC_ID).data
    promoted = change_roles(keys.unlocked, off, user_id=VIC_ID, roles=frozenset({Role.MANAGER})).data
    begun = begin_new_keys(keys.unlocked, promoted)
    settled = settle_epoch(begun.unlocked, begun.data, epoch=2)
    for data in (promoted, begun.data, settled.data):
        with pytest.raises(RefusedError, match="switched off"):
            opened(data, VIC)
    with pytest.raises(RefusedError, match="switched off"):
        recover(settled.data, code=keys.recovery_code, user_name=VIC, passphrase=OWN)
    with pytest.raises(RefusedError, match="Switch it on"):
        reset_passphrase(settled.unlocked, settled.data, user_id=VIC_ID, passphrase=SLIP)


def _take_grant_of_another(document: KeyDocument) -> KeyDocument:
    others = {grant.user_id: grant for grant in document.grants}
    taken = replace(others[ADA_ID], user_id=VIC_ID, public_key=others[VIC_ID].public_key)
    return _with_grant(document, taken)


def _claim_keys(document: KeyDocument) -> KeyDocument:
    mine = next(grant for grant in document.grants if grant.user_id == VIC_ID)
    return _with_grant(document, replace(mine, holds=("file", "salt", "drafts")))


def _with_grant(document: KeyDocument, changed: Any) -> KeyDocument:
    others = tuple(grant for grant in document.grants if grant.user_id != changed.user_id)
    return replace(document, grants=(*others, changed))


@pytest.mark.parametrize("forge", [_take_grant_of_another, _claim_keys])
def test_a_sign_in_that_is_off_cannot_be_revived_by_editing(
    office: bytes, keys: NewKeys, forge: Callable[[KeyDocument], KeyDocument]
) -> None:
    off = switch_off(keys.unlocked, office, user_id=VIC_ID).data
    document = parse(off)
    assert document is not None
    forged = written(forge(document), opened(office, VIC))  # they still know the key of the check
    with pytest.raises(WrongPassphraseError):
        opened(forged, VIC)
    with pytest.raises(KeyFileError):
        switch_on(keys.unlocked, forged, user_id=VIC_ID)


def test_a_grant_of_another_store_is_refused(office: bytes, keys: NewKeys) -> None:
    other = make_keys()
    theirs = parse(with_user(other.unlocked, other.data, VIC_ID, VIC, frozenset({Role.MANAGER})))
    document = parse(office)
    assert theirs is not None
    assert document is not None
    grant = next(each for each in theirs.grants if each.user_id == VIC_ID)
    mine = next(each for each in document.grants if each.user_id == VIC_ID)
    for moved in (grant, replace(grant, public_key=mine.public_key)):
        with pytest.raises(WrongPassphraseError):
            opened(written(_with_grant(document, moved), keys.unlocked), VIC)


@pytest.mark.parametrize("roles", [frozenset({Role.MANAGER}), frozenset({Role.SAFEGUARDING_LEAD})])
def test_a_role_edited_in_the_file_is_refused(office: bytes, keys: NewKeys, roles: frozenset[Role]) -> None:
    document = parse(office)
    assert document is not None
    mine = next(each for each in document.grants if each.user_id == VIC_ID)
    edited = written(_with_grant(document, replace(mine, roles=tuple(roles))), keys.unlocked)
    with pytest.raises(WrongPassphraseError):
        opened(edited, VIC)


def test_the_last_manager_stays(office: bytes, keys: NewKeys, invited: bytes) -> None:
    sam = keys.unlocked
    with pytest.raises(RefusedError, match="must stay a manager"):
        change_roles(sam, office, user_id=sam.user_id, roles=VOLUNTEER)
    with pytest.raises(RefusedError, match="your own"):
        switch_off(sam, office, user_id=sam.user_id)
    with pytest.raises(RefusedError, match="must stay a manager"):
        begin_new_keys(sam, office, without=frozenset({sam.user_id}))
    promoted = admit_to_more(
        sam,
        invited,
        user_id=VIC_ID,
        roles=frozenset({Role.MANAGER}),
        passphrase=SLIP,
        one_time_until=TODAY + WEEK,
        stretching=LOWEST_ACCEPTED,
    ).data
    with pytest.raises(RefusedError, match="sign in once"):  # a manager who never signed in is none yet
        change_roles(sam, promoted, user_id=sam.user_id, roles=VOLUNTEER)
    signed_in = change_passphrase(promoted, user_name=VIC, passphrase=SLIP, new_passphrase=OWN).data
    assert change_roles(sam, signed_in, user_id=sam.user_id, roles=VOLUNTEER).data
    vic = opened(signed_in, VIC)
    off = switch_off(vic, signed_in, user_id=sam.user_id).data
    with pytest.raises(RefusedError, match="must stay a manager"):
        change_roles(vic, off, user_id=VIC_ID, roles=VOLUNTEER)


def test_an_administrator_lets_in_volunteers_and_nobody_else(office: bytes) -> None:
    ada = opened(office, ADA)
    assert ada.keys.authority_key is None
    assert (ada.keys.seal_keys, ada.keys.glass_keys) == ({}, {})
    kim = UserId(UUID(int=44))
    data = with_user(ada, office, kim, "Kim Hale", VOLUNTEER)
    assert opened(data, "Kim Hale").roles == VOLUNTEER
    assert opened(data, SAM, PASSPHRASE).roles == {Role.MANAGER}
    off = switch_off(ada, data, user_id=kim).data
    assert opened(switch_on(ada, off, user_id=kim).data, "Kim Hale").roles == VOLUNTEER
    reset = reset_passphrase(ada, data, user_id=kim, passphrase=SLIP, stretching=LOWEST_ACCEPTED)
    assert opened(reset.data, "Kim Hale", SLIP).roles == VOLUNTEER


def test_no_other_key_goes_to_a_key_pair_that_an_administrator_may_have_kept(
    office: bytes, keys: NewKeys
) -> None:
    ada, sam, kim = opened(office, ADA), keys.unlocked, UserId(UUID(int=44))
    data = with_user(ada, office, kim, "Kim Hale", VOLUNTEER)
    before = parse(data)
    assert before is not None
    kept = next(one for one in before.grants if one.user_id == kim).public_key
    lead = frozenset({Role.SAFEGUARDING_LEAD, Role.VOLUNTEER})
    with pytest.raises(RefusedError, match="more than a volunteer"):
        change_roles(sam, data, user_id=kim, roles=lead)
    with pytest.raises(NotAllowedError):
        admit_to_more(ada, data, user_id=kim, roles=lead, passphrase=SLIP)
    admitted = admit_to_more(
        sam, data, user_id=kim, roles=lead, passphrase=SLIP, stretching=LOWEST_ACCEPTED
    ).data
    after = parse(admitted)
    assert after is not None
    assert kept not in {grant.public_key for grant in after.grants}
    assert opened(admitted, "Kim Hale", SLIP).keys.seal_keys
    with pytest.raises(WrongPassphraseError):
        opened(admitted, "Kim Hale")
    off = switch_off(sam, data, user_id=kim).data
    with pytest.raises(RefusedError, match="Switch it on"):
        admit_to_more(sam, off, user_id=kim, roles=lead, passphrase=SLIP)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.VOLUNTEER])
def test_an_administrator_lets_in_no_other_role(office: bytes, role: Role) -> None:
    ada = opened(office, ADA)
    for roles in (frozenset({role}), frozenset({role, Role.VOLUNTEER})):
        with pytest.raises(NotAllowedError, match="volunteers, and nobody else"):
            with_user(ada, office, UserId(UUID(int=44)), "Kim Hale", roles)


def test_an_administrator_changes_nothing_of_a_colleague(office: bytes, keys: NewKeys) -> None:
    ada = opened(office, ADA)
    for user_id in (VIC_ID, ADA_ID, keys.unlocked.user_id):
        with pytest.raises(NotAllowedError):
            reset_passphrase(ada, office, user_id=user_id, passphrase=SLIP)
        with pytest.raises(NotAllowedError):
            change_roles(ada, office, user_id=user_id, roles=VOLUNTEER)
    for user_id in (VIC_ID, keys.unlocked.user_id):
        with pytest.raises(NotAllowedError):
            switch_off(ada, office, user_id=user_id)
    with pytest.raises(NotAllowedError):
        begin_new_keys(ada, office)


@pytest.mark.parametrize("roles", [frozenset({Role.MANAGER}), ADMINISTRATOR, frozenset({Role.TRUSTEE})])
def test_what_an_administrator_signs_for_another_role_is_not_believed(
    office: bytes, roles: frozenset[Role]
) -> None:
    """Whoever takes the program apart with an administrator's passphrase still gains no role."""
    ada = opened(office, ADA)
    document = parse(office)
    assert document is not None
    assert ada.keys.desk_key is not None
    mine = next(each for each in document.grants if each.user_id == ADA_ID)
    grantee = Grantee(ADA_ID, ADA, mine.public_key, roles)
    forged = issue_grant(grantee, ada.keys, store_id=document.store_id, signer=ada.keys.desk_key)
    with pytest.raises(WrongPassphraseError):
        opened(written(_with_grant(document, forged), ada), ADA)


def test_a_volunteers_grant_with_the_desk_key_in_it_is_not_believed(office: bytes) -> None:
    ada = opened(office, ADA)
    document = parse(office)
    assert document is not None
    assert ada.keys.desk_key is not None
    mine = next(each for each in document.grants if each.user_id == ADA_ID)
    grantee = Grantee(ADA_ID, ADA, mine.public_key, VOLUNTEER)
    plain = issue_grant(grantee, ada.keys, store_id=document.store_id, signer=ada.keys.desk_key)
    assert opened(written(_with_grant(document, plain), ada), ADA).roles == VOLUNTEER  # less is believed
    more = replace(plain, holds=(*plain.holds, "seal:1"))
    with pytest.raises(WrongPassphraseError):
        opened(written(_with_grant(document, more), ada), ADA)


def test_a_key_file_of_the_first_form_opens_and_grows() -> None:
    data = OLD.read_bytes()
    sam = opened(data, SAM, PASSPHRASE)
    ada = opened(data, "Ada Lund")
    assert (ada.keys.desk_key, sam.keys.desk_key) == (None, None)
    with pytest.raises(NotAllowedError):
        with_user(ada, data, VIC_ID, VIC, VOLUNTEER)
    grown = with_user(sam, data, VIC_ID, VIC, VOLUNTEER, until=TODAY + WEEK)
    begun = begin_new_keys(sam, grown)
    settled = settle_epoch(begun.unlocked, begun.data, epoch=2)
    administrator = opened(settled.data, "Ada Lund")
    assert with_user(administrator, settled.data, ADA_ID, ADA, VOLUNTEER)  # since then they may


def test_a_name_is_given_once_and_a_role_at_least(office: bytes, keys: NewKeys) -> None:
    with pytest.raises(BadInputError, match="already a user"):
        with_user(keys.unlocked, office, UserId(UUID(int=44)), VIC.upper(), VOLUNTEER)
    with pytest.raises(BadInputError, match="at least one role"):
        with_user(keys.unlocked, office, UserId(UUID(int=44)), "Kim Hale", frozenset())
    for change in (switch_off, switch_on):
        with pytest.raises(BadInputError, match="no such user"):
            change(keys.unlocked, office, user_id=UserId(UUID(int=99)))


def test_changed_keys_never_show_when_printed(office: bytes, keys: NewKeys) -> None:
    assert repr(ChangedKeys(office, keys.unlocked)).startswith("<desktop.security.believing.ChangedKeys")
