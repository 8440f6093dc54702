"""Rules that write their rows and columns out: every mistake is told with its place and the right word."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from types import MappingProxyType

import pytest

from desktop.domain.actor import Actor
from desktop.domain.code_tree import Code, CodeList
from desktop.domain.periods import parse_period
from desktop.errors import BadInputError, DefinitionError
from desktop.models.case import FundingStream
from desktop.returns.counting import count
from desktop.returns.result import Return
from desktop.returns.rules.reading import (
    bundled_code_lists,
    definition_ids,
    load_definition,
    parse_definition,
)
from desktop.store.records import Records
from tests.returns.made_people import MadePerson, MadeReferral

Filled = Callable[[Sequence[MadePerson]], Records]
LISTS = bundled_code_lists()
HEAD = 'id = "own"\ntitle = "Our own"\nversion = "1"\n'
NUMBER = 'columns = { lines = [{ code = "n", label = "Number" }] }\n'


def table(*lines: str, columns: str = NUMBER, counts: str = "contacts", also: str = "") -> str:
    """Write one table whose rows are lines."""
    listed = ", ".join(f'{{ label = "x", {line} }}' for line in lines)
    head = f'[[tables]]\nid = "t"\ntitle = "T"\ncounts = "{counts}"\n'
    return f"{HEAD}{head}{also}rows = {{ lines = [{listed}] }}\n{columns}"


MISTAKES = [
    (
        table('code = "a", counts = "contact"'),
        "“contact” is nothing that can be counted. Did you mean “contacts”?",
    ),
    (
        table('code = "a", figure = "median", of = "minuts"'),
        "“minuts” is nothing that can be measured. Did you mean “minutes”?",
    ),
    (table('code = "a", figure = "medien"'), "“figure” cannot be “medien”. Did you mean “median”?"),
    (table('code = "a", of = "minutes"'), "line 1: “of” needs a figure that measures"),
    (table('code = "a", figure = "median"'), "table “t”: “figure” “median” says nothing of what: name “of”"),
    (table('code = "a", figure = "within", of = "minutes"'), "“target” is missing: within how many"),
    (table('code = "a", figure = "sum", of = "minutes", target = 2'), "“target” needs the figure “within”"),
    (
        table('code = "a", where = { channel = ["fone"] }'),
        "line 1, where: “channel” names “fone”, which does not exist. Did you mean “phone”?",
    ),
    (table('code = "a", where = { chanel = ["phone"] }'), "sorted by “chanel”. Did you mean “channel”?"),
    (table('code = "a", where = { channel = [] }'), "“channel” lets nobody through"),
    (table('code = "a", lable = "y"'), "“lable” is not known here. Did you mean “label”?"),
    (table('code = "a"', 'code = "a"'), "“lines” bear the code “a” twice"),
    (table('code = "a", figure = "percent", share_of = "a"'), "“share_of” names “a”, which does not exist"),
    (table('code = "a", figure = "percent", share_of = "b"'), "“share_of” names “b”, which does not exist"),
    (table('code = "a"', 'code = "b", share_of = "a"'), "“share_of” needs the figure “percent”"),
    (table('code = "a", figure = "percent"'), "“percent” is a share of nothing"),
    (
        table('code = "a"', also='balance = { add = ["a"], subtract = ["c"], equals = "a" }\n'),
        "“subtract” names “c”, which does not exist",
    ),
    (
        table('code = "a"', also='balance = { add = ["a"], equals = "end" }\n'),
        "“equals” names “end”, which does not exist",
    ),
    (table('code = "a"', also='balance = { ad = ["a"], equals = "a" }\n'), "“ad” is not known here"),
    (
        table('code = "a", where = { need = ["health"] }'),
        "table “t”: “need” cannot be told of contacts (“contacts”)",
    ),
    (
        table('code = "a", figure = "median", of = "length-of-support"'),
        "“length-of-support” cannot be told of contacts",
    ),
    (
        HEAD + '[[tables]]\nid = "t"\ntitle = "T"\ncounts = "replies"\n[tables.rows]\nby = "sex"\n',
        "“sex” cannot be told of replies",
    ),
    (
        HEAD
        + '[[tables]]\nid = "t"\ntitle = "T"\ncounts = "contacts"\n'
        + '[tables.rows]\nby = "channel"\nlayout = "plain"\n'
        + '[tables.columns]\nlines = [{ code = "p", label = "%", figure = "percent" }]\n',
        "“percent” is a share of nothing",
    ),
    (
        "year_to_date = true\n"
        + table('code = "a"')
        + '[[tables]]\nid = "t-to-date"\ntitle = "T"\ncounts = "contacts"\n'
        + 'rows = { lines = [{ code = "a", label = "A" }] }\n',
        "“t-to-date”",
    ),
    (
        HEAD
        + "".join(
            f'[[tables]]\nid = "t{n}"\ntitle = "T"\ncounts = "contacts"\n'
            'rows = { lines = [{ code = "a", label = "A" }] }\n'
            for n in range(300)
        ),
        "“tables” must list between 1 and 200 tables",
    ),
]


@pytest.mark.parametrize(("text", "said"), MISTAKES)
def test_a_mistake_in_what_is_written_out_is_told_with_its_place(text: str, said: str) -> None:
    with pytest.raises(DefinitionError) as caught:
        parse_definition(text, LISTS)
    assert said in str(caught.value)


def asked(records: Records, actor: Actor, period: str, stream: str | None = None) -> Return:
    definition = load_definition("pcc-quarterly")
    question = partial(count, actor=actor, definition=definition, period=parse_period(period), stream=stream)
    return records.read_long(actor, question)


def test_a_quarter_in_which_nothing_happened_shows_noughts_and_dashes(filled: Filled, actor: Actor) -> None:
    result = asked(filled([]), actor, "2024-25:Q2")
    for one in result.tables:
        if not one.entered:
            shown = {cell.shown for _, _, cell in one.lines()}
            assert shown <= {"0", "0.0", "–"}, one.id
    assert any(note.startswith("It balances: 0 open at the start") for note in result.table("R1").notes)


def test_a_funding_stream_that_does_not_exist_is_refused(filled: Filled, actor: Actor) -> None:
    with pytest.raises(BadInputError, match="“Nobody's money” pays for, and there is no such funding stream"):
        asked(filled([]), actor, "2024-25:Q2", "Nobody's money")


def test_a_quarter_to_come_is_refused(filled: Filled, actor: Actor) -> None:
    with pytest.raises(BadInputError, match="2026-27:Q3 has not begun"):
        asked(filled([]), actor, "2026-27:Q3")


def test_who_waits_in_a_quarter_under_way_has_waited_until_today_and_no_longer(
    filled: Filled, actor: Actor
) -> None:
    waiting = MadePerson((MadeReferral(date(2026, 3, 30), with_case=False),))
    records = filled([waiting])
    result = asked(records, actor, "2026-27:Q1")
    assert any(note.startswith("The period is not over: counted up to 1 April 2026") for note in result.notes)
    assert result.table("R19").cell("longest", "value").value == 2


def test_records_set_up_before_the_newest_lists_are_counted_by_the_rules_that_ship() -> None:
    newest = {"survey-agreement", "survey-recovered", "outcome", "reason-not-reported", "organisation-kind"}
    older = {key: one for key, one in LISTS.items() if key not in newest}
    definition = load_definition("pcc-quarterly", code_lists=older)
    whole = load_definition("pcc-quarterly")
    assert [one.rows.labels for one in definition.tables] == [one.rows.labels for one in whole.tables]


def with_sex(*codes: Code) -> dict[str, CodeList]:
    """Give the lists with other codes for sex."""
    sex = LISTS["sex"]
    return {**LISTS, "sex": CodeList(sex.key, sex.title, codes, MappingProxyType({}))}


def test_a_code_that_the_service_added_has_a_row_and_one_that_it_retired_keeps_its_own(
    filled: Filled, actor: Actor
) -> None:
    female, male, *others = LISTS["sex"]
    lists = with_sex(female, replace(male, ends=date(2020, 1, 1)), Code("X", "In another way"), *others)
    definition = load_definition("pcc-quarterly", code_lists=lists)
    referred = (MadeReferral(date(2024, 7, 3)),)
    records = filled([MadePerson(referred, sex=sex) for sex in ("F", "M", "X", "Y")])
    period = parse_period("2024-25:Q2")
    result = records.read_long(actor, partial(count, actor=actor, definition=definition, period=period))
    sexes = result.table("R7")
    assert [sexes.cell(code, "count").value for code in ("F", "M", "X", "_missing", "_total")] == [
        1,
        1,
        1,
        1,
        4,
    ]
    assert "1 person has an answer that has no row in these rules: counted under Missing." in sexes.notes


def test_a_return_for_one_funding_stream_says_what_it_leaves_out(filled: Filled, actor: Actor) -> None:
    records = filled([])
    records.write(actor, lambda session: session.write_many(FundingStream, [{"name": "Lottery"}]))
    notes = " ".join(asked(records, actor, "2024-25:Q2", "Lottery").notes)
    assert "Only cases that “Lottery” pays for are counted" in notes
    assert "Replies to the survey are anonymous and belong to no funding stream: all of them" in notes


@pytest.mark.parametrize("definition_id", definition_ids())
def test_a_code_added_to_any_list_stops_no_rules_that_ship(definition_id: str) -> None:
    for key, one in LISTS.items():
        longer = replace(one, codes=(*one.codes, Code("added", "Added by the service")))
        definition = load_definition(definition_id, code_lists={**LISTS, key: longer})
        assert definition.id == definition_id


def test_whoever_bears_an_added_code_that_has_no_row_is_told_of(filled: Filled, actor: Actor) -> None:
    lists = with_sex(*LISTS["sex"], Code("X", "In another way"))
    lists = {**lists, "sex": replace(lists["sex"], crosswalks=LISTS["sex"].crosswalks)}
    definition = load_definition("cleveland-tables", code_lists=lists)
    referred = (MadeReferral(date(2024, 7, 3)),)
    records = filled([MadePerson(referred, sex=sex) for sex in ("F", "X")])
    period = parse_period("2024-25")
    result = records.read_long(actor, partial(count, actor=actor, definition=definition, period=period))
    sexes = result.table("sex")
    assert [sexes.cell(code, "count").value for code in ("F", "M", "_missing", "_total")] == [1, 0, 1, 2]
    assert "1 person has an answer that has no row in these rules: counted under Missing." in sexes.notes
