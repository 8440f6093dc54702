"""The rejects file: each bad row as it was, with its number and the reason, to be put right."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from desktop.imports.sheet import Row

ROW_HEADING = "Row in the list"
REASON_HEADING = "Why this row was not brought in"
_RISKY = ("=", "+", "-", "@", "\t", "\r")
_HARMLESS = frozenset("+-0123456789 ()./:")
_GUARD = "'"


@dataclass(frozen=True, slots=True)
class Reject:
    """A row that cannot be taken, unchanged, and the reason."""

    row: Row
    reason: str


def rejects_csv(headings: Sequence[str], rejects: Sequence[Reject]) -> bytes:
    """Write the rejects as CSV (UTF-8 with mark, commas, CRLF): cells as received, then the reason.

    A cell that a spreadsheet program would run as a formula gets an apostrophe before it, which ``unguarded``
    takes away when the corrected file is read again; telephone numbers and figures are left alone.
    """
    width = max([len(headings), *(len(reject.row.cells) for reject in rejects)])
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    padded = [*headings, *[""] * (width - len(headings))]
    writer.writerow([*map(guarded, padded), ROW_HEADING, REASON_HEADING])
    for reject in rejects:
        cells = [*reject.row.cells, *[""] * (width - len(reject.row.cells))]
        writer.writerow([*map(guarded, cells), str(reject.row.number), reject.reason])
    return stream.getvalue().encode("utf-8-sig")


def guarded(cell: str) -> str:
    """Put an apostrophe before a cell that a spreadsheet program could run as a formula."""
    bare = cell.lstrip(_GUARD)
    if bare.startswith(_RISKY) and not _HARMLESS.issuperset(bare):
        return _GUARD + cell
    return cell


def unguarded(cell: str) -> str:
    """Take the apostrophe away that ``guarded`` put before a cell."""
    return cell[1:] if cell.startswith(_GUARD) and guarded(cell[1:]) == cell else cell
