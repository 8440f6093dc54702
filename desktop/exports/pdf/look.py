"""How printed pages look: colours, sizes of type, margins."""

from functools import cache

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm

from desktop.exports import colours
from desktop.exports.figures import clean_words
from desktop.exports.pdf.fonts import BOLD, PLAIN

INK, MUTED, LINE = HexColor(colours.INK), HexColor(colours.MUTED), HexColor(colours.LINE)
ACCENT, PALE, GROUP = HexColor(colours.ACCENT), HexColor(colours.PALE), HexColor(colours.GROUP)
WARNING, WARNING_PALE = HexColor(colours.WARNING), HexColor(colours.WARNING_PALE)

PORTRAIT, LANDSCAPE = A4, landscape(A4)
SIDE, TOP, BOTTOM = 20 * mm, 22 * mm, 20 * mm
PORTRAIT_WIDTH = PORTRAIT[0] - 2 * SIDE
LANDSCAPE_WIDTH = LANDSCAPE[0] - 2 * SIDE
PORTRAIT_HEIGHT = PORTRAIT[1] - TOP - BOTTOM
LANDSCAPE_HEIGHT = LANDSCAPE[1] - TOP - BOTTOM


@cache
def styles() -> dict[str, ParagraphStyle]:
    """Give the styles of paragraphs by what they are for."""
    body = ParagraphStyle(
        "body",
        fontName=PLAIN,
        bulletFontName=PLAIN,
        fontSize=9.5,
        bulletFontSize=9.5,
        leading=14.5,
        textColor=INK,
        allowWidows=0,
        allowOrphans=0,
    )
    quiet = ParagraphStyle("quiet", parent=body, fontSize=8, leading=11.5, textColor=MUTED)
    heading = ParagraphStyle(
        "heading", fontName=BOLD, fontSize=11.5, leading=15, textColor=INK, spaceBefore=26, spaceAfter=2
    )
    made = [
        body,
        quiet,
        ParagraphStyle("paragraph", parent=body, spaceAfter=7),
        ParagraphStyle("rule", parent=body, leftIndent=8 * mm, bulletIndent=0, spaceAfter=5),
        ParagraphStyle("note", parent=quiet, spaceBefore=2),
        ParagraphStyle("picture", parent=quiet, spaceBefore=12),
        ParagraphStyle("about", parent=quiet, spaceAfter=5),
        ParagraphStyle(
            "chapter", fontName=BOLD, fontSize=17, leading=22, textColor=ACCENT, spaceBefore=34, spaceAfter=8
        ),
        heading,
        ParagraphStyle("first-heading", parent=heading, spaceBefore=8),
        ParagraphStyle("title", fontName=BOLD, fontSize=27, leading=35, textColor=INK),
        ParagraphStyle("subtitle", fontName=PLAIN, fontSize=15, leading=21, textColor=MUTED),
        ParagraphStyle("provider", fontName=BOLD, fontSize=11, leading=15, textColor=ACCENT),
        ParagraphStyle("fact", parent=body, fontName=BOLD),
        ParagraphStyle("contents-0", parent=body, fontName=BOLD, spaceBefore=7, leading=15),
        ParagraphStyle("contents-1", parent=body, leftIndent=6 * mm, rightIndent=10 * mm, leading=14),
    ]
    return {style.name: style for style in made}


def escaped(words: str) -> str:
    """Make words safe for a paragraph: nothing in them is taken for mark-up; line breaks are kept."""
    text = clean_words(words).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace("\r\n", "\n").replace("\n", "<br/>")
