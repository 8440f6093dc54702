"""The recovery sheet, read back by another program."""

import io

import pypdf

from desktop.exports.recovery_sheet import recovery_sheet_pdf

CODE = "7W8KQ-3MZ0A-XBT5N-2C9RD-V6HPE-J1FGS-4TYWK"


def test_the_sheet_is_one_page_with_the_code_and_whose_it_is() -> None:
    sheet = recovery_sheet_pdf(
        service="Łucja & Friends", person="Ŵyn Nguyễn", code=CODE, made_on="1 April 2026"
    )
    reader = pypdf.PdfReader(io.BytesIO(sheet))
    (page,) = reader.pages
    words = page.extract_text()
    assert all(group in words for group in CODE.split("-"))
    assert "Łucja & Friends" in words
    assert "Ŵyn Nguyễn" in words
    assert reader.metadata is not None
    assert reader.metadata.title == "Recovery sheet"
    assert str(reader.root_object["/Lang"]) == "en-GB"


def test_the_sheet_holds_no_second_copy_of_the_code_in_its_properties() -> None:
    sheet = recovery_sheet_pdf(service="Harbour", person="Mo", code=CODE, made_on="1 April 2026")
    assert CODE.encode() not in sheet
