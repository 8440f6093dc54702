"""From a number of a return to the record of somebody in it, in the whole window."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.background.kept_drafts import KeptDrafts
from desktop.background.tasks import Tasks
from desktop.domain.actor import Actor
from desktop.store.records import Records
from desktop.ui.people.room import PeopleRoom
from desktop.ui.returns.room import ReturnsRoom
from desktop.ui.rooms import all_rooms
from desktop.ui.shell.shell import Shell
from tests.returns.made_people import write_people
from tests.ui.conftest import words
from tests.ui.returns.conftest import PEOPLE, box, choose, table, wait_for


def test_somebody_in_a_number_is_opened_in_the_room_of_people(
    qtbot: QtBot,
    show: Callable[[QWidget], QWidget],
    tasks: Tasks,
    records: Records,
    actor: Actor,
    drafts: KeptDrafts,
) -> None:
    records.write(actor, lambda session: write_people(session, people=PEOPLE))
    shell = Shell(actor=actor, rooms=all_rooms(tasks=tasks, actor=actor, drafts=drafts))
    show(shell)
    next(one for one in shell.findChildren(QAbstractButton) if one.text() == "Returns").click()
    room = shell.room
    assert isinstance(room, ReturnsRoom)
    qtbot.waitUntil(lambda: box(room, "Return").count() > 0)
    choose(room, "Return", "Cleveland tables")
    wait_for(qtbot, room, "cleveland-tables")
    shown = table(room, "Sex")
    shown.setFocus()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return):
        QTest.keyClick(shown, key)
    qtbot.waitUntil(lambda: len(room.view.who.members) == 1)
    room.view.who.go_to_list()
    QTest.keyClick(room.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Ada Okafor" in words(shell))
    assert isinstance(shell.room, PeopleRoom)
