"""The web page of a return, parsed back and compared with the return cell by cell."""

from dataclasses import dataclass, field, replace
from html.parser import HTMLParser

import pytest

from desktop.errors import RefusedError
from desktop.exports.figures import figure, label_words
from desktop.exports.returns.as_html import return_html
from desktop.returns.document import chapters, shown_tables
from desktop.returns.result import Profile, Return
from tests.exports.made_return import made_return
from tests.exports.made_rich_return import PROVIDER, no_case_return, rich_return

MARKING = "Contains personal data, do not send"
_SHAPES = {"rect", "line"}
_VOID = {"meta", "br", "link", "img", "input", "hr"}


@dataclass
class Page(HTMLParser):
    """Gathers what a screen reader needs: elements, headings, tables with the scope of each heading."""

    open: list[str] = field(default_factory=list)
    elements: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    tables: list[list[list[tuple[str, str, str]]]] = field(default_factory=list)
    headings: list[tuple[str, str]] = field(default_factory=list)
    text: str = ""

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element, and open a row, a cell or a heading."""
        found = {name: value or "" for name, value in attrs}
        self.elements.append((tag, found))
        if tag not in _VOID and tag not in _SHAPES:
            self.open.append(tag)
        if tag == "table":
            self.tables.append([])
        if tag == "tr":
            self.tables[-1].append([])
        if tag in {"td", "th"}:
            self.tables[-1][-1].append((tag, found.get("scope", ""), ""))
        if tag in {"h1", "h2", "h3"}:
            self.headings.append((tag, ""))

    def handle_endtag(self, tag: str) -> None:
        """Check that what is closed was the last opened."""
        if tag in _SHAPES:
            return
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Add words to the cell or heading they stand in."""
        self.text += data
        if self.open and self.open[-1] in {"td", "th"}:
            tag, scope, words = self.tables[-1][-1][-1]
            self.tables[-1][-1][-1] = (tag, scope, words + data)
        if self.open and self.open[-1] in {"h1", "h2", "h3"}:
            tag, words = self.headings[-1]
            self.headings[-1] = (tag, words + data)


def parsed(data: bytes) -> Page:
    page = Page()
    page.feed(data.decode())
    page.close()
    assert page.open == []
    return page


def rows_of(result: Return) -> list[list[list[str]]]:
    return [
        [
            [label_words(item), *(figure(shown.cell(row, column)) for column in range(len(shown.columns)))]
            for row, item in enumerate(shown.rows)
        ]
        for shown in shown_tables(result)
    ]


def read_rows(result: Return, page: Page) -> list[list[list[str]]]:
    found = []
    for shown, table in zip(shown_tables(result), page.tables, strict=True):
        heads = 2 if shown.grouped else 1
        start = 1 if shown.first.show_codes else 0
        found.append([[words for _, _, words in row][start:] for row in table[heads:]])
    return found


@pytest.mark.parametrize("result", [rich_return(), no_case_return(), made_return()])
def test_every_cell_of_every_table_is_in_the_page_in_its_place(result: Return) -> None:
    assert read_rows(result, parsed(return_html(result))) == rows_of(result)


def test_a_number_that_differs_is_found() -> None:
    rich = rich_return()
    page = parsed(return_html(rich))
    first = rich.tables[0]
    cells = ((replace(first.cells[0][0], value=413, shown="413"),), *first.cells[1:])
    changed = replace(rich, tables=(replace(first, cells=cells), *rich.tables[1:]))
    assert read_rows(changed, page) != rows_of(changed)


def test_headings_say_what_they_head() -> None:
    rich = rich_return()
    for shown, table in zip(shown_tables(rich), parsed(return_html(rich)).tables, strict=True):
        heads = 2 if shown.grouped else 1
        assert all(scope == "col" for tag, scope, _ in table[heads - 1] if tag == "th")
        if shown.grouped:
            assert [words for _, scope, words in table[0] if scope == "colgroup"] == [
                "This period",
                "Year to date",
            ]
        for row in table[heads:]:
            assert [scope in {"row", "rowgroup"} for tag, scope, _ in row if tag == "th"] == [True]
        assert len({len(row) for row in table[heads - 1 :]}) == 1


def test_chapters_and_tables_are_headings_in_the_order_of_the_document() -> None:
    rich = rich_return()
    headings = parsed(return_html(rich)).headings
    assert headings[0] == ("h1", rich.definition.title)
    expected: list[tuple[str, str]] = []
    for chapter in chapters(rich):
        expected += [("h2", chapter.title), *(("h3", part.name) for part in chapter.parts)]
    assert headings[-len(expected) :] == expected


def test_the_page_has_its_language_a_skip_link_and_links_that_lead_somewhere() -> None:
    page = parsed(return_html(rich_return()))
    assert ("html", {"lang": "en-GB"}) in page.elements
    ids = [found["id"] for _, found in page.elements if "id" in found]
    assert len(ids) == len(set(ids))
    links = [found for tag, found in page.elements if tag == "a"]
    assert links[0]["class"] == "skip"
    assert all(link["href"].removeprefix("#") in ids for link in links)
    assert all(found["aria-labelledby"] in ids for _, found in page.elements if "aria-labelledby" in found)


def test_every_picture_has_its_words() -> None:
    rich = rich_return()
    page = parsed(return_html(rich))
    pictures = [found for tag, found in page.elements if tag == "svg"]
    assert len(pictures) == sum(shown.first.chart is not None for shown in shown_tables(rich))
    assert all(found["role"] == "img" for found in pictures)
    assert sum(tag == "desc" for tag, _ in page.elements) == len(pictures)


def test_the_page_loads_nothing_and_runs_nothing() -> None:
    data = return_html(rich_return()).decode()
    page = parsed(data.encode())
    assert not {tag for tag, _ in page.elements} & {"script", "link", "img", "iframe", "object", "form"}
    outer = {found.get("href", "#")[:1] for _, found in page.elements} | {"#"}
    assert outer == {"#"}
    assert not any("src" in found or "style" in found for _, found in page.elements)
    assert "url(" not in data
    assert "@import" not in data


def test_words_that_look_like_markup_stay_words() -> None:
    bad = '<script>alert("x")</script>'
    result = replace(
        made_return(female=bad, title=bad),
        provider=bad,
        commissioner=bad,
        notes=(bad,),
        facts=((bad, bad),),
        texts=rich_return().texts,
    )
    page = parsed(return_html(result))
    assert "script" not in {tag for tag, _ in page.elements}
    assert page.text.count(bad) > 6


def test_the_marking_and_the_name_of_the_provider_are_in_the_page() -> None:
    page = parsed(return_html(rich_return()))
    assert page.text.count(MARKING) == 2
    assert PROVIDER in page.text


def test_the_same_return_gives_the_same_bytes() -> None:
    assert return_html(rich_return()) == return_html(rich_return())


def test_another_way_of_protecting_is_refused_in_words() -> None:
    with pytest.raises(RefusedError, match="is not there yet"):
        return_html(made_return(profile=Profile.PUBLISH))
