"""Lists are read whatever program wrote them, and refused in plain words when they cannot be."""

import io
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.errors import ImportFileError
from desktop.imports.layout import SWALLOWED, TOO_MANY_CELLS
from desktop.imports.reading import read_bytes, read_list
from desktop.imports.sheet import Limits, Sheet
from tests.imports.lists import HEADINGS, ROWS, csv_bytes, in_order, xlsx_bytes
from tests.imports.opendocument import DateCell, ods_bytes


def read(data: bytes, sheet: str | None = None) -> Sheet:
    return read_bytes(data, file_name="list.csv", sheet=sheet)


def cells(sheet: Sheet) -> list[tuple[str, ...]]:
    return [row.cells for row in sheet.rows]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_any_delimiter_and_encoding_gives_the_same_rows(delimiter: str, encoding: str) -> None:
    sheet = read(csv_bytes(delimiter=delimiter, encoding=encoding))
    assert sheet.headings == HEADINGS
    assert cells(sheet) == list(ROWS)
    assert [row.number for row in sheet.rows] == [2, 3, 4]


@pytest.mark.parametrize("line_end", ["\r\n", "\n", "\r"])
def test_any_line_end_gives_the_same_rows(line_end: str) -> None:
    assert cells(read(csv_bytes(line_end=line_end))) == list(ROWS)


def test_a_line_that_names_the_delimiter_is_obeyed() -> None:
    sheet = read(b"sep=;\r\n" + csv_bytes(delimiter=";"))
    assert sheet.headings == HEADINGS
    assert [row.number for row in sheet.rows] == [3, 4, 5]


def test_titles_above_the_headings_and_blank_rows_are_passed_over_and_numbers_stay_those_of_the_file() -> (
    None
):
    titles = b"Referrals to the service,,\r\n\r\nPrinted 02/05/2016,,\r\n"
    sheet = read(titles + csv_bytes() + b",,,\r\n\r\n")
    assert sheet.heading_row == 4
    assert [row.number for row in sheet.rows] == [5, 6, 7]
    assert sheet.titles == ("Referrals to the service", "Printed 02/05/2016")


def test_headings_that_nobody_knows_are_still_the_first_whole_row() -> None:
    sheet = read(b"My list\r\nRot,Rot,Gelb\r\n1,2,3\r\n4,5,6\r\n")
    assert sheet.headings == ("Rot", "Rot", "Gelb")
    assert [row.number for row in sheet.rows] == [3, 4]


def test_headings_that_come_twice_are_told_apart_and_blank_ones_named_by_their_letter() -> None:
    sheet = read(b"Ref,Phone,Phone,,Surname\r\n1,2,3,4,Jones\r\n")
    assert sheet.labels == ("Ref", "Phone", "Phone (2)", "Column D", "Surname")


def test_a_cell_with_a_line_break_stays_one_cell() -> None:
    row = ("A-9", "two\nlines, with a comma", "x")
    sheet = read(csv_bytes([row, row], headings=("Ref", "Notes", "Surname")))
    assert cells(sheet) == [row, row]
    assert [row.number for row in sheet.rows] == [2, 3]


def test_a_row_with_more_cells_than_headings_says_so_and_keeps_them() -> None:
    sheet = read(b"Ref,Surname,Notes\r\n1,Jones,one\r\n2,Khan,a,b\r\n3,White,\r\n")
    assert [row.problem for row in sheet.rows] == ["", TOO_MANY_CELLS, ""]
    assert sheet.rows[1].cells == ("2", "Khan", "a", "b")


def test_a_column_without_heading_that_most_rows_fill_is_kept() -> None:
    sheet = read(b"Ref,Surname\r\n1,Jones,a\r\n2,Khan,b\r\n3,White\r\n")
    assert sheet.headings == ("Ref", "Surname", "Column C")
    assert all(not row.problem for row in sheet.rows)


def test_rows_swallowed_by_stray_quotation_marks_are_noticed() -> None:
    lines = [f'{n},"Bob,{n},{n},{n}' if n in {3, 6} else f"{n},Bob,{n},{n},{n}" for n in range(1, 10)]
    sheet = read("\r\n".join(["Ref,Forename,Surname,Notes,Phone", *lines]).encode())
    assert SWALLOWED in [row.problem for row in sheet.rows] or TOO_MANY_CELLS in [
        row.problem for row in sheet.rows
    ]


def test_a_quotation_mark_never_closed_is_refused_with_its_line() -> None:
    with pytest.raises(ImportFileError, match="Line 3 has a quotation mark"):
        read(b'Ref,Surname\r\n1,Jones\r\n2,"Khan\r\n3,White\r\n')


