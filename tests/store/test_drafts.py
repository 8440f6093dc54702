"""Unfinished writing: kept apart from the records, and never in their way."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop.domain.actor import Actor
from desktop.domain.ids import UserId
from desktop.models.base import new_id
from desktop.store.drafts import DRAFTS_FILE, Draft, drafts_salt, open_drafts
from desktop.store.faults import Area
from desktop.store.keys import StoreKeys
from desktop.store.opening import open_keyed
from desktop.store.verify import verify

NOON = datetime(2026, 4, 1, 12, 0, tzinfo=UTC)


def _keep(folder: Path, keys: StoreKeys, actor: Actor) -> None:
    drafts = open_drafts(folder, keys)
    for form in ("referral", "note"):
        drafts.keep(Draft(actor.user_id, new_id(), form, "Ada Wren rang " * 900, NOON))
    drafts.close()


def test_what_was_begun_is_there_again(folder: Path, keys: StoreKeys, actor: Actor) -> None:
    _keep(folder, keys, actor)
    again = open_drafts(folder, keys)
    assert sorted(draft.form for draft in again.of_user(actor.user_id)) == ["note", "referral"]
    assert again.set_aside is None
    again.close()
    assert b"Ada Wren" not in (folder / DRAFTS_FILE).read_bytes()


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _flip_first(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[100] ^= 1
    path.write_bytes(data)


def _flip_last(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[-100] ^= 1
    path.write_bytes(data)


@pytest.mark.parametrize("damage", [_empty, _flip_first, _flip_last])
def test_damaged_drafts_are_put_aside_and_found_by_the_check(
    folder: Path, keys: StoreKeys, actor: Actor, damage: Callable[[Path], None]
) -> None:
    _keep(folder, keys, actor)
    damage(folder / DRAFTS_FILE)
    spoilt = (folder / DRAFTS_FILE).read_bytes()
    assert [fault.area for fault in verify(folder, keys).faults] == [Area.DRAFTS]
    begun = open_drafts(folder, keys)
    assert begun.of_user(actor.user_id) == ()
    assert begun.set_aside is not None
    assert begun.set_aside.read_bytes() == spoilt
    begun.close()
    assert verify(folder, keys).content


def test_drafts_that_are_gone_are_begun_anew(folder: Path, keys: StoreKeys, actor: Actor) -> None:
    (folder / DRAFTS_FILE).unlink()
    begun = open_drafts(folder, keys)
    assert begun.of_user(actor.user_id) == ()
    begun.close()


def _body(folder: Path, keys: StoreKeys) -> list[tuple[str, bytes]]:
    """Read the file as somebody does who has its key."""
    raw = open_keyed(folder / DRAFTS_FILE, keys.drafts_key, drafts_salt(keys))
    try:
        return [(str(form), bytes(body)) for form, body in raw.execute("SELECT form, body FROM draft")]
    finally:
        raw.close()


def test_a_colleague_who_opens_the_file_of_drafts_reads_nothing(
    folder: Path, keys: StoreKeys, actor: Actor
) -> None:
    _keep(folder, keys, actor)
    colleague = replace(keys, own_key=bytes(32))
    opened = open_drafts(folder, colleague)
    assert opened.of_user(actor.user_id) == ()
    assert opened.cannot_be_read(actor.user_id) == 2
    opened.close()
    bodies = _body(folder, keys)
    assert sorted(form for form, _ in bodies) == ["note", "referral"]
    assert not any(b"Ada Wren" in body for _, body in bodies)


@pytest.mark.parametrize(
    "move",
    [
        "UPDATE draft SET user_id = ? WHERE form = 'note'",
        "UPDATE draft SET record_id = ? WHERE form = 'note'",
        "UPDATE draft SET form = ? WHERE form = 'note'",
    ],
)
def test_a_draft_moved_elsewhere_does_not_open(
    folder: Path, keys: StoreKeys, actor: Actor, move: str
) -> None:
    _keep(folder, keys, actor)
    colleague = UserId(new_id())
    raw = open_keyed(folder / DRAFTS_FILE, keys.drafts_key, drafts_salt(keys))
    raw.execute(move, (colleague.hex,))
    raw.close()
    opened = open_drafts(folder, keys)
    readable = {draft.form for user in (actor.user_id, colleague) for draft in opened.of_user(user)}
    opened.close()
    assert readable == {"referral"}


def test_writing_goes_on_over_a_draft_that_cannot_be_read(
    folder: Path, keys: StoreKeys, actor: Actor
) -> None:
    before = open_drafts(folder, replace(keys, own_key=bytes(32)))
    draft = Draft(actor.user_id, new_id(), "note", "She said", NOON)
    before.keep(draft)
    before.close()
    after = open_drafts(folder, keys)
    assert (after.of_user(actor.user_id), after.cannot_be_read(actor.user_id)) == ((), 1)
    after.keep(draft)
    assert (after.of_user(actor.user_id), after.cannot_be_read(actor.user_id)) == ((draft,), 0)
    after.close()
