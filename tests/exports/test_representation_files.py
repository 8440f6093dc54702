"""Every file of a representation is read back by another library and holds what the object holds."""

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree as ET

import openpyxl
import pypdf
import pytest
from reportlab.graphics.shapes import Circle, Drawing, Line, Rect, String

from desktop.exports.charts.comparing import comparison_chart
from desktop.exports.charts.svg import chart_svg
from desktop.exports.charts.theme import PAPER, SCREEN_DARK, SCREEN_LIGHT, ChartTheme, contrast
from desktop.exports.figures import figure
from desktop.exports.representation import words
from desktop.exports.representation.files import representation_files
from desktop.exports.representation.tables import comparison_table, years_table
from desktop.returns.representing.representation import Representation
from desktop.returns.result import MARKING
from tests.exports.made_representation import POPULATION, VICTIMS, made_representation
from tests.exports.test_charts import painted

THEMES = [PAPER, SCREEN_LIGHT, SCREEN_DARK]


@pytest.fixture(scope="module")
def shown() -> Representation:
    return made_representation()


@pytest.fixture(scope="module")
def files(shown: Representation) -> dict[str, bytes]:
    return representation_files(shown)


def flat(text: str) -> str:
    return " ".join(text.split())


def test_json_holds_every_number_and_sentence(shown: Representation, files: dict[str, bytes]) -> None:
    made = json.loads(files["represent.json"])
    assert (made["format"], made["marking"]) == ("alongside-representation/1", MARKING)
    assert made["sentences"] == list(shown.sentences)
    read = [
        (row["helped"], row["benchmark"], row["verdict"])
        for section in made["sections"]
        for comparison in section["comparisons"]
        for row in comparison["rows"]
    ]
    assert read == [
        (row.helped, row.benchmark, row.verdict.value)
        for section in shown.sections
        for _, row in section.rows()
    ]
    assert representation_files(shown)["represent.json"] == files["represent.json"]


def test_csv_has_one_line_a_group_and_the_marking_on_each(
    shown: Representation, files: dict[str, bytes]
) -> None:
    lines = list(csv.DictReader(io.StringIO(files["represent.csv"].decode("utf-8"), newline="")))
    assert {line["marking"] for line in lines} == {MARKING}
    assert {line["benchmark"] for line in lines} == {VICTIMS, f"'{POPULATION}"}
    rows = [row for section in shown.sections for _, row in section.rows()]
    assert [line["group"] for line in lines] == [row.label for row in rows]
    for line, row in zip(lines, rows, strict=True):
        assert row.difference is not None
        assert float(line["difference"]) == pytest.approx(row.difference, abs=1e-4)


def test_the_workbook_holds_numbers_and_no_formula_and_the_marking_heads_each_sheet(
    shown: Representation, files: dict[str, bytes]
) -> None:
    book = openpyxl.load_workbook(io.BytesIO(files["represent.xlsx"]))
    assert book.sheetnames[:3] == ["Representation", "Sex, victims", "Sex, population"]
    assert len(book.sheetnames) == 1 + 7 + 4
    for sheet in book:
        assert sheet.cell(1, 1).value == MARKING.capitalize()
        assert sheet.sheet_state == "visible"
        assert sheet.print_area
        assert sheet.freeze_panes
        assert all(cell.data_type != "f" for row in sheet for cell in row)
    sex = book["Sex, victims"]
    row = shown.sections[0].comparisons[0].rows[1]
    assert [sex.cell(9, column).value for column in (1, 2, 4, 9)] == ["Male", 278, 76206, "Under-represented"]
    assert sex.cell(9, 6).value == pytest.approx(row.difference, abs=1e-4)
    assert sex.cell(9, 3).number_format == '0.0"%"'
    years = book["Sex, years"]
    assert [years.cell(8, column).value for column in (1, 2, 4, 6)] == ["Female", 518, 519, 520]
    assert "Correlation" not in str([line[0].value for line in years])
    cells: list[Any] = [cell for sheet in book for row in sheet for cell in row]
    numbers = [cell for cell in cells if cell.number_format.startswith("+0.0")]
    small = [cell.value for cell in numbers if cell.number_format.startswith("+0.00;")]
    assert small == [cell.value for cell in numbers if abs(cell.value) < 0.05]
    assert any(small)


