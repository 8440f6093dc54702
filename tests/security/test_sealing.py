"""Anybody seals; only a role with the key reads, and only where the text belongs."""

from dataclasses import replace

import pytest

from desktop.domain.sealing import Sealer
from desktop.errors import NotAllowedError, StoreError
from desktop.security.key_file import NewKeys
from desktop.security.sealing import SealBox

TEXT = "He said: “don’t tell anybody” – café"


def volunteer(keys: NewKeys) -> Sealer:
    return SealBox(replace(keys.unlocked, keys=replace(keys.unlocked.keys, seal_keys={})))


def test_a_volunteer_seals_and_the_manager_reads(keys: NewKeys) -> None:
    sealed = volunteer(keys).seal(TEXT, context=b"concern 1")
    manager: Sealer = SealBox(keys.unlocked)
    assert manager.can_open
    assert manager.open(sealed, context=b"concern 1") == TEXT
    assert TEXT.encode() not in sealed


def test_a_volunteer_cannot_read_what_is_sealed(keys: NewKeys) -> None:
    sealer = volunteer(keys)
    assert not sealer.can_open
    with pytest.raises(NotAllowedError):
        sealer.open(sealer.seal(TEXT, context=b""), context=b"")


def test_a_sealed_text_opens_nowhere_else(keys: NewKeys, other_keys: NewKeys) -> None:
    box = SealBox(keys.unlocked)
    sealed = box.seal(TEXT, context=b"concern 1")
    for sealer, context in [(box, b"concern 2"), (SealBox(other_keys.unlocked), b"concern 1")]:
        with pytest.raises(StoreError):
            sealer.open(sealed, context=context)


def test_every_changed_byte_of_a_sealed_text_is_noticed(keys: NewKeys) -> None:
    box = SealBox(keys.unlocked)
    sealed = box.seal("short", context=b"x")
    for place in range(len(sealed)):
        with pytest.raises(StoreError):
            box.open(sealed[:place] + bytes([sealed[place] ^ 1]) + sealed[place + 1 :], context=b"x")
    for length in range(len(sealed)):
        with pytest.raises(StoreError):
            box.open(sealed[:length], context=b"x")


def test_no_key_shows_when_the_box_is_printed(keys: NewKeys) -> None:
    assert repr(SealBox(keys.unlocked)) == "SealBox(epoch=1, can_open=True)"
