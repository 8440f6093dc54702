"""The screen of representation in its states, with made-up numbers beside published ones."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cache, partial
from uuid import UUID

from PySide6.QtWidgets import QWidget

from desktop.domain.benchmarks import BenchmarkFigures, BenchmarkKind
from desktop.domain.ids import BenchmarkId
from desktop.domain.periods import parse_period
from desktop.imports.benchmarks import read_benchmark
from desktop.platform.resources import resource_bytes
from desktop.queries.benchmarks import BenchmarkRow
from desktop.returns.members import NOBODY
from desktop.returns.representing.comparing import DEFINITION, represent
from desktop.returns.representing.representation import Representation
from desktop.returns.result import Profile, Return, Table, exact_cells
from desktop.returns.rules.definitions import Definition
from desktop.returns.rules.layouts import MISSING, LabelKind
from desktop.returns.rules.reading import bundled_code_lists, load_definition
from desktop.ui.representation.bring_in_dialog import BringInDialog
from desktop.ui.representation.charts import draw_charts
from desktop.ui.representation.view import RepresentationView
from desktop.ui.shared.charts import as_the_window
from desktop.ui.shared.screen import Picture

_COUNTED = "People with at least one valid referral received in the period, each once."
_COUNTS: Mapping[str, Mapping[str, int]] = {
    "sex": {"F": 420, "M": 271, MISSING: 4},
    "age": {
        "0-19": 31,
        "20-29": 70,
        "30-39": 90,
        "40-49": 99,
        "50-59": 110,
        "60-69": 80,
        "70-79": 92,
        "80+": 77,
        MISSING: 46,
    },
    "ethnicity": {"W1": 430, "W9": 5, "A2": 4, "A9": 19, "B1": 3, "B2": 8, "M9": 2, "O9": 5, MISSING: 219},
    "ethnicity-five": {"White": 435, "Asian": 23, "Black": 11, "Mixed": 2, "Other": 5, MISSING: 219},
}
_BENCHMARKS = (
    ("Recorded victims 2016 to 2020", BenchmarkKind.VICTIMS, "cleveland-police-2016-2020"),
    ("Population 2019", BenchmarkKind.POPULATION, "cleveland-population-2019"),
)
_ROWS = tuple(
    BenchmarkRow(
        BenchmarkId(UUID(int=number)), 1, name, kind, "", date(2026, 3, 2), ("sex", "age", "ethnicity")
    )
    for number, (name, kind, _) in enumerate(_BENCHMARKS, start=1)
)


def _table(definition: Definition, table_id: str, year: int) -> Table:
    rules = next(table for table in definition.tables if table.id == table_id)
    group = "ethnicity-five" if table_id.startswith("ethnicity-five") else rules.rows.labels.by or ""
    given = _COUNTS.get(group, {})
    rows = rules.rows.labels
    counts = {
        item.code: given.get(item.code, 0) + (year - 2018) * (number % 3)
        for number, item in enumerate(rows.items)
        if given.get(item.code) and item.kind in {LabelKind.CATEGORY, LabelKind.MISSING}
    }
    valid = sum(number for code, number in counts.items() if code != MISSING)
    sums = {LabelKind.VALID: valid, LabelKind.TOTAL: valid + counts.get(MISSING, 0)}
    return Table(
        id=rules.id,
        title=rules.title,
        population="people-newly-referred",
        counted=_COUNTED,
        unit="people",
        rows=rows,
        columns=rules.columns.labels,
        cells=exact_cells([[sums.get(item.kind, counts.get(item.code, 0))] for item in rows.items]),
        notes=(),
        show_codes=rules.show_codes,
        members=NOBODY,
    )


def _return(definition: Definition, year: int) -> Return:
    return Return(
        definition=definition,
        period=parse_period(f"{year}-{(year + 1) % 100}"),
        provider="Riverside Victim Care",
        commissioner="The commissioner for Riverside",
        profile=Profile.EXACT,
        counted_at=datetime(2026, 4, 20, 9, 30, tzinfo=UTC),
        history_code="MZXW6YTB",
        notes=(),
        tables=tuple(_table(definition, rules.id, year) for rules in definition.tables),
    )


@cache
def made_up() -> Representation:
    """Give a representation of a service that never was, beside published figures."""
    lists = bundled_code_lists()
    definition = load_definition(DEFINITION, code_lists=lists)
    returns = [_return(definition, year) for year in (2016, 2017, 2018)]
    benchmarks = [
        BenchmarkFigures(name, kind, read_benchmark(resource_bytes(f"benchmarks/{file}.csv")))
        for name, kind, file in _BENCHMARKS
    ]
    return represent(returns, benchmarks, period=returns[-1].period, code_lists=lists)


def _shown() -> RepresentationView:
    view = _offered()
    charts = draw_charts(made_up(), as_the_window())
    view.show_representation(made_up(), charts)
    view.document.finish()
    return view


def _offered() -> RepresentationView:
    view = RepresentationView()
    view.offer(("2018-19", "2017-18", "2016-17"), "2018-19", _ROWS)
    return view


def _stale() -> RepresentationView:
    view = _shown()
    view.show_stale()
    return view


def _without_benchmark() -> RepresentationView:
    view = RepresentationView()
    view.offer(("2018-19",), "2018-19", ())
    return view


def _without_people() -> RepresentationView:
    view = RepresentationView()
    view.show_no_people()
    return view


def _nothing() -> RepresentationView:
    view = _offered()
    view.show_nothing()
    return view


def _bring_in() -> QWidget:
    return BringInDialog(None)


def _refused() -> QWidget:
    dialog = BringInDialog(None)
    dialog.refuse("Line 4: “many” is not a whole number of people. Correct the list, and choose it again.")
    return dialog


def _change() -> QWidget:
    return BringInDialog(None, instead_of=_ROWS[0])


def pictures() -> tuple[Picture, ...]:
    """Every state of this room's screens."""
    size = partial(Picture, width=972, height=700)
    return (
        size("representation", _shown),
        size("representation-whole", _stale, height=5200),
        size("representation-nothing", _nothing),
        size("representation-no-benchmark", _without_benchmark),
        size("representation-no-people", _without_people),
        Picture("representation-bring-in", _bring_in, width=560, height=600),
        Picture("representation-refused", _refused, width=560, height=680),
        Picture("representation-change", _change, width=560, height=600),
    )
