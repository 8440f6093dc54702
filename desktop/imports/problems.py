"""What is said of workbooks that cannot be opened."""

from typing import NoReturn

from desktop.errors import ImportFileError


def damaged() -> ImportFileError:
    """Say that a workbook cannot be opened."""
    what = "This workbook is damaged and cannot be read."
    return ImportFileError(what, "Open it in a spreadsheet program and save it again as XLSX, ODS or CSV.")


def refuse_size() -> NoReturn:
    """Refuse a workbook that would fill the memory.

    Raises:
        ImportFileError: always.
    """
    what = "This workbook would unpack to more than Alongside will open."
    raise ImportFileError(what, "Save only the sheet with the list as CSV, and choose that file.")
