"""What nobody caught: reported without a value in it, and apologised for."""

import sys
import threading
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal

from desktop.background.bugs import report_bug


class Mishaps(QObject):
    """Takes the place of Python's own report, which would print values; from ``watch`` until ``leave``."""

    happened = Signal(object)
    """A ``BugReport``, always in the screen's thread."""
    _caught_somewhere = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._caught_somewhere.connect(self.happened, Qt.ConnectionType.QueuedConnection)
        self._before = (sys.excepthook, threading.excepthook)

    def watch(self) -> None:
        """Begin to catch."""
        sys.excepthook = self._caught
        threading.excepthook = self._caught_in_thread

    def leave(self) -> None:
        """Put back what was there before."""
        sys.excepthook, threading.excepthook = self._before

    def _caught(self, _: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        report = report_bug(error.with_traceback(trace))
        sys.stderr.write(f"{report.text}\n")
        self._caught_somewhere.emit(report)

    def _caught_in_thread(self, caught: threading.ExceptHookArgs) -> None:
        if caught.exc_value is not None:
            self._caught(caught.exc_type, caught.exc_value, caught.exc_traceback)
