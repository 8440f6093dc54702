"""A web page that loads and runs nothing: its head, the marking, the facts, pictures with their words."""

from collections.abc import Iterable, Iterator, Sequence

from reportlab.graphics.shapes import Drawing

from desktop.exports.charts.svg import chart_svg
from desktop.exports.web.words import escaped, escaped_lines
from desktop.platform.resources import resource_text

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def html_page(
    body: Iterable[str], *, title: str, author: str, marking: str | None, skip: tuple[str, str]
) -> bytes:
    """Write a UTF-8 page without script or outer resource; ``skip`` leads to what is read first: id, words.

    The marking stands below the page as well.
    """
    place, words = skip
    lines = [
        "<!DOCTYPE html>",
        '<html lang="en-GB">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{escaped(_POLICY)}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f'<meta name="author" content="{escaped(author)}">',
        f"<title>{escaped(title)}</title>",
        f"<style>\n{resource_text('style/page.css')}</style>",
        "</head>",
        "<body>",
        f'<a class="skip" href="#{place}">{escaped(words)}</a>',
        *body,
        f"<footer>{_marked(marking)}<p>{escaped(title)}</p></footer>",
        "</body>",
        "</html>",
        "",
    ]
    return "\n".join(lines).encode()


def html_cover(
    *, provider: str, title: str, subtitle: str, facts: Sequence[tuple[str, str]], marking: str | None
) -> Iterator[str]:
    """Begin the page: whose it is, what it is called, which days, and its facts."""
    yield f"<header>{_marked(marking)}"
    if provider:
        yield f'<p class="provider">{escaped(provider)}</p>'
    yield f"<h1>{escaped(title)}</h1>"
    yield f'<p class="period">{escaped_lines(subtitle)}</p>'
    yield '<dl class="facts">'
    for name, words in facts:
        yield f"<dt>{escaped(name)}</dt><dd>{escaped_lines(words)}</dd>"
    yield "</dl></header>"


def html_picture(drawing: Drawing, words: str, caption: str) -> str:
    """Set a picture on paper of its own; ``words`` say what it shows, the caption is seen below."""
    svg = chart_svg(drawing, words=words).decode()
    below = f"<figcaption>{escaped(caption)}</figcaption>" if caption else ""
    return f'<figure><div class="paper">{svg}</div>{below}</figure>'


def html_notes(notes: Sequence[str]) -> Iterator[str]:
    """List notes below a table."""
    if notes:
        yield f'<ul class="notes">{"".join(f"<li>{escaped_lines(note)}</li>" for note in notes)}</ul>'


def _marked(marking: str | None) -> str:
    return f'<p class="marking">{escaped(marking[:1].upper() + marking[1:])}</p>' if marking else ""
