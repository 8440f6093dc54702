"""The first sign-in: a passphrase of one's own in place of the one-time one."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout

from desktop.errors import AlongsideError
from desktop.ui.shared.buttons import primary, quiet
from desktop.ui.shared.layouts import card, column, holder, row, scrolled
from desktop.ui.shared.new_passphrase import NewPassphrase
from desktop.ui.shared.pages import middle
from desktop.ui.shared.screen import Screen
from desktop.ui.shared.strength import Judge
from desktop.ui.shared.tokens import Space
from desktop.ui.shared.words import problem, sentence, title


class FirstView(Screen):
    """Asks for an own passphrase; ``asked`` says that ``passphrase`` was chosen, ``back`` gives up."""

    asked = Signal()
    back = Signal()

    def __init__(self, *, name: str, judge: Judge) -> None:
        super().__init__()
        self._new = NewPassphrase(judge)
        self._new.about = (name,)
        self._problem = problem()
        self._open = primary(self.tr("Open records"), self._ask)
        words = column(
            title(self.tr("Welcome, %1").replace("%1", name)),
            sentence(
                self.tr(
                    "Somebody else knew the words you signed in with, so they are good for one time only. "
                    "Choose a passphrase that only you know: four or more words that do not belong together "
                    "are easiest to remember."
                )
            ),
            space=Space.XS,
        )
        buttons = row(quiet(self.tr("Back"), self.back.emit), None, self._open, space=Space.M)
        box = card(holder(words), self._new, self._problem, buttons, space=Space.XL, margin=32)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scrolled(middle(box)))

    @property
    def passphrase(self) -> str:
        """What was chosen."""
        return self._new.passphrase.text()

    def arrive(self) -> None:
        """Begin with the passphrase."""
        self._new.passphrase.setFocus()

    def step_back(self) -> bool:
        """Return to the names."""
        self.back.emit()
        return True

    def _ask(self) -> None:
        self._problem.hide()
        if self._open.isEnabled() and self._new.check():
            self._open.setEnabled(False)
            self._open.setText(self.tr("Opening…"))
            self.asked.emit()

    def refuse(self, error: AlongsideError) -> None:
        """Say why the records did not open."""
        self._open.setEnabled(True)
        self._open.setText(self.tr("Open records"))
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
