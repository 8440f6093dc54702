"""The sheet a return is drawn on: parts below each other, each measured once and not again for the next."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget

from desktop.ui.shared.look import look
from desktop.ui.shared.tokens import Space


class Paper(QFrame):
    """Lays parts out itself: Qt's layouts would measure a hundred parts anew for each that is added."""

    moved = Signal(int)
    """By how many pixels what is at the top of the window moved down, as something above it grew."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("part", "card")
        self._parts: list[QWidget] = []
        self._bottom = look().px(Space.XL)

    def add(self, part: QWidget) -> None:
        """Put a part below the others."""
        part.setParent(self)
        part.show()
        self._parts.append(part)
        self._place_one(part)
        self._end()

    def _place_one(self, part: QWidget) -> None:
        edge = look().px(Space.XL)
        width = max(self.width() - 2 * edge, 1)
        part.setGeometry(edge, self._bottom, width, part.height())
        layout = part.layout()
        if layout is not None:
            layout.activate()
        height = part.heightForWidth(width) if part.hasHeightForWidth() else part.sizeHint().height()
        part.setGeometry(edge, self._bottom, width, height)
        self._bottom += height + edge

    def _place_all(self) -> None:
        top = self.visibleRegion().boundingRect().top()
        read = next((part for part in self._parts if part.geometry().bottom() >= top), None)
        before = 0 if read is None else read.y()
        self._bottom = look().px(Space.XL)
        for part in self._parts:
            self._place_one(part)
        self._end()
        if read is not None and top > 0 and read.y() != before:
            self.moved.emit(read.y() - before)

    def _end(self) -> None:
        if self.minimumHeight() != self._bottom:
            self.setFixedHeight(self._bottom)

    def event(self, event: QEvent) -> bool:
        """Measure again when a part asks for another height."""
        if event.type() is QEvent.Type.LayoutRequest:
            self._place_all()
            return True
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  (Qt's name)
        """Break the lines anew for another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._place_all()
