"""Unfinished writing, kept off the screen's thread in the real encrypted file."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from desktop.background.kept_drafts import KeptDrafts
from desktop.background.tasks import Tasks
from desktop.domain.actor import Actor
from desktop.models.base import new_id
from desktop.store.drafts import Draft, Drafts, open_drafts
from desktop.store.keys import StoreKeys


@pytest.fixture
def store(folder: Path, keys: StoreKeys) -> Iterator[Drafts]:
    opened = open_drafts(folder, keys)
    yield opened
    opened.close()


@pytest.fixture
def kept(tasks: Tasks, store: Drafts, actor: Actor) -> KeptDrafts:
    return KeptDrafts(tasks, store, actor.user_id)


def test_what_was_kept_last_is_found_again(qtbot: QtBot, owner: QObject, kept: KeptDrafts) -> None:
    record = new_id()
    for said in ("A", "A lo", "A long talk"):
        kept.keep("contact", record, said)
    found: list[Draft] = []
    kept.find(owner, "contact", record, found.append)
    qtbot.waitUntil(lambda: bool(found))
    assert found[0].body == "A long talk"


def test_what_was_saved_is_forgotten_even_right_after_it_was_kept(
    qtbot: QtBot, owner: QObject, kept: KeptDrafts
) -> None:
    record = new_id()
    kept.keep("contact", record, "A long talk")
    kept.keep("plan", record, "A goal")
    kept.discard("contact", record)
    seen: list[tuple[Draft, ...]] = []
    kept.everything(owner, seen.append)
    qtbot.waitUntil(lambda: bool(seen))
    assert [draft.form for draft in seen[0]] == ["plan"]


def test_no_draft_waits_behind_a_long_change_of_the_records(
    qtbot: QtBot, owner: QObject, tasks: Tasks, kept: KeptDrafts
) -> None:
    go_on = threading.Event()
    tasks.write(owner, lambda _session: go_on.wait())
    kept.keep("contact", new_id(), "A long talk")
    seen: list[tuple[Draft, ...]] = []
    kept.everything(owner, seen.append)
    try:
        qtbot.waitUntil(lambda: bool(seen))
    finally:
        go_on.set()
    assert len(seen[0]) == 1


def test_what_was_handed_over_is_kept_though_the_program_ends_at_once(
    tasks: Tasks, store: Drafts, kept: KeptDrafts, actor: Actor
) -> None:
    for number in range(20):
        kept.keep(f"form-{number}", new_id(), "words")
    tasks.close()
    assert len(store.of_user(actor.user_id)) == 20
