"""A contact is written down where it belongs, corrected by who may, and never makes a number safe."""

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from desktop.domain.actor import Actor, Role
from desktop.domain.codes import CodeList
from desktop.domain.ids import CaseId, ContactPointId, PersonId, ReferralId
from desktop.domain.safe_contact import Channel, SafeState
from desktop.errors import BadInputError, NotAllowedError, RefusedError, StaleVersionError
from desktop.models.base import new_id
from desktop.models.contact import Contact
from desktop.models.person import ContactPoint
from desktop.queries.contacts import ContactDetails, cases_to_share_with, contact_details, list_contacts
from desktop.queries.history import record_history
from desktop.services.cases import CaseWords, open_case
from desktop.services.contact_points import ContactWords, add_contact_point
from desktop.services.contacts import NewContact, archive_contact, correct_contact, record_contact
from desktop.services.people import PersonWords, register_person
from desktop.services.referrals import ReferralWords, record_referral
from desktop.store.keys import StoreKeys
from desktop.store.records import Records
from tests.services.casework import (
    OPENED,
    RECEIVED,
    TODAY,
    Helped,
    ask,
    assigned,
    call,
    colleague,
    do,
    opened_without_keys,
    rang,
    somebody,
)
from tests.store.made import NOBODY, Clock

Lists = Mapping[str, CodeList]


def _seen(records: Records, who: Actor, person: PersonId, lists: Lists) -> tuple[ContactDetails, ...]:
    return ask(records, who, list_contacts, person_id=person, code_lists=lists)


def test_a_call_goes_to_the_one_open_case(
    records: Records, actor: Actor, jo: Helped, code_lists: Lists
) -> None:
    rang(records, actor, jo.person, support_codes=frozenset({"emotional"}), at_time="09:05")
    (seen,) = _seen(records, actor, jo.person, code_lists)
    assert seen.case_id == jo.case
    assert (seen.channel, seen.result, seen.reached) == ("Phone", "Spoke with the person", True)
    assert (seen.minutes, seen.at_time, seen.note.text) == (12, "09:05", "All well.")
    assert seen.support == ("Emotional support",)
    assert seen.who == actor.name
    history = ask(records, actor, record_history, record_id=seen.contact_id)
    assert [(row.operation, row.user) for row in history] == [("insert", actor.name)]


def test_no_answer_reaches_nobody(records: Records, actor: Actor, jo: Helped, code_lists: Lists) -> None:
    rang(records, actor, jo.person, result_code="no-answer", minutes=0, note=None)
    (seen,) = _seen(records, actor, jo.person, code_lists)
    assert not seen.reached


def test_with_two_open_cases_somebody_must_choose(records: Records, actor: Actor, jo: Helped) -> None:
    words = ReferralWords(received_on=RECEIVED)
    again = do(records, actor, record_referral, words=words, person_id=jo.person)
    second = do(records, actor, open_case, referral_id=again, words=CaseWords(opened_on=OPENED))
    with pytest.raises(BadInputError, match="more than one open case"):
        rang(records, actor, jo.person)
    new = NewContact(person_id=jo.person, facts=call(), case_id=second)
    contact = do(records, actor, record_contact, new=new)
    assert ask(records, actor, contact_details, contact_id=contact, code_lists={}).case_id == second


