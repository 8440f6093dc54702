"""A chart as SVG, for screens and web pages.

Written here and not by ReportLab: its SVG sets a clip path (which QtSvg fills black), rounds colours to whole
percents, and places words by the width of a font the reader may not have.
"""

from xml.sax.saxutils import escape, quoteattr

from reportlab.graphics.shapes import Circle, Drawing, Line, Rect, String

from desktop.exports.pdf.fonts import BOLD

FAMILIES = "'DejaVu Sans', Verdana, sans-serif"
"""The font of the PDF, and one of the same widths."""


def chart_svg(drawing: Drawing, *, words: str = "", families: str = FAMILIES) -> bytes:
    """Write a chart as UTF-8 SVG 1.1 without script, clip path or outer file; ``words`` describe it."""
    width, height = _number(drawing.width), _number(drawing.height)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"'
        f' viewBox="0 0 {width} {height}" role="img">'
    )
    lines = [head]
    if words:
        title, _, rest = words.partition(". ")
        lines += [f"<title>{escape(title)}</title>", f"<desc>{escape(rest or words)}</desc>"]
    lines.append(f"<g font-family={quoteattr(families)}>")
    lines += [_shape(shape, float(drawing.height)) for shape in drawing.contents]
    return "\n".join([*lines, "</g>", "</svg>", ""]).encode()


def _shape(shape: object, height: float) -> str:
    """Write one shape; SVG counts downwards, ReportLab upwards."""
    if isinstance(shape, String):
        weight = ' font-weight="bold"' if shape.fontName == BOLD else ""
        return (
            f'<text x="{_number(shape.x)}" y="{_number(height - shape.y)}"'
            f' font-size="{_number(shape.fontSize)}"{weight}'
            f' text-anchor="{shape.textAnchor}" fill="{_colour(shape.fillColor)}">'
            f"{escape(shape.text)}</text>"
        )
    if isinstance(shape, Rect):
        top = height - shape.y - shape.height
        return (
            f'<rect x="{_number(shape.x)}" y="{_number(top)}" width="{_number(shape.width)}"'
            f' height="{_number(shape.height)}" fill="{_colour(shape.fillColor)}"'
            f' stroke="{_colour(shape.strokeColor)}" stroke-width="{_number(shape.strokeWidth)}"/>'
        )
    if isinstance(shape, Circle):
        return (
            f'<circle cx="{_number(shape.cx)}" cy="{_number(height - shape.cy)}" r="{_number(shape.r)}"'
            f' fill="{_colour(shape.fillColor)}" stroke="{_colour(shape.strokeColor)}"'
            f' stroke-width="{_number(shape.strokeWidth)}"/>'
        )
    if isinstance(shape, Line):
        return (
            f'<line x1="{_number(shape.x1)}" y1="{_number(height - shape.y1)}" x2="{_number(shape.x2)}"'
            f' y2="{_number(height - shape.y2)}" stroke="{_colour(shape.strokeColor)}"'
            f' stroke-width="{_number(shape.strokeWidth)}"/>'
        )
    message = f"a chart holds no {type(shape).__name__}"
    raise TypeError(message)


def _number(value: float) -> str:
    return f"{round(float(value), 2):g}"


def _colour(colour: object) -> str:
    hexval = getattr(colour, "hexval", None)
    return "none" if hexval is None else f"#{hexval()[2:]}"
