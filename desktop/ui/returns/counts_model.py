"""What a table of a return says: words, numbers, headings, and what a screen reader hears of each."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from desktop.returns.document import ShownTable, is_sum
from desktop.returns.rules.layouts import LabelKind
from desktop.ui.returns.asked import CellChosen
from desktop.ui.shared.words import translate

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
SUM_ROLE = Qt.ItemDataRole.UserRole + 1
FIRST_SUM_ROLE = Qt.ItemDataRole.UserRole + 2
LEVEL_ROLE = Qt.ItemDataRole.UserRole + 3
BESIDE_ROLE = Qt.ItemDataRole.UserRole + 4


class CountsModel(QAbstractTableModel):
    """One table as printed: perhaps codes, then words, then a column of numbers for each heading."""

    def __init__(self, shown: ShownTable) -> None:
        super().__init__()
        self._shown = shown
        self._codes = shown.first.show_codes
        self.leading = 2 if self._codes else 1
        self._answers = self._answer_by_role()

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802  (Qt's name)
        """Count the rows."""
        return 0 if parent.isValid() else len(self._shown.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802  (Qt's name)
        """Count the columns, those of words too."""
        return 0 if parent.isValid() else self.leading + len(self._shown.columns)

    def headerData(  # noqa: N802  (Qt's name)
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Give a column's heading; a screen reader hears the words over it too."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.heading(section)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._whole_heading(section)
        return None

    def heading(self, section: int) -> str:
        """Give the words of one heading; what stands over the words of the rows needs none."""
        if section >= self.leading:
            return self._shown.columns[section - self.leading].label
        return translate("CountsTable", "Code") if self._codes and section == 0 else ""

    def group(self, section: int) -> str:
        """Give the words over a heading, or none."""
        return self._shown.columns[section - self.leading].group if section >= self.leading else ""

    def _whole_heading(self, section: int) -> str:
        if section == self.leading - 1:
            return self._shown.name
        return ", ".join(words for words in (self.group(section), self.heading(section)) if words)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give what a cell shows, and what it says to a screen reader."""
        answer = self._answers.get(role)
        return answer(index) if answer is not None else None

    def _answer_by_role(self) -> Mapping[int, Callable[[Index], Any]]:
        words = self.leading - 1
        return {
            Qt.ItemDataRole.DisplayRole: self._text,
            Qt.ItemDataRole.TextAlignmentRole: lambda index: _side(index.column() < self.leading),
            Qt.ItemDataRole.AccessibleTextRole: self._spoken,
            SUM_ROLE: lambda index: self._is_sum(index.row()),
            FIRST_SUM_ROLE: lambda index: self._is_foot(index.row()) and not self._is_foot(index.row() - 1),
            LEVEL_ROLE: lambda index: self._shown.rows[index.row()].level if index.column() == words else 0,
            BESIDE_ROLE: lambda index: self._begins_group(index.column()),
        }

    def _is_sum(self, row: int) -> bool:
        return row >= 0 and is_sum(self._shown.rows[row])

    def _is_foot(self, row: int) -> bool:
        """Say whether a row belongs to the sums below the categories, under the stronger line."""
        foot = {LabelKind.VALID, LabelKind.MISSING, LabelKind.TOTAL}
        return row >= 0 and self._shown.rows[row].kind in foot

    def _begins_group(self, section: int) -> bool:
        before = self.group(section - 1) if section > self.leading else ""
        return bool(before) and self.group(section) != before

    def _text(self, index: Index) -> str:
        row = index.row()
        if index.column() >= self.leading:
            return self._shown.cell(row, index.column() - self.leading).shown
        item = self._shown.rows[row]
        if index.column() == self.leading - 1:
            return item.label
        return item.code if item.kind is LabelKind.CATEGORY else ""

    def _spoken(self, index: Index) -> str:
        text = self._text(index)
        if index.column() < self.leading:
            return text
        words = (self._shown.rows[index.row()].label, self._whole_heading(index.column()))
        return f"{', '.join(words)}: {text}"

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let only numbers be chosen; the words beside them are passed over."""
        if index.column() < self.leading:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def cell_at(self, index: Index) -> CellChosen:
        """Name the number at a place; it may belong to the year to date beside the period."""
        column = self._shown.columns[index.column() - self.leading]
        row = column.table.rows.codes[index.row()]
        return CellChosen(column.table.id, row, column.table.columns.codes[column.place])


def _side(left: bool) -> Qt.AlignmentFlag:  # noqa: FBT001  (left or right)
    side = Qt.AlignmentFlag.AlignLeft if left else Qt.AlignmentFlag.AlignRight
    return side | Qt.AlignmentFlag.AlignVCenter
