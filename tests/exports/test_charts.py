"""Charts: what is drawn, what is left to the table, and that screens show it."""

import re
from dataclasses import replace

import pytest
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from reportlab.graphics.shapes import Rect, String

from desktop.exports import colours
from desktop.exports.charts.data import picture
from desktop.exports.charts.drawing import chart_pieces, draw_chart, has_picture
from desktop.exports.charts.svg import chart_svg
from desktop.exports.charts.theme import PAPER, SCREEN_DARK, SCREEN_LIGHT, ChartTheme, contrast, text_on
from desktop.exports.charts.words import chart_words
from desktop.platform.resources import resource_text
from desktop.returns.document import ShownTable, shown_tables
from desktop.returns.rules.definitions import ChartKind
from desktop.ui.shared.tokens import DARK, LIGHT
from tests.exports.made_rich_return import HOW_LONG, no_case_return, rich_return

THEMES = [PAPER, SCREEN_LIGHT, SCREEN_DARK]
CHARTED = [shown for shown in shown_tables(rich_return()) if shown.first.chart is not None]
EMPTY = [shown for shown in shown_tables(no_case_return()) if shown.first.chart is not None]


def shown_table(table_id: str) -> ShownTable:
    return next(shown for shown in CHARTED if shown.id == table_id)


def words_in(shown: ShownTable, theme: ChartTheme = PAPER) -> list[str]:
    return [str(shape.text) for shape in draw_chart(shown, theme).contents if isinstance(shape, String)]


def painted(svg: bytes, theme: ChartTheme) -> QImage:
    renderer = QSvgRenderer(svg)
    assert renderer.isValid()
    image = QImage(renderer.defaultSize(), QImage.Format.Format_RGB32)
    image.fill(QColor(theme.paper))
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    return image


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("shown", CHARTED, ids=lambda shown: str(shown.id))
@pytest.mark.usefixtures("qtbot")
def test_a_screen_paints_the_bars_and_leaves_the_ground(shown: ShownTable, theme: ChartTheme) -> None:
    image = painted(chart_svg(draw_chart(shown, theme)), theme)
    colours = [
        image.pixelColor(x, y).name() for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)
    ]
    assert colours.count(theme.paper) > len(colours) * 0.4
    assert theme.fills[0] in colours
    black = 0.3 if theme is SCREEN_DARK else 0.05
    assert colours.count("#000000") < len(colours) * black


@pytest.mark.parametrize("theme", THEMES)
def test_colours_keep_their_contrast(theme: ChartTheme) -> None:
    for words in (theme.ink, theme.muted):
        assert contrast(words, theme.paper) >= 4.5
    for fill in (*theme.fills, theme.edge):
        assert contrast(fill, theme.paper) >= 3
    for fill in (*theme.fills, theme.quiet):
        assert contrast(text_on(fill), fill) >= 4.5


def test_every_form_has_the_same_colours() -> None:
    """The sheet of the web page, and the palette of the screen, are written in other languages."""
    sheet = resource_text("style/page.css")
    light = sheet[: sheet.index("@media")]
    for name in ("ink", "muted", "line", "accent", "pale", "warning", "warning_pale"):
        assert f"--{name.replace('_', '-')}: {getattr(colours, name.upper())};" in light
    assert f"--paper: {SCREEN_DARK.paper};" in sheet
    for theme, palette in ((SCREEN_LIGHT, LIGHT), (SCREEN_DARK, DARK)):
        assert (theme.paper, theme.ink, theme.muted) == (palette.surface, palette.ink, palette.muted)
        assert (theme.helped, theme.under) == (palette.accent, palette.danger)


@pytest.mark.parametrize("shown", [*CHARTED, *EMPTY], ids=lambda shown: str(shown.id))
@pytest.mark.parametrize("width", [420.0, 470.0, 900.0])
def test_nothing_is_drawn_outside_the_picture(shown: ShownTable, width: float) -> None:
    drawing = draw_chart(shown, PAPER, width)
    assert drawing.width == width
    for shape in drawing.contents:
        if isinstance(shape, Rect):
            assert -0.01 <= shape.x <= shape.x + shape.width <= width + 0.01
            assert -0.01 <= shape.y <= shape.y + shape.height <= drawing.height + 0.01
        if isinstance(shape, String):
            left, _, right, _ = shape.getBounds()
            assert left >= -0.6
            assert right <= width + 0.6


