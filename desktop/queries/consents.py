"""Consents: what a person said to "may we …?", what still holds, and what has to be asked again."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import select

from desktop.domain.actor import Actor
from desktop.domain.codes import CodeList
from desktop.domain.consent import OF_AGE, ConsentHeld
from desktop.domain.dates import civil_date
from desktop.domain.ids import CaseId, ConsentId, OrganisationId, PersonId
from desktop.domain.permissions import Permission, needs
from desktop.domain.sealed_text import ShownWords
from desktop.errors import RefusedError
from desktop.models.consent import Consent
from desktop.models.organisation import Organisation
from desktop.models.person import Person
from desktop.models.session import RecordSession
from desktop.models.user import User
from desktop.queries.held_consents import ages_of, as_held, require_consent
from desktop.queries.people import label_of
from desktop.queries.visible import reading, require_person, sees_record


class ConsentStanding(StrEnum):
    """Where a consent stands today."""

    HOLDS = "holds"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    RAN_OUT = "ran_out"


@dataclass(frozen=True, slots=True)
class ConsentDetails:
    """One consent; ``kind``, ``how``, ``given_by`` and ``capacity`` are the words of their codes.

    ``organisation`` is the name of the one it is for, empty for any. ``ask_again`` says that it was given
    before their eighteenth birthday, which has passed.
    """

    consent_id: ConsentId
    version: int
    case_id: CaseId | None
    kind_code: str
    kind: str
    given: bool
    standing: ConsentStanding
    answered_on: date
    how: str
    given_by: str
    given_by_name: ShownWords
    taken_by: str
    organisation_id: OrganisationId | None
    organisation: str
    what: ShownWords
    to_whom: ShownWords
    purpose: ShownWords
    limits: ShownWords
    competence_judged_by: ShownWords
    competence_reason: ShownWords
    parents_know: bool | None
    capacity: str
    capacity_reason: ShownWords
    expires_on: date | None
    withdrawn_on: date | None
    withdrawn_words: ShownWords
    ask_again: bool


@dataclass(frozen=True, slots=True)
class ConsentAnswer:
    """Whether something may be shared with somebody today, and if not, why and what to do."""

    holds: bool
    consent_id: ConsentId | None
    why_not: str


@needs(Permission.SEE_CASE_NOTES)
def consents_of(
    session: RecordSession, *, actor: Actor, person_id: PersonId, code_lists: Mapping[str, CodeList]
) -> tuple[ConsentDetails, ...]:
    """List what a person agreed to and refused, the newest first.

    Raises:
        BadInputError: there is no such person, or they are out of sight.
    """
    del actor
    person = require_person(session, person_id)
    today = civil_date(session.now)
    read = reading(session)
    statement = (
        select(Consent, User.name, Organisation.name)
        .join(User, User.id == Consent.taken_by, isouter=True)
        .join(Organisation, Organisation.id == Consent.organisation_id, isouter=True)
        .where(Consent.person_id == person_id, Consent.archived_at.is_(None), sees_record(session, Consent))
        .order_by(Consent.answered_on.desc(), Consent.id.desc())
    )
    return tuple(
        _details(one, names, code_lists, read, ask_again=_ask_again(person, one, today), today=today)
        for one, *names in session.execute(statement)
    )


def _details(
    one: Consent,
    names: Sequence[str | None],
    code_lists: Mapping[str, CodeList],
    read: Callable[[Consent, str], ShownWords],
    *,
    ask_again: bool,
    today: date,
) -> ConsentDetails:
    taken_by, organisation = names
    return ConsentDetails(
        consent_id=ConsentId(one.id),
        version=one.version,
        case_id=CaseId(one.case_id) if one.case_id else None,
        kind_code=one.kind_code,
        kind=label_of(code_lists, "consent-kind", one.kind_code) or "",
        given=one.given,
        standing=_standing(as_held(one), today),
        answered_on=one.answered_on,
        how=label_of(code_lists, "consent-how", one.how_code) or "",
        given_by=label_of(code_lists, "consent-given-by", one.given_by_code) or "",
        given_by_name=read(one, "given_by_words"),
        taken_by=taken_by or "somebody removed",
        organisation_id=OrganisationId(one.organisation_id) if one.organisation_id else None,
        organisation=organisation or "",
        what=read(one, "what"),
        to_whom=read(one, "to_whom"),
        purpose=read(one, "purpose"),
        limits=read(one, "limits"),
        competence_judged_by=read(one, "competence_judged_by"),
        competence_reason=read(one, "competence_reason"),
        parents_know=one.parents_know,
        capacity=label_of(code_lists, "capacity", one.capacity_code) or "",
        capacity_reason=read(one, "capacity_reason"),
        expires_on=one.expires_on,
        withdrawn_on=one.withdrawn_on,
        withdrawn_words=read(one, "withdrawn_words"),
        ask_again=ask_again,
    )


@needs(Permission.SEE_CASE_NOTES)
def consent_for(
    session: RecordSession,
    *,
    actor: Actor,
    person_id: PersonId,
    kind_code: str,
    organisation_id: OrganisationId | None = None,
) -> ConsentAnswer:
    """Say whether a consent of this kind holds today for an organisation, or, without one, for any.

    Raises:
        BadInputError: there is no such person, or they are out of sight.
    """
    del actor
    require_person(session, person_id)
    try:
        consent_id = require_consent(
            session,
            person_id=person_id,
            kind_code=kind_code,
            organisation_id=organisation_id,
            on=civil_date(session.now),
        )
    except RefusedError as refusal:
        return ConsentAnswer(holds=False, consent_id=None, why_not=str(refusal))
    return ConsentAnswer(holds=True, consent_id=consent_id, why_not="")


def _standing(held: ConsentHeld, today: date) -> ConsentStanding:
    if not held.given:
        return ConsentStanding.REFUSED
    if held.withdrawn_on is not None:
        return ConsentStanding.WITHDRAWN
    if held.expires_on is not None and held.expires_on < today:
        return ConsentStanding.RAN_OUT
    return ConsentStanding.HOLDS


def _ask_again(person: Person, consent: Consent, today: date) -> bool:
    """Say whether somebody who was a child when this was agreed has turned 18 since (domain.md §7)."""
    if _standing(as_held(consent), today) is not ConsentStanding.HOLDS or person.died_on is not None:
        return False
    then, now = ages_of(person, on=consent.answered_on), ages_of(person, on=today)
    return now is not None and now[1] >= OF_AGE and (then is None or then[0] < OF_AGE)