@pytest.mark.parametrize(
    "data",
    [b"", b"\xef\xbb\xbf", b"\r\n\r\n", b",,,\r\n,,,\r\n", b"Ref,Surname\r\n", b"Ref,Surname\r\n,\r\n"],
)
def test_a_list_without_rows_is_refused(data: bytes) -> None:
    with pytest.raises(ImportFileError, match="There are no rows"):
        read(data)


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7 and more",
        b"\x89PNG\r\n\x1a\n rest",
        bytes(range(256)) * 8,
        b"<html><body><table><tr><td>Ref</td></tr></table></body></html>",
        b"\x7fELF" + bytes(400) + b"\x01\x02\x03" * 100,
    ],
)
def test_what_is_no_spreadsheet_is_refused(data: bytes) -> None:
    with pytest.raises(ImportFileError, match="spreadsheet"):
        read(data)


def test_a_document_that_is_no_workbook_is_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    with pytest.raises(ImportFileError, match="not a spreadsheet"):
        read(stream.getvalue())


def test_a_workbook_protected_by_a_password_is_refused_with_what_to_do() -> None:
    mark = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    data = mark + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(512)
    with pytest.raises(ImportFileError, match=r"protected by a password.*copy without the password"):
        read(data)


def test_a_workbook_gives_the_same_rows_as_text_with_dates_written_year_first() -> None:
    sheet = read(xlsx_bytes([HEADINGS, *(in_order(row) for row in ROWS)]))
    assert sheet.headings == HEADINGS
    assert sheet.rows[0].cells[1] == "2016-04-02"
    assert sheet.rows[0].cells[5] == "1968-02-22"
    assert sheet.rows[1].cells == (*ROWS[1][:1], "2016-04-13", *ROWS[1][2:14], "2016-04-10", *ROWS[1][15:])


def test_numbers_in_a_workbook_come_without_decimal_point_and_ticks_as_yes_and_no() -> None:
    sheet = read(xlsx_bytes([("Ref", "Phone", "Safe to call", "Age"), (17, 7700900490, True, 41.5)]))
    assert cells(sheet) == [("17", "7700900490", "Yes", "41.5")]


def test_a_formula_is_never_worked_out() -> None:
    sheet = read(xlsx_bytes([("Ref", "Surname", "Notes"), ("1", "Jones", "=1+1"), ("2", "Khan", "x")]))
    assert sheet.rows[0].cells[:2] == ("1", "Jones")
    assert "2" not in sheet.rows[0].cells
    assert read(b"Ref,Surname\r\n1,=1+1\r\n").rows[0].cells == ("1", "=1+1")


def test_a_merged_cell_counts_for_every_row_it_covers() -> None:
    rows = [("Ref", "Local authority", "Surname"), ("1", "Hartlepool", "Jones"), ("2", None, "Khan")]
    sheet = read(xlsx_bytes(rows, merge="B2:B3"))
    assert sheet.column(1) == ["Hartlepool", "Hartlepool"]


def test_the_sheet_most_like_a_list_is_chosen_and_another_may_be_named() -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].title = "Read me"
    book.worksheets[0].append(["Made by the office"])
    book.worksheets[0].append(["Do not print"])
    for title, rows in (("2016", ROWS), ("Extra", ROWS[:1])):
        sheet = book.create_sheet(title)
        for row in (HEADINGS, *rows):
            sheet.append(list(row))
    stream = io.BytesIO()
    book.save(stream)
    chosen = read(stream.getvalue())
    assert (chosen.sheet_name, len(chosen.rows)) == ("2016", 3)
    assert chosen.sheet_names == ("Read me", "2016", "Extra")
    assert len(read(stream.getvalue(), sheet="Extra").rows) == 1
    with pytest.raises(ImportFileError, match=r"no sheet named “2020”.*Read me, 2016, Extra"):
        read(stream.getvalue(), sheet="2020")


def test_an_opendocument_list_gives_the_same_rows() -> None:
    sheet = read(ods_bytes([list(row) for row in (HEADINGS, *ROWS)]))
    assert sheet.kind == "ODS"
    assert cells(sheet) == list(ROWS)


def test_an_opendocument_date_is_written_year_first() -> None:
    data = ods_bytes([("Ref", "Date referred"), ("1", DateCell("2016-04-02", "02/04/16"))])
    assert read(data).rows[0].cells == ("1", "2016-04-02")


