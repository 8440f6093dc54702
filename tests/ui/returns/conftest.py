"""The room of returns on a truly encrypted store with a few made-up people."""

from collections.abc import Callable, Sequence
from datetime import date

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QWidget
from pytestqt.qtbot import QtBot

from desktop.background.kept_drafts import KeptDrafts
from desktop.background.tasks import Tasks
from desktop.domain.actor import Actor
from desktop.store.records import Records
from desktop.ui.returns.counts_table import CountsTable
from desktop.ui.returns.room import ReturnsRoom
from tests.returns.made_people import MadePerson, MadeReferral, write_people

IN_PERIOD = (MadeReferral(date(2018, 8, 6), crime="theft", external="LIST-1"),)
BEFORE = (MadeReferral(date(2018, 1, 9)),)
PEOPLE = (
    MadePerson(IN_PERIOD, sex="F", forename="Ada", surname="Okafor"),
    MadePerson((MadeReferral(date(2018, 9, 1)),), sex="M", forename="Bill", surname="Stone"),
    MadePerson((MadeReferral(date(2018, 9, 30)),), sex="M", forename="Carl", surname="Marsh"),
    MadePerson(BEFORE, sex="M", forename="Dev", surname="Marsh"),
)
Opened = Callable[..., ReturnsRoom]


@pytest.fixture
def opened(
    qtbot: QtBot,
    show: Callable[[QWidget], QWidget],
    tasks: Tasks,
    drafts: KeptDrafts,
    records: Records,
    actor: Actor,
) -> Opened:
    """Give a function that opens the room on records with these people."""

    def open_room(people: Sequence[MadePerson] = PEOPLE) -> ReturnsRoom:
        records.write(actor, lambda session: write_people(session, people=people))
        room = ReturnsRoom(tasks=tasks, actor=actor, drafts=drafts)
        show(room)
        room.arrive()
        if people:
            qtbot.waitUntil(lambda: box(room, "Return").count() > 0)
            choose(room, "Return", "Cleveland tables")
            wait_for(qtbot, room, "cleveland-tables")
        return room

    return open_room


def wait_for(qtbot: QtBot, room: ReturnsRoom, definition_id: str) -> None:
    """Wait until the return counted by these rules stands there whole."""

    def stands() -> bool:
        result = room.view.result
        return result is not None and result.definition.id == definition_id and room.view.document.is_complete

    qtbot.waitUntil(stands)


def choose(room: ReturnsRoom, name: str, words: str) -> None:
    """Choose in a field, as somebody who types the beginning of the words."""
    field = box(room, name)
    field.setFocus()
    QTest.keyClicks(field, words)
    assert field.currentText() == words


def box(room: QWidget, name: str) -> QComboBox:
    """Find a field to choose in by its name."""
    return next(each for each in room.findChildren(QComboBox) if each.accessibleName() == name)


def table(room: ReturnsRoom, name: str) -> CountsTable:
    """Find a table of the return by its name."""
    return next(each for each in room.view.document.tables if each.accessibleName() == name)
