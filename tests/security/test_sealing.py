"""Anybody seals; only a role with the key reads, and only where the text belongs."""

from dataclasses import replace
from uuid import uuid4

import pytest

from desktop.domain.actor import Role
from desktop.domain.ids import UserId
from desktop.domain.sealing import Sealer
from desktop.errors import NotAllowedError, StoreError
from desktop.security.key_file import NewKeys, unlock
from desktop.security.key_stretching import LOWEST_ACCEPTED
from desktop.security.sealing import seal_box_of
from desktop.security.sign_ins import add_user
from tests.security.conftest import PASSPHRASE

TEXT = "He said: “don’t tell anybody” – café"


def volunteer(keys: NewKeys) -> Sealer:
    return seal_box_of(replace(keys.unlocked, keys=replace(keys.unlocked.keys, seal_keys={})))


def test_a_volunteer_seals_and_the_manager_reads(keys: NewKeys) -> None:
    sealed = volunteer(keys).seal(TEXT, context=b"concern 1")
    manager: Sealer = seal_box_of(keys.unlocked)
    assert manager.can_open
    assert manager.open(sealed, context=b"concern 1") == TEXT
    assert TEXT.encode() not in sealed


def test_a_volunteer_cannot_read_what_is_sealed(keys: NewKeys) -> None:
    sealer = volunteer(keys)
    assert not sealer.can_open
    with pytest.raises(NotAllowedError):
        sealer.open(sealer.seal(TEXT, context=b""), context=b"")


def test_a_sealed_text_opens_nowhere_else(keys: NewKeys, other_keys: NewKeys) -> None:
    box = seal_box_of(keys.unlocked)
    sealed = box.seal(TEXT, context=b"concern 1")
    for sealer, context in [(box, b"concern 2"), (seal_box_of(other_keys.unlocked), b"concern 1")]:
        with pytest.raises(StoreError):
            sealer.open(sealed, context=context)


def test_every_changed_byte_of_a_sealed_text_is_noticed(keys: NewKeys) -> None:
    box = seal_box_of(keys.unlocked)
    sealed = box.seal("short", context=b"x")
    for place in range(len(sealed)):
        with pytest.raises(StoreError):
            box.open(sealed[:place] + bytes([sealed[place] ^ 1]) + sealed[place + 1 :], context=b"x")
    for length in range(len(sealed)):
        with pytest.raises(StoreError):
            box.open(sealed[:length], context=b"x")


def test_no_key_shows_when_the_box_is_printed(keys: NewKeys) -> None:
    assert repr(seal_box_of(keys.unlocked)) == "SealBox(epoch=1, can_open=True)"


def with_roles(keys: NewKeys, *roles: Role) -> Sealer:
    grown = add_user(
        keys.unlocked,
        keys.data,
        user_id=UserId(uuid4()),
        user_name="Vic Lane",
        roles=frozenset(roles),
        passphrase=PASSPHRASE,
        stretching=LOWEST_ACCEPTED,
    )
    return seal_box_of(unlock(grown.data, user_name="Vic Lane", passphrase=PASSPHRASE))


@pytest.mark.parametrize("role", [Role.MANAGER, Role.SAFEGUARDING_LEAD, Role.DEPUTY_LEAD])
def test_those_who_answer_for_safeguarding_read_without_glass(keys: NewKeys, role: Role) -> None:
    box = with_roles(keys, role, Role.SUPPORT_WORKER)
    sealed = seal_box_of(keys.unlocked).seal(TEXT, context=b"c")
    assert box.can_open
    assert not box.may_break_glass
    assert box.open(sealed, context=b"c") == TEXT
    assert box.open(sealed, context=b"c", glass=True) == TEXT


@pytest.mark.parametrize("role", [Role.SUPPORT_WORKER, Role.TEAM_LEADER])
def test_a_worker_reads_only_once_the_glass_is_broken(keys: NewKeys, role: Role) -> None:
    box = with_roles(keys, role)
    sealed = seal_box_of(keys.unlocked).seal(TEXT, context=b"c")
    assert (box.can_open, box.may_break_glass) == (False, True)
    with pytest.raises(NotAllowedError, match="sealed"):
        box.open(sealed, context=b"c")
    assert box.open(sealed, context=b"c", glass=True) == TEXT


@pytest.mark.parametrize("role", [Role.VOLUNTEER, Role.ADMINISTRATOR, Role.TRUSTEE])
def test_behind_the_glass_there_is_nothing_for_others(keys: NewKeys, role: Role) -> None:
    box = with_roles(keys, role)
    sealed = box.seal(TEXT, context=b"c")
    assert not box.may_break_glass
    with pytest.raises(NotAllowedError):
        box.open(sealed, context=b"c", glass=True)


def test_an_attachment_is_sealed_in_one_piece_and_is_no_text(keys: NewKeys) -> None:
    content = bytes(range(256)) * 8192
    box = seal_box_of(keys.unlocked)
    sealed = box.seal_bytes(content, context=b"attachment 1")
    assert box.open_bytes(sealed, context=b"attachment 1") == content
    assert len(sealed) < len(content) + 100
    with pytest.raises(StoreError):
        box.open(sealed, context=b"attachment 1")
    with pytest.raises(StoreError):
        box.open_bytes(box.seal("text", context=b"a"), context=b"a")
    with pytest.raises(NotAllowedError):
        volunteer(keys).open_bytes(sealed, context=b"attachment 1")


def test_everybody_has_a_key_of_their_own_that_stays(keys: NewKeys) -> None:
    again = unlock(keys.data, user_name="Sam Okoro", passphrase=PASSPHRASE)
    assert again.own_key == keys.unlocked.own_key
    assert len(again.own_key) == 32
    assert again.own_key != again.drafts_key
