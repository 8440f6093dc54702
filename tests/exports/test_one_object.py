"""All files of a return hold one object: each is read back and compared with it, number for number."""

import csv
import io
import json
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from desktop.exports.returns.as_csv import return_csv, table_csvs
from desktop.exports.returns.as_json import return_json
from desktop.exports.returns.as_xlsx import return_xlsx
from desktop.returns.result import Return
from tests.exports.made_full_return import SECRET, made_full_return
from tests.exports.made_return import made_return
from tests.exports.reading_back import (
    differences,
    from_json,
    from_shown_sheets,
    from_tables,
    from_tidy,
    from_workbook,
)

OFFICE = shutil.which("soffice") or ""
AS_SHOWN = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,true,true,false,false,-1"
"""Every sheet into a CSV of its own, in UTF-8, its cells as they are shown."""


def files(result: Return) -> dict[str, bytes]:
    """Make every file of a return."""
    written = {
        "return.json": return_json(result),
        "return.csv": return_csv(result),
        "return.xlsx": return_xlsx(result),
    }
    return written | table_csvs(result)


def compared(result: Return, written: dict[str, bytes]) -> dict[str, list[str]]:
    """Compare every file with the return; give what differs, by file."""
    tables = {
        name: data
        for name, data in written.items()
        if name not in {"return.json", "return.csv", "return.xlsx"}
    }
    return {
        "return.json": differences(result, from_json(written["return.json"])),
        "return.csv": differences(result, from_tidy(written["return.csv"])),
        "return.xlsx": differences(result, from_workbook(result, written["return.xlsx"])),
        "tables": differences(result, from_tables(result, tables)),
    }


@pytest.mark.parametrize("make", [made_full_return, made_return])
def test_every_file_holds_the_numbers_of_the_one_return(make: Callable[[], Return]) -> None:
    result = make()
    assert compared(result, files(result)) == {
        "return.json": [],
        "return.csv": [],
        "return.xlsx": [],
        "tables": [],
    }


def _other_json(data: bytes, table: int, change: Callable[[dict[str, Any]], None]) -> bytes:
    content = json.loads(data)
    change(content["tables"][table])
    return json.dumps(content).encode()


def _one_more(table: dict[str, Any]) -> None:
    table["cells"][1][0]["value"] += 1


def _told(table: dict[str, Any]) -> None:
    cell = next(one for row in table["cells"] for one in row if one["status"] == "hidden")
    cell["value"] = SECRET


def _shown_otherwise(table: dict[str, Any]) -> None:
    table["cells"][0][0]["shown"] = "1235"


def _row_lost(table: dict[str, Any]) -> None:
    table["cells"].pop()


def _other_cell(data: bytes, sheet: str, cell: str, value: object) -> bytes:
    book = load_workbook(io.BytesIO(data))
    book[sheet][cell].value = value
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


@pytest.mark.parametrize(
    ("name", "compares", "plant"),
    [
        ("return.json", "return.json", lambda data: _other_json(data, 0, _one_more)),
        ("return.json", "return.json", lambda data: _other_json(data, 0, _shown_otherwise)),
        ("return.json", "return.json", lambda data: _other_json(data, 0, _row_lost)),
        ("return.json", "return.json", lambda data: _other_json(data, 10, _told)),
        ("return.csv", "return.csv", lambda data: data.replace(b",1234,1234,", b",1243,1234,")),
        ("return.csv", "return.csv", lambda data: data.replace(b",1234,1234,", b",1234,1243,")),
        ("return.csv", "return.csv", lambda data: b"".join(data.splitlines(keepends=True)[:-1])),
        ("return.xlsx", "return.xlsx", lambda data: _other_cell(data, "R1 Flow of cases", "B8", 1235)),
        ("return.xlsx", "return.xlsx", lambda data: _other_cell(data, "R1 Flow of cases", "B8", "1,234")),
        ("return.xlsx", "return.xlsx", lambda data: _other_cell(data, "R1 Flow of cases", "C8", 1234)),
        ("return.xlsx", "return.xlsx", lambda data: _other_cell(data, "Hate strands", "B7", SECRET)),
        ("return.xlsx", "return.xlsx", lambda data: _other_cell(data, "Hate strands", "A7", "Races")),
        ("return.xlsx", "return.xlsx", lambda data: _other_cell(data, "R5 Main crime type", "C8", 70.4)),
        ("R1.csv", "tables", lambda data: data.replace(b"1234,1180", b"1180,1234")),
        ("con-2.csv", "tables", lambda data: data.replace(b"[c]", str(SECRET).encode(), 1)),
    ],
)
def test_a_number_that_was_changed_is_found(
    name: str, compares: str, plant: Callable[[bytes], bytes]
) -> None:
    result = made_full_return()
    written = files(result)
    planted = plant(written[name])
    assert planted != written[name]
    found = compared(result, written | {name: planted})
    assert found.pop(compares)
    assert not any(found.values())


def test_no_file_holds_what_is_hidden() -> None:
    result = made_full_return()
    assert any(cell.value == SECRET for table in result.tables for _, _, cell in table.lines())
    for name, data in files(result).items():
        if name.endswith(".xlsx"):
            with zipfile.ZipFile(io.BytesIO(data)) as parts:
                data = b"".join(parts.read(part) for part in parts.namelist())  # noqa: PLW2901 unpacked
        assert str(SECRET).encode() not in data, name


@pytest.mark.skipif(not OFFICE, reason="LibreOffice is not on this computer")
def test_another_spreadsheet_shows_every_number_as_it_is_printed(tmp_path: Path) -> None:
    result = made_full_return()
    (tmp_path / "return.xlsx").write_bytes(return_xlsx(result))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    convert = ["--convert-to", AS_SHOWN, "--outdir", str(tmp_path), str(tmp_path / "return.xlsx")]
    subprocess.run([OFFICE, profile, "--headless", *convert], check=True, capture_output=True, timeout=120)
    names = load_workbook(tmp_path / "return.xlsx").sheetnames
    sheets = []
    for name in names[2:]:
        with (tmp_path / f"return-{name}.csv").open(encoding="utf-8", newline="") as stream:
            sheets.append(list(csv.reader(stream)))
    assert differences(result, from_shown_sheets(result, sheets)) == []
    sheets[0][7][1] = "1,235"
    assert differences(result, from_shown_sheets(result, sheets))
