"""The pages of a PDF: footer and marking, bookmarks, contents with page numbers."""

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    KeepTogether,
    PageTemplate,
    Paragraph,
    TableStyle,
)
from reportlab.platypus.doctemplate import IndexingFlowable
from reportlab.platypus.tableofcontents import TableOfContents

from desktop.exports.pdf import look
from desktop.exports.pdf.fonts import BOLD, PLAIN, register_fonts

_SMALL = 8
_FRAME = {"leftPadding": 0, "rightPadding": 0, "topPadding": 0, "bottomPadding": 0}
_PAGE_COUNT = "PageCount"


@dataclass(frozen=True, slots=True)
class PageWords:
    """What stands on every page, and in the properties of the file."""

    title: str
    author: str
    subject: str
    marking: str | None


class Heading(Paragraph):
    """A heading that stands in the contents and among the bookmarks; the first follows its chapter's."""

    def __init__(self, words: str, *, level: int, key: str, first: bool = False) -> None:
        within = "first-heading" if first else "heading"
        super().__init__(look.escaped(words), look.styles()[within if level else "chapter"])
        self.outline = (words, level, key)

    def entry(self, page: int) -> tuple[int, str, int, str]:
        """Give its line in the contents: level, words, page, bookmark."""
        words, level, key = self.outline
        return level, look.escaped(words), page, key


class Together(KeepTogether):
    """Parts that stay on one page where one holds them."""

    def __init__(self, parts: Sequence[Flowable]) -> None:
        super().__init__(list(parts))
        self.parts = tuple(parts)


class _PageCount(IndexingFlowable):
    """Knows after one pass how many pages there are, so that the next can print it."""

    def __init__(self) -> None:
        super().__init__()
        self.known = self.found = 0

    def notify(self, kind: str, stuff: Any) -> None:
        """Hear at the end of a pass how many pages it made."""
        if kind == _PAGE_COUNT:
            self.found = int(stuff)

    def beforeBuild(self) -> None:  # noqa: N802 ReportLab calls it by this name
        """Take over what the last pass found."""
        self.known = self.found

    def isSatisfied(self) -> bool:  # noqa: N802
        """Say whether the number that was printed is the number of pages."""
        return self.known == self.found

    def isIndexing(self) -> Literal[1]:  # noqa: N802
        """Tell ReportLab that this takes part in every pass."""
        return 1

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803
        """Take no room."""
        return 0, 0

    def draw(self) -> None:
        """Draw nothing."""


class _Pages(BaseDocTemplate):
    """Pages upright and across, with the marking above and the page number below."""

    def __init__(self, target: io.BytesIO, words: PageWords) -> None:
        super().__init__(
            target,
            title=words.title,
            author=words.author,
            subject=words.subject,
            creator="Alongside",
            lang="en-GB",
            invariant=1,
            initialFontName=PLAIN,
        )
        self.words, self.count = words, _PageCount()
        self.addPageTemplates(
            [
                self._template("cover", look.PORTRAIT, self._cover),
                self._template("portrait", look.PORTRAIT, self._page),
                self._template("landscape", look.LANDSCAPE, self._page),
            ]
        )

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802
        """Set the bookmark of a heading and put it into the contents."""
        if isinstance(flowable, Heading):
            words, level, key = flowable.outline
            self.canv.bookmarkPage(key)
            self.canv.addOutlineEntry(words, key, level, closed=False)
            self.notify("TOCEntry", flowable.entry(self.page))

    def beforeDocument(self) -> None:  # noqa: N802
        """Ask the reader's program to show bookmarks, and the title instead of the file's name."""
        self.canv.showOutline()
        self.canv.setViewerPreference("DisplayDocTitle", "true")

    def afterPage(self) -> None:  # noqa: N802
        """Count the pages of this pass."""
        self.notify(_PAGE_COUNT, self.page)

    def _template(self, name: str, size: tuple[float, float], draw: Any) -> PageTemplate:
        width, height = size[0] - 2 * look.SIDE, size[1] - look.TOP - look.BOTTOM
        frame = Frame(look.SIDE, look.BOTTOM, width, height, id=name, **_FRAME)
        return PageTemplate(id=name, frames=[frame], onPage=draw, pagesize=size)

    def _cover(self, canvas: Canvas, document: Any) -> None:
        width, height = document.pageTemplate.pagesize
        canvas.setFillColor(look.ACCENT)
        canvas.rect(0, height - 4, width, 4, stroke=0, fill=1)
        self._page(canvas, document)

    def _page(self, canvas: Canvas, document: Any) -> None:
        width, height = document.pageTemplate.pagesize
        if self.words.marking:
            _marking(canvas, self.words.marking, width, height)
        canvas.setStrokeColor(look.LINE)
        canvas.setLineWidth(0.5)
        canvas.line(look.SIDE, look.BOTTOM - 14, width - look.SIDE, look.BOTTOM - 14)
        canvas.setFillColor(look.MUTED)
        canvas.setFont(PLAIN, _SMALL)
        number = f"Page {canvas.getPageNumber()} of {max(self.count.known, canvas.getPageNumber())}"
        room = width - 2 * look.SIDE - stringWidth(number, PLAIN, _SMALL) - 20
        canvas.drawString(look.SIDE, look.BOTTOM - 26, _shortened(self.words.title, room))
        canvas.drawRightString(width - look.SIDE, look.BOTTOM - 26, number)


def build(story: Sequence[Flowable], words: PageWords) -> bytes:
    """Set the parts of a document on pages, as often as it takes until all page numbers are right.

    The contents are as long from the first time on as they will be: the second finds every page in its place.
    """
    register_fonts()
    target = io.BytesIO()
    pages = _Pages(target, words)
    entries = [heading.entry(0) for heading in _headings(story)]
    for part in story:
        if isinstance(part, TableOfContents):
            part.addEntries(entries)
    pages.multiBuild([pages.count, *story], maxPasses=8)
    return target.getvalue()


def contents() -> TableOfContents:
    """Give the contents; it fills itself with the headings."""
    listed = TableOfContents(dotsMinLevel=1)
    listed.levelStyles = [look.styles()["contents-0"], look.styles()["contents-1"]]
    listed.tableStyle = TableStyle(
        [
            ("FONT", (0, 0), (-1, -1), PLAIN),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("RIGHTPADDING", (0, 0), (-1, -1), 0),
        ]
    )
    return listed


def _headings(parts: Iterable[Flowable]) -> Iterator[Heading]:
    for part in parts:
        if isinstance(part, Heading):
            yield part
        elif isinstance(part, Together):
            yield from _headings(part.parts)


def _marking(canvas: Canvas, marking: str, width: float, height: float) -> None:
    low = height - look.TOP + 14
    canvas.setFillColor(look.WARNING_PALE)
    canvas.rect(look.SIDE, low, width - 2 * look.SIDE, 20, stroke=0, fill=1)
    canvas.setFillColor(look.WARNING)
    canvas.rect(look.SIDE, low, 3, 20, stroke=0, fill=1)
    canvas.setFont(BOLD, 10)
    canvas.drawString(look.SIDE + 10, low + 6.5, f"{marking[:1].upper()}{marking[1:]}")


def _shortened(words: str, room: float) -> str:
    if stringWidth(words, PLAIN, _SMALL) <= room:
        return words
    while words and stringWidth(f"{words}…", PLAIN, _SMALL) > room:
        words = words[:-1]
    return f"{words.rstrip()}…"
