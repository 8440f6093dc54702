"""A person's record: added, found, changed, put away, erased."""

from collections.abc import Mapping
from datetime import date
from functools import partial

import pytest
from sqlalchemy import select

from desktop.domain.actor import Actor, Role
from desktop.domain.codes import CodeList
from desktop.domain.dates import PartialDate
from desktop.domain.ids import IncidentId, PersonId
from desktop.domain.incident_words import IncidentWords
from desktop.domain.safe_contact import Channel, SafeState
from desktop.errors import BadInputError, NotAllowedError, RefusedError, StaleVersionError
from desktop.models.change import Change
from desktop.models.incident import Incident
from desktop.models.person import ContactPoint
from desktop.queries.access import who_looked
from desktop.queries.history import record_history
from desktop.queries.people import find_people, person_details
from desktop.services.contact_points import (
    ContactWords,
    add_contact_point,
    national_digits,
    reveal_contact,
    say_what_is_safe,
)
from desktop.services.people import (
    PersonWords,
    archive_person,
    bring_back_person,
    change_person,
    erase_person,
    register_person,
)
from desktop.services.referrals import ReferralWords, record_incident, record_referral
from desktop.store.records import Records

ADA = PersonWords(forename="Ada", surname="Wren", born=PartialDate(date(1968, 2, 22)), postcode="TS10 2BE")


def _register(records: Records, actor: Actor, words: PersonWords = ADA) -> PersonId:
    return records.write(actor, partial(register_person, actor=actor, words=words)).value


def _add_phone(records: Records, actor: Actor, person: PersonId, state: SafeState) -> None:
    words = ContactWords(channel=Channel.PHONE, value="07700 900123", state=state)
    records.write(actor, partial(add_contact_point, actor=actor, person_id=person, words=words))


def _found(records: Records, actor: Actor, text: str) -> list[tuple[str, str]]:
    answer = records.read(actor, partial(find_people, actor=actor, text=text))
    return [(row.name, row.tier) for row in answer.rows]


@pytest.mark.parametrize(
    ("text", "tier"),
    [
        ("wren", "exact"),
        ("Ada Wren", "exact"),
        ("wren a", "prefix"),
        ("ad wr", "prefix"),
        ("Adah Renn", "sound"),
        ("22/02/1968", "exact"),
        ("07700 900123", "phone"),
        ("ts10 2be", "exact"),
        ("pa-000001-", "prefix"),
        ("pa-0009", "none"),
    ],
)
def test_a_person_is_found_by_what_somebody_remembers(
    records: Records, actor: Actor, text: str, tier: str
) -> None:
    person = _register(records, actor)
    _add_phone(records, actor, person, SafeState.UNKNOWN)
    _register(records, actor, PersonWords(forename="Bo", surname="Finch"))
    assert _found(records, actor, text) == ([] if tier == "none" else [("Ada Wren", tier)])


def test_a_nickname_finds_the_full_name(records: Records, actor: Actor) -> None:
    _register(records, actor, PersonWords(forename="William", surname="Heron"))
    assert ("William Heron", "nickname") in _found(records, actor, "bill heron")


def test_a_reference_finds_its_person(records: Records, actor: Actor) -> None:
    _register(records, actor)
    reference = records.read(actor, partial(find_people, actor=actor, text="wren")).rows[0].reference
    assert _found(records, actor, reference.lower()) == [("Ada Wren", "exact")]


def test_a_changed_name_is_found_and_the_old_one_is_not(
    records: Records, actor: Actor, code_lists: Mapping[str, CodeList]
) -> None:
    person = _register(records, actor)
    details = records.read(
        actor, partial(person_details, actor=actor, person_id=person, code_lists=code_lists)
    )
    words = PersonWords(forename="Ada", surname="Kestrel")
    change = partial(change_person, actor=actor, person_id=person, version=details.version, words=words)
    records.write(actor, change)
    assert _found(records, actor, "wren") == []
    assert _found(records, actor, "kestrel") == [("Ada Kestrel", "exact")]
    with pytest.raises(StaleVersionError, match="meanwhile"):
        records.write(actor, change)
    latest = records.read(actor, partial(record_history, actor=actor, record_id=person))[0]
    assert ("surname", "Wren", "Kestrel") in {(f.field, f.before, f.after) for f in latest.fields}


def test_a_date_of_birth_in_the_future_is_refused(records: Records, actor: Actor) -> None:
    words = PersonWords(surname="Wren", born=PartialDate(date(2031, 1, 1)))
    with pytest.raises(BadInputError, match="future"):
        _register(records, actor, words)


