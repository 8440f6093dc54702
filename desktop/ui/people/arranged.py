"""How a person's page lies in the room there is: what is safe first, what happened always near the top."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.ui.shared.look import look
from desktop.ui.shared.tokens import Space

_SIDE_BY_SIDE = 800  # pixels at 100 %
_SHARES = (2, 3)


class Arranged(QWidget):
    """What is safe, what happened, and the rest.

    Where there is room, what happened stands at the right of the other two. Where there is none, as beside an
    open panel, it stands between them: what is written is then still written in sight of what happened.
    ``turned`` says that it was laid out anew.
    """

    turned = Signal()

    def __init__(self, safe: QWidget, happened: QWidget, rest: QWidget) -> None:
        super().__init__()
        self._safe, self._happened, self._rest = safe, happened, rest
        self._needs = look().px(_SIDE_BY_SIDE)
        self._beside: bool | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(look().px(Space.L))
        self._grid.setVerticalSpacing(look().px(Space.M))
        self._arrange(beside=True)

    @property
    def narrow(self) -> bool:
        """Whether there is no room beside each other."""
        return not self._beside

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  (Qt's name)
        """Lay it out anew when the room changes."""
        self._arrange(beside=event.size().width() >= self._needs)
        super().resizeEvent(event)

    def _arrange(self, *, beside: bool) -> None:
        if beside is self._beside:
            return
        self._beside = beside
        for widget in (self._safe, self._happened, self._rest):
            self._grid.removeWidget(widget)
        self._grid.addWidget(self._safe, 0, 0)
        if beside:
            self._grid.addWidget(self._rest, 1, 0)
            self._grid.addWidget(self._happened, 0, 1, 2, 1)
        else:
            self._grid.addWidget(self._happened, 1, 0)
            self._grid.addWidget(self._rest, 2, 0)
        for column, share in enumerate(_SHARES):
            self._grid.setColumnStretch(column, share if beside or not column else 0)
        for line in range(3):
            self._grid.setRowStretch(line, int(line == 1))
        self.turned.emit()

    def minimumSizeHint(self) -> QSize:  # noqa: N802  (Qt's name)
        """Ask only for the widest: they can stand below each other."""
        sizes = [one.minimumSizeHint() for one in (self._safe, self._happened, self._rest)]
        return QSize(max(size.width() for size in sizes), max(size.height() for size in sizes))
