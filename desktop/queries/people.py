"""People: finding them, and one person's whole record."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from desktop.domain.actor import Actor
from desktop.domain.codes import CodeList
from desktop.domain.dates import PartialDate, Precision, age_at, civil_date, partial_date_in_words
from desktop.domain.ids import CaseId, ContactPointId, PersonId, ReferralId
from desktop.domain.names import display_name, initials
from desktop.domain.permissions import Permission, may, needs
from desktop.domain.person_words import PersonWords
from desktop.domain.safe_contact import Channel, SafeState, Verdict
from desktop.models.case import Case
from desktop.models.guarded import show_words
from desktop.models.incident import Incident
from desktop.models.person import ContactPoint, Person
from desktop.models.referral import Referral
from desktop.models.session import RecordSession
from desktop.models.user import User
from desktop.queries.safe_contact import channel_verdicts
from desktop.queries.search import find_matches
from desktop.queries.visible import require_person, sees_case, sees_person, sees_referral

NOT_ASKED = "Not asked"
_ANSWERS = (
    ("Sex", "sex", "sex_code"),
    ("Gender", "gender", "gender_code"),
    ("Same as registered at birth", "gender-same-as-registered", "gender_same_code"),
    ("Ethnicity", "ethnicity", "ethnicity_code"),
    ("Sexual orientation", "sexual-orientation", "orientation_code"),
    ("Religion", "religion", "religion_code"),
    ("Disability", "disability", "disability_code"),
    ("Language", "language", "language_code"),
)


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """One line of a find: who it may be, and why."""

    person_id: PersonId
    reference: str
    name: str
    known_as: str | None
    born: str
    place: str
    why: str
    tier: str


@dataclass(frozen=True, slots=True)
class FindResult:
    """What a find answered, for which text, and whether more matched than are shown."""

    text: str
    rows: tuple[FoundPerson, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class ContactLine:
    """One way to reach a person: what was said of it, what the rule says today; the value stays hidden."""

    contact_point_id: ContactPointId
    channel: Channel
    state: SafeState
    masked: str
    verdict: Verdict
    confirmed_on: date | None
    note: str | None
    version: int = 1


@dataclass(frozen=True, slots=True)
class ReferralLine:
    """One referral of a person."""

    referral_id: ReferralId
    reference: str
    received_on: date
    source: str
    crime: str
    external_reference: str | None
    happened: str
    kept_apart: str | None
    waits: bool = False
    """Whether it may still become a case: it has none yet, and nobody said why not."""
    no_case: str = ""
    """Why it did not become a case."""
    crime_code: str | None = None
    version: int = 1
    offered_on: date | None = None
    """The day on which support was explained."""
    answered_on: date | None = None
    accepted: bool | None = None


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One case of a person."""

    case_id: CaseId
    reference: str
    main_crime: str
    opened_on: date
    closed_on: date | None
    from_history: bool
    version: int = 1
    worker: str = ""
    also_involves: tuple[str, ...] = ()
    sealed: bool = False


@dataclass(frozen=True, slots=True)
class PersonDetails:
    """Everything the person's page shows at once."""

    person_id: PersonId
    version: int
    reference: str
    name: str
    initials: str
    known_as: str | None
    age: int | None
    born: str
    died_on: date | None
    place: str
    postcode: str | None
    answers: tuple[tuple[str, str], ...]
    contacts: tuple[ContactLine, ...]
    referrals: tuple[ReferralLine, ...]
    cases: tuple[CaseLine, ...]
    archived: bool
    pronouns: str | None = None
    interpreter: str | None = None
    communication: str | None = None
    preferred_channel: str | None = None
    preferred_time: str | None = None
    preferred_worker_gender: str | None = None
    asked_to_stay_anonymous: bool | None = None
    no_contact_since: date | None = None


@dataclass(frozen=True, slots=True)
class PersonToChange:
    """What is written about a person, for the form in which it is changed."""

    version: int
    words: PersonWords


