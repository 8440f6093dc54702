"""A return as a workbook: a cover, then one sheet a table, ready to print; plain numbers, nothing hidden.

There is no chart in it: a chart would carry a copy of its numbers that nobody sees and no reader checks.
"""

from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from desktop.exports.profiles import require_profile
from desktop.exports.published import published_value
from desktop.exports.safe_text import safe_text
from desktop.exports.sheets import look
from desktop.exports.sheets.names import sheet_names
from desktop.exports.sheets.number_formats import number_format
from desktop.exports.sheets.packing import workbook_bytes
from desktop.returns.document import Chapter, ShownTable, chapters, cover_facts, is_sum
from desktop.returns.result import Cell, Return, Text
from desktop.returns.rules.layouts import Label, LabelKind

COVER, COUNTED = "Return", "How this was counted"
_HEADING_ROW = 6
_LEADING_STAYS = 6
"""From so many columns on, the names of the rows stay in sight while the sheet is moved sideways."""


def return_xlsx(result: Return) -> bytes:
    """Write the return as an Excel workbook (Office Open XML): real numbers, no formulas, nothing hidden.

    The first sheet is the cover with the contents, the second says how it was counted; then each table and
    each text has its own. The marking heads every sheet and every printed page.

    Raises:
        RefusedError: the return is protected in a way that cannot be written yet.
    """
    require_profile(result.profile)
    book = Workbook()
    shown = chapters(result)
    parts = [part for chapter in shown for part in chapter.parts]
    names = sheet_names([COVER, COUNTED, *(part.name for part in parts)])
    first = book.worksheets[0]
    first.title = names[0]
    _cover(first, result, shown, names[1:])
    _counted(book.create_sheet(names[1]), result)
    for name, part in zip(names[2:], parts, strict=True):
        sheet = book.create_sheet(name)
        if isinstance(part, Text):
            _text_sheet(sheet, result, part)
        else:
            _table_sheet(sheet, result, part)
    _properties(book, result)
    return workbook_bytes(book)


def _properties(book: Workbook, result: Return) -> None:
    book.properties.title = safe_text(result.title)
    book.properties.creator = safe_text(result.provider) or "Alongside"
    book.properties.description = result.marking
    book.properties.language = "en-GB"
    moment = result.counted_at.replace(tzinfo=None, microsecond=0)
    book.properties.created = book.properties.modified = moment


def _cover(sheet: Worksheet, result: Return, shown: Sequence[Chapter], names: Sequence[str]) -> None:
    columns = 3
    look.widths(sheet, (22, 60, 26))
    look.banner(sheet, result.marking, columns=columns)
    look.title(sheet, 2, result.definition.title, columns=columns)
    look.subtitle(sheet, 3, result.period.title, columns=columns)
    row = 5
    for name, words in cover_facts(result):
        row = look.fact(sheet, row, name, words, columns=columns)
    row = look.section(sheet, row + 1, "Contents", columns=columns)
    row = look.entry(sheet, row, ("Definitions", COUNTED, ""), to=names[0])
    sheets = iter(names[1:])
    for chapter in shown:
        for place, part in enumerate(chapter.parts):
            chapter_title = chapter.title if place == 0 else ""
            row = look.entry(sheet, row, (chapter_title, part.name, _counts(part)), to=next(sheets))
    _paged(sheet, result, rows=row - 1, columns=columns, heading_row=4)


def _counts(part: ShownTable | Text) -> str:
    if isinstance(part, Text):
        return "Words"
    if part.first.entered:
        return "Entered for this return"
    return f"Number of {part.first.unit}"


def _counted(sheet: Worksheet, result: Return) -> None:
    columns = 2
    look.widths(sheet, (5, 88))
    look.banner(sheet, result.marking, columns=columns)
    look.title(sheet, 2, COUNTED, columns=columns)
    look.subtitle(sheet, 3, result.title, columns=columns)
    row = 5
    if result.definition.wording:
        row = look.section(sheet, row, "As the commissioner words it", columns=columns)
        row = look.paragraph(sheet, row, result.definition.wording, columns=columns) + 1
    if result.rules:
        row = look.section(sheet, row, "Counting rules", columns=columns)
        for number, rule in enumerate(result.rules, start=1):
            row = look.numbered(sheet, row, number, rule.sentence)
        row += 1
    if result.notes:
        row = look.section(sheet, row, "Notes", columns=columns)
        for note in result.notes:
            row = look.paragraph(sheet, row, note, columns=columns)
    _paged(sheet, result, rows=row, columns=columns, heading_row=4)


