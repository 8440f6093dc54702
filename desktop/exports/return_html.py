"""A return as one tagged web page, for screen readers and browsers: the content and order of the PDF."""

from collections.abc import Iterator

from desktop.exports.chart_svg import chart_svg
from desktop.exports.chart_theme import PAPER
from desktop.exports.chart_words import chart_words
from desktop.exports.charts import draw_chart, has_picture
from desktop.exports.html_tables import html_table
from desktop.exports.html_words import escaped, escaped_lines
from desktop.exports.profiles import require_profile
from desktop.exports.return_words import CONTENTS, COUNTED, counted_sentences
from desktop.platform.resources import resource_text
from desktop.returns.document import ShownTable, chapters, cover_facts
from desktop.returns.result import Return, Text

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_COUNTED_ID = "counted"


def return_html(result: Return) -> bytes:
    """Write the return as a UTF-8 page without script or outer resource; always the same bytes for it.

    Raises:
        RefusedError: the return is protected in a way that cannot be written yet.
    """
    require_profile(result.profile)
    title = f"{result.definition.title}, {result.period.title}"
    lines = [
        "<!DOCTYPE html>",
        '<html lang="en-GB">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{escaped(_POLICY)}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f'<meta name="author" content="{escaped(result.provider or "Alongside")}">',
        f"<title>{escaped(title)}</title>",
        f"<style>\n{resource_text('style/return.css')}</style>",
        "</head>",
        "<body>",
        f'<a class="skip" href="#{_COUNTED_ID}">Go to the return</a>',
        *_cover(result),
        *_contents(result),
        "<main>",
        *_counted(result),
        *_chapters(result),
        "</main>",
        f"<footer>{_marking(result)}<p>{escaped(title)}</p></footer>",
        "</body>",
        "</html>",
        "",
    ]
    return "\n".join(lines).encode()


def _marking(result: Return) -> str:
    marking = result.marking
    return f'<p class="marking">{escaped(marking[:1].upper() + marking[1:])}</p>' if marking else ""


def _cover(result: Return) -> Iterator[str]:
    yield f"<header>{_marking(result)}"
    if result.provider:
        yield f'<p class="provider">{escaped(result.provider)}</p>'
    yield f"<h1>{escaped(result.definition.title)}</h1>"
    yield f'<p class="period">{escaped(result.period.title)}</p>'
    yield '<dl class="facts">'
    for name, words in cover_facts(result):
        yield f"<dt>{escaped(name)}</dt><dd>{escaped_lines(words)}</dd>"
    yield "</dl></header>"


def _contents(result: Return) -> Iterator[str]:
    yield f'<nav aria-labelledby="contents"><h2 id="contents">{CONTENTS}</h2><ol>'
    yield f'<li><a href="#{_COUNTED_ID}">{COUNTED}</a></li>'
    for number, chapter in enumerate(chapters(result), start=1):
        parts = "".join(
            f'<li><a href="#part-{number}-{place}">{escaped(part.title)}</a></li>'
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
            yield f'<h3 id="{part_id}">{escaped(part.title)}</h3>'
            yield from _text(part) if isinstance(part, Text) else _table(part, result, part_id)
        yield "</section>"


def _text(text: Text) -> Iterator[str]:
    yield '<div class="prose">'
    for words in text.paragraphs:
        yield f"<p>{escaped_lines(words)}</p>"
    yield "</div>"
    yield from _notes(text.notes)


def _table(shown: ShownTable, result: Return, part_id: str) -> Iterator[str]:
    yield from html_table(shown, result, part_id)
    yield from _notes(shown.notes)
    if has_picture(shown):
        words = chart_words(shown)
        svg = chart_svg(draw_chart(shown, PAPER), words=words).decode()
        yield f'<figure><div class="paper">{svg}</div><figcaption>{escaped(words)}</figcaption></figure>'


def _notes(notes: tuple[str, ...]) -> Iterator[str]:
    if notes:
        yield f'<ul class="notes">{"".join(f"<li>{escaped_lines(note)}</li>" for note in notes)}</ul>'
