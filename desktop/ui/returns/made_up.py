"""A quarter that no service ever had, in every shape a return takes: for pictures."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from desktop.domain.periods import parse_period
from desktop.returns.counting_rules import CountingRule
from desktop.returns.members import NOBODY
from desktop.returns.result import Cell, Profile, Return, Span, Status, Table, Text, exact_cells
from desktop.returns.rules.definitions import ChartKind, Definition, to_date_id
from desktop.returns.rules.layouts import Label, LabelKind, Labels, Layout, lay_out

_PEOPLE = (
    "People newly referred: everybody with at least one valid referral received in the period, each once."
)


def _table(
    table_id: str,
    title: str,
    section: str,
    rows: Labels,
    columns: Sequence[str],
    counts: Sequence[Sequence[int]],
) -> Table:
    labels = Labels(None, tuple(Label(words.casefold(), words) for words in columns))
    return Table(
        id=table_id,
        title=title,
        population="people-newly-referred",
        counted=_PEOPLE,
        unit="people",
        rows=rows,
        columns=labels,
        cells=exact_cells(counts),
        notes=(),
        show_codes=False,
        members=NOBODY,
        section=section,
    )


def _lines(*words: str) -> Labels:
    return Labels(None, tuple(Label(word.casefold(), word) for word in words))


def _with_percent(table: Table, valid: int, everybody: int) -> Table:
    """Set beside every number how much of those who answered it is; of all, for who did not."""
    of_all = {LabelKind.MISSING, LabelKind.TOTAL}
    columns = Labels(None, (*table.columns.items, Label("percent", "%", unit="%")))
    cells = tuple(
        (row[0], _percent(float(row[0].value or 0), everybody if item.kind in of_all else valid))
        for row, item in zip(table.cells, table.rows.items, strict=True)
    )
    return replace(table, columns=columns, cells=cells)


def _percent(number: float, of: int) -> Cell:
    share = round(100 * number / of, 1) if of else None
    return Cell(share, "–" if share is None else f"{share:.1f}%", Status.EXACT, "%")


def _to_date(table: Table, times: int) -> Table:
    """Make up the year to date of a table."""
    cells = tuple(
        tuple(
            cell
            if cell.unit
            else Cell(int(cell.value or 0) * times, str(int(cell.value or 0) * times), cell.status)
            for cell in row
        )
        for row in table.cells
    )
    return replace(table, id=to_date_id(table.id), cells=cells, span=Span.TO_DATE)


def _flow() -> Table:
    rows = _lines("Open at the start", "New", "Reopened", "Closed", "Open at the end")
    made = _table(
        "R1", "Flow of cases", "Referrals and cases", rows, ("Cases",), [[61], [48], [3], [52], [60]]
    )
    note = "It balances: 61 open at the start + 48 new + 3 reopened \u2212 52 closed = 60 open at the end."
    return replace(made, unit="cases", notes=(note,), chart=ChartKind.BARS)


def _ethnicity() -> Table:
    rows = (
        Label("W", "White", LabelKind.GROUP, ("W1", "W2", "W9")),
        Label("W1", "English, Welsh, Scottish, Northern Irish or British", level=1),
        Label("W2", "Irish", level=1),
        Label("W9", "Any other White background, Gypsy or Irish Traveller, Roma", level=1),
        Label("A", "Asian or Asian British", LabelKind.GROUP, ("A2", "A3")),
        Label("A2", "Pakistani", level=1),
        Label("A3", "Bangladeshi", level=1),
        Label("O9", "Any other ethnic group"),
        Label("no", "Prefers not to say"),
    )
    labels = lay_out("ethnicity", rows, Layout.VALID_MISSING_TOTAL, "Not asked")
    counts = [[211], [198], [2], [11], [9], [9], [0], [4], [7], [231], [19], [250]]
    made = _table("R9", "Ethnicity", "People newly referred", labels, ("People",), counts)
    return _with_percent(replace(made, notes=("Ethnicity as the person gave it.",)), 231, 250)


def _needs() -> Table:
    rows = _lines("Mental and physical health", "Shelter and accommodation", "Family, friends and children")
    columns = ("Identified", "Acted on", "Reviewed", "Improved", "Same", "Worse")
    counts = [[31, 29, 20, 14, 5, 1], [12, 12, 7, 4, 3, 0], [0, 0, 0, 0, 0, 0]]
    made = _table("R14", "The eight needs", "Needs and outcomes", rows, columns, counts)
    return replace(made, chart=ChartKind.STACKED)


def _waits() -> Table:
    rows = _lines("First attempt", "Reached")
    columns = ("Referrals", "Median, working days", "90th percentile, working days", "Within target")
    made = _table("R18", "How soon", "Support", rows, columns, [[48, 1, 3, 0], [44, 2, 7, 0]])
    waits = ((48, "1", "3", "91.7%"), (44, "2", "7", "61.4%"))
    cells = tuple(
        (
            Cell(number, str(number), Status.EXACT),
            Cell(float(median), f"{median} working days", Status.EXACT, "working days"),
            Cell(float(most), f"{most} working days", Status.EXACT, "working days"),
            Cell(float(within[:-1]), within, Status.EXACT, "%"),
        )
        for number, median, most, within in waits
    )
    return replace(made, cells=cells)


def _spend() -> Table:
    made = _table(
        "R28", "Prevention work", "Resources", _lines("Talks", "People there"), ("Number",), [[4], [120]]
    )
    return replace(made, entered=True, counted="Typed in by the service; it is not counted from the records.")


_RULES = (
    CountingRule(
        "happened_within", "Everything is counted by the day it happened, never by the day it was typed in."
    ),
    CountingRule("percent", "Percentages of a category are of those who answered. Not asked is missing."),
)


def made_up_quarter(provider: str = "Riverside Victim Care") -> Return:
    """Give a quarterly return in which every shape of table stands."""
    tables = (_flow(), _ethnicity(), _needs(), _waits(), _spend())
    both = [one for table in tables for one in (table, _to_date(table, 2))]
    story = "Demand grew after the fire in Mill Lane; two volunteers were trained to visit people at home."
    texts = (
        Text(
            "R27", "The quarter in words", "Narrative", (story, "Łucja Ŵyn-Nguyễn joined the team in June.")
        ),
        Text("R27a", "A case study", "Narrative", (), ("Quarter 3 has not been filled in.",)),
    )
    order = (*(table.id for table in tables), *(text.id for text in texts))
    wording = "What the service did in the quarter for people affected by crime."
    return Return(
        definition=Definition(
            "pcc-quarterly", "Quarterly return to the commissioner", "2026-11", wording, 4, (), order=order
        ),
        period=parse_period("2018-19:Q3"),
        provider=provider,
        commissioner="The commissioner for Riverside",
        profile=Profile.EXACT,
        counted_at=datetime(2019, 5, 20, 9, 30, tzinfo=UTC),
        history_code="MZXW6YTB",
        notes=("4 referrals name no person: they are in no table of people.",),
        tables=tuple(both),
        texts=texts,
        rules=_RULES,
    )
