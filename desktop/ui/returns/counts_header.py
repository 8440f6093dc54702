"""Headings of a table of a return: words that break into lines, and over them what they share."""

from collections.abc import Iterator

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from desktop.ui.returns.counts_model import CountsModel
from desktop.ui.shared.look import look
from desktop.ui.shared.tokens import Space, TypeSize

_GROUP_LINE = 30
_WRAPPED = Qt.TextFlag.TextWordWrap


class CountsHeader(QHeaderView):
    """Draws the headings of one table: those of numbers to the right, groups over a line of their own."""

    def __init__(self, parent: QWidget, counts: CountsModel, air: int) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._counts = counts
        self.air = air
        self.setHighlightSections(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(1)

    @property
    def _grouped(self) -> bool:
        return any(self._counts.group(section) for section in range(self._counts.columnCount()))

    def sizeHint(self) -> QSize:  # noqa: N802  (Qt's name)
        """Ask for as many lines as the longest heading needs at the width of its column."""
        metrics = QFontMetrics(heading_font())
        highest = metrics.height()
        for section in range(self._counts.columnCount()):
            room = QRect(0, 0, max(self.sectionSize(section) - 2 * self.air, 1), 10_000)
            words = self._counts.heading(section)
            highest = max(highest, metrics.boundingRect(room, _WRAPPED, words).height())
        groups = look().px(_GROUP_LINE) if self._grouped else 0
        return QSize(self.length(), groups + highest + 2 * look().px(Space.S))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  (Qt's name)
        """Draw every heading, the groups over them, and the hairline below."""
        painter = QPainter(self.viewport())
        palette = look().palette
        painter.setFont(heading_font())
        painter.fillRect(event.rect(), QColor(palette.surface))
        top = look().px(_GROUP_LINE) if self._grouped else 0
        for section in range(self.count()):
            left, width = self.sectionViewportPosition(section), self.sectionSize(section)
            rect = QRect(left, top, width, self.height() - top).adjusted(self.air, 0, -self.air, 0)
            words = section < self._counts.leading
            side = Qt.AlignmentFlag.AlignLeft if words else Qt.AlignmentFlag.AlignRight
            painter.setPen(QColor(palette.muted))
            below = rect.adjusted(0, 0, 0, -look().px(Space.S))
            painter.drawText(
                below, side | Qt.AlignmentFlag.AlignBottom | _WRAPPED, self._counts.heading(section)
            )
        for words_over, rect in self._groups(top):
            self._paint_group(painter, rect, words_over)
        painter.setPen(QColor(palette.edge))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        painter.end()

    def _paint_group(self, painter: QPainter, rect: QRect, words: str) -> None:
        palette = look().palette
        painter.setPen(QColor(palette.ink))
        inside = rect.adjusted(self.air, 0, -self.air, 0)
        centred = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(inside, centred, words)
        painter.setPen(QColor(palette.line))
        painter.drawLine(inside.bottomLeft(), inside.bottomRight())

    def _groups(self, height: int) -> Iterator[tuple[str, QRect]]:
        """Give the words over several headings, and the room that these have together."""
        section = self._counts.leading
        while section < self.count():
            words, first = self._counts.group(section), section
            while section < self.count() and self._counts.group(section) == words:
                section += 1
            if words:
                left = self.sectionViewportPosition(first)
                width = sum(self.sectionSize(one) for one in range(first, section))
                yield words, QRect(left, 0, width, height)


def heading_font() -> QFont:
    """Give the type that headings are set in."""
    font = QFont()
    font.setPixelSize(look().px(TypeSize.SMALL))
    font.setWeight(QFont.Weight.DemiBold)
    return font
