"""Involved people: somebody around a case, how they are reached, what we may say, whom never to speak to."""

from dataclasses import dataclass

from sqlalchemy import select

from desktop.domain.actor import Actor
from desktop.domain.contact_matches import KnownValue, bar_on
from desktop.domain.dates import civil_date
from desktop.domain.ids import CaseId, InvolvedPersonId, PersonId
from desktop.domain.permissions import Permission, needs
from desktop.domain.safe_contact import Bar, Channel, SafeState
from desktop.errors import BadInputError
from desktop.models.guarded import show_field
from desktop.models.involved_person import InvolvedPerson
from desktop.models.person import ContactPoint
from desktop.models.session import RecordSession
from desktop.queries.safe_contact import known_values
from desktop.queries.visible import over_whom_glass_is_broken
from desktop.services.access import Look, note_access
from desktop.services.case_records import add_record, check_code, record_to_change, tidy_words, write_words
from desktop.services.contact_points import national_digits, refuse_barred

_WORDS = ("name", "organisation", "number", "email", "address", "what_we_may_say", "note")
_WAYS = ((Channel.PHONE, "number"), (Channel.EMAIL, "email"), (Channel.LETTER, "address"))
_NOW_BARRED = "A way to reach the person is the same: it is not used from now on. Ask them for another one."
_RECOGNISE = "Never speak to this person. It is shown so that you recognise it."


@dataclass(frozen=True, slots=True, kw_only=True)
class InvolvedWords:
    """Somebody around a case, as they were told of."""

    role_code: str
    name: str | None = None
    organisation: str | None = None
    number: str | None = None
    email: str | None = None
    address: str | None = None
    what_we_may_say: str | None = None
    note: str | None = None
    never_speak_to: bool = False
    trusted_other: bool = False
    parental_responsibility: bool | None = None


@dataclass(frozen=True, slots=True)
class InvolvedKept:
    """That somebody is kept, and a sentence where a way to reach the person turned out to be theirs."""

    involved_person_id: InvolvedPersonId
    sentence: str | None


@dataclass(frozen=True, slots=True)
class InvolvedShown:
    """Somebody around a case with every word, to be rung, written to or changed."""

    involved_person_id: InvolvedPersonId
    version: int
    words: InvolvedWords
    sentence: str | None


@needs(Permission.NOTE_AROUND_CASE)
def add_involved_person(
    session: RecordSession,
    *,
    actor: Actor,
    person_id: PersonId,
    case_id: CaseId | None = None,
    words: InvolvedWords,
) -> InvolvedKept:
    """Note somebody around a case.

    Source: domain.md §6: every number and address, when typed, is compared with people never to speak to and
    with what is known to be unsafe; a match blocks.

    Raises:
        BadInputError: the person is out of sight, nobody is named, the number cannot be one.
        RefusedError: a number or address is that of somebody never to speak to, or known to be unsafe.
    """
    check_code(session, list_key="involved-role", code=words.role_code, on=civil_date(session.now))
    record = add_record(
        session,
        InvolvedPerson,
        person_id=person_id,
        case_id=case_id,
        values=_values(words),
        words=_texts(words),
    )
    return _compared(session, actor, record, words)


@needs(Permission.NOTE_AROUND_CASE)
def change_involved_person(
    session: RecordSession,
    *,
    actor: Actor,
    involved_person_id: InvolvedPersonId,
    version: int,
    words: InvolvedWords,
) -> InvolvedKept:
    """Write somebody around a case anew.

    Raises:
        BadInputError: they are out of sight, nobody is named, the number cannot be one.
        RefusedError: a number or address is that of somebody never to speak to, or known to be unsafe.
        StaleVersionError: somebody changed it since.
    """
    record = record_to_change(session, InvolvedPerson, record_id=involved_person_id, version=version)
    if words.role_code != record.role_code:
        check_code(session, list_key="involved-role", code=words.role_code, on=civil_date(session.now))
    for name, value in _values(words).items():
        setattr(record, name, value)
    write_words(session, record, words=_texts(words))
    return _compared(session, actor, record, words)


