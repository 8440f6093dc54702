"""The picture of a comparison, for paper and screen: on the left the shares, on the right the difference."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor
from typing import Literal

from reportlab.graphics.shapes import Drawing
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.pdfmetrics import stringWidth

from desktop.exports.charts.shapes import add_box, add_dot, add_line, add_words
from desktop.exports.charts.theme import ChartTheme
from desktop.exports.figures import clean_words
from desktop.exports.pdf.fonts import BOLD, PLAIN, register_fonts
from desktop.returns.representing.representation import Compared, Comparison, Verdict

_WIDEST_LABEL, _SHARES = 0.3, 0.52
"""Of the whole width; of what the labels leave."""
_GAP, _EDGE, _MARK = 4.0, 1.4, 0.42
"""In sizes of type, as are all that follow: between the panels, beside them, half the width of a mark."""
_LEADING, _ROW, _AIR = 1.2, 2.0, 0.6
_KEYS, _HEAD, _SIDES, _TOP, _BOTTOM = 1.2, 3.3, 4.9, 5.6, 2.2
"""How far below the top the words above the rows stand, how much they take, and the numbers below."""
_STEPS = (0.5, 1, 2, 5, 10, 20, 25, 50)
_MOST_STEPS = 5
_SHARE_TITLES = ("Share of known answers", "Share")
_POINTS_TITLES = ("Difference in points, 95% interval", "Difference in points", "Points")
_UNCLEAR = "no clear difference"


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


@dataclass(frozen=True, slots=True)
class _Plan:
    """The measures of a picture, in points from its left and its bottom."""

    theme: ChartTheme
    labels: float
    """Where the words of the rows end."""
    shares: _Scale
    points: _Scale
    lines: tuple[tuple[str, ...], ...]
    """The words of each row, broken into lines."""

    @property
    def size(self) -> float:
        """The size of type."""
        return self.theme.font_size

    def row(self, place: int) -> float:
        """Say how high a row is."""
        return max(_ROW, len(self.lines[place]) * _LEADING + _AIR) * self.size

    @property
    def top(self) -> float:
        """Where the first row begins."""
        return sum(map(self.row, range(len(self.lines)))) + _BOTTOM * self.size

    @property
    def height(self) -> float:
        """How high the whole is."""
        return self.top + _TOP * self.size


def has_difference(comparison: Comparison) -> bool:
    """Say whether a picture shows anything: on a base too small no difference is given."""
    return any(one.difference is not None for one in comparison.rows)


def comparison_chart(comparison: Comparison, theme: ChartTheme, width: float | None = None) -> Drawing:
    """Draw a comparison as words, lines and marks: a full dot is the people helped, a square the others.

    A bar shows the interval of the difference; its dot is full where the difference is clear. ``width`` is in
    points, the theme's own when not given, and at least thirty-four sizes of type.
    """
    register_fonts()
    plan = _make_plan(comparison, theme, width or theme.width)
    drawing = Drawing(width or theme.width, plan.height, initialFontName=PLAIN)
    _grid(drawing, plan, plan.shares, "%")
    _grid(drawing, plan, plan.points, "")
    _keys(drawing, plan, comparison)
    _heads(drawing, plan)
    _sides(drawing, plan)
    top = plan.top
    for place, one in enumerate(comparison.rows):
        middle = top - plan.row(place) / 2
        _label(drawing, plan, plan.lines[place], middle)
        _draw_shares(drawing, plan, one, middle)
        _draw_difference(drawing, plan, one, middle)
        top -= plan.row(place)
    return drawing


def _make_plan(comparison: Comparison, theme: ChartTheme, width: float) -> _Plan:
    size, rows = theme.font_size, comparison.rows
    words = [clean_words(one.label) for one in rows]
    longest = max((stringWidth(each, PLAIN, size) for each in words), default=0.0)
    labels = min(width * _WIDEST_LABEL, longest + 1)
    left = labels + _EDGE * size
    right = left + (width - left) * _SHARES - _GAP * size / 2
    shares = [share for one in rows for share in (one.helped_share, one.benchmark_share) if share is not None]
    ends = [end for one in rows if one.interval for end in (one.interval.low, one.interval.high)]
    return _Plan(
        theme,
        labels,
        _scale((left, right), (0.0, max(shares, default=100.0)), 4 * size),
        _scale((right + _GAP * size, width - _EDGE * size), (min([0.0, *ends]), max([0.0, *ends])), 3 * size),
        tuple(tuple(simpleSplit(each, PLAIN, size, labels)) for each in words),
    )


def _scale(ends: tuple[float, float], values: tuple[float, float], mark: float) -> _Scale:
    """Choose ends and steps that are round numbers; ``mark`` is the room that a number below it takes."""
    low, high = values
    if high - low < _STEPS[0]:
        low, high = min(low, -1.0 if low < 0 or not high else 0.0), max(high, 1.0)
    most = min(_MOST_STEPS, int((ends[1] - ends[0]) / mark))
    step = next((one for one in _STEPS if (high - low) / one <= most), _STEPS[-1])
    return _Scale(*ends, floor(low / step) * step, ceil(high / step - 1e-9) * step, step)


def _grid(drawing: Drawing, plan: _Plan, scale: _Scale, unit: str) -> None:
    theme, bottom = plan.theme, _BOTTOM * plan.size
    for value in scale.ticks():
        across = scale.at(value)
        colour = theme.edge if value == 0 else theme.line
        add_line(drawing, (across, bottom, across, plan.top), colour=colour, width=plan.size * 0.1)
        number = f"{value:g}".replace("-", "\u2212") + unit
        at = (across, bottom - plan.size * 1.3)
        add_words(drawing, at, number, colour=theme.muted, size=plan.size * 0.9, anchor="middle")


def _keys(drawing: Drawing, plan: _Plan, comparison: Comparison) -> None:
    """Say what the marks mean."""
    size, across = plan.size, (_MARK + 0.1) * plan.size
    up = plan.height - _KEYS * size
    draw = [
        ("people helped", _dot),
        (clean_words(comparison.whom.split(" (")[0]), _square),
    ]
    if any(one.interval and one.verdict is Verdict.UNCLEAR for one in comparison.rows):
        draw.append((_UNCLEAR, _unclear))
    for words, mark in draw:
        mark(drawing, plan, (across, up + size * 0.35))
        add_words(drawing, (across + size, up), words, colour=plan.theme.muted, size=size)
        across += size * 2.8 + stringWidth(words, PLAIN, size)


def _heads(drawing: Drawing, plan: _Plan) -> None:
    """Name both panels in as many words as there is room for."""
    shares, points, size = plan.shares.left, plan.points.left, plan.size
    for left, right, titles in (
        (shares, points, _SHARE_TITLES),
        (points, drawing.width, _POINTS_TITLES),
    ):
        room = right - left
        title = next((one for one in titles if stringWidth(one, BOLD, size) + size / 2 <= room), titles[-1])
        at = (left, plan.height - _HEAD * size)
        add_words(drawing, at, title, colour=plan.theme.ink, size=size, bold=True)


def _sides(drawing: Drawing, plan: _Plan) -> None:
    """Say on which side of nought fewer are helped, and on which more; in one word where two find no room."""
    size, points, zero = plan.size, plan.points, plan.points.at(0)
    sides = [
        ("fewer helped", zero - points.left + _GAP * size / 2, -1),
        ("more helped", drawing.width - zero, 1),
    ]
    sides = [one for one in sides if (points.low if one[2] < 0 else points.high)]
    short = any(stringWidth(words, PLAIN, size) + size * 0.6 > room for words, room, _ in sides)
    for words, _, side in sides:
        at = (zero + side * size * 0.6, plan.height - _SIDES * size)
        said = words.split(maxsplit=1)[0] if short else words
        anchor: Literal["start", "end"] = "start" if side > 0 else "end"
        add_words(drawing, at, said, colour=plan.theme.muted, size=size, anchor=anchor)


def _label(drawing: Drawing, plan: _Plan, lines: Sequence[str], middle: float) -> None:
    first = middle + (len(lines) - 1) * plan.size * _LEADING / 2 - plan.size * 0.35
    for place, words in enumerate(lines):
        at = (plan.labels, first - place * plan.size * _LEADING)
        add_words(drawing, at, words, colour=plan.theme.ink, size=plan.size, anchor="end")


def _draw_shares(drawing: Drawing, plan: _Plan, one: Compared, middle: float) -> None:
    helped, benchmark = one.helped_share, one.benchmark_share
    if helped is not None and benchmark is not None:
        ends = (plan.shares.at(helped), middle, plan.shares.at(benchmark), middle)
        add_line(drawing, ends, colour=plan.theme.edge, width=plan.size * 0.2)
    if benchmark is not None:
        _square(drawing, plan, (plan.shares.at(benchmark), middle))
    if helped is not None:
        _dot(drawing, plan, (plan.shares.at(helped), middle))


def _draw_difference(drawing: Drawing, plan: _Plan, one: Compared, middle: float) -> None:
    if one.interval is None or one.difference is None:
        return
    colours = {Verdict.OVER: plan.theme.over, Verdict.UNDER: plan.theme.under}
    colour, clear = colours.get(one.verdict, plan.theme.muted), one.verdict in colours
    low, high = plan.points.at(one.interval.low), plan.points.at(one.interval.high)
    width = plan.size * (0.3 if clear else 0.15)
    add_line(drawing, (low, middle, high, middle), colour=colour, width=width)
    for end in (low, high):
        ends = (end, middle - plan.size * 0.35, end, middle + plan.size * 0.35)
        add_line(drawing, ends, colour=colour, width=plan.size * 0.13)
    _finding(drawing, plan, (plan.points.at(one.difference), middle), colour, clear=clear)


def _finding(drawing: Drawing, plan: _Plan, at: tuple[float, float], colour: str, *, clear: bool) -> None:
    fill = colour if clear else plan.theme.paper
    add_dot(drawing, at, _MARK * plan.size, fill=fill, edge=colour, width=plan.size * 0.15)


def _unclear(drawing: Drawing, plan: _Plan, at: tuple[float, float]) -> None:
    _finding(drawing, plan, at, plan.theme.muted, clear=False)


def _dot(drawing: Drawing, plan: _Plan, at: tuple[float, float]) -> None:
    colour = plan.theme.helped
    add_dot(drawing, at, _MARK * plan.size, fill=colour, edge=colour, width=plan.size * 0.13)


def _square(drawing: Drawing, plan: _Plan, at: tuple[float, float]) -> None:
    half = _MARK * plan.size
    area = (at[0] - half, at[1] - half, 2 * half, 2 * half)
    add_box(drawing, area, fill=plan.theme.paper, edge=plan.theme.benchmark, width=plan.size * 0.2)
