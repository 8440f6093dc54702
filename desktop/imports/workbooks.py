"""Lists kept in workbooks (XLSX, XLS, ODS): values as last shown, formulas never worked out."""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from typing import TypeAlias

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from desktop.errors import ImportFileError
from desktop.imports.archives import check_archive, kind_of_archive
from desktop.imports.problems import damaged
from desktop.imports.sheet import Limits

OLE_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_EXACT = 1e15
ZIP_MARK = b"PK\x03\x04"
_ENCRYPTED_PART = "EncryptedPackage".encode("utf-16-le")
_ODS_ENCRYPTION = re.compile(rb"manifest:encryption-data")

Value: TypeAlias = int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta


@dataclass(frozen=True, slots=True)
class WorkbookSheet:
    """One sheet of a workbook as numbered records of text, with the names of all its sheets."""

    records: list[tuple[int, tuple[str, ...]]]
    kind: str
    name: str
    names: tuple[str, ...]


def is_workbook(data: bytes) -> bool:
    """Say whether the bytes begin like a workbook rather than like text."""
    return data.startswith((OLE_MARK, ZIP_MARK))


def read_workbook(data: bytes, *, sheet: str | None, limits: Limits) -> list[WorkbookSheet]:
    """Read the named sheet, or every visible sheet that holds anything.

    Dates come as 2018-04-02, whole numbers without a decimal point, yes-or-no cells as Yes and No.
    A merged cell counts for every cell it covers.

    Raises:
        ImportFileError: protected, damaged, too large, no workbook, or without that sheet.
    """
    kind = _kind(data, limits)
    try:
        with CalamineWorkbook.from_filelike(BytesIO(data)) as workbook:
            names = tuple(
                about.name
                for about in workbook.sheets_metadata
                if about.typ == SheetTypeEnum.WorkSheet and about.visible == SheetVisibleEnum.Visible
            )
            wanted = names if sheet is None else (_known_sheet(sheet, workbook.sheet_names),)
            return [
                WorkbookSheet(_records(workbook.get_sheet_by_name(name), limits), kind, name, names)
                for name in wanted
            ]
    except PasswordError as problem:
        raise _protected() from problem
    except (CalamineError, OSError, ValueError) as problem:
        raise damaged() from problem
    except BaseException as problem:
        if type(problem).__name__ == "PanicException":
            raise damaged() from None
        raise


def _known_sheet(sheet: str, names: list[str]) -> str:
    if sheet not in names:
        what = f"The workbook has no sheet named “{sheet}”."
        raise ImportFileError(what, f"Its sheets are: {', '.join(names)}.")
    return sheet


def _kind(data: bytes, limits: Limits) -> str:
    if data.startswith(OLE_MARK):
        if _ENCRYPTED_PART in data:
            raise _protected()
        return "XLS"
    kind = kind_of_archive(data)
    if not kind:
        what = "This file is not a spreadsheet."
        raise ImportFileError(what, "Choose the list itself: an XLSX, XLS, ODS or CSV file.")
    check_archive(data, kind=kind, limits=limits)
    return kind


def _protected() -> ImportFileError:
    what = "This workbook is protected by a password."
    do = "Open it in a spreadsheet program, save a copy without the password, and choose the copy."
    return ImportFileError(what, do)


def _records(sheet: CalamineSheet, limits: Limits) -> list[tuple[int, tuple[str, ...]]]:
    start, end = sheet.start, sheet.end
    if start is None or end is None:
        return []
    (top, left), (bottom, right) = start, end
    if right >= limits.columns * 4 or (bottom - top + 1) * (right - left + 1) > limits.grid_cells:
        what = f"The sheet “{sheet.name}” is wider or longer than a list of referrals can be."
        raise ImportFileError(what, "Copy the list alone into a new workbook, and choose that file.")
    covered = _merged(sheet.merged_cell_ranges or [])
    same: dict[str, str] = {}
    records: list[tuple[int, tuple[str, ...]]] = []
    for number, values in enumerate(sheet.to_python(skip_empty_area=False), start=1):
        cells = [as_text(value) for value in values]
        for column, (first_row, first_column) in covered.get(number, ()):
            if column < len(cells) and not cells[column]:
                cells[column] = _cell_of(records, first_row, first_column, cells, number)
        if any(cells):
            records.append((number, tuple(same.setdefault(cell, cell) for cell in cells)))
        if len(same) > limits.rows:
            same.clear()
        if len(records) > limits.rows + 100:
            what = f"The sheet “{sheet.name}” has more than {limits.rows:,} rows."
            raise ImportFileError(what, "Cut it into smaller lists, for instance one a year.")
    return records


def _merged(
    ranges: Iterable[tuple[tuple[int, int], tuple[int, int]]],
) -> dict[int, list[tuple[int, tuple[int, int]]]]:
    """For each row number, the columns a merged cell covers there and where that cell begins."""
    covered: dict[int, list[tuple[int, tuple[int, int]]]] = {}
    left = 100_000
    for (top, first), (bottom, last) in ranges:
        left -= (bottom - top + 1) * (last - first + 1)
        if left < 0:
            break
        for row in range(top, bottom + 1):
            for column in range(first, last + 1):
                if (row, column) != (top, first):
                    covered.setdefault(row + 1, []).append((column, (top + 1, first)))
    return covered


def _cell_of(
    records: list[tuple[int, tuple[str, ...]]], row: int, column: int, cells: list[str], number: int
) -> str:
    if row == number:
        return cells[column]
    for earlier, values in reversed(records):
        if earlier == row:
            return values[column] if column < len(values) else ""
        if earlier < row:
            break
    return ""


def as_text(value: Value) -> str:
    """Say a cell's value as text: what a date, a number or a tick would be in a CSV file."""
    if isinstance(value, str):
        return value if value and not value.isspace() else ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < _EXACT else repr(value)
    if isinstance(value, dt.datetime):
        midnight = value.time() == dt.time()
        return value.date().isoformat() if midnight else value.isoformat(sep=" ", timespec="minutes")
    return str(value)