def test_the_page_prints_every_name_and_number_with_bookmarks_and_language(
    shown: Representation, files: dict[str, bytes]
) -> None:
    reader = pypdf.PdfReader(io.BytesIO(files["represent.pdf"]))
    texts = [flat(page.extract_text()) for page in reader.pages]
    whole = " ".join(texts)
    for sentence in shown.sentences:
        assert flat(sentence) in whole
    assert "Ŵyn-Nguyễn Victim Care" in whole
    assert VICTIMS in whole
    for number, text in enumerate(texts, start=1):
        assert MARKING.capitalize() in text
        assert f"Page {number} of {len(texts)}" in text
    titles = [str(one["/Title"]) for one in reader.outline if isinstance(one, dict)]
    assert titles == [
        "What it comes to", *(section.title for section in shown.sections), "How this was worked out",
    ]  # fmt: skip
    assert reader.metadata is not None
    assert reader.metadata.title == shown.title
    assert str(reader.root_object["/Lang"]) == "en-GB"
    assert len(files["represent.pdf"]) < 2_000_000


def test_a_page_of_one_year_has_no_trend() -> None:
    text = flat(
        " ".join(
            page.extract_text()
            for page in pypdf.PdfReader(
                io.BytesIO(representation_files(made_representation(years=1))["represent.pdf"])
            ).pages
        )
    )
    assert "Over the years" not in text


class _Outline(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.words: list[str] = []
        self.labels: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        given = dict(attrs)
        if tag == "th":
            assert given["scope"] in {"col", "colgroup", "row"}
        if tag == "svg":
            assert given["role"] == "img"
            self.labels.append("")

    def handle_data(self, data: str) -> None:
        if self.labels and self.tags[-1] in {"title", "desc"}:
            self.labels[-1] = f"{self.labels[-1]} {data}".strip()
        self.words.append(data)


def test_the_browser_page_is_tagged_and_loads_nothing(shown: Representation, files: dict[str, bytes]) -> None:
    text = files["represent.html"].decode("utf-8")
    outline = _Outline()
    outline.feed(text)
    said = flat(" ".join(outline.words))
    assert '<html lang="en-GB">' in text
    for sentence in shown.sentences:
        assert flat(sentence) in said
    assert (outline.tags.count("h1"), outline.tags.count("main")) == (1, 1)
    assert [flat(label) for label in outline.labels] == [
        words.chart_words(section, one).replace(". ", " ", 1)
        for section in shown.sections
        for one in section.comparisons
    ]
    assert not {"script", "img", "link", "iframe"} & {*outline.tags}
    assert re.findall(r'(?:src|href)="(?!#)', text) == []
    leads = re.findall(r'href="#([^"]*)"', text)
    assert len(leads) == 1 + 1 + len(shown.sections) + 1
    assert all(text.count(f' id="{one}"') == 1 for one in leads)


def test_control_characters_and_mark_up_in_words_break_no_page(shown: Representation) -> None:
    odd = "</p><b>Odd\x07</b> & \x1b"
    made = representation_files(replace(shown, provider=odd, notes=(odd,)))
    page = made["represent.html"].decode("utf-8")
    assert "&lt;/p&gt;&lt;b&gt;Odd&lt;/b&gt; &amp;" in page
    assert "\x07" not in page
    assert "\x1b" not in page
    printed = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(made["represent.pdf"])).pages]
    assert "</p><b>Odd</b> &" in flat(" ".join(printed))


def test_a_picture_is_sound_svg_in_the_letters_of_the_reader(shown: Representation) -> None:
    (comparison, *_) = shown.sections[1].comparisons
    svg = chart_svg(comparison_chart(comparison, PAPER), families="'The Window', sans-serif")
    root = ET.fromstring(svg)  # noqa: S314 our own text
    said = " ".join("".join(one.itertext()) for one in root.iter() if one.tag.endswith("text"))
    for row in comparison.rows:
        assert row.label in said
    assert b"AlongsideSans" not in svg
    assert b"'The Window', sans-serif" in svg


def shapes(
    shown: Representation, theme: ChartTheme, width: float | None
) -> Iterator[tuple[Drawing, list[Any]]]:
    for section in shown.sections:
        for one in section.comparisons:
            drawing = comparison_chart(one, theme, width)
            yield drawing, list(drawing.contents)


