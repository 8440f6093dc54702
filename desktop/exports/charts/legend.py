"""The key above a chart: for each series its colour and pattern, its words, and the letter it goes by."""

from reportlab.graphics.shapes import Drawing
from reportlab.pdfbase.pdfmetrics import stringWidth

from desktop.exports.charts.data import Series
from desktop.exports.charts.plan import Plan
from desktop.exports.charts.shapes import add_area, add_number_on_area, add_words, fill_of
from desktop.exports.pdf.fonts import PLAIN
from desktop.returns.rules.definitions import ChartKind

_LINE, _BOX, _AFTER_BOX, _BETWEEN = 1.9, 2.0, 2.5, 1.8
"""In sizes of type: the height of a line, the width of a box, where the words begin, the air after them."""


def legend_height(plan: Plan) -> float:
    """Say how high the key is, with the air below it; a chart of one series has none."""
    lines = _lines(plan)
    return (len(lines) * _LINE + 0.6) * plan.theme.font_size if lines else 0.0


def draw_legend(drawing: Drawing, plan: Plan, height: float) -> None:
    """Draw the key at the top of a drawing of this height."""
    size, letters = plan.theme.font_size, plan.uses_letters
    for line, keys in enumerate(_lines(plan)):
        baseline = height - (line + 1) * size * _LINE + size * 0.6
        at = 0.0
        for place, series in keys:
            area = (at, baseline - size * 0.35, size * _BOX, size * 1.4)
            add_area(drawing, plan.theme, place, area, quiet=series.quiet)
            if letters:
                fill = fill_of(plan.theme, place, quiet=series.quiet)
                middle = (at + size * _BOX / 2, baseline)
                add_number_on_area(drawing, middle, series.letter, fill=fill, size=size)
            words_at = (at + size * _AFTER_BOX, baseline)
            add_words(drawing, words_at, series.label, colour=plan.theme.ink, size=size)
            at += _key_width(plan, series)


def _lines(plan: Plan) -> list[list[tuple[int, Series]]]:
    if plan.picture.kind is ChartKind.BARS:
        return []
    lines: list[list[tuple[int, Series]]] = [[]]
    at = 0.0
    for place, series in enumerate(plan.picture.series):
        width = _key_width(plan, series)
        if lines[-1] and at + width > plan.width:
            lines.append([])
            at = 0.0
        lines[-1].append((place, series))
        at += width
    return lines


def _key_width(plan: Plan, series: Series) -> float:
    size = plan.theme.font_size
    return stringWidth(series.label, PLAIN, size) + size * (_AFTER_BOX + _BETWEEN)
