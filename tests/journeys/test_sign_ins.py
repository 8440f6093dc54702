"""Somebody is invited, chooses a passphrase of their own, and is removed when their laptop is lost."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QTableView
from pytestqt.qtbot import QtBot

from desktop.app.options import Options
from desktop.app.program import Program
from desktop.errors import AlongsideError
from desktop.ui.accounts.list_view import ListView
from desktop.ui.accounts.slip_view import SlipView
from desktop.ui.shared.dialogs import ConfirmDialog
from desktop.ui.shell.shell import Shell
from desktop.ui.unlock.first_view import FirstView
from desktop.workspace.sign_in import sign_in
from tests.journeys.conftest import PATIENCE, Desk
from tests.workspace.conftest import NAME, PASSPHRASE, folder, made

__all__ = ["folder", "made"]
VIC, OWN = "Vic Lund", "quiet river seven lanterns"
Sit = Callable[[], Desk]


@pytest.fixture
def sit(qtbot: QtBot, qapp: QApplication, folder: Path) -> Iterator[Sit]:
    """Start the program anew on the same laptop, as after each lock."""
    desks: list[Desk] = []

    def begin() -> Desk:
        for desk in desks:
            desk.program.close()
            desk.program.window.close()
        program = Program(qapp, Options(store=folder))
        program.start()
        desks.append(Desk(qtbot, program))
        return desks[-1]

    yield begin
    for desk in desks:
        desk.program.close()
        desk.program.window.close()
        desk.program.window.deleteLater()


def _unlock(desk: Desk, name: str, passphrase: str) -> None:
    names = desk.find(QComboBox, "Your name")
    if names is not None:
        names.setCurrentText(name)
    desk.type(QLineEdit, "Passphrase", passphrase)
    desk.press("Open records")


def _inside(desk: Desk) -> None:
    desk.qtbot.waitUntil(lambda: isinstance(desk.program.window.centralWidget(), Shell), timeout=PATIENCE)


def _manage(desk: Desk) -> None:
    _unlock(desk, NAME, PASSPHRASE)
    _inside(desk)
    desk.press("Sign-ins")
    view = desk.program.window.findChild(ListView)
    assert view is not None
    desk.qtbot.waitUntil(lambda: view.chosen is not None, timeout=PATIENCE)


def _invited(desk: Desk, role: str) -> str:
    """Invite Vic, and read the words from the screen."""
    desk.press("Invite somebody")
    desk.type(QLineEdit, "Name", VIC)
    desk.press(role)
    desk.press("Make the one-time passphrase")
    desk.see(QLabel, f"One-time passphrase for {VIC}")
    view = desk.program.window.findChild(SlipView)
    assert view is not None
    words = [one.text() for one in view.findChildren(QLabel) if one.property("part") == "slip"]
    assert len(words) == 5
    desk.press("I have passed it on")
    assert not [one for one in view.findChildren(QLabel) if one.text() == words[0]]
    return " ".join(words)


def _choose(desk: Desk, name: str) -> None:
    table = desk.see(QTableView, "Sign-ins")
    for line in range(table.model().rowCount()):
        if table.model().index(line, 0).data() == name:
            table.selectRow(line)


def test_a_volunteer_is_invited_and_passes_the_laptop_back(sit: Sit) -> None:
    desk = sit()
    _manage(desk)
    words = _invited(desk, "Volunteer")

    desk = sit()
    _unlock(desk, VIC, words)
    desk.see(QLabel, f"Welcome, {VIC}")
    desk.type(QLineEdit, "Passphrase", OWN)
    desk.type(QLineEdit, "The same again", OWN)
    view = desk.program.window.centralWidget()
    assert isinstance(view, FirstView)
    desk.press("Open records")
    _inside(desk)
    assert desk.find(QLabel, "Manage") is None  # a volunteer has no room of sign-ins

    desk = sit()
    _unlock(desk, VIC, OWN)
    _inside(desk)

    desk = sit()
    _manage(desk)


def test_a_worker_whose_laptop_is_lost_is_removed(sit: Sit, folder: Path, tmp_path: Path) -> None:
    desk = sit()
    _manage(desk)
    words = _invited(desk, "Support worker")
    desk = sit()
    _unlock(desk, VIC, words)
    desk.see(QLabel, f"Welcome, {VIC}")
    desk.type(QLineEdit, "Passphrase", OWN)
    desk.type(QLineEdit, "The same again", OWN)
    desk.press("Open records")
    _inside(desk)
    desk.program.close()
    lost = tmp_path / "lost"
    shutil.copytree(folder, lost)

    desk = sit()
    _manage(desk)
    _choose(desk, VIC)
    desk.press("Remove…")
    (dialog,) = desk.program.window.findChildren(ConfirmDialog)
    said = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert "can no longer open anything saved from now on" in said
    QTest.keyClick(dialog, Qt.Key.Key_Tab)
    desk.press("Remove")
    desk.see(QLabel, f"{VIC} is removed; the records are under new keys.")
    desk.program.close()
    shutil.copy(folder / "records.db", lost / "records.db")  # what is saved from now on, beside old grants
    with pytest.raises(AlongsideError, match="belongs to other keys"):
        sign_in(lost, name=VIC, passphrase=OWN)
    with pytest.raises(AlongsideError, match="do not open these records"):
        sign_in(folder, name=VIC, passphrase=OWN)
    sign_in(folder, name=NAME, passphrase=PASSPHRASE).close()
