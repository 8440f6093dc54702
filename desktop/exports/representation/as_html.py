"""A representation as one tagged web page, for screen readers and browsers: content and order of the PDF."""

from collections.abc import Iterator, Sequence

from desktop.exports.charts.comparing import comparison_chart, has_difference
from desktop.exports.charts.theme import PAPER
from desktop.exports.representation import words
from desktop.exports.representation.tables import comparison_table, years_table
from desktop.exports.returns.words import CONTENTS
from desktop.exports.web.page import html_cover, html_notes, html_page, html_picture
from desktop.exports.web.tables import html_table
from desktop.exports.web.words import escaped
from desktop.returns.representing.representation import Comparison, Representation, Section

_FINDINGS, _METHOD = "findings", "method"


def representation_html(shown: Representation) -> bytes:
    """Write a representation as a UTF-8 page without script or outer resource; the same bytes each time."""
    body = [
        *html_cover(
            provider=shown.provider,
            title=words.TITLE,
            subtitle=words.subtitle(shown),
            facts=words.facts(shown),
            marking=shown.marking,
        ),
        *html_notes(shown.notes),
        *_contents(shown),
        "<main>",
        *_findings(shown),
        *(line for section in shown.sections for line in _section(shown, section)),
        *_heading(_METHOD, words.METHOD),
        *_listed([shown.counted, *shown.method]),
        "</section>",
        "</main>",
    ]
    author, skip = shown.provider or "Alongside", (_FINDINGS, f"Go to: {words.FINDINGS}")
    return html_page(body, title=shown.title, author=author, marking=shown.marking, skip=skip)


def _contents(shown: Representation) -> Iterator[str]:
    titles = [
        (_FINDINGS, words.FINDINGS),
        *((f"section-{section.id}", section.title) for section in shown.sections),
        (_METHOD, words.METHOD),
    ]
    lines = "".join(f'<li><a href="#{escaped(key)}">{escaped(title)}</a></li>' for key, title in titles)
    yield f'<nav aria-labelledby="contents"><h2 id="contents">{CONTENTS}</h2><ol>{lines}</ol></nav>'


def _heading(key: str, title: str) -> Iterator[str]:
    name = escaped(key)
    yield f'<section aria-labelledby="{name}"><h2 id="{name}" tabindex="-1">{escaped(title)}</h2>'


def _findings(shown: Representation) -> Iterator[str]:
    yield from _heading(_FINDINGS, words.FINDINGS)
    for section in shown.sections:
        yield f"<h3>{escaped(section.title)}</h3>"
        yield from _listed([one for each in section.comparisons for one in each.sentences])
    yield "</section>"


def _listed(sentences: Sequence[str]) -> Iterator[str]:
    yield f"<ul>{''.join(f'<li>{escaped(one)}</li>' for one in sentences)}</ul>"


def _section(shown: Representation, section: Section) -> Iterator[str]:
    name = f"section-{section.id}"
    yield from _heading(name, section.title)
    base = words.base_words(section.bases[shown.periods.index(shown.period)])
    yield from (f'<p class="quiet">{escaped(told)}</p>' for told in (base, *section.notes))
    for number, comparison in enumerate(section.comparisons, start=1):
        yield from _comparison(section, comparison, f"{name}-{number}")
    if len(shown.periods) > 1:
        key = escaped(f"{name}-years")
        yield f'<h3 id="{key}">{words.YEARS}</h3><p>{escaped(section.trend)}</p>'
        yield from html_table(years_table(shown, section), words.ABOUT_YEARS, key)
    yield "</section>"


def _comparison(section: Section, comparison: Comparison, key: str) -> Iterator[str]:
    yield f'<h3 id="{escaped(key)}">{escaped(words.beside(comparison))}</h3>'
    if has_difference(comparison):
        yield html_picture(comparison_chart(comparison, PAPER), words.chart_words(section, comparison), "")
    yield from html_table(
        comparison_table(section, comparison), words.about_comparison(comparison), escaped(key)
    )
    yield from html_notes(comparison.notes)
