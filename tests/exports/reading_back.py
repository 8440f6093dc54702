"""Reading every file of a return back, by other libraries, and comparing what is found with the return.

Each reader gives numbers by the id of the table and the words of row and column. It finds its way
by the words in the file alone, and uses nothing of the room that wrote it.
"""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl import load_workbook

from desktop.returns.result import Return, Span, Status

Place = tuple[str, str, str]
"""The id of the table, the words of the row and of the column."""
THIS, TO_DATE = "This period", "Year to date"
FORMULA_STARTS = ("=", "+", "-", "@")


@dataclass(frozen=True, slots=True)
class Found:
    """A number as it stands in a file; what the file does not hold is None."""

    value: float | None
    shown: str | None = None


def published(result: Return) -> dict[Place, Found]:
    """Give every number of the return as it may be published."""
    return {
        (table.id, table.rows.labels[row], table.columns.labels[column]): Found(
            None if cell.status is Status.HIDDEN else cell.value, cell.shown
        )
        for table in result.tables
        for row, column, cell in table.lines()
    }


def differences(result: Return, found: Mapping[Place, Found]) -> list[str]:
    """Name every number that a file lacks, has too many, or has differently."""
    wanted = published(result)
    said = [f"{place} is missing" for place in wanted if place not in found]
    said += [f"{place} is not in the return" for place in found if place not in wanted]
    for place, want in wanted.items():
        have = found.get(place)
        if have is None:
            continue
        if have.value != want.value:
            said.append(f"{place} has the number {have.value}, not {want.value}")
        if have.shown is not None and have.shown != want.shown:
            said.append(f"{place} shows {have.shown}, not {want.shown}")
    return said


# ── the files with every number in one list ─────────────────────────────────────────────────────────────────


def from_json(data: bytes) -> dict[Place, Found]:
    """Read return.json."""
    return {
        (table["id"], table["rows"]["labels"][row], table["columns"]["labels"][column]): Found(
            cell["value"], cell["shown"]
        )
        for table in json.loads(data)["tables"]
        for row, cells in enumerate(table["cells"])
        for column, cell in enumerate(cells)
    }


def tidy_lines(data: bytes) -> list[dict[str, str]]:
    """Read return.csv, a line a number."""
    return list(csv.DictReader(io.StringIO(data.decode("utf-8"), newline=""), strict=True))


def from_tidy(data: bytes) -> dict[Place, Found]:
    """Read the numbers of return.csv."""
    return {
        (line["table"], plain(line["row"]), plain(line["column"])): Found(
            _number(line["value"]), line["shown"]
        )
        for line in tidy_lines(data)
    }


# ── the files drawn as printed ──────────────────────────────────────────────────────────────────────────────


def from_tables(result: Return, files: Mapping[str, bytes]) -> dict[Place, Found]:
    """Read the CSV files with one table each."""
    found: dict[Place, Found] = {}
    for data in files.values():
        lines = list(csv.reader(io.StringIO(data.decode("utf-8"), newline=""), strict=True))
        endings = len(lines[-1]) - lines[1].index("return") if "return" in lines[1] else 0
        endings = endings or len(lines[-1]) - lines[0].index("return")
        read = [[_number_or_words(one) for one in line[: len(line) - endings]] for line in lines]
        at = 1 if "return" in lines[1] else 0
        title = str(read[at][1 if read[at][0] == "Code" else 0])
        found |= _printed(result, plain(title), read)
    return found


def from_workbook(result: Return, data: bytes) -> dict[Place, Found]:
    """Read the workbook: every sheet but the cover, the rules and the words."""
    found: dict[Place, Found] = {}
    words = {text.name for text in result.texts}
    for sheet in load_workbook(io.BytesIO(data)).worksheets[2:]:
        title = plain(str(sheet["A2"].value))
        if title not in words:
            lines = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=6)]
            found |= _printed(result, title, lines)
    return found


def from_shown_sheets(result: Return, sheets: Iterable[Sequence[Sequence[str]]]) -> dict[Place, Found]:
    """Read sheets as another spreadsheet shows them: nothing but words, in lines."""
    found: dict[Place, Found] = {}
    words = {text.name for text in result.texts}
    wanted = published(result)
    for lines in sheets:
        title = plain(lines[1][0])
        if title in words:
            continue
        for place, one in _printed(
            result, title, [[cell or None for cell in line] for line in lines[5:]]
        ).items():
            same = str(one.shown).replace(",", "") == wanted[place].shown.replace(",", "")  # type: ignore[union-attr]
            found[place] = Found(wanted[place].value, wanted[place].shown if same else one.shown)
    return found


def _printed(result: Return, title: str, lines: Sequence[Sequence[Any]]) -> dict[Place, Found]:
    """Read one printed table: perhaps a line of groups, the headings, then the rows up to an empty line."""
    grouped = lines[0][0] in (None, "") and lines[0][-1 if lines[0][0] is None else 0] in (
        None,
        "",
        THIS,
        TO_DATE,
    )
    headings = lines[1] if grouped else lines[0]
    first = 2 if headings[0] == "Code" else 1
    groups = _carried_on(lines[0], first) if grouped else [""] * len(headings)
    found: dict[Place, Found] = {}
    for line in lines[2 if grouped else 1 :]:
        if all(one in (None, "") for one in line):
            break
        for column in range(first, len(headings)):
            if headings[column] in (None, ""):
                continue
            place = (
                _table_id(result, title, groups[column]),
                plain(str(line[first - 1])),
                plain(str(headings[column])),
            )
            found[place] = _found(line[column])
    return found


def _carried_on(words: Sequence[Any], first: int) -> list[str]:
    """Give each column its group: a heading over several columns stands in the first of them alone."""
    groups, last = [""] * first, ""
    for word in words[first:]:
        last = str(word) if word not in (None, "") else last
        groups.append(last)
    return groups


def _table_id(result: Return, title: str, group: str) -> str:
    """Find the table by its title; the year to date has the same title, with words behind it or over it."""
    ending = f", {TO_DATE.lower()}"
    span = Span.TO_DATE if group == TO_DATE or title.endswith(ending) else Span.PERIOD
    wanted = title.removesuffix(ending)
    (table_id,) = [table.id for table in result.tables if (table.name, table.span) == (wanted, span)]
    return table_id


def _found(value: object) -> Found:
    return Found(None, value) if isinstance(value, str) else Found(value)  # type: ignore[arg-type]


def plain(words: str) -> str:
    """Take away the apostrophe that keeps words from being taken for a formula."""
    return words[1:] if words.startswith("'") and words[1:].startswith(FORMULA_STARTS) else words


def _number(words: str) -> float | None:
    return float(words) if words else None


def _number_or_words(words: str) -> float | str:
    try:
        return float(words)
    except ValueError:
        return words


def sheets_of(data: bytes) -> Iterator[Any]:
    """Go through the sheets of a workbook."""
    yield from load_workbook(io.BytesIO(data)).worksheets
