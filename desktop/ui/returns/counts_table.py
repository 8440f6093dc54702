"""A table of a return on screen: every number a cell that the keyboard reaches and Enter opens."""

import re
from collections.abc import Callable
from itertools import chain

from PySide6.QtCore import QModelIndex, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from desktop.returns.document import ShownTable, is_sum
from desktop.ui.returns.counts_header import CountsHeader, heading_font
from desktop.ui.returns.counts_model import (
    BESIDE_ROLE,
    FIRST_SUM_ROLE,
    LEVEL_ROLE,
    SUM_ROLE,
    CountsModel,
    Index,
)
from desktop.ui.returns.words_aside import WordsAside
from desktop.ui.shared.look import look
from desktop.ui.shared.tokens import Space, TypeSize
from desktop.ui.shared.words import named, translate

_CODE_WIDTH, _NARROW, _LEAST_WORDS = 72, 62, 170
_LINE = 32
_STEP = 20  # how far a level is set in
_WORD = re.compile(r"\S+")


class CountsDelegate(QStyledItemDelegate):
    """Draws words and numbers as a printed table does: hairlines, sums in bold below a stronger line."""

    def __init__(self, parent: QTableView, air: int) -> None:
        super().__init__(parent)
        self.air = air

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the ground, the lines, and what the cell says."""
        painter.save()
        palette = look().palette
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        is_sum = bool(index.data(SUM_ROLE))
        ground = palette.accent_soft if chosen else palette.sunken if is_sum else palette.surface
        painter.fillRect(rect, QColor(ground))
        painter.setPen(QColor(palette.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if index.data(BESIDE_ROLE):
            painter.drawLine(rect.topLeft(), rect.bottomLeft())
        if index.data(FIRST_SUM_ROLE):
            painter.setPen(QColor(palette.edge))
            painter.drawLine(rect.topLeft(), rect.topRight())
        if chosen and state & QStyle.StateFlag.State_Active:
            painter.setPen(QPen(QColor(palette.focus), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -1))
        self._paint_words(painter, rect, index, strong=is_sum or chosen)
        painter.restore()

    def _paint_words(self, painter: QPainter, rect: QRect, index: Index, *, strong: bool) -> None:
        text = str(index.data() or "")
        painter.setFont(body_font(strong=strong))
        quiet = text in {"0", "–", "0.0%"}
        painter.setPen(QColor(look().palette.muted if quiet else look().palette.ink))
        flags = Qt.AlignmentFlag(index.data(Qt.ItemDataRole.TextAlignmentRole)) | Qt.TextFlag.TextWordWrap
        level = look().px(_STEP) * int(index.data(LEVEL_ROLE) or 0)
        painter.drawText(rect.adjusted(self.air + level, 0, -self.air, 0), flags, text)


def body_font(*, strong: bool) -> QFont:
    """Give the type that words and numbers of a table are set in."""
    font = QFont()
    font.setPixelSize(look().px(TypeSize.BODY))
    font.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    return font


class CountsTable(QTableView):
    """Shows one table at full height; ``opened`` carries the ``CellChosen``."""

    opened = Signal(object)
    moved = Signal(object)
    """The rectangle of the cell that the keyboard came to, so that the page can bring it into sight."""

    def __init__(self, shown: ShownTable) -> None:
        super().__init__()
        named(self, shown.name, translate("CountsTable", "Arrow keys choose a number, Enter shows who it is"))
        self._shown = shown
        self._counts = CountsModel(shown)
        self._onward: Callable[[], bool] | None = None
        self._air = look().px(Space.M)
        self.setModel(self._counts)
        self._delegate = CountsDelegate(self, self._air)
        self.setItemDelegate(self._delegate)
        self._header = CountsHeader(self, self._counts, self._air)
        self.setHorizontalHeader(self._header)
        self._least_widths = self._widths()
        self._aside: WordsAside | None = None
        self._build_behaviour()
        self.horizontalScrollBar().valueChanged.connect(lambda _value: self._keep_words())
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
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setDefaultSectionSize(look().px(_LINE))

    def _lay_out(self) -> None:
        """Give the words what the numbers leave, each row the lines it needs, and the table its height."""
        room, least = self.viewport().width(), look().px(_LEAST_WORDS)
        self._leave_air(room - least)
        widths = list(self._least_widths)
        words = self._counts.leading - 1
        widths[words] = max(room - sum(widths), least)
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width)
        self._break_lines(widths[words] - 2 * self._air)
        height = self.horizontalHeader().sizeHint().height() + self.verticalHeader().length()
        wider = sum(widths) > room
        policy = Qt.ScrollBarPolicy.ScrollBarAlwaysOn if wider else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setHorizontalScrollBarPolicy(policy)
        if wider:
            height += self.horizontalScrollBar().sizeHint().height()
        self.setFixedHeight(height + 2 * self.frameWidth() + look().px(Space.HAIR))
        self._keep_words()

    def _keep_words(self) -> None:
        """Let the words stay in sight where the numbers are scrolled sideways."""
        if self._aside is None and self.horizontalScrollBar().value() > 0:
            self._aside = WordsAside(self, self._header, self._counts.leading)
        if self._aside is not None:
            self._aside.place()

    def _leave_air(self, room: int) -> None:
        """Set the numbers closer together where they would not all be in sight."""
        for air in (look().px(Space.M), look().px(Space.S)):
            if air != self._air:
                self._air = self._delegate.air = self._header.air = air
                self._least_widths = self._widths()
            if sum(self._least_widths) <= room:
                return

    def _break_lines(self, width: int) -> None:
        """Make rows higher whose words need several lines; only those are measured closely."""
        metrics = {strong: QFontMetrics(body_font(strong=strong)) for strong in (False, True)}
        line, air = look().px(_LINE), 2 * look().px(Space.XS)
        for row, item in enumerate(self._shown.rows):
            room, height = width - look().px(_STEP) * item.level, line
            measured = metrics[is_sum(item)]
            if measured.horizontalAdvance(item.label) > room:
                box = QRect(0, 0, max(room, 1), 10_000)
                needed = measured.boundingRect(box, Qt.TextFlag.TextWordWrap, item.label).height()
                height = max(needed + air, line)
            if self.rowHeight(row) != height:
                self.setRowHeight(row, height)

    def _widths(self) -> list[int]:
        """Give every column what its heading and numbers need; the words of the rows nothing yet."""
        headings, numbers = QFontMetrics(heading_font()), QFontMetrics(body_font(strong=True))
        codes = [look().px(_CODE_WIDTH)] * (self._counts.leading - 1)
        widths = []
        for column in self._shown.columns:
            shown = [row[column.place].shown for row in column.table.cells]
            longest = max(map(len, shown), default=0)
            in_words = (headings.horizontalAdvance(word) for word in _WORD.findall(column.label))
            in_cells = (numbers.horizontalAdvance(text) for text in shown if len(text) == longest)
            needed = max(chain(in_words, in_cells), default=0) + 2 * self._air + look().px(Space.HAIR)
            widths.append(max(needed, look().px(_NARROW)))
        return [*codes, 0, *self._under_groups(widths)]

    def _under_groups(self, widths: list[int]) -> list[int]:
        """Make columns wider whose words over them would not fit."""
        metrics, groups = QFontMetrics(heading_font()), [column.group for column in self._shown.columns]
        for words in dict.fromkeys(filter(None, groups)):
            places = [place for place, group in enumerate(groups) if group == words]
            needed = metrics.horizontalAdvance(words) + 2 * self._air + look().px(Space.XS)
            short = needed - sum(widths[place] for place in places)
            for place in places:
                widths[place] += max(-(-short // len(places)), 0)
        return widths

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

    def scrollTo(  # noqa: N802  (Qt's name)
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Bring a number into sight, beside the words that stay where they are."""
        super().scrollTo(index, hint)
        if self._aside is not None:
            bar, hidden = self.horizontalScrollBar(), self._aside.room - self.visualRect(index).left()
            bar.setValue(bar.value() - max(hidden, 0))

    def lead_on(self, onward: Callable[[], bool]) -> None:
        """Say where Tab leads from here, if it leads anywhere but on."""
        self._onward = onward

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: N802, FBT001, A002  (Qt's names)
        """Go on to who is in the number that is open; else to the next table."""
        if next and self._onward is not None and self.currentIndex().isValid() and self._onward():
            return True
        return super().focusNextPrevChild(next)

    def let_go(self) -> None:
        """Choose no number here: one of another table was opened."""
        self.clearSelection()
        self.setCurrentIndex(QModelIndex())

    @property
    def shown(self) -> ShownTable:
        """The table of the return shown here."""
        return self._shown


_ARROWS = frozenset({Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Space})
