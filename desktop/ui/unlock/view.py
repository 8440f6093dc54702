"""The unlock screen: who you are, your passphrase, and what to do when it is not taken.

Painted before anything else is loaded: it knows no icons, no tables and no records.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFrame, QLineEdit, QWidget

from desktop.domain.attempts import wait_after
from desktop.errors import AlongsideError, WrongPassphraseError
from desktop.ui.shared.buttons import primary, quiet
from desktop.ui.shared.fields import Field, Passphrase, text_input
from desktop.ui.shared.layouts import card, column, holder, row
from desktop.ui.shared.look import look
from desktop.ui.shared.mark import Mark
from desktop.ui.shared.screen import Screen
from desktop.ui.shared.tokens import Space
from desktop.ui.shared.words import counted, heading, muted, plain_tip, small

_WIDTH = 430
_SECOND = 1000


@dataclass(frozen=True, slots=True)
class UnlockAttempt:
    """A name and a passphrase to try; the passphrase is kept out of every text."""

    name: str
    passphrase: str

    def __repr__(self) -> str:
        return "UnlockAttempt(…)"


class UnlockView(Screen):
    """Asks who you are; ``asked`` carries an ``UnlockAttempt``.

    ``other_records`` wants another folder, ``lost`` the way in with the recovery sheet.
    """

    asked = Signal(object)
    other_records = Signal()
    lost = Signal()

    def __init__(self, *, service: str = "", names: Sequence[str] = (), folder: str = "") -> None:
        super().__init__()
        self._left = 0
        self._wrong = 0
        self._clock = QTimer(self)
        self._clock.setInterval(_SECOND)
        self._clock.timeout.connect(self._tick)
        self._who = self._build_who(names)
        self._passphrase = Passphrase()
        self._capitals = small(self.tr("Capital letters are locked (Caps Lock)."))
        self._capitals.hide()
        self._passphrase.capitals.connect(self._capitals.setVisible)
        self._field = Field(self.tr("Passphrase"), self._passphrase, below=holder(column(self._capitals)))
        self._open = primary(self.tr("Open records"), self._ask)
        self._passphrase.input.returnPressed.connect(self._open.click)
        self._build(service, names, folder)

    def _build_who(self, names: Sequence[str]) -> QComboBox | QLineEdit:
        if not names:
            return text_input()
        choice = QComboBox()
        choice.addItems(list(names))
        return choice

    def _build(self, service: str, names: Sequence[str], folder: str) -> None:
        self._who_field = Field(self.tr("Your name"), self._who)
        only = names[0] if len(names) == 1 else ""
        self._who_field.setVisible(not only)
        box = card(
            *self._build_welcome(service, only),
            Space.XS,
            self._who_field,
            self._field,
            self._open,
            space=Space.L,
            margin=32,
        )
        box.setFixedWidth(look().px(_WIDTH))
        middle = row(None, holder(column(box, self._build_foot(folder), space=Space.M)), None)
        self.setLayout(column(None, middle, None, None, margin=Space.XL))

    def _build_welcome(self, service: str, only: str) -> tuple[QWidget, ...]:
        greeting = self.tr("Welcome back, %1").replace("%1", only) if only else self.tr("Welcome back")
        words = [heading(greeting)]
        if service:
            words.append(muted(service))
        line = row(Mark(44), column(None, *words, None, space=Space.HAIR), space=Space.M)
        line.setStretch(1, 1)
        return (holder(line),)

    def _build_foot(self, folder: str) -> QFrame | QWidget:
        lost = quiet(self.tr("I lost my passphrase"), self.lost.emit)
        other = quiet(self.tr("Open other records"), self.other_records.emit)
        other.setToolTip(plain_tip(folder))
        return holder(row(None, lost, other, None, space=Space.L))

    def arrive(self) -> None:
        """Go to the passphrase, or to the name if it must be typed."""
        first: QWidget = self._passphrase if isinstance(self._who, QComboBox) else self._who
        first.setFocus()

    @property
    def name(self) -> str:
        """Who is signing in."""
        return self._who.currentText() if isinstance(self._who, QComboBox) else self._who.text().strip()

    def _ask(self) -> None:
        if self._left or not self._open.isEnabled():
            return
        self._who_field.be_content()
        self._field.be_content()
        if not self.name:
            self._who_field.complain(self.tr("Type your name as it was set up."))
        elif not self._passphrase.text():
            self._field.complain(self.tr("Type your passphrase."))
        else:
            self.show_busy()
            self.asked.emit(UnlockAttempt(self.name, self._passphrase.text()))

    def show_busy(self) -> None:
        """Say that the passphrase is being tried (this takes about half a second on purpose)."""
        self._open.setEnabled(False)
        self._open.setText(self.tr("Opening…"))

    def refuse(self, error: AlongsideError) -> None:
        """Say beside the passphrase why it was not taken; after a few wrong ones, wait before the next."""
        self._passphrase.forget()
        self._field.complain(str(error))
        if isinstance(error, WrongPassphraseError):
            self._wrong += 1
        self._left = wait_after(self._wrong)
        self._show_wait()
        if self._left:
            self._clock.start()

    def _tick(self) -> None:
        self._left -= 1
        self._show_wait()
        if self._left <= 0:
            self._clock.stop()

    def _show_wait(self) -> None:
        self._open.setEnabled(self._left <= 0)
        if self._left > 0:
            one, many = self.tr("Try again in 1 second"), self.tr("Try again in %1 seconds")
            self._open.setText(counted(self._left, one, many))
        else:
            self._open.setText(self.tr("Open records"))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  (Qt's name)
        """Let Ctrl+Enter open the records as Enter does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open.click()
        else:
            super().keyPressEvent(event)
