"""The return as a document: what stands beside what, and in which order."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from desktop.domain.periods import parse_period
from desktop.returns.document import TO_DATE, ShownTable, chapters, cover_facts, shown_tables
from desktop.returns.result import Return, Span, Table, Text, exact_cells
from desktop.returns.rules.definitions import Definition, to_date_id
from desktop.returns.rules.layouts import Label, Labels
from tests.exports.made_return import made_return, made_table

ROWS = Labels(None, (Label("a", "First"), Label("b", "Second")))


def table(table_id: str, columns: int, section: str, *, to_date: bool = False, rows: Labels = ROWS) -> Table:
    labels = Labels(None, tuple(Label(str(one), f"Column {one}") for one in range(columns)))
    first = 100 if to_date else 1
    counts = [[first + one for one in range(columns)] for _ in rows.items]
    made = made_table(table_id, title=table_id, rows=rows, columns=labels, counts=counts)
    span = Span.TO_DATE if to_date else Span.PERIOD
    return replace(made, section=section, span=span, cells=exact_cells(counts))


def made(*tables: Table, order: tuple[str, ...], texts: tuple[Text, ...] = ()) -> Return:
    definition = Definition("made", "Made", "1", "", 4, (), order=order)
    result = replace(made_return(), definition=definition, period=parse_period("2018-19:Q2"))
    return replace(result, tables=tables, texts=texts)


def test_the_year_to_date_stands_beside_a_narrow_table() -> None:
    pair = (table("n", 2, "One"), table(to_date_id("n"), 2, "One", to_date=True))
    (shown,) = shown_tables(made(*pair, order=("n",)))
    assert [column.group for column in shown.columns] == ["This period"] * 2 + [TO_DATE] * 2
    assert [shown.cell(1, column).value for column in range(4)] == [1, 2, 100, 101]


def test_the_year_to_date_of_a_wide_table_follows_it_at_once() -> None:
    wide = (table("w", 5, "One"), table(to_date_id("w"), 5, "One", to_date=True))
    shown = shown_tables(made(*wide, table("z", 1, "One"), order=("w", "z")))
    assert [one.title for one in shown] == ["w", "w-to-date, year to date", "z"]
    assert not any(one.grouped for one in shown)


def test_a_note_on_the_year_to_date_alone_says_so() -> None:
    first = replace(table("n", 1, "One"), notes=("Both.", "One case is in two rows."))
    later = replace(table(to_date_id("n"), 1, "One", to_date=True), notes=("Both.", "Three cases are."))
    (shown,) = shown_tables(made(first, later, order=("n",)))
    assert shown.notes == ("Both.", "One case is in two rows.", "Year to date: Three cases are.")


def test_tables_of_different_rows_are_never_put_side_by_side() -> None:
    other = Labels(None, (*ROWS.items, Label("c", "Third")))
    pair = (table("n", 1, "One"), table(to_date_id("n"), 1, "One", to_date=True, rows=other))
    assert [one.id for one in shown_tables(made(*pair, order=("n",)))] == ["n", to_date_id("n")]


def test_words_and_tables_stand_in_the_order_of_the_rules_under_their_chapter() -> None:
    words = Text("words", "In words", "One", ("A paragraph.",))
    result = made(table("b", 1, "Two"), table("a", 1, "One"), order=("words", "b", "a"), texts=(words,))
    told = [(chapter.title, [part.id for part in chapter.parts]) for chapter in chapters(result)]
    assert told == [("One", ["words", "a"]), ("Two", ["b"])]


def test_every_table_is_shown_once() -> None:
    result = made(table("a", 1, ""), table("b", 4, ""), table(to_date_id("b"), 4, "", to_date=True), order=())
    parts = [part for chapter in chapters(result) for part in chapter.parts if isinstance(part, ShownTable)]
    assert sorted(one.id for part in parts for one in part.tables) == sorted(one.id for one in result.tables)


def test_the_cover_says_the_period_in_words() -> None:
    facts = dict(cover_facts(made_return()))
    assert facts["Period"] == "Quarter 2 of 2018-19: 1 July to 30 September 2018"


def test_the_cover_says_when_a_return_was_counted_before_its_period_was_over() -> None:
    result = replace(made_return(), counted_at=datetime(2018, 9, 29, 22, 30, tzinfo=UTC))
    assert dict(cover_facts(result))["Counted on"] == "29 September 2018, before the period was over"
    later = replace(result, counted_at=result.counted_at + timedelta(1))
    assert dict(cover_facts(later))["Counted on"] == "30 September 2018"


def test_the_cover_names_the_stream_only_where_one_was_chosen() -> None:
    result = made_return()
    assert "Funding stream" not in dict(cover_facts(result))
    assert dict(cover_facts(replace(result, stream="Lottery fund")))["Funding stream"] == "Lottery fund"