def test_the_number_stands_at_every_bar_and_sums_are_not_drawn() -> None:
    words = words_in(shown_table("R7"))
    assert words == ["Female", "812", "Male", "497", "Another description", "0", "Missing or not stated", "9"]


def test_hidden_numbers_have_no_bar_and_say_so() -> None:
    words = words_in(shown_table("R9"))
    assert words.count("[c] (hidden)") == 2
    drawn = [shape for shape in draw_chart(shown_table("R9"), PAPER).contents if isinstance(shape, Rect)]
    assert len(drawn) == 3


def test_long_labels_are_wrapped_and_no_word_is_lost() -> None:
    assert HOW_LONG in " ".join(words_in(shown_table("R9")))
    assert HOW_LONG not in words_in(shown_table("R9"))


def test_parts_too_small_for_their_number_are_named_at_the_end_of_the_bar() -> None:
    words = words_in(shown_table("R8"))
    assert any(re.search(r"\bJ 14$", each) for each in words)
    assert "812" in words


def test_the_key_has_letters_only_where_a_part_is_named_by_one() -> None:
    assert "J" in words_in(shown_table("R8"))
    whole = shown_table("R8")
    first, rows = whole.first, replace(whole.first.rows, items=whole.first.rows.items[:2])
    few = replace(first, chart_columns=first.columns.codes[3:6], rows=rows, cells=first.cells[:2])
    assert not {"A", "B", "C"} & {*words_in(replace(whole, tables=(few, *whole.tables[1:])))}


def test_numbers_of_another_unit_are_left_to_the_table() -> None:
    drawn = picture(shown_table("R14"))
    assert [series.label for series in drawn.series][-1] == "Not asked again"
    assert drawn.left_out


def test_bars_to_the_left_of_nought_stay_within_the_picture() -> None:
    first = shown_table("R7")
    cells = tuple(
        (replace(row[0], value=-5, shown="-5"), *row[1:]) if place == 0 else row
        for place, row in enumerate(first.first.cells)
    )
    table = replace(first.first, cells=cells)
    shown = replace(first, tables=(table, *first.tables[1:]))
    assert all(shape.x >= 0 for shape in draw_chart(shown, PAPER).contents if isinstance(shape, Rect))


def test_pieces_hold_every_bar_once_and_none_is_higher_than_asked() -> None:
    pieces = chart_pieces(shown_table("R5"), PAPER, width=470, height=300)
    assert len(pieces) > 2
    assert all(piece.height <= 300 for piece in pieces)
    words = [shape.text for piece in pieces for shape in piece.contents if isinstance(shape, String)]
    whole = words_in(shown_table("R5"))
    assert words == whole


def test_the_words_say_what_the_picture_says() -> None:
    assert chart_words(shown_table("R7")) == (
        "Bar chart: R7 Sex, 3 categories. Largest Female, 812; smallest Another description, 0; total 1,318; "
        "Missing or not stated 9."
    )
    stacked = chart_words(shown_table("R8"))
    assert "Female: 812 in all; largest part 35-44, 171." in stacked
    hidden = chart_words(shown_table("R9"))
    assert "hidden, so without a bar: Pakistani and Irish" in hidden
    assert "25" not in hidden
    assert "Every category is 0; total 0" in chart_words(EMPTY[1])


@pytest.mark.parametrize("kind", ChartKind)
def test_a_table_without_a_number_says_that_there_is_nothing_to_draw(kind: ChartKind) -> None:
    first = shown_table("R7")
    sums = tuple(item for item in first.first.rows.items if item.code.startswith("_t"))
    table = replace(first.first, rows=replace(first.first.rows, items=sums), chart=kind)
    shown = replace(first, tables=(table,), columns=first.columns[:2])
    assert "nothing to draw" in words_in(shown)[0]
    assert "nothing to draw" in chart_words(shown)


def test_a_table_of_noughts_alone_has_no_picture() -> None:
    assert all(map(has_picture, CHARTED))
    assert EMPTY
    assert not any(map(has_picture, EMPTY))


def test_the_svg_is_plain_and_the_same_each_time() -> None:
    svg = chart_svg(draw_chart(shown_table("R8"), PAPER), words="A <b>. B & C.")
    assert svg == chart_svg(draw_chart(shown_table("R8"), PAPER), words="A <b>. B & C.")
    assert b"clipPath" not in svg
    assert b"<title>A &lt;b&gt;</title>" in svg
    assert b"<desc>B &amp; C.</desc>" in svg