def test_an_archived_person_is_not_found_until_brought_back(records: Records, actor: Actor) -> None:
    person = _register(records, actor)
    records.write(actor, partial(archive_person, actor=actor, person_id=person))
    assert _found(records, actor, "wren") == []
    records.write(actor, partial(bring_back_person, actor=actor, person_id=person))
    assert _found(records, actor, "wren") == [("Ada Wren", "exact")]


def test_a_volunteer_neither_finds_nor_sees_anybody(records: Records, actor: Actor) -> None:
    _register(records, actor)
    volunteer = Actor(actor.user_id, actor.device_id, "Vi", frozenset({Role.VOLUNTEER}))
    with pytest.raises(NotAllowedError):
        records.read(volunteer, partial(find_people, actor=volunteer, text="wren"))


def test_an_unsafe_number_is_never_revealed(
    records: Records, actor: Actor, code_lists: Mapping[str, CodeList]
) -> None:
    person = _register(records, actor)
    _add_phone(records, actor, person, SafeState.UNSAFE)
    details = records.read(
        actor, partial(person_details, actor=actor, person_id=person, code_lists=code_lists)
    )
    (line,) = details.contacts
    assert "900123" not in line.masked
    reveal = partial(reveal_contact, actor=actor, contact_point_id=line.contact_point_id)
    with pytest.raises(RefusedError, match="not safe"):
        records.write(actor, reveal)
    safe = partial(
        say_what_is_safe,
        actor=actor,
        contact_point_id=line.contact_point_id,
        version=1,
        state=SafeState.SAFE,
    )
    records.write(actor, safe)
    assert records.write(actor, reveal).value == "07700 900123"
    looks = records.read(actor, partial(who_looked, actor=actor, record_id=line.contact_point_id))
    assert [look.what for look in looks] == ["revealed"]


def test_history_reveals_no_number_past_the_rule_of_safe_contact(records: Records, actor: Actor) -> None:
    person = _register(records, actor)
    _add_phone(records, actor, person, SafeState.UNSAFE)
    point = records.read(actor, lambda session: session.scalars(select(ContactPoint.id)).one())
    rows = records.read(actor, partial(record_history, actor=actor, record_id=point))
    told = {change.field: change.after for change in rows[0].fields}
    assert told["state"] == "unsafe"
    assert told["value"] == told["digits"] == "••••••"


def test_a_number_that_cannot_be_one_is_refused(records: Records, actor: Actor) -> None:
    person = _register(records, actor)
    words = ContactWords(channel=Channel.PHONE, value="ask her mother")
    with pytest.raises(BadInputError, match="telephone"):
        records.write(actor, partial(add_contact_point, actor=actor, person_id=person, words=words))


@pytest.mark.parametrize("typed", ["07700 900123", "+44 7700 900123", "(07700) 900-123"])
def test_a_number_has_the_same_digits_however_it_is_typed(typed: str) -> None:
    assert national_digits(typed) == "7700900123"


def test_an_erased_person_is_gone_from_record_history_and_search(records: Records, actor: Actor) -> None:
    person = _register(records, actor)
    _add_phone(records, actor, person, SafeState.UNKNOWN)
    records.write(actor, partial(erase_person, actor=actor, person_id=person))
    assert _found(records, actor, "wren") == []
    assert _found(records, actor, "07700900123") == []
    told = records.read(actor, lambda session: " ".join(filter(None, session.scalars(select(Change.fields)))))
    assert "Wren" not in told
    assert "900123" not in told


def _refer(records: Records, actor: Actor, person: PersonId, incident: IncidentId) -> None:
    words = ReferralWords(received_on=date(2026, 1, 5))
    work = partial(record_referral, actor=actor, words=words, person_id=person, incident_id=incident)
    records.write(actor, work)


def test_a_crime_number_goes_with_the_last_person_it_leads_to(records: Records, actor: Actor) -> None:
    one, other = _register(records, actor), _register(records, actor, PersonWords(forename="Bea"))
    words = IncidentWords(crime_number="XMP-26-000123", place="behind the bakery", crime_code="burglary")
    incident = records.write(actor, partial(record_incident, actor=actor, words=words)).value
    _refer(records, actor, one, incident)
    _refer(records, actor, other, incident)
    records.write(actor, partial(erase_person, actor=actor, person_id=one))
    assert records.read(actor, lambda session: session.get_one(Incident, incident).crime_number) is not None
    records.write(actor, partial(erase_person, actor=actor, person_id=other))
    left = records.read(actor, lambda session: session.get_one(Incident, incident))
    assert (left.crime_number, left.place, left.crime_code) == (None, None, "burglary")
    told = records.read(actor, lambda session: " ".join(filter(None, session.scalars(select(Change.fields)))))
    assert "XMP-26-000123" not in told
    assert "bakery" not in told
