"""The colours and sizes a chart is drawn in: on paper, on a light screen, on a dark one."""

from dataclasses import dataclass, replace

from desktop.exports import colours

_LIGHT_STEP, _DARK_TEXT, _LIGHT_TEXT = 0.03928, "#111514", "#ffffff"


@dataclass(frozen=True, slots=True)
class ChartTheme:
    """How a chart looks. Colours are ``#rrggbb``, sizes and the width points (on screen: pixels).

    ``fills`` tell the parts of a bar apart, together with a pattern, and the two sides of a comparison,
    together with a shape; they keep 3:1 against ``paper``, as ``edge`` does, and all words 4.5:1.
    """

    paper: str
    ink: str
    muted: str
    edge: str
    line: str
    """Hairlines that only decorate."""
    quiet: str
    """What is missing: a pale fill with an edge round it."""
    fills: tuple[str, ...]
    font_size: float
    width: float

    @property
    def helped(self) -> str:
        """The people helped, as compared with others."""
        return self.fills[0]

    @property
    def benchmark(self) -> str:
        """Those the people helped are compared with."""
        return self.fills[1]

    @property
    def over(self) -> str:
        """Who is helped more than others."""
        return self.fills[2]

    @property
    def under(self) -> str:
        """Who is helped less than others."""
        return self.fills[4]


PAPER = ChartTheme(
    paper=colours.WHITE,
    ink=colours.INK,
    muted=colours.MUTED,
    edge=colours.EDGE,
    line=colours.LINE,
    quiet="#e6e9e7",
    fills=(colours.ACCENT, "#a86414", "#3c6ca6", "#7d4a8a", "#a1301f", "#5c6b1f"),
    font_size=8,
    width=470,
)
SCREEN_LIGHT = replace(PAPER, font_size=14, width=760)
SCREEN_DARK = ChartTheme(
    paper="#1d2322",
    ink="#eaeeec",
    muted="#a8b2ae",
    edge="#7d8784",
    line="#3a4441",
    quiet="#2f3735",
    fills=("#6fc7bb", "#e6bd6b", "#92bfe9", "#cba6dc", "#f19c8e", "#b3c97a"),
    font_size=14,
    width=760,
)


def contrast(one: str, other: str) -> float:
    """Give the contrast of two colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def text_on(fill: str) -> str:
    """Choose black or white words for a fill, whichever reads better."""
    return max((_DARK_TEXT, _LIGHT_TEXT), key=lambda text: contrast(text, fill))


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= _LIGHT_STEP else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
