"""A return as one tidy CSV: one line a number, and the marking on every line so that no cut loses it."""

import csv
import io

from desktop.exports.profiles import require_profile
from desktop.exports.safe_text import safe_text
from desktop.returns.result import Return

HEADINGS = (
    "definition",
    "version",
    "period",
    "profile",
    "history_code",
    "marking",
    "table",
    "title",
    "population",
    "row_code",
    "row",
    "column_code",
    "column",
    "value",
    "shown",
    "status",
    "unit",
)


def return_csv(result: Return) -> bytes:
    """Write the return as UTF-8 CSV (RFC 4180: commas, CRLF); a hidden value is an empty field.

    Raises:
        RefusedError: the return is protected in a way that cannot be written yet.
    """
    require_profile(result.profile)
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(HEADINGS)
    head = [
        result.definition.id,
        result.definition.version,
        result.period.id,
        result.profile.value,
        result.history_code,
        result.marking or "",
    ]
    for table in result.tables:
        for row, column, cell in table.lines():
            of_row, of_column = table.rows.items[row], table.columns.items[column]
            words = [*head, table.id, table.title, table.population]
            words += [of_row.code, of_row.label, of_column.code, of_column.label]
            value = "" if cell.value is None else cell.value
            tail = [safe_text(cell.shown), cell.status.value, cell.unit or table.unit]
            writer.writerow([*map(safe_text, words), value, *tail])
    return text.getvalue().encode()
