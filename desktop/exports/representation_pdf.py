"""A representation on paper: what it comes to first, then for each characteristic pictures and numbers."""

import io
from functools import partial
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    CondPageBreak,
    Flowable,
    KeepTogether,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    TableStyle,
)
from reportlab.platypus import Table as Grid

from desktop.exports import representation_words as words
from desktop.exports.pdf_fonts import BOLD, PLAIN, register_fonts
from desktop.exports.pdf_look import escaped
from desktop.exports.representation_charts import comparison_chart
from desktop.returns.representing.representation import Compared, Comparison, Representation, Section, Verdict

_INK, _QUIET, _LINE = HexColor("#1f2933"), HexColor("#52606d"), HexColor("#d5dce2")
_ACCENT, _WARNING, _BAND = HexColor("#17655c"), HexColor("#7a1f1f"), HexColor("#f5f7f9")
_MARGIN = 18 * mm
_INSIDE = 6
_WIDTH = A4[0] - 2 * _MARGIN - 2 * _INSIDE
_BODY = ParagraphStyle("body", fontName=PLAIN, fontSize=9.5, leading=14, textColor=_INK, spaceAfter=5)
_SMALL = ParagraphStyle("small", parent=_BODY, fontSize=8, leading=11, textColor=_QUIET, spaceAfter=3)
_TITLE = ParagraphStyle("title", parent=_BODY, fontName=BOLD, fontSize=22, leading=28, textColor=_ACCENT)
_LEAD = ParagraphStyle("lead", parent=_BODY, fontSize=11, leading=16, textColor=_QUIET, spaceAfter=12)
_HEAD = ParagraphStyle("head", parent=_BODY, fontName=BOLD, fontSize=14, leading=20, textColor=_ACCENT)
_SECOND = ParagraphStyle("second", parent=_BODY, fontName=BOLD, fontSize=10.5, leading=15, spaceBefore=8)
_CELL = ParagraphStyle("cell", parent=_BODY, fontSize=8, leading=10.5, spaceAfter=0)
_LEFT = ParagraphStyle("left", parent=_CELL, fontName=BOLD, textColor=HexColor("#ffffff"))
_RIGHT = ParagraphStyle("right", parent=_LEFT, alignment=2)
_COLUMNS = (0.10, 0.085, 0.13, 0.085, 0.085, 0.155)
_MANY, _LETTERS, _LETTERS_OF_MANY = 10, 8.0, 7.0
_FINDING = ParagraphStyle("finding", parent=_BODY, leftIndent=4 * mm, bulletIndent=0, spaceAfter=4)


def representation_pdf(shown: Representation) -> bytes:
    """Write a representation as PDF: A4, bookmarks, language, embedded letters, page numbers, the marking.

    Shares are per cent, differences points, both to one decimal.
    """
    register_fonts()
    pages = _built(shown, io.BytesIO(), of=0)
    target = io.BytesIO()
    _built(shown, target, of=pages)
    return target.getvalue()


def _built(shown: Representation, target: io.BytesIO, *, of: int) -> int:
    """Build the document and give its number of pages; ``of`` is printed as that number."""
    document = SimpleDocTemplate(
        target,
        pagesize=A4,
        leftMargin=_MARGIN,
        rightMargin=_MARGIN,
        topMargin=22 * mm,
        bottomMargin=20 * mm,
        title=shown.title,
        author=shown.provider or "Alongside",
        subject=shown.marking or "",
        lang="en-GB",
        initialFontName=PLAIN,
    )
    around = partial(_around, shown, of)
    document.build(_story(shown), onFirstPage=around, onLaterPages=around)
    return int(document.page)


def _around(shown: Representation, of: int, canvas: Canvas, document: Any) -> None:
    """Print the marking above a page, and below it the title and the number of the page."""
    canvas.saveState()
    if shown.marking:
        canvas.setFont(BOLD, 8.5)
        canvas.setFillColor(_WARNING)
        canvas.drawCentredString(A4[0] / 2, A4[1] - 12 * mm, shown.marking[:1].upper() + shown.marking[1:])
    canvas.setFont(PLAIN, 8)
    canvas.setFillColor(_QUIET)
    canvas.drawString(_MARGIN + _INSIDE, 11 * mm, shown.title)
    canvas.drawRightString(A4[0] - _MARGIN - _INSIDE, 11 * mm, f"Page {document.page} of {of}")
    canvas.restoreState()


class _Bookmark(Flowable):
    """A place that the list of contents of a reader leads to; takes no room."""

    def __init__(self, key: str, title: str) -> None:
        super().__init__()
        self._key, self._title = key, title
        self.width = self.height = 0

    def draw(self) -> None:
        """Mark the place."""
        self.canv.bookmarkHorizontal(self._key, 0, 20)
        self.canv.addOutlineEntry(self._title, self._key, level=0)


def _story(shown: Representation) -> list[Flowable]:
    story: list[Flowable] = [
        _Bookmark("cover", "What it comes to"),
        Paragraph("Representation", _TITLE),
        Paragraph(escaped(f"Who is helped beside who needs it, {shown.period.title}"), _LEAD),
        _facts(shown),
        Spacer(1, 6 * mm),
        Paragraph("What it comes to", _HEAD),
    ]
    for section in shown.sections:
        story.append(Paragraph(escaped(section.title), _SECOND))
        for comparison in section.comparisons:
            story.extend(Paragraph(escaped(one), _FINDING, bulletText="•") for one in comparison.sentences)
    for section in shown.sections:
        story.extend(_section(shown, section))
    story += [Spacer(1, 7 * mm), CondPageBreak(60 * mm)]
    story.append(_Bookmark("method", "How this was worked out"))
    story.append(Paragraph("How this was worked out", _HEAD))
    told = (shown.counted, *shown.method, *shown.notes)
    story.extend(Paragraph(escaped(one), _FINDING, bulletText="•") for one in told)
    return story


