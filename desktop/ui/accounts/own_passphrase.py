"""Changing one's own passphrase, from wherever one is."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QSizePolicy, QWidget

from desktop.errors import AlongsideError, WrongPassphraseError
from desktop.ui.accounts.asked import OwnPassphraseAsked
from desktop.ui.shared.buttons import primary, secondary
from desktop.ui.shared.fields import Field, Passphrase
from desktop.ui.shared.layouts import column, row
from desktop.ui.shared.look import look
from desktop.ui.shared.new_passphrase import NewPassphrase
from desktop.ui.shared.strength import Judge
from desktop.ui.shared.tokens import Space
from desktop.ui.shared.words import heading, problem, sentence


class OwnPassphraseDialog(QDialog):
    """Asks for the passphrase until now and a new one; ``asked`` carries an ``OwnPassphraseAsked``."""

    asked = Signal(object)

    def __init__(self, parent: QWidget | None, *, name: str, judge: Judge) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Change your passphrase"))
        self.setMinimumWidth(look().px(480))
        self._old = Passphrase()
        self._old_field = Field(self.tr("Your passphrase until now"), self._old)
        self._old_field.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._new = NewPassphrase(judge)
        self._new.about = (name,)
        self._problem = problem()
        self._go_on = primary(self.tr("Change it"), self._ask)
        words = sentence(
            self.tr("From now on only the new one opens these records. Copies made before open as they did.")
        )
        buttons = row(None, secondary(self.tr("Cancel"), self.reject), self._go_on, space=Space.M)
        items = (heading(self.tr("Change your passphrase")), words, self._old_field, self._new)
        self.setLayout(column(*items, self._problem, None, buttons, space=Space.L, margin=Space.XL))
        self._old.setFocus()

    def _ask(self) -> None:
        self._old_field.be_content()
        self._problem.hide()
        if not self._old.text():
            self._old_field.complain(self.tr("Type the passphrase you signed in with."))
        elif self._new.check():
            self._go_on.setEnabled(False)
            self.asked.emit(OwnPassphraseAsked(self._old.text(), self._new.passphrase.text()))

    def refuse(self, error: AlongsideError) -> None:
        """Say why it could not be changed."""
        self._go_on.setEnabled(True)
        if isinstance(error, WrongPassphraseError):
            self._old_field.complain(self.tr("This is not your passphrase. Check Caps Lock and try again."))
            return
        self._problem.setText(str(error))
        self._problem.show()
