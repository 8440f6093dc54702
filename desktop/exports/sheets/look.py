"""How a sheet looks: type, widths, rules, the marking, and what is printed on each page."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import ceil
from textwrap import shorten

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from desktop.exports import colours
from desktop.exports.safe_text import safe_number, safe_text

_FACE = "Calibri"
_INK, _QUIET, _ACCENT = (f"FF{each[1:]}" for each in (colours.INK, colours.MUTED, colours.ACCENT))
_WARNING, _WARNING_PALE = (f"FF{each[1:]}" for each in (colours.WARNING, colours.WARNING_PALE))
_BAND, _GROUP = (f"FF{each[1:]}" for each in (colours.GROUP, colours.PALE))
_LINE_HEIGHT = 14.5
_LETTERS_TO_WIDTH = 1.1
_MOST_HEIGHT = 400.0
"""A row may be 409 points high, and no more is printed of it."""
_LINES_TOGETHER = 12
"""Lines of a long text in one row: a page ends between rows."""
_UPRIGHT, _UPRIGHT_IF_LONG, _WIDEST = 110, 135, 190
"""Characters beside each other that are still legible on A4: upright, upright for long tables, and lying."""
_STANDING, _LYING = (535.0, 690.0), (780.0, 440.0)
"""What can be printed on A4 within the margins, in points: across and down."""
_POINTS_A_LETTER, _ROW_HEIGHT = 5.6, 15.0
_TOO_LONG = 1.25
"""Pages up to which a sheet is rather printed smaller than with a few lines on a page of their own."""
_LONGEST_IN_HEADER = 90
"""Letters of a name above or below the page; Excel takes 255 with the type and the number of the page."""
_THIN = Side(style="thin", color=_ACCENT)
_HAIR = Side(style="hair", color="FFB8C2CC")
_WHITE = Side(style="thin", color="FFFFFFFF")


@cache
def _font(size: int = 11, *, bold: bool = False, colour: str = _INK, underline: bool = False) -> Font:
    return Font(name=_FACE, size=size, bold=bold, color=colour, underline="single" if underline else None)


@cache
def _fill(colour: str) -> PatternFill:
    return PatternFill("solid", fgColor=colour)


@cache
def _place(side: str, *, wrap: bool = False, indent: int = 0, down: str = "center") -> Alignment:
    return Alignment(horizontal=side, vertical=down, wrap_text=wrap, indent=indent)


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it stands in a cell, and the format that shows it."""

    value: float
    shown_as: str


@dataclass(frozen=True, slots=True)
class LineLook:
    """How one row of a table stands out: sums are strong, groups tinted, the first below them ruled off."""

    strong: bool = False
    tinted: bool = False
    ruled: bool = False
    shaded: bool = False
    indent: int = 0


