"""The room of bringing in lists on a truly encrypted store, with made-up lists as real files."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QFileDialog, QLineEdit, QPushButton, QTableView, QWidget
from pytestqt.qtbot import QtBot

from desktop.background.tasks import Tasks
from desktop.domain.actor import Actor
from desktop.ui.imports.room import ImportsRoom
from desktop.ui.shared.messages import Message
from desktop.ui.shared.screen import Screen
from tests.imports.lists import HEADINGS, ROWS, csv_bytes
from tests.ui.conftest import button, words

KEY = Qt.Key


@dataclass
class Desk:
    """Somebody at the keyboard of the room."""

    room: ImportsRoom
    qtbot: QtBot
    told: list[Message]

    @property
    def words(self) -> str:
        """Everything in sight."""
        return words(self.room)

    def button(self, name: str) -> QPushButton:
        """Find a button in sight."""
        return button(self.room, name)

    def press(self, name: str) -> None:
        """Press a button with the space bar."""
        found = self.button(name)
        found.setFocus()
        QTest.keyClick(found, KEY.Key_Space)

    def box(self, name: str) -> QComboBox:
        """Find a field to choose in."""
        return next(each for each in self.room.findChildren(QComboBox) if each.accessibleName() == name)

    def table(self, name: str) -> QTableView:
        """Find a table in sight."""
        return next(
            each
            for each in self.room.findChildren(QTableView)
            if each.accessibleName() == name and each.isVisibleTo(self.room)
        )

    def cells(self, name: str) -> list[list[str]]:
        """Read a table in sight."""
        model = self.table(name).model()
        return [
            [str(model.index(row, column).data()) for column in range(model.columnCount())]
            for row in range(model.rowCount())
        ]

    def choose(self, path: Path) -> None:
        """Choose a file in the dialog that is open."""
        (dialog,) = [each for each in self.room.findChildren(QFileDialog) if each.isVisible()]
        line = next(each for each in dialog.findChildren(QLineEdit) if each.isVisible())
        line.setText(str(path))
        QTest.keyClick(line, KEY.Key_Return)

    def hold(self, column: str, letters: str) -> None:
        """Say what a column holds: a key opens the choices, letters find one, Enter takes it."""
        box = self.box(f"What “{column}” holds")
        box.setFocus()
        QTest.keyClick(box, KEY.Key_Down)
        QTest.keyClicks(box.view(), letters)
        QTest.keyClick(box.view(), KEY.Key_Return)

    def wait_for(self, screen: Screen) -> None:
        """Wait until a step is in sight."""
        self.qtbot.waitUntil(lambda: self.room.screen_shown is screen)

    def open(self, path: Path) -> None:
        """Open a list by the button and the dialog, until its columns are in sight."""
        self.press("Choose a file…")
        self.choose(path)
        self.wait_for(self.room.columns)

    def check(self) -> None:
        """Check every row of the list."""
        self.press("Check every row")
        self.wait_for(self.room.check)

    def bring_in(self, path: Path) -> None:
        """Bring a list in as it is understood."""
        self.open(path)
        self.check()
        QTest.keyClick(self.room.focusWidget(), KEY.Key_Space)
        self.wait_for(self.room.done)


@pytest.fixture
def desk(qtbot: QtBot, show: Callable[[QWidget], QWidget], tasks: Tasks, actor: Actor) -> Desk:
    room = ImportsRoom(tasks=tasks, actor=actor)
    told: list[Message] = []
    room.said.connect(lambda message: told.append(message) if message else told.clear())
    show(room)
    room.arrive()
    return Desk(room, qtbot, told)


@pytest.fixture
def list_file(tmp_path: Path) -> Callable[..., Path]:
    """Give a function that writes a list."""

    def write(
        rows: Sequence[Sequence[str]] = ROWS, headings: Sequence[str] = HEADINGS, name: str = "list.csv"
    ) -> Path:
        path = tmp_path / name
        path.write_bytes(csv_bytes(rows, headings=headings))
        return path

    return write
