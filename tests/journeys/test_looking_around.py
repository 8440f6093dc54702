"""Somebody looks around with invented people: finds one, opens the record, leaves; nothing stays."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QTableView

from desktop.ui.people.person_view import PersonView
from desktop.ui.returns.counts_table import CountsTable
from desktop.ui.shell.shell import Shell
from tests.journeys.conftest import PATIENCE, Desk

FORENAME = "Susan"


def _look_around(desk: Desk) -> None:
    desk.press("Look around with made-up people")
    desk.qtbot.waitUntil(lambda: isinstance(desk.program.window.centralWidget(), Shell), timeout=PATIENCE)


def test_an_invented_person_is_found_while_typing_and_opened_with_enter(desk: Desk) -> None:
    _look_around(desk)
    told = "Everybody here is made up. Nothing you do is kept when you close or lock the window."
    desk.see(QLabel, told)
    desk.keys(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    desk.type(QLineEdit, "Find a person", FORENAME)
    table = desk.see(QTableView, "People found")
    desk.qtbot.waitUntil(lambda: table.model().rowCount() > 0, timeout=PATIENCE)
    desk.type(QLineEdit, "Find a person", "\r")
    desk.qtbot.waitUntil(lambda: bool(desk.program.window.findChildren(PersonView)), timeout=PATIENCE)
    page = desk.see(PersonView, "")
    desk.qtbot.waitUntil(
        lambda: any(FORENAME in label.text() for label in page.findChildren(QLabel)), timeout=PATIENCE
    )


def test_when_the_window_closes_the_invented_records_are_gone(desk: Desk, own_home: Path) -> None:
    _look_around(desk)
    assert list(own_home.rglob("records.db"))
    desk.program.close()
    assert not list(own_home.rglob("records.db"))


def test_a_number_of_a_return_leads_to_a_person_and_their_record(desk: Desk) -> None:
    _look_around(desk)
    desk.press("Returns")
    sexes = desk.see(CountsTable, "R7 Sex")
    sexes.setFocus()
    sexes.setCurrentIndex(sexes.model().index(0, sexes.model().columnCount() - 1))
    QTest.keyClick(sexes, Qt.Key.Key_Return)
    members = desk.see(QTableView, "Who is in this number:")
    desk.qtbot.waitUntil(lambda: members.model().rowCount() > 0, timeout=PATIENCE)
    members.setFocus()
    members.setCurrentIndex(members.model().index(0, 0))
    QTest.keyClick(members, Qt.Key.Key_Return)
    desk.see(PersonView, "")
