"""A return made by hand, with two tables, one of them crossed, and words that a spreadsheet could misuse."""

from datetime import UTC, datetime
from types import MappingProxyType

from desktop.domain.periods import parse_period
from desktop.returns.keys import Keys
from desktop.returns.members import Members
from desktop.returns.result import Profile, Return, Table, exact_cells
from desktop.returns.rules.definitions import Definition
from desktop.returns.rules.layouts import Label, Labels, Layout, bare_count, lay_out

NOBODY = Members(Keys(b""), MappingProxyType({}), overlapping=False)
FORMULA = '=HYPERLINK("http://example.invalid","Female")'


def made_table(
    table_id: str,
    *,
    title: str,
    rows: Labels,
    columns: Labels,
    counts: list[list[int]],
    show_codes: bool = False,
) -> Table:
    """Make one table of exact counts."""
    return Table(
        id=table_id,
        title=title,
        population="people-newly-referred",
        counted="People newly referred.",
        unit="people",
        rows=rows,
        columns=columns,
        cells=exact_cells(counts),
        notes=("A note.",),
        show_codes=show_codes,
        members=NOBODY,
    )


def made_return(
    *, profile: Profile = Profile.EXACT, female: str = "Female", title: str = "Sex & age"
) -> Return:
    """Make a return of two tables."""
    sex = lay_out("sex", [Label("F", female), Label("M", "Male")], Layout.MISSING_TOTAL)
    ages = lay_out("age", [Label("0-19", "Under 20"), Label("20+", "20+")], Layout.MISSING_TOTAL)
    tables = (
        made_table("sex", title=title, rows=sex, columns=bare_count(), counts=[[1234], [0], [3], [1237]]),
        made_table(
            "crossed",
            title="Sex: by age/band?",
            rows=sex,
            columns=ages,
            counts=[[1, 2, 0, 3], [4, 5, 0, 9], [0, 0, 1, 1], [5, 7, 1, 13]],
            show_codes=True,
        ),
    )
    return Return(
        definition=Definition("made", "Made tables", "2026-11", "What was asked for.", 4, ()),
        period=parse_period("2018-19:Q2"),
        provider="Riverside Victim Support",
        commissioner="+The commissioner",
        profile=profile,
        counted_at=datetime(2026, 4, 1, 9, 30, tzinfo=UTC),
        history_code="MZXW6YTB",
        notes=("The period has a note.",),
        tables=tables,
    )


def numbers(result: Return) -> dict[tuple[str, str, str], float | int | None]:
    """Give every number of a return by table, row and column."""
    return {
        (table.id, table.rows.codes[row], table.columns.codes[column]): cell.value
        for table in result.tables
        for row, column, cell in table.lines()
    }
