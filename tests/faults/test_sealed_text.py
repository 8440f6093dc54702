"""With every key that a volunteer's sign-in opens, the raw file holds no word that was ever sealed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from typing import Any
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from sqlalchemy import Date, select

from desktop.domain.actor import Role
from desktop.domain.ids import CaseId, PersonId, UserId
from desktop.domain.sealed_text import Sealed
from desktop.errors import NotAllowedError
from desktop.models.assessment import Assessment
from desktop.models.attachment import AttachmentBody
from desktop.models.base import CaseRecord, Record, new_id
from desktop.models.case import Case
from desktop.models.concern import Concern
from desktop.models.contact import Contact
from desktop.models.guarded import guarded_fields, is_always_sealed, keep_words
from desktop.models.organisation import Organisation
from desktop.models.person import Person
from desktop.models.plan import Plan
from desktop.models.referral import Referral
from desktop.models.registry import OF_A_CASE
from desktop.models.reminder import Reminder
from desktop.models.session import RecordSession
from desktop.models.types import UtcMoment
from desktop.models.user import User
from desktop.security.key_file import unlock
from desktop.security.key_stretching import LOWEST_ACCEPTED
from desktop.security.sign_ins import add_user
from desktop.services.attachments import NewAttachment, add_attachment
from desktop.services.case_records import add_record
from desktop.services.sealing import seal_case
from desktop.store.drafts import DRAFTS_FILE, Draft, Drafts, drafts_salt
from desktop.store.keys import StoreKeys, keys_of
from desktop.store.opening import open_keyed
from desktop.store.records import KEY_FILE, RECORDS_FILE
from tests.store.kept_keys import Kept

TODAY = date(2026, 4, 1)
MARK = "Zyxquill"
PASSPHRASE = "quiet river seven lanterns"
PAGE, RESERVED = 4096, 80
BEGINS: Mapping[str, Mapping[str, object]] = {
    "contact": {"channel_code": "phone", "direction": "out", "result_code": "no-answer"},
    "consent": {"given": True},
    "assessment": {"stage": "start", "safety_answer": "not_asked"},
    "need_answer": {"answer": "not_asked"},
    "action": {"owner": "worker"},
    "concern": {
        "about": "adult",
        "immediate_danger": False,
        "wishes_asked": "no",
        "consent_to_share": "not_asked",
    },
    "concern_call": {"told": "lead", "reached": True},
    "onward_referral": {"kind": "told"},
    "ending": {"planned": True, "agreed": "yes"},
    "attachment": {"kind": "pdf", "size": 1, "digest": b"d" * 32},
}
"""What a kind needs that cannot be told from its columns."""


@dataclass(frozen=True, slots=True)
class World:
    """Whom and what records can be about."""

    session: RecordSession
    person: PersonId
    case: CaseId
    links: Mapping[str, UUID]


def _world(session: RecordSession, reference: str) -> World:
    """Make a person with a case, and one of everything that other records hang on."""
    user = User(name=f"Colleague {reference}", roles=frozenset({"support-worker"}))
    person, other = Person(reference=f"P{reference}"), Person(reference=f"O{reference}")
    place = Organisation(name=f"Place {reference}")
    referral = Referral(reference=f"R{reference}", received_on=TODAY, person_id=person.id)
    case = Case(reference=f"C{reference}", person_id=person.id, referral_id=referral.id, opened_on=TODAY)
    for record in (user, person, other, place, referral, case):
        session.add(record)
        session.flush()
    links = {"user_account": user.id, "organisation": place.id, "person": other.id}
    world = World(session, PersonId(person.id), CaseId(case.id), links)
    made = {model.__tablename__: _plant(world, model).id for model in (Assessment, Plan, Concern)}
    return World(session, world.person, world.case, {**links, **made})


def _values(world: World, model: type[CaseRecord]) -> dict[str, Any]:
    """Give every column that must be filled, by what it is."""
    values: dict[str, Any] = dict(BEGINS.get(model.__tablename__, {}))
    for column in model.__table__.columns:
        if column.name in {"id", "version", "person_id", "case_id", *values}:
            continue
        if column.nullable or column.default is not None:
            continue
        if column.foreign_keys:
            (key,) = column.foreign_keys
            values[column.name] = world.links[key.column.table.name]
        elif isinstance(column.type, UtcMoment):
            values[column.name] = datetime(2026, 4, 1, tzinfo=UTC)
        elif isinstance(column.type, Date):
            values[column.name] = TODAY
        else:
            values[column.name] = f"code-{new_id().hex[-8:]}"
    return values


def _word(model: type[Record], field: str, when: str) -> str:
    return f"{MARK}{when}{model.__tablename__}{field}".replace("_", "")


def _plant(world: World, model: type[CaseRecord], when: str = "") -> CaseRecord:
    """Add a record with a word of its own in every field that holds words; with none if not said when."""
    words = {field: _word(model, field, when) for field in guarded_fields(model) if when}
    values = _values(world, model)
    record = add_record(
        world.session, model, person_id=world.person, case_id=world.case, values=values, words=words
    )
    world.session.flush()
    return record


def _plant_sealed_case(session: RecordSession, kept: Kept) -> None:
    """Write a whole case, change it, seal it, and write on."""
    world = _world(session, "1")
    first = [_plant(world, model, "before") for model in OF_A_CASE]
    case = session.get_one(Case, world.case)
    assert case.referral_id is not None
    referral = session.get_one(Referral, case.referral_id)
    referral.as_received = _word(Referral, "as_received", "before")
    referral.kept_apart = _word(Referral, "kept_apart", "before")
    reminder = Reminder(
        user_id=kept.actor.user_id,
        person_id=world.person,
        case_id=world.case,
        due_on=TODAY,
        words=_word(Reminder, "words", "before"),
        written_by=kept.actor.user_id,
    )
    session.add(reminder)
    file = NewAttachment(name=f"{MARK}.pdf", content=b"%PDF-1.7 " + MARK.encode())
    add_attachment(session, actor=kept.actor, person_id=world.person, case_id=world.case, attachment=file)
    session.flush()
    for record in first:  # history holds the words of before, and of the change
        for field in guarded_fields(type(record)):
            keep_words(session, record, field, _word(type(record), field, "changed"), sealed=False)
    session.flush()
    seal_case(session, actor=kept.actor, case_id=world.case, version=case.version)
    later = _world(session, "2")  # other ends, for what may be linked only once
    after = World(session, world.person, world.case, later.links)
    for model in OF_A_CASE:
        _plant(after, model, "after")


def _plant_in_an_open_case(session: RecordSession) -> None:
    """Write what is sealed for itself, in a case that is not."""
    world = _world(session, "3")
    for model in OF_A_CASE:
        record = model(person_id=world.person, case_id=world.case, **_values(world, model))
        if isinstance(record, Contact):
            record.restricted = True
        for field in guarded_fields(model):
            if is_always_sealed(record, field):
                keep_words(session, record, field, _word(model, field, "open"), sealed=False)
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


def _decrypted(data: bytes, key: bytes) -> Iterator[bytes]:
    """Give every page as the file holds it, those no longer used too: salt, body, vector, checksum."""
    for start in range(0, len(data), PAGE):
        page = data[start : start + PAGE]
        body, vector = page[0 if start else 16 : -RESERVED], page[-RESERVED:][:16]
        opening = Cipher(algorithms.AES256(key), modes.CBC(vector)).decryptor()
        yield opening.update(body) + opening.finalize()


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
        yield f"{path.name}, a page", b"".join(_decrypted(path.read_bytes(), key))


def _found(kept: Kept, keys: StoreKeys) -> set[str]:
    """Name the tables in which a planted word stands, in clear, in capitals, as UTF-16 or in hexadecimal."""
    spelled = [MARK.encode(), MARK.encode("utf-16-le"), MARK.encode().hex().encode()]
    lowered = [spelling.lower() for spelling in spelled]
    return {
        where for where, value in _raw(kept, keys) if any(spelling in value.lower() for spelling in lowered)
    }


def test_every_kind_about_a_person_is_planted(kept: Kept) -> None:
    records = kept.open()

    def plant(session: RecordSession) -> set[type[CaseRecord]]:
        world = _world(session, "1")
        return {type(_plant(world, model, "before")) for model in OF_A_CASE}

    assert records.write(kept.actor, plant).value == set(OF_A_CASE)
    records.close()


def test_a_word_in_clear_would_be_found(kept: Kept, volunteer: StoreKeys) -> None:
    records = kept.open()

    def forget_to_seal(session: RecordSession) -> None:
        world = _world(session, "1")
        values = _values(world, Contact)
        contact = Contact(person_id=world.person, case_id=world.case, restricted=True, **values)
        contact.note = f"{MARK} in clear"
        session.add(contact)

    records.write(kept.actor, forget_to_seal)
    records.close()
    assert _found(kept, volunteer) == {"records.db, contact", "records.db, change", "records.db, a page"}


def test_a_volunteers_keys_find_no_sealed_word_in_the_file(kept: Kept, volunteer: StoreKeys) -> None:
    records = kept.open()
    records.write(kept.actor, partial(_plant_sealed_case, kept=kept))
    records.write(kept.actor, _plant_in_an_open_case)
    drafts = Drafts(kept.folder, keys_of(kept.unlocked))
    drafts.keep(Draft(kept.actor.user_id, new_id(), "contact", f"{MARK} half a note", datetime.now(UTC)))
    drafts.close()
    sealed = records.read(kept.actor, lambda session: session.scalars(select(Contact.note)).all())
    body = records.read(kept.actor, lambda session: session.scalars(select(AttachmentBody.body)).first())
    records.close()
    assert _found(kept, volunteer) == set()
    assert body
    assert len(sealed) == 3
    for words in sealed:
        assert isinstance(words, Sealed)
        with pytest.raises(NotAllowedError):
            volunteer.sealer.open(words.body, context=b"anything")
        with pytest.raises(NotAllowedError):
            volunteer.sealer.open(words.body, context=b"anything", glass=True)
