"""The window after unlocking: keys, messages, help, lock."""

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from desktop.domain.actor import Role
from desktop.domain.permissions import Permission
from desktop.errors import RefusedError
from desktop.ui.people.find_view import FindView
from desktop.ui.shared.dialogs import SorryDialog
from desktop.ui.shared.layouts import column
from desktop.ui.shared.messages import MessageBar, done
from desktop.ui.shared.screen import Screen
from desktop.ui.shell.help import HelpDialog
from desktop.ui.shell.pictures import actor, rooms
from desktop.ui.shell.rooms import RoomEntry
from desktop.ui.shell.shell import Shell
from tests.ui.conftest import Show, button, words

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def shell(show: Show) -> Shell:
    made = Shell(actor=actor("Bethan Price", Role.MANAGER), rooms=rooms(FindView()))
    show(made)
    return made


def test_ctrl_k_goes_to_the_search_from_anywhere(shell: Shell) -> None:
    button(shell, "Lock").setFocus()
    QTest.keyClick(shell.focusWidget(), Qt.Key.Key_K, CONTROL)
    assert isinstance(shell.focusWidget(), QLineEdit)
    assert shell.focusWidget().accessibleName() == "Find a person"


def test_ctrl_l_and_the_button_both_lock(qtbot: QtBot, shell: Shell) -> None:
    with qtbot.waitSignal(shell.lock_asked):
        QTest.keyClick(shell, Qt.Key.Key_L, CONTROL)
    with qtbot.waitSignal(shell.lock_asked):
        button(shell, "Lock").click()


def test_f1_lists_the_keys_that_work(shell: Shell) -> None:
    QTest.keyClick(shell, Qt.Key.Key_F1)
    dialog = shell.findChildren(HelpDialog)[0]
    for said in ("Ctrl+K", "Find a person", "Ctrl+L", "Esc", "F1"):
        assert said in words(dialog)
    dialog.accept()


def test_rooms_are_built_when_they_are_first_entered(show: Show) -> None:
    built: list[str] = []

    def build(name: str) -> FindView:
        built.append(name)
        return FindView()

    entries = tuple(
        RoomEntry(name, name, "people", Permission.COUNT, partial(build, name)) for name in ("one", "two")
    )
    shell = Shell(actor=actor("Bethan Price", Role.MANAGER), rooms=entries)
    show(shell)
    assert built == ["one"]
    QTest.keyClick(shell, Qt.Key.Key_2, CONTROL)
    assert built == ["one", "two"]
    QTest.keyClick(shell, Qt.Key.Key_1, CONTROL)
    assert built == ["one", "two"]


def test_the_rail_offers_only_what_the_role_may_use(show: Show) -> None:
    shell = Shell(actor=actor("Jo Carter", Role.SUPPORT_WORKER), rooms=rooms(FindView()))
    show(shell)
    assert "Manage" not in words(shell)
    assert button(shell, "People").isChecked()


def test_what_could_not_be_done_is_said_below_and_can_be_closed(shell: Shell) -> None:
    shell.explain(RefusedError("This list was undone already.", "Bring it in again."))
    assert "This list was undone already. Bring it in again." in words(shell)
    button(shell, "Close this message").click()
    assert "This list was undone already." not in words(shell)


def test_what_was_done_can_be_taken_back_from_the_message(shell: Shell) -> None:
    undone: list[bool] = []
    shell.say(done("Put away.", undo="Undo", take_back=lambda: undone.append(True)))
    button(shell, "Undo").click()
    assert undone == [True]
    assert shell.findChildren(MessageBar)[0].message is None


def test_our_own_mistake_is_apologised_for_with_a_report_to_copy(shell: Shell) -> None:
    shell.apologise("Python 3.11\nbuiltins.ZeroDivisionError")
    dialog = shell.findChildren(SorryDialog)[0]
    assert "our mistake" in words(dialog)
    button(dialog, "Copy the report").click()
    dialog.accept()


def test_escape_empties_the_search_and_then_the_message(shell: Shell) -> None:
    shell.say(done("Put away."))
    shell.go_and_find()
    search = shell.focusWidget()
    assert isinstance(search, QLineEdit)
    search.setText("marsh")
    QTest.keyClick(search, Qt.Key.Key_Escape)
    assert search.text() == ""
    assert "Put away." in words(shell)
    QTest.keyClick(search, Qt.Key.Key_Escape)
    assert "Put away." not in words(shell)


def test_a_small_window_keeps_the_icons_of_the_rail_and_their_names(shell: Shell) -> None:
    shell.resize(720, 520)
    people = button(shell, "People")
    assert (people.text(), people.toolTip()) == ("", "People")
    shell.resize(1180, 760)
    assert people.text() == "People"


class _TwoSteps(Screen):
    """A room of two steps, each with a button."""

    def __init__(self) -> None:
        super().__init__()
        self.first, self.second = QPushButton("First"), QPushButton("Second")
        self.setLayout(column(self.first, self.second))

    def arrive(self) -> None:
        self.first.setFocus()

    def step_back(self) -> bool:
        back = self.second.isVisible()
        self.second.hide()
        return back


def test_esc_leaves_the_focus_in_the_room_where_a_step_back_led(show: Show) -> None:
    room = _TwoSteps()
    entries = (RoomEntry("two", "Two steps", "people", Permission.COUNT, lambda: room),)
    shell = Shell(actor=actor("Bethan Price", Role.MANAGER), rooms=(*rooms(FindView()), *entries))
    show(shell)
    shell.enter(entries[0])
    room.second.setFocus()
    QTest.keyClick(room.second, Qt.Key.Key_Escape)
    assert shell.focusWidget() is room.first


def test_what_was_said_in_one_room_does_not_follow_into_the_next(shell: Shell) -> None:
    shell.say(done("800 referrals were taken back."))
    QTest.keyClick(shell, Qt.Key.Key_2, CONTROL)
    assert shell.findChildren(MessageBar)[0].message is None
