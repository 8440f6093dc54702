"""A lost passphrase: the code from the sheet and a new passphrase open the records again."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from desktop.errors import BadInputError, WrongPassphraseError
from desktop.ui.unlock.recover_view import RecoverView, RecoveryAttempt
from desktop.workspace.passphrase import judge_passphrase
from tests.ui.conftest import Show, button, words

NEW = "orchard twine kettle lantern"


@pytest.fixture
def view(show: Show) -> RecoverView:
    made = RecoverView(names=("Amal Haddad", "Bethan Price"), judge=judge_passphrase)
    show(made)
    return made


def _fill_in(view: RecoverView, code: str) -> None:
    view.findChildren(QPlainTextEdit)[0].setPlainText(code)
    for line in view.findChildren(QLineEdit):
        if line.echoMode() is QLineEdit.EchoMode.Password:
            line.clear()
            QTest.keyClicks(line, NEW)


def test_the_code_and_a_new_passphrase_are_tried_together(qtbot: QtBot, view: RecoverView) -> None:
    view.findChildren(QComboBox)[0].setCurrentText("Bethan Price")
    _fill_in(view, "CODE")
    with qtbot.waitSignal(view.asked) as asked:
        QTest.keyClick(view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert asked.args == [RecoveryAttempt("Bethan Price", "CODE", NEW)]
    assert NEW not in repr(asked.args)


def test_without_a_code_nothing_is_tried(qtbot: QtBot, view: RecoverView) -> None:
    _fill_in(view, "")
    with qtbot.assertNotEmitted(view.asked):
        button(view, "Open records").click()
    assert "Type the code from the sheet." in words(view)


def test_a_mistyped_code_is_told_beside_it_and_another_sheet_below(view: RecoverView) -> None:
    _fill_in(view, "CODE")
    button(view, "Open records").click()
    view.refuse(BadInputError("Group 3 is mistyped.", "Compare it."))
    assert "Group 3 is mistyped. Compare it." in words(view)
    button(view, "Open records").click()
    view.refuse(WrongPassphraseError("This code belongs to other records."))
    assert "This code belongs to other records." in words(view)
    assert "Group 3" not in words(view)


def test_escape_goes_back_to_the_passphrase(qtbot: QtBot, view: RecoverView) -> None:
    with qtbot.waitSignal(view.back):
        QTest.keyClick(view, Qt.Key.Key_Escape)
