"""A workbook made in memory alone: the library's own way puts every sheet into a temporary file."""

import io
import zipfile
from typing import Any

from openpyxl import Workbook
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.writer.excel import ExcelWriter

_FIRST_MOMENT = (1980, 1, 1, 0, 0, 0)


class _Archive(zipfile.ZipFile):
    """Keeps no moment of writing, so that the same workbook gives the same bytes."""

    def writestr(self, zinfo_or_arcname: str | zipfile.ZipInfo, *args: Any, **given: Any) -> None:
        """Write one part of the workbook, packed, under the first moment the format knows."""
        name = zinfo_or_arcname if isinstance(zinfo_or_arcname, str) else zinfo_or_arcname.filename
        part = zipfile.ZipInfo(name, _FIRST_MOMENT)
        part.compress_type = self.compression
        super().writestr(part, *args, **given)


class _InMemory(ExcelWriter):
    """Writes each sheet into memory where the library would write it into the system's temporary folder."""

    def __init__(self, book: Workbook, archive: zipfile.ZipFile) -> None:
        super().__init__(book, archive)
        self._into = archive

    def write_worksheet(self, ws: Any) -> None:
        """Write one sheet, as the library does but for the file (openpyxl 3.1, ``ExcelWriter``)."""
        ws._drawing = SpreadsheetDrawing()  # noqa: SLF001 the library offers no other way
        written = io.BytesIO()
        writer: Any = WorksheetWriter(ws, out=written)
        writer.write()
        ws._rels = writer._rels  # noqa: SLF001
        self._into.writestr(ws.path[1:], written.getvalue())
        self.manifest.append(ws)


def workbook_bytes(book: Workbook) -> bytes:
    """Give a workbook without charts or pictures as the bytes of its file; nothing touches a disk."""
    with _Archive(data := io.BytesIO(), "w", zipfile.ZIP_DEFLATED) as archive:
        _InMemory(book, archive).save()
    return data.getvalue()