def test_an_opendocument_sheet_that_repeats_itself_without_end_is_refused() -> None:
    with pytest.raises(ImportFileError, match="unpack to more"):
        read(ods_bytes([["x"]], row_repeat=1_000_000, column_repeat=16_000))


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w") as part:
            for _ in range(30):
                part.write(bytes(1024 * 1024))
    limits = Limits(unpacked_size=20 * 1024 * 1024)
    assert len(stream.getvalue()) < 100_000
    with pytest.raises(ImportFileError, match="unpack to more"):
        read_bytes(stream.getvalue(), file_name="bomb.xlsx", limits=limits)


def test_a_long_text_that_a_repeated_cell_writes_out_again_and_again_is_refused() -> None:
    with pytest.raises(ImportFileError, match="unpack to more"):
        read(ods_bytes([["x" * 30_000]], row_repeat=1000, column_repeat=200))


def test_a_long_text_shared_by_a_great_many_cells_is_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/sharedStrings.xml", f"<sst><si><t>{'x' * 30_000}</t></si></sst>")
        row = "<row>{}</row>".format('<c t="s"><v>0</v></c>' * 20)
        archive.writestr("xl/worksheets/sheet1.xml", f"<sheetData>{row * 5000}</sheetData>")
    assert len(stream.getvalue()) < 50_000
    with pytest.raises(ImportFileError, match="unpack to more"):
        read(stream.getvalue())


def test_a_binary_workbook_is_refused_with_what_to_do() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("xl/workbook.bin", b"")
    with pytest.raises(ImportFileError, match=r"XLSB.*save it as XLSX"):
        read(stream.getvalue())


@pytest.mark.parametrize(
    "cells_of_row",
    ['<c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c>', "<c><v>1</v></c>" * 40],
)
def test_one_cell_far_away_does_not_make_a_giant_grid(cells_of_row: str) -> None:
    good = io.BytesIO(xlsx_bytes([("Ref", "Surname"), ("1", "Jones")]))
    stream = io.BytesIO()
    with zipfile.ZipFile(good) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name.startswith("xl/worksheets/sheet"):
                rows = f'<row r="1048570">{cells_of_row}</row></sheetData>'
                data = data.replace(b"</sheetData>", rows.encode())
            new.writestr(name, data)
    with pytest.raises(ImportFileError):
        read(stream.getvalue())


def test_a_damaged_workbook_is_refused() -> None:
    data = bytearray(xlsx_bytes([HEADINGS, *ROWS]))
    with pytest.raises(ImportFileError, match="damaged"):
        read(bytes(data[: len(data) // 2]))


def test_a_file_too_large_or_too_long_or_too_wide_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(csv_bytes())
    with pytest.raises(ImportFileError, match="MB"):
        read_list(path, limits=Limits(file_size=10))
    with pytest.raises(ImportFileError, match="3 rows"):
        read_list(path, limits=Limits(rows=2))
    with pytest.raises(ImportFileError, match="17 columns"):
        read_list(path, limits=Limits(columns=5))


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ImportFileError, match="cannot be opened"):
        read_list(tmp_path / "gone.csv")
    with pytest.raises(ImportFileError, match="cannot be opened"):
        read_list(tmp_path)


MARKS = [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf"]


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(MARKS), st.binary(max_size=600))
def test_random_bytes_are_read_or_refused_and_nothing_else(mark: bytes, rest: bytes) -> None:
    try:
        sheet = read(mark + rest)
    except ImportFileError:
        return
    assert sheet.rows


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet='ab1,;\t|"\r\n \x00é=', max_size=80))
def test_random_text_is_read_or_refused_and_nothing_else(text: str) -> None:
    try:
        sheet = read(text.encode())
    except ImportFileError:
        return
    assert sheet.rows


WORKBOOK = xlsx_bytes([HEADINGS, *ROWS])


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(WORKBOOK) - 1), st.binary(min_size=1, max_size=20))
def test_a_workbook_with_altered_bytes_is_read_or_refused_and_nothing_else(place: int, other: bytes) -> None:
    try:
        sheet = read(WORKBOOK[:place] + other + WORKBOOK[place + len(other) :])
    except ImportFileError:
        return
    assert sheet.rows


def test_every_sheet_of_a_workbook_is_a_list_of_its_own() -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].title = "Q1"
    book.create_sheet("Q2")
    for number, sheet in enumerate(book.worksheets, start=1):
        sheet.append(["Ref", "Date referred"])
        sheet.append([f"A-{number}", date(2019, 4, number)])
    stream = io.BytesIO()
    book.save(stream)
    first, second = read(stream.getvalue(), "Q1"), read(stream.getvalue(), "Q2")
    assert first.digest != second.digest
    assert first.digest == read(stream.getvalue(), "Q1").digest
