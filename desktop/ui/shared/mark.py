"""The sign of the program: two people side by side, drawn without any file."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from desktop.ui.shared.look import look
from desktop.ui.shared.tokens import LIGHT

_ICON_SIDES = (16, 24, 32, 48, 64, 128, 256)


def _paint(painter: QPainter, side: float, near: str, beside: str) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    for colour, left, top in ((beside, 0.50, 0.10), (near, 0.14, 0.22)):
        painter.setBrush(QColor(colour))
        painter.drawEllipse(QRectF(left * side + 0.06 * side, top * side, 0.24 * side, 0.24 * side))
        body = QRectF(left * side, (top + 0.29) * side, 0.36 * side, (0.92 - top - 0.29) * side)
        painter.drawRoundedRect(body, 0.16 * side, 0.16 * side)


class Mark(QWidget):
    """The sign in the colours of the look."""

    def __init__(self, side: int = 32) -> None:
        super().__init__()
        self._side = look().px(side)
        self.setFixedSize(self._side, self._side)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  (Qt's name)
        """Draw the sign."""
        palette = look().palette
        painter = QPainter(self)
        _paint(painter, self._side, palette.accent, palette.edge)
        painter.end()


def window_icon() -> QIcon:
    """Draw the sign for the title bar and the task list."""
    made = QIcon()
    for side in _ICON_SIDES:
        pixmap = QPixmap(QSize(side, side))
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        _paint(painter, side, LIGHT.accent, LIGHT.edge)
        painter.end()
        made.addPixmap(pixmap)
    return made
