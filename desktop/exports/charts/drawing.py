"""Charts of a return, drawn once for every use: into the PDF, the web page and the screen."""

from collections.abc import Sequence

from reportlab.graphics.shapes import Drawing
from reportlab.pdfbase.pdfmetrics import stringWidth

from desktop.exports.charts.data import Bar, picture
from desktop.exports.charts.legend import draw_legend, legend_height
from desktop.exports.charts.plan import LEADING, Part, Plan, Track, make_plan, tracks
from desktop.exports.charts.shapes import add_area, add_line, add_number_on_area, add_words, fill_of
from desktop.exports.charts.theme import ChartTheme
from desktop.exports.pdf.fonts import BOLD, PLAIN, register_fonts
from desktop.returns.document import ShownTable
from desktop.returns.rules.definitions import ChartKind

_NOTHING = "There is nothing to draw: see the table."


def has_picture(shown: ShownTable) -> bool:
    """Say whether a table has a chart that shows anything: of noughts alone none is drawn on pages."""
    if shown.first.chart is None:
        return False
    return any(value.value for bar in picture(shown).bars for value in bar.values)


def draw_chart(shown: ShownTable, theme: ChartTheme, width: float | None = None) -> Drawing:
    """Draw the chart of a table as areas, lines and words, with the number at every bar.

    ``width`` is in points, the theme's own when not given, and at least fifty sizes of type; the height
    follows from the rows.
    """
    return chart_pieces(shown, theme, width=width or theme.width, height=float("inf"))[0]


def chart_pieces(shown: ShownTable, theme: ChartTheme, *, width: float, height: float) -> list[Drawing]:
    """Draw the chart in as many pieces of one scale as pages of this height (points) need."""
    register_fonts()
    plan = make_plan(picture(shown), theme, width)
    if not plan.picture.bars:
        return [_nothing(theme, width)]
    pieces: list[list[Bar]] = [[]]
    room = top = height - legend_height(plan)
    for bar in plan.picture.bars:
        needed = plan.height(bar)
        if needed > room and pieces[-1]:
            pieces.append([])
            room = top
        pieces[-1].append(bar)
        room -= needed
    return [_draw(plan, bars) for bars in pieces]


def _nothing(theme: ChartTheme, width: float) -> Drawing:
    drawing = Drawing(width, theme.font_size * 2, initialFontName=PLAIN)
    at = (0.0, theme.font_size * 0.7)
    add_words(drawing, at, _NOTHING, colour=theme.muted, size=theme.font_size)
    return drawing


def _draw(plan: Plan, bars: Sequence[Bar]) -> Drawing:
    top = sum(map(plan.height, bars))
    height = top + legend_height(plan)
    drawing = Drawing(plan.width, height, initialFontName=PLAIN)
    draw_legend(drawing, plan, height)
    axis = (plan.zero, 0.0, plan.zero, top)
    for bar in bars:
        _row(drawing, plan, bar, top)
        top -= plan.height(bar)
    add_line(drawing, axis, colour=plan.theme.edge, width=0.8)
    return drawing


def _row(drawing: Drawing, plan: Plan, bar: Bar, top: float) -> None:
    size = plan.theme.font_size
    middle = top - plan.height(bar) / 2
    lines = plan.lines(bar)
    first = middle + (len(lines) - 1) * size * LEADING / 2 - size * 0.35
    colour = plan.theme.muted if bar.quiet else plan.theme.ink
    for place, words in enumerate(lines):
        at = (plan.left, first - place * size * LEADING)
        add_words(drawing, at, words, colour=colour, size=size, anchor="end")
    drawn = tracks(plan.picture, bar)
    high = middle + plan.thickness * len(drawn) / 2
    for place, track in enumerate(drawn):
        _track(drawing, plan, bar, track, high - (place + 1) * plan.thickness)


def _track(drawing: Drawing, plan: Plan, bar: Bar, track: Track, low: float) -> None:
    """Draw one line of bars from nought to the right (a negative one to the left), and its number."""
    size, at = plan.theme.font_size, plan.zero
    baseline = low + plan.thickness / 2 - size * 0.35
    for part in track.parts:
        length = (part.value.value or 0.0) * plan.scale
        if not length:
            continue
        left = at if length > 0 else plan.zero + length
        _part(drawing, plan, bar, part, (left, low, abs(length)))
        if len(track.parts) > 1 and plan.fits(part):
            fill = fill_of(plan.theme, part.series, quiet=plan.picture.series[part.series].quiet)
            middle = (left + length / 2, baseline)
            add_number_on_area(drawing, middle, part.value.words, fill=fill, size=size)
        at += max(0.0, length)
    number, small = plan.end_words(track)
    at += size * 0.5
    add_words(drawing, (at, baseline), number, colour=plan.theme.ink, size=size, bold=True)
    if small:
        at += stringWidth(number, BOLD, size) + (size * 0.8 if number else 0.0)
        add_words(drawing, (at, baseline), small, colour=plan.theme.muted, size=size)


def _part(drawing: Drawing, plan: Plan, bar: Bar, part: Part, place: tuple[float, float, float]) -> None:
    left, low, length = place
    margin = plan.thickness * 0.06
    quiet = plan.picture.series[part.series].quiet or (bar.quiet and plan.picture.kind is ChartKind.BARS)
    area = (left, low + margin, length, plan.thickness - 2 * margin)
    add_area(drawing, plan.theme, part.series, area, quiet=quiet)
