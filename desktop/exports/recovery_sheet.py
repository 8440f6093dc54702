"""The recovery sheet: one page that opens the records when every passphrase is forgotten."""

import io

import segno
from reportlab.graphics.shapes import Drawing, Rect
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from desktop.exports.pdf.fonts import BOLD, PLAIN, register_fonts

_INK = HexColor("#1d2b36")
_QUIET = HexColor("#5a6872")
_LINE = HexColor("#c9d2d8")
_QR_SIDE = 38 * mm
_GROUPS_A_ROW = 4
_RULES = (
    "Put it where you keep the insurance papers or the spare keys: a safe, or a sealed envelope.",
    "Keep it away from the computer. Whoever has both can read everybody's records.",
    "Do not photograph it, scan it or send it by e-mail.",
    "If it is lost, or you think somebody saw it, tell your manager the same day.",
    "To use it: open Alongside, choose “I lost my passphrase”, and type the code or scan it.",
)


def recovery_sheet_pdf(*, service: str, person: str, code: str, made_on: str) -> bytes:
    """Draw the recovery sheet as a PDF of one A4 page.

    Args:
        service: the name of the service.
        person: who set the records up.
        code: the recovery code in groups parted by hyphens.
        made_on: the day, as people write it.
    """
    register_fonts()
    target = io.BytesIO()
    document = SimpleDocTemplate(
        target,
        pagesize=A4,
        leftMargin=24 * mm,
        rightMargin=24 * mm,
        topMargin=24 * mm,
        bottomMargin=20 * mm,
        title="Recovery sheet",
        author="Alongside",
        lang="en-GB",
        initialFontName=PLAIN,
    )
    document.build(_page(service, person, code, made_on))
    return target.getvalue()


def _page(service: str, person: str, code: str, made_on: str) -> list[Flowable]:
    title = ParagraphStyle("title", fontName=BOLD, fontSize=22, leading=28, textColor=_INK)
    lead = ParagraphStyle("lead", fontName=PLAIN, fontSize=11.5, leading=17, textColor=_INK)
    quiet = ParagraphStyle("quiet", parent=lead, fontSize=10, leading=15, textColor=_QUIET)
    about = "This code opens the records of <b>{}</b> when every passphrase is forgotten. {}"
    return [
        Paragraph("Recovery sheet", title),
        Spacer(1, 3 * mm),
        Paragraph(about.format(_escaped(service), "There is no other way in."), lead),
        Spacer(1, 9 * mm),
        _code_box(code),
        Spacer(1, 3 * mm),
        Paragraph("No letter I, L, O or U is used: what looks like one is a number.", quiet),
        Spacer(1, 9 * mm),
        Paragraph("Keep this sheet safe", ParagraphStyle("head", parent=title, fontSize=14, leading=20)),
        Spacer(1, 2 * mm),
        *(_rule(rule, lead) for rule in _RULES),
        Spacer(1, 9 * mm),
        Paragraph(f"Made on {_escaped(made_on)} by {_escaped(person)}", quiet),
    ]


def _rule(words: str, style: ParagraphStyle) -> Paragraph:
    indented = ParagraphStyle("rule", parent=style, leftIndent=6 * mm, spaceAfter=2 * mm)
    return Paragraph(words, indented, bulletText="•")


def _code_box(code: str) -> Table:
    groups = code.split("-")
    rows = [groups[start : start + _GROUPS_A_ROW] for start in range(0, len(groups), _GROUPS_A_ROW)]
    style = ParagraphStyle("code", fontName=BOLD, fontSize=16, leading=26, textColor=_INK)
    words = [Paragraph("&nbsp;&nbsp;".join(row), style) for row in rows]
    table = Table([[words, _qr(code)]], colWidths=[None, _QR_SIDE + 8 * mm])
    table.setStyle(
        TableStyle(
            [
                ("BOX", (0, 0), (-1, -1), 0.8, _LINE),
                ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
                ("LEFTPADDING", (0, 0), (0, 0), 6 * mm),
                ("TOPPADDING", (0, 0), (-1, -1), 4 * mm),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 4 * mm),
            ]
        )
    )
    return table


def _qr(code: str) -> Drawing:
    """Draw the code as a QR of dark squares, so that it prints sharp at any size."""
    matrix = [list(row) for row in segno.make(code, error="m", micro=False).matrix]
    side = _QR_SIDE / len(matrix)
    drawing = Drawing(_QR_SIDE, _QR_SIDE)
    for line, row in enumerate(matrix):
        for place, dark in enumerate(row):
            if dark:
                square = Rect(place * side, _QR_SIDE - (line + 1) * side, side, side)
                square.fillColor, square.strokeColor, square.strokeWidth = _INK, None, 0
                drawing.add(square)
    return drawing


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
