"""With every key that a volunteer's sign-in opens, the raw file holds no word that was ever sealed."""

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from typing import Any

import pytest
from sqlalchemy import select

from desktop.domain.actor import Role
from desktop.domain.ids import CaseId, PersonId, UserId
from desktop.domain.sealed_text import Sealed
from desktop.errors import NotAllowedError
from desktop.models.attachment import AttachmentBody
from desktop.models.base import CaseRecord, new_id
from desktop.models.case import Case
from desktop.models.contact import Contact
from desktop.models.guarded import guarded_fields, is_always_sealed, keep_words
from desktop.models.referral import Referral
from desktop.models.registry import OF_A_CASE
from desktop.models.reminder import Reminder
from desktop.models.session import RecordSession
from desktop.models.supervision import SupervisionNote
from desktop.security.key_file import unlock
from desktop.security.key_stretching import LOWEST_ACCEPTED
from desktop.security.sign_ins import add_user
from desktop.services.attachments import NewAttachment, add_attachment
from desktop.services.sealing import seal_case
from desktop.store.drafts import DRAFTS_FILE, Draft, Drafts, drafts_salt
from desktop.store.keys import StoreKeys, keys_of
from desktop.store.opening import open_keyed
from desktop.store.records import KEY_FILE, RECORDS_FILE
from tests.services.planted import MARK, TODAY, World, filled, made_world, plant, planted_word
from tests.store.kept_keys import Kept
from tests.store.raw_pages import decrypted_pages

_EMPTIED = "emptied"
PASSPHRASE = "quiet river seven lanterns"


def _begin_case(session: RecordSession, kept: Kept) -> CaseId:
    """Write a whole case, word for word in clear."""
    world = made_world(session, "1")
    for model in OF_A_CASE:
        plant(world, model, "before")
    case = session.get_one(Case, world.case)
    assert case.referral_id is not None
    referral = session.get_one(Referral, case.referral_id)
    referral.as_received = planted_word(Referral, "as_received", "before")
    referral.kept_apart = planted_word(Referral, "kept_apart", "before")
    reminder = Reminder(
        user_id=kept.actor.user_id,
        person_id=world.person,
        case_id=world.case,
        due_on=TODAY,
        words=planted_word(Reminder, "words", "before"),
        written_by=kept.actor.user_id,
    )
    session.add(reminder)
    note = SupervisionNote(
        worker_id=kept.actor.user_id,
        supervisor_id=kept.actor.user_id,
        case_id=world.case,
        held_on=TODAY,
        words=planted_word(SupervisionNote, "words", "before"),
        agreed=planted_word(SupervisionNote, "agreed", "before"),
    )
    session.add(note)
    plant(world, Contact, _EMPTIED)
    file = NewAttachment(name=f"{MARK}.pdf", content=b"%PDF-1.7 " + MARK.encode())
    add_attachment(session, actor=kept.actor, person_id=world.person, case_id=world.case, attachment=file)
    return world.case


def _change_case(session: RecordSession, case_id: CaseId) -> None:
    """Write every word of it anew, so that the history holds both; some are only taken away."""
    for model in OF_A_CASE:
        for record in session.scalars(select(model).where(model.case_id == case_id)):
            for field in guarded_fields(model):
                words = getattr(record, field)
                emptied = isinstance(words, str) and _EMPTIED in words
                text = None if emptied else planted_word(model, field, "changed")
                keep_words(session, record, field, text, sealed=False)


def _seal_case(session: RecordSession, kept: Kept, case_id: CaseId) -> None:
    version = session.get_one(Case, case_id).version
    seal_case(session, actor=kept.actor, case_id=case_id, version=version)


def _write_on(session: RecordSession, case_id: CaseId) -> None:
    """Write into the sealed case; the other ends are new, for what may be linked only once."""
    person = PersonId(session.get_one(Case, case_id).person_id)
    world = World(session, person, case_id, made_world(session, "2").links)
    for model in OF_A_CASE:
        plant(world, model, "after")


def _plant_in_an_open_case(session: RecordSession) -> None:
    """Write what is sealed for itself, in a case that is not."""
    world = made_world(session, "3")
    for model in OF_A_CASE:
        record = model(person_id=world.person, case_id=world.case, **filled(world, model))
        if isinstance(record, Contact):
            record.restricted = True
        for field in guarded_fields(model):
            if is_always_sealed(record, field):
                keep_words(session, record, field, planted_word(model, field, "open"), sealed=False)
        session.add(record)