def _facts(shown: Representation) -> Grid:
    bold = ParagraphStyle("fact", parent=_CELL, fontName=BOLD, fontSize=9, leading=13)
    plain = ParagraphStyle("told", parent=_CELL, fontSize=9, leading=13)
    rows = [[Paragraph(name, bold), Paragraph(escaped(told), plain)] for name, told in words.facts(shown)]
    grid = Grid(rows, colWidths=[38 * mm, _WIDTH - 38 * mm])
    grid.setStyle(
        TableStyle(
            [
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LINEBELOW", (0, 0), (-1, -1), 0.4, _LINE),
                ("LEFTPADDING", (0, 0), (0, -1), 0),
            ]
        )
    )
    return grid


def _section(shown: Representation, section: Section) -> list[Flowable]:
    place = shown.periods.index(shown.period)
    heading: list[Flowable] = [
        _Bookmark(section.id, section.title),
        Paragraph(escaped(section.title), _HEAD),
        Paragraph(words.base_words(section.bases[place]), _SMALL),
    ]
    parts: list[Flowable] = [Spacer(1, 7 * mm)]
    for comparison in section.comparisons:
        named = Paragraph(escaped(f"Beside {comparison.whom}: {comparison.benchmark}"), _SECOND)
        size = _LETTERS if len(comparison.rows) <= _MANY else _LETTERS_OF_MANY
        chart = comparison_chart(comparison, width=_WIDTH, size=size)
        parts.append(KeepTogether([*heading, named, chart]))
        parts += [_numbers(section, comparison), Spacer(1, 2 * mm)]
        parts.extend(Paragraph(escaped(note), _SMALL) for note in comparison.notes)
        heading = []
    if len(shown.periods) > 1:
        years = Paragraph("Over the years", _SECOND)
        trend = Paragraph(escaped(section.trend), _BODY)
        parts += [KeepTogether([years, trend, _years(shown, section)]), Spacer(1, 2 * mm)]
    parts.extend(Paragraph(escaped(note), _SMALL) for note in section.notes)
    return parts


def _numbers(section: Section, comparison: Comparison) -> Grid:
    heads = [
        "People helped",
        "Share",
        words.benchmark_heading(comparison),
        "Share",
        "Points",
        "95 % interval",
    ]
    rows: list[list[Any]] = [
        [Paragraph(escaped(section.title), _LEFT), *(Paragraph(escaped(one), _RIGHT) for one in heads)]
    ]
    rows += [_line(section, one) for one in comparison.rows]
    base, other = comparison.helped_base, comparison.benchmark_base
    rows.append(["Valid total", f"{base:,}", "", f"{other:,}", "", "", ""])
    shares = [part * _WIDTH for part in _COLUMNS]
    grid = Grid(rows, colWidths=[_WIDTH - sum(shares), *shares], repeatRows=1)
    grid.setStyle(_look(len(rows), strong=1))
    for number, one in enumerate(comparison.rows, start=1):
        if one.verdict in {Verdict.OVER, Verdict.UNDER}:
            grid.setStyle(TableStyle([("FONTNAME", (5, number), (6, number), BOLD)]))
    return grid


def _line(section: Section, one: Compared) -> list[Any]:
    name = f"{one.code}  {one.label}" if section.show_codes else one.label
    return [
        Paragraph(escaped(name), _CELL),
        f"{one.helped:,}",
        words.percent(one.helped_share),
        f"{one.benchmark:,}",
        words.percent(one.benchmark_share),
        words.points(one.difference),
        words.interval_words(one.interval),
    ]


def _years(shown: Representation, section: Section) -> Grid:
    """List the shares of each group over the periods, how they moved, and how like the benchmark they are."""
    heads = [*(period.id for period in shown.periods), "Points a year"]
    rows: list[list[Any]] = [
        [Paragraph(escaped(section.title), _LEFT), *(Paragraph(one, _RIGHT) for one in heads)]
    ]
    for group in section.groups:
        shares = [words.percent(one.share) for one in group.shares]
        rows.append([Paragraph(escaped(group.label), _CELL), *shares, words.points(group.slope)])
    rows.append(["Known answers", *(f"{base.valid:,}" for base in section.bases), ""])
    for comparison in section.comparisons:
        label = Paragraph(escaped(f"Correlation with {comparison.whom}"), _CELL)
        rows.append([label, *(words.decimal(one) for one in comparison.likeness), ""])
    each = min(28 * mm, (_WIDTH - 50 * mm) / len(heads))
    grid = Grid(rows, colWidths=[_WIDTH - each * len(heads), *([each] * len(heads))], repeatRows=1)
    grid.setStyle(_look(len(rows), strong=1 + len(section.comparisons)))
    return grid


def _look(rows: int, *, strong: int) -> TableStyle:
    first_sum = rows - strong
    banded = [("BACKGROUND", (0, row), (-1, row), _BAND) for row in range(2, first_sum, 2)]
    return TableStyle(
        [
            ("BACKGROUND", (0, 0), (-1, 0), _ACCENT),
            ("FONT", (0, 1), (-1, -1), PLAIN, 8),
            ("TEXTCOLOR", (0, 1), (-1, -1), _INK),
            ("ALIGN", (1, 0), (-1, -1), "RIGHT"),
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
            ("TOPPADDING", (0, 0), (-1, -1), 2.5),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 2.5),
            ("NOSPLIT", (0, max(1, first_sum - 2)), (-1, -1)),
            *banded,
            ("LINEABOVE", (0, first_sum), (-1, first_sum), 0.8, _ACCENT),
            ("FONTNAME", (0, first_sum), (-1, first_sum), BOLD),
        ]
    )
