"""A real person with an open case, and the panel beside their page, in which forms open and are saved."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.background.tasks import Tasks
from desktop.errors import AlongsideError
from desktop.ui.people.about import AboutPerson, Adding, CaseChoice, Opening
from desktop.ui.shared.drafts import DraftKeeper
from desktop.ui.shared.form import Form
from desktop.ui.shared.opened import Opened
from desktop.ui.shared.side_panel import WithPanel
from desktop.ui.shared.stale import SettleDialog
from tests.services.made_case import TODAY, MadeCase

T = TypeVar("T")
CONTROL = Qt.KeyboardModifier.ControlModifier


def in_sight(screen: QWidget) -> str:
    """Read everything in sight, from top to bottom."""
    return "\n".join(label.text() for label in screen.findChildren(QLabel) if label.isVisibleTo(screen))


class Beside:
    """Opens what is added and what is there, types, saves, and reads back."""

    def __init__(
        self, qtbot: QtBot, panel: WithPanel, tasks: Tasks, drafts: DraftKeeper, made: MadeCase
    ) -> None:
        self.qtbot = qtbot
        self.panel = panel
        self.made = made
        self.tasks = tasks
        self.drafts = drafts
        self.told: list[AlongsideError] = []
        tasks.unclaimed.connect(self.told.append)

    def about(self, *, is_open: bool = True) -> AboutPerson:
        """Give the person as their page does."""
        return AboutPerson(
            tasks=self.tasks,
            actor=self.made.actor,
            drafts=self.drafts,
            person_id=self.made.person,
            name="Ada Wren",
            cases=(CaseChoice(self.made.case, "C-0001 · Burglary", is_open=is_open),),
            lists=self.made.lists,
            today=TODAY,
        )

    def begin(self, addings: Iterable[Adding], label: str, *, is_open: bool = True) -> Form:
        """Choose something from the menu of what can be added."""
        adding = next(one for one in addings if one.label == label)
        adding.begin(self.about(is_open=is_open), self.panel.open_form)
        return self.form()

    def open(self, openings: Iterable[Opening], kind: str, record_id: UUID) -> Opened:
        """Open an entry of the timeline."""
        opening = next(one for one in openings if one.kind == kind)
        opening.open(self.about(), record_id, self.panel.open_form, self.panel.open)
        return self.page()

    def form(self) -> Form:
        """Wait for a form in the panel."""
        self.until(lambda: isinstance(self.panel.inside, Form))
        form = self.panel.inside
        assert isinstance(form, Form)
        return form

    def page(self) -> Opened:
        """Wait for something to be read in the panel."""
        self.until(lambda: isinstance(self.panel.inside, Opened))
        page = self.panel.inside
        assert isinstance(page, Opened)
        return page

    def press_button(self, name: str) -> None:
        """Press a button of the panel with the space bar; its name may go on."""
        found = [
            each
            for each in self.panel.findChildren(QPushButton)
            if each.isVisibleTo(self.panel) and (each.accessibleName() or each.text()).startswith(name)
        ]
        assert found, f"no button {name}"
        found[0].setFocus()
        QTest.keyClick(found[0], Qt.Key.Key_Space)

    def press(self, key: Qt.Key, *, control: bool = False) -> None:
        """Press a key wherever the focus is."""
        focused = QApplication.focusWidget() or self.panel
        QTest.keyClick(focused, key, CONTROL if control else Qt.KeyboardModifier.NoModifier)

    def type_into(self, form: Form, key: str, text: str) -> None:
        """Type into a field with the keyboard."""
        control = form.fields[key].input.control
        control.setFocus()
        QTest.keyClicks(control, text)

    def save(self) -> None:
        """Save with Ctrl+Enter, from wherever the focus is."""
        self.press(Qt.Key.Key_Return, control=True)

    def save_and_close(self) -> None:
        """Save, and wait until the form has gone."""
        form = self.form()
        self.save()
        self.until(lambda: self.panel.inside is not form)

    def until(self, true: Callable[[], object]) -> None:
        """Wait until something holds."""
        self.qtbot.waitUntil(lambda: bool(true()), timeout=15_000)

    def wait_for(self, text: str, screen: QWidget | None = None) -> None:
        """Wait until words are in sight."""
        self.until(lambda: text in in_sight(screen or self.panel))

    def settle(self, choose: str) -> None:
        """Choose for every field what should stand, in the question after two wrote."""
        self.until(lambda: self.panel.findChildren(SettleDialog))
        dialog = self.panel.findChildren(SettleDialog)[0]
        for radio in dialog.findChildren(QWidget):
            if radio.accessibleName().endswith(choose):
                QTest.mouseClick(radio, Qt.MouseButton.LeftButton)
        next(one for one in dialog.findChildren(QPushButton) if one.text() == "Take what I chose").click()
        self.until(lambda: not self.panel.findChildren(SettleDialog))
        self.panel.activateWindow()
        self.until(self.panel.isActiveWindow)
        self.form().arrive()

    def ask(self, question: Callable[..., T], **words_of: Any) -> T:
        """Read back what is recorded about the person."""
        return self.made.ask(question, person_id=self.made.person, code_lists=self.made.lists, **words_of)
