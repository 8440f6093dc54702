"""Charts on the screen, in the colours of the window; what one shows is also said in words."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from desktop.ui.shared.look import look
from desktop.ui.shared.words import named

if TYPE_CHECKING:
    from reportlab.graphics.shapes import Drawing

    from desktop.exports.charts.theme import ChartTheme

_WIDTH, _NARROWEST = 720.0, 560.0
"""How wide charts are drawn at the usual size of text, and at the largest."""
_STRETCHED = 1.1
"""How much larger a chart is shown where there is room: its letters are as large as the page's then."""


@dataclass(frozen=True, slots=True)
class DrawnChart:
    """One chart: the picture as SVG, and what it shows in words."""

    svg: bytes
    words: str


@dataclass(frozen=True, slots=True)
class Dress:
    """In which colours and letters charts are drawn, and how large the text is."""

    dark: bool
    scale: float
    letters: str

    @property
    def theme(self) -> "ChartTheme":
        """The colours and sizes to draw with; with larger text fewer letters find room on a line."""
        from desktop.exports.charts.theme import SCREEN_DARK, SCREEN_LIGHT  # noqa: PLC0415  # only to draw

        return replace(SCREEN_DARK if self.dark else SCREEN_LIGHT, width=max(_WIDTH / self.scale, _NARROWEST))

    def drawn(self, drawing: "Drawing", words: str) -> DrawnChart:
        """Turn a drawing into a picture in the letters of the window; ``words`` say what it shows."""
        from desktop.exports.charts.svg import chart_svg  # noqa: PLC0415  # only to draw

        families = f"'{self.letters}'"  # Qt takes a list of several for the name of one
        return DrawnChart(chart_svg(drawing, words=words, families=families), words)


def as_the_window() -> Dress:
    """Take the colours, the letters and the size of text in force."""
    return Dress(look().palette.dark, look().scale, QApplication.font().family())


class ChartPicture(QWidget):
    """Draws one picture as there is room, its shape kept."""

    def __init__(self, chart: DrawnChart, name: str) -> None:
        super().__init__()
        named(self, name, chart.words)
        self._renderer = QSvgRenderer(QByteArray(chart.svg), self)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._widest = round(self._renderer.defaultSize().width() * look().scale * _STRETCHED)
        self.setMaximumWidth(self._widest)

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
        return round(min(width, self._widest) * size.height() / max(1, size.width()))

    def sizeHint(self) -> QSize:  # noqa: N802  (Qt's name)
        """Want the whole width there may be."""
        return QSize(self._widest, self.heightForWidth(self._widest))

    def minimumSizeHint(self) -> QSize:  # noqa: N802  (Qt's name)
        """Be content with a third of it."""
        width = self._widest // 3
        return QSize(width, self.heightForWidth(width))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  (Qt's name)
        """Draw the picture."""
        del event
        painter = QPainter(self)
        height = self.heightForWidth(self.width())
        self._renderer.render(painter, QRectF(0, 0, self.width(), height))
        painter.end()
