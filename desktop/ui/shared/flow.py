"""Small things side by side that go on in the next line where the room ends."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from desktop.ui.shared.look import look
from desktop.ui.shared.tokens import Space


class Flow(QLayout):
    """Lays widgets out like words in a sentence."""

    def __init__(
        self,
        *widgets: QWidget,
        space: int = Space.XS,
        lines: int | None = None,
        parted_at: QWidget | None = None,
    ) -> None:
        """Lay these out; those ``parted_at`` one of them make two lines, where each has room in one alone."""
        super().__init__()
        self._parted_at = parted_at
        self._items: list[QLayoutItem] = []
        self._space = look().px(space)
        self._between_lines = look().px(space if lines is None else lines)
        self.setContentsMargins(0, 0, 0, 0)
        for widget in widgets:
            self.addWidget(widget)

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802  (Qt's name)
        """Put one more at the end."""
        self._items.append(item)

    def count(self) -> int:
        """Count what is laid out."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802
        """Give one, or None beyond the last, as Qt asks."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802
        """Take one out."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802  (Qt's name)
        """Want no more room than is needed."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:  # noqa: N802  (Qt's name)
        """Become higher where it is narrow."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802  (Qt's name)
        """Say how high all lines are together."""
        return self._lay(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802  (Qt's name)
        """Put everything in its place."""
        super().setGeometry(rect)
        self._lay(rect, move=True)

    def sizeHint(self) -> QSize:  # noqa: N802  (Qt's name)
        """Ask for one line of everything."""
        sizes = [item.sizeHint() for item in self._shown()]
        width = sum(size.width() + self._space for size in sizes)
        return QSize(width, max((size.height() for size in sizes), default=0))

    def minimumSize(self) -> QSize:  # noqa: N802  (Qt's name)
        """Ask for the widest alone."""
        sizes = [item.minimumSize() for item in self._shown()]
        return QSize(
            max((size.width() for size in sizes), default=0),
            max((size.height() for size in sizes), default=0),
        )

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _lay(self, rect: QRect, *, move: bool) -> int:
        x, y, high = rect.x(), rect.y(), 0
        parted = self._parted_at if self._makes_two_lines(rect.width()) else None
        for item in self._shown():
            size = item.sizeHint()
            begins = parted is not None and item.widget() is parted
            if x > rect.x() and (begins or x + size.width() > rect.right() + 1):
                x, y, high = rect.x(), y + high + self._between_lines, 0
            if move:
                item.setGeometry(QRect(QPoint(x, y), size))
            x += size.width() + self._space
            high = max(high, size.height())
        return y + high - rect.y()

    def _makes_two_lines(self, room: int) -> bool:
        """Say whether there is too little room for one line, and enough for the first of two."""
        before = sum(item.sizeHint().width() + self._space for item in self._before())
        return self.sizeHint().width() - self._space > room >= before - self._space

    def _before(self) -> list[QLayoutItem]:
        shown = self._shown()
        places = [place for place, item in enumerate(shown) if item.widget() is self._parted_at]
        return shown[: places[0]] if places else []
