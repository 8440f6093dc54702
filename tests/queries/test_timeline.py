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
from desktop.models.registry import OF_A_CASE
from desktop.models.session import RecordSession
from desktop.queries.timeline import Timeline, timeline
from desktop.queries.timeline_lines import NOT_TOLD, TELLINGS
from desktop.store.records import Records
from tests.services.casework import OPENED, RECEIVED, TODAY, Helped, ask, assigned, colleague, rang, somebody

Lists = Mapping[str, CodeList]


@pytest.fixture
def jo(records: Records, actor: Actor) -> Helped:
    return somebody(records, actor)


def _told(records: Records, who: Actor, person: PersonId, lists: Lists, **more: object) -> Timeline:
    return ask(records, who, timeline, person_id=person, code_lists=lists, **more)


def test_every_kind_about_a_person_is_told_or_left_out_for_a_reason() -> None:
    assert {*TELLINGS, *NOT_TOLD} == set(OF_A_CASE)
    assert not TELLINGS.keys() & NOT_TOLD.keys()
    assert all(NOT_TOLD.values())


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
