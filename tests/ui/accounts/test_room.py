"""The room of sign-ins on real records with a real key file."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.domain.actor import Role
from desktop.domain.sign_ins import Standing
from desktop.ui.accounts.asked import OwnPassphraseAsked
from desktop.ui.accounts.list_view import ListView
from desktop.ui.accounts.own_passphrase import OwnPassphraseDialog
from desktop.ui.accounts.pictures import manager
from desktop.ui.accounts.role_words import roles_in_words
from desktop.ui.accounts.room import AccountsRoom
from desktop.ui.shared.clipboard import forget
from desktop.ui.shared.dialogs import ConfirmDialog
from desktop.ui.shared.messages import Message
from desktop.ui.shared.tables import Table
from desktop.workspace.accounts import AccountRow
from desktop.workspace.passphrase import judge_passphrase
from desktop.workspace.sign_in import first_sign_in, sign_in
from desktop.workspace.workspace import Workspace
from tests.ui.conftest import button, words
from tests.workspace.conftest import NAME, PASSPHRASE, folder, made, own_settings

__all__ = ["folder", "made", "own_settings"]
OWN = "quiet river seven lanterns"
KEY = Qt.Key


@dataclass
class Desk:
    """Somebody at the room of sign-ins."""

    room: AccountsRoom
    qtbot: QtBot
    told: list[Message]

    def press(self, name: str) -> None:
        """Press a button with the space bar."""
        found = button(self.room, name)
        found.setFocus()
        QTest.keyClick(found, KEY.Key_Space)

    def confirm(self, verb: str) -> str:
        """Say yes to the question that is open, and give what it said."""
        (dialog,) = [each for each in self.room.findChildren(ConfirmDialog) if each.isVisible()]
        said = words(dialog)
        button(dialog, verb).click()
        return said

    def row(self, name: str) -> AccountRow:
        """Wait for somebody in the list, and choose them."""
        table = _table(self.room)
        self.qtbot.waitUntil(lambda: any(one.name == name for one in table.rows), timeout=20_000)
        place = next(number for number, one in enumerate(table.rows) if one.name == name)
        table.selectRow(place)
        return table.rows[place]

    def invite(self, name: str, *roles: str) -> str:
        """Invite somebody, and read the words."""
        self.press("Invite somebody")
        line = next(one for one in self.room.findChildren(QLineEdit) if one.isVisible())
        QTest.keyClicks(line, name)
        for role in roles:
            box = next(one for one in self.room.findChildren(QCheckBox) if one.text() == role)
            box.setFocus()
            QTest.keyClick(box, KEY.Key_Space)
        self.room.save()
        self.qtbot.waitUntil(lambda: self.room.screen_shown is self.room.slip, timeout=20_000)
        return " ".join(
            one.text() for one in self.room.slip.findChildren(QLabel) if one.property("part") == "slip"
        )


def _table(screen: QWidget) -> Table[AccountRow]:
    return screen.findChildren(Table)[0]


Sit = Callable[..., Desk]


@pytest.fixture
def sit(qtbot: QtBot, show: Callable[[QWidget], QWidget], folder: Path) -> Iterator[Sit]:
    """Give a function that opens the records for somebody, and the room with them."""
    opened: list[Workspace] = []

    def begin(name: str = NAME, passphrase: str = PASSPHRASE) -> Desk:
        while opened:
            opened.pop().close()
        workspace = Workspace(sign_in(folder, name=name, passphrase=passphrase))
        opened.append(workspace)
        room = AccountsRoom(tasks=workspace.tasks, actor=workspace.actor, accounts=workspace.accounts)
        told: list[Message] = []
        room.said.connect(lambda message: told.append(message) if message else told.clear())
        show(room)
        room.arrive()
        return Desk(room, qtbot, told)

    yield begin
    while opened:
        opened.pop().close()


def test_a_name_and_a_role_are_asked_for(sit: Sit) -> None:
    desk = sit()
    desk.row(NAME)
    desk.press("Invite somebody")
    desk.room.save()
    assert "Type the name" in words(desk.room)
    line = next(one for one in desk.room.findChildren(QLineEdit) if one.isVisible())
    QTest.keyClicks(line, NAME)
    desk.room.save()
    assert "at least one role" in words(desk.room)
    box = next(one for one in desk.room.findChildren(QCheckBox) if one.text() == "Volunteer")
    box.setChecked(True)
    desk.room.save()
    desk.qtbot.waitUntil(lambda: "already a user of this name" in words(desk.room), timeout=20_000)
    assert line.text() == NAME
    assert desk.room.step_back()
    assert desk.room.screen_shown is desk.room.list


def test_the_words_are_copied_for_a_while_and_forgotten(sit: Sit) -> None:
    desk = sit()
    slip = desk.invite("Vic Lund", "Volunteer")
    assert desk.room.step_back()  # Esc does not lose them
    assert desk.room.screen_shown is desk.room.slip
    desk.press("Copy")
    assert QGuiApplication.clipboard().text() == slip
    forget("something else that was copied since")
    assert QGuiApplication.clipboard().text() == slip
    forget(slip)
    assert QGuiApplication.clipboard().text() == ""
    desk.press("I have passed it on")
    assert slip.split()[0] not in words(desk.room)
    assert desk.row("Vic Lund").standing is Standing.INVITED


def test_somebody_is_switched_off_and_on_and_given_roles(sit: Sit) -> None:
    desk = sit()
    desk.invite("Vic Lund", "Volunteer")
    desk.press("I have passed it on")
    desk.row("Vic Lund")
    desk.press("Switch off…")
    assert "a laptop is lost, remove them" in desk.confirm("Switch off")
    desk.qtbot.waitUntil(lambda: desk.row("Vic Lund").standing is Standing.OFF, timeout=20_000)
    desk.press("Switch on")
    desk.qtbot.waitUntil(lambda: desk.row("Vic Lund").standing is Standing.INVITED, timeout=20_000)
    desk.press("Change roles…")
    box = next(one for one in desk.room.findChildren(QCheckBox) if one.text() == "Deputy safeguarding lead")
    box.setChecked(True)
    desk.press("Save these roles")
    both = {Role.VOLUNTEER, Role.DEPUTY_LEAD}
    desk.qtbot.waitUntil(lambda: desk.room.screen_shown is desk.room.slip, timeout=20_000)  # a new key pair
    desk.press("I have passed it on")
    desk.qtbot.waitUntil(lambda: desk.row("Vic Lund").roles == both, timeout=20_000)
    desk.press("Change roles…")
    box.setChecked(False)
    desk.press("Save these roles")
    desk.qtbot.waitUntil(lambda: desk.row("Vic Lund").roles == {Role.VOLUNTEER}, timeout=20_000)
    assert "next sign-in" in desk.told[-1].text
    desk.press("New one-time passphrase…")
    desk.confirm("Make a new one")
    desk.qtbot.waitUntil(lambda: desk.room.screen_shown is desk.room.slip, timeout=20_000)


def test_new_keys_are_made_for_everybody(sit: Sit) -> None:
    desk = sit()
    desk.row(NAME)
    desk.press("New keys for everybody…")
    assert "Everybody keeps their passphrase" in desk.confirm("Make new keys")
    desk.qtbot.waitUntil(lambda: bool(desk.told), timeout=20_000)
    assert "under new keys" in desk.told[-1].text
    assert sit().row(NAME).standing is Standing.ACTIVE


def test_the_last_manager_is_told_that_they_stay(sit: Sit) -> None:
    desk = sit()
    assert desk.row(NAME).is_own
    assert not button(desk.room, "Remove…").isEnabled()
    assert not button(desk.room, "Switch off…").isEnabled()
    desk.press("Change roles…")
    for box in desk.room.findChildren(QCheckBox):
        box.setChecked(box.text() == "Volunteer")
    desk.press("Save these roles")
    desk.qtbot.waitUntil(lambda: "must stay a manager" in words(desk.room), timeout=20_000)


def test_an_administrator_looks_after_volunteers_alone(sit: Sit, folder: Path) -> None:
    manager_opens = sign_in(folder, name=NAME, passphrase=PASSPHRASE)
    slip = manager_opens.accounts.invite(name="Ada Wren", roles=frozenset({Role.ADMINISTRATOR})).value
    manager_opens.close()
    first_sign_in(folder, name="Ada Wren", one_time=slip.passphrase, passphrase=OWN).close()
    desk = sit("Ada Wren", OWN)
    desk.row(NAME)
    assert not button(desk.room, "New one-time passphrase…").isEnabled()
    assert "Ask a manager about anybody else" in words(desk.room)
    desk.press("Invite somebody")
    shown = [one.text() for one in desk.room.findChildren(QCheckBox) if one.isVisible()]
    assert shown == ["Volunteer"]
    desk.room.step_back()
    desk.invite("Vic Lund", "Volunteer")
    desk.press("I have passed it on")
    desk.row("Vic Lund")
    assert button(desk.room, "New one-time passphrase…").isEnabled()
    assert not button(desk.room, "Remove…").isEnabled()


def test_every_standing_is_said_in_words(qtbot: QtBot) -> None:
    view: ListView = manager()
    qtbot.addWidget(view)
    said = {str(_table(view).model().index(line, 1).data()) for line in range(7)}
    assert said == {"May sign in", "Switched off", "Invitation too old", "Invited", "Removed"}
    assert roles_in_words([Role.TRUSTEE, Role.VOLUNTEER]) == "Volunteer, trustee"


def _lines(dialog: OwnPassphraseDialog) -> list[QLineEdit]:
    return dialog.findChildren(QLineEdit)


def test_an_own_passphrase_is_judged_before_it_is_asked_for(qtbot: QtBot) -> None:
    dialog = OwnPassphraseDialog(None, name=NAME, judge=judge_passphrase)
    qtbot.addWidget(dialog)
    dialog.show()
    asked: list[OwnPassphraseAsked] = []
    dialog.asked.connect(asked.append)
    go_on: QPushButton = button(dialog, "Change it")
    go_on.click()
    assert "Type the passphrase you signed in with." in words(dialog)
    old, new, again = _lines(dialog)
    QTest.keyClicks(old, PASSPHRASE)
    for poor, same in (("short", "short"), (OWN, "another one")):
        new.clear()
        again.clear()
        QTest.keyClicks(new, poor)
        QTest.keyClicks(again, same)
        go_on.click()
        assert asked == []
    again.clear()
    QTest.keyClicks(again, OWN)
    go_on.click()
    assert asked == [OwnPassphraseAsked(PASSPHRASE, OWN)]
    assert OWN not in repr(asked)
