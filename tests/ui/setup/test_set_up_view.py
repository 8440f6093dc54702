"""Setting up: one question at a time, nothing lost, and the code typed back before the end."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QFileDialog, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from desktop.errors import FolderError, StoreError
from desktop.security.recovery_code import code_text, parse_code
from desktop.ui.setup.answers import NewRecords, RecoverySheet, SheetWanted
from desktop.ui.setup.recovery import printed_sheet
from desktop.ui.setup.view import SetUpView
from desktop.ui.setup.welcome import FirstStep, WelcomeView
from desktop.workspace.passphrase import judge_passphrase
from tests.ui.conftest import Show, button, words

CODE = code_text(bytes(range(20)))
SHEET = RecoverySheet("Riverside & Sons", "Bethan Price", CODE, "3 March 2026")
_SMALL = 400  # pixels
PASSPHRASE = "kettle lantern orchard twine"


def _check(typed: str) -> None:
    parse_code(typed)


@pytest.fixture
def view(show: Show, tmp_path: Path) -> SetUpView:
    made = SetUpView(judge=judge_passphrase, folder=tmp_path / "records")
    show(made)
    return made


def _type(view: SetUpView, name: str, text: str) -> None:
    line = next(line for line in view.findChildren(QLineEdit) if line.accessibleName() == name)
    line.clear()
    QTest.keyClicks(line, text)


def _to_folder(view: SetUpView) -> None:
    _type(view, "Name of the service", "Riverside Victim Care")
    _type(view, "Your name", "Bethan Price")
    QTest.keyClick(view, Qt.Key.Key_Return)
    _type(view, "Passphrase", PASSPHRASE)
    _type(view, "The same again", PASSPHRASE)
    QTest.keyClick(view, Qt.Key.Key_Return)


def _to_sheet(view: SetUpView) -> None:
    _to_folder(view)
    button(view, "Set up the records").click()
    view.show_recovery(SHEET, _check)


def test_what_is_missing_is_said_beside_its_field(view: SetUpView) -> None:
    button(view, "Continue").click()
    assert "Type the name of the service." in words(view)
    assert "Type your name." in words(view)
    assert "Step 1 of 5" in words(view)


def test_a_weak_passphrase_is_judged_while_typed_and_not_taken(view: SetUpView) -> None:
    _type(view, "Name of the service", "Riverside")
    _type(view, "Your name", "Bethan")
    button(view, "Continue").click()
    _type(view, "Passphrase", "password1234")
    assert judge_passphrase("password1234").sentence in words(view)
    button(view, "Continue").click()
    assert "Step 2 of 5" in words(view)


def test_two_different_passphrases_are_not_taken(view: SetUpView) -> None:
    _to_folder(view)
    button(view, "Back").click()
    _type(view, "The same again", "something else entirely")
    button(view, "Continue").click()
    assert "The two are not the same." in words(view)


def test_the_keyboard_alone_leads_to_new_records(qtbot: QtBot, view: SetUpView, tmp_path: Path) -> None:
    _to_folder(view)
    with qtbot.waitSignal(view.asked) as asked:
        QTest.keyClick(view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert asked.args == [
        NewRecords("Riverside Victim Care", "Bethan Price", PASSPHRASE, tmp_path / "records")
    ]
    assert PASSPHRASE not in repr(asked.args)


def test_a_folder_that_cannot_be_used_is_refused_beside_it_and_can_be_changed(view: SetUpView) -> None:
    _to_folder(view)
    button(view, "Set up the records").click()
    view.refuse(FolderError("That folder is copied to a cloud.", "Choose another."))
    assert "That folder is copied to a cloud. Choose another." in words(view)
    assert button(view, "Set up the records").isEnabled()


def test_the_sheet_must_be_kept_before_going_on(view: SetUpView) -> None:
    _to_sheet(view)
    for group in CODE.split("-"):
        assert group in words(view)
    button(view, "Continue").click()
    assert "Keep the code first" in words(view)
    assert "Step 4 of 5" in words(view)


def test_nobody_goes_back_behind_the_moment_the_records_were_made(view: SetUpView) -> None:
    _to_sheet(view)
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert "Step 4 of 5" in words(view)


def test_the_sheet_is_saved_where_somebody_chooses(qtbot: QtBot, view: SetUpView, tmp_path: Path) -> None:
    _to_sheet(view)
    button(view, "Save as PDF…").click()
    dialog = view.findChildren(QFileDialog)[0]
    with qtbot.waitSignal(view.save_asked) as asked:
        dialog.fileSelected.emit(str(tmp_path / "sheet.pdf"))
    dialog.reject()
    assert asked.args == [SheetWanted(tmp_path / "sheet.pdf")]
    view.show_saved()
    assert "Saved." in words(view)
    view.refuse(FolderError("That stick is full.", "Take another."))
    assert "That stick is full. Take another." in words(view)


def test_the_printed_sheet_holds_the_code_and_whose_it_is() -> None:
    text = printed_sheet(SHEET).toPlainText()
    for said in (CODE, "Riverside & Sons", "Bethan Price", "3 March 2026"):
        assert said in text


def test_set_up_ends_only_when_the_code_is_typed_back(qtbot: QtBot, view: SetUpView) -> None:
    _to_sheet(view)
    view.findChildren(QCheckBox)[0].setChecked(True)
    button(view, "Continue").click()
    assert CODE.split("-")[0] not in words(view)
    typed = view.findChildren(QPlainTextEdit)[0]
    typed.setPlainText(CODE.replace(CODE[0], "Z" if CODE[0] != "Z" else "Y", 1))
    with qtbot.assertNotEmitted(view.finished):
        button(view, "Finish").click()
    assert "Group 1 of the recovery code" in words(view)
    typed.setPlainText(CODE.lower().replace("-", " "))
    with qtbot.waitSignal(view.finished):
        button(view, "Finish").click()


def test_records_that_cannot_be_finished_say_so_where_they_are_looked_at(view: SetUpView) -> None:
    _to_sheet(view)
    view.findChildren(QCheckBox)[0].setChecked(True)
    button(view, "Continue").click()
    view.refuse(FolderError("The folder is no longer empty.", "Choose another."))
    assert "The folder is no longer empty." in words(view)
    view.refuse(StoreError("The disk is full.", "Make room."))
    assert "The disk is full. Make room." in words(view)


def test_the_first_screen_offers_three_ways_to_begin(qtbot: QtBot, show: Show) -> None:
    view = WelcomeView()
    show(view)
    view.arrive()
    with qtbot.waitSignal(view.chosen) as chosen:
        QTest.keyClick(button(view, "Look around with made-up people"), Qt.Key.Key_Return)
    assert chosen.args == [FirstStep.LOOK_AROUND]
    view.show_busy("Making up some people…")
    assert not button(view, "Set up our records").isEnabled()
    view.refuse(StoreError("The disk is full.", "Make room."))
    assert "The disk is full. Make room." in words(view)
    assert button(view, "Set up our records").isEnabled()


def test_a_passphrase_of_the_names_just_typed_is_not_called_strong(view: SetUpView) -> None:
    _type(view, "Name of the service", "Riverside Victim Care")
    _type(view, "Your name", "Bethan Price")
    button(view, "Continue").click()
    _type(view, "Passphrase", "riverside victim care")
    assert "names or words that would be tried first" in words(view)
    button(view, "Continue").click()
    assert "Step 2 of 5" in words(view)


def test_every_step_begins_where_there_is_something_to_do(view: SetUpView) -> None:
    _to_sheet(view)
    assert view.focusWidget() is button(view, "Save as PDF…")
    view.findChildren(QCheckBox)[0].setChecked(True)
    button(view, "Continue").click()
    assert view.focusWidget() is view.findChildren(QPlainTextEdit)[0]


def test_enter_ends_the_code_and_adds_no_line(qtbot: QtBot, view: SetUpView) -> None:
    _to_sheet(view)
    view.findChildren(QCheckBox)[0].setChecked(True)
    button(view, "Continue").click()
    typed = view.findChildren(QPlainTextEdit)[0]
    QTest.keyClicks(typed, CODE)
    with qtbot.waitSignal(view.finished):
        QTest.keyClick(typed, Qt.Key.Key_Return)
    assert typed.toPlainText() == CODE


def test_the_welcome_fits_a_small_window_and_can_be_scrolled(show: Show) -> None:
    view = WelcomeView()
    show(view)
    assert view.minimumSizeHint().height() < _SMALL
