"""A return as a workbook: a cover, then one sheet a table, ready to print; plain numbers, nothing hidden."""

from datetime import datetime

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from desktop.domain.dates import civil_date, date_in_words
from desktop.exports import sheet_look as look
from desktop.exports.profiles import require_profile
from desktop.exports.safe_text import safe_text
from desktop.exports.sheet_names import sheet_names
from desktop.exports.workbook_bytes import workbook_bytes
from desktop.returns.layouts import LabelKind
from desktop.returns.result import Return, Table

COVER = "Return"
_HEADING_ROW = 6


def return_xlsx(result: Return) -> bytes:
    """Write the return as an Excel workbook (Office Open XML): real numbers, no formulas, nothing hidden.

    The marking heads every sheet and every printed page.

    Raises:
        RefusedError: the return is protected in a way that cannot be written yet.
    """
    require_profile(result.profile)
    book = Workbook()
    names = sheet_names([COVER, *(table.title for table in result.tables)])
    first = book.worksheets[0]
    first.title = names[0]
    _cover(first, result, names[1:])
    for name, table in zip(names[1:], result.tables, strict=True):
        _table_sheet(book.create_sheet(name), result, table)
    _properties(book, result)
    return workbook_bytes(book)


def _properties(book: Workbook, result: Return) -> None:
    moment = result.counted_at.replace(tzinfo=None, microsecond=0)
    book.properties.title = safe_text(result.title)
    book.properties.creator = safe_text(result.provider) or "Alongside"
    book.properties.description = result.marking
    book.properties.language = "en-GB"
    book.properties.created = book.properties.modified = datetime.combine(moment.date(), moment.time())


def _cover(sheet: Worksheet, result: Return, names: list[str]) -> None:
    look.widths(sheet, (24, 62))
    look.banner(sheet, result.marking, columns=2)
    look.title(sheet, 2, result.definition.title)
    look.subtitle(sheet, 3, result.period.title)
    row = 5
    for name, words in _facts(result):
        row = look.fact(sheet, row, name, words)
    row = look.section(sheet, row + 1, "Tables", columns=2)
    for name, table in zip(names, result.tables, strict=True):
        row = look.fact(sheet, row, name, f"Number of {table.unit}")
    row = look.section(sheet, row + 1, "How this was counted", columns=2)
    sentences = [result.definition.wording, *dict.fromkeys(table.counted for table in result.tables)]
    for sentence in [*sentences, *result.notes]:
        if sentence:
            row = look.paragraph(sheet, row, sentence, columns=2)
    look.page(sheet, title=result.title, marking=result.marking, rows=row - 1, columns=2, heading_row=3)


def _facts(result: Return) -> list[tuple[str, str]]:
    protection = "Exact numbers, not protected"
    return [
        ("Provider", result.provider or "not given"),
        ("Commissioner", result.commissioner or "not given"),
        ("Period", f"{result.period.id}: {result.period.title}"),
        ("Counting rules", f"{result.definition.id}, version {result.definition.version}"),
        ("Counted on", date_in_words(civil_date(result.counted_at))),
        ("History code", result.history_code),
        ("Protection", f"{protection}: {result.marking}" if result.marking else protection),
    ]


def _table_sheet(sheet: Worksheet, result: Return, table: Table) -> None:
    leading = 2 if table.show_codes else 1
    columns = leading + len(table.columns.items)
    look.widths(sheet, _widths(table))
    look.banner(sheet, result.marking, columns=columns)
    look.title(sheet, 2, table.title)
    look.subtitle(sheet, 3, result.title)
    look.subtitle(sheet, 4, f"Number of {table.unit}, {result.period.title}")
    _headings(sheet, table, leading)
    for place, item in enumerate(table.rows.items):
        row = _HEADING_ROW + 1 + place
        summary = item.kind is not LabelKind.CATEGORY
        strong = item.kind in {LabelKind.VALID, LabelKind.TOTAL}
        ruled = summary and (strong or table.rows.items[place - 1].kind is LabelKind.CATEGORY)
        words = [item.label] if leading == 1 else ["" if summary else item.code, item.label]
        numbers = [cell.shown if cell.value is None else cell.value for cell in table.cells[place]]
        look.line(
            sheet, row, words, numbers, strong=strong, ruled=ruled, shaded=place % 2 == 1 and not summary
        )
    row = _HEADING_ROW + len(table.rows.items) + 2
    row = look.section(sheet, row, "Notes", columns=columns)
    for note in (table.counted, *table.notes, *result.notes):
        row = look.paragraph(sheet, row, note, columns=columns)
    look.page(
        sheet,
        title=result.title,
        marking=result.marking,
        rows=row - 1,
        columns=columns,
        heading_row=_HEADING_ROW,
    )


def _headings(sheet: Worksheet, table: Table, leading: int) -> None:
    words = [table.title] if leading == 1 else ["Code", table.title]
    look.headings(sheet, _HEADING_ROW, [*words, *table.columns.labels], leading)


def _widths(table: Table) -> tuple[float, ...]:
    longest = max((len(label) for label in table.rows.labels), default=0)
    first = min(70, max(44, longest + 3))
    codes = (8,) if table.show_codes else ()
    return (*codes, first, *(max(14, min(24, len(label) + 3)) for label in table.columns.labels))
