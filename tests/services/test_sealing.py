"""A sealed case is out of sight for whoever does not read sealed text, and comes back word for word."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from desktop.domain.actor import Actor, Role
from desktop.domain.codes import CodeList
from desktop.domain.sealed_text import Sealed
from desktop.errors import BadInputError, NotAllowedError, RefusedError, StaleVersionError
from desktop.models.attachment import AttachmentBody
from desktop.models.contact import Contact
from desktop.models.referral import Referral
from desktop.models.session import RecordSession
from desktop.queries.cases import case_details, list_cases
from desktop.queries.contacts import contact_details, list_contacts
from desktop.queries.history import record_history
from desktop.queries.people import find_people, person_details
from desktop.queries.timeline import timeline
from desktop.services.attachments import NewAttachment, add_attachment, take_attachment
from desktop.services.cases import CaseWords, open_case
from desktop.services.contacts import NewContact, record_contact
from desktop.services.referrals import ReferralWords, record_referral
from desktop.services.sealing import seal_case, unseal_case
from desktop.store.keys import StoreKeys
from desktop.store.records import Records
from tests.services.casework import (
    OPENED,
    RECEIVED,
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


def test_sealing_a_case_takes_the_person_out_of_sight_of_who_sealed_it(
    records: Records, worker: Actor, jo: Helped, code_lists: Lists
) -> None:
    contact = rang(records, worker, jo.person)
    with pytest.raises(StaleVersionError):
        do(records, worker, seal_case, case_id=jo.case, version=7)
    do(records, worker, seal_case, case_id=jo.case, version=1)
    for question, words in (
        (case_details, {"case_id": jo.case}),
        (contact_details, {"contact_id": contact}),
        (list_contacts, {"person_id": jo.person}),
        (timeline, {"person_id": jo.person}),
        (person_details, {"person_id": jo.person}),
    ):
        with pytest.raises(BadInputError, match="not in these records"):
            ask(records, worker, question, code_lists=code_lists, **words)
    for record in (contact, jo.case, jo.referral, jo.person):
        with pytest.raises(BadInputError, match="not in these records"):
            ask(records, worker, record_history, record_id=record)
    assert ask(records, worker, list_cases, code_lists=code_lists).total == 0
    assert ask(records, worker, find_people, text="Ashdown").rows == ()
    with pytest.raises(BadInputError, match="not in these records"):
        do(records, worker, seal_case, case_id=jo.case, version=2)


def test_a_lead_reads_a_sealed_case_and_knows_that_it_is_sealed(
    records: Records, actor: Actor, jo: Helped, code_lists: Lists
) -> None:
    contact = rang(records, actor, jo.person)
    do(records, actor, seal_case, case_id=jo.case, version=1)
    with pytest.raises(RefusedError, match="sealed already"):
        do(records, actor, seal_case, case_id=jo.case, version=2)
    seen = ask(records, actor, contact_details, contact_id=contact, code_lists=code_lists)
    assert (seen.note.text, seen.note.sealed) == ("All well.", True)
    told = ask(records, actor, timeline, person_id=jo.person, code_lists=code_lists)
    assert [one.title for one in told.entries if one.sealed] == [
        "Phone: Spoke with the person",
        "Case sealed",
        "Case opened",
    ]
    assert ask(records, actor, find_people, text="Ashdown").rows[0].person_id == jo.person
    history = ask(records, actor, record_history, record_id=contact)
    assert not any("All well" in one.before + one.after for row in history for one in row.fields)


def test_with_another_case_the_person_stays_and_the_sealed_case_is_not_there(
    records: Records, actor: Actor, worker: Actor, jo: Helped, code_lists: Lists
) -> None:
    rang(records, actor, jo.person)
    again = do(
        records, actor, record_referral, words=ReferralWords(received_on=RECEIVED), person_id=jo.person
    )
    second = do(records, actor, open_case, referral_id=again, words=CaseWords(opened_on=OPENED))
    do(records, actor, seal_case, case_id=jo.case, version=1)
    told = ask(records, worker, timeline, person_id=jo.person, code_lists=code_lists)
    assert {(one.kind, one.record_id) for one in told.entries} == {
        ("support_case", second),
        ("referral", again),
    }
    assert not any(one.sealed for one in told.entries)
    contact = rang(records, worker, jo.person)  # the one open case that this worker sees
    seen = ask(records, worker, contact_details, contact_id=contact, code_lists=code_lists)
    assert seen.case_id == second


def test_a_restricted_note_of_an_open_case_is_sealed_not_hidden(
    records: Records,
    actor: Actor,
    worker: Actor,
    jo: Helped,
    code_lists: Lists,
    folder: Path,
    keys: StoreKeys,
    clock: Clock,
) -> None:
    rang(records, actor, jo.person, restricted=True)
    records.close()
    theirs = opened_without_keys(folder, keys, clock, glass=True)
    newest = ask(theirs, worker, timeline, person_id=jo.person, code_lists=code_lists).entries[0]
    assert (newest.sealed, newest.words.withheld, newest.words.text) == (True, True, "")
    assert "Restricted" in newest.facts
    theirs.close()


def test_new_words_in_a_sealed_case_are_sealed_from_their_first_byte(
    records: Records, actor: Actor, jo: Helped
) -> None:
    do(records, actor, seal_case, case_id=jo.case, version=1)
    new = NewContact(person_id=jo.person, facts=call(), case_id=jo.case)
    contact = do(records, actor, record_contact, new=new)
    kept = records.read(NOBODY, lambda session: session.get_one(Contact, contact).note)
    assert isinstance(kept, Sealed)


def test_unsealing_gives_back_every_word_but_those_sealed_for_themselves(
    records: Records, actor: Actor, worker: Actor, jo: Helped, code_lists: Lists
) -> None:
    plain = rang(records, actor, jo.person)
    restricted = rang(records, actor, jo.person, restricted=True)

    def as_received(session: RecordSession) -> None:
        session.get_one(Referral, jo.referral).as_received = "Rang the shop"

    records.write(actor, as_received)
    with pytest.raises(RefusedError, match="is not sealed"):
        do(records, actor, unseal_case, case_id=jo.case, version=1)
    do(records, actor, seal_case, case_id=jo.case, version=1)

    def kept(session: RecordSession) -> list[object]:
        notes = [session.get_one(Contact, one).note for one in (plain, restricted)]
        return [*notes, session.get_one(Referral, jo.referral).as_received]

    assert [type(one) for one in records.read(NOBODY, kept)] == [Sealed] * 3
    with pytest.raises(NotAllowedError, match="role"):
        do(records, worker, unseal_case, case_id=jo.case, version=2)
    do(records, actor, unseal_case, case_id=jo.case, version=2)
    opened = records.read(NOBODY, kept)
    assert (opened[0], type(opened[1]), opened[2]) == ("All well.", Sealed, "Rang the shop")
    seen = ask(records, worker, contact_details, contact_id=plain, code_lists=code_lists)
    assert (seen.note.text, seen.note.sealed) == ("All well.", False)


def test_without_the_key_nobody_unseals(
    records: Records, actor: Actor, jo: Helped, folder: Path, keys: StoreKeys, clock: Clock
) -> None:
    do(records, actor, seal_case, case_id=jo.case, version=1)
    records.close()
    theirs = opened_without_keys(folder, keys, clock)
    with pytest.raises(NotAllowedError, match="key"):
        do(theirs, actor, unseal_case, case_id=jo.case, version=2)
    theirs.close()


def test_the_files_of_a_case_are_sealed_with_it(records: Records, actor: Actor, jo: Helped) -> None:
    new = NewAttachment(name="Statement.pdf", content=b"%PDF-1.7 a statement")
    attachment = do(records, actor, add_attachment, person_id=jo.person, case_id=jo.case, attachment=new)
    do(records, actor, seal_case, case_id=jo.case, version=1)
    body = records.read(NOBODY, lambda session: session.get_one(AttachmentBody, attachment).body)
    assert b"statement" not in (body or b"")
    taken = do(records, actor, take_attachment, attachment_id=attachment)
    assert (taken.name, taken.content) == ("Statement.pdf", new.content)


def test_sealing_ends_what_volunteers_do_in_the_case(records: Records, actor: Actor, jo: Helped) -> None:
    volunteer = colleague(records, actor, Role.VOLUNTEER)
    assigned(records, actor, volunteer, jo.person, jo.case)
    again = do(
        records, actor, record_referral, words=ReferralWords(received_on=RECEIVED), person_id=jo.person
    )
    do(records, actor, open_case, referral_id=again, words=CaseWords(opened_on=OPENED))
    do(records, actor, seal_case, case_id=jo.case, version=1)
    with pytest.raises(BadInputError, match="not in these records"):
        rang(records, volunteer, jo.person)


def test_a_sealed_cases_referral_finds_nobody(records: Records, actor: Actor, worker: Actor) -> None:
    jo = somebody(records, actor)
    words = ReferralWords(received_on=RECEIVED, external_source="Police list", external_reference="V-77")
    referral = do(records, actor, record_referral, words=words, person_id=jo.person)
    second = do(records, actor, open_case, referral_id=referral, words=CaseWords(opened_on=OPENED))
    found = ask(records, worker, find_people, text="V-77")
    assert [row.person_id for row in found.rows] == [jo.person]
    do(records, actor, seal_case, case_id=second, version=1)
    still_found = ask(records, worker, find_people, text="Ashdown")
    assert [row.person_id for row in still_found.rows] == [jo.person]
    assert ask(records, worker, find_people, text="V-77").rows == ()
    assert len(ask(records, actor, find_people, text="V-77").rows) == 1
