"""The pictures of comparisons in the colours of the window, drawn off the screen's own thread."""

from desktop.exports.representation.words import chart_words
from desktop.returns.representing.representation import Representation
from desktop.ui.representation.asked import Charts
from desktop.ui.shared.charts import Dress


def draw_charts(shown: Representation, dress: Dress) -> Charts:
    """Draw every comparison that has a difference to show."""
    from desktop.exports.charts.comparing import (  # noqa: PLC0415  # only to draw
        comparison_chart,
        has_difference,
    )

    return {
        (section.id, one.benchmark): dress.drawn(
            comparison_chart(one, dress.theme), chart_words(section, one)
        )
        for section in shown.sections
        for one in section.comparisons
        if has_difference(one)
    }
