"""A single changed bit is found wherever it is: file, log, anchor, key file."""

import secrets
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.domain.actor import Actor
from desktop.errors import StoreError
from desktop.models.person import Person
from desktop.store.anchor import anchor_of
from desktop.store.key_file_check import is_key_file_sound
from desktop.store.keys import StoreKeys
from desktop.store.records import Records
from desktop.store.verify import verify
from tests.store.kept_keys import Kept

PAGE = 4096
WAL_HEADER = 32
WAL_FRAME = 24 + PAGE


def _flipped(data: bytes, place: int) -> bytes:
    changed = bytearray(data)
    changed[place] ^= 1 << secrets.randbelow(8)
    return bytes(changed)


def test_one_changed_bit_in_any_page_is_found(folder: Path, keys: StoreKeys) -> None:
    path = folder / "records.db"
    whole = path.read_bytes()
    pages = range(len(whole) // PAGE)
    unseen = []
    for page in pages:
        start = page * PAGE + (16 if page == 0 else 0)  # the first bytes have a test of their own
        path.write_bytes(_flipped(whole, start + secrets.randbelow(PAGE - 16)))
        if verify(folder, keys).content:
            unseen.append(page)
    path.write_bytes(whole)
    assert unseen == []
    assert verify(folder, keys).content


@pytest.fixture
def crashed(records: Records, actor: Actor, tmp_path: Path) -> Path:
    """Copy the folder of a program that ended without closing, its log still there."""
    for number in range(3):
        records.write(actor, lambda session, n=number: session.add(Person(reference=f"P-{n}")))  # type: ignore[misc]
    copy = tmp_path / "crashed"
    shutil.copytree(records.folder, copy)
    return copy


def test_one_changed_bit_in_any_frame_of_the_log_is_found(
    crashed: Path, keys: StoreKeys, tmp_path: Path
) -> None:
    log = (crashed / "records.db-wal").read_bytes()
    frames = (len(log) - WAL_HEADER) // WAL_FRAME
    assert frames > 3
    places = [secrets.randbelow(WAL_HEADER)]
    places += [WAL_HEADER + n * WAL_FRAME + secrets.randbelow(WAL_FRAME) for n in range(frames)]
    unseen = []
    for number, place in enumerate(places):
        copy = tmp_path / f"copy{number}"
        shutil.copytree(crashed, copy)
        (copy / "records.db-wal").write_bytes(_flipped(log, place))
        if verify(copy, keys).content:
            unseen.append(place)
        shutil.rmtree(copy)
    assert unseen == []
    assert verify(crashed, keys).content


def test_one_changed_bit_anywhere_in_the_anchor_is_found(folder: Path, keys: StoreKeys) -> None:
    path = folder / "anchor.json"
    whole = path.read_bytes()
    anchor = anchor_of(folder, keys)
    unseen = []
    for place in range(len(whole)):
        path.write_bytes(_flipped(whole, place))
        if anchor.is_whole():
            unseen.append(place)
    assert unseen == []
    assert not verify(folder, keys).content
    path.write_bytes(whole)
    assert verify(folder, keys).content


def test_a_changed_anchor_keeps_the_records_shut(folder: Path, reopen: Callable[[], Records]) -> None:
    path = folder / "anchor.json"
    whole = path.read_bytes()
    path.write_bytes(_flipped(_flipped(whole, 20), len(whole) // 2 + 20))
    with pytest.raises(StoreError, match=r"anchor\.json"):
        reopen()


def test_an_anchor_whose_writing_was_cut_short_is_mended_by_the_next_opening(
    folder: Path, keys: StoreKeys, reopen: Callable[[], Records]
) -> None:
    path = folder / "anchor.json"
    whole = path.read_bytes()
    for half in (bytes(40) + whole[40:], whole[: len(whole) - 40] + bytes(40)):
        path.write_bytes(half)
        reopen().close()
        assert verify(folder, keys).content


def test_one_changed_bit_anywhere_in_the_key_file_is_found(kept: Kept) -> None:
    whole = (kept.folder / "keys.json").read_bytes()
    places = range(len(whole))
    assert [place for place in places if is_key_file_sound(_flipped(whole, place), kept.unlocked)] == []
    assert is_key_file_sound(whole, kept.unlocked)
