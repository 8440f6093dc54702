"""How a document begins on paper: whose it is, what it is called, which days, and its facts."""

from collections.abc import Iterator, Sequence

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Paragraph, Spacer, Table, TableStyle

from desktop.exports.pdf import look
from desktop.exports.pdf.fonts import PLAIN

_NAMES = 44 * mm


def titles(provider: str, title: str, subtitle: str) -> Iterator[Flowable]:
    """Set the provider, where there is one, above title and subtitle."""
    styles = look.styles()
    if provider:
        yield Paragraph(look.escaped(provider), styles["provider"])
    yield Spacer(1, 4 * mm)
    yield Paragraph(look.escaped(title), styles["title"])
    yield Spacer(1, 3 * mm)
    yield Paragraph(look.escaped(subtitle), styles["subtitle"])


def facts_table(facts: Sequence[tuple[str, str]]) -> Table:
    """Set the facts that a reader must know before the numbers, each with its name."""
    styles = look.styles()
    rows = [
        [Paragraph(look.escaped(name), styles["fact"]), Paragraph(look.escaped(words), styles["body"])]
        for name, words in facts
    ]
    table = Table(rows, colWidths=[_NAMES, look.PORTRAIT_WIDTH - _NAMES], hAlign="LEFT")
    table.setStyle(
        TableStyle(
            [
                ("FONT", (0, 0), (-1, -1), PLAIN),
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LEFTPADDING", (0, 0), (0, -1), 0),
                ("TOPPADDING", (0, 0), (-1, -1), 4),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 5),
                ("LINEBELOW", (0, 0), (-1, -1), 0.4, look.LINE),
            ]
        )
    )
    return table
