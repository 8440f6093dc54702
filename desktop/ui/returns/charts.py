"""The charts of a return in the colours of the window, drawn off the screen's own thread."""

from collections.abc import Mapping

from desktop.returns.document import shown_tables
from desktop.returns.result import Return
from desktop.ui.shared.charts import DrawnChart, Dress


def draw_charts(result: Return, dress: Dress) -> Mapping[str, DrawnChart]:
    """Draw the chart of every table that has one, by its id; of noughts alone none."""
    from desktop.exports.charts.drawing import draw_chart, has_picture  # noqa: PLC0415
    from desktop.exports.charts.words import chart_words  # noqa: PLC0415  # drawing is needed for these alone

    theme = dress.theme
    return {
        shown.id: dress.drawn(draw_chart(shown, theme), chart_words(shown))
        for shown in shown_tables(result)
        if has_picture(shown)
    }
