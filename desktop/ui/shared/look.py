"""The look in force: light or dark, and how large the system wants its text."""

import re
import sys
from functools import cache

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication

from desktop.platform.resources import resource_path, resource_text
from desktop.ui.shared.tokens import DARK, LIGHT, RADIUS, RADIUS_SMALL, Palette, TypeSize

_USUAL_POINTS = {"win32": 9.0, "darwin": 13.0}
_USUAL_POINTS_ELSEWHERE = 10.0
_LARGEST = 2.5
# A bare X server names no font of its own; these are what a desktop there would have chosen.
_WITHOUT_A_DESKTOP = (
    "Inter",
    "Noto Sans",
    "Open Sans",
    "Cantarell",
    "Liberation Sans",
    "DejaVu Sans Condensed",
)
_PLACEHOLDER = re.compile(r"@([a-z_]+)(?:\((\d+)\))?")
_ROLES: tuple[tuple[QPalette.ColorRole, str], ...] = (
    (QPalette.ColorRole.Window, "paper"),
    (QPalette.ColorRole.WindowText, "ink"),
    (QPalette.ColorRole.Base, "surface"),
    (QPalette.ColorRole.AlternateBase, "sunken"),
    (QPalette.ColorRole.Text, "ink"),
    (QPalette.ColorRole.Button, "surface"),
    (QPalette.ColorRole.ButtonText, "ink"),
    (QPalette.ColorRole.ToolTipBase, "surface"),
    (QPalette.ColorRole.ToolTipText, "ink"),
    (QPalette.ColorRole.PlaceholderText, "muted"),
    (QPalette.ColorRole.Highlight, "accent"),
    (QPalette.ColorRole.HighlightedText, "on_accent"),
    (QPalette.ColorRole.Link, "accent"),
    (QPalette.ColorRole.LinkVisited, "accent"),
    (QPalette.ColorRole.Accent, "accent"),
)


class Look(QObject):
    """Palette and text scale in force; ``changed`` says that both have been applied anew.

    ``turning`` says that they are about to be: whoever shows very much asks to ``wait_for`` them, puts away a
    little a turn what nobody sees, and lets it ``go_on``. Every part that stands there holds the window up.
    """

    changed = Signal()
    turning = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self.palette: Palette = LIGHT
        self.scale: float = 1.0
        self._waiting: list[QObject] = []
        self._next: bool | None = None

    def turn(self, *, dark: bool | None = None) -> None:
        """Turn dark or light, as the system is if it is not said, once nobody asks to wait any more."""
        self._next = dark
        self.turning.emit()
        if not self._waiting:
            self.apply(dark=dark)

    def wait_for(self, who: QObject) -> None:
        """Wait with turning until ``who`` lets it go on."""
        if who not in self._waiting:
            self._waiting.append(who)

    def go_on(self, who: QObject) -> None:
        """Turn, unless somebody else must be waited for."""
        if who in self._waiting:
            self._waiting.remove(who)
            if not self._waiting:
                self.apply(dark=self._next)

    def px(self, size: float) -> int:
        """Turn pixels at 100 % into pixels at the text size in force."""
        return round(size * self.scale)

    def apply(self, *, dark: bool | None = None, scale: float | None = None) -> None:
        """Dress the program; what is not said is taken from the system."""
        self.palette = DARK if (_system_is_dark(self._app) if dark is None else dark) else LIGHT
        self.scale = _system_scale() if scale is None else scale
        font = _system_font()
        font.setPixelSize(self.px(TypeSize.BODY))
        self._app.setFont(font)
        self._app.setPalette(_qt_palette(self.palette))
        self._app.setStyleSheet(_filled(_sheet(), self))
        self.changed.emit()


def look() -> Look:
    """Give the look of the running program."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        message = "there is no window system yet"
        raise TypeError(message)
    kept = app.property("alongsideLook")
    if isinstance(kept, Look):
        return kept
    fresh = Look(app)
    app.setProperty("alongsideLook", fresh)
    return fresh


def dress(app: QApplication) -> Look:
    """Give the program its look, and keep following the system when it turns light or dark."""
    app.setStyle("Fusion")
    ours = look()
    ours.apply()
    app.styleHints().colorSchemeChanged.connect(lambda _scheme: ours.turn())
    return ours


def _system_is_dark(app: QApplication) -> bool:
    return app.styleHints().colorScheme() is Qt.ColorScheme.Dark


def _system_font() -> QFont:
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    if font.family() == "Sans Serif" or QFontInfo(font).family() == "DejaVu Sans":
        known = set(QFontDatabase.families())
        font = QFont(next((family for family in _WITHOUT_A_DESKTOP if family in known), font.family()))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def _system_scale() -> float:
    points = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).pointSizeF()
    usual = _USUAL_POINTS.get(sys.platform, _USUAL_POINTS_ELSEWHERE)
    return min(max(points / usual, 1.0), _LARGEST)


def _qt_palette(colours: Palette) -> QPalette:
    palette = QPalette()
    named = colours.colours()
    for role, name in _ROLES:
        palette.setColor(role, QColor(named[name]))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText, QPalette.ColorRole.WindowText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours.muted))
    return palette


def _picture(name: str, colours: Palette) -> str:
    path = resource_path(f"style/{name}-{'dark' if colours.dark else 'light'}.svg")
    return f'url("{path.as_posix()}")'


@cache
def _sheet() -> str:
    return resource_text("style/alongside.qss")


def _filled(sheet: str, ours: Look) -> str:
    """Put colours (``@ink``) and scaled sizes (``@px(14)``) into the stylesheet."""
    values = ours.palette.colours() | {
        "radius": f"{RADIUS}px",
        "radius_small": f"{RADIUS_SMALL}px",
        "picture_of_chevron": _picture("chevron", ours.palette),
        "picture_of_tick": _picture("tick", ours.palette),
        **{size.name.lower(): f"{ours.px(size)}px" for size in TypeSize},
    }

    def value(match: re.Match[str]) -> str:
        name, number = match.groups()
        return f"{ours.px(int(number))}px" if name == "px" and number else values[name]

    return _PLACEHOLDER.sub(value, sheet)