def widths(sheet: Worksheet, numbers: Sequence[float]) -> None:
    """Set the widths of the first columns, in characters."""
    for column, number in enumerate(numbers, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = number


def put(sheet: Worksheet, row: int, column: int, value: str | Number, font: Font) -> None:
    """Write a value: words are neutralised and stay words, numbers stay numbers."""
    if isinstance(value, str):
        cell = sheet.cell(row, column, safe_number(value))
        cell.data_type = "s"
    else:
        cell = sheet.cell(row, column, value.value)
        cell.number_format = value.shown_as
    cell.font = font


def banner(sheet: Worksheet, marking: str | None, *, columns: int) -> None:
    """Write the marking across the top of the sheet; an empty line where there is none."""
    if marking is None:
        return
    _across(sheet, 1, 1, columns)
    put(sheet, 1, 1, _as_sentence(marking), _font(bold=True, colour=_WARNING))
    for column in range(1, columns + 1):
        sheet.cell(1, column).fill = _fill(_WARNING_PALE)
    sheet.cell(1, 1).alignment = _place("left", indent=1)
    sheet.row_dimensions[1].height = 24


def title(sheet: Worksheet, row: int, words: str, *, columns: int) -> None:
    """Write the name of the sheet, over as many lines as it needs."""
    _across(sheet, row, 1, columns)
    put(sheet, row, 1, words, _font(18, bold=True, colour=_ACCENT))
    sheet.cell(row, 1).alignment = _place("left", wrap=True, down="bottom")
    lines = _lines(words, 0.6 * _width(sheet, 1, columns))
    _high(sheet, row, 8 + 24 * lines)


def subtitle(sheet: Worksheet, row: int, words: str, *, columns: int) -> None:
    """Write a quiet line below the title."""
    _across(sheet, row, 1, columns)
    put(sheet, row, 1, words, _font(colour=_QUIET))
    sheet.cell(row, 1).alignment = _place("left", wrap=True)
    _high(sheet, row, _height(words, sheet, 1, columns) + 1)


def section(sheet: Worksheet, row: int, words: str, *, columns: int) -> int:
    """Write a heading with a rule below it; give the next row."""
    put(sheet, row, 1, words, _font(12, bold=True, colour=_ACCENT))
    for column in range(1, columns + 1):
        sheet.cell(row, column).border = Border(bottom=_THIN)
    _high(sheet, row, 22)
    return row + 1


def fact(sheet: Worksheet, row: int, name: str, words: str, *, columns: int) -> int:
    """Write a name and what it is; give the next row."""
    _across(sheet, row, 2, columns)
    put(sheet, row, 1, name, _font(bold=True))
    put(sheet, row, 2, words, _font())
    for column in (1, 2):
        sheet.cell(row, column).alignment = _place("left", wrap=True, down="top")
    height = max(_height(name, sheet, 1, 1), _height(words, sheet, 2, columns))
    _high(sheet, row, height + 2)
    return row + 1


def entry(sheet: Worksheet, row: int, words: Sequence[str], *, to: str) -> int:
    """Write one line of the contents, whose second word leads to the sheet ``to``; give the next row."""
    for column, word in enumerate(words, start=1):
        put(sheet, row, column, word, _font())
        cell = sheet.cell(row, column)
        cell.alignment = _place("left", wrap=True, down="top")
        if words[0]:
            cell.border = Border(top=_HAIR)
    sheet.cell(row, 1).font = _font(bold=True)
    link = sheet.cell(row, 2)
    link.hyperlink = Hyperlink(ref=link.coordinate, location=f"{quote_sheetname(to)}!A1")
    link.font = _font(colour=_ACCENT, underline=True)
    heights = [_height(word, sheet, column, column) for column, word in enumerate(words, start=1)]
    _high(sheet, row, max(heights) + 2)
    return row + 1


def numbered(sheet: Worksheet, row: int, number: int, words: str) -> int:
    """Write a sentence with its number before it, in the first two columns; give the next row."""
    put(sheet, row, 1, f"{number}.", _font(bold=True, colour=_ACCENT))
    put(sheet, row, 2, words, _font())
    sheet.cell(row, 1).alignment = _place("right", down="top")
    sheet.cell(row, 2).alignment = _place("left", wrap=True, down="top")
    _high(sheet, row, _height(words, sheet, 2, 2) + 4)
    return row + 1


def paragraph(sheet: Worksheet, row: int, words: str, *, columns: int) -> int:
    """Write a quiet sentence over the whole width, as it needs; give the next row."""
    _across(sheet, row, 1, columns)
    put(sheet, row, 1, words, _font(10, colour=_QUIET))
    sheet.cell(row, 1).alignment = _place("left", wrap=True)
    _high(sheet, row, _height(words, sheet, 1, columns) + 6)
    return row + 1


def prose(sheet: Worksheet, row: int, words: str) -> int:
    """Write a paragraph to be read, in the first column; a long one goes on in the next rows.

    Gives the next row.
    """
    parts = _parts(words, int(_LINES_TOGETHER * _LETTERS_TO_WIDTH * _width(sheet, 1, 1)))
    for part in parts:
        put(sheet, row, 1, part, _font())
        sheet.cell(row, 1).alignment = _place("left", wrap=True, down="top")
        last = 8 if part is parts[-1] else 0
        _high(sheet, row, _height(part, sheet, 1, 1) + last)
        row += 1
    return row


def group_headings(sheet: Worksheet, row: int, words: Sequence[str], leading: int) -> None:
    """Write the line above the headings: equal words side by side become one heading over their columns."""
    for column, word in enumerate([""] * leading + list(words), start=1):
        cell = sheet.cell(row, column)
        if word and (column == leading + 1 or word != words[column - leading - 2]):
            put(sheet, row, column, word, _font(bold=True, colour="FFFFFFFF"))
            same = 1
            while column - leading - 1 + same < len(words) and words[column - leading - 1 + same] == word:
                same += 1
            _across(sheet, row, column, column + same - 1)
            cell.border = Border(left=_WHITE)
        cell.fill = _fill(_ACCENT)
        cell.alignment = _place("center", wrap=True)
    _high(sheet, row, 20)


def headings(
    sheet: Worksheet, row: int, words: Sequence[str], leading: int, *, starts: Sequence[int] = ()
) -> None:
    """Write the headings of a table; the first ``leading`` name rows, the rest stand over numbers.

    ``starts`` are the columns at which another group begins.
    """
    for column, word in enumerate(words, start=1):
        put(sheet, row, column, word, _font(bold=True, colour="FFFFFFFF"))
        cell = sheet.cell(row, column)
        cell.fill = _fill(_ACCENT)
        cell.alignment = _place("left" if column <= leading else "right", wrap=True, indent=1, down="bottom")
        if column in starts:
            cell.border = Border(left=_WHITE)
    lines = [_lines(word, 0.95 * _width(sheet, at, at) - 3) for at, word in enumerate(words, start=1)]
    _high(sheet, row, 8 + 15 * max(lines))


def line(
    sheet: Worksheet, row: int, words: Sequence[str], numbers: Sequence[str | Number], look: LineLook
) -> None:
    """Write one row of a table: the words that name it, then its numbers."""
    font, border = _font(bold=look.strong), _rule(ruled=look.ruled)
    fill = _fill(_GROUP) if look.tinted else _fill(_BAND) if look.shaded else None
    for column, value in enumerate((*words, *numbers), start=1):
        put(sheet, row, column, value, font)
        cell = sheet.cell(row, column)
        named = column == len(words)
        inwards = 1 + 2 * look.indent if named else 1
        cell.alignment = _place("left" if column <= len(words) else "right", wrap=named, indent=inwards)
        cell.border = border
        if fill is not None:
            cell.fill = fill
    width = _LETTERS_TO_WIDTH * _width(sheet, len(words), len(words)) - 2 - 2.5 * look.indent
    _high(sheet, row, 4 + 14.5 * _lines(words[-1], width))


@cache
def _rule(*, ruled: bool) -> Border:
    return Border(top=_THIN if ruled else _HAIR)


@dataclass(frozen=True, slots=True)
class Page:
    """What is printed of a sheet: how far, which lines again on each page, and the words around it."""

    title: str
    marking: str | None
    rows: int
    columns: int
    heading_row: int
    leading: int = 0
    """Columns that stay in sight while the sheet is moved sideways, and are printed again beside the rest."""


def page(sheet: Worksheet, printed: Page) -> None:
    """Set the printed page: A4, as the page, headings again on each, the marking on top.

    A very wide sheet goes on to a second page beside the first.
    """
    sheet.sheet_view.showGridLines = False
    sheet.freeze_panes = f"{get_column_letter(printed.leading + 1)}{printed.heading_row + 1}"
    sheet.print_area = f"A1:{get_column_letter(printed.columns)}{printed.rows}"
    sheet.print_title_rows = f"1:{printed.heading_row}"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    _shape(sheet, printed)
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.horizontalCentered = True
    _page_margins(sheet, printed.title, printed.marking)


def _shape(sheet: Worksheet, printed: Page) -> None:
    """Lay the page upright or on its side, and make a sheet that is a little too long fit one page."""
    width = _width(sheet, 1, printed.columns)
    upright = width <= _UPRIGHT or (width <= _UPRIGHT_IF_LONG and _pages(sheet, printed, _LYING) > _TOO_LONG)
    pages = _pages(sheet, printed, _STANDING if upright else _LYING)
    sheet.page_setup.orientation = "portrait" if upright else "landscape"
    sheet.page_setup.fitToWidth = ceil(width / _WIDEST)
    sheet.page_setup.fitToHeight = 1 if width <= _WIDEST and pages <= _TOO_LONG else 0
    if width > _WIDEST and printed.leading:
        sheet.print_title_cols = f"A:{get_column_letter(printed.leading)}"


def _pages(sheet: Worksheet, printed: Page, paper: tuple[float, float]) -> float:
    """Estimate how many pages of that width and height, in points, the sheet takes."""
    across, down = paper
    scale = min(1.0, across / (_POINTS_A_LETTER * _width(sheet, 1, printed.columns)))
    rows = (sheet.row_dimensions[row].height for row in range(1, printed.rows + 1))
    return scale * sum(height or _ROW_HEIGHT for height in rows) / down


def _page_margins(sheet: Worksheet, title: str, marking: str | None) -> None:
    """Write the marking above each printed page, the return and the page number below."""
    above, below = sheet.oddHeader, sheet.oddFooter
    if above is not None and marking is not None:
        above.center.text = _printed(_as_sentence(marking))
        above.center.font, above.center.size = f"{_FACE},Bold", 10
    if below is not None:
        below.left.text, below.right.text = _printed(title), "Page &P of &N"
        for part in (below.left, below.right):
            part.font, part.size = f"{_FACE},Regular", 9


def _high(sheet: Worksheet, row: int, height: float) -> None:
    sheet.row_dimensions[row].height = min(_MOST_HEIGHT, height)


def _across(sheet: Worksheet, row: int, first: int, last: int) -> None:
    if last > first:
        sheet.merged_cells.add(f"{get_column_letter(first)}{row}:{get_column_letter(last)}{row}")


def _as_sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def _printed(words: str) -> str:
    """Escape what a print header would take for an instruction, and cut what would be too long for one."""
    short = shorten(safe_text(words), _LONGEST_IN_HEADER, placeholder="…")
    return short.replace("&", "&&")


def _parts(words: str, most: int) -> list[str]:
    """Part a long text between sentences, or else words, so that no part is longer than ``most`` letters."""
    parts, rest = [], words
    while len(rest) > most:
        sentence = rest.rfind(". ", most // 3, most) + 1
        at = sentence or max(rest.rfind(" ", 1, most), 0) or most
        parts.append(rest[:at].rstrip())
        rest = rest[at:].lstrip()
    return [*parts, rest]


def _width(sheet: Worksheet, first: int, last: int) -> float:
    letters = (get_column_letter(column) for column in range(first, last + 1))
    return sum(sheet.column_dimensions[letter].width for letter in letters)


def _lines(words: str, width: float) -> int:
    """Estimate how many lines words take in a column of so many characters."""
    return sum(max(1, ceil(len(part) / max(6.0, width))) for part in words.split("\n"))


def _height(words: str, sheet: Worksheet, first: int, last: int) -> float:
    """Estimate the height of wrapped words, in points."""
    return _LINE_HEIGHT * _lines(words, _LETTERS_TO_WIDTH * max(10.0, _width(sheet, first, last)))