def _text_sheet(sheet: Worksheet, result: Return, text: Text) -> None:
    columns = 2
    look.widths(sheet, (82, 2))  # of one column alone, nothing is made to fit the page
    look.banner(sheet, result.marking, columns=columns)
    look.title(sheet, 2, text.name, columns=columns)
    look.subtitle(sheet, 3, result.title, columns=columns)
    row = 5
    for words in text.paragraphs:
        row = look.prose(sheet, row, words)
    if text.notes:
        row = look.section(sheet, row + 1, "Notes", columns=columns)
        for note in text.notes:
            row = look.paragraph(sheet, row, note, columns=columns)
    _paged(sheet, result, rows=row - 1, columns=columns, heading_row=4)


def _table_sheet(sheet: Worksheet, result: Return, table: ShownTable) -> None:
    leading = 2 if table.first.show_codes else 1
    columns = leading + len(table.columns)
    look.widths(sheet, _widths(table))
    look.banner(sheet, result.marking, columns=columns)
    look.title(sheet, 2, table.name, columns=columns)
    look.subtitle(sheet, 3, result.title, columns=columns)
    look.subtitle(sheet, 4, _days(table, result), columns=columns)
    heading_row = _headings(sheet, table, leading)
    for place, item in enumerate(table.rows):
        code = item.code if item.kind is LabelKind.CATEGORY else ""
        words = [item.label] if leading == 1 else [code, item.label]
        numbers = [_number(table.cell(place, column)) for column in range(len(table.columns))]
        look.line(sheet, heading_row + 1 + place, words, numbers, _line_look(table.rows, place))
    row = _notes(sheet, heading_row + len(table.rows) + 2, table, result, columns)
    stays = leading if columns >= _LEADING_STAYS else 0
    _paged(sheet, result, rows=row - 1, columns=columns, heading_row=heading_row, leading=stays)


def _days(table: ShownTable, result: Return) -> str:
    """Say what is counted, and on which days: one stretch, or two beside each other."""
    groups = {column.group: column.table.period or result.period for column in table.columns}
    days = [f"{group}: {period.title}" if group else period.title for group, period in groups.items()]
    return f"{_counts(table)}{'. ' if table.grouped else ', '}{'; '.join(days)}"


def _headings(sheet: Worksheet, table: ShownTable, leading: int) -> int:
    """Write the line or two of headings; give the row of the last."""
    row, starts = _HEADING_ROW, []
    if table.grouped:
        groups = [column.group for column in table.columns]
        look.group_headings(sheet, row, groups, leading)
        starts = [leading + 1 + at for at in range(len(groups)) if at == 0 or groups[at] != groups[at - 1]]
        row += 1
    words = [table.name] if leading == 1 else ["Code", table.name]
    labels = [column.label for column in table.columns]
    look.headings(sheet, row, [*words, *labels], leading, starts=starts)
    return row


def _line_look(rows: Sequence[Label], place: int) -> look.LineLook:
    item = rows[place]
    before = rows[place - 1].kind if place else None
    inside = {LabelKind.CATEGORY, LabelKind.GROUP}
    return look.LineLook(
        strong=is_sum(item),
        tinted=item.kind is LabelKind.GROUP,
        ruled=item.kind not in inside and (is_sum(item) or before in inside),
        shaded=item.kind is LabelKind.CATEGORY and not item.level and place % 2 == 1,
        indent=item.level,
    )


def _number(cell: Cell) -> str | look.Number:
    value = published_value(cell)
    return cell.shown if value is None else look.Number(value, number_format(cell))


def _notes(sheet: Worksheet, row: int, table: ShownTable, result: Return, columns: int) -> int:
    row = look.section(sheet, row, "Notes", columns=columns)
    counted = (one.counted for one in table.tables)
    for note in dict.fromkeys((*counted, *table.notes, *result.notes)):
        if note:
            row = look.paragraph(sheet, row, note, columns=columns)
    return row


def _widths(table: ShownTable) -> tuple[float, ...]:
    wide = len(table.columns) > _LEADING_STAYS
    longest = max((len(item.label) + 3 * item.level for item in table.rows), default=0)
    first = min(40 if wide else 64, max(24 if wide else 40, longest + 4))
    codes = (9,) if table.first.show_codes else ()
    least, most = (10, 13) if wide else (14, 22)
    longest_shown = [
        max((len(table.cell(row, column).shown) for row in range(len(table.rows))), default=0)
        for column in range(len(table.columns))
    ]
    needed = (min(most, len(one.label) + 4) for one in table.columns)
    numbers = (max(least, *both) for both in zip(needed, (at + 4 for at in longest_shown), strict=True))
    return (*codes, first, *numbers)


def _paged(
    sheet: Worksheet, result: Return, *, rows: int, columns: int, heading_row: int, leading: int = 0
) -> None:
    page = look.Page(result.title, result.marking, rows, columns, heading_row, leading)
    look.page(sheet, page)