def test_before_there_is_a_case_a_contact_belongs_to_the_referral_in_waiting(
    records: Records, actor: Actor, code_lists: Lists
) -> None:
    person = do(records, actor, register_person, words=PersonWords(known_as="Sam"))
    rang(records, actor, person)
    words = ReferralWords(received_on=RECEIVED)
    referral = do(records, actor, record_referral, words=words, person_id=person)
    rang(records, actor, person)
    seen = _seen(records, actor, person, code_lists)
    assert [(one.referral_id, one.case_id) for one in seen] == [(referral, None), (None, None)]


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"happened_on": TODAY + timedelta(days=1)}, "future"),
        ({"at_time": "25:00"}, "not a time"),
        ({"at_time": "23:59"}, "later today"),
        ({"minutes": -1}, "minutes"),
        ({"minutes": 601}, "minutes"),
        ({"direction": "up"}, "who made"),
        ({"channel_code": "pigeon"}, "pigeon"),
        ({"result_code": "fine"}, "fine"),
        ({"support_codes": frozenset({"magic"})}, "magic"),
        ({"note": "x" * 50_001}, "50,001"),
        ({"contact_point_id": ContactPointId(new_id())}, "number or address"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(
    records: Records, actor: Actor, jo: Helped, changed: dict[str, object], sentence: str
) -> None:
    with pytest.raises(BadInputError, match=sentence):
        rang(records, actor, jo.person, **changed)


@pytest.mark.parametrize("minutes", [0, 600, None])
def test_minutes_may_be_none_and_as_long_as_a_day_at_court(
    records: Records, actor: Actor, jo: Helped, minutes: int | None
) -> None:
    contact = rang(records, actor, jo.person, minutes=minutes)
    assert ask(records, actor, contact_details, contact_id=contact, code_lists={}).minutes == minutes


def test_neither_somebody_elses_case_nor_referral_is_taken(
    records: Records, actor: Actor, jo: Helped
) -> None:
    other = somebody(records, actor, surname="Birch")
    for words in (
        NewContact(person_id=jo.person, facts=call(), case_id=other.case),
        NewContact(person_id=jo.person, facts=call(), referral_id=other.referral),
        NewContact(person_id=PersonId(new_id()), facts=call()),
        NewContact(person_id=jo.person, facts=call(), referral_id=ReferralId(new_id())),
        NewContact(person_id=jo.person, facts=call(), referral_id=jo.referral, case_id=CaseId(new_id())),
    ):
        with pytest.raises(BadInputError):
            do(records, actor, record_contact, new=words)


def test_a_contact_is_shared_only_with_cases_about_the_same_incident(
    records: Records, actor: Actor, jo: Helped, code_lists: Lists
) -> None:
    sister = somebody(records, actor, incident=jo.incident, surname="Birch")
    stranger = somebody(records, actor, surname="Cole")
    offered = ask(records, actor, cases_to_share_with, case_id=jo.case)
    assert [one.case_id for one in offered] == [sister.case]
    new = NewContact(person_id=jo.person, facts=call(), share_with=frozenset({sister.case}))
    contact = do(records, actor, record_contact, new=new)
    seen = ask(records, actor, contact_details, contact_id=contact, code_lists=code_lists)
    assert seen.shared_with == (offered[0].reference,)
    wrong = NewContact(person_id=jo.person, facts=call(), share_with=frozenset({stranger.case}))
    with pytest.raises(RefusedError, match="same incident"):
        do(records, actor, record_contact, new=wrong)
    do(records, actor, archive_contact, contact_id=contact, version=1)
    assert _seen(records, actor, jo.person, code_lists) == ()


def test_a_correction_is_its_authors_or_a_supervisors(
    records: Records, actor: Actor, jo: Helped, code_lists: Lists
) -> None:
    worker, other = (colleague(records, actor, Role.SUPPORT_WORKER) for _ in range(2))
    contact = rang(records, worker, jo.person)
    with pytest.raises(NotAllowedError, match="Only who wrote"):
        do(records, other, correct_contact, contact_id=contact, version=1, facts=call(minutes=5))
    assert not _seen(records, other, jo.person, code_lists)[0].may_correct
    do(records, worker, correct_contact, contact_id=contact, version=1, facts=call(minutes=5))
    with pytest.raises(StaleVersionError):
        do(records, worker, correct_contact, contact_id=contact, version=1, facts=call(minutes=6))
    do(records, actor, correct_contact, contact_id=contact, version=2, facts=call(minutes=7, note="Well."))
    (seen,) = _seen(records, actor, jo.person, code_lists)
    assert (seen.minutes, seen.note.text, seen.version) == (7, "Well.", 3)
    newest, _, first = ask(records, actor, record_history, record_id=contact)
    assert (newest.user, first.user) == (actor.name, worker.name)
    assert ("minutes", "5", "7") in {(one.field, one.before, one.after) for one in newest.fields}


def test_a_volunteer_records_for_assigned_people_alone_and_sees_their_own_entries(
    records: Records, actor: Actor, jo: Helped, code_lists: Lists
) -> None:
    volunteer = colleague(records, actor, Role.VOLUNTEER)
    with pytest.raises(BadInputError, match="not in these records"):
        rang(records, volunteer, jo.person)
    assigned(records, actor, volunteer, jo.person, jo.case)
    theirs, workers = rang(records, volunteer, jo.person), rang(records, actor, jo.person)
    (seen,) = _seen(records, volunteer, jo.person, code_lists)
    assert (seen.contact_id, seen.case_id, seen.case_reference) == (theirs, jo.case, None)
    with pytest.raises(BadInputError, match="not in these records"):
        ask(records, volunteer, contact_details, contact_id=workers, code_lists=code_lists)
    for deed in (correct_contact, archive_contact):
        more = {"facts": call()} if deed is correct_contact else {}
        with pytest.raises(BadInputError, match="not in these records"):
            do(records, volunteer, deed, contact_id=workers, version=1, **more)
    elsewhere = NewContact(person_id=jo.person, facts=call(), referral_id=jo.referral)
    with pytest.raises(RefusedError, match="assigned"):
        do(records, volunteer, record_contact, new=elsewhere)


@pytest.mark.parametrize("result", ["number-wrong", "not-safe"])
def test_a_wrong_or_unsafe_number_is_safe_no_longer(
    records: Records, actor: Actor, jo: Helped, result: str
) -> None:
    safe = ContactWords(channel=Channel.PHONE, value="020 7946 0018", state=SafeState.SAFE)
    point = do(records, actor, add_contact_point, person_id=jo.person, words=safe)
    state = select(ContactPoint.state).where(ContactPoint.id == point)
    rang(records, actor, jo.person, contact_point_id=point, result_code="no-answer")
    assert records.read(NOBODY, lambda session: session.scalar(state)) == "safe"
    rang(records, actor, jo.person, contact_point_id=point, result_code=result)
    assert records.read(NOBODY, lambda session: session.scalar(state)) == "unsafe"
    rang(records, actor, jo.person, contact_point_id=point)
    assert records.read(NOBODY, lambda session: session.scalar(state)) == "unsafe"


def test_a_restricted_note_is_withheld_and_survives_a_correction_by_who_may_not_read_it(
    records: Records, actor: Actor, jo: Helped, folder: Path, keys: StoreKeys, clock: Clock, code_lists: Lists
) -> None:
    worker = colleague(records, actor, Role.SUPPORT_WORKER)
    contact = rang(records, worker, jo.person, restricted=True, note="He knows the school.")
    records.close()
    theirs = opened_without_keys(folder, keys, clock)
    seen = ask(theirs, worker, contact_details, contact_id=contact, code_lists=code_lists)
    assert seen.note.withheld
    assert seen.note.text == ""
    blank = call(restricted=True, note=None, minutes=3)
    do(theirs, worker, correct_contact, contact_id=contact, version=1, facts=blank)
    with pytest.raises(NotAllowedError, match="restricted"):
        do(theirs, worker, correct_contact, contact_id=contact, version=2, facts=call(note=None))
    theirs.close()
    leads = Records(folder, keys, clock=clock)
    seen = ask(leads, actor, contact_details, contact_id=contact, code_lists=code_lists)
    assert (seen.note.text, seen.minutes) == ("He knows the school.", 3)
    leads.close()


def test_a_note_that_becomes_restricted_leaves_no_clear_word_in_history(
    records: Records, actor: Actor, jo: Helped
) -> None:
    contact = rang(records, actor, jo.person, note="He knows the school.")
    facts = call(restricted=True, note="He knows the school.")
    do(records, actor, correct_contact, contact_id=contact, version=1, facts=facts)
    told = ask(records, actor, record_history, record_id=contact)
    assert not any("school" in one.before + one.after for row in told for one in row.fields)
    kept = records.read(NOBODY, lambda session: session.scalar(select(Contact.note)))
    assert "school" not in str(kept)
