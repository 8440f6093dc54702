"""A user's day: the program as it starts, and finding things on screen by the names a screen reader says."""

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.app.options import Options
from desktop.app.program import Program

W = TypeVar("W", bound=QWidget)
PATIENCE = 60_000


class Desk:
    """Somebody at the screen: sees what is visible, presses and types."""

    def __init__(self, qtbot: QtBot, program: Program) -> None:
        self.qtbot = qtbot
        self.program = program

    def see(self, kind: type[W], name: str) -> W:
        """Wait for a visible thing of this kind with this name or text, and give it."""
        self.qtbot.waitUntil(lambda: self.find(kind, name) is not None, timeout=PATIENCE)
        found = self.find(kind, name)
        assert found is not None
        return found

    def find(self, kind: type[W], name: str) -> W | None:
        """Give a visible thing by its accessible name or its text, or None."""
        things = self.program.window.findChildren(kind)
        return next((thing for thing in things if thing.isVisible() and _is_called(thing, name)), None)

    def press(self, name: str) -> None:
        """Press the button or tick the box with this name."""
        button = self.see(QAbstractButton, name)
        self.qtbot.waitUntil(button.isEnabled, timeout=PATIENCE)
        button.click()

    def type(self, kind: type[QWidget], name: str, text: str) -> None:
        """Type into the field with this name, key by key."""
        field = self.see(kind, name)
        field.setFocus()
        QTest.keyClicks(field, text)

    def keys(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key in the window."""
        QTest.keyClick(self.program.window, key, modifier)


def _is_called(widget: QWidget, name: str) -> bool:
    text = getattr(widget, "text", None)
    called = (widget.accessibleName(), str(text()) if callable(text) else "")
    return name in called or (name.endswith(":") and called[0].startswith(name))


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the user of this journey a computer of their own."""
    home = tmp_path / "home"
    for variable in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "LOCALAPPDATA", "APPDATA", "HOME"):
        monkeypatch.setenv(variable, str(home / variable.lower()))
    return home


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication) -> Iterator[Desk]:
    """Start the program for the first time and sit down."""
    program = Program(qapp, Options())
    program.start()
    yield Desk(qtbot, program)
    program.close()
    program.window.close()
    program.window.deleteLater()
