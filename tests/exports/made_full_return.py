"""A return made by hand with every shape a return can take, for reading every file back."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from desktop.domain.periods import parse_period, year_to_date
from desktop.returns.counting_rules import CountingRule
from desktop.returns.result import (
    Cell,
    Profile,
    Return,
    Span,
    Status,
    Table,
    Text,
    exact_cells,
)
from desktop.returns.rules.definitions import ChartKind, Definition, to_date_id
from desktop.returns.rules.layouts import COUNT, Label, LabelKind, Labels, Layout, bare_count, lay_out
from tests.exports.made_return import NOBODY

PERIOD = parse_period("2018-19:Q3")
TO_DATE = year_to_date(PERIOD)
NAME = "Łucja Ŵyn-Nguyễn"
LONG_LABEL = (
    "Threatening violence, threats to kill, and every other offence against the person "
    "that the recorder could not place more exactly"
)
SECRET = 7_313_731
"""The true value that a hidden cell still holds: no file may."""
NOTHING = Cell(None, "–", Status.EXACT, "%")
HIDDEN = Cell(SECRET, "[c]", Status.HIDDEN)


def share(value: float) -> Cell:
    """Make a published percentage."""
    return Cell(value, f"{value:.1f}%", Status.EXACT, "%")


FEWER = Cell(-12.5, "\N{MINUS SIGN}12.5", Status.EXACT, "points")


def days(value: float) -> Cell:
    """Make a published number of working days."""
    return measured(value, f"{value} working days", "working days")


def measured(value: float, shown: str, unit: str) -> Cell:
    """Make a published number with a unit."""
    return Cell(value, shown, Status.EXACT, unit)


Line = Sequence[int | Cell] | int | Cell
"""The numbers of a row; of a table with one column, its only number."""


def made_table(table_id: str, title: str, section: str, rows: Labels, columns: Labels, *cells: Line) -> Table:
    """Make one table; counts are given as numbers, anything else as cells."""
    lines = [[line] if isinstance(line, int | Cell) else line for line in cells]
    return Table(
        id=table_id,
        title=title,
        population="people-newly-referred",
        counted="People newly referred in the period; a person referred twice is one.",
        unit="people",
        rows=rows,
        columns=columns,
        cells=tuple(
            tuple(one if isinstance(one, Cell) else exact_cells([[one]])[0][0] for one in line)
            for line in lines
        ),
        notes=(),
        show_codes=False,
        members=NOBODY,
        section=section,
        period=PERIOD,
    )


def with_to_date(table: Table, *cells: Line) -> tuple[Table, Table]:
    """Give a table and the same over the year to date."""
    later = made_table(table.id, table.title, table.section, table.rows, table.columns, *cells)
    shape = replace(table, cells=later.cells, id=to_date_id(table.id), period=TO_DATE, span=Span.TO_DATE)
    return table, shape


def _counts(words: str = "Number") -> Labels:
    return Labels(None, (Label(COUNT, words), Label("share", "% of valid", unit="%")))


def _flow() -> tuple[Table, ...]:
    rows = Labels(
        "flow",
        (
            Label("start", "Open at the start of the period"),
            Label("new", "Opened"),
            Label("again", "Reopened"),
            Label("closed", "Closed"),
            Label("end", "Open at the end", LabelKind.TOTAL),
        ),
    )
    flow = made_table("R1", "Flow of cases", "Cases", rows, bare_count("Cases"), 1234, 310, 4, 298, 1250)
    flow = replace(flow, population="cases", unit="cases", chart=ChartKind.BARS)
    return with_to_date(flow, 1180, 1022, 11, 963, 1250)


def _funnel() -> tuple[Table, ...]:
    rows = Labels(
        "step",
        (
            Label("received", "Referrals received", population="referrals", unit="referrals"),
            Label("reached", "People reached"),
            Label("supported", "People supported", population="people-supported"),
        ),
    )
    funnel = made_table("R2", "From referral to support", "Cases", rows, bare_count(), 412, 377, 290)
    return with_to_date(funnel, 1215, 1101, 640)


def _crime() -> tuple[Table, ...]:
    rows = Labels(
        "crime-type",
        (
            Label("violence", "Violence", LabelKind.GROUP, ("assault", "threat")),
            Label("assault", "Assault", level=1),
            Label("threat", LONG_LABEL, level=1),
            Label("theft", "Theft", LabelKind.GROUP, ("person", "shop")),
            Label("person", "=1+1", level=1),
            Label("shop", "@SUM(A1:A9)", level=1),
            Label("other", "Anti-social behaviour/Other"),
            Label("_valid", "Valid total", LabelKind.VALID),
            Label("_missing", "Missing or not stated", LabelKind.MISSING),
            Label("_total", "Total", LabelKind.TOTAL),
        ),
    )  # fmt: skip
    counts = ([140, 100, 40, 60, 55, 5, 0, 200, 12, 212], [380, 250, 130, 171, 160, 11, 2, 553, 40, 593])
    lines: list[list[Line]] = [
        [[number, share(round(100 * number / column[7], 1)) if place < 7 else NOTHING]
         for place, number in enumerate(column)]
        for column in counts
    ]  # fmt: skip
    table = made_table("R5", "Main crime type", "Cases", rows, _counts("Cases"), *lines[0])
    return with_to_date(
        replace(table, chart=ChartKind.BARS, notes=("One main crime type a case.",)), *lines[1]
    )


def _crossed() -> tuple[Table, ...]:
    sex = lay_out("sex", [Label("F", "Female"), Label("M", "Male"), Label("X", NAME)], Layout.MISSING_TOTAL)
    bands = ["0-17", "18-24", "25-34", "35-44", "45-54", "55-64", "65-74", "75+"]
    ages = lay_out("age", [Label(band, band) for band in bands], Layout.MISSING_TOTAL)
    counts = [[row * 10 + column for column in range(9)] for row in range(4)]
    lines = [[*line, sum(line)] for line in counts]
    lines.append([sum(column) for column in zip(*lines, strict=True)])
    later = [[3 * number for number in line] for line in lines]
    table = made_table("R8", "Age by sex", "People", ages, sex, *zip(*lines, strict=True))
    return with_to_date(replace(table, chart=ChartKind.GROUPED), *zip(*later, strict=True))


def _wide() -> Table:
    rows = lay_out("offence", [Label("W1", "White British"), Label("A9", "Any other Asian background")],
                   Layout.VALID_MISSING_TOTAL)  # fmt: skip
    months = [Label(f"m{month}", f"Month {month} of the year, as counted") for month in range(1, 13)]
    lines = [[row * month for month in range(1, 13)] for row in (3, 4, 7, 0, 7)]
    table = made_table("R9: wide/odd?", "History", "People", rows, Labels("month", tuple(months)), *lines)
    return replace(table, show_codes=True)


def _long() -> Table:
    places = [Label(f"L{number}", f"Local authority of place number {number}") for number in range(60)]
    rows = lay_out("authority", places, Layout.TOTAL)
    return made_table("R11", "Local authority where the person lives, with all of the neighbouring counties",
                      "People", rows, bare_count(), *range(60), sum(range(60)))  # fmt: skip


def _hidden() -> Table:
    rows = lay_out("strand", [Label("race", "Race"), Label("faith", "Religion")], Layout.TOTAL)
    return made_table("con", "Hate strands", "People", rows, bare_count(), HIDDEN, HIDDEN, 1012)


def _times() -> Table:
    rows = Labels(
        None, (Label("attempt", "First attempt"), Label("support", "First support"), Label("none", "No"))
    )
    columns = Labels(
        None,
        (
            Label("cases", "Cases"),
            Label("median", "Median", unit="working days"),
            Label("within", "Within target", unit="%"),
            Label("hours", "Hours", unit="hours"),
            Label("change", "Change", unit="points"),
        ),
    )
    return made_table(
        "R18", "How soon people are helped", "Work", rows, columns,
        [90, days(1.5), share(97.8), measured(1234.25, "1,234.25", "hours"), measured(3.2, "+3.2", "points")],
        [61, days(4), share(100.0), measured(0, "0.00", "hours"), FEWER],
        [0, NOTHING, NOTHING, NOTHING, measured(0.0, "0.0", "points")],
    )  # fmt: skip


def _typed() -> Table:
    rows = Labels(None, (Label("staff", "Staff, full-time equivalent"), Label("spend", "Spent")))
    columns = Labels(None, (Label("budget", "Budget"), Label("actual", "Actual")))
    table = made_table(
        "R26", "-Staffing and spend", "Entered", rows, columns,
        [measured(4.5, "4.5", "posts"), measured(4.25, "4.25", "posts")],
        [measured(12500, "£12,500", "£"), measured(11842.07, "£11,842.07", "£")],
    )  # fmt: skip
    return replace(table, entered=True, population="entered", unit="", counted="As entered for this return.")


def made_texts() -> tuple[Text, ...]:
    """Make the words of a return: short ones, very long ones, some that a spreadsheet could misuse."""
    long = " ".join(
        f"Sentence {number} says what was done in the quarter, and for whom." for number in range(220)
    )
    words = ("A good quarter.", "=2+3 is no sum here.", f"“{NAME}” – spelt out — is not a client.", long)
    return (
        Text("R27", "Narrative", "Words", words, ("Written by the service.",)),
        Text("R27b", "Case study", "Words", ("@home: safe again.",)),
    )


def made_full_return(profile: Profile = Profile.EXACT) -> Return:
    """Make a return with tables of every shape, texts, rules, a stream and facts of the cover."""
    tables = (*_flow(), *_funnel(), *_crime(), *_crossed(), _wide(), _long(), _hidden(), _times(), _typed())
    rules = [
        f"Rule {number}: what is counted, and by which date, in one sentence." for number in range(1, 13)
    ]
    return Return(
        definition=Definition("made-full", "Made return", "2026-11", "As the commissioner words it.", 4, ()),
        period=PERIOD,
        provider=f"Riverside & {NAME}",
        commissioner="+The commissioner",
        profile=profile,
        counted_at=datetime(2019, 1, 9, 9, 30, tzinfo=UTC),
        history_code="MZXW6YTB",
        notes=("The period has a note.",),
        tables=tables,
        texts=made_texts(),
        rules=tuple(CountingRule(f"rule-{number}", words) for number, words in enumerate(rules, start=1)),
        stream="=Core grant",
        facts=(("Grant", "£50,000"), ("Prepared by", NAME)),
    )
