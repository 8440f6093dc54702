"""Where everything of a chart goes: wide enough for its words, whatever the numbers are."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.pdfmetrics import stringWidth

from desktop.exports.charts.data import Bar, Picture, Value
from desktop.exports.charts.theme import ChartTheme
from desktop.exports.pdf.fonts import BOLD, PLAIN
from desktop.returns.rules.definitions import ChartKind

LEADING = 1.3
_WIDEST_LABEL = 0.38
_SHARES = tuple(share / 100 for share in range(97, 10, -3))
_HEIGHTS = {ChartKind.BARS: 1.5, ChartKind.STACKED: 1.9, ChartKind.GROUPED: 1.35}


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a bar: which series, and its number."""

    series: int
    value: Value


@dataclass(frozen=True, slots=True)
class Track:
    """One line of bars: its parts one after the other, and the number printed at its end."""

    parts: tuple[Part, ...]
    end: str

    @property
    def length(self) -> float:
        """How long the line is, in the unit of the numbers; what runs to the left of nought is not in it."""
        return sum(max(0.0, part.value.value or 0.0) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Plan:
    """The measures of a chart, in points from the left."""

    picture: Picture
    theme: ChartTheme
    width: float
    zero: float
    """Where the bars begin."""
    left: float
    """Where the words of the bars end."""
    scale: float
    """Points for one of what is counted."""

    @property
    def thickness(self) -> float:
        """How thick a line of bars is."""
        return self.theme.font_size * _HEIGHTS[self.picture.kind]

    @property
    def gap(self) -> float:
        """The air between two rows."""
        return self.theme.font_size * 0.75

    def lines(self, bar: Bar) -> list[str]:
        """Wrap the words of a bar."""
        return simpleSplit(bar.label, PLAIN, self.theme.font_size, self.left) or [""]

    def height(self, bar: Bar) -> float:
        """Say how high a row is, with the air below it."""
        words = len(self.lines(bar)) * self.theme.font_size * LEADING
        return max(words, self.thickness * len(tracks(self.picture, bar))) + self.gap

    def end_words(self, track: Track) -> tuple[str, str]:
        """Give the words at the end of a line: the number, and the parts too small for theirs."""
        if len(track.parts) == 1:
            return track.end, ""
        small = [
            f"{self.picture.series[part.series].letter} {part.value.words}"
            for part in track.parts
            if not self.fits(part) and (part.value.value or part.value.value is None)
        ]
        return track.end, ", ".join(small)

    @property
    def uses_letters(self) -> bool:
        """Whether a part is named by its letter anywhere."""
        every = (track for bar in self.picture.bars for track in tracks(self.picture, bar))
        return any(self.end_words(track)[1] for track in every)

    def fits(self, part: Part) -> bool:
        """Say whether a part of a bar has room for its number."""
        room = (part.value.value or 0.0) * self.scale - self.theme.font_size * 0.7
        return stringWidth(part.value.words, BOLD, self.theme.font_size) <= room


def tracks(picture: Picture, bar: Bar) -> tuple[Track, ...]:
    """Take a row apart into lines of bars: one when stacked, else one a series."""
    parts = [Part(place, value) for place, value in enumerate(bar.values)]
    if picture.kind is ChartKind.STACKED:
        return (Track(tuple(parts), _sum(picture, bar)),)
    return tuple(Track((part,), part.value.words) for part in parts)


def make_plan(picture: Picture, theme: ChartTheme, width: float) -> Plan:
    """Measure a chart: the longest bars that leave room for every number."""
    size = theme.font_size
    longest = max((stringWidth(bar.label, PLAIN, size) for bar in picture.bars), default=0.0)
    left = min(width * _WIDEST_LABEL, longest + 1)
    numbers = [part.value.value or 0.0 for part in _all_parts(picture)]
    below = max(0.0, -min(numbers, default=0.0))
    above = max((track.length for bar in picture.bars for track in tracks(picture, bar)), default=0.0)
    room = width - left - size * 0.7
    plans = (
        Plan(picture, theme, width, left + size * 0.7 + below * scale, left, scale)
        for scale in (share * room / (above + below or 1.0) for share in _SHARES)
    )
    last = None
    for plan in plans:
        last = plan
        if _everything_fits(plan):
            break
    if last is None:
        raise AssertionError
    return last


def _everything_fits(plan: Plan) -> bool:
    size = plan.theme.font_size
    every = [track for bar in plan.picture.bars for track in tracks(plan.picture, bar)]
    return all(
        plan.zero + track.length * plan.scale + words_width(plan.end_words(track), size) <= plan.width
        for track in every
    )


def words_width(words: Sequence[str], size: float) -> float:
    """Say how wide the number at the end of a bar is with its small parts, and the air before it."""
    number, small = words
    return stringWidth(number, BOLD, size) + stringWidth(small, PLAIN, size) + size * (1.4 if small else 0.6)


def _all_parts(picture: Picture) -> list[Part]:
    return [part for bar in picture.bars for track in tracks(picture, bar) for part in track.parts]


def _sum(picture: Picture, bar: Bar) -> str:
    if bar.total is not None:
        return bar.total.words
    numbers = [value.value for value in bar.values]
    if picture.unit is not None or None in numbers:
        return ""
    return f"{sum(number or 0.0 for number in numbers):,.10g}"
