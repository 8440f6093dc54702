"""The way back in when a passphrase is lost: the code from the recovery sheet, and a new passphrase."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QVBoxLayout

from desktop.errors import AlongsideError, BadInputError
from desktop.ui.shared.buttons import primary, quiet
from desktop.ui.shared.fields import Field, code_input
from desktop.ui.shared.layouts import card, column, holder, row, scrolled
from desktop.ui.shared.new_passphrase import NewPassphrase
from desktop.ui.shared.pages import middle
from desktop.ui.shared.screen import Screen
from desktop.ui.shared.strength import Judge
from desktop.ui.shared.tokens import Space
from desktop.ui.shared.words import problem, sentence, title


@dataclass(frozen=True, slots=True)
class RecoveryAttempt:
    """Who is let in again with the code of the sheet, and their new passphrase; kept out of every text."""

    name: str
    code: str
    passphrase: str

    def __repr__(self) -> str:
        return "RecoveryAttempt(…)"


class RecoverView(Screen):
    """Asks for the code; ``asked`` carries a ``RecoveryAttempt``, ``back`` returns to the passphrase."""

    asked = Signal(object)
    back = Signal()

    def __init__(self, *, names: Sequence[str], judge: Judge) -> None:
        super().__init__()
        self._who = QComboBox()
        self._who.addItems(list(names))
        self._code = code_input()
        self._code_field = Field(
            self.tr("Recovery code, from the sheet"),
            self._code,
            hint=self.tr("Large or small letters; dashes and spaces do not matter."),
        )
        self._new = NewPassphrase(judge)
        self._problem = problem()
        self._open = primary(self.tr("Open records"), self._ask)
        self._build(several=len(names) > 1)

    def _build(self, *, several: bool) -> None:
        who = Field(self.tr("Your name"), self._who)
        who.setVisible(several)
        words = column(
            title(self.tr("Back in with the recovery sheet")),
            sentence(
                self.tr("Type the code from the sheet, then choose a new passphrase. The code stays good.")
            ),
            space=Space.XS,
        )
        buttons = row(quiet(self.tr("Back"), self.back.emit), None, self._open, space=Space.M)
        fields = (who, self._code_field, self._new)
        box = card(holder(words), *fields, self._problem, buttons, space=Space.XL, margin=32)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scrolled(middle(box)))

    def arrive(self) -> None:
        """Begin with the code."""
        self._code.setFocus()

    def step_back(self) -> bool:
        """Return to the passphrase."""
        self.back.emit()
        return True

    def _ask(self) -> None:
        self._code_field.be_content()
        self._problem.hide()
        self._new.about = (self._who.currentText(),)
        if not self._new.check():
            return
        if not self._code.toPlainText().strip():
            self._code_field.complain(self.tr("Type the code from the sheet."))
            return
        self._open.setEnabled(False)
        self._open.setText(self.tr("Opening…"))
        attempt = RecoveryAttempt(
            self._who.currentText(), self._code.toPlainText(), self._new.passphrase.text()
        )
        self.asked.emit(attempt)

    def refuse(self, error: AlongsideError) -> None:
        """Say what is wrong: with the code beside it, anything else below."""
        self._open.setEnabled(True)
        self._open.setText(self.tr("Open records"))
        if isinstance(error, BadInputError):
            self._code_field.complain(str(error))
        else:
            self._problem.setText(str(error))
            self._problem.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  (Qt's name)
        """Open with Enter or Ctrl+Enter, go back with Esc."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open.click()
        elif event.key() == Qt.Key.Key_Escape:
            self.back.emit()
        else:
            super().keyPressEvent(event)