@pytest.mark.parametrize("theme", THEMES)
def test_every_mark_and_word_of_a_picture_keeps_its_contrast(
    shown: Representation, theme: ChartTheme
) -> None:
    for _, contents in shapes(shown, theme, None):
        assert {type(shape) for shape in contents} == {String, Line, Rect, Circle}
        for shape in contents:
            colour = shape.fillColor if isinstance(shape, String) else shape.strokeColor
            assert colour is not None
            printed = f"#{colour.hexval()[2:]}"
            if printed != theme.line:
                least = 4.5 if isinstance(shape, String) else 3
                assert contrast(printed, theme.paper) >= least, (shape, printed)


@pytest.mark.parametrize(
    ("theme", "width"), [(PAPER, None), (PAPER, 272), (SCREEN_DARK, None), (SCREEN_DARK, 480)]
)
def test_words_of_a_picture_stand_beside_each_other_within_it(
    shown: Representation, theme: ChartTheme, width: float | None
) -> None:
    for drawing, contents in shapes(shown, theme, width):
        lines: dict[float, list[tuple[float, float]]] = {}
        for shape in contents:
            left, low, right, high = shape.getBounds()
            assert left >= -0.6
            assert right <= drawing.width + 0.6
            assert low >= -0.6
            assert high <= drawing.height + 0.6
            if isinstance(shape, String):
                lines.setdefault(round(shape.y, 1), []).append((left, right))
        for words_ in lines.values():
            words_.sort()
            assert all(one[1] < other[0] for one, other in pairwise(words_)), words_


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.usefixtures("qtbot")
def test_a_screen_paints_the_marks_of_a_picture(shown: Representation, theme: ChartTheme) -> None:
    (comparison, *_) = shown.sections[1].comparisons
    image = painted(chart_svg(comparison_chart(comparison, theme)), theme)
    colours = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}
    assert {theme.paper, theme.helped, theme.benchmark, theme.over, theme.under} <= colours


def test_each_table_of_the_page_stands_in_its_rows_with_its_headings(
    shown: Representation, files: dict[str, bytes]
) -> None:
    pages = pypdf.PdfReader(io.BytesIO(files["represent.pdf"])).pages
    text = flat(" ".join(page.extract_text() for page in pages))
    assert "Code Ethnicity, 16+1 Number Share Number Share Points From To Verdict" in text
    for section in shown.sections:
        for one in section.comparisons:
            table = comparison_table(section, one)
            for row, label in enumerate(table.rows):
                printed = [figure(table.cell(row, column)) for column in range(len(table.columns))]
                assert flat(" ".join([label.label, *printed])) in text


def test_what_holds_for_the_whole_is_said_before_what_it_comes_to(
    shown: Representation, files: dict[str, bytes]
) -> None:
    first = flat(pypdf.PdfReader(io.BytesIO(files["represent.pdf"])).pages[0].extract_text())
    cover = openpyxl.load_workbook(io.BytesIO(files["represent.xlsx"])).worksheets[0]
    sheet = " ".join(str(cell.value) for row in cover for cell in row if cell.value)
    for text in (first, sheet, files["represent.html"].decode("utf-8")):
        (note,) = shown.notes
        assert text.index(note) < text.index("Women are 65")


def test_how_alike_the_shares_are_is_said_only_where_there_is_a_number(shown: Representation) -> None:
    said = {
        section.title: [row.label for row in years_table(shown, section).rows if "Corr" in row.label]
        for section in shown.sections
    }
    assert said["Sex"] == []
    assert said["Age"] == ["Correlation with recorded victims", "Correlation with the population"]


def test_the_same_representation_gives_the_same_bytes(shown: Representation, files: dict[str, bytes]) -> None:
    again = representation_files(shown)
    assert [name for name in files if again[name] != files[name]] == []


def test_a_base_too_small_prints_dashes_and_says_why() -> None:
    made = representation_files(made_representation(years=1, less=500))
    text = flat(
        " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(made["represent.pdf"])).pages)
    )
    assert "too few to compare with" in text
    assert made["represent.html"].count(b"<svg") == 2  # of sex alone enough is known
    assert text.count("Share of known answers") == 2
    sheet = openpyxl.load_workbook(io.BytesIO(made["represent.xlsx"]))["Age, victims"]
    assert sheet.cell(8, 3).value == words.NOTHING


@pytest.mark.parametrize(
    ("value", "printed"),
    [(None, "–"), (0.0, "0.0"), (0.04, "+0.04"), (-0.04, "\u22120.04"), (11.74, "+11.7"), (-0.004, "0.0")],
)
def test_points_show_on_which_side_of_nought_they_lie(value: float | None, printed: str) -> None:
    assert words.points(value) == printed
