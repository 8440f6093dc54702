"""A representation as one plain page for a browser, its parts tagged for whoever listens to it."""

from collections.abc import Iterator

from desktop.exports import representation_words as words
from desktop.exports.html_words import escaped
from desktop.exports.representation_charts import PAPER, chart_svg, comparison_chart
from desktop.returns.representing.representation import Comparison, Representation, Section

_STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; color: #1f2933; max-width: 60rem;
  margin: 0 auto; padding: 1rem; }
h1, h2 { color: #17655c; }
.marking { color: #7a1f1f; background: #fbe9e7; padding: .5rem 1rem; font-weight: 600; }
.note { color: #52606d; font-size: .9rem; }
table { border-collapse: collapse; width: 100%; margin: 1rem 0; }
caption { text-align: left; font-weight: 600; }
th, td { padding: .3rem .5rem; border-bottom: 1px solid #d5dce2; text-align: right; }
th:first-child { text-align: left; }
figure { margin: 1rem 0; }
svg { max-width: 100%; height: auto; }
dt { font-weight: 600; }
dd { margin: 0 0 .4rem; }
"""
_CHART_WIDTH = 720.0


def representation_html(shown: Representation) -> bytes:
    """Write a representation as one UTF-8 HTML page: headings, tables with scopes, pictures with their words.

    It loads nothing: no script, no font, no picture from elsewhere.
    """
    lines = [
        "<!DOCTYPE html>",
        '<html lang="en-GB">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escaped(shown.title)}</title>",
        f"<style>{_STYLE}</style>",
        "</head>",
        "<body>",
        "<main>",
        *_beginning(shown),
        *(line for section in shown.sections for line in _section(shown, section)),
        "<section>",
        "<h2>How this was worked out</h2>",
        "<ul>",
        *(f"<li>{escaped(one)}</li>" for one in (shown.counted, *shown.method, *shown.notes)),
        "</ul>",
        "</section>",
        "</main>",
        "</body>",
        "</html>",
    ]
    return ("\n".join(lines) + "\n").encode()


def _beginning(shown: Representation) -> Iterator[str]:
    if shown.marking:
        yield f'<p class="marking">{escaped(shown.marking[:1].upper() + shown.marking[1:])}</p>'
    yield "<h1>Representation</h1>"
    yield f"<p>Who is helped beside who needs it, {escaped(shown.period.title)}</p>"
    yield "<dl>"
    for name, told in words.facts(shown):
        yield f"<dt>{escaped(name)}</dt><dd>{escaped(told)}</dd>"
    yield "</dl>"
    yield "<section>"
    yield "<h2>What it comes to</h2>"
    for section in shown.sections:
        yield f"<h3>{escaped(section.title)}</h3>"
        yield "<ul>"
        for comparison in section.comparisons:
            yield from (f"<li>{escaped(sentence)}</li>" for sentence in comparison.sentences)
        yield "</ul>"
    yield "</section>"


def _section(shown: Representation, section: Section) -> Iterator[str]:
    yield f'<section id="{escaped(section.id)}">'
    yield f"<h2>{escaped(section.title)}</h2>"
    yield f"<p>{escaped(words.base_words(section.bases[shown.periods.index(shown.period)]))}</p>"
    for comparison in section.comparisons:
        yield from _comparison(section, comparison)
    if len(shown.periods) > 1:
        yield f"<h3>Over the years</h3><p>{escaped(section.trend)}</p>"
        yield from _years(shown, section)
    yield from (f'<p class="note">{escaped(note)}</p>' for note in section.notes)
    yield "</section>"


def _comparison(section: Section, comparison: Comparison) -> Iterator[str]:
    yield f"<h3>Beside {escaped(comparison.whom)}: {escaped(comparison.benchmark)}</h3>"
    drawing = comparison_chart(comparison, width=_CHART_WIDTH, size=10)
    svg = chart_svg(drawing, PAPER)
    inner = svg[svg.index("<svg") :].replace("<svg", '<svg aria-hidden="true"', 1)
    told = escaped(words.chart_words(section, comparison))
    yield f'<figure role="img" aria-label="{told}">{inner}</figure>'
    yield "<table>"
    yield f"<caption>{escaped(section.title)}: people helped beside {escaped(comparison.whom)}</caption>"
    heads = [
        "People helped",
        "Share",
        words.benchmark_heading(comparison),
        "Share",
        "Points",
        "95 % interval",
    ]
    cells = "".join(f'<th scope="col">{escaped(head)}</th>' for head in [section.title, *heads, "Verdict"])
    yield f"<thead><tr>{cells}</tr></thead>"
    yield "<tbody>"
    for one in comparison.rows:
        numbers = [f"{one.helped:,}", words.percent(one.helped_share), f"{one.benchmark:,}"]
        numbers += [words.percent(one.benchmark_share), words.points(one.difference)]
        numbers += [words.interval_words(one.interval), one.verdict.value]
        name = f"{one.code} {one.label}" if section.show_codes else one.label
        yield _row(name, numbers)
    yield _row(
        "Valid total", [f"{comparison.helped_base:,}", "", f"{comparison.benchmark_base:,}", *[""] * 4]
    )
    yield "</tbody>"
    yield "</table>"
    yield from (f'<p class="note">{escaped(note)}</p>' for note in comparison.notes)


def _years(shown: Representation, section: Section) -> Iterator[str]:
    yield "<table>"
    yield f"<caption>{escaped(section.title)}: share of the people helped, by period</caption>"
    heads = [section.title, *(period.id for period in shown.periods), "Points a year"]
    cells = "".join(f'<th scope="col">{escaped(head)}</th>' for head in heads)
    yield f"<thead><tr>{cells}</tr></thead>"
    yield "<tbody>"
    for group in section.groups:
        shares = [words.percent(one.share) for one in group.shares]
        yield _row(group.label, [*shares, words.points(group.slope)])
    yield _row("Known answers", [*(f"{base.valid:,}" for base in section.bases), ""])
    for comparison in section.comparisons:
        likeness = [words.decimal(one) for one in comparison.likeness]
        yield _row(f"Correlation with {comparison.whom}", [*likeness, ""])
    yield "</tbody>"
    yield "</table>"


def _row(name: str, numbers: list[str]) -> str:
    cells = "".join(f"<td>{escaped(one)}</td>" for one in numbers)
    return f'<tr><th scope="row">{escaped(name)}</th>{cells}</tr>'
