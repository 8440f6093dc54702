"""The unlock screen: who, the passphrase, and what is said when it is not taken."""

import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from desktop.domain.attempts import wait_after
from desktop.errors import StoreBusyError, WrongPassphraseError
from desktop.ui.unlock.view import UnlockAttempt, UnlockView
from tests.ui.conftest import Show, button, labels, words

ROOT = Path(__file__).parents[3]
WRONG = WrongPassphraseError("That name and passphrase do not open these records.", "Type it again.")
NAMES = ("Amal Haddad", "Bethan Price")


def _line(view: UnlockView) -> QLineEdit:
    return next(line for line in view.findChildren(QLineEdit) if line.accessibleName() == "Passphrase")


def test_a_chosen_name_and_a_typed_passphrase_are_tried_with_enter(qtbot: QtBot, show: Show) -> None:
    view = UnlockView(names=NAMES)
    show(view)
    view.arrive()
    view.findChildren(QComboBox)[0].setCurrentText("Bethan Price")
    with qtbot.waitSignal(view.asked) as asked:
        QTest.keyClicks(_line(view), "kettle lantern")
        QTest.keyClick(_line(view), Qt.Key.Key_Return)
    assert asked.args == [UnlockAttempt("Bethan Price", "kettle lantern")]


def test_an_only_name_is_greeted_and_not_asked_for(show: Show) -> None:
    view = UnlockView(names=NAMES[:1])
    show(view)
    assert "Welcome back, Amal Haddad" in words(view)
    assert "Your name" not in words(view)


def test_an_empty_passphrase_is_not_tried(qtbot: QtBot, show: Show) -> None:
    view = UnlockView(names=NAMES)
    show(view)
    with qtbot.assertNotEmitted(view.asked):
        button(view, "Open records").click()
    assert "Type your passphrase." in words(view)


def test_a_wrong_passphrase_is_emptied_and_explained_beside_the_field(show: Show) -> None:
    view = UnlockView(names=NAMES)
    show(view)
    _line(view).setText("not this one")
    view.refuse(WRONG)
    assert _line(view).text() == ""
    assert str(WRONG) in words(view)
    assert _line(view).accessibleDescription() == str(WRONG)
    assert button(view, "Open records").isEnabled()


def test_the_third_wrong_passphrase_has_to_wait_and_then_may_be_tried(qtbot: QtBot, show: Show) -> None:
    view = UnlockView(names=NAMES)
    show(view)
    for _ in range(3):
        view.refuse(WRONG)
    assert not button(view, "Try again in 4 seconds").isEnabled()
    qtbot.waitUntil(lambda: "Open records" in labels(view), timeout=8_000)
    assert button(view, "Open records").isEnabled()


def test_the_wait_grows_so_that_ten_tries_take_five_minutes() -> None:
    waits = [wait_after(wrong) for wrong in range(10)]
    assert waits == sorted(waits)
    assert sum(waits) >= 300


def test_records_that_are_in_use_do_not_count_as_a_wrong_passphrase(show: Show) -> None:
    view = UnlockView(names=NAMES)
    show(view)
    for _ in range(5):
        view.refuse(StoreBusyError("Another Alongside has these records open."))
    assert button(view, "Open records").isEnabled()


def test_the_passphrase_is_hidden_until_it_is_shown_on_purpose(show: Show) -> None:
    view = UnlockView(names=NAMES)
    show(view)
    assert _line(view).echoMode() is QLineEdit.EchoMode.Password
    button(view, "Show the passphrase").click()
    assert _line(view).echoMode() is QLineEdit.EchoMode.Normal
    button(view, "Hide the passphrase").click()
    assert _line(view).echoMode() is QLineEdit.EchoMode.Password


def test_locked_capital_letters_are_noticed_while_typing(show: Show) -> None:
    view = UnlockView(names=NAMES)
    show(view)
    QTest.keyClicks(_line(view), "K")
    assert "Caps Lock" in words(view)
    QTest.keyClicks(_line(view), "k")
    assert "Caps Lock" not in words(view)


def test_the_passphrase_stands_in_no_text() -> None:
    assert "lantern" not in repr(UnlockAttempt("Amal", "kettle lantern"))


def test_the_unlock_screen_loads_neither_records_nor_icons() -> None:
    look = "import sys, desktop.ui.unlock.view; print(sorted({name.split('.')[0] for name in sys.modules}))"
    done = subprocess.run(
        [sys.executable, "-c", look], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    )
    for heavy in ("sqlalchemy", "sqlcipher3", "qtawesome", "reportlab", "cryptography"):
        assert f"'{heavy}'" not in done.stdout
