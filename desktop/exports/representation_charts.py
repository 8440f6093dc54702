"""Pictures of a comparison, one drawing code for paper and screen: shares, and their difference."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor
from typing import Any, Literal

from reportlab.graphics import renderSVG
from reportlab.graphics.shapes import Circle, Drawing, Group, Line, Rect, String
from reportlab.lib.colors import HexColor
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.pdfmetrics import stringWidth

from desktop.exports.pdf_fonts import BOLD, PLAIN, register_fonts
from desktop.returns.representing.representation import Compared, Comparison, Verdict

_ROW = 21.0
_TOP, _BOTTOM = 50.0, 24.0
_LABELS, _SHARES = 0.33, 0.36
_GAP = 22.0
_STEPS = (0.5, 1, 2, 5, 10, 20, 25, 50)
_MOST_STEPS = 5
_SVG_FAMILY = re.compile(r"font-family: ?'?AlongsideSans(-Bold)?'?")


@dataclass(frozen=True, slots=True)
class ChartTheme:
    """The colours of a picture, as ``#rrggbb``, and the letters of one drawn for a screen."""

    ink: str
    quiet: str
    line: str
    helped: str
    benchmark: str
    over: str
    under: str
    paper: str
    family: str = "sans-serif"


PAPER = ChartTheme(
    ink="#1f2933",
    quiet="#52606d",
    line="#d5dce2",
    helped="#17655c",
    benchmark="#8a5a00",
    over="#27567f",
    under="#a1301f",
    paper="#ffffff",
)
"""The colours of printed pages; shapes differ too, so that it reads without any colour."""


@dataclass(frozen=True, slots=True)
class _Scale:
    """Where a value lies from left to right, in points of the page."""

    left: float
    right: float
    low: float
    high: float
    step: float

    def at(self, value: float) -> float:
        """Give the place of a value, kept within the panel."""
        part = (min(max(value, self.low), self.high) - self.low) / (self.high - self.low)
        return self.left + part * (self.right - self.left)

    def ticks(self) -> list[float]:
        """Give the values that are marked."""
        first, last = ceil(self.low / self.step - 1e-9), floor(self.high / self.step + 1e-9)
        return [number * self.step for number in range(first, last + 1)]


def comparison_chart(
    comparison: Comparison, *, width: float, theme: ChartTheme = PAPER, size: float = 8.0
) -> Drawing:
    """Draw one comparison, ``width`` points wide: on the left shares, on the right the difference in points.

    A full dot is the people helped, an open square the benchmark; a bar shows the interval of the difference.
    ``size`` is that of the letters, in points.
    """
    register_fonts()
    stretch = size / 8.0
    row, top = _ROW * stretch, _TOP * stretch
    height = top + row * len(comparison.rows) + _BOTTOM * stretch
    drawing = Drawing(width, height)
    drawing.add(_box(0, 0, width, height, fill=HexColor(theme.paper), edge=None))
    shares, points = _scales(comparison.rows, width)
    ends = (height - top, height - top - row * len(comparison.rows))
    _grid(drawing, shares, ends, theme, size, unit=" %")
    _grid(drawing, points, ends, theme, size, unit="")
    _heads(drawing, comparison, (shares, points), height, theme, size)
    for number, one in enumerate(comparison.rows):
        middle = ends[0] - row * (number + 0.5)
        drawing.add(_label(one.label, width * _LABELS - 8, middle, theme, size))
        _draw_shares(drawing, shares, one, middle, theme, stretch)
        _draw_difference(drawing, points, one, middle, theme, stretch)
    return drawing


def chart_svg(drawing: Drawing, theme: ChartTheme) -> str:
    """Give a drawing as SVG for a screen or a page, its letters those of the reader's own system."""
    text: str = renderSVG.drawToString(drawing)
    return _SVG_FAMILY.sub(
        lambda found: f"font-family: {theme.family}{'; font-weight: bold' if found[1] else ''}", text
    )


def _scales(rows: Sequence[Compared], width: float) -> tuple[_Scale, _Scale]:
    shares = [share for one in rows for share in (one.helped_share, one.benchmark_share) if share is not None]
    ends = [end for one in rows if one.interval for end in (one.interval.low, one.interval.high)]
    left = width * _LABELS
    right = left + width * _SHARES - _GAP
    return (
        _scale(left, right, 0.0, max(shares, default=100.0)),
        _scale(right + 2 * _GAP, width - 10, min([0.0, *ends]), max([0.0, *ends])),
    )


def _scale(left: float, right: float, low: float, high: float) -> _Scale:
    """Choose ends and steps that are round numbers."""
    if high - low < _STEPS[0]:
        low, high = min(low, -1.0 if low < 0 or not high else 0.0), max(high, 1.0)
    step = next((one for one in _STEPS if (high - low) / one <= _MOST_STEPS), _STEPS[-1])
    return _Scale(left, right, floor(low / step) * step, ceil(high / step - 1e-9) * step, step)


def _grid(
    drawing: Drawing, scale: _Scale, ends: tuple[float, float], theme: ChartTheme, size: float, *, unit: str
) -> None:
    for value in scale.ticks():
        strong = value == 0
        colour = HexColor(theme.quiet if strong else theme.line)
        across = scale.at(value)
        drawing.add(Line(across, ends[1], across, ends[0], strokeColor=colour, strokeWidth=0.8))
        number = f"{value:g}".replace("-", "\u2212")
        drawing.add(
            _text(across, ends[1] - size * 1.5, number + unit, theme.quiet, size * 0.9, anchor="middle")
        )