@needs(Permission.CHANGE_PERSON)
def person_to_change(session: RecordSession, *, actor: Actor, person_id: PersonId) -> PersonToChange:
    """Give what is written about a person, to be changed as a whole.

    Raises:
        BadInputError: there is no such person, or they are out of sight.
    """
    del actor
    person = require_person(session, person_id)
    held = {one.name: getattr(person, one.name) for one in fields(PersonWords) if one.name != "born"}
    born = partial_born(person.born_on, person.born_precision)
    return PersonToChange(person.version, PersonWords(born=born, **held))


@needs(Permission.FIND_PEOPLE)
def find_people(session: RecordSession, *, actor: Actor, text: str, limit: int = 50) -> FindResult:
    """Find people by name, nickname, sound, date of birth, phone, postcode, e-mail or reference.

    The surest matches come first; archived people are left out.
    """
    del actor  # whom they may see is asked below
    matches = find_matches(session, text, today=civil_date(session.now), most=limit + 1)
    rows = _people(session, [match.person_id for match in matches[: limit + 1]])
    shown = [
        FoundPerson(
            person_id=PersonId(match.person_id),
            reference=row.reference,
            name=display_name(row.forename, row.surname, row.known_as),
            known_as=row.known_as,
            born=_date_words(row.born_on, row.born_precision),
            place=(row.postcode or "").split(" ")[0],
            why=match.why,
            tier=match.tier,
        )
        for match in matches[: limit + 1]
        if (row := rows.get(match.person_id)) is not None
    ]
    return FindResult(text, tuple(shown[:limit]), more=len(matches) > limit)


@needs(Permission.FIND_PEOPLE)
def is_anybody_there(session: RecordSession, *, actor: Actor) -> bool:
    """Say whether the records hold anybody at all."""
    del actor
    return session.scalar(select(Person.id).where(Person.archived_at.is_(None)).limit(1)) is not None


@needs(Permission.SEE_PERSON)
def person_details(
    session: RecordSession, *, actor: Actor, person_id: PersonId, code_lists: Mapping[str, CodeList]
) -> PersonDetails:
    """Give one person's record; numbers and addresses are masked until somebody asks for one.

    Volunteers are shown no answers, referrals or cases.

    Raises:
        BadInputError: there is no such person, or they are out of sight.
    """
    person = require_person(session, person_id)
    whole = may(actor, Permission.SEE_CASE_NOTES)
    today = civil_date(session.now)
    born = partial_born(person.born_on, person.born_precision)
    return PersonDetails(
        person_id=person_id,
        version=person.version,
        reference=person.reference,
        name=display_name(person.forename, person.surname, person.known_as),
        initials=initials(person.forename, person.surname),
        known_as=person.known_as,
        age=age_at(born, today) if born else person.age_stated,
        born=_date_words(person.born_on, person.born_precision),
        died_on=person.died_on,
        place=label_of(code_lists, "local-authority", person.local_authority_code) or "",
        postcode=person.postcode,
        answers=tuple(
            (title, label_of(code_lists, key, getattr(person, column)) or NOT_ASKED)
            for title, key, column in (_ANSWERS if whole else ())
        ),
        contacts=_contacts(session, person_id, channel_verdicts(session, actor=actor, person_id=person_id)),
        referrals=_referrals(session, person_id, code_lists) if whole else (),
        cases=_cases(session, person_id, code_lists),
        archived=person.archived_at is not None,
        pronouns=person.pronouns,
        interpreter=person.interpreter,
        communication=person.communication,
        preferred_channel=label_of(code_lists, "contact-channel", person.preferred_channel_code),
        preferred_time=person.preferred_time,
        preferred_worker_gender=label_of(code_lists, "gender", person.preferred_worker_gender_code),
        asked_to_stay_anonymous=person.asked_to_stay_anonymous,
        no_contact_since=person.no_contact_since,
    )


def partial_born(born_on: date | None, precision: str | None) -> PartialDate | None:
    """Read a stored date of birth."""
    return None if born_on is None else PartialDate(born_on, Precision(precision or Precision.DAY))


def label_of(code_lists: Mapping[str, CodeList], key: str, code: str | None) -> str | None:
    """Give the words of a stored code; a code that its list lost is shown as it stands."""
    if code is None:
        return None
    code_list = code_lists.get(key)
    return code_list.label(code) if code_list is not None and code in code_list else code


