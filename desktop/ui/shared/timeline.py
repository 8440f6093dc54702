"""Everything that happened, newest first, under headings of days and months; quick with hundreds of them."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import partial

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStyleOptionViewItem,
    QWidget,
)

from desktop.domain.dates import MONTHS, civil_date
from desktop.ui.shared.flow import Flow
from desktop.ui.shared.layouts import column, holder
from desktop.ui.shared.look import look
from desktop.ui.shared.timeline_drawing import EntryDelegate, more_rect
from desktop.ui.shared.timeline_rows import FOLDED_ROLE, ROW_ROLE, Group, TimelineBadge, TimelineEntry
from desktop.ui.shared.tokens import Space
from desktop.ui.shared.words import muted, named, translate, uk_date, uk_moment

__all__ = ["Timeline", "TimelineBadge", "TimelineEntry"]

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_DAYS_IN_WEEK = 7
Row = Group | TimelineEntry


def group_of(at: datetime | date, today: date) -> str:
    """Name the heading an entry stands under: today, yesterday, this week, or its month."""
    day = civil_date(at) if isinstance(at, datetime) else at
    if day > today:
        return translate("Timeline", "Coming")
    if day == today:
        return translate("Timeline", "Today")
    if day == today - timedelta(days=1):
        return translate("Timeline", "Yesterday")
    if day > today - timedelta(days=_DAYS_IN_WEEK):
        return translate("Timeline", "The last seven days")
    return f"{MONTHS[day.month - 1]} {day.year}"


def said_of(entry: TimelineEntry) -> str:
    """Say a whole entry in one breath, for a screen reader."""
    when = uk_moment(entry.at) if isinstance(entry.at, datetime) else uk_date(entry.at)
    badges = ", ".join(badge.word for badge in entry.badges)
    parts = (entry.title, badges, when, entry.facts, entry.who, entry.words)
    return ". ".join(part.strip().rstrip(".") for part in parts if part.strip())


class TimelineModel(QAbstractListModel):
    """The entries in sight with their headings, and which are unfolded."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[Row, ...] = ()
        self._unfolded: set[object] = set()

    def show_entries(self, entries: Sequence[TimelineEntry], today: date) -> None:
        """Show these entries, in the order given, under their headings."""
        self.beginResetModel()
        self._rows = tuple(_with_groups(entries, today))
        self.endResetModel()

    def row(self, number: int) -> Row:
        """Give one line."""
        return self._rows[number]

    def fold(self, number: int, *, folded: bool) -> None:
        """Fold the words of an entry to a few lines, or show all of them."""
        row = self._rows[number]
        if isinstance(row, Group) or folded is (row.key not in self._unfolded):
            return
        (self._unfolded.discard if folded else self._unfolded.add)(row.key)
        index = self.index(number)
        self.dataChanged.emit(index, index, [Qt.ItemDataRole.SizeHintRole])

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802  (Qt's name)
        """Count the lines."""
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let only entries be chosen, not headings."""
        if index.isValid() and isinstance(self._rows[index.row()], Group):
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give a line, whether it is folded, and what is said of it."""
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == FOLDED_ROLE:
            return isinstance(row, Group) or row.key not in self._unfolded
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.name if isinstance(row, Group) else said_of(row)
        return None


def _with_groups(entries: Sequence[TimelineEntry], today: date) -> Iterator[Row]:
    name = ""
    for entry in entries:
        group = group_of(entry.at, today)
        if group != name:
            name = group
            yield Group(group)
        yield entry


class _EntryList(QListView):
    """Up and down move, Enter opens, Space or Right shows all the words."""

    opened = Signal(object)

    def __init__(self, name: str, *, whole: bool) -> None:
        super().__init__()
        keys = translate("Timeline", "Up and down move, Enter opens, Space shows all the words.")
        named(self, name, keys)
        self._whole = whole
        self.setProperty("part", "timeline")
        self.entries = TimelineModel()
        self.setModel(self.entries)
        self.drawing = EntryDelegate(self)
        self.setItemDelegate(self.drawing)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.doubleClicked.connect(self._open)
        if whole:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            self.entries.modelReset.connect(self.be_whole)
            self.entries.dataChanged.connect(self.be_whole)

    def _open(self, index: Index) -> None:
        row = index.data(ROW_ROLE)
        if isinstance(row, TimelineEntry):
            self.opened.emit(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  (Qt's name)
        """Open, fold and unfold the chosen entry."""
        index, key = self.currentIndex(), event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            self._open(index)
        elif key == Qt.Key.Key_Space and index.isValid():
            self.entries.fold(index.row(), folded=not index.data(FOLDED_ROLE))
        elif key in (Qt.Key.Key_Right, Qt.Key.Key_Left) and index.isValid():
            self.entries.fold(index.row(), folded=key == Qt.Key.Key_Left)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802  (Qt's name)
        """Unfold with a click on the word for it."""
        place = event.position().toPoint()
        index = self.indexAt(place)
        if index.isValid() and more_rect(self, index).contains(place):
            self.entries.fold(index.row(), folded=not index.data(FOLDED_ROLE))
        super().mouseReleaseEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  (Qt's name)
        """Break the words anew where the width changes."""
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()
            self.be_whole()
        super().resizeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  (Qt's name)
        """Be whole from the first moment."""
        super().showEvent(event)
        self.be_whole()

    def be_whole(self) -> None:
        """Be as all entries together: the page scrolls, not the list."""
        if not (self._whole and self.isVisible()):
            return
        rows = (self.entries.index(number) for number in range(self.entries.rowCount()))
        option = QStyleOptionViewItem()
        heights = sum(self.drawing.sizeHint(option, index).height() for index in rows)
        self.setFixedHeight(heights + 2 * self.frameWidth() + look().px(Space.S))

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802  (Qt's name)
        """Keep the chosen entry in sight of the page around the list."""
        super().currentChanged(current, previous)
        around = self.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        page = around.widget() if isinstance(around, QScrollArea) else None
        if self._whole and self.hasFocus() and isinstance(around, QScrollArea) and page is not None:
            rect = self.visualRect(current)
            place = self.viewport().mapTo(page, rect.center())
            around.ensureVisible(place.x(), place.y(), 0, rect.height() // 2 + look().px(Space.L))

    def choose_first(self) -> None:
        """Choose the first entry, so that Enter opens it."""
        for number in range(self.entries.rowCount()):
            if isinstance(self.entries.row(number), TimelineEntry):
                self.setCurrentIndex(self.entries.index(number))
                return


class Timeline(QWidget):
    """The list of what happened with chips that narrow it; ``opened`` carries the chosen entry."""

    opened = Signal(object)

    def __init__(
        self,
        name: str,
        *,
        kinds: Sequence[tuple[str, str]] = (),
        nothing: str = "",
        whole: bool = False,
    ) -> None:
        """Make an empty one; ``whole`` lets it be as all its entries, on a page that scrolls."""
        super().__init__()
        self._entries: tuple[TimelineEntry, ...] = ()
        self._today = civil_date(datetime.now(UTC))
        self._kind = ""
        self._chips: dict[str, QPushButton] = {}
        self._list = _EntryList(name, whole=whole)
        self._list.opened.connect(self.opened)
        self._nothing = muted(nothing or self.tr("Nothing has happened here yet."))
        chips = Flow(space=Space.S)
        for kind, label in (("", self.tr("All")), *kinds):
            self._chips[kind] = self._chip(kind, label)
            chips.addWidget(self._chips[kind])
        self._chips[""].setChecked(True)
        self._line = holder(chips)
        self.setLayout(column(self._line, self._nothing, self._list, space=Space.M))
        self._line.setVisible(bool(kinds))
        self.setFocusProxy(self._list)
        look().changed.connect(self._list.drawing.forget)
        self._show()

    def _chip(self, kind: str, label: str) -> QPushButton:
        chip = QPushButton(label)
        chip.setProperty("part", "chip")
        chip.setCheckable(True)
        chip.clicked.connect(partial(self.narrow, kind))
        named(chip, self.tr("Show: %1").replace("%1", label))
        return chip

    @property
    def entries(self) -> tuple[TimelineEntry, ...]:
        """The entries in sight."""
        rows = (self._list.entries.row(number) for number in range(self._list.entries.rowCount()))
        return tuple(row for row in rows if isinstance(row, TimelineEntry))

    @property
    def list(self) -> QListView:
        """The list itself, for the focus."""
        return self._list

    def show_entries(self, entries: Sequence[TimelineEntry], *, today: date | None = None) -> None:
        """Show these entries, the newest first as given."""
        self._entries = tuple(entries)
        self._today = today or self._today
        self._show()

    def narrow(self, kind: str, *_: object) -> None:
        """Show only entries of one kind; all of them for no kind."""
        self._kind = kind
        for key, chip in self._chips.items():
            chip.setChecked(key == kind)
        self._show()

    def _show(self) -> None:
        shown = [entry for entry in self._entries if self._kind in ("", entry.kind)]
        self._list.drawing.forget()
        self._list.entries.show_entries(shown, self._today)
        self._list.setVisible(bool(shown))
        self._nothing.setVisible(not shown)
        self._list.choose_first()
