"""A list is brought in whole or not at all, told apart from what is on file, and taken back."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

import pytest
from sqlalchemy import func, select

from desktop.domain.actor import Actor, Role
from desktop.domain.codes import CodeList
from desktop.domain.concerns import ConcernAbout
from desktop.domain.ids import CaseId, ImportId, PersonId
from desktop.domain.incoming import RowsAre
from desktop.domain.safe_contact import Channel
from desktop.errors import BadInputError, NotAllowedError, RefusedError
from desktop.imports.columns import heading_signature, recognise_columns
from desktop.imports.headings import Field
from desktop.imports.plan import ImportPlan, plan_import, references_of
from desktop.imports.reading import read_bytes
from desktop.models.base import new_id
from desktop.models.case import Case, CaseIncident, FundingStream
from desktop.models.change import Change
from desktop.models.import_batch import ImportBatch
from desktop.models.incident import Incident
from desktop.models.person import ContactPoint, Person
from desktop.models.referral import Referral
from desktop.models.session import RecordSession
from desktop.queries.imports import known_records, list_imports, remembered_columns
from desktop.services.concerns import NewConcern, raise_concern
from desktop.services.contact_points import ContactWords, add_contact_point
from desktop.services.import_undo import ADDED_TO, CHANGED, UndoOutcome, undo_import
from desktop.services.imports import ImportOutcome, bring_in
from desktop.services.lock_outs import lock_out
from desktop.services.people import PersonWords, change_person
from desktop.services.reminders import NewReminder, write_reminder
from desktop.services.sealing import seal_case
from desktop.store.records import Records
from tests.imports.lists import HEADINGS, ROWS, csv_bytes
from tests.services.casework import colleague
from tests.store.made import NOBODY

TODAY = date(2026, 4, 1)
Lists = Mapping[str, CodeList]


def planned(
    records: Records,
    actor: Actor,
    lists: Lists,
    rows: Sequence[Sequence[str]] = ROWS,
    headings: Sequence[str] = HEADINGS,
) -> ImportPlan:
    """Plan a list against what is on file, as the screen and the command do."""
    sheet = read_bytes(csv_bytes(rows, headings=headings), file_name="list.csv")
    match = recognise_columns(sheet)
    known = records.read(
        actor,
        partial(
            known_records,
            actor=actor,
            source="own list",
            fingerprint=sheet.digest,
            references=references_of(sheet, match),
        ),
    )
    return plan_import(sheet, match, lists, today=TODAY, existing=known)


def brought_in(records: Records, actor: Actor, plan: ImportPlan) -> ImportOutcome:
    return records.write(actor, partial(bring_in, actor=actor, incoming=plan.incoming())).value


def taken_back(records: Records, actor: Actor, outcome: ImportOutcome) -> UndoOutcome:
    return records.write(actor, partial(undo_import, actor=actor, import_id=outcome.import_id)).value


def count(records: Records, model: Any) -> int:
    return records.read(
        NOBODY,
        lambda session: (
            session.scalar(select(func.count()).select_from(model).where(model.archived_at.is_(None))) or 0
        ),
    )


def person_of(records: Records, reference: str) -> PersonId:
    statement = select(Referral.person_id).where(Referral.external_reference == reference)
    person = records.read(NOBODY, lambda session: session.scalars(statement).one())
    assert person is not None
    return PersonId(person)


def test_every_row_becomes_a_person_a_referral_an_incident_and_a_case(
    records: Records, actor: Actor, code_lists: Lists
) -> None:
    outcome = brought_in(records, actor, planned(records, actor, code_lists))
    assert (outcome.rows, outcome.people, outcome.referrals, outcome.incidents, outcome.cases) == (
        3,
        3,
        3,
        3,
        3,
    )
    assert outcome.contact_points == count(records, ContactPoint) == 2

    def look(session: RecordSession) -> None:
        referral = session.scalars(select(Referral).where(Referral.external_reference == "A-2")).one()
        person = session.get_one(Person, referral.person_id)
        case = session.scalars(select(Case).where(Case.referral_id == referral.id)).one()
        link = session.scalars(select(CaseIncident).where(CaseIncident.case_id == case.id)).one()
        assert (person.forename, person.surname, person.sex_code) == ("Zoë", "O'Neill", "F")
        assert person.ethnicity_code == "not-stated"
        assert (referral.received_on, referral.source_words) == (date(2016, 4, 13), "Self-referral")
        assert json.loads(str(referral.as_received))["Ethnicity"] == "Not stated"
        assert (case.opened_on, case.from_history, case.person_id) == (date(2016, 4, 13), True, person.id)
        assert session.get_one(Incident, link.incident_id).hate_strands == frozenset({"race"})
        assert case.main_crime_code == session.get_one(Incident, link.incident_id).crime_code

    records.read(actor, look)


def test_nothing_that_was_received_is_lost(records: Records, actor: Actor, code_lists: Lists) -> None:
    brought_in(records, actor, planned(records, actor, code_lists))
    kept = records.read(
        actor,
        lambda session: session.scalars(
            select(Referral.as_received).order_by(Referral.external_reference)
        ).all(),
    )
    for row, words in zip(ROWS, kept, strict=True):
        said = json.loads(str(words))
        assert said == {heading: cell for heading, cell in zip(HEADINGS, row, strict=True) if cell}


def test_every_record_has_its_line_of_history(records: Records, actor: Actor, code_lists: Lists) -> None:
    outcome = brought_in(records, actor, planned(records, actor, code_lists))

    def kinds(session: RecordSession) -> dict[str, int]:
        rows = session.execute(
            select(Change.kind, func.count().label("times"))
            .where(Change.operation == "insert")
            .group_by(Change.kind)
        )
        return {row.kind: row.times for row in rows}

    found = records.read(actor, kinds)
    assert (found["person"], found["referral"], found["support_case"]) == (3, 3, 3)
    assert found["import_batch"] == 1
    assert outcome.rows == 3


def test_a_list_of_open_cases_opens_them(records: Records, actor: Actor, code_lists: Lists) -> None:
    brought_in(records, actor, planned(records, actor, code_lists).with_rows_are(RowsAre.OPEN))
    assert set(records.read(actor, lambda session: session.scalars(select(Case.from_history)).all())) == {
        False
    }


def test_the_same_list_again_brings_nothing_and_a_longer_one_only_what_is_new(
    records: Records, actor: Actor, code_lists: Lists
) -> None:
    brought_in(records, actor, planned(records, actor, code_lists))
    again = planned(records, actor, code_lists)
    assert (len(again.rows), len(again.duplicates), len(again.rejects)) == (0, 3, 0)
    new = ("A-4", "20/05/2016", *ROWS[0][2:3], "Mei", "Chen", *ROWS[0][5:])
    longer = planned(records, actor, code_lists, [*ROWS, new])
    assert [row.reference for row in longer.rows] == ["A-4"]
    changed = ("A-1", "03/04/2016", *ROWS[0][2:])
    other = planned(records, actor, code_lists, [changed])
    assert "already and says something else" in other.rejects[0].reason


def test_somebody_on_file_is_probably_double_and_may_be_joined(
    records: Records, actor: Actor, code_lists: Lists
) -> None:
    brought_in(records, actor, planned(records, actor, code_lists))
    row = ("B-1", "20/06/2017", *ROWS[0][2:10], "07700 900490", "", "Fraud", "", "", "", "")
    plan = planned(records, actor, code_lists, [row])
    (found,) = plan.probable
    assert found.reasons == ("Same name and date of birth.", "Same name and postcode.")
    assert found.person_id is not None
    assert found.person_id == person_of(records, "A-1")
    outcome = brought_in(records, actor, plan.with_same_person(found.row, found.person_id))
    assert (outcome.people, outcome.contact_points, outcome.cases) == (0, 0, 1)
    assert person_of(records, "B-1") == person_of(records, "A-1")


def test_nobody_can_be_joined_to_a_person_who_is_not_on_file(
    records: Records, actor: Actor, code_lists: Lists
) -> None:
    plan = planned(records, actor, code_lists).with_same_person(2, PersonId(actor.user_id))
    with pytest.raises(BadInputError, match="not in these records"):
        brought_in(records, actor, plan)
    assert count(records, ImportBatch) == 0


def test_rows_brought_in_meanwhile_refuse_the_whole_list(
    records: Records, actor: Actor, code_lists: Lists
) -> None:
    plan = planned(records, actor, code_lists)
    brought_in(records, actor, planned(records, actor, code_lists, ROWS[:1]))
    with pytest.raises(RefusedError, match="A-1 of this list was brought in meanwhile"):
        brought_in(records, actor, plan)
    assert count(records, Referral) == 1


def test_an_import_can_be_stopped_and_leaves_nothing(
    records: Records, actor: Actor, code_lists: Lists
) -> None:
    plan = planned(records, actor, code_lists)
    with pytest.raises(RefusedError, match="Nothing was brought in"):
        records.write(actor, partial(bring_in, actor=actor, incoming=plan.incoming(), stopped=lambda: True))
    assert (count(records, Person), count(records, ImportBatch)) == (0, 0)


def test_progress_is_told(records: Records, actor: Actor, code_lists: Lists) -> None:
    heard: list[tuple[int, int]] = []
    incoming = planned(records, actor, code_lists).incoming()
    records.write(
        actor,
        partial(
            bring_in,
            actor=actor,
            incoming=incoming,
            progress=lambda done, total: heard.append((done, total)),
        ),
    )
    assert heard == [(3, 3)]


def test_rows_with_one_crime_number_share_the_incident_only_when_they_say_the_same_of_it(
    records: Records, actor: Actor, code_lists: Lists
) -> None:
    one, two = ROWS[0], ("A-9", *ROWS[0][1:3], "Ann", "Jones", *ROWS[0][5:])
    other = ("A-10", *ROWS[0][1:3], "Bob", "Jones", *ROWS[0][5:16], "Race")
    outcome = brought_in(records, actor, planned(records, actor, code_lists, [one, two, other]))
    assert (outcome.cases, outcome.incidents) == (3, 2)


def test_columns_without_a_place_and_funding_streams_come_along(
    records: Records, actor: Actor, code_lists: Lists
) -> None:
    headings = [
        "Ref",
        "Date referred",
        "Surname",
        "Funding stream",
        "Shoe size",
        "Nationality",
        "Reason not opened",
    ]
    rows = [
        ("1", "13/05/2016", "Jones", "PCC grant", "42", "Ruritanian", ""),
        ("2", "14/05/2016", "Khan", "pcc grant", "", "", "Out of area"),
    ]
    brought_in(records, actor, planned(records, actor, code_lists, rows, headings))

    def look(session: RecordSession) -> None:
        first, second = session.scalars(select(Referral).order_by(Referral.external_reference)).all()
        assert json.loads(str(first.kept_apart)) == {"Shoe size": "42"}
        assert "Ruritanian" not in str(first.as_received)
        assert second.reason_not_case_code
        assert [case.referral_id for case in session.scalars(select(Case))] == [first.id]
        assert session.scalars(select(FundingStream.name).order_by(FundingStream.name)).all() == [
            "Main grant",
            "PCC grant",
        ]

    records.read(actor, look)


def test_the_match_of_the_columns_is_remembered(records: Records, actor: Actor, code_lists: Lists) -> None:
    sheet = read_bytes(csv_bytes(), file_name="list.csv")
    match = recognise_columns(sheet).corrected("Referred by", Field.NOTES)
    plan = plan_import(sheet, match, code_lists, today=TODAY)
    brought_in(records, actor, plan)
    signature = heading_signature(sheet.headings)
    remembered = records.read(actor, partial(remembered_columns, actor=actor, signature=signature))
    assert recognise_columns(sheet, remembered=remembered).as_mapping() == match.as_mapping()
    assert records.read(actor, partial(remembered_columns, actor=actor, signature="0" * 64)) == {}


def test_columns_put_wrong_are_not_remembered_once_their_list_is_taken_back(
    records: Records, actor: Actor, code_lists: Lists
) -> None:
    sheet = read_bytes(csv_bytes(), file_name="list.csv")
    wrong = recognise_columns(sheet).corrected("Referred by", Field.NOTES)
    ask = partial(remembered_columns, actor=actor, signature=heading_signature(sheet.headings))
    for _ in range(2):
        outcome = brought_in(records, actor, plan_import(sheet, wrong, code_lists, today=TODAY))
        assert records.read(actor, ask)
        taken_back(records, actor, outcome)
        assert records.read(actor, ask) == {}


def test_a_list_taken_back_is_gone_and_can_come_again(
    records: Records, actor: Actor, code_lists: Lists
) -> None:
    outcome = brought_in(records, actor, planned(records, actor, code_lists))
    with pytest.raises(RefusedError, match="Nothing was written"):
        brought_in(records, actor, planned(records, actor, code_lists))
    undone = taken_back(records, actor, outcome)
    assert (undone.taken_back, undone.kept) == (3, ())
    for model in (Person, ContactPoint, Incident, Referral, Case, CaseIncident):
        assert count(records, model) == 0
    (row,) = records.read(actor, partial(list_imports, actor=actor))
    assert row.undone_at is not None
    assert (row.rows_taken, row.brought_in_by) == (3, actor.name)
    with pytest.raises(RefusedError, match="taken back already"):
        taken_back(records, actor, outcome)
    again = planned(records, actor, code_lists)
    assert len(again.rows) == 3
    assert brought_in(records, actor, again).people == 3


def test_what_somebody_worked_on_is_kept_and_named(records: Records, actor: Actor, code_lists: Lists) -> None:
    outcome = brought_in(records, actor, planned(records, actor, code_lists))
    changed, added_to = person_of(records, "A-1"), person_of(records, "A-3")
    words = PersonWords(forename="Craig", surname="Jones-Wren")
    records.write(actor, partial(change_person, actor=actor, person_id=changed, version=1, words=words))
    contact = ContactWords(channel=Channel.PHONE, value="07700 900111")
    records.write(actor, partial(add_contact_point, actor=actor, person_id=added_to, words=contact))
    undone = taken_back(records, actor, outcome)
    assert undone.taken_back == 1
    assert {(one.reference, one.reason) for one in undone.kept} == {("A-1", CHANGED), ("A-3", ADDED_TO)}
    assert (count(records, Person), count(records, Referral), count(records, Case)) == (2, 2, 2)
    assert count(records, ContactPoint) == 2


def test_a_list_does_not_take_a_case_away_that_somebody_works_in(
    records: Records, actor: Actor, code_lists: Lists
) -> None:
    outcome = brought_in(records, actor, planned(records, actor, code_lists))
    worried, reminded = person_of(records, "A-1"), person_of(records, "A-2")
    concern = NewConcern(about=ConcernAbout.ADULT, narrative="Bruises.", immediate_danger=False)
    records.write(actor, partial(raise_concern, actor=actor, person_id=worried, concern=concern))
    line = NewReminder(due_on=TODAY, words="Ring the court.", person_id=reminded)
    records.write(actor, partial(write_reminder, actor=actor, reminder=line))
    undone = taken_back(records, actor, outcome)
    assert {(one.reference, one.reason) for one in undone.kept} == {("A-1", ADDED_TO), ("A-2", ADDED_TO)}
    assert (count(records, Person), count(records, Case)) == (2, 2)


def test_a_row_of_a_case_that_was_sealed_since_is_still_known(
    records: Records, actor: Actor, code_lists: Lists
) -> None:
    brought_in(records, actor, planned(records, actor, code_lists))
    person = person_of(records, "A-2")
    theirs = select(Case.id).where(Case.person_id == person)
    case = records.read(NOBODY, lambda session: session.scalars(theirs).one())
    records.write(actor, partial(seal_case, actor=actor, case_id=CaseId(case), version=1))
    assert planned(records, actor, code_lists).rows == ()


def test_a_list_is_not_compared_with_people_out_of_sight(
    records: Records, actor: Actor, code_lists: Lists
) -> None:
    brought_in(records, actor, planned(records, actor, code_lists))
    hidden = person_of(records, "A-1")
    leader = colleague(records, actor, Role.SAFEGUARDING_LEAD)
    records.write(
        leader,
        partial(lock_out, actor=leader, person_id=hidden, user_id=actor.user_id, reason="Brother-in-law."),
    )
    row = ("B-1", "20/06/2017", *ROWS[0][2:10], "07700 900490", "", "Fraud", "", "", "", "")
    plan = planned(records, actor, code_lists, [row])
    assert plan.probable == ()
    with pytest.raises(BadInputError, match="not in these records any more"):
        brought_in(records, actor, plan.with_same_person(plan.rows[0].number, hidden))


def test_an_import_that_does_not_exist_cannot_be_taken_back(
    records: Records, actor: Actor, code_lists: Lists
) -> None:
    outcome = brought_in(records, actor, planned(records, actor, code_lists))
    with pytest.raises(BadInputError, match="not in the records"):
        taken_back(records, actor, replace(outcome, import_id=ImportId(new_id())))


def test_only_who_may_import_can(records: Records, actor: Actor, code_lists: Lists) -> None:
    plan = planned(records, actor, code_lists)
    volunteer = replace(actor, roles=frozenset({Role.VOLUNTEER}))
    with pytest.raises(NotAllowedError):
        records.write(actor, partial(bring_in, actor=volunteer, incoming=plan.incoming()))
    with pytest.raises(NotAllowedError):
        records.read(volunteer, partial(list_imports, actor=volunteer))
