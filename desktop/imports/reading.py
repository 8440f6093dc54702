"""A list read from a file, whatever spreadsheet program or system wrote it."""

import hashlib
from collections.abc import Callable
from pathlib import Path

from desktop.errors import ImportFileError
from desktop.imports.columns import is_known_heading
from desktop.imports.layout import Record, find_headings, lay_out, no_rows
from desktop.imports.rejects import REASON_HEADING, ROW_HEADING, unguarded
from desktop.imports.sheet import LIMITS, MEGABYTE, Limits, Sheet
from desktop.imports.text_lists import read_text
from desktop.imports.workbooks import WorkbookSheet, is_workbook, read_workbook

_NOT_LISTS = {
    b"%PDF": "a PDF document",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"{\\rtf": "a word-processor document",
    b"SQLite format 3": "a database",
    b"\x1f\x8b": "a compressed file",
    b"7z\xbc\xaf": "a compressed file",
    b"Rar!": "a compressed file",
}
_WEB_PAGES = (b"<html", b"<!doctype", b"<?xml", b"<table", b"<style", b"<meta")


def read_list(path: Path, *, sheet: str | None = None, limits: Limits = LIMITS) -> Sheet:
    """Read a CSV, XLSX, XLS or ODS file; of a workbook the named sheet, else the one most like a list.

    Raises:
        ImportFileError: cannot be opened, not a spreadsheet, protected, damaged, too large, or without rows.
    """
    try:
        size = path.stat().st_size
        if size > limits.file_size:
            what = f"The file has {size // MEGABYTE} MB; a list may have {limits.file_size // MEGABYTE}."
            raise ImportFileError(what, "Cut it into smaller lists, for instance one a year.")
        data = path.read_bytes()
    except OSError as problem:
        what = f"The file “{path.name}” cannot be opened."
        do = "Look whether it is still there, and whether another program holds it open."
        raise ImportFileError(what, do) from problem
    return read_bytes(data, file_name=path.name, sheet=sheet, limits=limits)


def read_bytes(data: bytes, *, file_name: str, sheet: str | None = None, limits: Limits = LIMITS) -> Sheet:
    """Read a list from the bytes of its file, as ``read_list`` does.

    Raises:
        ImportFileError: not a spreadsheet, protected, damaged, too large, or without rows.
    """
    if not data.strip(b"\x00\r\n\t ,;|\xef\xbb\xbf\xff\xfe"):
        raise no_rows()
    _refuse_other_kinds(data)
    if is_workbook(data):
        chosen, heading = _best_sheet(read_workbook(data, sheet=sheet, limits=limits))
        records, kind, delimiter = chosen.records, chosen.kind, ""
        name, names = chosen.name, chosen.names
    else:
        text = read_text(data, limits=limits)
        records, kind, delimiter = text.records, text.kind, text.delimiter
        heading = find_headings(records, is_known_heading)
        name, names = "", ()
    mark = hashlib.sha256(data)
    if len(names) > 1:
        mark.update(name.encode())
    records = _corrected_rejects(records, heading)
    headings, rows = lay_out(records, heading, delimiter=delimiter, limits=limits)
    if len(rows) > limits.rows:
        what = f"The list has {len(rows):,} rows; Alongside takes {limits.rows:,} at a time."
        raise ImportFileError(what, "Cut it into smaller lists, for instance one a year.")
    return Sheet(
        file_name=file_name,
        kind=kind,
        digest=mark.hexdigest(),
        sheet_name=name,
        sheet_names=names,
        heading_row=records[heading][0],
        headings=headings,
        rows=rows,
        titles=tuple(" ".join(filter(None, cells)) for _, cells in records[:heading]),
    )


def _corrected_rejects(records: list[Record], heading: int) -> list[Record]:
    """Of a rejects file that comes back, take away our two columns and our apostrophes."""
    titles = records[heading][1]
    if ROW_HEADING not in titles or REASON_HEADING not in titles:
        return records
    end = min(titles.index(ROW_HEADING), titles.index(REASON_HEADING))
    return [(number, tuple(unguarded(cell) for cell in cells[:end])) for number, cells in records]


def _refuse_other_kinds(data: bytes) -> None:
    for mark, what in _NOT_LISTS.items():
        if data.startswith(mark):
            sentence = f"This file is {what}, not a spreadsheet."
            raise ImportFileError(sentence, "Choose the list itself: an XLSX, XLS, ODS or CSV file.")
    if data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_WEB_PAGES):
        what = "This file is a web page under the name of a spreadsheet."
        raise ImportFileError(what, "Open it in a spreadsheet program and save it as XLSX, ODS or CSV.")


def _best_sheet(sheets: list[WorkbookSheet]) -> tuple[WorkbookSheet, int]:
    """Choose the sheet whose headings are known best; among equals the one with most rows."""
    known: Callable[[str], bool] = is_known_heading
    best: tuple[tuple[int, int], WorkbookSheet, int] | None = None
    for sheet in sheets:
        if not sheet.records:
            continue
        heading = find_headings(sheet.records, known)
        recognised = sum(1 for cell in sheet.records[heading][1] if cell.strip() and known(cell))
        score = (recognised, len(sheet.records))
        if best is None or score > best[0]:
            best = (score, sheet, heading)
    if best is None:
        raise no_rows()
    return best[1], best[2]
