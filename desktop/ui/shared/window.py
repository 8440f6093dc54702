"""The one window: it holds a screen, keeps nothing personal in its title, and remembers no view."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QWidget

from desktop.ui.shared.look import look
from desktop.ui.shared.mark import window_icon

_TITLE = "Alongside"
_WIDTH, _HEIGHT = 1180, 760
_LEAST_WIDTH, _LEAST_HEIGHT = 720, 520
_TITLE_BAR = 40  # pixels that the system's frame takes at most; it is known only once the window is shown


class Window(QMainWindow):
    """Shows one view at a time: welcome, set-up, unlock, or the shell."""

    closing = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle(_TITLE)
        self.setWindowIcon(window_icon())
        self.setMinimumSize(_LEAST_WIDTH, _LEAST_HEIGHT)
        room = self.screen().availableSize()
        scale = look().scale
        self.resize(
            min(round(_WIDTH * scale), room.width()), min(round(_HEIGHT * scale), room.height() - _TITLE_BAR)
        )

    def show_view(self, view: QWidget) -> None:
        """Put a view in place of the last one, which is taken apart."""
        old = self.takeCentralWidget()
        if old is not None:
            old.hide()
            old.deleteLater()
        self.setCentralWidget(view)
        arrive = getattr(view, "arrive", None)
        if callable(arrive):
            arrive()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802  (Qt's name)
        """Say that the window goes, so that everything begun is ended."""
        self.closing.emit()
        super().closeEvent(event)
