"""The sheet a return is drawn on: parts below each other, each measured once and not again for the next."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget

from desktop.ui.shared.look import look
from desktop.ui.shared.tokens import Space


@dataclass(slots=True)
class _Place:
    """Where a part stands; its room is kept while the part itself is put away."""

    part: QWidget | None
    top: int = 0
    height: int = 0


class Paper(QFrame):
    """Lays parts out itself: Qt's layouts would measure a hundred parts anew for each that is added."""

    moved = Signal(int)
    """By how many pixels what is at the top of the window moved down, as something above it grew."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("part", "card")
        self._places: list[_Place] = []
        self._bottom = look().px(Space.XL)

    def put(self, number: int, part: QWidget) -> None:
        """Put a part into its place: a new one below the others, or one where it stood before."""
        part.setParent(self)
        part.show()
        if number == len(self._places):
            self._places.append(_Place(part))
            self._place_one(self._places[-1])
            self._end()
        else:
            self._places[number].part = part
            self._place_all()

    def put_away(self, number: int) -> None:
        """Let go of a part and keep its room, until it is put back."""
        place = self._places[number]
        if place.part is not None:
            place.part.hide()
            place.part.deleteLater()
        place.part = None

    def out_of_sight(self) -> Iterator[int]:
        """Give the numbers of the parts that stand here and that nobody sees now."""
        seen = self.visibleRegion().boundingRect()
        for number, place in enumerate(self._places):
            if place.part is not None and not place.part.geometry().intersects(seen):
                yield number

    @property
    def at_top(self) -> int | None:
        """The number of the part that is read, the first below the upper edge; None where there is none."""
        top = self._hidden_above
        numbers = (number for number, place in enumerate(self._places) if place.top + place.height > top)
        return next(numbers, None)

    @property
    def _hidden_above(self) -> int:
        """How many pixels were scrolled past; also while another page is shown."""
        page = self.parentWidget()
        return 0 if page is None else max(-page.y() - self.y(), 0)

    def _place_one(self, place: _Place) -> None:
        edge, part = look().px(Space.XL), place.part
        place.top = self._bottom
        if part is not None:
            width = max(self.width() - 2 * edge, 1)
            part.setGeometry(edge, self._bottom, width, part.height())
            layout = part.layout()
            if layout is not None:
                layout.activate()
            by_width = part.hasHeightForWidth()
            place.height = part.heightForWidth(width) if by_width else part.sizeHint().height()
            part.setGeometry(edge, self._bottom, width, place.height)
        self._bottom += place.height + edge

    def _place_all(self) -> None:
        top, number = self._hidden_above, self.at_top
        read = None if number is None else self._places[number]
        before = 0 if read is None else read.top
        self._bottom = look().px(Space.XL)
        for place in self._places:
            self._place_one(place)
        self._end()
        if read is not None and top > 0 and read.top != before:
            self.moved.emit(read.top - before)

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
