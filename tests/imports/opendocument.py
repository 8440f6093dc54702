"""An OpenDocument spreadsheet written by hand, as the standard describes it (OpenDocument 1.3, part 3)."""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

MIME = "application/vnd.oasis.opendocument.spreadsheet"
_SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
)
_MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
    ' manifest:version="1.3">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{MIME}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    "</manifest:manifest>"
)


@dataclass(frozen=True, slots=True)
class DateCell:
    """A cell that holds a real date, whatever its format shows."""

    iso: str
    shown: str


def ods_bytes(
    rows: Sequence[Sequence[str | DateCell]], *, row_repeat: int = 1, column_repeat: int = 1
) -> bytes:
    """Write one sheet; each row and each cell may claim to be repeated."""
    lines = "".join(
        f'<table:table-row table:number-rows-repeated="{row_repeat}">'
        + "".join(_cell(cell, column_repeat) for cell in row)
        + "</table:table-row>"
        for row in rows
    )
    content = (
        f'<office:document-content {_SPACES} office:version="1.3"><office:body><office:spreadsheet>'
        f'<table:table table:name="List">{lines}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", MIME, zipfile.ZIP_STORED)
        archive.writestr("META-INF/manifest.xml", _MANIFEST, zipfile.ZIP_DEFLATED)
        archive.writestr("content.xml", content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def _cell(cell: str | DateCell, repeat: int) -> str:
    if isinstance(cell, DateCell):
        kind, shown = f'office:value-type="date" office:date-value="{cell.iso}"', cell.shown
    else:
        kind, shown = 'office:value-type="string"', cell
    return (
        f'<table:table-cell {kind} table:number-columns-repeated="{repeat}">'
        f"<text:p>{escape(shown)}</text:p></table:table-cell>"
    )
