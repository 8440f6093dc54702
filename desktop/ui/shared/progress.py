"""Long work: how far it is, what it is doing, and a way to stop it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from desktop.ui.shared.buttons import secondary
from desktop.ui.shared.layouts import column, row
from desktop.ui.shared.tokens import Space
from desktop.ui.shared.words import named, sentence


class Progress(QWidget):
    """Shows work under way; ``stopped`` asks for it to be given up, with nothing half done."""

    stopped = Signal()

    def __init__(self, doing: str) -> None:
        super().__init__()
        self._doing = sentence(doing)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 0)
        named(self._bar, doing)
        self._stop = secondary(self.tr("Stop"), self.stopped.emit)
        named(self._stop, self.tr("Stop this work"))
        line = row(self._bar, self._stop, space=Space.M)
        self.setLayout(column(self._doing, line, space=Space.S))

    def offer_stop(self, *, offered: bool) -> None:
        """Say whether the work may be given up half way."""
        self._stop.setVisible(offered)

    def show_step(self, done: int, of: int, doing: str = "") -> None:
        """Say how much is done; ``of`` is 0 while nobody can tell."""
        self._bar.setRange(0, of)
        self._bar.setValue(done)
        if doing:
            self._doing.setText(doing)
            named(self._bar, doing)
