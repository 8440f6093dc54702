"""A representation as a workbook: what it comes to, then one sheet a comparison, then the years."""

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from desktop.exports.representation import words
from desktop.exports.safe_text import safe_text
from desktop.exports.sheets import look
from desktop.exports.sheets.names import sheet_names
from desktop.exports.sheets.packing import workbook_bytes
from desktop.returns.representing.representation import Comparison, Representation, Section

COVER = "Representation"
_COUNT, _SHARE, _POINTS, _LIKENESS = "#,##0", '0.0"%"', "+0.0;\u22120.0;0.0", "0.00;\u22120.00;0.00"
_SMALL_POINTS = "+0.00;\u22120.00;0.0"
"""On which side of nought a difference lies is what is asked."""
_SMALLEST, _HEADING_ROW = 0.05, 7


def representation_xlsx(shown: Representation) -> bytes:
    """Write a representation as an Excel workbook: real numbers, no formulas, no charts, nothing hidden.

    Shares are per cent as printed (34.8 for 34.8%), differences points. The marking heads every sheet.
    """
    book = Workbook()
    compared = [(section, one) for section in shown.sections for one in section.comparisons]
    over_years = list(shown.sections) if len(shown.periods) > 1 else []
    titles = [_sheet_title(section, one) for section, one in compared]
    names = sheet_names([COVER, *titles, *(f"{section.title}, years" for section in over_years)])
    first = book.worksheets[0]
    first.title = names[0]
    _cover(first, shown)
    for name, (section, comparison) in zip(names[1:], compared, strict=False):
        _comparison_sheet(book.create_sheet(name), shown, section, comparison)
    for name, section in zip(names[1 + len(compared) :], over_years, strict=True):
        _years_sheet(book.create_sheet(name), shown, section)
    moment = shown.counted_at.replace(tzinfo=None, microsecond=0)
    book.properties.title = safe_text(shown.title)
    book.properties.creator = safe_text(shown.provider) or "Alongside"
    book.properties.description = shown.marking
    book.properties.language = "en-GB"
    book.properties.created = book.properties.modified = moment
    return workbook_bytes(book)


def _sheet_title(section: Section, comparison: Comparison) -> str:
    return f"{section.title}, {comparison.kind.value}"


def _cover(sheet: Worksheet, shown: Representation) -> None:
    columns = 2
    look.widths(sheet, (22, 86))
    look.banner(sheet, shown.marking, columns=columns)
    look.title(sheet, 2, "Representation", columns=columns)
    look.subtitle(sheet, 3, shown.period.title, columns=columns)
    row = 5
    for name, told in words.facts(shown):
        row = look.fact(sheet, row, name, told, columns=columns)
    for note in shown.notes:
        row = look.paragraph(sheet, row, note, columns=columns)
    row = look.section(sheet, row + 1, "What it comes to", columns=columns)
    for section in shown.sections:
        for comparison in section.comparisons:
            for number, sentence in enumerate(comparison.sentences):
                row = look.fact(sheet, row, "" if number else section.title, sentence, columns=columns)
    row = look.section(sheet, row + 1, "How this was worked out", columns=columns)
    for sentence in (shown.counted, *shown.method):
        row = look.paragraph(sheet, row, sentence, columns=columns)
    _paged(sheet, shown, row - 1, columns, 4)


