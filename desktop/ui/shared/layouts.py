"""Putting things beside and below each other at the distances of the house."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.shared.look import look
from desktop.ui.shared.tokens import Space

_DIRECTLY = Qt.FindChildOption.FindDirectChildrenOnly
Item = QWidget | QLayout | int | None


def fill(layout: QBoxLayout, items: tuple[Item, ...]) -> None:
    """Add each thing in order: a widget, a layout, a distance in pixels, or None for all the room left."""
    for item in items:
        if item is None:
            layout.addStretch(1)
        elif isinstance(item, int):
            layout.addSpacing(look().px(item))
        elif isinstance(item, QWidget):
            layout.addWidget(item)
        else:
            layout.addLayout(item)


def column(*items: Item, space: int = Space.M, margin: int = 0) -> QVBoxLayout:
    """Lay things below each other."""
    layout = QVBoxLayout()
    _set(layout, space, margin)
    fill(layout, items)
    return layout


def row(*items: Item, space: int = Space.S, margin: int = 0) -> QHBoxLayout:
    """Lay things beside each other."""
    layout = QHBoxLayout()
    _set(layout, space, margin)
    fill(layout, items)
    return layout


def _set(layout: QBoxLayout, space: int, margin: int) -> None:
    layout.setSpacing(look().px(space))
    edge = look().px(margin)
    layout.setContentsMargins(edge, edge, edge, edge)


def part(widget: QWidget, name: str) -> None:
    """Say which part of the stylesheet dresses this widget."""
    widget.setProperty("part", name)
    restyle(widget)


def restyle(widget: QWidget) -> None:
    """Let a changed property of the widget be seen."""
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)


def frame(name: str, layout: QLayout) -> QFrame:
    """Draw a surface of the stylesheet around a layout."""
    made = QFrame()
    made.setProperty("part", name)
    made.setLayout(layout)
    return made


def card(*items: Item, space: int = Space.M, margin: int = Space.XL) -> QFrame:
    """Make a surface with a hairline that holds things belonging together."""
    return frame("card", column(*items, space=space, margin=margin))


def rule() -> QFrame:
    """Draw a hairline between two things."""
    made = QFrame()
    made.setProperty("part", "rule")
    return made


def holder(layout: QLayout, name: str = "clear") -> QWidget:
    """Make a widget that only holds a layout."""
    made = QWidget()
    made.setProperty("part", name)
    made.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, on=name == "page")
    made.setLayout(layout)
    return made


def scrolled(inside: QWidget) -> QScrollArea:
    """Let a page be longer than the window; only ever scrolls up and down."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    inside.setProperty("part", "page")
    area.setWidget(inside)
    return area


class SideBySide(QWidget):
    """Two things beside each other while there is room for both, below each other when there is not."""

    def __init__(
        self, left: QWidget, right: QWidget, *, needs: int, shares: tuple[int, int] = (1, 1)
    ) -> None:
        super().__init__()
        self._needs = look().px(needs)
        self._line = row(left, right, space=Space.L)
        for number, share in enumerate(shares):
            self._line.setStretch(number, share)
        self.setLayout(self._line)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  (Qt's name)
        """Turn the two when the room changes."""
        beside = event.size().width() >= self._needs
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._line.direction() is not way:
            self._line.setDirection(way)
        super().resizeEvent(event)

    def minimumSizeHint(self) -> QSize:  # noqa: N802  (Qt's name)
        """Ask only for the wider of the two: they can stand below each other."""
        sizes = [widget.minimumSizeHint() for widget in self.findChildren(QWidget, options=_DIRECTLY)]
        return QSize(max(size.width() for size in sizes), max(size.height() for size in sizes))


def at_most(widget: QWidget, width: int) -> QWidget:
    """Keep a widget from growing wider than is comfortable to read (pixels at 100 %)."""
    widget.setMaximumWidth(look().px(width))
    widget.setSizePolicy(QSizePolicy.Policy.Expanding, widget.sizePolicy().verticalPolicy())
    return widget
