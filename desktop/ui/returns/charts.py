"""The charts of a return in the colours of the window, drawn off the screen's own thread."""

from collections.abc import Mapping
from dataclasses import dataclass

from desktop.returns.document import shown_tables
from desktop.returns.result import Return
from desktop.ui.shared.look import look

_WIDTH = 720.0


@dataclass(frozen=True, slots=True)
class Drawn:
    """One chart: the picture, and what it shows in words."""

    svg: bytes
    words: str


@dataclass(frozen=True, slots=True)
class Dress:
    """In which colours charts are drawn, and how large the text is."""

    dark: bool
    scale: float


def as_the_window() -> Dress:
    """Take the colours and the size of text in force."""
    return Dress(look().palette.dark, look().scale)


def draw_charts(result: Return, dress: Dress) -> Mapping[str, Drawn]:
    """Draw the chart of every table that has one, by its id; of noughts alone none."""
    from desktop.exports.chart_svg import chart_svg  # noqa: PLC0415  # drawing is needed for these alone
    from desktop.exports.chart_theme import SCREEN_DARK, SCREEN_LIGHT  # noqa: PLC0415
    from desktop.exports.chart_words import chart_words  # noqa: PLC0415
    from desktop.exports.charts import draw_chart  # noqa: PLC0415

    theme = SCREEN_DARK if dress.dark else SCREEN_LIGHT
    charts = {}
    for shown in shown_tables(result):
        if shown.first.chart is not None and any(cell.value for _, _, cell in shown.first.lines()):
            words = chart_words(shown)
            svg = chart_svg(draw_chart(shown, theme, _WIDTH / dress.scale), words=words)
            charts[shown.id] = Drawn(svg, words)
    return charts
