"""A return made by hand with every shape a table may have, as a real one."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from desktop.domain.periods import parse_period
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
from desktop.returns.rules.layouts import COUNT, MISSING, TOTAL, VALID, Label, LabelKind, Labels, bare_count
from tests.exports.made_return import NOBODY

PERIOD = parse_period("2026-27:Q2")
YEAR_TO_DATE = parse_period("2026-27:Q1-Q2")
PROVIDER = "Łucja Ŵyn-Nguyễn Victim Support & Friends"
HOW_LONG = (
    "Somebody who was asked, and who chose an answer that takes a great many words to write down in full"
)
DASH = Cell(None, "–", Status.EXACT, "%")
HIDDEN = Cell(None, "[c]", Status.HIDDEN)
_VALID = Label(VALID, "Valid total", LabelKind.VALID)
_MISSING = Label(MISSING, "Missing or not stated", LabelKind.MISSING)
_TOTAL = Label(TOTAL, "Total", LabelKind.TOTAL)


def percent(value: float) -> Cell:
    """Make a cell of percent."""
    return Cell(value, f"{value:.1f}%", Status.EXACT, "%")


def in_unit(value: float, unit: str) -> Cell:
    """Make a cell of days, hours or pounds."""
    return Cell(value, f"{value:g}", Status.EXACT, unit)


def table(
    table_id: str,
    title: str,
    section: str,
    rows: Sequence[Label],
    columns: Sequence[Label],
    cells: Sequence[Sequence[Cell]],
    *,
    chart: ChartKind | None = None,
    notes: tuple[str, ...] = (),
    counted: str = "People newly referred in the period.",
    show_codes: bool = False,
    entered: bool = False,
) -> Table:
    """Make a table of one section."""
    return Table(
        id=table_id,
        title=title,
        population="people-newly-referred",
        counted=counted,
        unit="people",
        rows=Labels("made", tuple(rows)),
        columns=Labels("made", tuple(columns)),
        cells=tuple(tuple(row) for row in cells),
        notes=notes,
        show_codes=show_codes,
        members=NOBODY,
        section=section,
        chart=chart,
        entered=entered,
    )


def to_date(first: Table, cells: Sequence[Sequence[Cell]]) -> Table:
    """Make the table of the year to date beside one of the period."""
    return replace(
        first,
        id=to_date_id(first.id),
        cells=tuple(tuple(row) for row in cells),
        span=Span.TO_DATE,
        period=YEAR_TO_DATE,
        chart=None,
    )


def categories(*words: str) -> list[Label]:
    """Make one row or column for each of the words."""
    return [Label(f"c{place}", each) for place, each in enumerate(words, start=1)]


def _flow() -> Table:
    rows = categories(
        "Open at the start of the period", "New cases", "Reopened", "Closed", "Open at the end of the period"
    )
    counts = exact_cells([[412], [1318], [27], [1204], [553]])
    note = "Open at the start, and new and reopened cases, less closed ones, are those open at the end."
    return table(
        "R1",
        "Flow of cases",
        "Cases",
        rows,
        bare_count().items,
        counts,
        notes=(note,),
        counted="Cases with a day in the period.",
    )


def _sex() -> list[Table]:
    rows = [*categories("Female", "Male", "Another description"), _VALID, _MISSING, _TOTAL]
    columns = [Label(COUNT, "Number"), Label("share", "% of valid", unit="%")]
    cells = [
        [*exact_cells([[812]])[0], percent(62.0)],
        [*exact_cells([[497]])[0], percent(38.0)],
        [*exact_cells([[0]])[0], percent(0.0)],
        [*exact_cells([[1309]])[0], percent(100.0)],
        [*exact_cells([[9]])[0], DASH],
        [*exact_cells([[1318]])[0], DASH],
    ]
    later = [
        [*exact_cells([[1640]])[0], percent(63.1)],
        [*exact_cells([[958]])[0], percent(36.9)],
        [*exact_cells([[1]])[0], percent(0.0)],
        [*exact_cells([[2599]])[0], percent(100.0)],
        [*exact_cells([[31]])[0], DASH],
        [*exact_cells([[2630]])[0], DASH],
    ]
    first = table("R7", "Sex", "People", rows, columns, cells, chart=ChartKind.BARS, notes=("Asked of all.",))
    return [first, to_date(first, later)]


def _ages() -> list[Table]:
    bands = ["Under 16", "16-17", "18-24", "25-34", "35-44", "45-54", "55-64", "65-74", "75+"]
    columns = [*categories(*bands), _MISSING, _TOTAL]
    rows = [*categories("Female", "Male"), _MISSING, _TOTAL]
    counts = [
        [31, 22, 118, 164, 171, 140, 92, 41, 19, 14, 812],
        [12, 19, 81, 102, 98, 77, 61, 30, 12, 5, 497],
        [0, 0, 1, 2, 3, 1, 1, 0, 0, 1, 9],
        [43, 41, 200, 268, 272, 218, 154, 71, 31, 20, 1318],
    ]
    first = table("R8", "Age by sex", "People", rows, columns, exact_cells(counts), chart=ChartKind.STACKED)
    doubled = [[2 * count for count in row] for row in counts]
    return [first, to_date(first, exact_cells(doubled))]


def _crimes() -> Table:
    rows: list[Label] = []
    counts: list[list[int]] = []
    for group, words in enumerate(("Violence", "Sexual offences", "Theft and burglary", "Hate crime")):
        parts = [Label(f"g{group}p{part}", f"{words}: kind {part + 1}", level=1) for part in range(14)]
        numbers = [(group * 31 + part * 17) % 90 for part in range(14)]
        rows.append(Label(f"g{group}", words, LabelKind.GROUP, tuple(part.code for part in parts)))
        rows += parts
        counts += [[sum(numbers)], *([number] for number in numbers)]
    rows += [Label("other", HOW_LONG), _MISSING, _TOTAL]
    total = sum(row[0] for row, label in zip(counts, rows, strict=False) if label.kind is LabelKind.GROUP)
    counts += [[12], [3], [total + 15]]
    return table(
        "R5",
        "Main crime type",
        "Cases",
        rows,
        bare_count().items,
        exact_cells(counts),
        chart=ChartKind.BARS,
        counted="New cases, each under its one main crime type.",
        show_codes=True,
        notes=("A case has one main crime type; what else was done is in the table of flags.",),
    )


def _ethnicity() -> Table:
    rows = [
        Label("A", "Asian or Asian British", LabelKind.GROUP, ("A1", "A2", "A3")),
        Label("A1", "Indian", level=1),
        Label("A2", "Pakistani", level=1),
        Label("A3", HOW_LONG, level=1),
        Label("W", "White", LabelKind.GROUP, ("W1", "W2")),
        Label("W1", "English, Welsh, Scottish, Northern Irish or British", level=1),
        Label("W2", "Irish", level=1),
        _VALID,
        _MISSING,
        _TOTAL,
    ]
    cells = [
        list(row) for row in exact_cells([[65], [40], [25], [0], [1140], [1130], [10], [1205], [113], [1318]])
    ]
    cells[2] = [HIDDEN]
    cells[6] = [HIDDEN]
    return table("R9", "Ethnicity", "People", rows, bare_count().items, cells, chart=ChartKind.BARS)


def _needs() -> Table:
    needs = ("Mental and physical health", "Shelter and accommodation", "Family, friends and children")
    rows = [*categories(*needs, "Education, skills and employment"), _TOTAL]
    columns = [
        *categories("Identified", "Improved", "Same", "Worse", "Not asked again"),
        Label("share", "% improved of those asked", unit="%"),
        Label("start", "Mean at the start", unit="points"),
        Label("end", "Mean at the end", unit="points"),
    ]
    counts = [
        [210, 120, 40, 11, 39],
        [88, 41, 22, 5, 20],
        [140, 77, 30, 9, 24],
        [0, 0, 0, 0, 0],
        [438, 238, 92, 25, 83],
    ]
    shares = [percent(70.2), percent(60.3), percent(66.4), DASH, percent(67.0)]
    cells = [
        [*row, share, in_unit(2.1, "points"), in_unit(3.4, "points")]
        for row, share in zip(exact_cells(counts), shares, strict=True)
    ]
    return table(
        "R14",
        "Needs and what changed",
        "What changed",
        rows,
        columns,
        cells,
        chart=ChartKind.GROUPED,
        counted="Cases closed in the period with a start and an end score.",
    )


def _timeliness() -> Table:
    rows = categories("Referral to first attempt", "Referral to reached", "Referral to first support")
    columns = [
        Label("median", "Median", unit="working days"),
        Label("p90", "90th percentile", unit="working days"),
        Label("within", "% within target", unit="%"),
    ]
    cells = [
        [in_unit(1, "working days"), in_unit(2.5, "working days"), percent(94.1)],
        [in_unit(3, "working days"), in_unit(11, "working days"), percent(81.0)],
        [in_unit(6, "working days"), in_unit(24, "working days"), DASH],
    ]
    return table(
        "R18",
        "How fast we were",
        "What changed",
        rows,
        columns,
        cells,
        chart=ChartKind.GROUPED,
        notes=("The target is two working days to the first attempt.",),
        counted="Referrals received in the period.",
    )


def _wide() -> Table:
    areas = [f"Local authority number {number}" for number in range(1, 17)]
    rows = [*categories("Adults", "Children"), _TOTAL]
    counts = [[100 * number for number in range(1, 17)], list(range(1, 17))]
    counts.append([one + other for one, other in zip(*counts, strict=True)])
    return table("R11", "Local authority", "People", rows, categories(*areas), exact_cells(counts))


def _spend() -> Table:
    rows = [*categories("Staff", "Premises", "Volunteers' expenses"), _TOTAL]
    columns = [Label("budget", "Budget", unit="£"), Label("spend", "Spend", unit="£")]
    numbers = [(41200, 40115), (8000, 8120), (950, 402), (50150, 48637)]
    cells = [[in_unit(one, "£"), in_unit(other, "£")] for one, other in numbers]
    return table(
        "R27",
        "Spend against budget",
        "Resources",
        rows,
        columns,
        cells,
        entered=True,
        chart=ChartKind.GROUPED,
        counted="As entered for the period.",
    )


def _texts() -> tuple[Text, ...]:
    sentence = (
        "This quarter the team worked with more people than in any quarter of the last two years, and "
        "most of them came to us from the police within a day of reporting what had happened. "
    )
    story = (
        *(sentence * length for length in (4, 3, 5, 2)),
        "“It was the first time somebody asked what I wanted,” wrote Łucja Ŵyn-Nguyễn; <b>5 < 6 & 7</b>.",
        *(sentence * length for length in (4, 4, 3, 5, 2, 4, 5)),
    )
    study = ("A made-up case study.\nIt has two lines.", sentence * 2)
    return (
        Text("R28", "Narrative", "In our own words", story),
        Text("R28b", "Case study", "In our own words", study, ("Shown with recorded consent.",)),
    )


def rich_return(*, profile: Profile = Profile.EXACT) -> Return:
    """Make a return of many chapters, with every shape of table and long words."""
    rules = (
        CountingRule("referral", "A referral is one request received in the period, duplicates removed."),
        CountingRule("offered", "Support is offered when somebody was reached and support was explained."),
        CountingRule(
            "supported",
            "Supported means any two-way support contact in the period, new or carried over, so that "
            "quarters do not add up to the year: the year is counted again on people.",
        ),
    )
    return Return(
        definition=Definition(
            "pcc-quarterly",
            "Quarterly return to the Police and Crime Commissioner",
            "2026-04",
            "What the grant agreement of 2026 asks of every provider.\nCounted once a quarter.",
            4,
            (),
        ),
        period=PERIOD,
        provider=PROVIDER,
        commissioner="Office of the Police and Crime Commissioner for Northmarch",
        profile=profile,
        counted_at=datetime(2026, 10, 12, 9, 30, tzinfo=UTC),
        history_code="MZXW6YTB",
        notes=("Four referrals that came after the last return was signed are counted here.",),
        tables=(
            _flow(),
            _crimes(),
            *_sex(),
            *_ages(),
            _ethnicity(),
            _wide(),
            _needs(),
            _timeliness(),
            _spend(),
        ),
        texts=_texts(),
        rules=rules,
        stream="Domestic abuse services",
        facts=(("Grant", "NM-2026-114"), ("Prepared by", "Mo Ŵyn")),
    )


def no_case_return() -> Return:
    """Make the same return for a quarter in which nothing happened: all zeros, nothing to compute."""
    full = rich_return()
    return replace(full, tables=tuple(replace(each, cells=_emptied(each)) for each in full.tables), texts=())


def _emptied(each: Table) -> tuple[tuple[Cell, ...], ...]:
    def empty(cell: Cell) -> Cell:
        return Cell(0, "0", Status.EXACT) if cell.unit is None else Cell(None, "–", Status.EXACT, cell.unit)

    return tuple(tuple(empty(cell) for cell in row) for row in each.cells)
