"""Made-up lists for the tests of reading and planning, in every form a list may come."""

import io
from collections.abc import Sequence
from datetime import date

import openpyxl

HEADINGS = (
    "Ref", "Date referred", "Referred by", "Forename", "Surname", "Date of birth", "Gender", "Ethnicity",
    "Postcode", "Local authority", "Phone", "Safe to call", "Crime type", "Crime number", "Incident date",
    "Reported to police", "Hate crime",
)  # fmt: skip
ROWS = (
    ("A-1", "02/04/2016", "Police - officer", "Craig", "Jones", "22/02/1968", "Male", "W1",
     "TS10 2BE", "Hartlepool", "07700 900490", "", "Violence", "CVP-1", "02/04/2016", "Yes", "No"),
    ("A-2", "13/04/2016", "Self-referral", "Zoë", "O'Neill", "", "F", "Not stated",
     "TS27 7DJ", "Hartlepool", "07700 900606", "Yes", "Fraud", "", "10/04/2016", "No", "Race"),
    ("A-3", "14/05/2016", "Third sector", "Jean", "Young", "19/08/1941", "female", "",
     "TS5 9FB", "Middlesbrough", "", "No", "Theft", "CVP-3", "12/05/2016", "Yes", "LGBT"),
)  # fmt: skip


def csv_bytes(
    rows: Sequence[Sequence[str]] = ROWS,
    *,
    headings: Sequence[str] = HEADINGS,
    delimiter: str = ",",
    encoding: str = "utf-8",
    line_end: str = "\r\n",
) -> bytes:
    """Write a list as text, quoting what needs it."""
    lines = [delimiter.join(_quoted(cell, delimiter) for cell in row) for row in (headings, *rows)]
    return (line_end.join(lines) + line_end).encode(encoding)


def _quoted(cell: str, delimiter: str) -> str:
    if delimiter in cell or '"' in cell or "\n" in cell:
        return '"' + cell.replace('"', '""') + '"'
    return cell


def xlsx_bytes(rows: Sequence[Sequence[object]], *, merge: str = "", title: str = "Referrals") -> bytes:
    """Write rows as a workbook of one sheet."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    if merge:
        sheet.merge_cells(merge)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def in_order(row: Sequence[str]) -> list[object]:
    """Turn the text of the date columns into real dates, as a spreadsheet program keeps them."""
    return [_as_day(cell) if index in {1, 5, 14} and cell else cell for index, cell in enumerate(row)]


def _as_day(text: str) -> date:
    day, month, year = text.split("/")
    return date(int(year), int(month), int(day))