def _date_words(born_on: date | None, precision: str | None) -> str:
    born = partial_born(born_on, precision)
    return partial_date_in_words(born) if born else ""


def _people(session: RecordSession, ids: list[UUID]) -> dict[UUID, Any]:
    statement = select(
        Person.id,
        Person.reference,
        Person.forename,
        Person.surname,
        Person.known_as,
        Person.born_on,
        Person.born_precision,
        Person.postcode,
    ).where(Person.id.in_(ids), Person.archived_at.is_(None), sees_person(session))
    return {row.id: row for row in session.execute(statement)}


def _contacts(
    session: RecordSession, person_id: UUID, verdicts: Mapping[ContactPointId, Verdict]
) -> tuple[ContactLine, ...]:
    statement = (
        select(ContactPoint)
        .where(ContactPoint.person_id == person_id, ContactPoint.archived_at.is_(None))
        .order_by(ContactPoint.id)
    )
    return tuple(
        ContactLine(
            contact_point_id=ContactPointId(point.id),
            channel=Channel(point.channel),
            state=SafeState(point.state),
            masked=masked(point.value or ""),
            verdict=verdicts[ContactPointId(point.id)],
            confirmed_on=point.confirmed_on,
            note=point.note,
            version=point.version,
        )
        for point in session.scalars(statement)
    )


def masked(value: str) -> str:
    """Hide all but the last two signs of a number or address."""
    return "•" * 6 + value[-2:]


def _referrals(
    session: RecordSession, person_id: UUID, code_lists: Mapping[str, CodeList]
) -> tuple[ReferralLine, ...]:
    taken = select(Case.id).where(Case.referral_id == Referral.id, Case.archived_at.is_(None)).exists()
    statement = (
        select(Referral, Incident.crime_code, Incident.happened_on, Incident.happened_precision, taken)
        .join(Incident, Incident.id == Referral.incident_id, isouter=True)
        .where(Referral.person_id == person_id, Referral.archived_at.is_(None), sees_referral(session))
        .order_by(Referral.received_on.desc())
    )
    return tuple(
        ReferralLine(
            referral_id=ReferralId(referral.id),
            reference=referral.reference,
            received_on=referral.received_on,
            source=label_of(code_lists, "referral-source", referral.source_code)
            or referral.source_words
            or "",
            crime=label_of(code_lists, "crime-type", crime_code) or "",
            external_reference=referral.external_reference,
            happened=_date_words(happened_on, precision),
            kept_apart=show_words(session, "referral", referral.id, "kept_apart", referral.kept_apart).text
            or None,
            waits=not became_case and referral.reason_not_case_code is None,
            no_case=label_of(code_lists, "reason-not-a-case", referral.reason_not_case_code) or "",
            crime_code=crime_code,
            version=referral.version,
            offered_on=referral.offered_on,
            answered_on=referral.answered_on,
            accepted=referral.accepted,
        )
        for referral, crime_code, happened_on, precision, became_case in session.execute(statement)
    )


def _cases(
    session: RecordSession, person_id: UUID, code_lists: Mapping[str, CodeList]
) -> tuple[CaseLine, ...]:
    statement = (
        select(Case, User.name)
        .join(User, User.id == Case.worker_id, isouter=True)
        .where(Case.person_id == person_id, Case.archived_at.is_(None), sees_case(session))
        .order_by(Case.closed_on.is_not(None), Case.opened_on.desc())
    )
    return tuple(
        CaseLine(
            case_id=CaseId(case.id),
            reference=case.reference,
            main_crime=label_of(code_lists, "crime-type", case.main_crime_code) or "",
            opened_on=case.opened_on,
            closed_on=case.closed_on,
            from_history=case.from_history,
            version=case.version,
            worker=worker or "",
            also_involves=tuple(
                label_of(code_lists, "also-involves", code) or code
                for code in sorted(case.also_involves or ())
            ),
            sealed=case.sealed_on is not None,
        )
        for case, worker in session.execute(statement)
    )
