"""The words of a wide table's rows, kept in sight while the numbers beside them are scrolled."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QStyleOptionViewItem, QTableView, QWidget

from desktop.ui.returns.counts_header import CountsHeader, heading_font
from desktop.ui.shared.look import look
from desktop.ui.shared.tokens import Space


class WordsAside(QWidget):
    """Draws the leading columns of a table over its left edge once they would have gone out of sight."""

    def __init__(self, table: QTableView, header: CountsHeader, leading: int) -> None:
        super().__init__(table)
        self._table, self._header, self._leading = table, header, leading
        self.hide()

    @property
    def room(self) -> int:
        """How wide the words are, in pixels."""
        return sum(self._table.columnWidth(column) for column in range(self._leading))

    def place(self) -> None:
        """Stand over the words that were scrolled away, or nowhere."""
        edge = self._table.frameWidth()
        height = self._header.height() + self._table.verticalHeader().length()
        self.setGeometry(edge, edge, self.room, height)
        self.setVisible(self._table.horizontalScrollBar().value() > 0)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  (Qt's name)
        """Draw the words as the table draws them, and a line where the numbers pass below."""
        painter, palette = QPainter(self), look().palette
        painter.fillRect(event.rect(), QColor(palette.surface))
        top, left = self._header.height(), 0
        for column in range(self._leading):
            width = self._table.columnWidth(column)
            self._paint_column(painter, column, QRect(left, top, width, 0))
            left += width
        painter.setPen(QColor(palette.edge))
        painter.drawLine(0, top - 1, self.width(), top - 1)
        painter.drawLine(self.width() - 1, 0, self.width() - 1, self.height())
        painter.end()

    def _paint_column(self, painter: QPainter, column: int, below: QRect) -> None:
        model, delegate = self._table.model(), self._table.itemDelegate()
        for row in range(model.rowCount()):
            option = QStyleOptionViewItem()
            place = below.top() + self._table.rowViewportPosition(row)
            option.rect = QRect(below.left(), place, below.width(), self._table.rowHeight(row))
            delegate.paint(painter, option, model.index(row, column))
        words = str(model.headerData(column, Qt.Orientation.Horizontal) or "")
        room = QRect(below.left() + self._header.air, 0, below.width(), below.top() - look().px(Space.S))
        painter.setFont(heading_font())
        painter.setPen(QColor(look().palette.muted))
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, words)
