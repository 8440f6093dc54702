"""A workbook is a ZIP archive: what it would unpack to is checked before anything opens it."""

import lzma
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import NoReturn

from desktop.errors import ImportFileError
from desktop.imports.sheet import Limits

_UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    OSError,
    ValueError,
    RuntimeError,
    EOFError,
)
_CHUNK = 4 * 1024 * 1024
_REFERENCE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{1,4})([0-9]{1,9})["']""")
_ROW_NUMBER = re.compile(rb"""<(?:\w+:)?row\b[^>]*?\br\s*=\s*["']([0-9]{1,9})["']""")
_CELL_OR_ROW = re.compile(rb"""<(?:\w+:)?(c|row)(\s[^>]*?)?(/?)>""")
_NUMBER = re.compile(rb"""\br\s*=\s*["']([0-9]{1,9})["']""")
_CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
_ODS_TAG = re.compile(rb"<(/?)table:(table-row|table-cell|covered-table-cell|table)\b([^>]*?)(/?)>")
_ROWS_REPEATED = re.compile(rb"""number-rows-repeated\s*=\s*["']([0-9]{1,12})["']""")
_COLUMNS_REPEATED = re.compile(rb"""number-columns-repeated\s*=\s*["']([0-9]{1,12})["']""")


def kind_of_archive(data: bytes) -> str:
    """Say what a ZIP file holds: "XLSX", "XLSB", "ODS", or nothing when it is no workbook.

    Raises:
        ImportFileError: the archive is damaged.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
            if "mimetype" in names and archive.getinfo("mimetype").file_size < _CHUNK:
                kind = archive.read("mimetype").decode("ascii", errors="replace")
                return "ODS" if "opendocument.spreadsheet" in kind else ""
    except _UNREADABLE as problem:
        raise damaged() from problem
    if "xl/workbook.bin" in names:
        return "XLSB"
    return "XLSX" if any(name.lower() == "xl/workbook.xml" for name in names) else ""


def check_archive(data: bytes, *, kind: str, limits: Limits) -> None:
    """Refuse a workbook that would unpack beyond the limits, whatever its own directory says.

    Every part is unpacked once in pieces and thrown away: a directory that lies fails its checksum.

    Raises:
        ImportFileError: too large, or damaged.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            if sum(part.file_size for part in archive.infolist()) > limits.unpacked_size:
                _refuse_size()
            for part in archive.infolist():
                pieces = _pieces(archive, part)
                name = part.filename.lower()
                if kind == "XLSX" and name.startswith("xl/worksheets/") and name.endswith(".xml"):
                    if _needs_a_closer_look(pieces, limits):
                        _check_cells(_pieces(archive, part), limits)
                elif kind == "ODS" and name == "content.xml":
                    _check_ods(pieces, limits)
                else:
                    for _ in pieces:
                        pass
    except _UNREADABLE as problem:
        raise damaged() from problem


def _pieces(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """Unpack one part piece by piece, each cut before a tag so that no tag is halved."""
    rest = b""
    with archive.open(part) as stream:
        while block := stream.read(_CHUNK):
            block = rest + block
            cut = block.rfind(b"<")
            if cut <= 0 or len(block) > 4 * _CHUNK:
                cut = len(block)
            yield block[:cut]
            rest = block[cut:]
    yield rest


def _needs_a_closer_look(pieces: Iterator[bytes], limits: Limits) -> bool:
    """Say whether the outermost cells named span a suspicious grid, or cells do not say where they stand."""
    letters: set[bytes] = set()
    last_row, cells, named = 0, 0, 0
    for piece in pieces:
        references = _REFERENCE.findall(piece)
        named += len(references)
        cells += len(_CELL.findall(piece))
        letters.update({letter for letter, _ in references})
        last_row = max(last_row, max((int(row) for _, row in references), default=0))
        last_row = max(last_row, max(map(int, _ROW_NUMBER.findall(piece)), default=0))
    width = max(map(_column_number, letters), default=0)
    return named < cells or last_row * width > limits.grid_cells


def _check_cells(pieces: Iterator[bytes], limits: Limits) -> None:
    """Follow the cells that hold something, those that do not say where they stand too."""
    row, column, last_row, last_column = 0, 0, 0, 0
    for piece in pieces:
        for tag, attributes, empty in _CELL_OR_ROW.findall(piece):
            if tag == b"row":
                stated = _NUMBER.search(attributes)
                row, column = int(stated[1]) if stated else row + 1, 0
                continue
            reference = _REFERENCE.search(attributes)
            if reference:
                column, row = _column_number(reference[1]), int(reference[2])
            else:
                column += 1
            if not empty:
                last_row, last_column = max(last_row, row), max(last_column, column)
                if last_row * last_column > limits.grid_cells:
                    _refuse_size()


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number


def _check_ods(pieces: Iterator[bytes], limits: Limits) -> None:
    """Add up what repeated rows and cells would grow to; blank ones at the ends are free."""
    extent = _OdsExtent()
    for piece in pieces:
        for closing, tag, attributes, empty in _ODS_TAG.findall(piece):
            extent.meet(tag, attributes, closing=bool(closing), empty=bool(empty))
            if extent.rows * extent.widest > limits.grid_cells:
                _refuse_size()


@dataclass(slots=True)
class _OdsExtent:
    """How far the filled part of an ODS sheet reaches, as its tags are met one after another."""

    rows: int = 0
    widest: int = 0
    waiting: int = 0
    times: int = 1
    width: int = 0
    filled: int = 0

    def meet(self, tag: bytes, attributes: bytes, *, closing: bool, empty: bool) -> None:
        """Take one tag into account."""
        if tag == b"table":
            self.rows = self.widest = self.waiting = 0
        elif tag == b"table-row":
            if not closing:
                self.times, self.width, self.filled = _repeated(_ROWS_REPEATED, attributes), 0, 0
            if closing or empty:
                self._end_row()
        elif not closing:
            self.width += _repeated(_COLUMNS_REPEATED, attributes)
            self.filled = self.filled if empty else self.width

    def _end_row(self) -> None:
        self.waiting += self.times
        if self.filled:
            self.rows, self.waiting = self.rows + self.waiting, 0
        self.widest = max(self.widest, self.filled)


def _repeated(pattern: re.Pattern[bytes], attributes: bytes) -> int:
    found = pattern.search(attributes)
    return int(found[1]) if found else 1


def damaged() -> ImportFileError:
    """Say that a workbook cannot be opened."""
    what = "This workbook is damaged and cannot be read."
    return ImportFileError(what, "Open it in a spreadsheet program and save it again as XLSX, ODS or CSV.")


def _refuse_size() -> NoReturn:
    what = "This workbook would unpack to more than Alongside will open."
    raise ImportFileError(what, "Save only the sheet with the list as CSV, and choose that file.")
