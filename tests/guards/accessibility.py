"""What the accessibility walk looks for on a screen; each finding is one sentence."""

import itertools
import re
from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QApplication, QLabel, QWidget

from desktop.ui.shared.tokens import Palette, Tone, ground_of, ink_of

TEXT = 4.5  # WCAG 2.2, 1.4.3
CONTROL = 3.0  # WCAG 2.2, 1.4.11 and 1.4.3 for large text


def controls(screen: QWidget) -> list[QWidget]:
    """Give every widget on the screen that the keyboard should reach."""
    return [
        widget
        for widget in (screen, *screen.findChildren(QWidget))
        if widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
    ]


def nameless(screen: QWidget) -> Iterator[str]:
    """Find controls for which a screen reader has no name."""
    for widget in controls(screen):
        if not _name(widget):
            yield f"{type(widget).__name__} has no accessible name"


def _tab_chain(window: QWidget) -> Iterator[QWidget]:
    """Go once round the window as Tab does."""
    widget = window.nextInFocusChain()
    while widget is not None and widget is not window:
        yield widget
        widget = widget.nextInFocusChain()


def unreachable(screen: QWidget) -> Iterator[str]:
    """Find controls that Tab never comes to, going once round the screen."""
    window = screen.window()
    reached = list(_tab_chain(window))
    for control in controls(screen):
        if control not in reached and control is not window:
            yield f"{_name(control) or type(control).__name__} has no place in the tab order"


def out_of_order(screen: QWidget) -> Iterator[str]:
    """Find fields that Tab comes to before a field that stands above them in the same column."""
    wanted = controls(screen)
    chain = [widget for widget in _tab_chain(screen.window()) if widget in wanted]
    for earlier, later in itertools.pairwise(chain):
        if earlier.parentWidget() is later.parentWidget() and _below(earlier, later):
            yield f"Tab comes to {_name(earlier)} before {_name(later)}, which stands above it"


def unseen_focus(screen: QWidget) -> Iterator[str]:
    """Find controls that look the same with the focus as without it."""
    for widget in controls(screen):
        if isinstance(widget, QAbstractItemView) and widget.model().rowCount() == 0:
            continue
        widget.clearFocus()
        QCoreApplication.sendPostedEvents()
        before = widget.grab().toImage()
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        QCoreApplication.sendPostedEvents()
        if QApplication.focusWidget() is not widget:
            yield f"{_name(widget)} does not take the focus"
        elif before == widget.grab().toImage():
            yield f"{_name(widget)} looks the same with the focus as without"


def cut_off(screen: QWidget) -> Iterator[str]:
    """Find words that do not fit where they stand, and controls that stick out of their window."""
    for label in screen.findChildren(QLabel):
        if not label.isVisible() or not label.text():
            continue
        room, needed = label.contentsRect().size(), label.sizeHint()
        high = label.heightForWidth(label.width()) if label.wordWrap() else needed.height()
        wide = _longest_word(label) if label.wordWrap() else needed.width()
        if room.height() + 1 < high or room.width() + 1 < wide:
            yield f"“{label.text()}” is cut off"
    for widget in controls(screen):
        if not isinstance(widget.parentWidget(), QAbstractScrollArea) and _sticks_out(widget, screen):
            yield f"{_name(widget)} sticks out of the screen"


def _longest_word(label: QLabel) -> int:
    words = re.findall(r"[^\s-]+-?", label.text())
    return max((label.fontMetrics().horizontalAdvance(word) for word in words), default=0)


def contrast(one: str, other: str) -> float:
    """Compute the contrast of two colours by the formula of WCAG 2.2, from 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def weak_contrasts(palette: Palette) -> Iterator[str]:
    """Find pairs of a palette that are too alike to be read or told apart."""
    for one, other, least in _pairs(palette):
        found = contrast(one, other)
        if found < least:
            yield f"{one} on {other} has {found:.2f}, not {least}"


def _pairs(palette: Palette) -> Iterator[tuple[str, str, float]]:
    grounds = (palette.paper, palette.surface, palette.sunken, palette.accent_soft)
    for ground in grounds:
        yield palette.ink, ground, TEXT
        yield palette.muted, ground, TEXT
        yield palette.accent_strong, ground, TEXT
        yield palette.focus, ground, CONTROL
    for ground in (palette.paper, palette.surface):
        yield palette.edge, ground, CONTROL
        yield palette.danger, ground, TEXT
        yield palette.accent, ground, TEXT
    for on, ground in (
        (palette.on_accent, palette.accent),
        (palette.on_accent, palette.accent_strong),
        (palette.on_danger, palette.danger),
        (palette.on_danger, palette.danger_strong),
    ):
        yield on, ground, TEXT
    for tone in Tone:
        yield ink_of(palette, tone), ground_of(palette, tone), TEXT
        yield ink_of(palette, tone), palette.surface, TEXT
    yield palette.ink, palette.line, TEXT  # a hovered line of the rail


def _luminance(colour: str) -> float:
    parts = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _name(widget: QWidget) -> str:
    interface: QAccessibleInterface | None = QAccessible.queryAccessibleInterface(widget)
    return "" if interface is None else interface.text(QAccessible.Text.Name).strip()


def _below(one: QWidget, other: QWidget) -> bool:
    return (
        one.geometry().top() >= other.geometry().bottom() and one.geometry().left() < other.geometry().right()
    )


def _sticks_out(widget: QWidget, screen: QWidget) -> bool:
    left = widget.mapTo(screen, QPoint(0, 0)).x() if widget is not screen else 0
    return left < 0 or left + widget.width() > screen.width()
