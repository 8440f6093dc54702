"""Referrals: writing down a request for support, what the person answered, and why there was no case."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from desktop.domain.actor import Actor
from desktop.domain.dates import civil_date, date_in_words
from desktop.domain.ids import IncidentId, PersonId, ReferralId
from desktop.domain.incident_words import IncidentWords
from desktop.domain.permissions import Permission, needs
from desktop.domain.references import ReferenceKind
from desktop.errors import BadInputError, RefusedError
from desktop.models.case import Case, CaseIncident
from desktop.models.incident import Incident
from desktop.models.referral import Referral
from desktop.models.session import RecordSession
from desktop.queries.visible import require_incident, require_person, require_referral, sees_referral
from desktop.services.case_records import at_version, check_choices
from desktop.services.references import next_references

_NOT_REPORTED = "no"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralWords:
    """One request for support as it came in."""

    received_on: date
    source_code: str | None = None
    external_source: str | None = None
    external_reference: str | None = None
    asked_to_stay_anonymous: bool | None = None


@needs(Permission.RECORD_REFERRAL)
def record_incident(session: RecordSession, *, actor: Actor, words: IncidentWords) -> IncidentId:
    """Write down what happened.

    Raises:
        BadInputError: it lies in the future, or reasons for not reporting it stand beside a report.
    """
    del actor
    incident = Incident(**_checked_incident(session, words))
    session.add(incident)
    return IncidentId(incident.id)


@needs(Permission.RECORD_REFERRAL)
def change_incident(
    session: RecordSession, *, actor: Actor, referral_id: ReferralId, version: int, words: IncidentWords
) -> None:
    """Say anew what happened that a referral is about, or for the first time (``version`` 0).

    Whoever else's referral is about the same incident shares the words.

    Raises:
        BadInputError: there is no such referral, the incident lies in the future, an answer cannot be chosen,
            or reasons for not reporting it stand beside a report.
        StaleVersionError: somebody changed it since.
    """
    referral = require_referral(session, referral_id)
    if referral.incident_id is None:
        referral.incident_id = record_incident(session, actor=actor, words=words)
        session.flush()
        case_id = session.scalar(
            select(Case.id).where(Case.referral_id == referral_id, Case.archived_at.is_(None)).limit(1)
        )
        if case_id is not None:
            session.add(CaseIncident(case_id=case_id, incident_id=referral.incident_id))
        return
    incident = require_incident(session, IncidentId(referral.incident_id))
    at_version(incident, version=version)
    _check_answers(session, incident, words)
    for name, value in _checked_incident(session, words).items():
        setattr(incident, name, value)


def _checked_incident(session: RecordSession, words: IncidentWords) -> dict[str, Any]:
    """Give the words as they are kept; refuse what cannot be."""
    if words.happened is not None and words.happened.first > civil_date(session.now):
        what = "The date of the incident lies in the future."
        raise BadInputError(what, "Check the year.")
    _check_not_reported(session, words)
    return {
        "happened_on": words.happened.first if words.happened else None,
        "happened_precision": words.happened.precision.value if words.happened else None,
        "place": words.place,
        "local_authority_code": words.local_authority_code,
        "crime_number": words.crime_number,
        "crime_code": words.crime_code,
        "reported_code": words.reported_code,
        "not_reported_codes": words.not_reported_codes,
        "hate_strands": words.hate_strands,
    }


def _check_answers(session: RecordSession, incident: Incident, words: IncidentWords) -> None:
    """Refuse a new answer that its list does not have; what stood there already may stay."""
    wanted = {
        "crime-type": {words.crime_code} - {incident.crime_code, None},
        "reported-to-police": {words.reported_code} - {incident.reported_code, None},
        "hate-strand": (words.hate_strands or frozenset()) - (incident.hate_strands or frozenset()),
    }
    said = {key: {code for code in codes if code is not None} for key, codes in wanted.items()}
    check_choices(session, wanted=said, on=civil_date(session.now))


def _check_not_reported(session: RecordSession, words: IncidentWords) -> None:
    if not words.not_reported_codes:
        return
    if words.reported_code != _NOT_REPORTED:
        what = "Reasons for not reporting it are given, but it is not said that it was not reported."
        raise BadInputError(what, "Choose “No” under “Reported to the police”, or take the reasons away.")
    reasons = {"reason-not-reported": words.not_reported_codes}
    check_choices(session, wanted=reasons, on=civil_date(session.now))


@needs(Permission.RECORD_REFERRAL)
def record_referral(
    session: RecordSession,
    *,
    actor: Actor,
    words: ReferralWords,
    person_id: PersonId | None = None,
    incident_id: IncidentId | None = None,
    incident: IncidentWords | None = None,
) -> ReferralId:
    """Write down one request for support, perhaps without a person.

    It is about an incident on file (``incident_id``), or about one told with it (``incident``).

    Raises:
        BadInputError: it was received in the future, or there is no such person or incident in sight.
        RefusedError: the same source gave this reference before.
    """
    if words.received_on > civil_date(session.now):
        what = "The referral's date lies in the future."
        raise BadInputError(what, "Check the day it was received.")
    if person_id is not None:
        require_person(session, person_id)
    if incident_id is not None:
        require_incident(session, incident_id)
    _refuse_known_reference(session, words)
    if incident is not None:
        incident_id = record_incident(session, actor=actor, words=incident)
    (reference,) = next_references(session, ReferenceKind.REFERRAL, 1)
    referral = Referral(
        reference=reference,
        received_on=words.received_on,
        person_id=person_id,
        incident_id=incident_id,
        source_code=words.source_code,
        external_source=words.external_source,
        external_reference=words.external_reference,
        asked_to_stay_anonymous=words.asked_to_stay_anonymous,
    )
    session.add(referral)
    return ReferralId(referral.id)


@needs(Permission.RECORD_REFERRAL)
def change_referral(
    session: RecordSession,
    *,
    actor: Actor,
    referral_id: ReferralId,
    version: int,
    received_on: date,
    source_code: str | None,
) -> None:
    """Say anew when a request came in, and from whom.

    Raises:
        BadInputError: there is no such referral, the day lies in the future, or there is no such source.
        RefusedError: a case was opened, or support explained, before that day.
        StaleVersionError: somebody changed it since.
    """
    del actor
    referral = require_referral(session, referral_id)
    at_version(referral, version=version)
    if received_on > civil_date(session.now):
        what = "The referral's date lies in the future."
        raise BadInputError(what, "Check the day it was received.")
    if received_on > referral.received_on:
        _refuse_later_day(session, referral, received_on)
    if source_code is not None and source_code != referral.source_code:
        check_choices(session, wanted={"referral-source": {source_code}}, on=received_on)
    referral.received_on, referral.source_code = received_on, source_code


def _refuse_later_day(session: RecordSession, referral: Referral, on: date) -> None:
    """Refuse a day after what followed from the referral."""
    opened = session.scalar(
        select(Case.opened_on).where(Case.referral_id == referral.id, Case.archived_at.is_(None)).limit(1)
    )
    first = min((day for day in (opened, referral.offered_on) if day is not None), default=on)
    if first < on:
        what = f"A case was opened or support explained before that day, on {date_in_words(first)}."
        raise RefusedError(what, "Check the day it was received.")


@needs(Permission.RECORD_REFERRAL)
def say_why_no_case(
    session: RecordSession, *, actor: Actor, referral_id: ReferralId, reason_code: str
) -> None:
    """Write down why a referral did not become a case.

    Raises:
        BadInputError: there is no such referral, or no such reason.
        RefusedError: it did become a case.
    """
    del actor
    referral = require_referral(session, referral_id)
    if session.scalar(select(Case.id).where(Case.referral_id == referral_id, Case.archived_at.is_(None))):
        what = "This referral became a case."
        raise RefusedError(what, "End the case instead, with its own reason.")
    wanted = {"reason-not-a-case": {reason_code}}
    check_choices(session, wanted=wanted, on=civil_date(session.now))
    referral.reason_not_case_code = reason_code


@needs(Permission.RECORD_REFERRAL)
def explain_support(
    session: RecordSession, *, actor: Actor, referral_id: ReferralId, version: int, on: date
) -> None:
    """Write down the day on which support was explained to the person.

    Raises:
        BadInputError: there is no such referral, or the day cannot be.
        StaleVersionError: somebody changed it since.
        RefusedError: the person answered before that day.
    """
    del actor
    referral = require_referral(session, referral_id)
    at_version(referral, version=version)
    _check_day(session, referral, on)
    if referral.answered_on is not None and referral.answered_on < on:
        what = "The person answered before that day."
        raise RefusedError(what, "Check both days.")
    referral.offered_on = on


@needs(Permission.RECORD_REFERRAL)
def answer_offer(
    session: RecordSession,
    *,
    actor: Actor,
    referral_id: ReferralId,
    version: int,
    accepted: bool,
    on: date,
    explained_on: date | None = None,
) -> None:
    """Write down whether the person said yes to support; a later answer takes the place of an earlier one.

    ``explained_on`` is the day on which support was explained, where both are written down at once.

    Raises:
        BadInputError: there is no such referral, or a day cannot be.
        StaleVersionError: somebody changed it since.
        RefusedError: support was not explained before that day.
    """
    del actor
    referral = require_referral(session, referral_id)
    at_version(referral, version=version)
    _check_day(session, referral, on)
    if explained_on is not None:
        _check_day(session, referral, explained_on)
    explained = explained_on or referral.offered_on
    if explained is None or explained > on:
        what = "Nobody explained to the person before what we can do."
        raise RefusedError(what, "Write down first when support was explained.")
    referral.offered_on, referral.answered_on = explained, on
    referral.accepted = accepted


def _check_day(session: RecordSession, referral: Referral, on: date) -> None:
    if not referral.received_on <= on <= civil_date(session.now):
        what = "That day lies before the referral or in the future."
        raise BadInputError(what, "Check the day.")


def _refuse_known_reference(session: RecordSession, words: ReferralWords) -> None:
    if words.external_reference is None:
        return
    known = session.execute(
        select(Referral.reference, sees_referral(session).label("seen")).where(
            Referral.external_source == words.external_source,
            Referral.external_reference == words.external_reference,
            Referral.archived_at.is_(None),
        )
    ).first()
    if known is None:
        return
    if not known.seen:  # one reference stands for one referral: it cannot be taken, nor said whose it is
        what = f"The referrer's reference {words.external_reference} was used before."
        raise RefusedError(what, "Check it with the referrer; if it is right, ask the safeguarding lead.")
    what = f"The referrer's reference {words.external_reference} is here already, as {known.reference}."
    raise RefusedError(what, "Open that referral instead.")
