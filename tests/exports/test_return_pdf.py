"""The PDF of a return, read back by two other programs."""

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pypdf
import pypdfium2
import pytest

from desktop.errors import RefusedError
from desktop.exports.figures import figure, label_words
from desktop.exports.pdf.tables import fit
from desktop.exports.returns.as_pdf import return_pdf
from desktop.returns.document import chapters, shown_tables
from desktop.returns.result import Profile, Return
from tests.exports.made_return import made_return
from tests.exports.made_rich_return import PROVIDER, no_case_return, rich_return

MARKING = "Contains personal data, do not send"


@pytest.fixture(scope="module")
def rich() -> Return:
    return rich_return()


@pytest.fixture(scope="module")
def written(rich: Return) -> bytes:
    return return_pdf(rich)


def read(data: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(data))


def plain(words: str) -> str:
    return " ".join(words.split())


def bookmarks(reader: pypdf.PdfReader) -> list[tuple[str, int, int]]:
    """Give the title, the depth and the page (from 0) of every bookmark."""

    def flat(entries: list[Any], depth: int) -> Iterator[tuple[str, int, int]]:
        for entry in entries:
            if isinstance(entry, list):
                yield from flat(entry, depth + 1)
            else:
                page = reader.get_destination_page_number(entry)
                assert page is not None
                yield str(entry.title), depth, page

    return list(flat(reader.outline, 0))


def faults(result: Return, data: bytes) -> list[str]:
    """Name every row of every table that is not printed whole on the pages of its table."""
    reader = read(data)
    texts = [plain(page.extract_text()) for page in reader.pages]
    marks = bookmarks(reader)
    found: list[str] = []
    for shown in shown_tables(result):
        place = next(place for place, mark in enumerate(marks) if mark[0] == shown.name and mark[1] == 1)
        last = marks[place + 1][2] if place + 1 < len(marks) else len(texts) - 1
        text = " ".join(texts[marks[place][2] : last + 1])
        for row, item in enumerate(shown.rows):
            for run in fit(shown).runs:
                numbers = " ".join(figure(shown.cell(row, column)) for column in run)
                if plain(f"{label_words(item)} {numbers}") not in text:
                    found.append(f"{shown.title}: {item.label} {numbers}")
    return found


def test_every_number_of_every_table_stands_in_its_row_on_the_pages_of_its_table(
    rich: Return, written: bytes
) -> None:
    assert len(shown_tables(rich)) > 8
    assert faults(rich, written) == []


def test_a_number_that_differs_is_found(rich: Return, written: bytes) -> None:
    for planted in rich.tables:
        cells = [list(row) for row in planted.cells]
        cells[0][0] = replace(cells[0][0], value=987654, shown="987654")
        changed = replace(planted, cells=tuple(tuple(row) for row in cells))
        other = replace(rich, tables=tuple(changed if each is planted else each for each in rich.tables))
        assert faults(other, written), planted.title


def test_a_quarter_in_which_nothing_happened_prints_its_noughts() -> None:
    empty = no_case_return()
    assert faults(empty, return_pdf(empty)) == []


def test_a_return_without_chapters_rules_or_texts_is_written_too() -> None:
    small = made_return()
    assert faults(small, return_pdf(small)) == []
    none = replace(small, tables=(), notes=(), provider="", commissioner="")
    assert len(read(return_pdf(none)).pages) >= 3


def test_chapters_and_tables_are_bookmarked_and_listed_with_their_pages(rich: Return, written: bytes) -> None:
    marks = bookmarks(read(written))
    expected = [("How this was counted", 0)]
    for chapter in chapters(rich):
        expected += [(chapter.title, 0), *((part.name, 1) for part in chapter.parts)]
    assert [(title, depth) for title, depth, _ in marks] == expected
    contents = plain(read(written).pages[1].extract_text())
    for title, _, page in marks:
        assert f" {page + 1} {title}" in contents, title
    assert len(list(read(written).pages[1]["/Annots"])) >= len(marks)  # type: ignore[call-overload]


