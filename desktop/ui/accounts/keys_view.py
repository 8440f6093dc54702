"""New keys on their way: how far it is, what waits meanwhile, and a way to stop."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from desktop.background.progress import Step
from desktop.ui.shared.layouts import column, holder
from desktop.ui.shared.pages import middle
from desktop.ui.shared.progress import Progress
from desktop.ui.shared.screen import Screen
from desktop.ui.shared.words import muted


class KeysView(Screen):
    """Shows the records being put under new keys; ``stopped`` asks to leave everything as it was."""

    stopped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._progress = Progress(self.tr("Putting the records under new keys…"))
        self._progress.stopped.connect(self.stopped)
        words = self.tr("Everything else waits until this is done. Stopping it leaves all as it was.")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(middle(holder(column(self._progress, muted(words))), width=460))

    def begin(self) -> None:
        """Begin anew: how long it takes is not known yet."""
        self._progress.show_step(0, 0)

    def show_step(self, step: Step) -> None:
        """Say how much of the copy is checked."""
        self._progress.show_step(step.done, step.total)

    def arrive(self) -> None:
        """Put the focus on the button that stops it."""
        self._progress.setFocus()

    def step_back(self) -> bool:
        """Stop it."""
        self.stopped.emit()
        return True
