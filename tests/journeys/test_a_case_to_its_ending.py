"""A whole case from the keyboard: somebody new, a referral, a case, a call, and an agreed ending."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QWidget,
)

from desktop.ui.people.person_view import PersonView
from desktop.ui.shared.form import Form
from desktop.ui.shared.menu_button import MenuButton
from desktop.ui.shell.shell import Shell
from tests.journeys.conftest import PATIENCE, Desk

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


class Worker:
    """Works with the keyboard alone: what has the focus takes the keys."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def focused(self) -> QWidget:
        """Give what has the focus in the window."""
        held: QWidget | None = self.desk.program.window.focusWidget()
        return self.desk.program.window if held is None else held

    def key(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key wherever the focus is."""
        QTest.keyClick(self.focused(), key, held)

    def enter_on(self, name: str) -> None:
        """Go to a button as Tab does, and press it with Enter."""
        button = self.desk.see(QPushButton, name)
        button.setFocus(Qt.FocusReason.TabFocusReason)
        self.key(Qt.Key.Key_Return)

    def choose(self, line: str) -> None:
        """Choose a line of the menu that is open, with the arrow keys."""
        self.desk.qtbot.waitUntil(lambda: _menu() is not None, timeout=PATIENCE)
        menu = _menu()
        assert menu is not None
        for _ in menu.actions():
            if menu.activeAction().text().replace("&", "") == line:
                break
            QTest.keyClick(menu, Qt.Key.Key_Down)
        QTest.keyClick(menu, Qt.Key.Key_Return)

    def pick(self, name: str, answer: str) -> None:
        """Type an answer into a list, and take what it offers."""
        box = self.desk.see(QComboBox, name)
        box.setFocus(Qt.FocusReason.TabFocusReason)
        line = box.lineEdit() if box.isEditable() else None
        if line is not None:
            line.selectAll()
        QTest.keyClicks(line or box, answer)
        offered = QApplication.activePopupWidget()
        if offered is not None:
            if line is not None:
                QTest.keyClick(offered, Qt.Key.Key_Down)
            QTest.keyClick(offered if line is not None else box.view(), Qt.Key.Key_Return)
            self.desk.program.window.activateWindow()  # a list that closes unseen leaves no window active
            self.desk.qtbot.waitUntil(self.desk.program.window.isActiveWindow, timeout=PATIENCE)

    def form(self, name: str) -> Form:
        """Wait for the form with this title."""
        return self.desk.see(Form, name)

    def save(self, form: Form) -> None:
        """Save with Ctrl+Enter, and wait until the form is gone."""
        QTest.keyClick(form, Qt.Key.Key_Return, CONTROL)
        self.desk.qtbot.waitUntil(lambda: _is_gone(form), timeout=PATIENCE)

    def reads(self, words: str) -> None:
        """Wait until something stands on the page."""

        def stands() -> bool:
            labels = self.desk.program.window.findChildren(QLabel)
            return any(words in label.text() and label.isVisible() for label in labels)

        self.desk.qtbot.waitUntil(stands, timeout=PATIENCE)


def _menu() -> QMenu | None:
    opened = QApplication.activePopupWidget()
    return opened if isinstance(opened, QMenu) else None


def _is_gone(form: Form) -> bool:
    try:
        return not form.isVisible()
    except RuntimeError:
        return True


def _add_rosalind(worker: Worker) -> None:
    desk = worker.desk
    worker.key(Qt.Key.Key_K, CONTROL)
    desk.type(QLineEdit, "Find a person", "Rosalind Quayle")
    worker.enter_on("Not here? Add a person")
    form = worker.form("Add a person")
    desk.type(QLineEdit, "Telephone", "01632 960555")
    worker.pick("Is it safe?", "Safe")
    worker.save(form)
    desk.see(PersonView, "")
    worker.reads("Safe: the person confirmed it.")


def _refer_and_open(worker: Worker) -> None:
    worker.key(Qt.Key.Key_N, CONTROL | SHIFT)
    worker.choose("Record a referral")
    form = worker.form("Record a referral")
    worker.pick("Crime", "Burglary of a home")
    worker.save(form)
    button = "Open a case from referral "
    worker.desk.qtbot.waitUntil(lambda: _starting(worker, button) is not None, timeout=PATIENCE)
    opening = _starting(worker, button)
    assert opening is not None
    opening.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(opening, Qt.Key.Key_Return)
    worker.save(worker.form("Open a case"))
    worker.reads("Open case")


def _starting(worker: Worker, name: str) -> QPushButton | None:
    buttons = worker.desk.program.window.findChildren(QPushButton)
    return next((one for one in buttons if one.isVisible() and one.accessibleName().startswith(name)), None)


def _call(worker: Worker) -> None:
    worker.enter_on("Phone: Call")
    form = worker.form("Record a contact")
    worker.reads("01632 960555")
    worker.key(Qt.Key.Key_1)  # spoke with the person; the clock fills in the minutes
    worker.key(Qt.Key.Key_Y)  # still safe
    QTest.keyClicks(worker.focused(), "She sleeps better.")
    worker.save(form)
    view = worker.desk.see(PersonView, "")
    worker.desk.qtbot.waitUntil(
        lambda: any("Spoke with the person" in one.title for one in view.tabs.timeline.entries),
        timeout=PATIENCE,
    )


def _end(worker: Worker) -> None:
    menu = _starting(worker, "What to do with case ")
    assert isinstance(menu, MenuButton)
    menu.setFocus()
    worker.key(Qt.Key.Key_Return)
    worker.choose("End the case")
    form = worker.form("End the case")
    worker.pick("Why", "Needs met")
    for answer in ("Was it planned?: Yes", "Was the ending talked about with them?: Yes, and they agree"):
        radio = worker.desk.see(QRadioButton, answer)
        radio.setFocus()
        QTest.keyClick(radio, Qt.Key.Key_Space)
    worker.desk.type(QPlainTextEdit, "What they said, in their own words", "I can manage now.")
    worker.save(form)
    worker.reads("Closed case")


def test_somebody_new_is_helped_from_the_referral_to_an_ending_they_agree_to(desk: Desk) -> None:
    desk.press("Look around with made-up people")
    desk.qtbot.waitUntil(lambda: isinstance(desk.program.window.centralWidget(), Shell), timeout=PATIENCE)
    desk.program.window.activateWindow()
    desk.qtbot.waitUntil(desk.program.window.isActiveWindow, timeout=PATIENCE)
    worker = Worker(desk)
    _add_rosalind(worker)
    _refer_and_open(worker)
    _call(worker)
    _end(worker)
    view = desk.see(PersonView, "")
    ended = "Case closed: Needs met"
    happened = view.tabs.timeline
    desk.qtbot.waitUntil(lambda: any(one.title == ended for one in happened.entries), timeout=PATIENCE)
    told = next(one for one in happened.entries if one.title == ended)
    assert "I can manage now." in told.words
    assert "Agreed with the person" in told.facts
