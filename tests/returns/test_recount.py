"""Every number of the quarterly return equals a slow and obvious recount, over histories by chance.

To see that it can fail, faults were planted one by one in the counting, and each was caught: the last day
of the period left out of contacts; open at the start counted with the first day; percentages of the total
instead of the valid; somebody with two codes counted twice in a total; a concern counted by its date in
UTC; endings that were put away counted; improved the wrong way round; a shared contact counted for each
case; people whose record was put away counted; the last referral deciding instead of the first; prefers not
to say taken for not asked; the nearest rank rounded down.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache, partial
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from desktop.domain.actor import Actor
from desktop.domain.periods import parse_period, year_to_date
from desktop.errors import BadInputError
from desktop.models.lock_out import LockOut
from desktop.models.session import RecordSession
from desktop.returns.explaining.who import who, why_not
from desktop.returns.populations.populations import POPULATIONS
from desktop.returns.result import Return, Span, Table
from desktop.returns.rules.definitions import Definition
from desktop.returns.rules.layouts import LabelKind
from desktop.returns.rules.reading import load_definition
from tests.returns.by_hand import Expected
from tests.returns.chance import STREAMS, a_history
from tests.returns.conftest import NOW, Told
from tests.returns.every_population import counted, every_population
from tests.returns.histories import History, Person
from tests.returns.made_histories import identity
from tests.returns.recount import Recount

_HOW_MANY = {"count", "contacts", "raised", "all", "identified", "_total"}
HALF_A_STEP = 0.0501
"""What is shown with one decimal may differ by half of its last place."""
PERIODS = ("2023-24:Q4", "2024-25:Q1", "2024-25:Q2", "2024-25:Q3", "2024-25:Q4", "2024-25:H1", "2024-25:H2")
MANY = settings(
    max_examples=15,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@cache
def quarterly() -> Definition:
    return load_definition("pcc-quarterly")


def differences(table: Table, expected: Expected) -> Iterator[str]:
    """Say where a table differs from the recount."""
    for code in set(expected.rows) - set(table.rows.codes):
        if expected.rows[code] and code not in {"_valid", "_missing", "_total"}:
            yield f"{table.id}: no row {code}, in which there are {len(expected.rows[code])}"
    for row, column, cell in table.lines():
        codes = table.rows.codes[row], table.columns.codes[column]
        right = expected.value(*codes)
        same = cell.value == right
        if isinstance(right, float) and cell.value is not None:
            same = abs(cell.value - right) < HALF_A_STEP
        if not same:
            yield f"{table.id} {codes}: {cell.value}, and by the recount {right}"


def wrong(result: Return, history: History) -> list[str]:
    """Compare every cell of every table that was counted."""
    spans = {Span.PERIOD: result.period, Span.TO_DATE: year_to_date(result.period)}
    recounted = {
        span: Recount(history, days.start, days.end, result.stream or None, NOW.date()).tables()
        for span, days in spans.items()
    }
    found: list[str] = []
    for table in result.tables:
        if not table.entered:
            found += differences(table, recounted[table.span][table.id.removesuffix("-to-date")])
    return found


@MANY
@given(
    seed=st.integers(0, 2**32),
    period=st.sampled_from(PERIODS),
    stream=st.sampled_from([None, None, *STREAMS]),
)
def test_every_cell_equals_the_recount(
    told: Told, actor: Actor, seed: int, period: str, stream: str | None
) -> None:
    history = a_history(seed, people=60, replies=25)
    records = told(history)
    result = counted(records, actor, quarterly(), parse_period(period), stream)
    assert wrong(result, history) == []


@pytest.mark.parametrize("stream", [None, STREAMS[0]])
def test_who_is_not_counted_is_told_why_in_words_that_are_true(
    told: Told, actor: Actor, stream: str | None
) -> None:
    history = a_history(7, people=50, replies=3)
    hidden = [one for one in history.people if not one.nameless][3:6]
    records = told(history)
    lock = {"user_id": actor.user_id, "locked_on": NOW.date(), "locked_by": actor.user_id}
    rows = [{**lock, "person_id": identity(1, one.serial)} for one in hidden]
    records.write(actor, lambda session: session.write_many(LockOut, rows))
    result = counted(records, actor, every_population(), parse_period("2024-25:Q2"), stream)
    cell: Callable[..., dict[str, Any]] = partial(
        dict, actor=actor, result=result, table_id="all", column="number"
    )

    def ask(session: RecordSession) -> None:
        for population in POPULATIONS:
            behind = {member.reference for member in who(session, **cell(row=population))}
            for person in history.people:
                reference = f"P-{person.serial}"
                if person.nameless:
                    continue
                if person in hidden:
                    assert reference not in behind
                    with pytest.raises(BadInputError, match="Nobody has the reference"):
                        why_not(session, **cell(row=population, reference=reference))
                    continue
                reason = why_not(session, **cell(row=population, reference=reference))
                assert reason.counted is (reference in behind), (population, reason)
                start = "Counted here: " if reason.counted else "Not counted: "
                assert reason.sentence.startswith(start), (population, reason)
                assert not reason.sentence.startswith(f"{start}."), (population, reason)
                assert "count again" not in reason.sentence, (population, reason)
                assert own_cases(person) >= set(re.findall("C-[0-9]+", reason.sentence)), (population, reason)

    records.read(actor, ask)


def own_cases(person: Person) -> set[str]:
    return {f"C-{case.serial}" for case, _, _ in person.all_cases()}


def test_behind_every_cell_are_as_many_people_as_it_says(told: Told, actor: Actor) -> None:
    history = a_history(11, people=80, replies=10)
    records = told(history)
    result = counted(records, actor, quarterly(), parse_period("2024-25:Q3"), None)

    def ask(session: RecordSession) -> None:
        for table in result.tables:
            for row in () if table.entered else table.rows.codes:
                cell: Callable[..., dict[str, Any]] = partial(
                    dict, actor=actor, result=result, table_id=table.id, row=row
                )
                listed = {
                    column: [one.reference for one in who(session, **cell(column=column))]
                    for column in table.columns.codes
                }
                assert all(len(names) == len(set(names)) for names in listed.values())
                if "people" in listed:
                    others = [names for column, names in listed.items() if column != "people"]
                    assert others == [listed["people"]] * len(others)
                    assert len(listed["people"]) == table.cell(row, "people").value
                elif table.unit == "people" and "count" in listed:
                    assert len(listed["count"]) == table.cell(row, "count").value
                elif "replies" in table.population:
                    assert not any(listed.values())

    records.read(actor, ask)


@pytest.mark.parametrize("seed", range(4))
def test_rows_and_missing_add_up_to_the_total_or_the_note_says_why(
    told: Told, actor: Actor, seed: int
) -> None:
    records = told(a_history(seed, people=80, replies=30))
    result = counted(records, actor, quarterly(), parse_period("2024-25:Q3"), None)
    for table in result.tables:
        if table.entered or table.rows.by is None or table.rows.place("_total") is None:
            continue
        column = next(one for one in table.columns.codes if one in _HOW_MANY)
        rows = {item.code: (item, table.cell(item.code, column).value or 0) for item in table.rows.items}
        parts = sum(
            value for item, value in rows.values() if item.kind in {LabelKind.CATEGORY, LabelKind.MISSING}
        )
        if parts != rows["_total"][1]:
            assert any("the rows add up to more than the total" in note for note in table.notes), table.id
        if "_valid" in rows:
            assert rows["_valid"][1] + rows["_missing"][1] == rows["_total"][1]
    for table_id in ("R1", "R1-to-date"):
        assert any(note.startswith("It balances: ") for note in result.table(table_id).notes)
