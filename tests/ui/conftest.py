"""Screens on a real, dressed program; rooms on a truly encrypted store."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.background.kept_drafts import KeptDrafts
from desktop.background.tasks import Tasks
from desktop.domain.actor import Actor
from desktop.store.drafts import open_drafts
from desktop.store.keys import StoreKeys
from desktop.store.records import Records
from desktop.ui.shared.look import Look, dress, look
from desktop.ui.shared.side_panel import WithPanel
from tests.services.made_case import made_case
from tests.ui.beside import Beside

Show = Callable[[QWidget], QWidget]


@pytest.fixture(autouse=True)
def worn(qapp: QApplication) -> Iterator[Look]:
    """Dress the program, and undress what a test put on."""
    yield dress(qapp)
    look().apply()


@pytest.fixture
def show(qtbot: QtBot) -> Show:
    """Show a screen in a window of its own that has the focus."""

    def shown(widget: QWidget) -> QWidget:
        qtbot.addWidget(widget)
        widget.resize(1180, 760)
        widget.show()
        widget.activateWindow()
        qtbot.waitUntil(widget.isActiveWindow)
        return widget

    return shown


@pytest.fixture
def tasks(records: Records, actor: Actor, qapp: QApplication) -> Iterator[Tasks]:
    """Ask and change the records as the manager."""
    del qapp
    working = Tasks(records, actor)
    yield working
    working.close()


@pytest.fixture
def drafts(folder: Path, keys: StoreKeys, tasks: Tasks, actor: Actor) -> Iterator[KeptDrafts]:
    """Keep unfinished writing in the real, encrypted file of drafts."""
    opened = open_drafts(folder, keys)
    yield KeptDrafts(tasks, opened, actor.user_id)
    tasks.close()
    opened.close()


@pytest.fixture
def beside(
    show: Show, tasks: Tasks, drafts: KeptDrafts, records: Records, actor: Actor, qtbot: QtBot
) -> Beside:
    """Give a real person with an open case, and the panel beside their page."""
    panel = WithPanel(QWidget())
    show(panel)
    return Beside(qtbot, panel, tasks, drafts, made_case(records, actor))


def button(screen: QWidget, name: str) -> QPushButton:
    """Find a button in sight by what a screen reader calls it."""
    return next(
        each
        for each in screen.findChildren(QPushButton)
        if each.isVisibleTo(screen) and name in (each.text(), each.accessibleName())
    )


def labels(screen: QWidget) -> set[str]:
    """Read what stands on the buttons in sight."""
    return {each.text() for each in screen.findChildren(QPushButton) if each.isVisibleTo(screen)}


def words(screen: QWidget) -> str:
    """Read everything in sight, from top to bottom."""
    return "\n".join(label.text() for label in screen.findChildren(QLabel) if label.isVisibleTo(screen))
