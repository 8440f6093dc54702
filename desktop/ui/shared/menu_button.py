"""A button that opens a menu, which the keyboard opens and chooses from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from desktop.ui.shared.buttons import Button
from desktop.ui.shared.icons import icon, set_icon


@dataclass(frozen=True, slots=True)
class MenuLine:
    """One line of a menu: what it gives, its words and its icon."""

    gives: object
    words: str
    icon: str


class MenuButton(Button):
    """Opens a menu below itself; ``chosen`` carries what the chosen line gives."""

    chosen = Signal(object)

    def __init__(self, text: str, lines: Sequence[MenuLine], *, icon_name: str = "down") -> None:
        super().__init__(text)
        self.setProperty("part", "secondary")
        self.setAutoDefault(False)
        set_icon(self, icon_name, "ink")
        self._menu = QMenu(self)
        self._menu.setAccessibleName(text)
        for line, words in zip(lines, with_letters([line.words for line in lines]), strict=True):
            action = QAction(icon(line.icon), words, self._menu)
            action.triggered.connect(lambda _checked, gives=line.gives: self.chosen.emit(gives))
            self._menu.addAction(action)
        self.clicked.connect(lambda _checked: self.open_menu())

    @property
    def offered(self) -> tuple[QAction, ...]:
        """What the menu offers, in its order."""
        return tuple(self._menu.actions())

    def open_menu(self) -> None:
        """Open the menu below the button, with its first line chosen."""
        if not self._menu.isEmpty():
            self._menu.setActiveAction(self._menu.actions()[0])
            self._menu.popup(self.mapToGlobal(QPoint(0, self.height())))


def with_letters(labels: Sequence[str]) -> Iterator[str]:
    """Give every line of a menu a letter of its own, as there are letters."""
    taken: set[str] = set()
    for label in labels:
        letters = (place for place, one in enumerate(label) if one.isalpha() and one.casefold() not in taken)
        place = next(letters, -1)
        if place < 0:
            yield label.replace("&", "&&")
        else:
            taken.add(label[place].casefold())
            yield f"{label[:place].replace('&', '&&')}&{label[place:].replace('&', '&&')}"