def _comparison_sheet(
    sheet: Worksheet, shown: Representation, section: Section, comparison: Comparison
) -> None:
    place = shown.periods.index(shown.period)
    leading = 2 if section.show_codes else 1
    columns = leading + 8
    look.widths(sheet, ((8,) if section.show_codes else ()) + (44, 11, 11, 13, 13, 12, 11, 11, 24))
    look.banner(sheet, shown.marking, columns=columns)
    look.title(sheet, 2, section.title, columns=columns)
    look.subtitle(
        sheet, 3, f"People helped beside {comparison.benchmark}, {shown.period.id}", columns=columns
    )
    look.subtitle(sheet, 4, words.base_words(section.bases[place]), columns=columns)
    other = words.benchmark_heading(comparison)
    over = ["People helped"] * 2 + [other] * 2 + ["Difference in points"] * 3 + [""]
    look.group_headings(sheet, _HEADING_ROW - 1, over, leading)
    names = ["Code", section.title] if section.show_codes else [section.title]
    heads = ["Number", "Share", "Number", "Share", "Points", "From", "To", "Verdict"]
    look.headings(sheet, _HEADING_ROW, [*names, *heads], leading)
    row = _HEADING_ROW
    for row, one in enumerate(comparison.rows, start=_HEADING_ROW + 1):
        named = [one.code, one.label] if section.show_codes else [one.label]
        low, high = (one.interval.low, one.interval.high) if one.interval else (None, None)
        numbers = [_number(one.helped, _COUNT), _number(one.helped_share, _SHARE)]
        numbers += [_number(one.benchmark, _COUNT), _number(one.benchmark_share, _SHARE)]
        numbers += [_points(value) for value in (one.difference, low, high)]
        shaded = look.LineLook(shaded=(row - _HEADING_ROW) % 2 == 0)
        look.line(sheet, row, named, [*numbers, one.verdict.value.capitalize()], shaded)
    sums = [_number(comparison.helped_base, _COUNT), "", _number(comparison.benchmark_base, _COUNT), ""]
    blank = [""] if section.show_codes else []
    total = look.LineLook(strong=True, ruled=True)
    look.line(sheet, row + 1, [*blank, "Valid total"], [*sums, "", "", "", ""], total)
    row = look.section(sheet, row + 3, "What it says", columns=columns)
    for sentence in (*comparison.sentences, *comparison.notes, *section.notes):
        row = look.paragraph(sheet, row, sentence, columns=columns)
    _paged(sheet, shown, row - 1, columns, _HEADING_ROW)


def _years_sheet(sheet: Worksheet, shown: Representation, section: Section) -> None:
    columns = 2 + 2 * len(shown.periods)
    look.widths(sheet, (44, *([11] * (columns - 2)), 14))
    look.banner(sheet, shown.marking, columns=columns)
    look.title(sheet, 2, f"{section.title} over the years", columns=columns)
    look.subtitle(sheet, 3, "People helped, with their share of known answers", columns=columns)
    look.subtitle(sheet, 4, section.trend, columns=columns)
    over = [period.id for period in shown.periods for _ in range(2)]
    look.group_headings(sheet, _HEADING_ROW - 1, [*over, ""], 1)
    heads = ["Number", "Share"] * len(shown.periods)
    look.headings(sheet, _HEADING_ROW, [section.title, *heads, "Points a year"], 1)
    row = _HEADING_ROW + 1
    for group in section.groups:
        numbers: list[str | look.Number] = []
        for one in group.shares:
            numbers += [_number(one.count, _COUNT), _number(one.share, _SHARE)]
        look.line(sheet, row, [group.label], [*numbers, _points(group.slope)], look.LineLook())
        row += 1
    for label, counts in _sums(section):
        told = [value for count in counts for value in (_number(count, _COUNT), "")]
        look.line(sheet, row, [label], [*told, ""], look.LineLook(strong=label != "Missing", ruled=True))
        row += 1
    for comparison in words.alike(section):
        told = [value for one in comparison.likeness for value in ("", _number(one, _LIKENESS))]
        label = f"Correlation with {comparison.benchmark}"
        look.line(sheet, row, [label], [*told, ""], look.LineLook(ruled=True))
        row += 1
    _paged(sheet, shown, row - 1, columns, _HEADING_ROW)


def _sums(section: Section) -> list[tuple[str, list[int]]]:
    return [
        ("Valid total", [base.valid for base in section.bases]),
        ("Missing", [base.missing for base in section.bases]),
        ("Total", [base.total for base in section.bases]),
    ]


def _points(value: float | None) -> str | look.Number:
    return _number(value, _SMALL_POINTS if value is not None and abs(value) < _SMALLEST else _POINTS)


def _number(value: float | None, shown_as: str) -> str | look.Number:
    if value is None:
        return words.NOTHING
    return look.Number(value if isinstance(value, int) else round(value, 4), shown_as)


def _paged(sheet: Worksheet, shown: Representation, rows: int, columns: int, heading_row: int) -> None:
    page = look.Page(
        title=shown.title, marking=shown.marking, rows=rows, columns=columns, heading_row=heading_row
    )
    look.page(sheet, page)
