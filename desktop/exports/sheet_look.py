"""How a sheet looks: type, widths, rules, the marking, and what is printed on each page."""

from collections.abc import Sequence
from math import ceil

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from desktop.exports.safe_text import safe_text

_FACE = "Calibri"
_INK, _QUIET, _ACCENT = "FF1F2933", "FF52606D", "FF1F4E5F"
_WARNING, _WARNING_PALE, _BAND = "FF7A1F1F", "FFFBE9E7", "FFF5F7F9"
_NUMBER_FORMAT = "#,##0"
_LINE_HEIGHT = 14.0
_LETTERS_TO_WIDTH = 1.06
_THIN = Side(style="thin", color=_ACCENT)
_HAIR = Side(style="hair", color="FFB8C2CC")


def _font(size: int = 11, *, bold: bool = False, colour: str = _INK) -> Font:
    return Font(name=_FACE, size=size, bold=bold, color=colour)


def _fill(colour: str) -> PatternFill:
    return PatternFill("solid", fgColor=colour)


def widths(sheet: Worksheet, numbers: Sequence[float]) -> None:
    """Set the widths of the first columns, in characters."""
    for column, number in enumerate(numbers, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = number


def put(sheet: Worksheet, row: int, column: int, value: str | float, font: Font) -> None:
    """Write a value: words are neutralised and stay words, numbers stay numbers."""
    if isinstance(value, str):
        cell = sheet.cell(row, column, safe_text(value))
        cell.data_type = "s"
    else:
        cell = sheet.cell(row, column, value)
        cell.number_format = _NUMBER_FORMAT if isinstance(value, int) else "0.0"
    cell.font = font


def banner(sheet: Worksheet, marking: str | None, *, columns: int) -> None:
    """Write the marking across the top of the sheet; an empty line where there is none."""
    if marking is None:
        return
    _across(sheet, 1, columns)
    put(sheet, 1, 1, _as_sentence(marking), _font(bold=True, colour=_WARNING))
    for column in range(1, columns + 1):
        sheet.cell(1, column).fill = _fill(_WARNING_PALE)
    sheet.cell(1, 1).alignment = Alignment(vertical="center", indent=1)
    sheet.row_dimensions[1].height = 24


def title(sheet: Worksheet, row: int, words: str) -> None:
    """Write the name of the sheet."""
    put(sheet, row, 1, words, _font(18, bold=True, colour=_ACCENT))
    sheet.cell(row, 1).alignment = Alignment(vertical="bottom")
    sheet.row_dimensions[row].height = 32


def subtitle(sheet: Worksheet, row: int, words: str) -> None:
    """Write a quiet line below the title."""
    put(sheet, row, 1, words, _font(colour=_QUIET))


def section(sheet: Worksheet, row: int, words: str, *, columns: int) -> int:
    """Write a heading with a rule below it; give the next row."""
    put(sheet, row, 1, words, _font(12, bold=True, colour=_ACCENT))
    for column in range(1, columns + 1):
        sheet.cell(row, column).border = Border(bottom=_THIN)
    sheet.row_dimensions[row].height = 20
    return row + 1


def fact(sheet: Worksheet, row: int, name: str, words: str) -> int:
    """Write a name and what it is; give the next row."""
    put(sheet, row, 1, name, _font(bold=True))
    put(sheet, row, 2, words, _font())
    for column in (1, 2):
        sheet.cell(row, column).alignment = Alignment(vertical="top", wrap_text=True)
    sheet.row_dimensions[row].height = _height(words, sheet, 2, 2)
    return row + 1


def paragraph(sheet: Worksheet, row: int, words: str, *, columns: int) -> int:
    """Write a sentence over the whole width, as high as it needs; give the next row."""
    _across(sheet, row, columns)
    put(sheet, row, 1, words, _font(10, colour=_QUIET))
    sheet.cell(row, 1).alignment = Alignment(vertical="center", wrap_text=True)
    sheet.row_dimensions[row].height = _height(words, sheet, 1, columns) + 7
    return row + 1


def headings(sheet: Worksheet, row: int, words: Sequence[str], leading: int) -> None:
    """Write the headings of a table; the first ``leading`` name rows, the rest stand over numbers."""
    for column, word in enumerate(words, start=1):
        put(sheet, row, column, word, _font(bold=True, colour="FFFFFFFF"))
        cell = sheet.cell(row, column)
        cell.fill = _fill(_ACCENT)
        side = "left" if column <= leading else "right"
        cell.alignment = Alignment(horizontal=side, vertical="center", wrap_text=True, indent=1)
    sheet.row_dimensions[row].height = 22


def line(
    sheet: Worksheet,
    row: int,
    words: Sequence[str],
    numbers: Sequence[str | float],
    *,
    strong: bool,
    ruled: bool,
    shaded: bool,
) -> None:
    """Write one row of a table; ``strong`` for sums, ``ruled`` with a line above, ``shaded`` for the eye."""
    for column, value in enumerate((*words, *numbers), start=1):
        put(sheet, row, column, value, _font(bold=strong))
        cell = sheet.cell(row, column)
        side = "left" if column <= len(words) else "right"
        cell.alignment = Alignment(horizontal=side, vertical="center", indent=1)
        cell.border = Border(top=_THIN if ruled else _HAIR)
        if shaded:
            cell.fill = _fill(_BAND)
    sheet.row_dimensions[row].height = 18


def page(
    sheet: Worksheet, *, title: str, marking: str | None, rows: int, columns: int, heading_row: int
) -> None:
    """Set the printed page: A4, as wide as the page, headings again on each, the marking on top."""
    sheet.sheet_view.showGridLines = False
    sheet.freeze_panes = f"A{heading_row + 1}"
    sheet.print_area = f"A1:{get_column_letter(columns)}{rows}"
    sheet.print_title_rows = f"1:{heading_row}"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = "landscape" if columns > 5 else "portrait"  # noqa: PLR2004
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.horizontalCentered = True
    _page_margins(sheet, title, marking)


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


def _across(sheet: Worksheet, row: int, columns: int) -> None:
    sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=columns)


def _as_sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def _printed(words: str) -> str:
    """Escape what a print header would take for an instruction."""
    return safe_text(words).replace("&", "&&")


def _height(words: str, sheet: Worksheet, first: int, last: int) -> float:
    """Estimate the height of wrapped words, in points."""
    letters = (get_column_letter(column) for column in range(first, last + 1))
    width = sum(sheet.column_dimensions[letter].width for letter in letters)
    return _LINE_HEIGHT * max(1, ceil(len(words) / (_LETTERS_TO_WIDTH * max(10.0, width))))
