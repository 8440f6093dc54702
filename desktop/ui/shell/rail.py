"""The rail on the left: the rooms this person may use, and no others."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QLabel, QPushButton, QVBoxLayout

from desktop.ui.shared.buttons import Button
from desktop.ui.shared.icons import set_icon
from desktop.ui.shared.layouts import row
from desktop.ui.shared.look import look
from desktop.ui.shared.mark import Mark
from desktop.ui.shared.tokens import Space
from desktop.ui.shared.words import named, small, strong
from desktop.ui.shell.rooms import RoomEntry

_WIDTH = 208
_NARROW = 68


class Rail(QFrame):
    """One button a room, grouped; ``chosen`` carries the ``RoomEntry``."""

    chosen = Signal(object)

    def __init__(self, rooms: Sequence[RoomEntry]) -> None:
        super().__init__()
        self.setProperty("part", "rail")
        self.setFixedWidth(look().px(_WIDTH))
        self._narrow = False
        self._labels: list[QLabel] = []
        self._buttons: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        layout = QVBoxLayout(self)
        side = look().px(Space.M)
        layout.setContentsMargins(side, look().px(Space.L), side, look().px(Space.L))
        layout.setSpacing(look().px(Space.XS))
        name = strong(self.tr("Alongside"))
        self._labels.append(name)
        layout.addLayout(row(Space.S, Mark(26), name, None, space=Space.S))
        layout.addSpacing(look().px(Space.L))
        group = ""
        for entry in rooms:
            if entry.group != group:
                group = entry.group
                layout.addSpacing(look().px(Space.L))
                words = small(group)
                words.setIndent(look().px(Space.M))
                self._labels.append(words)
                layout.addWidget(words)
            layout.addWidget(self._build_button(entry))
        layout.addStretch(1)

    def _build_button(self, entry: RoomEntry) -> QPushButton:
        button = Button(entry.title)
        button.setProperty("part", "rail")
        button.setCheckable(True)
        named(button, entry.title)
        set_icon(button, entry.icon, "ink", size=20)
        button.clicked.connect(lambda _checked: self.chosen.emit(entry))
        self._group.addButton(button)
        self._buttons[entry.key] = button
        return button

    def be_narrow(self, narrow: bool) -> None:  # noqa: FBT001  (one state, said by its name)
        """Keep only the icons where the window is small; tooltips and screen readers keep the names."""
        if narrow is self._narrow:
            return
        self._narrow = narrow
        self.setFixedWidth(look().px(_NARROW if narrow else _WIDTH))
        for label in self._labels:
            label.setVisible(not narrow)
        for button in self._buttons.values():
            name = button.accessibleName()
            button.setText("" if narrow else name)
            button.setToolTip(name if narrow else "")

    def show_chosen(self, key: str) -> None:
        """Mark the room in sight."""
        self._buttons[key].setChecked(True)
