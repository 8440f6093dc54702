"""Icons, drawn in the colours of the look and drawn again when it changes.

The unlock screen does without them: the icon font is loaded only once somebody is let in.
"""

from functools import cache
from pathlib import Path

import qtawesome
from PySide6.QtCore import QObject, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractButton, QLabel
from qtawesome.iconic_font import IconicFont

from desktop.ui.shared.look import look
from desktop.ui.shared.tokens import Tone, ink_of

_MUTED = "muted"
_USUAL = 18
_GAP = 5
_NAMES = {
    "add": "plus",
    "back": "arrow-left",
    "calendar": "calendar-blank",
    "call": "phone",
    "case": "folder-open",
    "close": "x",
    "copy": "copy",
    "danger": "warning-circle",
    "caution": "warning",
    "download": "download-simple",
    "email": "envelope-simple",
    "equality": "identification-card",
    "file": "file-text",
    "find": "magnifying-glass",
    "folder": "folder-open",
    "good": "check-circle",
    "help": "question",
    "hide": "eye-slash",
    "history": "clock-counter-clockwise",
    "import": "upload-simple",
    "info": "info",
    "key": "key",
    "letter": "house",
    "referral": "file-text",
    "lock": "lock",
    "people": "users",
    "person": "user",
    "plain": "circle",
    "accent": "circle",
    "print": "printer",
    "returns": "chart-bar",
    "save": "floppy-disk",
    "show": "eye",
    "stop": "prohibit",
    "table": "table",
    "text": "chat-text",
    "undo": "arrow-u-up-left",
    "unknown": "question",
    "user": "user-circle",
}


@cache
def _font() -> IconicFont:
    folder = Path(qtawesome.__file__).parent / "fonts"
    return IconicFont(("ph", "phosphor-1.3.0.ttf", "phosphor-charmap-1.3.0.json", str(folder)))


def icon(name: str, tone: Tone | None = None, *, colour: str | None = None) -> QIcon:
    """Draw an icon in the colours in force; without a tone it is as quiet as small print."""
    palette = look().palette
    shade = colour or (palette.muted if tone is None else ink_of(palette, tone))
    drawn = _font().icon(f"ph.{_NAMES[name]}", color=shade, color_disabled=palette.muted)
    return QIcon(drawn)


def _with_gap(drawn: QIcon, side: int, gap: int, ratio: float) -> QIcon:
    """Leave air between an icon and the word beside it: Fusion's own is too little."""
    whole = QPixmap(round((side + gap) * ratio), round(side * ratio))
    whole.setDevicePixelRatio(ratio)
    whole.fill(Qt.GlobalColor.transparent)
    painter = QPainter(whole)
    drawn.paint(painter, 0, 0, side, side)
    painter.end()
    return QIcon(whole)


class _Keeper(QObject):
    """Draws one widget's icon again whenever the look changes; goes when the widget goes."""

    def __init__(
        self, widget: QAbstractButton | QLabel, name: str, tone: Tone | str | None, size: int
    ) -> None:
        super().__init__(widget)
        self._widget = widget
        self._name = name
        self._tone = tone
        self._size = size
        look().changed.connect(self.draw)
        self.draw()

    def draw(self) -> None:
        side = look().px(self._size)
        if isinstance(self._tone, Tone) or self._tone is None:
            drawn = icon(self._name, self._tone)
        else:
            drawn = icon(self._name, colour=look().palette.colours()[self._tone])
        if isinstance(self._widget, QLabel):
            ratio = self._widget.devicePixelRatioF()
            self._widget.setPixmap(drawn.pixmap(QSize(side, side), ratio))
        else:
            gap = look().px(_GAP) if self._widget.text() else 0
            self._widget.setIcon(_with_gap(drawn, side, gap, self._widget.devicePixelRatioF()))
            self._widget.setIconSize(QSize(side + gap, side))


def set_icon(
    widget: QAbstractButton | QLabel, name: str, tone: Tone | str | None = None, *, size: int = _USUAL
) -> None:
    """Put an icon on a button or a label; ``tone`` is a tone or the name of a colour of the palette."""
    for old in widget.findChildren(_Keeper):
        old.setParent(None)
        old.deleteLater()
    _Keeper(widget, name, tone, size)


def icon_label(name: str, tone: Tone | str | None = None, *, size: int = _USUAL) -> QLabel:
    """Draw a picture without meaning of its own: the words beside it say the same."""
    made = QLabel()
    made.setFixedSize(look().px(size), look().px(size))
    set_icon(made, name, tone, size=size)
    return made
