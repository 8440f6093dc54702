"""Somebody must know at night why not to ring: a reason, a time that ends, and a lead who hears of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from functools import partial

import pytest

from desktop.domain.actor import Actor, Role
from desktop.domain.codes import parse_code_list
from desktop.domain.ids import PersonId, UserId
from desktop.errors import BadInputError, NotAllowedError
from desktop.models.base import new_id
from desktop.models.session import RecordSession
from desktop.platform.resources import resource_names, resource_text
from desktop.queries.code_lists import code_lists
from desktop.queries.glass import broken_glass
from desktop.queries.timeline import timeline
from desktop.security import sign_ins
from desktop.security.key_file import unlock
from desktop.security.key_stretching import LOWEST_ACCEPTED
from desktop.services.accounts import mirror_sign_ins
from desktop.services.code_lists import install_code_lists
from desktop.services.contacts import ContactFacts, NewContact, record_contact
from desktop.services.glass import break_glass, note_seen
from desktop.services.people import PersonWords, register_person
from desktop.store.keys import keys_of
from desktop.store.records import KEY_FILE, Records
from tests.store.kept_keys import PASSPHRASE, Kept
from tests.store.made import Clock

SECRET = "He has her sister's key."
COLLEAGUES = {
    "Wyn Worker": Role.SUPPORT_WORKER,
    "Lena Lead": Role.SAFEGUARDING_LEAD,
    "Vi Volunteer": Role.VOLUNTEER,
}


@pytest.fixture
def service(kept: Kept) -> Kept:
    """Let three colleagues in, each with keys of their own."""
    path = kept.folder / KEY_FILE
    for name, role in COLLEAGUES.items():
        added = sign_ins.add_user(
            kept.unlocked,
            path.read_bytes(),
            user_id=UserId(new_id()),
            user_name=name,
            roles=frozenset({role}),
            passphrase=PASSPHRASE,
            stretching=LOWEST_ACCEPTED,
        )
        path.write_bytes(added.data)
    known = sign_ins.sign_ins(kept.unlocked, path.read_bytes())
    lists = [parse_code_list(resource_text(name)) for name in resource_names("codes", ".toml")]

    def first_day(session: RecordSession) -> None:
        mirror_sign_ins(session, actor=kept.actor, sign_ins=known)
        install_code_lists(session, actor=kept.actor, code_lists=lists)

    records = kept.open()
    records.write(kept.actor, first_day)
    records.close()
    return kept


@contextmanager
def signed_in(service: Kept, name: str, clock: Clock) -> Iterator[tuple[Records, Actor]]:
    """Open the records with what somebody's own passphrase gives them."""
    unlocked = unlock((service.folder / KEY_FILE).read_bytes(), user_name=name, passphrase=PASSPHRASE)
    keys = keys_of(unlocked)
    records = Records(service.folder, keys, clock=clock)
    try:
        yield records, Actor(unlocked.user_id, keys.device_id, name, unlocked.roles)
    finally:
        records.close()


def somebody_with_a_sealed_note(service: Kept, clock: Clock) -> PersonId:
    """Let the manager write a note that is sealed for itself."""
    with signed_in(service, "Mo", clock) as (records, manager):
        words = PersonWords(forename="Nia", surname="Quill")
        person = records.write(manager, partial(register_person, actor=manager, words=words)).value
        facts = ContactFacts(
            happened_on=date(2026, 3, 30),
            channel_code="phone",
            result_code="spoke-with-person",
            note=SECRET,
            restricted=True,
        )
        new = NewContact(person_id=person, facts=facts)
        records.write(manager, partial(record_contact, actor=manager, new=new))
    return person


def is_told(records: Records, actor: Actor, person: PersonId) -> bool:
    """Say whether somebody's page tells them what is sealed."""
    lists = records.read(actor, partial(code_lists, actor=actor))
    ask = partial(timeline, actor=actor, person_id=person, code_lists=lists)
    return SECRET in repr(records.read(actor, ask))


def test_a_worker_breaks_the_glass_for_two_hours_and_the_lead_hears_why(service: Kept, clock: Clock) -> None:
    person = somebody_with_a_sealed_note(service, clock)
    with signed_in(service, "Wyn Worker", clock) as (records, worker):
        assert not is_told(records, worker, person)
        wish = partial(break_glass, actor=worker, person_id=person)
        with pytest.raises(BadInputError, match="reason"):
            records.write(worker, partial(wish, reason="urgent"))
        records.write(worker, partial(wish, reason="She did not come home; may I ring her sister?"))
        assert is_told(records, worker, person)
        clock.now += timedelta(hours=2)
        assert not is_told(records, worker, person)
    with signed_in(service, "Lena Lead", clock) as (records, lead):
        (row,) = records.read(lead, partial(broken_glass, actor=lead))
        assert (row.who, row.seen_by) == ("Wyn Worker", None)
        assert "her sister" in row.reason
        seen = partial(note_seen, actor=lead, glass_id=row.glass_id, version=row.version)
        records.write(lead, seen)
        (row,) = records.read(lead, partial(broken_glass, actor=lead))
        assert row.seen_by == "Lena Lead"


def test_a_volunteer_has_no_glass_to_break(service: Kept, clock: Clock) -> None:
    person = somebody_with_a_sealed_note(service, clock)
    with signed_in(service, "Vi Volunteer", clock) as (records, volunteer):
        assert not records.keys.sealer.can_open
        assert not records.keys.sealer.may_break_glass
        reason = "She did not come home; may I ring her sister?"
        wish = partial(break_glass, actor=volunteer, person_id=person, reason=reason)
        with pytest.raises(NotAllowedError):
            records.write(volunteer, wish)