def _heads(
    drawing: Drawing,
    comparison: Comparison,
    scales: tuple[_Scale, _Scale],
    height: float,
    theme: ChartTheme,
    size: float,
) -> None:
    """Name both panels, and what the marks mean."""
    shares, points = scales
    first, second = height - size * 1.5, height - size * 3.4
    drawing.add(_text(shares.left, first, "Share of known answers", theme.ink, size, bold=True))
    right, heading = points.right + 10, "Difference in points, 95 % interval"
    if stringWidth(f"Share of known answers  {heading}", BOLD, size) > right - shares.left:
        heading = "Difference in points"
    drawing.add(_text(right, first, heading, theme.ink, size, bold=True, anchor="end"))
    across, radius = shares.left + 3, size * 0.42
    drawing.add(_dot(across, second + size * 0.3, radius, theme))
    drawing.add(_text(across + size, second, "people helped", theme.quiet, size))
    across += size * 2.4 + stringWidth("people helped", PLAIN, size)
    drawing.add(_square(across, second + size * 0.3, radius, theme))
    drawing.add(_text(across + size, second, comparison.whom.split(" (")[0], theme.quiet, size))
    zero, third = points.at(0), height - size * 5.2
    if points.low < 0:
        said = _fitting("fewer helped", zero - points.left + _GAP, size)
        drawing.add(_text(zero - 5, third, said, theme.quiet, size, anchor="end"))
    if points.high > 0:
        drawing.add(_text(zero + 5, third, _fitting("more helped", right - zero, size), theme.quiet, size))


def _fitting(said: str, room: float, size: float) -> str:
    """Say it in one word where there is no room for two."""
    return said if stringWidth(said, PLAIN, size) + 5 <= room else said.split(maxsplit=1)[0]


def _draw_shares(
    drawing: Drawing, scale: _Scale, one: Compared, middle: float, theme: ChartTheme, stretch: float
) -> None:
    if one.benchmark_share is not None and one.helped_share is not None:
        first, second = scale.at(one.helped_share), scale.at(one.benchmark_share)
        drawing.add(Line(first, middle, second, middle, strokeColor=HexColor(theme.line), strokeWidth=2.2))
    if one.benchmark_share is not None:
        drawing.add(_square(scale.at(one.benchmark_share), middle, 3.5 * stretch, theme))
    if one.helped_share is not None:
        drawing.add(_dot(scale.at(one.helped_share), middle, 3.6 * stretch, theme))


def _draw_difference(
    drawing: Drawing, scale: _Scale, one: Compared, middle: float, theme: ChartTheme, stretch: float
) -> None:
    if one.interval is None or one.difference is None:
        return
    colours = {Verdict.OVER: theme.over, Verdict.UNDER: theme.under}
    clear = one.verdict in colours
    colour = HexColor(colours.get(one.verdict, theme.quiet))
    low, high = scale.at(one.interval.low), scale.at(one.interval.high)
    drawing.add(
        Line(low, middle, high, middle, strokeColor=colour, strokeWidth=(2.4 if clear else 1.2) * stretch)
    )
    for end in (low, high):
        drawing.add(
            Line(end, middle - 3 * stretch, end, middle + 3 * stretch, strokeColor=colour, strokeWidth=1.0)
        )
    fill = colour if clear else HexColor(theme.paper)
    across = scale.at(one.difference)
    drawing.add(Circle(across, middle, 3.4 * stretch, fillColor=fill, strokeColor=colour, strokeWidth=1.2))


def _dot(across: float, up: float, radius: float, theme: ChartTheme) -> Circle:
    colour = HexColor(theme.helped)
    return Circle(across, up, radius, fillColor=colour, strokeColor=colour, strokeWidth=1)


def _square(across: float, up: float, radius: float, theme: ChartTheme) -> Rect:
    side, colour = 2 * radius, HexColor(theme.benchmark)
    return _box(across - radius, up - radius, side, side, fill=HexColor(theme.paper), edge=colour)


def _box(across: float, up: float, width: float, height: float, *, fill: Any, edge: Any) -> Rect:
    box = Rect(across, up, width, height)
    look: Any = box  # the stubs do not know what a shape may be given
    look.fillColor, look.strokeColor, look.strokeWidth = fill, edge, 1.6
    return box


def _label(label: str, width: float, middle: float, theme: ChartTheme, size: float) -> Group:
    """Write the name of a row, on two lines where it is long."""
    lines = simpleSplit(label, PLAIN, size, width)
    if len(lines) > 2:  # noqa: PLR2004 two lines fit in a row
        lines = [lines[0], f"{lines[1]}…"]
    first = middle + (len(lines) - 1) * size * 0.55 - size * 0.35
    group = Group()
    for number, words_ in enumerate(lines):
        group.add(_text(0, first - number * size * 1.1, words_, theme.ink, size))
    return group


def _text(
    across: float,
    up: float,
    said: str,
    colour: str,
    size: float,
    *,
    bold: bool = False,
    anchor: Literal["start", "middle", "end"] = "start",
) -> String:
    return String(
        across,
        up,
        said,
        fontName=BOLD if bold else PLAIN,
        fontSize=size,
        fillColor=HexColor(colour),
        textAnchor=anchor,
    )
