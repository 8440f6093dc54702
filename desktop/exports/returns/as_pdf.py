"""A return as a PDF: cover, contents, how it was counted, then every chapter: tables, charts and words."""

from collections.abc import Iterator

from reportlab.lib.units import mm
from reportlab.platypus import (
    CondPageBreak,
    Flowable,
    NextPageTemplate,
    PageBreak,
    Paragraph,
    Spacer,
)

from desktop.exports import colours
from desktop.exports.charts.drawing import chart_pieces, has_picture
from desktop.exports.charts.theme import PAPER
from desktop.exports.charts.words import chart_words
from desktop.exports.pdf import look
from desktop.exports.pdf.cover import facts_table, titles
from desktop.exports.pdf.document import Heading, PageWords, Together, build, contents
from desktop.exports.pdf.fonts import register_fonts
from desktop.exports.pdf.letters import unprinted
from desktop.exports.pdf.room import fits, height_of
from desktop.exports.pdf.tables import Fit, fit, paper_tables
from desktop.exports.profiles import require_profile
from desktop.exports.returns.as_json import return_json
from desktop.exports.returns.words import CONTENTS, COUNTED, about_table, counted_sentences
from desktop.returns.document import Chapter, ShownTable, chapters, cover_facts
from desktop.returns.result import Return, Text

_CHAPTER_ROOM = 75 * mm
_CAPTIONS = 30 * mm
"""What a page keeps free for the words above and below a picture."""
_TOGETHER = 0.5
"""A table and its picture stay together when they take no more of a page than this."""
_ROWS_BELOW_HEADING = 12.0
"""In sizes of type: a heading of a long table stands where so much of it follows."""


def return_pdf(result: Return) -> bytes:
    """Write the return as a PDF with bookmarks, contents and embedded fonts; always the same bytes for it.

    Raises:
        RefusedError: the return is protected in a way that cannot be written yet.
    """
    require_profile(result.profile)
    register_fonts()
    title = f"{result.definition.title}, {result.period.title}"
    subject = f"{result.title}{f' ({result.marking})' if result.marking else ''}"
    story = [*_cover(result), *_contents(), *_counted(result), *_body(result)]
    return build(story, PageWords(title, result.provider or "Alongside", subject, result.marking))


def _cover(result: Return) -> Iterator[Flowable]:
    yield Spacer(1, 38 * mm)
    yield from titles(result.provider, result.definition.title, result.period.title)
    yield Spacer(1, 16 * mm)
    yield facts_table(cover_facts(result))
    yield NextPageTemplate("portrait")
    yield PageBreak()


def _contents() -> Iterator[Flowable]:
    yield Paragraph(CONTENTS, look.styles()["chapter"])
    yield contents()
    yield PageBreak()


def _counted(result: Return) -> Iterator[Flowable]:
    styles = look.styles()
    yield Heading(COUNTED, level=0, key="counted")
    if result.definition.wording:
        yield Paragraph(look.escaped(result.definition.wording), styles["paragraph"])
    for note in (*result.notes, unprinted(return_json(result).decode())):
        if note:
            yield Paragraph(look.escaped(note), styles["paragraph"])
    if result.rules:
        yield Paragraph("The counting rules", styles["first-heading"])
        yield Spacer(1, 3)
    for number, rule in enumerate(result.rules, start=1):
        yield Paragraph(look.escaped(rule.sentence), styles["rule"], bulletText=f"{number}.")
    yield Paragraph("What each table counts", styles["first-heading"])
    yield Spacer(1, 3)
    for sentence, names in counted_sentences(result):
        words = f"{look.escaped(sentence)}<br/><font color='{colours.MUTED}'>{look.escaped(names)}</font>"
        yield Paragraph(words, styles["paragraph"])


def _body(result: Return) -> Iterator[Flowable]:
    """Set the chapters; pages are turned where a table is too wide to stand upright."""
    across: bool | None = None
    for number, chapter in enumerate(chapters(result), start=1):
        opening = _opening(chapter, number)
        for place, part in enumerate(chapter.parts, start=1):
            key = f"part-{number}-{place}"
            fitted = None if isinstance(part, Text) else fit(part)
            turned = fitted is not None and fitted.across
            if turned != across:
                yield NextPageTemplate("landscape" if turned else "portrait")
                yield PageBreak()
            elif opening:
                yield CondPageBreak(_CHAPTER_ROOM)
            across = turned
            if isinstance(part, Text):
                yield from _text(part, opening, key)
            else:
                yield from _table(part, opening, result, key)
            opening = []


def _opening(chapter: Chapter, number: int) -> list[Flowable]:
    return [Heading(chapter.title, level=0, key=f"chapter-{number}")] if chapter.title else []


def _text(text: Text, opening: list[Flowable], key: str) -> Iterator[Flowable]:
    styles = look.styles()
    yield CondPageBreak(40 * mm)
    yield from opening
    yield Heading(text.name, level=1, key=key, first=bool(opening))
    yield Spacer(1, 3)
    for words in text.paragraphs:
        yield Paragraph(look.escaped(words), styles["paragraph"])
    for note in text.notes:
        yield Paragraph(look.escaped(note), styles["note"])


def _table(shown: ShownTable, opening: list[Flowable], result: Return, key: str) -> Iterator[Flowable]:
    """Set a table with its heading, notes and chart: together where a page holds them."""
    styles, fitted = look.styles(), fit(shown)
    head = [
        *opening,
        Heading(shown.name, level=1, key=key, first=bool(opening)),
        Paragraph(look.escaped(about_table(shown, result)), styles["about"]),
    ]
    notes = [Spacer(1, 4), *(Paragraph(look.escaped(each), styles["note"]) for each in shown.notes)]
    tables = paper_tables(shown, fitted)
    charts = _charts(shown, fitted)
    whole = [*head, tables[0], *(notes if len(tables) == 1 else [])]
    if len(charts) == 1 == len(tables) and fits(
        [*whole, *charts[0]], fitted.width, fitted.height * _TOGETHER
    ):
        yield Together([*whole, *charts[0]])
        charts = []
    elif fits(whole, fitted.width, fitted.height):
        yield Together(whole)
    else:
        tables = paper_tables(shown, fitted, title_within=True)
        yield CondPageBreak(height_of(head, fitted.width) + _ROWS_BELOW_HEADING * fitted.size)
        yield from (*head, *notes, Spacer(1, 6), tables[0])
        notes = []
    for place, further in enumerate(tables[1:], start=2):
        further.spaceBefore = 5 * mm
        yield Together([further, *(notes if place == len(tables) else [])])
    named = Paragraph(look.escaped(f"{shown.name}, as a picture"), styles["picture"])
    for chart in charts:
        yield Together([named, *chart] if len(charts) == 1 else chart)


def _charts(shown: ShownTable, fitted: Fit) -> list[list[Flowable]]:
    """Set the picture of a table and what it says in words, in pieces where it is higher than a page."""
    if not has_picture(shown):
        return []
    style = look.styles()["note"]
    pieces = chart_pieces(
        shown, PAPER, width=min(PAPER.width, fitted.width), height=fitted.height - _CAPTIONS
    )
    in_pieces: list[list[Flowable]] = []
    for place, piece in enumerate(pieces, start=1):
        ending = [Spacer(1, 4), Paragraph(look.escaped(chart_words(shown)), style)]
        caption = [Paragraph(look.escaped(f"{shown.name}: picture {place} of {len(pieces)}"), style)]
        above = [*(caption if len(pieces) > 1 else []), Spacer(1, 10)]
        in_pieces.append([*above, piece, *(ending if place == len(pieces) else [])])
    return in_pieces
