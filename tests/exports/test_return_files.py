"""Every file of a return holds the numbers of the one result, read back by other libraries."""

import csv
import io
import json
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from desktop.errors import RefusedError
from desktop.exports.returns.as_csv import return_csv, table_csvs
from desktop.exports.returns.as_json import return_json
from desktop.exports.returns.as_xlsx import return_xlsx
from desktop.returns.result import Profile, Return
from tests.exports.made_return import FORMULA, made_return, numbers

MARKING = "contains personal data, do not send"
WRITERS = [return_json, return_csv, return_xlsx, table_csvs]


def sheets(data: bytes) -> list[Any]:
    return load_workbook(io.BytesIO(data)).worksheets


def table_rows(rows: list[list[Any]]) -> list[list[Any]]:
    """Pick the lines below the heading of a table and above its notes."""
    start = next(place for place, row in enumerate(rows) if "Number" in row or "Under 20" in row) + 1
    end = next(place for place, row in enumerate(rows) if place >= start and not any(map(_full, row)))
    return rows[start:end]


def _full(value: object) -> bool:
    return value not in (None, "")


def expected_rows(result: Return, place: int) -> list[list[int | float | None]]:
    return [[cell.value for cell in row] for row in result.tables[place].cells]


def test_json_holds_every_number_in_the_published_format() -> None:
    result = made_return()
    content = json.loads(return_json(result))
    assert content["format"] == "alongside-return/1"
    assert content["definition"] == {"id": "made", "version": "2026-11"}
    assert content["period"] == {"id": "2018-19:Q2", "from": "2018-07-01", "to": "2018-09-30"}
    assert content["protect"]["profile"] == "exact"
    assert content["marking"] == MARKING
    table = content["tables"][1]
    assert table["rows"] == {
        "by": "sex",
        "codes": ["F", "M", "_missing", "_total"],
        "labels": ["Female", "Male", "Missing", "Total"],
        "kinds": ["category", "category", "missing", "total"],
    }
    found = {
        (table["id"], row, column): table["cells"][place][at]["value"]
        for table in content["tables"]
        for place, row in enumerate(table["rows"]["codes"])
        for at, column in enumerate(table["columns"]["codes"])
    }
    assert found == numbers(result)
    assert table["cells"][0][0] == {"value": 1, "shown": "1", "status": "exact"}


def test_csv_holds_every_number_and_the_marking_on_every_line() -> None:
    result = made_return()
    lines = list(csv.DictReader(io.StringIO(return_csv(result).decode("utf-8"), newline=""), strict=True))
    found = {(line["table"], line["row_code"], line["column_code"]): int(line["value"]) for line in lines}
    assert found == numbers(result)
    assert {line["marking"] for line in lines} == {MARKING}
    assert {line["status"] for line in lines} == {"exact"}


def test_openpyxl_reads_every_number_of_the_workbook_as_a_number() -> None:
    result = made_return()
    for place, sheet in enumerate(sheets(return_xlsx(result))[2:]):
        rows = table_rows([[cell.value for cell in row] for row in sheet.iter_rows()])
        leading = 2 if result.tables[place].show_codes else 1
        width = len(result.tables[place].columns.items)
        assert [row[leading : leading + width] for row in rows] == expected_rows(result, place)


def test_calamine_reads_every_number_of_the_workbook() -> None:
    result = made_return()
    book = CalamineWorkbook.from_filelike(io.BytesIO(return_xlsx(result)))
    for place, name in enumerate(book.sheet_names[2:]):
        rows = table_rows(
            [list(row) for row in book.get_sheet_by_name(name).to_python(skip_empty_area=False)]
        )
        leading = 2 if result.tables[place].show_codes else 1
        width = len(result.tables[place].columns.items)
        assert [row[leading : leading + width] for row in rows] == expected_rows(result, place)


def test_every_sheet_carries_the_marking_on_screen_and_on_paper() -> None:
    for sheet in sheets(return_xlsx(made_return())):
        assert str(sheet["A1"].value).lower() == MARKING
        assert sheet.oddHeader is not None
        assert str(sheet.oddHeader.center.text).lower() == MARKING


def test_every_sheet_is_ready_to_print_and_keeps_its_headings() -> None:
    for sheet in sheets(return_xlsx(made_return()))[2:]:
        assert sheet.freeze_panes in {"A7", "C7"}
        assert sheet.print_title_rows == "$1:$6"
        assert sheet.print_area
        assert sheet.page_setup.fitToWidth == 1


def test_the_workbook_hides_nothing_and_holds_no_formula() -> None:
    data = return_xlsx(made_return(female=FORMULA))
    for sheet in sheets(data):
        assert sheet.sheet_state == "visible"
        assert not any(one.hidden for one in sheet.column_dimensions.values())
        assert not any(one.hidden for one in sheet.row_dimensions.values())
        cells = [cell for row in sheet.iter_rows() for cell in row]
        assert not any(cell.data_type == "f" or cell.comment for cell in cells)
        assert all(cell.hyperlink.target is None for cell in cells if cell.hyperlink)
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        names = parts.namelist()
        assert not any("vba" in name.lower() or "externalLink" in name for name in names)
        assert not any(b"<f>" in parts.read(name) for name in names)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_words_that_look_like_a_formula_are_neutralised_in_spreadsheets(start: str) -> None:
    result = made_return(female=f"{start}1+1", title=f"{start}SUM(A1)")
    texts = [str(cell.value) for sheet in sheets(return_xlsx(result)) for row in sheet.rows for cell in row]
    assert not any(text.startswith(("=", "+", "-", "@")) for text in texts)
    lines = csv.reader(io.StringIO(return_csv(result).decode(), newline=""))
    assert not any(text.startswith(("=", "+", "-", "@", "\t", "\r")) for line in lines for text in line)


def test_characters_that_no_file_may_hold_are_left_out() -> None:
    data = return_xlsx(made_return(female="Fe\x00m\x0bale\uffff", title="\x1f"))
    assert sheets(data)[2]["A7"].value == "Female"


def test_sheets_have_names_that_every_spreadsheet_takes() -> None:
    names = [sheet.title for sheet in sheets(return_xlsx(made_return(title="Sex by age band")))]
    assert names == ["Return", "How this was counted", "Sex by age band", "Sex  by age band"]


def test_long_and_equal_titles_become_different_sheet_names() -> None:
    names = [sheet.title for sheet in sheets(return_xlsx(made_return(title="return")))]
    assert names[:3] == ["Return", "How this was counted", "return 2"]
    long = [sheet.title for sheet in sheets(return_xlsx(made_return(title="x" * 99)))]
    assert len(long[2]) == 31


@pytest.mark.parametrize("write", WRITERS)
@pytest.mark.parametrize("profile", [Profile.PUBLISH, Profile.CONTROLLED, Profile.STRICT])
def test_another_way_of_protecting_is_refused_in_words(
    write: Callable[[Return], object], profile: Profile
) -> None:
    with pytest.raises(RefusedError, match="is not there yet"):
        write(made_return(profile=profile))


@pytest.mark.parametrize("write", WRITERS)
def test_the_same_return_gives_the_same_bytes(write: Callable[[Return], object]) -> None:
    assert write(made_return()) == write(made_return())


@pytest.mark.parametrize("write", WRITERS)
def test_no_number_passes_through_a_temporary_file(
    write: Callable[[Return], object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "there is none"))
    assert write(made_return())
