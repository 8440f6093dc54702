"""A workbook is a ZIP archive: what it would unpack to is checked before anything opens it."""

import lzma
import re
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

from desktop.errors import ImportFileError
from desktop.imports.ods_extent import check_ods
from desktop.imports.problems import damaged, refuse_size
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
_SHARED = re.compile(rb"""\bt\s*=\s*["']s["'][^>]*>\s*<(?:\w+:)?v>([0-9]{1,9})<""")
_SHORTEST_CELL = len('<c t="s"><v>0</v></c>')


def kind_of_archive(data: bytes) -> str:
    """Say what a ZIP file holds: "XLSX", "ODS", or nothing when it is no workbook.

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
        what = "This is a binary workbook (XLSB)."
        raise ImportFileError(what, "Open it in a spreadsheet program and save it as XLSX, ODS or CSV.")
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
                refuse_size()
            texts = _text_lengths(archive)
            for part in archive.infolist():
                name = part.filename.lower()
                if kind == "XLSX" and name.startswith("xl/worksheets/") and name.endswith(".xml"):
                    _check_sheet(archive, part, texts, limits)
                elif kind == "ODS" and name == "content.xml":
                    check_ods(_pieces(archive, part), limits)
                else:
                    for _ in _pieces(archive, part):
                        pass
    except _UNREADABLE as problem:
        raise damaged() from problem


def _check_sheet(archive: zipfile.ZipFile, part: zipfile.ZipInfo, texts: list[int], limits: Limits) -> None:
    """Refuse a sheet whose outermost cell, or whose shared texts written out, would fill the memory."""
    if _needs_a_closer_look(_pieces(archive, part), limits):
        _check_cells(_pieces(archive, part), limits)
    if max(texts, default=0) * part.file_size > limits.unpacked_size * _SHORTEST_CELL:
        written_out = 0
        for piece in _pieces(archive, part):
            written_out += sum(
                texts[int(place)] for place in _SHARED.findall(piece) if int(place) < len(texts)
            )
            if written_out > limits.unpacked_size:
                refuse_size()


def _text_lengths(archive: zipfile.ZipFile) -> list[int]:
    """Give the length in bytes of each text that cells share by number."""
    lengths: list[int] = []
    for part in archive.infolist():
        if part.filename.lower() != "xl/sharedstrings.xml":
            continue
        for piece in _pieces(archive, part):
            first, *others = piece.split(b"<si")
            if lengths:
                lengths[-1] += len(first)
            lengths.extend(map(len, others))
    return lengths


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
                    refuse_size()


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number
