"""Everything about a person stands in one list, and nothing that whoever asks may not see."""

from collections.abc import Mapping
from datetime import date, timedelta

import pytest

from desktop.domain.actor import Actor, Role
from desktop.domain.codes import CodeList
from desktop.domain.ids import PersonId
from desktop.errors import BadInputError
from desktop.models.base import new_id
from desktop.models.contact import ContactShare
from desktop.models.guarded import guarded_fields
from desktop.models.household import HouseholdLink
from desktop.models.registry import OF_A_CASE
from desktop.models.session import RecordSession
from desktop.queries.timeline import Timeline, timeline
from desktop.queries.timeline_lines import NOT_TOLD, TELLINGS
from desktop.services.sealing import seal_case
from desktop.store.records import Records
from tests.services.casework import (
    OPENED,
    RECEIVED,
    TODAY,
    Helped,
    ask,
    assigned,
    colleague,
    do,
    rang,
    somebody,
)
from tests.services.planted import made_world, plant, planted_word

Lists = Mapping[str, CodeList]
LATER = {"withdrawn_words", "settled_words", "resolved_reason", "reopened_reason", "outcome_words"}
"""Words of a second event, which has not happened to what was planted."""


@pytest.fixture
def jo(records: Records, actor: Actor) -> Helped:
    return somebody(records, actor)


def _told(records: Records, who: Actor, person: PersonId, lists: Lists, **more: object) -> Timeline:
    return ask(records, who, timeline, person_id=person, code_lists=lists, **more)


def test_every_kind_about_a_person_is_told_or_left_out_for_a_reason() -> None:
    assert {*TELLINGS, *NOT_TOLD} == set(OF_A_CASE)
    assert not TELLINGS.keys() & NOT_TOLD.keys()
    assert all(NOT_TOLD.values())


def test_every_kind_is_told_to_who_may_read_it_word_for_word(
    records: Records, actor: Actor, code_lists: Lists
) -> None:
    def write(session: RecordSession) -> PersonId:
        world = made_world(session, "1")
        for model in OF_A_CASE:
            plant(world, model, "told")
        return world.person

    person = records.write(actor, write).value
    told = _told(records, actor, person, code_lists).entries
    assert {one.kind for one in told} >= {model.__tablename__ for model in TELLINGS}
    assert not {one.kind for one in told} & {model.__tablename__ for model in NOT_TOLD}
    text = "\n".join(one.words.text for one in told)
    unsaid = {"involved_person": {"number", "email", "address"}}
    expected = {
        planted_word(model, field, "told")
        for model in TELLINGS
        for field in set(guarded_fields(model)) - unsaid.get(model.__tablename__, set()) - LATER
    }
    assert {word for word in expected if word not in text} == set()


def test_a_link_is_told_only_where_both_ends_are_in_sight(
    records: Records, actor: Actor, jo: Helped, code_lists: Lists
) -> None:
    worker = colleague(records, actor, Role.SUPPORT_WORKER)
    mother = somebody(records, actor, surname="Birch")

    def link(session: RecordSession) -> None:
        session.add(HouseholdLink(person_id=jo.person, other_id=mother.person, relation_code="parent"))

    records.write(actor, link)
    for person in (jo.person, mother.person):
        kinds = [one.kind for one in _told(records, worker, person, code_lists).entries]
        assert "household_link" in kinds
    do(records, actor, seal_case, case_id=mother.case, version=1)
    kinds = [one.kind for one in _told(records, worker, jo.person, code_lists).entries]
    assert "household_link" not in kinds


def test_the_newest_comes_first_in_words(
    records: Records, actor: Actor, jo: Helped, code_lists: Lists
) -> None:
    rang(records, actor, jo.person, at_time="08:30")
    rang(records, actor, jo.person, at_time="09:00", result_code="no-answer", minutes=None, note=None)
    told = _told(records, actor, jo.person, code_lists)
    assert [(one.kind, one.on, one.title) for one in told.entries] == [
        ("contact", TODAY, "Phone: No answer"),
        ("contact", TODAY, "Phone: Spoke with the person"),
        ("support_case", OPENED, "Case opened"),
        ("referral", RECEIVED, "Referral: Self"),
    ]
    assert told.entries[1].words.text == "All well."
    assert told.entries[1].facts == ("12 minutes",)
    assert told.entries[1].who == actor.name
    assert told.entries[1].case_id == jo.case
    assert told.earlier is None


@pytest.mark.parametrize(("minutes", "said"), [(1, ("1 minute",)), (2, ("2 minutes",)), (None, ())])
def test_how_long_a_contact_took_is_told_in_plain_english(
    records: Records, actor: Actor, jo: Helped, code_lists: Lists, minutes: int | None, said: tuple[str, ...]
) -> None:
    rang(records, actor, jo.person, minutes=minutes)
    assert _told(records, actor, jo.person, code_lists).entries[0].facts == said


def test_what_lies_further_back_is_asked_for_by_its_day(
    records: Records, actor: Actor, jo: Helped, code_lists: Lists
) -> None:
    days = [TODAY - timedelta(days=number) for number in range(6)]
    for day in days:
        rang(records, actor, jo.person, happened_on=day)
        rang(records, actor, jo.person, happened_on=day)
    seen: list[date] = []
    before: date | None = None
    while True:
        page = _told(records, actor, jo.person, code_lists, most=3, before=before)
        seen.extend(one.on for one in page.entries)
        before = page.earlier
        if before is None:
            break
    assert seen == [*(day for day in days for _ in range(2)), OPENED, RECEIVED]


def test_a_volunteer_is_told_their_own_contacts_alone(
    records: Records, actor: Actor, jo: Helped, code_lists: Lists
) -> None:
    volunteer = colleague(records, actor, Role.VOLUNTEER)
    with pytest.raises(BadInputError, match="not in these records"):
        _told(records, volunteer, jo.person, code_lists)
    assigned(records, actor, volunteer, jo.person, jo.case)
    rang(records, actor, jo.person)
    theirs = rang(records, volunteer, jo.person)
    assert [one.record_id for one in _told(records, volunteer, jo.person, code_lists).entries] == [theirs]


def test_a_shared_contact_is_told_in_both_cases(
    records: Records, actor: Actor, jo: Helped, code_lists: Lists
) -> None:
    sister = somebody(records, actor, incident=jo.incident, surname="Birch")
    contact = rang(records, actor, jo.person)

    def share(session: RecordSession) -> None:
        session.add(ContactShare(contact_id=contact, case_id=sister.case))

    records.write(actor, share)
    newest = _told(records, actor, sister.person, code_lists).entries[0]
    assert newest.record_id == contact
    assert newest.facts[0] == "Shared by a case about the same incident"


def test_nobody_is_told_of_a_person_who_is_not_there(
    records: Records, actor: Actor, code_lists: Lists
) -> None:
    with pytest.raises(BadInputError, match="not in these records"):
        _told(records, actor, PersonId(new_id()), code_lists)
