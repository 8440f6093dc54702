"""Types names into a line of text, key event by key event, and takes the time until the rows are painted."""

import time
from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractItemModel, QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QLineEdit

_PAUSE = 15  # milliseconds between a painting and the next key
_PATIENCE = 60_000  # milliseconds for one key, after which something is wrong
_NO_KEYS = Qt.KeyboardModifier.NoModifier


class Typist(QObject):
    """Types one name after another; ``heard`` is told how many milliseconds each key took, then ``finished``.

    A key's time ends when the list has new rows and their painting is over.
    """

    def __init__(
        self,
        line: QLineEdit,
        rows: QAbstractItemView,
        *,
        heard: Callable[[float], None],
        finished: Callable[[], None],
    ) -> None:
        super().__init__()
        self._line = line
        self._heard = heard
        self._finished = finished
        self._names: list[str] = []
        self._left = ""
        self._pressed = 0
        self._answered = False
        model: QAbstractItemModel = rows.model()
        model.modelReset.connect(self._note_answer)
        self._viewport = rows.viewport()
        self._viewport.installEventFilter(self)
        self._patience = QTimer(self, interval=_PATIENCE, singleShot=True)
        self._patience.timeout.connect(lambda: QCoreApplication.exit(1))

    def type_names(self, names: Sequence[str]) -> None:
        """Begin to type these names."""
        self._names = list(reversed(names))
        self._next_name()

    def stop(self) -> None:
        """Type no name after this one."""
        self._names.clear()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802  (Qt's name)
        """Notice the first painting after the answer; what is queued now runs when it is over."""
        if event.type() == QEvent.Type.Paint and self._answered:
            self._answered = False
            QTimer.singleShot(0, self, self._painted)
        return False

    def _next_name(self) -> None:
        self._line.clear()
        if not self._names:
            self._finished()
            return
        self._left = self._names.pop()
        QTimer.singleShot(_PAUSE, self, self._press)

    def _press(self) -> None:
        letter, self._left = self._left[0], self._left[1:]
        key = ord(letter.upper())
        self._answered = False
        self._patience.start()
        self._pressed = time.perf_counter_ns()
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QCoreApplication.postEvent(self._line, QKeyEvent(kind, key, _NO_KEYS, letter))

    def _note_answer(self) -> None:
        self._answered = self._pressed > 0

    def _painted(self) -> None:
        if not self._pressed:
            return
        self._heard((time.perf_counter_ns() - self._pressed) / 1e6)
        self._pressed = 0
        self._patience.stop()
        QTimer.singleShot(_PAUSE, self, self._press if self._left else self._next_name)
