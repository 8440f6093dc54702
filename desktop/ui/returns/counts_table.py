"""A table of a return on screen: every number a cell that the keyboard reaches and Enter opens."""

from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QFocusEvent, QFont, QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from desktop.returns.layouts import LabelKind
from desktop.returns.result import Table
from desktop.ui.returns.asked import CellChosen
from desktop.ui.shared.look import look
from desktop.ui.shared.tokens import Space, TypeSize
from desktop.ui.shared.words import named, translate

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_CODE_WIDTH, _NUMBER_WIDTH, _NARROW, _LEAST_WORDS = 72, 116, 72, 150
_LINE = 36
_SUM_ROLE = Qt.ItemDataRole.UserRole + 1
_FIRST_SUM_ROLE = Qt.ItemDataRole.UserRole + 2


class CountsModel(QAbstractTableModel):
    """One table of a return: perhaps codes, then words, then a column of numbers for each heading."""

    def __init__(self, table: Table) -> None:
        super().__init__()
        self._table = table
        self.leading = 2 if table.show_codes else 1

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802  (Qt's name)
        """Count the rows."""
        return 0 if parent.isValid() else len(self._table.rows.items)

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802  (Qt's name)
        """Count the columns, those of words too."""
        return 0 if parent.isValid() else self.leading + len(self._table.columns.items)

    def headerData(  # noqa: N802  (Qt's name)
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Give a column's heading."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._heading(section)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(section < self.leading)
        return None

    def _heading(self, section: int) -> str:
        if section >= self.leading:
            return self._table.columns.labels[section - self.leading]
        if self._table.show_codes and section == 0:
            return translate("CountsTable", "Code")
        return self._table.title

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give what a cell shows, and what it says to a screen reader."""
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(index)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(index.column() < self.leading)
        if role in (_SUM_ROLE, _FIRST_SUM_ROLE):
            follows_sum = role == _FIRST_SUM_ROLE and self._is_sum(index.row() - 1)
            return self._is_sum(index.row()) and not follows_sum
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(index)
        return None

    def _is_sum(self, row: int) -> bool:
        return row >= 0 and self._table.rows.items[row].kind is not LabelKind.CATEGORY

    def _text(self, index: Index) -> str:
        item = self._table.rows.items[index.row()]
        if index.column() >= self.leading:
            return self._table.cells[index.row()][index.column() - self.leading].shown
        if index.column() == self.leading - 1:
            return item.label
        return "" if item.kind is not LabelKind.CATEGORY else item.code

    def _spoken(self, index: Index) -> str:
        text = self._text(index)
        if index.column() < self.leading:
            return text
        words = (self._table.rows.labels[index.row()], self._heading(index.column()))
        return f"{', '.join(words)}: {text}"

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let only numbers be chosen; the words beside them are passed over."""
        if index.column() < self.leading:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def cell_at(self, index: Index) -> CellChosen:
        """Name the number at a place."""
        row = self._table.rows.codes[index.row()]
        column = self._table.columns.codes[index.column() - self.leading]
        return CellChosen(self._table.id, row, column)


def _side(left: bool) -> Qt.AlignmentFlag:  # noqa: FBT001  (left or right)
    side = Qt.AlignmentFlag.AlignLeft if left else Qt.AlignmentFlag.AlignRight
    return side | Qt.AlignmentFlag.AlignVCenter


class CountsDelegate(QStyledItemDelegate):
    """Draws words and numbers as a printed table does: hairlines, sums in bold below a stronger line."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the ground, the lines, and what the cell says."""
        painter.save()
        palette = look().palette
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        is_sum = bool(index.data(_SUM_ROLE))
        ground = palette.accent_soft if chosen else palette.sunken if is_sum else palette.surface
        painter.fillRect(rect, QColor(ground))
        painter.setPen(QColor(palette.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if index.data(_FIRST_SUM_ROLE):
            painter.setPen(QColor(palette.edge))
            painter.drawLine(rect.topLeft(), rect.topRight())
        if chosen and state & QStyle.StateFlag.State_Active:
            painter.setPen(QPen(QColor(palette.focus), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -1))
        self._paint_words(painter, rect, index, strong=is_sum or chosen)
        painter.restore()

    def _paint_words(self, painter: QPainter, rect: QRect, index: Index, *, strong: bool) -> None:
        text = str(index.data() or "")
        painter.setFont(_font(strong=strong))
        painter.setPen(QColor(look().palette.muted if text == "0" else look().palette.ink))
        side = look().px(Space.M)
        flags = Qt.AlignmentFlag(index.data(Qt.ItemDataRole.TextAlignmentRole)) | Qt.TextFlag.TextWordWrap
        painter.drawText(rect.adjusted(side, 0, -side, 0), flags, text)

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802  (Qt's name)
        """Ask for as many lines as the words need at the width of their column."""
        view = self.parent()
        width = view.columnWidth(index.column()) if isinstance(view, QTableView) else 0
        room = QRect(0, 0, max(width - 2 * look().px(Space.M), 1), 10_000)
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft
        metrics = QFontMetrics(_font(strong=True))
        needed = metrics.boundingRect(room, flags, str(index.data() or "")).height() + 2 * look().px(Space.S)
        return QSize(width, max(needed, look().px(_LINE)))


def _font(*, strong: bool) -> QFont:
    font = QFont()
    font.setPixelSize(look().px(TypeSize.BODY))
    font.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    return font


class CountsTable(QTableView):
    """Shows one table at full height; ``opened`` carries the ``CellChosen``."""

    opened = Signal(object)
    moved = Signal(object)
    """The rectangle of the cell that the keyboard came to, so that the page can bring it into sight."""

    def __init__(self, table: Table) -> None:
        super().__init__()
        named(
            self, table.title, translate("CountsTable", "Arrow keys choose a number, Enter shows who it is")
        )
        self._table = table
        self._counts = CountsModel(table)
        self.setModel(self._counts)
        self.setItemDelegate(CountsDelegate(self))
        self._build_behaviour()
        self._build_headers()
        self.clicked.connect(self._open)

    def _build_behaviour(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)

    def _build_headers(self) -> None:
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(look().px(_LINE))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignVCenter)

    def _lay_out(self) -> None:
        """Give the words what the numbers leave, each row the lines it needs, and the table its height."""
        widths = self._widths()
        room = self.viewport().width()
        words = self._counts.leading - 1
        widths[words] = max(room - sum(widths), look().px(_LEAST_WORDS))
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width)
        self.resizeRowsToContents()
        height = self.horizontalHeader().sizeHint().height() + self.verticalHeader().length()
        wider = sum(widths) > room
        policy = Qt.ScrollBarPolicy.ScrollBarAlwaysOn if wider else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setHorizontalScrollBarPolicy(policy)
        if wider:
            height += self.horizontalScrollBar().sizeHint().height()
        self.setFixedHeight(height + 2 * self.frameWidth() + look().px(Space.HAIR))

    def _widths(self) -> list[int]:
        """Give every column what its heading needs; the words of the rows nothing yet."""
        metrics = QFontMetrics(_font(strong=True))
        least = look().px(_NUMBER_WIDTH if len(self._table.columns.items) == 1 else _NARROW)
        codes = [look().px(_CODE_WIDTH)] * (self._counts.leading - 1)
        numbers = [
            max(metrics.horizontalAdvance(words) + 2 * look().px(Space.M), least)
            for words in self._table.columns.labels
        ]
        return [*codes, 0, *numbers]

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  (Qt's name)
        """Lay the columns out anew for another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._lay_out()

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802  (Qt's name)
        """Tell where the keyboard came to."""
        super().currentChanged(current, previous)
        if current.isValid():
            self.moved.emit(self.visualRect(current))

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802  (Qt's name)
        """Begin at the chosen number, or at the first; the page would show the middle of a long table."""
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            QTimer.singleShot(0, self, self._tell_place)  # after the page has brought in the whole table

    def _tell_place(self) -> None:
        current = self.currentIndex()
        first = self._counts.index(0, self._counts.leading)
        self.moved.emit(self.visualRect(current if current.isValid() else first))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  (Qt's name)
        """Open the chosen number with Enter; the first arrow key chooses the first number."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        elif not self.currentIndex().isValid() and event.key() in _ARROWS:
            self.choose_first()
        else:
            super().keyPressEvent(event)

    def choose_first(self) -> None:
        """Choose the first number."""
        self.setCurrentIndex(self._counts.index(0, self._counts.leading))

    def _open(self, index: Index) -> None:
        if index.isValid() and index.column() >= self._counts.leading:
            self.opened.emit(self._counts.cell_at(index))

    def let_go(self) -> None:
        """Choose no number here: one of another table was opened."""
        self.clearSelection()
        self.setCurrentIndex(QModelIndex())

    @property
    def table(self) -> Table:
        """The table of the return shown here."""
        return self._table


_ARROWS = frozenset({Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Space})
