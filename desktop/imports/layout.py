"""Where the headings stand on a sheet, and which rows under them belong to the list."""

from collections.abc import Callable, Sequence

from desktop.errors import ImportFileError
from desktop.imports.sheet import Limits, Row, column_letter

Record = tuple[int, tuple[str, ...]]
_LOOK_AT = 40
_LONGEST_HEADING = 120
_NEARLY_AS_WIDE = 0.7
TOO_MANY_CELLS = "This row has more cells than there are headings, so some may stand under the wrong one."
SWALLOWED = "A quotation mark in this row runs over several lines, so several rows may have become one."
TOO_LONG = "A cell of this row is longer than a spreadsheet allows."


def find_headings(records: Sequence[Record], known: Callable[[str], bool]) -> int:
    """Find the row of headings: among the first rows, the one with most headings known to us.

    Title rows above it are skipped. Where none is known, the first row nearly as the widest is taken.

    Raises:
        ImportFileError: the sheet is blank.
    """
    if not records:
        raise no_rows()
    first = [_words(cells) for _, cells in records[:_LOOK_AT]]
    scores = [sum(map(known, words)) for words in first]
    best = max(scores)
    if best:
        return scores.index(best)
    widths = [
        sum(map(bool, map(str.strip, cells))) if words else 0
        for words, (_, cells) in zip(first, records, strict=False)
    ]
    return next(index for index, width in enumerate(widths) if width >= max(widths) * _NEARLY_AS_WIDE)


def _words(cells: Sequence[str]) -> list[str]:
    """Give the cells of a row that could be headings, each once; a row with a long text has none."""
    words = dict.fromkeys(cell.strip() for cell in cells if cell.strip())
    return [] if any(len(word) > _LONGEST_HEADING for word in words) else list(words)


def lay_out(
    records: Sequence[Record], heading: int, *, delimiter: str, limits: Limits
) -> tuple[tuple[str, ...], tuple[Row, ...]]:
    """Give the headings, blank ones named by their letter, and the rows below them cut to that width.

    A row with more cells than headings, or that swallowed its neighbours, keeps all its cells and says so.

    Raises:
        ImportFileError: there is no row under the headings, or more columns than the limits allow.
    """
    titles = list(records[heading][1])
    below = records[heading + 1 :]
    if not below:
        raise no_rows()
    width = _width(titles, below)
    if width > limits.columns:
        what = f"The list has {width} columns; Alongside reads at most {limits.columns}."
        raise ImportFileError(what, "Take out the columns that do not belong to the list.")
    titles += [""] * (width - len(titles))
    headings = tuple(
        " ".join(title.split()) or f"Column {column_letter(index)}"
        for index, title in enumerate(titles[:width])
    )
    repeated = tuple(title.casefold() for title in headings)
    rows = tuple(
        _row(number, cells, width, delimiter, limits)
        for number, cells in below
        if tuple(cell.casefold().strip() for cell in cells[:width]) != repeated
    )
    if not rows:
        raise no_rows()
    return headings, rows


def _width(titles: Sequence[str], below: Sequence[Record]) -> int:
    """Count the columns of the list: those with a heading, and those without one that many rows fill."""
    width = max((index + 1 for index, title in enumerate(titles) if title.strip()), default=0)
    filled: dict[int, int] = {}
    for _, cells in below:
        for index in range(width, len(cells)):
            if cells[index].strip():
                filled[index] = filled.get(index, 0) + 1
    often = [index + 1 for index, times in filled.items() if index < len(titles) or times * 2 > len(below)]
    return max([width, *often])


def _row(number: int, cells: tuple[str, ...], width: int, delimiter: str, limits: Limits) -> Row:
    problem = ""
    if any(len(cell) > limits.cell_length for cell in cells):
        problem = TOO_LONG
    elif len(cells) > width:
        if any(cell.strip() for cell in cells[width:]):
            problem = TOO_MANY_CELLS
        else:
            cells = cells[:width]
    if not problem and delimiter and _swallowed(cells, width, delimiter):
        problem = SWALLOWED
    return Row(number, cells, problem)


def _swallowed(cells: tuple[str, ...], width: int, delimiter: str) -> bool:
    """Notice a cell that holds whole lines of the list: lines with as many delimiters as a row has."""
    least = max(width - 1, 3)
    return any(
        "\n" in cell and any(line.count(delimiter) >= least for line in cell.splitlines()) for cell in cells
    )


def no_rows() -> ImportFileError:
    """Say that nothing stands under the headings of a list."""
    what = "There are no rows in this list."
    return ImportFileError(what, "Choose the file, and the sheet, that holds the referrals.")
