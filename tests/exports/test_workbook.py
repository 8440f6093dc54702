"""The workbook as somebody opens it: its sheets, what is printed, how numbers stand, nothing hidden."""

import io
import zipfile
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from desktop.exports.returns.as_xlsx import return_xlsx
from desktop.exports.sheets import look
from desktop.exports.sheets.names import sheet_names
from desktop.exports.sheets.number_formats import number_format
from desktop.returns.result import Cell, Status
from tests.exports.made_full_return import LONG_LABEL, NAME, made_full_return
from tests.exports.reading_back import plain


@pytest.fixture(scope="module")
def data() -> bytes:
    return return_xlsx(made_full_return())


@pytest.fixture(scope="module")
def book(data: bytes) -> Any:
    return load_workbook(io.BytesIO(data))


def words(sheet: Any) -> list[str]:
    return [cell.value for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]


def test_nothing_is_hidden_anywhere(book: Any, data: bytes) -> None:
    for sheet in book.worksheets:
        assert sheet.sheet_state == "visible"
        for one in (*sheet.column_dimensions.values(), *sheet.row_dimensions.values()):
            assert not one.hidden
            assert not one.outlineLevel
        assert all(one.width > 1 for one in sheet.column_dimensions.values())
        assert all(one.height is None or one.height > 1 for one in sheet.row_dimensions.values())
        cells = [cell for row in sheet.iter_rows() for cell in row]
        assert not any(cell.data_type == "f" or cell.comment or ";;;" in cell.number_format for cell in cells)
        assert not sheet.conditional_formatting
        assert not sheet.data_validations.dataValidation
        assert not sheet.defined_names
    assert not book.defined_names
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        kinds = {name.split("/")[1] for name in parts.namelist() if name.startswith("xl/")}
        assert kinds == {"worksheets", "theme", "styles.xml", "workbook.xml", "_rels"}
        assert not any(
            b"<f>" in parts.read(name) or b'idden="1"' in parts.read(name) for name in parts.namelist()
        )


def test_every_sheet_is_printed_whole_on_a4_with_its_headings(book: Any) -> None:
    for sheet in book.worksheets:
        assert str(sheet.page_setup.paperSize) == sheet.PAPERSIZE_A4
        assert sheet.print_title_rows
        heading = int(sheet.print_title_rows.split("$")[-1])
        assert str(sheet.freeze_panes)[1:] == str(heading + 1)
        last = max(cell.row for row in sheet.iter_rows() for cell in row if cell.value is not None)
        assert str(sheet.print_area).endswith(f"${last}") or sheet.title == "How this was counted"
        assert sheet.print_area.startswith(f"'{sheet.title}'!$A$1:")


def test_a_wide_table_lies_on_two_pages_and_names_its_rows_on_both(book: Any) -> None:
    wide = book["History 2"]
    assert wide.page_setup.orientation == "landscape"
    assert wide.page_setup.fitToWidth == 2
    assert wide.print_title_cols == "$A:$B"
    assert wide.freeze_panes == "C7"
    assert book["R1 Flow of cases"].page_setup.orientation == "portrait"


def test_the_year_to_date_stands_beside_under_one_heading_over_its_columns(book: Any) -> None:
    sheet = book["R5 Main crime type"]
    assert [sheet.cell(6, column).value for column in range(1, 6)] == [
        None, "This period", None, "Year to date", None,
    ]  # fmt: skip
    assert {str(one) for one in sheet.merged_cells.ranges} >= {"B6:C6", "D6:E6"}
    assert sheet["A4"].value.endswith(
        "This period: 1 October to 31 December 2018; Year to date: 1 April to 31 December 2018"
    )


def test_groups_are_bold_and_their_categories_stand_further_in(book: Any) -> None:
    sheet = book["R5 Main crime type"]
    lines = {plain(sheet.cell(row, 1).value): sheet.cell(row, 1) for row in range(8, 18)}
    assert {name for name, cell in lines.items() if cell.font.bold} == {
        "Violence", "Theft", "Valid total", "Total",
    }  # fmt: skip
    further = {name for name, cell in lines.items() if cell.alignment.indent > 1}
    assert further == {"Assault", LONG_LABEL, "=1+1", "@SUM(A1:A9)"}
    assert lines[LONG_LABEL].alignment.wrap_text
    assert sheet.row_dimensions[lines[LONG_LABEL].row].height > sheet.row_dimensions[9].height


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (Cell(1234, "1234", Status.EXACT), "#,##0"),
        (Cell(2.5, "2.5", Status.EXACT), "#,##0.0"),
        (Cell(53.4, "53.4%", Status.EXACT, "%"), '0.0"%"'),
        (Cell(53, "53%", Status.EXACT, "%"), '0"%"'),
        (Cell(1.5, "1.5 days", Status.EXACT, "days"), '#,##0.0" days"'),
        (Cell(1234.25, "1,234.25", Status.EXACT, "hours"), "#,##0.00"),
        (Cell(12500, "£12,500", Status.EXACT, "£"), '"£"#,##0'),
        (Cell(3.2, "+3.2", Status.EXACT, "points"), '+#,##0.0;"\N{MINUS SIGN}"#,##0.0;#,##0.0'),
        (Cell(7, "7 of 12", Status.EXACT, "replies"), "#,##0"),
    ],
)
def test_a_number_is_shown_as_printed_and_kept_as_published(cell: Cell, expected: str) -> None:
    assert number_format(cell) == expected


