"""Saying who the return goes to, from the cover that misses it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QWidget

from desktop.ui.shared.buttons import primary, secondary
from desktop.ui.shared.fields import Field, text_input
from desktop.ui.shared.layouts import column, row
from desktop.ui.shared.look import look
from desktop.ui.shared.tokens import Space
from desktop.ui.shared.words import heading


class CommissionerDialog(QDialog):
    """Asks for the commissioner's name; ``named`` carries it."""

    named = Signal(str)

    def __init__(self, parent: QWidget | None, *, now: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Name the commissioner"))
        self.setMinimumWidth(look().px(460))
        self._line = text_input(now)
        hint = self.tr("Who pays for the service. It is printed on the cover of every return.")
        self._field = Field(self.tr("Commissioner"), self._line, hint=hint)
        self._save = primary(self.tr("Save"), self._ask)
        cancel = secondary(self.tr("Cancel"), self.reject)
        title = heading(self.tr("Name the commissioner"))
        buttons = row(None, cancel, self._save, space=Space.M)
        self.setLayout(column(title, self._field, buttons, space=Space.L, margin=Space.XL))
        self._line.setFocus()
        self._line.selectAll()

    def _ask(self) -> None:
        self._field.be_content()
        if self._line.text().strip():
            self._save.setEnabled(False)
            self.named.emit(self._line.text())
        else:
            self._field.complain(self.tr("Type who pays for the service."))

    def refuse(self, sentence: str) -> None:
        """Say beside the field why the name was not taken."""
        self._save.setEnabled(True)
        self._field.complain(sentence)
