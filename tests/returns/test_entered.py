"""What is typed in becomes tables, texts and lines of the cover; longer periods add their quarters up."""

from desktop.domain.periods import Period, parse_period, quarters_of
from desktop.domain.return_entries import Entries, Entry
from desktop.returns.result import Span, Table, Text
from desktop.returns.rules.definitions import Definition
from desktop.returns.rules.layouts import LabelKind
from desktop.returns.rules.reading import parse_definition
from desktop.returns.tables.entered import build_cover, build_entered, build_text
from tests.returns.made_grant import GRANT

STAFF = """
[[tables]]
id = "R25"
title = "Staff and volunteers"
entered = true
rows = [
  { code = "workers", label = "Support workers" },
  { code = "others", label = "Others", level = 1 },
  { code = "both", label = "Paid", sum = ["workers", "others"] },
]
columns = [
  { code = "posts", label = "Posts filled", unit = "posts", last = true },
  { code = "hours", label = "Hours given", unit = "hours" },
]
"""
RULES = parse_definition(GRANT + STAFF, {})
YEAR = parse_period("2018-19")
Q1, Q2, Q3, Q4 = quarters_of(YEAR)
HALF = parse_period("2018-19:H1")


def number(table: str, row: str, column: str, quarter: Period, hundredths: int | None) -> Entry:
    return Entry(table, row, column, quarter.start, 1, hundredths, None)


def text(table: str, row: str, quarter: Period, words: str, why: str = "") -> Entry:
    return Entry(table, row, "words", quarter.start, 1, None, words, not_to_be_told=why)


def typed(*entries: Entry) -> Entries:
    return Entries("grant", (Q1, Q2, Q3, Q4), entries)


def shown(table: Table) -> list[list[str]]:
    return [[cell.shown for cell in row] for row in table.cells]


def build(definition: Definition, table_id: str, entries: Entries, period: Period) -> Table:
    rules = next(one for one in definition.entered if one.id == table_id)
    return build_entered(rules, entries, period=period, span=Span.PERIOD)


MONEY = (
    number("R26", "staff", "budget", Q1, 1_000_000),
    number("R26", "staff", "spent", Q1, 1_234_550),
    number("R26", "travel", "budget", Q1, 0),
    number("R26", "travel", "spent", Q1, 0),
)


def test_sums_and_differences_are_computed_and_nought_is_nought() -> None:
    table = build(RULES, "R26", typed(*MONEY), Q1)
    assert shown(table) == [
        ["£10,000.00", "£12,345.50", "-£2,345.50"],
        ["£0.00", "£0.00", "£0.00"],
        ["£10,000.00", "£12,345.50", "-£2,345.50"],
    ]
    assert [cell.value for cell in table.cells[0]] == [10_000, 12_345.5, -2_345.5]
    assert {cell.unit for row in table.cells for cell in row} == {"£"}
    assert [label.kind for label in table.rows.items][-1] is LabelKind.TOTAL
    assert table.entered
    assert (table.section, table.notes) == ("Resources", ("In pounds.",))
    assert table.members.count(table.rows, table.columns, 0, 0) == 0


def test_a_number_nobody_typed_in_is_a_dash_and_is_said() -> None:
    table = build(RULES, "R26", typed(number("R26", "staff", "budget", Q1, 500)), Q1)
    assert shown(table) == [["£5.00", "–", "–"], ["–", "–", "–"], ["£5.00", "–", "–"]]
    assert table.cell("staff", "left").value is None
    assert "– is not filled in (3 of 4 in Quarter 1)." in table.notes


def test_a_quarter_that_was_never_filled_in_is_said_and_no_crash() -> None:
    table = build(RULES, "R26", typed(), Q1)
    assert {one for row in shown(table) for one in row} == {"–"}
    assert table.notes == ("In pounds.", "Quarter 1 has not been filled in.")


def test_a_half_adds_its_quarters_up_and_says_which_is_missing() -> None:
    both = typed(*MONEY, number("R26", "staff", "spent", Q2, 50), number("R26", "staff", "spent", Q3, 99))
    assert build(RULES, "R26", both, HALF).cell("staff", "spent").shown == "£12,346.00"
    only_first = build(RULES, "R26", typed(*MONEY), HALF)
    assert "Quarter 2 has not been filled in." in only_first.notes


def test_posts_are_those_of_the_last_quarter_while_hours_add_up() -> None:
    entries = typed(
        number("R25", "workers", "posts", Q1, 450),
        number("R25", "workers", "posts", Q2, 375),
        number("R25", "workers", "hours", Q1, 3_750),
        number("R25", "workers", "hours", Q2, 4_000),
        number("R25", "others", "posts", Q1, 100),
    )
    table = build(RULES, "R25", entries, HALF)
    assert shown(table)[0] == ["3.75", "77.5"]
    assert shown(table)[2] == ["4.75", "77.5"]
    assert table.rows.items[2].parts == ("workers", "others")
    assert any("Posts filled" in note for note in table.notes)


def build_words(place: int, entries: Entries, period: Period) -> Text:
    return build_text(RULES.texts[place], entries, period=period)


def test_each_quarters_words_stand_under_its_name() -> None:
    entries = typed(text("R27", "words", Q1, "Busy.\n\n• Court"), text("R27", "words", Q2, "Calm."))
    assert build_words(0, entries, Q2).paragraphs == ("Calm.",)
    year = build_words(0, entries, YEAR)
    assert year.paragraphs == ("Quarter 1", "Busy.", "• Court", "Quarter 2", "Calm.")
    assert year.notes == ("Quarter 3 has not been filled in.", "Quarter 4 has not been filled in.")


def test_a_case_study_without_consent_is_left_out_and_said() -> None:
    taken_back = "They took their consent to a case study back on 3 May 2018."
    built = build_words(1, typed(text("R28", "words", Q1, "Her story.", taken_back)), Q1)
    assert built.paragraphs == ()
    assert built.notes == (f"Quarter 1: the case study is left out. {taken_back}",)


def test_the_cover_says_what_was_typed_in_last() -> None:
    assert RULES.cover is not None
    entries = typed(
        text("R0", "grant", Q1, "MOJ-17"), text("R0", "prepared", Q1, "Mo"), text("R0", "prepared", Q2, "Lou")
    )
    assert build_cover(RULES.cover, entries, period=HALF) == (("Prepared by", "Lou"),)
    assert build_cover(RULES.cover, entries, period=Q1) == (("Grant", "MOJ-17"), ("Prepared by", "Mo"))
    assert build_cover(RULES.cover, entries, period=Q3) == ()
