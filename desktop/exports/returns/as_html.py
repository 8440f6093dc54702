"""A return as one tagged web page, for screen readers and browsers: the content and order of the PDF."""

from collections.abc import Iterator

from desktop.exports.charts.drawing import draw_chart, has_picture
from desktop.exports.charts.theme import PAPER
from desktop.exports.charts.words import chart_words
from desktop.exports.profiles import require_profile
from desktop.exports.returns.words import CONTENTS, COUNTED, about_table, counted_sentences
from desktop.exports.web.page import html_cover, html_notes, html_page, html_picture
from desktop.exports.web.tables import html_table
from desktop.exports.web.words import escaped, escaped_lines
from desktop.returns.document import ShownTable, chapters, cover_facts
from desktop.returns.result import Return, Text

_COUNTED_ID = "counted"


def return_html(result: Return) -> bytes:
    """Write the return as a UTF-8 page without script or outer resource; always the same bytes for it.

    Raises:
        RefusedError: the return is protected in a way that cannot be written yet.
    """
    require_profile(result.profile)
    title = f"{result.definition.title}, {result.period.title}"
    body = [
        *html_cover(
            provider=result.provider,
            title=result.definition.title,
            subtitle=result.period.title,
            facts=cover_facts(result),
            marking=result.marking,
        ),
        *_contents(result),
        "<main>",
        *_counted(result),
        *_chapters(result),
        "</main>",
    ]
    author, skip = result.provider or "Alongside", (_COUNTED_ID, "Go to the return")
    return html_page(body, title=title, author=author, marking=result.marking, skip=skip)


def _contents(result: Return) -> Iterator[str]:
    yield f'<nav aria-labelledby="contents"><h2 id="contents">{CONTENTS}</h2><ol>'
    yield f'<li><a href="#{_COUNTED_ID}">{COUNTED}</a></li>'
    for number, chapter in enumerate(chapters(result), start=1):
        parts = "".join(
            f'<li><a href="#part-{number}-{place}">{escaped(part.name)}</a></li>'
            for place, part in enumerate(chapter.parts, start=1)
        )
        words = f'<a href="#chapter-{number}">{escaped(chapter.title or "Tables")}</a>'
        yield f"<li>{words}<ol>{parts}</ol></li>"
    yield "</ol></nav>"


def _counted(result: Return) -> Iterator[str]:
    yield f'<section aria-labelledby="{_COUNTED_ID}"><h2 id="{_COUNTED_ID}" tabindex="-1">{COUNTED}</h2>'
    for words in (result.definition.wording, *result.notes):
        if words:
            yield f"<p>{escaped_lines(words)}</p>"
    if result.rules:
        rules = "".join(f"<li>{escaped(rule.sentence)}</li>" for rule in result.rules)
        yield f"<h3>The counting rules</h3><ol>{rules}</ol>"
    yield "<h3>What each table counts</h3><dl>"
    for sentence, titles in counted_sentences(result):
        yield f'<dt>{escaped(sentence)}</dt><dd class="quiet">{escaped(titles)}</dd>'
    yield "</dl></section>"


def _chapters(result: Return) -> Iterator[str]:
    for number, chapter in enumerate(chapters(result), start=1):
        name = f"chapter-{number}"
        title = escaped(chapter.title or "Tables")
        yield f'<section aria-labelledby="{name}"><h2 id="{name}">{title}</h2>'
        for place, part in enumerate(chapter.parts, start=1):
            part_id = f"part-{number}-{place}"
            yield f'<h3 id="{part_id}">{escaped(part.name)}</h3>'
            yield from _text(part) if isinstance(part, Text) else _table(part, result, part_id)
        yield "</section>"


def _text(text: Text) -> Iterator[str]:
    yield '<div class="prose">'
    for words in text.paragraphs:
        yield f"<p>{escaped_lines(words)}</p>"
    yield "</div>"
    yield from html_notes(text.notes)


def _table(shown: ShownTable, result: Return, part_id: str) -> Iterator[str]:
    yield from html_table(shown, about_table(shown, result), part_id)
    yield from html_notes(shown.notes)
    if has_picture(shown):
        words = chart_words(shown)
        yield html_picture(draw_chart(shown, PAPER), words, words)
