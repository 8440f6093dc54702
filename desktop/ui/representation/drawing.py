"""The pictures of comparisons in the colours of the window, drawn off the screen's own thread."""

from dataclasses import dataclass

from desktop.returns.representing.representation import Representation
from desktop.ui.representation.asked import Charts
from desktop.ui.shared.look import look

_WIDTH, _LETTERS = 880.0, 13.0


@dataclass(frozen=True, slots=True)
class Drawn:
    """How pictures are to be drawn: the colours in force, the letters, how large they are."""

    ink: str
    quiet: str
    line: str
    helped: str
    benchmark: str
    over: str
    under: str
    paper: str
    family: str
    scale: float


def as_the_window(family: str) -> Drawn:
    """Take the colours and the size of text in force; ``family`` names the letters."""
    colours = look().palette
    return Drawn(
        ink=colours.ink,
        quiet=colours.muted,
        line=colours.line,
        helped=colours.accent,
        benchmark=colours.caution,
        over=colours.info,
        under=colours.danger,
        paper=colours.surface,
        family=family,
        scale=look().scale,
    )


def draw_charts(shown: Representation, drawn: Drawn) -> Charts:
    """Draw every comparison as SVG; with larger text the picture holds fewer, larger letters a line."""
    from desktop.exports.representation_charts import (  # noqa: PLC0415  # only this page draws
        ChartTheme,
        chart_svg,
        comparison_chart,
    )

    theme = ChartTheme(
        ink=drawn.ink,
        quiet=drawn.quiet,
        line=drawn.line,
        helped=drawn.helped,
        benchmark=drawn.benchmark,
        over=drawn.over,
        under=drawn.under,
        paper=drawn.paper,
        family=drawn.family,
    )
    charts: dict[tuple[str, str], bytes] = {}
    for section in shown.sections:
        for comparison in section.comparisons:
            picture = comparison_chart(comparison, width=_WIDTH / drawn.scale, theme=theme, size=_LETTERS)
            charts[section.id, comparison.benchmark] = chart_svg(picture, theme).encode()
    return charts
