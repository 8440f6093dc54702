"""What every screen is: a page that may tell something, go back, and be drawn without records."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.errors import AlongsideError
from desktop.ui.shared.messages import could_not


@dataclass(frozen=True, slots=True)
class Destination:
    """Another room that somebody is led to, by its key, and what is to be opened there."""

    room: str
    thing: object = None


class Screen(QWidget):
    """A whole page. It shows frozen data, asks by signals that carry one object, and holds no records.

    Every screen stands in ``pictures()`` of its room; the accessibility walk misses none.
    """

    said = Signal(object)
    """A ``Message`` for the bar below, or None when the last one no longer matters."""
    leads_to = Signal(object)
    """A ``Destination``: another room, and what is to be opened there."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("part", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    def arrive(self) -> None:
        """Put the focus where the work begins; called when the screen comes into sight."""

    def open_thing(self, thing: object) -> None:
        """Open what another room leads to; a screen that opens nothing passes it over."""

    def save(self) -> None:
        """Save what is being written here (Ctrl+Enter)."""

    def step_back(self) -> bool:
        """Go one step back inside this screen (Esc); say whether there was one."""
        return False


class Room(Screen):
    """Joins screens to the records: asks, changes, decides what is stale; draws nothing of its own.

    What is asked of a room, the screen in sight does.
    """

    def __init__(self) -> None:
        super().__init__()
        self._inside: QWidget | None = None

    def _fill(self, inside: QWidget) -> None:
        """Fill the room: with a screen, several of which one is in sight, or one with a panel."""
        self._inside = inside
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(inside)

    @property
    def screen_shown(self) -> Screen | None:
        """The screen in sight."""
        shown = self._inside
        if isinstance(shown, QStackedWidget):
            shown = shown.currentWidget()
        return shown if isinstance(shown, Screen) else None

    def arrive(self) -> None:
        """Begin on the screen in sight."""
        if shown := self.screen_shown:
            shown.arrive()

    def save(self) -> None:
        """Save what is written there."""
        if shown := self.screen_shown:
            shown.save()

    def step_back(self) -> bool:
        """Go one step back there."""
        shown = self.screen_shown
        return shown is not None and shown.step_back()

    def _explain(self, error: AlongsideError) -> None:
        """Say what could not be done, and what to do."""
        self.said.emit(could_not(error))


@dataclass(frozen=True, slots=True)
class Picture:
    """A screen in one state, built from made-up data: for pictures and for the accessibility walk."""

    name: str
    build: Callable[[], QWidget]
    width: int = 1180
    height: int = 760