@pytest.fixture
def volunteer(kept: Kept) -> StoreKeys:
    """Let a volunteer in, and give every key that their passphrase opens."""
    data = (kept.folder / KEY_FILE).read_bytes()
    grown = add_user(
        kept.unlocked,
        data,
        user_id=UserId(new_id()),
        user_name="Val",
        roles=frozenset({Role.VOLUNTEER}),
        passphrase=PASSPHRASE,
        stretching=LOWEST_ACCEPTED,
    )
    return keys_of(unlock(grown.data, user_name="Val", passphrase=PASSPHRASE))


def _raw(kept: Kept, keys: StoreKeys) -> Iterator[tuple[str, bytes]]:
    """Give every value of the records and the drafts, and all their pages, the unused ones too."""
    files = (
        (kept.folder / RECORDS_FILE, keys.file_key, keys.file_salt),
        (kept.folder / DRAFTS_FILE, keys.drafts_key, drafts_salt(keys)),
    )
    for path, key, salt in files:
        connection: Any = open_keyed(path, key, salt, read_only=True)
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        for (table,) in tables:
            for row in connection.execute(f'SELECT * FROM "{table}"'):  # noqa: S608 -- names of our own
                for value in row:
                    kept_as = value if isinstance(value, bytes) else str(value).encode()
                    yield f"{path.name}, {table}", kept_as
        connection.close()
        yield f"{path.name}, a page", b"".join(decrypted_pages(path.read_bytes(), key))


def _found(kept: Kept, keys: StoreKeys) -> set[str]:
    """Name the tables in which a planted word stands, in clear, in capitals, as UTF-16 or in hexadecimal."""
    spelled = [MARK.encode(), MARK.encode("utf-16-le"), MARK.encode().hex().encode()]
    lowered = [spelling.lower() for spelling in spelled]
    return {
        where for where, value in _raw(kept, keys) if any(spelling in value.lower() for spelling in lowered)
    }


def test_every_kind_about_a_person_is_planted(kept: Kept) -> None:
    records = kept.open()

    def plant_all(session: RecordSession) -> set[type[CaseRecord]]:
        world = made_world(session, "1")
        return {type(plant(world, model, "before")) for model in OF_A_CASE}

    assert records.write(kept.actor, plant_all).value == set(OF_A_CASE)
    records.close()


def test_a_word_in_clear_would_be_found(kept: Kept, volunteer: StoreKeys) -> None:
    records = kept.open()

    def forget_to_seal(session: RecordSession) -> None:
        world = made_world(session, "1")
        values = filled(world, Contact)
        contact = Contact(person_id=world.person, case_id=world.case, restricted=True, **values)
        contact.note = f"{MARK} in clear"
        session.add(contact)

    records.write(kept.actor, forget_to_seal)
    records.close()
    assert _found(kept, volunteer) == {"records.db, contact", "records.db, change", "records.db, a page"}


def test_a_volunteers_keys_find_no_sealed_word_in_the_file(kept: Kept, volunteer: StoreKeys) -> None:
    records = kept.open()
    case = records.write(kept.actor, partial(_begin_case, kept=kept)).value
    records.write(kept.actor, partial(_change_case, case_id=case))
    records.write(kept.actor, partial(_seal_case, kept=kept, case_id=case))
    records.write(kept.actor, partial(_write_on, case_id=case))
    records.write(kept.actor, _plant_in_an_open_case)
    drafts = Drafts(kept.folder, keys_of(kept.unlocked))
    drafts.keep(Draft(kept.actor.user_id, new_id(), "contact", f"{MARK} half a note", datetime.now(UTC)))
    drafts.close()
    sealed = records.read(kept.actor, lambda session: session.scalars(select(Contact.note)).all())
    body = records.read(kept.actor, lambda session: session.scalars(select(AttachmentBody.body)).first())
    records.close()
    assert _found(kept, volunteer) == set()
    assert body
    assert len(sealed) == 4
    for words in filter(None, sealed):
        assert isinstance(words, Sealed)
        with pytest.raises(NotAllowedError):
            volunteer.sealer.open(words.body, context=b"anything")
        with pytest.raises(NotAllowedError):
            volunteer.sealer.open(words.body, context=b"anything", glass=True)


def test_what_was_in_clear_before_sealing_goes_from_the_log_at_the_next_quiet_moment(
    kept: Kept, volunteer: StoreKeys
) -> None:
    records = kept.open()
    case = records.write(kept.actor, partial(_begin_case, kept=kept)).value
    records.write(kept.actor, partial(_seal_case, kept=kept, case_id=case))
    log = kept.folder / f"{RECORDS_FILE}-wal"
    assert log.stat().st_size > 0
    records.checkpoint()
    assert log.stat().st_size == 0
    assert _found(kept, volunteer) == set()
    records.close()
