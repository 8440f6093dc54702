"""A table of a return on paper: as it needs, upright or across, its headings on every page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any, Literal

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Paragraph, Table, TableStyle

from desktop.exports.figures import figure, label_words
from desktop.exports.pdf import look
from desktop.exports.pdf.fonts import BOLD, PLAIN
from desktop.returns.document import ShownTable, is_sum
from desktop.returns.rules.layouts import Label, LabelKind

_SIZES = (9.0, 8.0, 7.2)
_PAD = 5.0
_LEAST_LABEL, _COMMON_LABEL, _MOST_LABEL = 14.0, 21.0, 36.0
"""Widths of the column of words, in sizes of type."""
_HEADING_LINES = 3
_CENTRE: Literal[1] = 1
_RIGHT: Literal[2] = 2
_INDENT = 10.0
_FEW = 4
"""So few columns get room for their headings."""
_KEPT = 3
"""So many rows stay with the headings, and so many with the last row."""


@dataclass(frozen=True, slots=True)
class Fit:
    """How a table is set: the size of type in points, upright or across, its columns in one part or more."""

    size: float
    across: bool
    runs: tuple[tuple[int, ...], ...]

    @property
    def width(self) -> float:
        """How wide the page is within its margins."""
        return look.LANDSCAPE_WIDTH if self.across else look.PORTRAIT_WIDTH

    @property
    def height(self) -> float:
        """How high the page is within its margins."""
        return look.LANDSCAPE_HEIGHT if self.across else look.PORTRAIT_HEIGHT


def fit(shown: ShownTable, *, may_turn: bool = True, largest: float = _SIZES[0]) -> Fit:
    """Find the largest type in which the table fits upright, else across, else in several parts.

    Unless it ``may_turn``, its parts stand upright; ``largest`` is the type tried first, in points.
    """
    sizes = [size for size in _SIZES if size <= largest]
    every = tuple(range(len(shown.columns)))
    for across in (False, True) if may_turn else (False,):
        for size in sizes:
            found = Fit(size, across, (every,))
            if _needed(shown, every, size) <= found.width:
                return found
    width = look.LANDSCAPE_WIDTH if may_turn else look.PORTRAIT_WIDTH
    return Fit(_SIZES[1], across=may_turn, runs=tuple(_runs(shown, _SIZES[1], width)))


def paper_tables(shown: ShownTable, fitted: Fit, *, title_within: bool = False) -> list[Table]:
    """Set a table, in as many parts as its columns need; ``title_within`` names it in its headings too."""
    return [_part(shown, fitted, run, title_within=title_within) for run in fitted.runs]


def _runs(shown: ShownTable, size: float, width: float) -> Iterator[tuple[int, ...]]:
    run: list[int] = []
    for column in range(len(shown.columns)):
        if run and _needed(shown, [*run, column], size) > width:
            yield tuple(run)
            run = []
        run.append(column)
    yield tuple(run)


def _needed(shown: ShownTable, run: Sequence[int], size: float) -> float:
    numbers = sum(_number_width(shown, column, size) for column in run)
    longest = max((_label_width(item, size) for item in shown.rows), default=0.0) + 2 * _PAD
    return _code_width(shown, size) + min(longest, _LEAST_LABEL * size) + numbers


def _code_width(shown: ShownTable, size: float) -> float:
    if not shown.first.show_codes:
        return 0.0
    codes = (stringWidth(_code(item), PLAIN, size) for item in shown.rows)
    return max(stringWidth("Code", BOLD, size), *codes) + 2 * _PAD + 1


def _code(item: Label) -> str:
    return item.code if item.kind is LabelKind.CATEGORY else ""


def _number_width(shown: ShownTable, column: int, size: float) -> float:
    """Say how wide a column must be for its numbers, and for its heading in a few lines."""
    words = _heading(shown, column)
    needed = max(
        *(stringWidth(figure(shown.cell(row, column)), BOLD, size) for row in range(len(shown.rows))),
        *(stringWidth(word, BOLD, size) for word in words.split()),
        _share_of_group(shown, column, size),
        3 * size,
        min(stringWidth(words, BOLD, size), 6 * size if len(shown.columns) <= _FEW else 3 * size),
    )
    while len(simpleSplit(words, BOLD, size, needed)) > _HEADING_LINES and needed < 14 * size:
        needed += size / 2
    return needed + 2 * _PAD + 1


def _share_of_group(shown: ShownTable, column: int, size: float) -> float:
    """Say how wide a column must be so that the words over its group stand on one line."""
    group = shown.columns[column].group
    columns = sum(other.group == group for other in shown.columns)
    return stringWidth(group, BOLD, size) / columns


def _heading(shown: ShownTable, column: int) -> str:
    place = shown.columns[column]
    return label_words(replace(place.table.columns.items[place.place], label=place.label))


def _part(shown: ShownTable, fitted: Fit, run: tuple[int, ...], *, title_within: bool) -> Table:
    size = fitted.size
    numbers = [_number_width(shown, column, size) for column in run]
    codes = [_code_width(shown, size)] if shown.first.show_codes else []
    room = fitted.width - sum(numbers) - sum(codes)
    longest = max((_label_width(item, size) for item in shown.rows), default=0.0) + 2 * _PAD
    words = min(room, max(min(longest, _MOST_LABEL * size), _COMMON_LABEL * size))
    head = _heads(shown, run, size, title_within=title_within)
    body = [_line(shown, row, run, size) for row in range(len(shown.rows))]
    table = Table([*head, *body], colWidths=[*codes, words, *numbers], repeatRows=len(head), hAlign="LEFT")
    table.setStyle(TableStyle(_style(shown, run, size, len(head), len(codes) + 1)))
    return table


def _label_width(item: Label, size: float) -> float:
    return stringWidth(label_words(item), BOLD if is_sum(item) else PLAIN, size) + item.level * _INDENT + 1


def _heads(shown: ShownTable, run: tuple[int, ...], size: float, *, title_within: bool) -> list[list[Any]]:
    codes = ["Code"] if shown.first.show_codes else []
    words = shown.name if title_within else ""
    lines: list[list[Any]] = []
    if shown.grouped:
        line: list[Any] = ["" for _ in codes] + [""]
        for _, group in groupby(run, key=lambda column: shown.columns[column].group):
            columns = list(group)
            over = _words(shown.columns[columns[0]].group, size, bold=True, align=_CENTRE)
            line += [over, *("" for _ in columns[1:])]
        lines.append(line)
    first = _words(words, size, bold=True)
    headings = [_words(_heading(shown, column), size, bold=True, align=_RIGHT) for column in run]
    return [*lines, [*(_words(code, size, bold=True) for code in codes), first, *headings]]


def _line(shown: ShownTable, row: int, run: tuple[int, ...], size: float) -> list[Any]:
    item = shown.rows[row]
    words = _words(label_words(item), size, bold=is_sum(item), indent=item.level * _INDENT)
    codes = [_code(item)] if shown.first.show_codes else []
    return [*codes, words, *(figure(shown.cell(row, column)) for column in run)]


def _words(
    words: str, size: float, *, bold: bool = False, align: Literal[0, 1, 2] = 0, indent: float = 0.0
) -> Paragraph:
    style = ParagraphStyle(
        "cell",
        fontName=BOLD if bold else PLAIN,
        fontSize=size,
        leading=size * 1.3,
        textColor=look.INK,
        alignment=align,
        leftIndent=indent,
    )
    return Paragraph(look.escaped(words), style)


def _style(shown: ShownTable, run: tuple[int, ...], size: float, heads: int, leading: int) -> list[Any]:
    commands: list[Any] = [
        ("FONT", (0, 0), (-1, -1), PLAIN, size, size * 1.3),
        ("TEXTCOLOR", (0, 0), (-1, -1), look.INK),
        ("ALIGN", (leading, 0), (-1, -1), "RIGHT"),
        ("VALIGN", (0, 0), (-1, heads - 1), "BOTTOM"),
        ("VALIGN", (0, heads), (-1, -1), "MIDDLE"),
        ("LEFTPADDING", (0, 0), (-1, -1), _PAD),
        ("RIGHTPADDING", (0, 0), (-1, -1), _PAD),
        ("TOPPADDING", (0, 0), (-1, -1), 3.2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3.2),
        ("LINEBELOW", (0, heads - 1), (-1, heads - 1), 1.1, look.ACCENT),
        ("LINEBELOW", (0, heads), (-1, -1), 0.4, look.LINE),
        ("LINEBELOW", (0, -1), (-1, -1), 0.8, look.ACCENT),
    ]
    commands += _group_lines(shown, run, leading)
    for row, item in enumerate(shown.rows, start=heads):
        if is_sum(item):
            commands.append(("FONT", (leading, row), (-1, row), BOLD, size, size * 1.3))
            commands.append(("BACKGROUND", (0, row), (-1, row), _shade(item)))
        if item.kind is LabelKind.GROUP:
            commands.append(("NOSPLIT", (0, row), (0, min(row + 1, heads + len(shown.rows) - 1))))
    for place, column in enumerate(run, start=leading):
        shown_column = shown.columns[column]
        if is_sum(shown_column.table.columns.items[shown_column.place]):
            commands.append(("FONT", (place, heads), (place, -1), BOLD, size, size * 1.3))
    last = heads + len(shown.rows) - 1
    commands.append(("NOSPLIT", (0, 0), (0, min(heads + _KEPT, last))))
    commands.append(("NOSPLIT", (0, max(heads, last - _KEPT)), (0, last)))
    return commands


def _shade(item: Label) -> Any:
    return look.GROUP if item.kind is LabelKind.GROUP else look.PALE


def _group_lines(shown: ShownTable, run: tuple[int, ...], leading: int) -> Iterator[Any]:
    """Part the stretches of time: a line over each, its words above the columns it spans."""
    if not shown.grouped:
        return
    place = leading
    for _, group in groupby(run, key=lambda column: shown.columns[column].group):
        end = place + len(list(group)) - 1
        yield ("SPAN", (place, 0), (end, 0))
        yield ("BACKGROUND", (place, 0), (end, 0), look.PALE)
        if place > leading:
            yield ("LINEBEFORE", (place, 0), (place, -1), 0.8, look.ACCENT)
        place = end + 1