def test_each_heading_stands_on_the_page_its_bookmark_leads_to(written: bytes) -> None:
    reader = read(written)
    for title, _, page in bookmarks(reader):
        assert title in plain(reader.pages[page].extract_text())


def test_title_language_author_and_subject_are_set(rich: Return, written: bytes) -> None:
    reader = read(written)
    assert reader.metadata is not None
    assert reader.metadata.title == f"{rich.definition.title}, {rich.period.title}"
    assert reader.metadata.author == PROVIDER
    assert rich.title in str(reader.metadata.subject)
    assert str(reader.root_object["/Lang"]) == "en-GB"
    assert str(reader.root_object["/PageMode"]) == "/UseOutlines"


def test_every_page_says_its_number_of_how_many_and_carries_the_marking(written: bytes) -> None:
    document = pypdfium2.PdfDocument(written)
    number = len(document)
    assert number > 5
    for place in range(number):
        words = plain(document[place].get_textpage().get_text_bounded())
        assert f"Page {place + 1} of {number}" in words
        assert MARKING in words
    document.close()


def test_names_in_every_alphabet_of_britain_can_be_read_back_from_the_first_page(written: bytes) -> None:
    document = pypdfium2.PdfDocument(written)
    words = document[0].get_textpage().get_text_bounded()
    document.close()
    assert "Łucja Ŵyn-Nguyễn" in plain(words)
    assert PROVIDER in plain(read(written).pages[0].extract_text())


def test_what_has_no_letter_in_the_font_is_said(rich: Return, written: bytes) -> None:
    words = "\U0001f44d\U0001f3fd আমি \u4f60\u597d \u0633\u0644\u0627\u0645 Łucja \u2013 fine\x07"
    text = replace(rich.texts[0], paragraphs=(words,))
    data = return_pdf(replace(rich, texts=(text, *rich.texts[1:])))
    said = plain(" ".join(page.extract_text() for page in read(data).pages))
    assert (
        "cannot print as it was written: Arabic writing, Bengali writing, Chinese or Japanese writing, "
        "“thumbs up sign”. The web page (HTML)"
    ) in said
    assert "cannot print" not in plain(" ".join(page.extract_text() for page in read(written).pages))


def test_every_font_is_embedded(written: bytes) -> None:
    names: set[str] = set()
    for page in read(written).pages:
        fonts: Any = page["/Resources"]["/Font"]  # type: ignore[index]
        for font in fonts.values():
            descriptor = font.get_object()["/FontDescriptor"].get_object()
            assert "/FontFile2" in descriptor
            names.add(str(descriptor["/FontName"]))
    assert len(names) >= 2


def test_rules_wording_notes_and_texts_are_printed_as_written(rich: Return, written: bytes) -> None:
    text = plain(" ".join(page.extract_text() for page in read(written).pages))
    text = re.sub(rf"{re.escape(rich.definition.title)}, [^,]* Page \d+ of \d+", "", text)
    for rule in rich.rules:
        assert rule.sentence in text
    for shown in shown_tables(rich):
        assert all(note in text for note in (*shown.notes, shown.first.counted))
    assert "wrote Łucja Ŵyn-Nguyễn; <b>5 < 6 & 7</b>." in text
    assert all(words in text for fact in rich.facts for words in fact)


def test_no_heading_is_the_last_thing_on_a_page(rich: Return, written: bytes) -> None:
    titles = {mark[0] for mark in bookmarks(read(written))}
    for page in list(read(written).pages)[3:]:
        lines = [line.strip() for line in page.extract_text().splitlines() if line.strip()]
        assert lines[-1] not in titles
        assert lines[-1] != rich.definition.title


def test_the_same_return_gives_the_same_bytes_and_few_of_them(rich: Return, written: bytes) -> None:
    assert return_pdf(rich) == written
    assert len(written) < 2_000_000


@pytest.mark.parametrize("profile", [Profile.PUBLISH, Profile.CONTROLLED, Profile.STRICT])
def test_another_way_of_protecting_is_refused_in_words(profile: Profile) -> None:
    with pytest.raises(RefusedError, match="is not there yet"):
        return_pdf(made_return(profile=profile))
