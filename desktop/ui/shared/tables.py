"""Tables over frozen rows: comfortable to read, sorted when given, opened with Enter."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from desktop.ui.shared.cells import NOTE_ROLE, TONE_ROLE, CellDelegate
from desktop.ui.shared.look import look
from desktop.ui.shared.tokens import Tone
from desktop.ui.shared.words import named, plain_tip

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_LINE = 44
_LINE_WITH_NOTE = 58


@dataclass(frozen=True, slots=True)
class Column(Generic[R]):
    """One column: its heading and what it shows of a row."""

    heading: str
    text: Callable[[R], str]
    note: Callable[[R], str] | None = None  # a quieter second line
    whole: Callable[[R], str] | None = None  # said in full where the cell has room for less
    tone: Callable[[R], Tone] | None = None  # shown as a badge in this tone
    stretch: bool = False  # takes the room that is left
    least: int = 120  # of a stretching column, pixels at 100 %
    number: bool = False  # set to the right
    width: int = 0  # pixels at 100 %; 0 as it needs


class RowModel(QAbstractTableModel, Generic[R]):
    """The rows on screen; replaced whole when a newer answer arrives."""

    def __init__(self, columns: Sequence[Column[R]]) -> None:
        super().__init__()
        self._columns = tuple(columns)
        self._rows: tuple[R, ...] = ()

    def show_rows(self, rows: Sequence[R]) -> None:
        """Put these rows in place of the others."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def row(self, index: int) -> R:
        """Give the frozen row shown at this line."""
        return self._rows[index]

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802  (Qt's name)
        """Count the rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802  (Qt's name)
        """Count the columns."""
        return 0 if parent.isValid() else len(self._columns)

    def headerData(  # noqa: N802  (Qt's name)
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Give a column's heading."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section].heading
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(self._columns[section])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give what one cell shows, says to a screen reader, and how."""
        column, row = self._columns[index.column()], self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(row)
        if role == NOTE_ROLE:
            return column.note(row) if column.note else ""
        if role == TONE_ROLE:
            return column.tone(row).value if column.tone else None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _said(column, row)
        return plain_tip(_said(column, row)) if role == Qt.ItemDataRole.ToolTipRole else None


def _said(column: Column[R], row: R) -> str:
    if column.whole is not None:
        return column.whole(row)
    note = column.note(row) if column.note else ""
    return ", ".join(words for words in (column.text(row), note) if words)


def _alignment(column: Column[Any]) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column.number else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


class Table(QTableView, Generic[R]):
    """Shows rows; ``opened`` carries the row chosen with Enter or a double click."""

    opened = Signal(object)

    def __init__(self, name: str, columns: Sequence[Column[R]]) -> None:
        super().__init__()
        named(self, name)
        self._model: RowModel[R] = RowModel(columns)
        self.setModel(self._model)
        self.setItemDelegate(CellDelegate(self))
        self._stretched = next((number for number, column in enumerate(columns) if column.stretch), -1)
        self._least = max((column.least for column in columns if column.stretch), default=0)
        self._build_behaviour()
        self._build_headers(columns)
        self.activated.connect(lambda index: self.opened.emit(self._model.row(index.row())))

    def _build_behaviour(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)

    def _build_headers(self, columns: Sequence[Column[R]]) -> None:
        with_note = any(column.note for column in columns)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(look().px(_LINE_WITH_NOTE if with_note else _LINE))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        header.setMinimumSectionSize(look().px(60))
        header.setResizeContentsPrecision(0)  # only the rows in sight: a column must not cost a whole list
        for number, column in enumerate(columns):
            if column.stretch:
                header.setSectionResizeMode(number, QHeaderView.ResizeMode.Stretch)
            elif column.width:
                header.resizeSection(number, look().px(column.width))
            else:
                header.setSectionResizeMode(number, QHeaderView.ResizeMode.ResizeToContents)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  (Qt's name)
        """Let the widest column take what room there is, but never so little that nobody can read it."""
        if self._stretched >= 0:
            self._stretch_to(event.size().width())
        super().resizeEvent(event)

    def _stretch_to(self, width: int) -> None:
        header, least = self.horizontalHeader(), look().px(self._least)
        sizes = [header.sectionSize(number) for number in range(header.count())]
        tight = width - sum(sizes) + sizes[self._stretched] < least
        mode = QHeaderView.ResizeMode.Fixed if tight else QHeaderView.ResizeMode.Stretch
        header.setSectionResizeMode(self._stretched, mode)
        if tight:
            header.resizeSection(self._stretched, least)

    def show_rows(self, rows: Sequence[R]) -> None:
        """Show these rows; the first is chosen, so that Enter opens it."""
        self._model.show_rows(rows)
        frame = 2 * self.frameWidth() + look().px(2)
        height = self.horizontalHeader().sizeHint().height() + frame
        self.setMaximumHeight(height + len(rows) * self.verticalHeader().defaultSectionSize())
        if rows:
            self.selectRow(0)

    @property
    def place(self) -> int:
        """The line that is chosen, counted from nought; below nought if none is."""
        return self.currentIndex().row()

    def choose(self, step: int) -> None:
        """Choose a row further down, or up for a negative step."""
        last = self._model.rowCount() - 1
        if last >= 0:
            self.selectRow(min(max(self.currentIndex().row() + step, 0), last))

    def open_chosen(self) -> None:
        """Open the chosen row."""
        if self.currentIndex().isValid():
            self.opened.emit(self._model.row(self.currentIndex().row()))

    @property
    def rows(self) -> tuple[R, ...]:
        """The rows on screen."""
        return tuple(self._model.row(number) for number in range(self._model.rowCount()))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  (Qt's name)
        """Open the chosen row with Enter, whatever the system's habit."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_chosen()
        else:
            super().keyPressEvent(event)