@needs(Permission.NOTE_AROUND_CASE)
def archive_involved_person(
    session: RecordSession, *, actor: Actor, involved_person_id: InvolvedPersonId, version: int
) -> None:
    """Put somebody around a case away; whoever was never to be spoken to is no warning any more.

    Raises:
        BadInputError: they are out of sight.
        StaleVersionError: somebody changed it since.
    """
    del actor
    record = record_to_change(session, InvolvedPerson, record_id=involved_person_id, version=version)
    record.archived_at = session.now


@needs(Permission.NOTE_AROUND_CASE)
def reveal_involved_person(
    session: RecordSession, *, actor: Actor, involved_person_id: InvolvedPersonId
) -> InvolvedShown:
    """Show somebody around a case with their number and addresses, and note who saw them.

    Raises:
        BadInputError: they are out of sight.
    """
    record = record_to_change(session, InvolvedPerson, record_id=involved_person_id, version=None)
    note_access(session, actor=actor, look=Look.REVEALED, kind="involved_person", record_id=record.id)
    glass = record.person_id in over_whom_glass_is_broken(session)
    texts = {field: show_field(session, record, field, glass=glass).text or None for field in _WORDS}
    words = InvolvedWords(
        role_code=record.role_code,
        never_speak_to=record.never_speak_to,
        trusted_other=record.trusted_other,
        parental_responsibility=record.parental_responsibility,
        **texts,
    )
    sentence = _RECOGNISE if record.never_speak_to else None
    return InvolvedShown(InvolvedPersonId(record.id), record.version, words, sentence)


def _compared(
    session: RecordSession, actor: Actor, record: InvolvedPerson, words: InvolvedWords
) -> InvolvedKept:
    """Refuse what must not be used; say where somebody never to speak to shares a way with the person."""
    session.flush()
    ways = [(channel, value) for channel, field in _WAYS if (value := tidy_words(getattr(words, field)))]
    person_id = PersonId(record.person_id)
    sentence = None
    if words.never_speak_to:
        theirs = [KnownValue(channel, value, Bar.NEVER_SPEAK_TO) for channel, value in ways]
        if _shares_a_way(session, person_id, theirs):
            sentence = _NOW_BARRED
    else:
        known = known_values(session, actor=actor, person_id=person_id)
        for channel, value in ways:
            refuse_barred(bar_on(channel, value, known))
    return InvolvedKept(InvolvedPersonId(record.id), sentence)


def _shares_a_way(session: RecordSession, person_id: PersonId, theirs: list[KnownValue]) -> bool:
    points = select(ContactPoint).where(
        ContactPoint.person_id == person_id,
        ContactPoint.archived_at.is_(None),
        ContactPoint.state != SafeState.UNSAFE.value,
    )
    return any(
        bar_on(Channel(point.channel), point.value or "", theirs) is not None
        for point in session.scalars(points)
    )


def _texts(words: InvolvedWords) -> dict[str, str | None]:
    return {field: getattr(words, field) for field in _WORDS}


def _values(words: InvolvedWords) -> dict[str, object]:
    if not any(tidy_words(text) for text in (words.name, words.organisation, words.note)):
        what = "Nobody is named."
        raise BadInputError(what, "Write a name, an organisation, or a note that says who it is.")
    if words.never_speak_to and words.trusted_other:
        what = "Nobody can be trusted by the person and never be spoken to."
        raise BadInputError(what, "Choose one of the two.")
    number = tidy_words(words.number)
    digits = national_digits(number) if number else None
    if number and digits is None:
        what = f"“{number[:40]}” cannot be a telephone number."
        raise BadInputError(what, "Check the digits; put words about it into the note.")
    return {
        "role_code": words.role_code,
        "digits": digits if words.never_speak_to else None,
        "never_speak_to": words.never_speak_to,
        "trusted_other": words.trusted_other,
        "parental_responsibility": words.parental_responsibility,
    }
