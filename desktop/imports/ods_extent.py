"""How large an OpenDocument sheet grows when its repeated rows and cells are written out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from desktop.imports.problems import refuse_size
from desktop.imports.sheet import Limits

_TAG = re.compile(rb"<(/?)table:(table-row|table-cell|covered-table-cell|table)\b([^>]*?)(/?)>")
_ROWS_REPEATED = re.compile(rb"""number-rows-repeated\s*=\s*["']([0-9]{1,12})["']""")
_COLUMNS_REPEATED = re.compile(rb"""number-columns-repeated\s*=\s*["']([0-9]{1,12})["']""")


def check_ods(pieces: Iterator[bytes], limits: Limits) -> None:
    """Add up what repeated rows and cells would grow to; blank ones at the ends are free.

    Raises:
        ImportFileError: more cells, or more text, than the limits allow.
    """
    extent = _Extent()
    for piece in pieces:
        end = 0
        for found in _TAG.finditer(piece):
            extent.pass_text(found.start() - end)
            extent.meet(found[2], found[3], closing=bool(found[1]), empty=bool(found[4]))
            end = found.end()
            if extent.rows * extent.widest > limits.grid_cells or extent.written > limits.unpacked_size:
                refuse_size()
        extent.pass_text(len(piece) - end)


@dataclass(slots=True)
class _Extent:
    """How far the filled part of a sheet reaches, as its tags are met one after another."""

    rows: int = 0
    widest: int = 0
    written: int = 0
    waiting: int = 0
    times: int = 1
    width: int = 0
    filled: int = 0
    repeats: int = 0

    def pass_text(self, length: int) -> None:
        """Count the text of the cell that is open, as it repeats."""
        self.written += length * self.repeats

    def meet(self, tag: bytes, attributes: bytes, *, closing: bool, empty: bool) -> None:
        """Take one tag into account."""
        self.repeats = 0
        if tag == b"table":
            self.rows = self.widest = self.waiting = 0
        elif tag == b"table-row":
            if not closing:
                self.times, self.width, self.filled = _repeated(_ROWS_REPEATED, attributes), 0, 0
            if closing or empty:
                self._end_row()
        elif not closing:
            cells = _repeated(_COLUMNS_REPEATED, attributes)
            self.width += cells
            if not empty:
                self.filled, self.repeats = self.width, cells * self.times

    def _end_row(self) -> None:
        self.waiting += self.times
        if self.filled:
            self.rows, self.waiting = self.rows + self.waiting, 0
        self.widest = max(self.widest, self.filled)


def _repeated(pattern: re.Pattern[bytes], attributes: bytes) -> int:
    found = pattern.search(attributes)
    return int(found[1]) if found else 1
