"""Whoever oversees the work reads which returns were made, and nothing else."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

import pytest
from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot

from desktop.background.kept_drafts import KeptDrafts
from desktop.background.tasks import Tasks
from desktop.domain.actor import Actor, Role
from desktop.services.releases import record_release
from desktop.store.records import Records
from desktop.ui.returns.made_room import MadeRoom
from desktop.ui.rooms import all_rooms
from desktop.ui.shell.shell import Shell
from tests.exports.made_return import made_return
from tests.ui.conftest import Show, labels, words


@pytest.fixture
def trustee(actor: Actor) -> Actor:
    return replace(actor, name="Tom", roles=frozenset({Role.TRUSTEE}))


@pytest.fixture
def overseeing(records: Records, trustee: Actor, show: Show) -> Iterator[Tasks]:
    del show
    working = Tasks(records, trustee)
    yield working
    working.close()


def _make(records: Records, actor: Actor) -> None:
    deed = partial(
        record_release, actor=actor, result=made_return(), return_json=b"{}", recipient="The board"
    )
    records.write(actor, deed)


def test_a_trustee_reads_when_a_return_was_made_by_whom_and_for_whom(
    qtbot: QtBot, show: Show, records: Records, actor: Actor, overseeing: Tasks, trustee: Actor
) -> None:
    _make(records, actor)
    room = MadeRoom(tasks=overseeing, actor=trustee)
    show(room)
    qtbot.waitUntil(lambda: len(room.view.rows) == 1)
    model = room.findChildren(QTableView)[0].model()
    said = [str(model.index(0, column).data()) for column in range(model.columnCount())]
    assert said[1] == "1 July 2018"
    assert said[3] == "The board"
    assert room.view.rows[0].made_by == actor.name


def test_before_any_return_it_says_how_one_comes_here(
    qtbot: QtBot, show: Show, overseeing: Tasks, trustee: Actor
) -> None:
    room = MadeRoom(tasks=overseeing, actor=trustee)
    show(room)
    qtbot.waitUntil(lambda: "No return was made yet" in words(room))


def test_the_rail_shows_it_to_trustees_and_not_to_whoever_counts(
    show: Show, overseeing: Tasks, tasks: Tasks, trustee: Actor, actor: Actor, drafts: KeptDrafts
) -> None:
    theirs = Shell(actor=trustee, rooms=all_rooms(tasks=overseeing, actor=trustee, drafts=drafts))
    show(theirs)
    assert "Returns made" in labels(theirs)
    managers = Shell(actor=actor, rooms=all_rooms(tasks=tasks, actor=actor, drafts=drafts))
    show(managers)
    assert "Returns made" not in labels(managers)
    assert "Returns" in labels(managers)
