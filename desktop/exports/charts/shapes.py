"""The few shapes charts are made of: words, lines, marks, and areas told apart by colour and pattern."""

from collections.abc import Iterator
from enum import IntEnum
from typing import Literal

from reportlab.graphics.shapes import Circle, Drawing, Line, Rect, String
from reportlab.lib.colors import HexColor
from reportlab.pdfbase.pdfmetrics import stringWidth

from desktop.exports.charts.theme import ChartTheme, text_on
from desktop.exports.pdf.fonts import BOLD, PLAIN

Area = tuple[float, float, float, float]
"""Left, bottom, width, height; of a line, across and up of both ends."""
_STEP = 4.5
_HATCH = 0.7


class _Pattern(IntEnum):
    """The lines over a colour, by which series differ for whoever does not see colours."""

    PLAIN = 0
    RISING = 1
    UPRIGHT = 2
    FALLING = 3
    LEVEL = 4
    CROSSED = 5


def add_words(
    drawing: Drawing,
    at: tuple[float, float],
    words: str,
    *,
    colour: str,
    size: float,
    bold: bool = False,
    anchor: Literal["start", "middle", "end"] = "start",
) -> None:
    """Write words on a baseline; ``anchor`` says which end of them stands at the place."""
    text = String(*at, words)
    text.fontName, text.fontSize = BOLD if bold else PLAIN, size
    text.fillColor, text.textAnchor = HexColor(colour), anchor
    drawing.add(text)


def add_line(drawing: Drawing, ends: Area, *, colour: str, width: float) -> None:
    """Draw a line from one place to another: ``ends`` are across and up of both."""
    line = Line(*ends)
    line.strokeColor, line.strokeWidth = HexColor(colour), width
    drawing.add(line)


def add_box(drawing: Drawing, area: Area, *, fill: str, edge: str | None, width: float = 0.0) -> None:
    """Draw a filled box; without a colour for its edge it has none."""
    box = Rect(*area)
    box.fillColor = HexColor(fill)
    box.strokeColor, box.strokeWidth = HexColor(edge) if edge else None, width
    drawing.add(box)


def add_dot(
    drawing: Drawing, at: tuple[float, float], radius: float, *, fill: str, edge: str, width: float
) -> None:
    """Draw a round mark round a place."""
    dot = Circle(*at, radius)
    dot.fillColor, dot.strokeColor, dot.strokeWidth = HexColor(fill), HexColor(edge), width
    drawing.add(dot)


def fill_of(theme: ChartTheme, place: int, *, quiet: bool) -> str:
    """Choose the colour of a series."""
    return theme.quiet if quiet else theme.fills[place % len(theme.fills)]


def add_area(drawing: Drawing, theme: ChartTheme, place: int, area: Area, *, quiet: bool) -> None:
    """Fill an area in the colour and the pattern of a series; a quiet one is pale with an edge."""
    fill, edge = fill_of(theme, place, quiet=quiet), theme.edge if quiet else theme.paper
    add_box(drawing, area, fill=fill, edge=edge, width=0.6)
    if quiet:
        return
    for ends in _hatching(place + place // len(theme.fills), area):
        add_line(drawing, ends, colour=theme.paper, width=_HATCH)


def add_number_on_area(
    drawing: Drawing, at: tuple[float, float], words: str, *, fill: str, size: float
) -> None:
    """Write a number in the middle of an area, on plain ground so that no pattern runs through it."""
    width = stringWidth(words, BOLD, size) + size * 0.5
    ground = (at[0] - width / 2, at[1] - size * 0.2, width, size * 1.12)
    add_box(drawing, ground, fill=fill, edge=None)
    add_words(drawing, at, words, colour=text_on(fill), size=size, bold=True, anchor="middle")


def _hatching(place: int, area: Area) -> Iterator[Area]:
    """Give the lines of a series' pattern over an area."""
    pattern = _Pattern(place % len(_Pattern))
    left, bottom, width, height = area
    if pattern in {_Pattern.RISING, _Pattern.CROSSED}:
        yield from _slanted(area, rising=True)
    if pattern in {_Pattern.FALLING, _Pattern.CROSSED}:
        yield from _slanted(area, rising=False)
    if pattern is _Pattern.UPRIGHT:
        for number in range(1, int(width / _STEP) + 1):
            yield left + number * _STEP, bottom, left + number * _STEP, bottom + height
    if pattern is _Pattern.LEVEL:
        for number in range(1, int(height / _STEP) + 1):
            yield left, bottom + number * _STEP, left + width, bottom + number * _STEP


def _slanted(area: Area, *, rising: bool) -> Iterator[Area]:
    left, bottom, width, height = area
    for number in range(1, int((width + height) / _STEP) + 1):
        shift = number * _STEP - height
        first, last = max(shift, 0.0), min(shift + height, width)
        if last <= first:
            continue
        low, high = first - shift, last - shift
        if rising:
            yield left + first, bottom + low, left + last, bottom + high
        else:
            yield left + first, bottom + height - low, left + last, bottom + height - high
