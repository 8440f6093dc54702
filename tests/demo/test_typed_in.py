"""The made-up service filled in its returns: each quarter that is over, each story with consent."""

from collections import Counter
from functools import partial

from desktop.demo.making import MadeUp
from desktop.domain.actor import Actor
from desktop.domain.dates import months_later
from desktop.domain.periods import Period, period_containing, previous
from desktop.domain.return_entries import Entries
from desktop.domain.survey import quarter_start
from desktop.queries.return_entries import entries_of
from desktop.returns.counting import count
from desktop.returns.result import Return
from desktop.returns.rules.definitions import Definition
from desktop.returns.rules.reading import load_definition
from desktop.store.records import Records
from tests.demo.conftest import UNTIL, Told

Made = tuple[Records, Actor, MadeUp]


def over(made: MadeUp, definition: Definition) -> tuple[Period, ...]:
    """Name the quarters from the first day that are over."""
    quarter = period_containing(UNTIL, year_start_month=definition.year_start_month)
    found = [quarter] if quarter.end == UNTIL else []
    while previous(quarter).end >= made.first_day:
        quarter = previous(quarter)
        found.append(quarter)
    return tuple(found)


def typed(made: Made, definition: Definition) -> Entries:
    records, actor, of = made
    quarters = over(of, definition)
    asked = partial(entries_of, actor=actor, definition_id=definition.id, quarters=quarters)
    return records.read(actor, asked)


def test_every_place_of_every_quarter_that_is_over_is_filled_in(demo_records: Made) -> None:
    for name in ("pcc-quarterly", "lottery-outcomes"):
        definition = load_definition(name)
        entries = typed(demo_records, definition)
        places = {(rules.id, *place) for rules in definition.entered for place in rules.typed}
        places |= {(rules.id, *rules.place) for rules in definition.texts}
        places |= (
            {(definition.cover.id, *one) for one in definition.cover.places} if definition.cover else set()
        )
        assert places
        for quarter in entries.quarters:
            found = {
                (one.table_id, one.row_code, one.column_code)
                for one in entries.entries
                if one.quarter_start == quarter.start and one.holds_something
            }
            assert found == places, (name, quarter.id)


def test_the_made_up_return_leaves_nothing_open(demo_records: Made) -> None:
    records, actor, _ = demo_records
    definition = load_definition("pcc-quarterly")
    quarter = period_containing(UNTIL, year_start_month=definition.year_start_month)
    result: Return = records.read_long(
        actor, partial(count, actor=actor, definition=definition, period=quarter)
    )
    notes = [note for table in result.tables for note in table.notes]
    notes += [note for text in result.texts for note in text.notes]
    told = ("been filled in", "is not filled in", "case study")
    assert not [note for note in notes if any(words in note for words in told)]
    assert result.commissioner == "Commissioner for Victims (made up)"
    assert [label for label, _ in result.facts] == ["Grant", "Contract number", "Prepared by", "Signed by"]


def test_each_story_is_of_a_grown_up_who_said_yes_to_it(demo_records: Made, told: Told) -> None:
    stories = [one for one in typed(demo_records, load_definition("pcc-quarterly")).entries if one.story_of]
    people = {row["reference"]: row for row in told.all("person")}
    sealed = {row["person_id"] for row in told.all("support_case") if row["sealed_on"]}
    consents = {row["person_id"]: row for row in told.all("consent") if row["kind_code"] == "case-study"}
    assert stories
    for one in stories:
        person = people[one.story_of]
        said = consents[person["id"]]
        assert one.not_to_be_told == ""
        assert said["case_id"] not in sealed
        assert said["answered_on"].year - person["born_on"].year > 18
        assert quarter_start(said["answered_on"]) == one.quarter_start


def test_no_more_forms_come_back_than_went_out(told: Told) -> None:
    back = Counter(row["quarter_start"] for row in told.all("survey_reply"))
    given = [row for row in told.all("return_entry") if row["row_code"] == "given"]
    out = {row["quarter_start"]: row["hundredths"] / 100 for row in given}
    assert out
    assert all(back[quarter] <= number for quarter, number in out.items())


def test_what_is_typed_in_does_not_grow_with_the_number_of_people(demo_records: Made, told: Told) -> None:
    rows = told.all("return_entry")
    quarters = {row["quarter_start"] for row in rows}
    assert len(quarters) == len(over(demo_records[2], load_definition("pcc-quarterly")))
    assert all(months_later(quarter, 3) > demo_records[2].first_day for quarter in quarters)
    assert len(rows) <= 40 * len(quarters)
