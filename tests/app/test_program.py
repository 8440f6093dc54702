"""From the first screen to records that are open, and to their end."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from desktop.app.options import Options
from desktop.background.bugs import BugReport
from desktop.errors import RefusedError
from desktop.ui.setup.welcome import WelcomeView
from desktop.ui.shared.dialogs import SorryDialog
from desktop.ui.unlock.recover_view import RecoverView, RecoveryAttempt
from desktop.ui.unlock.view import UnlockView
from desktop.workspace.places import remember_folder, remembered_folder
from desktop.workspace.set_up import SetUp
from desktop.workspace.sign_in import sign_in
from tests.app.conftest import NAME, PASSPHRASE, Start


def _type_passphrase(window: QWidget, text: str) -> None:
    lines = window.findChildren(QLineEdit)
    line = next(each for each in lines if each.echoMode() != QLineEdit.EchoMode.Normal)
    QTest.keyClicks(line, text)
    QTest.keyClick(line, Qt.Key.Key_Return)


def test_without_records_the_first_screen_offers_to_begin(start: Start) -> None:
    program = start(Options())
    assert isinstance(program.window.centralWidget(), WelcomeView)


def test_the_records_opened_last_ask_for_their_passphrase(start: Start, folder: Path) -> None:
    remember_folder(folder)
    program = start(Options())
    assert isinstance(program.window.centralWidget(), UnlockView)
    assert any(NAME in label.text() for label in program.window.findChildren(QLabel))


def test_the_right_passphrase_opens_the_records_and_remembers_their_folder(
    qtbot: QtBot, start: Start, folder: Path
) -> None:
    program = start(Options(store=folder))
    _type_passphrase(program.window, PASSPHRASE)
    qtbot.waitUntil(lambda: program.signed_in is not None, timeout=20_000)
    assert program.signed_in is not None
    assert program.window.centralWidget() is program.signed_in.shell
    assert remembered_folder() == folder
    assert program.window.windowTitle() == "Alongside"


def test_a_wrong_passphrase_is_said_beside_the_field(qtbot: QtBot, start: Start, folder: Path) -> None:
    program = start(Options(store=folder))
    _type_passphrase(program.window, "not the one")
    sentence = "do not open these records"

    def said() -> bool:
        return any(sentence in label.text() for label in program.window.findChildren(QLabel))

    qtbot.waitUntil(said, timeout=20_000)
    assert program.signed_in is None


def test_closing_lets_go_of_the_records(qtbot: QtBot, start: Start, folder: Path) -> None:
    program = start(Options(store=folder))
    _type_passphrase(program.window, PASSPHRASE)
    qtbot.waitUntil(lambda: program.signed_in is not None, timeout=20_000)
    program.close()
    sign_in(folder, name=NAME, passphrase=PASSPHRASE).close()


def test_a_folder_without_records_is_told_so_and_leads_to_the_beginning(
    qtbot: QtBot, start: Start, tmp_path: Path
) -> None:
    program = start(Options(store=tmp_path / "nothing"))
    qtbot.waitUntil(lambda: bool(program.window.findChildren(QMessageBox)))
    box = program.window.findChildren(QMessageBox)[0]
    assert "no records in" in box.text()
    assert isinstance(program.window.centralWidget(), WelcomeView)
    box.accept()


def test_records_on_a_stick_that_is_not_plugged_in_are_asked_for(
    qtbot: QtBot, start: Start, tmp_path: Path
) -> None:
    remember_folder(tmp_path / "stick" / "records")
    program = start(Options())
    qtbot.waitUntil(lambda: bool(program.window.findChildren(QMessageBox)))
    box = program.window.findChildren(QMessageBox)[0]
    assert "Plug in the disk or stick" in box.text()
    box.accept()


def test_an_error_nobody_claims_is_shown_by_the_shell(qtbot: QtBot, start: Start, folder: Path) -> None:
    program = start(Options(store=folder))
    _type_passphrase(program.window, PASSPHRASE)
    qtbot.waitUntil(lambda: program.signed_in is not None, timeout=20_000)
    assert program.signed_in is not None
    what = "This cannot be done."
    program.tell(RefusedError(what, "Do something else."))
    shown = [label.text() for label in program.signed_in.shell.findChildren(QLabel)]
    assert "This cannot be done. Do something else." in shown


def test_a_fault_of_ours_is_apologised_for(start: Start, qapp: QApplication) -> None:
    program = start(Options())
    program.apologise(BugReport("builtins.ValueError"))
    dialogs = [widget for widget in qapp.topLevelWidgets() if isinstance(widget, SorryDialog)]
    assert len(dialogs) == 1
    dialogs[0].done(QDialog.DialogCode.Accepted)


def test_a_lost_passphrase_is_replaced_with_the_recovery_sheet(
    qtbot: QtBot, start: Start, made: SetUp, folder: Path
) -> None:
    program = start(Options(store=folder))
    unlock = program.window.centralWidget()
    assert isinstance(unlock, UnlockView)
    unlock.lost.emit()
    view = program.window.centralWidget()
    assert isinstance(view, RecoverView)
    view.asked.emit(RecoveryAttempt(NAME, made.recovery_code, "orchard twine kettle lantern"))
    qtbot.waitUntil(lambda: program.signed_in is not None, timeout=20_000)
    program.close()
    sign_in(folder, name=NAME, passphrase="orchard twine kettle lantern").close()
