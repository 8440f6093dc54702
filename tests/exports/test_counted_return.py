"""A return counted from whole made-up histories: all its files hold that one return."""

from datetime import date
from functools import partial

import pytest

from desktop.demo.making import make_people
from desktop.domain.actor import Actor
from desktop.domain.periods import parse_period
from desktop.queries.code_lists import code_lists
from desktop.returns.counting import count
from desktop.returns.result import Return
from desktop.returns.rules.reading import load_definition
from desktop.store.records import Records
from tests.exports.test_one_object import compared, files


def _counted(records: Records, actor: Actor, period: str) -> Return:
    lists = records.read(actor, partial(code_lists, actor=actor))
    rules = load_definition("pcc-quarterly", code_lists=lists)
    asked = parse_period(period, year_start_month=rules.year_start_month)
    return records.read_long(actor, partial(count, actor=actor, definition=rules, period=asked))


@pytest.mark.parametrize("period", ["2025-26:Q3", "2025-26", "2019-20:Q2"])
def test_all_files_of_a_counted_return_hold_its_numbers(records: Records, actor: Actor, period: str) -> None:
    make_people(records, actor, people=60, seed=4, until=date(2026, 3, 31))
    result = _counted(records, actor, period)
    assert len(result.tables) > 40
    assert compared(result, files(result)) == {
        "return.json": [],
        "return.csv": [],
        "return.xlsx": [],
        "tables": [],
    }
