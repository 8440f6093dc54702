"""Reading, checking or bringing in a list: how far it is, and a way to stop it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from desktop.background.progress import Step
from desktop.ui.shared.layouts import column, holder
from desktop.ui.shared.pages import middle
from desktop.ui.shared.progress import Progress
from desktop.ui.shared.screen import Screen
from desktop.ui.shared.words import muted, whole_number


class WorkingView(Screen):
    """Shows work under way; ``stopped`` asks for it to be given up, with nothing half done."""

    stopped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._progress = Progress(self.tr("Reading your list…"))
        self._progress.stopped.connect(self.stopped)
        self._how_far = muted("")
        self._how_far.setMinimumHeight(self._how_far.fontMetrics().height())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(middle(holder(column(self._progress, self._how_far)), width=460))

    def show_doing(self, doing: str, *, may_stop: bool = True) -> None:
        """Say what is being done, and whether it may be stopped; how long it takes is not known yet."""
        self._progress.offer_stop(offered=may_stop)
        self._how_far.setText("")
        self._progress.show_step(0, 0, doing)

    def show_step(self, step: Step) -> None:
        """Say how many rows are done."""
        self._progress.show_step(step.done, step.total)
        words = self.tr("%1 of %2 rows").replace("%1", whole_number(step.done))
        self._how_far.setText(words.replace("%2", whole_number(step.total)) if step.total else "")

    def step_back(self) -> bool:
        """Stop the work."""
        self.stopped.emit()
        return True

    def arrive(self) -> None:
        """Put the focus on the button that stops it."""
        self._progress.setFocus()
