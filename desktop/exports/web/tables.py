"""A table as HTML: every number can be reached from the headings of its row and its column."""

from collections.abc import Iterator
from itertools import groupby

from desktop.exports.figures import figure, label_words
from desktop.exports.web.words import escaped
from desktop.returns.document import ShownTable, is_sum
from desktop.returns.rules.layouts import Label, LabelKind


def html_table(shown: ShownTable, caption: str, heading_id: str) -> Iterator[str]:
    """Write a table with caption, headings that say what they head, and a body for each group of rows."""
    yield f'<div class="scroll" role="region" tabindex="0" aria-labelledby="{heading_id}">'
    yield f"<table><caption>{escaped(caption)}</caption>"
    yield from _column_groups(shown)
    yield "<thead>"
    yield from _headings(shown)
    yield "</thead>"
    for rows in _bodies(shown):
        yield "<tbody>"
        for row in rows:
            yield _line(shown, row, heads_group=len(rows) > 1)
        yield "</tbody>"
    yield "</table></div>"


def _spans(shown: ShownTable) -> list[tuple[str, int]]:
    return [
        (group, len(list(columns)))
        for group, columns in groupby(shown.columns, key=lambda column: column.group)
    ]


def _leading(shown: ShownTable) -> int:
    return 2 if shown.first.show_codes else 1


def _column_groups(shown: ShownTable) -> Iterator[str]:
    if shown.grouped:
        yield f'<colgroup span="{_leading(shown)}"></colgroup>'
        for _, width in _spans(shown):
            yield f'<colgroup span="{width}"></colgroup>'


def _headings(shown: ShownTable) -> Iterator[str]:
    codes = '<th scope="col">Code</th>' if shown.first.show_codes else ""
    if shown.grouped:
        empty = f'<td colspan="{_leading(shown)}"></td>'
        groups = "".join(
            f'<th scope="colgroup" colspan="{width}">{escaped(group)}</th>' for group, width in _spans(shown)
        )
        yield f"<tr>{empty}{groups}</tr>"
    numbers = ""
    for column in range(len(shown.columns)):
        kind = "number starts" if _starts(shown, column) else "number"
        words = label_words(_column(shown, column))
        numbers += f'<th scope="col" class="{kind}">{escaped(words)}</th>'
    yield f'<tr>{codes}<th scope="col">{escaped(shown.name)}</th>{numbers}</tr>'


def _column(shown: ShownTable, column: int) -> Label:
    place = shown.columns[column]
    return place.table.columns.items[place.place]


def _starts(shown: ShownTable, column: int) -> bool:
    """Say whether a stretch of time begins with this column, and another stands to its left."""
    return column > 0 and shown.columns[column].group != shown.columns[column - 1].group


def _bodies(shown: ShownTable) -> list[list[int]]:
    """Part the rows into groups with what stands below them, and what stands alone between."""
    bodies: list[list[int]] = []
    for row, item in enumerate(shown.rows):
        below = item.level > 0 and bodies and shown.rows[bodies[-1][0]].kind is LabelKind.GROUP
        if below:
            bodies[-1].append(row)
        else:
            bodies.append([row])
    return bodies


def _line(shown: ShownTable, row: int, *, heads_group: bool) -> str:
    item = shown.rows[row]
    heads = heads_group and item.kind is LabelKind.GROUP
    kinds = [*(["sum"] if is_sum(item) else []), *(["below"] if item.level else [])]
    opening = f'<tr class="{" ".join(kinds)}">' if kinds else "<tr>"
    code = item.code if item.kind is LabelKind.CATEGORY else ""
    codes = f"<td>{escaped(code)}</td>" if shown.first.show_codes else ""
    scope = "rowgroup" if heads else "row"
    words = f'<th scope="{scope}">{escaped(label_words(item))}</th>'
    cells = "".join(_number(shown, row, column) for column in range(len(shown.columns)))
    return f"{opening}{codes}{words}{cells}</tr>"


def _number(shown: ShownTable, row: int, column: int) -> str:
    kinds = ["sum"] if is_sum(_column(shown, column)) else []
    if _starts(shown, column):
        kinds.append("starts")
    opening = f'<td class="{" ".join(kinds)}">' if kinds else "<td>"
    return f"{opening}{escaped(figure(shown.cell(row, column)))}</td>"
