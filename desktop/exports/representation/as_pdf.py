"""A representation on paper: what it comes to first, then for each characteristic pictures and numbers."""

from collections.abc import Iterator, Sequence

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, NextPageTemplate, Paragraph, Spacer

from desktop.exports.charts.comparing import comparison_chart, has_difference
from desktop.exports.charts.theme import PAPER
from desktop.exports.pdf import look
from desktop.exports.pdf.cover import facts_table, titles
from desktop.exports.pdf.document import Heading, PageWords, Together, build
from desktop.exports.pdf.fonts import register_fonts
from desktop.exports.pdf.letters import unprinted
from desktop.exports.pdf.room import fits
from desktop.exports.pdf.tables import fit, paper_tables
from desktop.exports.representation import words
from desktop.exports.representation.as_json import representation_json
from desktop.exports.representation.tables import comparison_table, years_table
from desktop.returns.document import ShownTable
from desktop.returns.representing.representation import Comparison, Representation, Section

_METHOD_ROOM = 60 * mm
_LARGEST = 8.0
"""The type of tables, in points: that of the pictures above them."""


def representation_pdf(shown: Representation) -> bytes:
    """Write a representation as a PDF with bookmarks and embedded fonts; always the same bytes for it.

    Shares are per cent, differences points, both to one decimal.
    """
    register_fonts()
    author = shown.provider or "Alongside"
    page = PageWords(shown.title, author, shown.marking or "", shown.marking)
    return build([*_beginning(shown), *_sections(shown), *_method(shown)], page)


def _beginning(shown: Representation) -> Iterator[Flowable]:
    yield NextPageTemplate("portrait")
    yield from titles(shown.provider, words.TITLE, words.subtitle(shown))
    yield Spacer(1, 8 * mm)
    yield facts_table(words.facts(shown))
    yield from (Paragraph(look.escaped(note), look.styles()["picture"]) for note in shown.notes)
    yield Heading(words.FINDINGS, level=0, key="findings")
    for section in shown.sections:
        title = Paragraph(look.escaped(section.title), look.styles()["first-heading"])
        told = list(_listed([one for each in section.comparisons for one in each.sentences]))
        yield Together([title, Spacer(1, 3), *told[:1]])
        yield from told[1:]


def _sections(shown: Representation) -> Iterator[Flowable]:
    place, styles = shown.periods.index(shown.period), look.styles()
    for section in shown.sections:
        base = words.base_words(section.bases[place])
        head: list[Flowable] = [
            Heading(section.title, level=0, key=section.id),
            *(Paragraph(look.escaped(told), styles["about"]) for told in (base, *section.notes)),
        ]
        tables = [comparison_table(section, one) for one in section.comparisons]
        sizes = [fit(table, may_turn=False, largest=_LARGEST).size for table in tables]
        size = min(sizes, default=_LARGEST)
        for number, (one, table) in enumerate(zip(section.comparisons, tables, strict=True), start=1):
            key = f"{section.id}-{number}"
            head.append(Heading(words.beside(one), level=1, key=key, first=number == 1))
            yield from _comparison(one, head, _set_table(table, size))
            head = []
        if len(shown.periods) > 1:
            yield from _years(section, _set_table(years_table(shown, section), size))


def _comparison(one: Comparison, head: Sequence[Flowable], table: Sequence[Flowable]) -> Iterator[Flowable]:
    """Set the picture and the table of a comparison: together where a page holds them."""
    drawn = [comparison_chart(one, PAPER), Spacer(1, 8)] if has_difference(one) else []
    picture = [*head, Spacer(1, 6), *drawn]
    whole = [*picture, *table]
    yield from [Together(whole)] if _fit_a_page(whole) else [Together(picture), Together(table)]


def _years(section: Section, table: Sequence[Flowable]) -> Iterator[Flowable]:
    head = [
        Heading(words.YEARS, level=1, key=f"{section.id}-years"),
        Paragraph(look.escaped(section.trend), look.styles()["paragraph"]),
    ]
    whole = [*head, *table]
    yield from [Together(whole)] if _fit_a_page(whole) else [*head, *table]


def _set_table(shown: ShownTable, size: float) -> list[Flowable]:
    """Set a table upright in this size of type, in as many parts as its columns need, its notes below."""
    tables = paper_tables(shown, fit(shown, may_turn=False, largest=size), title_within=True)
    for further in tables[1:]:
        further.spaceBefore = 5 * mm
    notes = (Paragraph(look.escaped(note), look.styles()["note"]) for note in shown.notes)
    return [*tables, Spacer(1, 4), *notes]


def _fit_a_page(parts: Sequence[Flowable]) -> bool:
    return fits(parts, look.PORTRAIT_WIDTH, look.PORTRAIT_HEIGHT)


def _method(shown: Representation) -> Iterator[Flowable]:
    yield CondPageBreak(_METHOD_ROOM)
    yield Heading(words.METHOD, level=0, key="method")
    told = (shown.counted, *shown.method, unprinted(representation_json(shown).decode()))
    yield from _listed([each for each in told if each])


def _listed(sentences: Sequence[str]) -> Iterator[Flowable]:
    for sentence in sentences:
        yield Paragraph(look.escaped(sentence), look.styles()["rule"], bulletText="•")
