"""Icons, drawn in the colours of the look and drawn again when it changes.

The unlock screen does without them: the icon font is loaded only once somebody is let in.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractButton, QLabel

from desktop.ui.shared.look import look
from desktop.ui.shared.tokens import Tone, ink_of

_USUAL = 18
_GAP = 5
_NAMES = {
    "accent": "circle",
    "action": "check-square",
    "add": "plus",
    "alert": "bell-ringing",
    "assessment": "clipboard-text",
    "attachment": "paperclip",
    "back": "arrow-left",
    "beside": "scales",
    "calendar": "calendar-blank",
    "call": "phone",
    "case": "folder-open",
    "caution": "warning",
    "check": "check",
    "close": "x",
    "concern": "shield-warning",
    "consent": "handshake",
    "contact": "chats-circle",
    "copy": "copy",
    "danger": "warning-circle",
    "down": "caret-down",
    "download": "download-simple",
    "email": "envelope-simple",
    "ending": "flag",
    "equality": "identification-card",
    "file": "file-text",
    "find": "magnifying-glass",
    "folder": "folder-open",
    "forward": "caret-right",
    "goal": "target",
    "good": "check-circle",
    "help": "question",
    "hide": "eye-slash",
    "history": "clock-counter-clockwise",
    "household": "house-line",
    "import": "upload-simple",
    "info": "info",
    "involved": "user-plus",
    "funding": "currency-gbp",
    "key": "key",
    "key-date": "calendar-check",
    "less": "caret-up",
    "lock": "lock",
    "organisation": "buildings",
    "people": "users",
    "person": "user",
    "phone": "phone",
    "plain": "circle",
    "plan": "path",
    "post": "envelope",
    "print": "printer",
    "referral": "file-text",
    "reminder": "alarm",
    "reply": "envelope-open",
    "reopen": "arrow-counter-clockwise",
    "returns": "chart-bar",
    "save": "floppy-disk",
    "seal": "lock-key",
    "show": "eye",
    "signposting": "compass",
    "stop": "prohibit",
    "supervision": "chalkboard-teacher",
    "table": "table",
    "text": "chat-text",
    "undo": "arrow-u-up-left",
    "unknown": "question",
    "user": "user-circle",
    "video": "video-camera",
    "visit": "map-pin",
    "work": "users-three",
    "write": "pencil-line",
}


@dataclass(frozen=True, slots=True)
class _Font:
    """The family of the icon font, and which character draws which icon."""

    family: str
    characters: Mapping[str, str]


@cache
def _font() -> _Font:
    """Take the font out of its package; the package itself makes an object of every part of Qt, 20 MB."""
    found = find_spec("qtawesome")
    if found is None or not found.submodule_search_locations:
        message = "the icon font is missing"
        raise RuntimeError(message)
    folder = Path(found.submodule_search_locations[0]) / "fonts"
    number = QFontDatabase.addApplicationFont(str(folder / "phosphor-1.3.0.ttf"))
    codes = json.loads((folder / "phosphor-charmap-1.3.0.json").read_text(encoding="utf-8"))
    characters = {name: chr(int(codes[drawn], 16)) for name, drawn in _NAMES.items()}
    return _Font(QFontDatabase.applicationFontFamilies(number)[0], characters)


class _Drawing(QIconEngine):
    """Draws one character of the font as it is asked for."""

    def __init__(self, name: str, colour: str, colour_disabled: str) -> None:
        super().__init__()
        self._name = name
        self._colours = colour, colour_disabled

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Draw it in the middle, seven eighths as there is room: letters need air."""
        del state
        made = _font()
        font = QFont(made.family)
        font.setPixelSize(round(rect.height() * 0.875))
        painter.save()
        painter.setPen(QColor(self._colours[mode == QIcon.Mode.Disabled]))
        painter.setFont(font)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, made.characters[self._name])
        painter.restore()

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """Draw it on nothing."""
        made = QPixmap(size)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return made


def icon(name: str, tone: Tone | None = None, *, colour: str | None = None) -> QIcon:
    """Draw an icon in the colours in force; without a tone it is as small print."""
    palette = look().palette
    shade = colour or (palette.muted if tone is None else ink_of(palette, tone))
    return QIcon(_Drawing(name, shade, palette.muted))


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
