"""Buttons: one primary a screen, quiet ones for what is seldom needed, red for what is hard to take back."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton


class Button(QPushButton):
    """A button that Enter presses as Space does, wherever it stands."""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  (Qt's name)
        """Press with Enter; Ctrl+Enter is left to the screen, which saves."""
        plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


def _button(text: str, part: str, pressed: Callable[[], object] | None) -> QPushButton:
    made = Button(text)
    made.setProperty("part", part)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.setAutoDefault(False)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    if pressed is not None:
        made.clicked.connect(lambda _checked: pressed())
    return made


def primary(text: str, pressed: Callable[[], object] | None = None) -> QPushButton:
    """Offer the one thing most people come to a screen to do."""
    made = _button(text, "primary", pressed)
    made.setDefault(True)
    return made


def secondary(text: str, pressed: Callable[[], object] | None = None) -> QPushButton:
    """Offer another thing that can be done here."""
    return _button(text, "secondary", pressed)


def quiet(text: str, pressed: Callable[[], object] | None = None) -> QPushButton:
    """Offer something seldom needed; looks like a link."""
    return _button(text, "quiet", pressed)


def danger(text: str, pressed: Callable[[], object] | None = None) -> QPushButton:
    """Offer something hard or impossible to take back."""
    return _button(text, "danger", pressed)
