"""Going to a chapter or a table of the return."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from desktop.ui.shared.layouts import row
from desktop.ui.shared.look import look
from desktop.ui.shared.tokens import Space
from desktop.ui.shared.words import named, short

_MOST_LINES = 24
_WIDTH = 420


@dataclass(frozen=True, slots=True)
class Place:
    """A chapter or a table that may be gone to, by its name in the document."""

    name: str
    words: str
    chapter: bool = False


class Jumps(QWidget):
    """Chapters and tables to choose from; ``wanted`` carries the name of the place."""

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._box = QComboBox()
        self._box.setMaxVisibleItems(_MOST_LINES)
        self._box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._box.setMaximumWidth(look().px(_WIDTH))
        named(self._box, self.tr("Go to"), self.tr("Brings a chapter or a table of the return into sight"))
        label = short(self.tr("Go to"))
        label.setBuddy(self._box)
        line = row(label, self._box, None, space=Space.S)
        line.setStretch(1, 100)
        self.setLayout(line)
        self._box.activated.connect(lambda _place: self.wanted.emit(str(self._box.currentData())))

    def offer(self, places: Sequence[Place]) -> None:
        """Offer these places, chapters in bold and their tables set in below."""
        blocker = QSignalBlocker(self._box)
        self._box.clear()
        strong = QFont()
        strong.setWeight(QFont.Weight.DemiBold)
        for place in places:
            self._box.addItem(place.words if place.chapter else f"    {place.words}", place.name)
            if place.chapter:
                self._box.setItemData(self._box.count() - 1, strong, Qt.ItemDataRole.FontRole)
        blocker.unblock()