def test_what_cannot_be_computed_and_what_is_hidden_stand_as_words(book: Any) -> None:
    assert book["R5 Main crime type"]["C15"].value == "–"
    assert [book["Hate strands"].cell(row, 2).value for row in (7, 8, 9)] == ["[c]", "[c]", 1012]
    assert book["Hate strands"]["B7"].data_type == "s"


def test_the_cover_has_the_facts_and_a_contents_that_leads_to_every_sheet(book: Any) -> None:
    cover = book.worksheets[0]
    facts = {cover.cell(row, 1).value: cover.cell(row, 2).value for row in range(5, 15)}
    assert facts["Provider"] == f"Riverside & {NAME}"
    assert (facts["Funding stream"], facts["Grant"], facts["Prepared by"]) == (
        "'=Core grant",
        "£50,000",
        NAME,
    )
    links = [cell.hyperlink for row in cover.iter_rows() for cell in row if cell.hyperlink]
    assert [link.location.split("!")[0].strip("'") for link in links] == book.sheetnames[1:]
    assert all(link.target is None for link in links)
    listed = [plain(str(cover[link.ref].value)) for link in links]
    assert listed[-2:] == ["R27 Narrative", "R27b Case study"]
    assert "R8 Age by sex, year to date" in listed


def test_how_it_was_counted_is_said_by_numbered_rules(book: Any) -> None:
    sheet = book["How this was counted"]
    rules = [
        (row[0].value, row[1].value)
        for row in sheet.iter_rows()
        if str(row[0].value or "").endswith(".") and row[1].value
    ]
    assert rules == [
        (f"{place}.", rule.sentence) for place, rule in enumerate(made_full_return().rules, start=1)
    ]


def test_the_words_of_the_return_are_there_to_the_last_and_fit_their_rows(book: Any) -> None:
    for text in made_full_return().texts:
        sheet = book[text.name]
        rows = [row[0] for row in sheet.iter_rows(min_row=5) if row[0].value]
        end = next((at for at, cell in enumerate(rows) if cell.value == "Notes"), len(rows))
        assert " ".join(plain(cell.value) for cell in rows[:end]) == " ".join(text.paragraphs)
        for cell in rows[:end]:
            assert cell.alignment.wrap_text
            assert sheet.row_dimensions[cell.row].height < 409
            assert len(cell.value) <= 1.3 * 82 * sheet.row_dimensions[cell.row].height / 14
        assert set(text.notes) <= set(words(sheet))


def test_the_properties_name_the_return_and_nobody_else(book: Any) -> None:
    named = book.properties
    assert named.title == "Made return, Quarter 3 of 2018-19"
    assert named.creator == f"Riverside & {NAME}"
    assert named.description == "contains personal data, do not send"
    assert (named.language, named.lastModifiedBy, named.keywords) == ("en-GB", None, None)
    assert named.created == named.modified == datetime(2019, 1, 9, 9, 30)  # noqa: DTZ001 Excel knows no zones


def test_the_same_return_gives_the_same_workbook_at_any_time(data: bytes) -> None:
    assert return_xlsx(made_full_return()) == data
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        assert {part.date_time[0] for part in parts.infolist()} == {1980}


def test_a_long_title_names_its_sheet_by_whole_words() -> None:
    title = "Local authority where the person lives, with all of the neighbouring counties"
    assert sheet_names([title, title, "x" * 99]) == [
        "Local authority where the",
        "Local authority where the 2",
        "x" * 31,
    ]


def test_no_sheet_has_the_name_that_excel_keeps_for_itself() -> None:
    assert sheet_names(["History", "history", "HISTORY 2"]) == ["History 2", "history 3", "HISTORY 2 2"]


def test_very_long_words_break_no_limit_of_excel() -> None:
    long = "Words & more words of a provider. " * 200
    result = made_full_return()
    rules = replace(result.definition, title=long)
    made = replace(result, definition=rules, provider=long, facts=(("Grant", long),), notes=(long,))
    for sheet in load_workbook(io.BytesIO(return_xlsx(made))).worksheets:
        assert all((one.height or 0) <= 409 for one in sheet.row_dimensions.values())
        assert len(str(sheet.oddFooter)) <= 255
        assert all(len(str(cell.value)) < 32_767 for row in sheet.iter_rows() for cell in row)


def test_a_sheet_too_wide_for_a_page_goes_on_though_nothing_names_its_rows_again() -> None:
    sheet = Workbook().worksheets[0]
    look.widths(sheet, [20.0] * 12)
    look.page(sheet, look.Page("Years", None, rows=9, columns=12, heading_row=6))
    assert sheet.page_setup.fitToWidth == 2
    assert sheet.print_title_cols is None


def test_a_return_of_no_table_is_a_cover_and_its_rules() -> None:
    made = replace(made_full_return(), tables=(), texts=(), rules=(), notes=())
    assert load_workbook(io.BytesIO(return_xlsx(made))).sheetnames == ["Return", "How this was counted"]
