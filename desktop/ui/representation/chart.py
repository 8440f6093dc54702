"""A picture of a comparison on the screen; what it shows is also said in words."""

from PySide6.QtCore import QByteArray, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui.shared.look import look
from desktop.ui.shared.words import named

_WIDEST = 900


class ChartPicture(QWidget):
    """Draws one picture as there is room, its shape kept."""

    def __init__(self, svg: bytes, name: str, words: str) -> None:
        super().__init__()
        named(self, name, words)
        self._renderer = QSvgRenderer(QByteArray(svg), self)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMaximumWidth(look().px(_WIDEST))

    @property
    def words(self) -> str:
        """What the picture shows, in words."""
        return self.accessibleDescription()

    def hasHeightForWidth(self) -> bool:  # noqa: N802  (Qt's name)
        """Say that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802  (Qt's name)
        """Give the height at a width."""
        size = self._renderer.defaultSize()
        return round(width * size.height() / max(1, size.width()))

    def sizeHint(self) -> QSize:  # noqa: N802  (Qt's name)
        """Want the whole width there may be."""
        width = look().px(_WIDEST)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:  # noqa: N802  (Qt's name)
        """Be content with a third of it."""
        width = look().px(_WIDEST // 3)
        return QSize(width, self.heightForWidth(width))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  (Qt's name)
        """Draw the picture."""
        del event
        painter = QPainter(self)
        height = self.heightForWidth(self.width())
        self._renderer.render(painter, QRectF(0, 0, self.width(), height))
        painter.end()
