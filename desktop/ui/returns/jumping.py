"""Going to a chapter or a table of the return: chosen, or found by its number or any word of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QFont, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QLineEdit,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop.ui.shared.layouts import row
from desktop.ui.shared.look import look
from desktop.ui.shared.tokens import Space
from desktop.ui.shared.words import named, short

_MOST_LINES = 24
_WIDTH = 480
_INDENT = 18
_NAME = Qt.ItemDataRole.UserRole
_DEPTH = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class Place:
    """A chapter or a table that may be gone to, by its name in the document."""

    name: str
    words: str
    chapter: bool = False


class _Indented(QStyledItemDelegate):
    """Sets the tables of a chapter further to the right; their words begin with no blanks."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw a place at its depth."""
        moved = QStyleOptionViewItem(option)
        moved.rect = option.rect.adjusted(look().px(_INDENT) * int(index.data(_DEPTH) or 0), 0, 0, 0)
        super().paint(painter, moved, index)


class _Line(QLineEdit):
    """The line of the list: whoever comes to it types over what stands there."""

    left = Signal()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802  (Qt's name)
        """Choose all words, also those that were clicked on."""
        super().focusInEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            QTimer.singleShot(0, self, self.selectAll)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802  (Qt's name)
        """Tell that the line was left, unless for its own list."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.left.emit()


class Jumps(QWidget):
    """Chapters and tables to choose from; ``wanted`` carries a place's name, ``entered`` goes into it."""

    wanted = Signal(str)
    entered = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._box, self._line = QComboBox(), _Line()
        self._model = QStandardItemModel(self)
        self._build_box()
        label = short(self.tr("Go to"))
        label.setBuddy(self._box)
        line = row(label, self._box, None, space=Space.S)
        line.setStretch(1, 100)
        self.setLayout(line)
        self._box.activated.connect(lambda _place: self._go())
        self._line.returnPressed.connect(self._enter)
        self._line.left.connect(self._put_right)

    def _build_box(self) -> None:
        box = self._box
        box.setModel(self._model)
        box.setLineEdit(self._line)
        box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        box.setItemDelegate(_Indented(box))
        box.setMaxVisibleItems(_MOST_LINES)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        box.setMaximumWidth(look().px(_WIDTH))
        box.setToolTip(self.tr("Ctrl+G: type a number or a word"))
        found = QCompleter(self._model, box)
        found.setFilterMode(Qt.MatchFlag.MatchContains)
        found.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        found.setMaxVisibleItems(_MOST_LINES)
        box.setCompleter(found)
        for each in (box, self._line):
            named(each, self.tr("Go to"), self.tr("Type the number of a table, or any word, then Enter"))

    def offer(self, places: Sequence[Place]) -> None:
        """Offer these places, chapters in bold and their tables set in below."""
        blocker = QSignalBlocker(self._box)
        self._model.clear()
        strong = QFont()
        strong.setWeight(QFont.Weight.DemiBold)
        for place in places:
            item = QStandardItem(place.words)
            item.setData(place.name, _NAME)
            item.setData(0 if place.chapter else 1, _DEPTH)
            if place.chapter:
                item.setFont(strong)
            self._model.appendRow(item)
        self._box.setCurrentIndex(0)
        blocker.unblock()

    def show_place(self, name: str) -> None:
        """Show the place that is read, going nowhere; the first where there is no such place."""
        self._box.setCurrentIndex(max(self._box.findData(name, _NAME), 0))
        self._put_right()

    def begin(self) -> None:
        """Put the focus here, to type where to go."""
        self._line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _go(self) -> None:
        self.wanted.emit(str(self._box.currentData()))

    def _enter(self) -> None:
        """Go to what is typed, and into it."""
        found = self._best(self._line.text())
        if found < 0:
            self._line.selectAll()
            return
        self._box.setCurrentIndex(found)
        self._put_right()
        self.entered.emit(str(self._box.itemData(found)))

    def _best(self, typed: str) -> int:
        """Find what is meant: the very words, a number, the beginning, or all words somewhere."""
        said = " ".join(typed.casefold().split())
        places = [self._model.item(place).text().casefold() for place in range(self._model.rowCount())]
        ways = (
            lambda words: words == said,
            lambda words: words.partition(" ")[0] == said,
            lambda words: words.startswith(said),
            lambda words: all(word in words for word in said.split()),
        )
        found = (place for fits in ways for place, words in enumerate(places) if said and fits(words))
        return next(found, -1)

    def _put_right(self) -> None:
        """Show the words of the place again that was gone to last."""
        self._line.setText(self._box.itemText(self._box.currentIndex()))
        self._line.setCursorPosition(0)  # its number first, where not all of it is in sight
