"""People: adding, changing, archiving, and erasing what a record holds."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import fields
from datetime import date

from sqlalchemy import false, or_, select, union_all

from desktop.domain.actor import Actor
from desktop.domain.dates import PartialDate, civil_date
from desktop.domain.ids import PersonId
from desktop.domain.onward import STOPPED
from desktop.domain.permissions import Permission, needs
from desktop.domain.person_words import LISTS_OF_ANSWERS, PersonWords
from desktop.domain.references import ReferenceKind
from desktop.errors import BadInputError, RefusedError, StaleVersionError
from desktop.models.attachment import Attachment
from desktop.models.base import Record
from desktop.models.case import Case, CaseIncident
from desktop.models.change import Change
from desktop.models.consent import Consent
from desktop.models.household import HouseholdLink
from desktop.models.incident import Incident
from desktop.models.onward_referral import OnwardReferral
from desktop.models.person import ContactPoint, Person
from desktop.models.referral import Referral
from desktop.models.registry import OF_A_CASE_ALONE, OF_A_PERSON, words_of
from desktop.models.return_entry import ReturnEntry
from desktop.models.session import RecordSession
from desktop.queries.visible import require_person
from desktop.services.case_records import check_choices
from desktop.services.references import next_references

__all__ = [
    "PersonWords",
    "archive_person",
    "bring_back_person",
    "change_person",
    "erase_person",
    "note_death",
    "register_person",
]

LONGEST_NAME = 255
_ERASED_BESIDES = ("born_on", "born_precision", "age_stated", "age_stated_on", "died_on", "postcode")
"""What tells of a person besides words."""
_ERASED_OF_INCIDENT = ("crime_number", "place")


@needs(Permission.CHANGE_PERSON)
def register_person(session: RecordSession, *, actor: Actor, words: PersonWords) -> PersonId:
    """Add a person, perhaps nameless, and give them a reference.

    Raises:
        BadInputError: a name is too long, a day lies in the future, or a list has no such answer.
    """
    del actor
    values = _checked(session, words)
    (reference,) = next_references(session, ReferenceKind.PERSON, 1)
    person = Person(reference=reference, **values)
    session.add(person)
    return PersonId(person.id)


@needs(Permission.CHANGE_PERSON)
def change_person(
    session: RecordSession, *, actor: Actor, person_id: PersonId, version: int, words: PersonWords
) -> None:
    """Write what is known of a person anew; ``version`` is the one the screen showed.

    Raises:
        BadInputError: there is no such person, or the words cannot be used.
        StaleVersionError: somebody changed the person since.
    """
    del actor
    person = require_person(session, person_id)
    if person.version != version:
        what = "Somebody changed this person's record meanwhile."
        raise StaleVersionError(what, "Here is the newer text; yours is kept beside it.")
    for name, value in _checked(session, words, held=person).items():
        setattr(person, name, value)


@needs(Permission.CHANGE_PERSON)
def note_death(
    session: RecordSession, *, actor: Actor, person_id: PersonId, version: int, died_on: date | None
) -> None:
    """Write down that a person died, or (None) that this was said in error.

    It stops every letter, call, survey and prompt (domain.md §4): they all ask for it. An onward referral
    that was not sent is stopped for good.

    Raises:
        BadInputError: there is no such person, or the day cannot be.
        StaleVersionError: somebody changed the person since.
    """
    del actor
    person = require_person(session, person_id)
    if person.version != version:
        what = "Somebody changed this person's record meanwhile."
        raise StaleVersionError(what, "Here is the newer text; yours is kept beside it.")
    today = civil_date(session.now)
    if died_on is not None and (died_on > today or (person.born_on is not None and died_on < person.born_on)):
        what = "That day lies before the birth or in the future."
        raise BadInputError(what, "Check the day.")
    person.died_on = died_on
    if died_on is None:
        return
    unsent = select(OnwardReferral).where(
        OnwardReferral.person_id == person_id,
        OnwardReferral.kind == "referred",
        OnwardReferral.sent_on.is_(None),
        OnwardReferral.stopped_on.is_(None),
        OnwardReferral.archived_at.is_(None),
    )
    for onward in session.scalars(unsent):
        onward.stopped_on = today
        onward.outcome_code = STOPPED
        onward.outcome_on = today


@needs(Permission.CHANGE_PERSON)
def archive_person(session: RecordSession, *, actor: Actor, person_id: PersonId) -> None:
    """Put a person's record away; it is kept and can be brought back.

    Raises:
        BadInputError: there is no such person.
        RefusedError: a case of theirs is open.
    """
    del actor
    person = require_person(session, person_id)
    open_case = session.scalar(
        select(Case.id).where(
            Case.person_id == person_id,
            Case.closed_on.is_(None),
            Case.archived_at.is_(None),
            Case.from_history.is_(False),
        )
    )
    if open_case is not None:
        what = "This person has an open case."
        raise RefusedError(what, "Close the case first.")
    person.archived_at = session.now


@needs(Permission.CHANGE_PERSON)
def bring_back_person(session: RecordSession, *, actor: Actor, person_id: PersonId) -> None:
    """Take a person's record out of the archive.

    Raises:
        BadInputError: there is no such person.
    """
    del actor
    require_person(session, person_id).archived_at = None


@needs(Permission.ERASE)
def erase_person(session: RecordSession, *, actor: Actor, person_id: PersonId) -> None:
    """Erase who a person was, now and in all history; the nameless record stays, so that counts still add up.

    Names, dates, ways to reach them, every word of every kind of record about them, the files kept with them,
    and the crime numbers of incidents that nobody else shares go; coded answers and moments stay. It walks
    all kinds of records alike, so that none is forgotten, records put away before included.

    Raises:
        BadInputError: there is no such person.
    """
    del actor
    person = require_person(session, person_id)
    for model in OF_A_PERSON:
        of_them = model.__table__.c.person_id == person_id
        if model is HouseholdLink:
            of_them = or_(of_them, HouseholdLink.other_id == person_id)
        for record in session.scalars(select(model).where(of_them)).all():
            _erase_record(session, record)
    cases = select(Case.id).where(Case.person_id == person_id)
    for model in OF_A_CASE_ALONE:
        for record in session.scalars(select(model).where(model.__table__.c.case_id.in_(cases))).all():
            _erase_record(session, record)
    _erase_stories(session, person_id)
    for incident in _incidents_of_nobody_else(session, person_id):
        session.erase(incident, _ERASED_OF_INCIDENT)
    session.erase(person, (*words_of(Person), *_ERASED_BESIDES))


def _erase_record(session: RecordSession, record: Record) -> None:
    if isinstance(record, ContactPoint):
        record.archived_at = record.archived_at or session.now
    if isinstance(record, Attachment):
        session.erase_body(record.id)
    words = words_of(type(record))
    if words:
        session.erase(record, words)


def _erase_stories(session: RecordSession, person_id: PersonId) -> None:
    """Empty the case studies that rest on a person's consent, and take earlier ones out of the history.

    Where somebody else's story stands in the same place now, it stays.
    """
    consents = set(session.scalars(select(Consent.id).where(Consent.person_id == person_id)))
    told = or_(false(), *(Change.fields.contains(one.hex) for one in consents))
    ever = select(Change.record_id).where(Change.kind == ReturnEntry.__tablename__, told)
    for entry in session.scalars(select(ReturnEntry).where(ReturnEntry.id.in_(ever))).all():
        theirs, words = entry.consent_id in consents, entry.words
        session.erase(entry, ("words",))
        if not theirs:
            entry.words = words


def _incidents_of_nobody_else(session: RecordSession, person_id: PersonId) -> list[Incident]:
    """Find the incidents of a person that lead to nobody else, those erased before excepted."""
    referred = select(Referral.incident_id, Referral.person_id).where(Referral.incident_id.is_not(None))
    taken_up = select(CaseIncident.incident_id, Case.person_id).join(Case, Case.id == CaseIncident.case_id)
    involved = union_all(referred, taken_up).subquery()
    theirs = select(involved.c.incident_id).where(involved.c.person_id == person_id)
    erased = select(Change.record_id).where(Change.kind == "person", Change.operation == "erase")
    somebody_else = involved.c.person_id.is_distinct_from(person_id)
    known = or_(involved.c.person_id.is_(None), involved.c.person_id.not_in(erased))
    others = select(involved.c.incident_id).where(somebody_else, known)
    alone = Incident.id.in_(theirs) & Incident.id.not_in(others)
    return list(session.scalars(select(Incident).where(alone)))


def _checked(session: RecordSession, words: PersonWords, *, held: Person | None = None) -> dict[str, object]:
    """Give what is to be written, tidied; codes that the record held before may stay."""
    today = civil_date(session.now)
    values: dict[str, object] = {}
    for one in fields(words):
        value = getattr(words, one.name)
        if isinstance(value, str):
            value = " ".join(value.split()) or None
        if isinstance(value, str) and len(value) > LONGEST_NAME:
            what = f"“{value[:20]}…” is longer than {LONGEST_NAME} letters."
            raise BadInputError(what, "Shorten it.")
        values[one.name] = value
    born = values.pop("born")
    if isinstance(born, PartialDate) and born.first > today:
        what = "The date of birth lies in the future."
        raise BadInputError(what, "Check the year.")
    if words.no_contact_since is not None and words.no_contact_since > today:
        what = "They cannot have asked on a day that has not come."
        raise BadInputError(what, "Check the day on which they asked not to be contacted.")
    values["born_on"] = born.first if isinstance(born, PartialDate) else None
    values["born_precision"] = born.precision.value if isinstance(born, PartialDate) else None
    _check_answers(session, values, held, today)
    return values


def _check_answers(
    session: RecordSession, values: Mapping[str, object], held: Person | None, today: date
) -> None:
    wanted: defaultdict[str, set[str]] = defaultdict(set)
    for name, list_key in LISTS_OF_ANSWERS.items():
        before = getattr(held, name) if held is not None else None
        wanted[list_key] |= _as_codes(values[name]) - _as_codes(before)
    check_choices(session, wanted=wanted, on=today)


def _as_codes(value: object) -> frozenset[str]:
    if isinstance(value, frozenset):
        return value
    return frozenset({value}) if isinstance(value, str) else frozenset()
