"""Signposting and onward referral: telling of a place, passing details on with consent, following up."""

from dataclasses import dataclass
from datetime import date

from desktop.domain.actor import Actor
from desktop.domain.dates import civil_date, date_in_words
from desktop.domain.ids import CaseId, OnwardReferralId, OrganisationId, PersonId
from desktop.domain.onward import STOPPED, WAITING, OnwardKind, OnwardState, check_name_not_passed, state_of
from desktop.domain.permissions import Permission, needs
from desktop.errors import BadInputError, RefusedError
from desktop.models.onward_referral import OnwardReferral
from desktop.models.organisation import Organisation
from desktop.models.person import Person
from desktop.models.session import RecordSession
from desktop.queries.held_consents import require_consent
from desktop.queries.safe_contact import person_safety
from desktop.queries.visible import reading, require_person
from desktop.services.case_records import add_record, check_code, record_to_change, write_words

SHARING = "sharing"
"""The code of *what consent is for* by which details are passed on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSignposting:
    """Which organisation the person was told about, for which need, and when to ask what became of it."""

    organisation_id: OrganisationId
    made_on: date
    need_code: str | None = None
    follow_up_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewOnwardReferral:
    """What is to be passed on to whom; nothing leaves before it is sent."""

    organisation_id: OrganisationId
    made_on: date
    what_was_passed: str
    need_code: str | None = None
    follow_up_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparedEdits:
    """What of a prepared referral is written anew before it is sent."""

    what_was_passed: str
    need_code: str | None = None
    follow_up_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OnwardOutcome:
    """What became of it (code of *what became of it*), and when to ask again."""

    outcome_code: str
    on: date
    words: str = ""
    follow_up_on: date | None = None


@needs(Permission.REFER_ONWARD)
def signpost(
    session: RecordSession,
    *,
    actor: Actor,
    person_id: PersonId,
    case_id: CaseId | None = None,
    words: NewSignposting,
) -> OnwardReferralId:
    """Note that the person was told about an organisation; nothing about them left the service.

    Raises:
        BadInputError: there is no such person, case, organisation or need, or a day is wrong.
        RefusedError: the person has died, or the organisation has closed.
    """
    _living_person(session, person_id)
    _check_new(session, words.organisation_id, words.made_on, words.need_code, words.follow_up_on)
    record = add_record(
        session,
        OnwardReferral,
        person_id=person_id,
        case_id=case_id,
        values={
            "kind": OnwardKind.TOLD.value,
            "organisation_id": words.organisation_id,
            "need_code": words.need_code,
            "made_by": actor.user_id,
            "made_on": words.made_on,
            "follow_up_on": words.follow_up_on,
            "outcome_code": WAITING,
        },
    )
    return OnwardReferralId(record.id)


@needs(Permission.REFER_ONWARD)
def prepare_referral(
    session: RecordSession,
    *,
    actor: Actor,
    person_id: PersonId,
    case_id: CaseId | None = None,
    words: NewOnwardReferral,
) -> OnwardReferralId:
    """Prepare to pass details on, on the consent that counts for this organisation today.

    Raises:
        BadInputError: there is no such person, case, organisation or need, nothing is to be passed on, or a
            day is wrong.
        RefusedError: no consent holds; the person has died; the organisation has closed; or the person asked
            to stay anonymous and the text holds their name.
    """
    person = _living_person(session, person_id)
    _check_new(session, words.organisation_id, words.made_on, words.need_code, words.follow_up_on)
    _check_text(session, person, words.what_was_passed)
    consent_id = require_consent(
        session,
        person_id=person_id,
        kind_code=SHARING,
        organisation_id=words.organisation_id,
        on=civil_date(session.now),
    )
    record = add_record(
        session,
        OnwardReferral,
        person_id=person_id,
        case_id=case_id,
        values={
            "kind": OnwardKind.REFERRED.value,
            "organisation_id": words.organisation_id,
            "need_code": words.need_code,
            "consent_id": consent_id,
            "made_by": actor.user_id,
            "made_on": words.made_on,
            "follow_up_on": words.follow_up_on,
            "outcome_code": WAITING,
        },
        words={"what_was_passed": words.what_was_passed},
    )
    return OnwardReferralId(record.id)


@needs(Permission.REFER_ONWARD)
def change_prepared_referral(
    session: RecordSession,
    *,
    actor: Actor,
    onward_referral_id: OnwardReferralId,
    version: int,
    words: PreparedEdits,
) -> None:
    """Write a prepared referral anew before it is sent.

    Raises:
        BadInputError: there is no such referral or need, nothing is to be passed on, or a day is wrong.
        RefusedError: it was sent or stopped, or the name of somebody anonymous is in it.
        StaleVersionError: somebody changed it since.
    """
    del actor
    referral = _prepared(session, onward_referral_id, version)
    _check_text(session, require_person(session, PersonId(referral.person_id)), words.what_was_passed)
    check_code(session, list_key="need", code=words.need_code, on=referral.made_on)
    _check_follow_up(words.follow_up_on, after=referral.made_on)
    referral.need_code = words.need_code
    referral.follow_up_on = words.follow_up_on
    write_words(session, referral, words={"what_was_passed": words.what_was_passed})


@needs(Permission.REFER_ONWARD)
def send_referral(
    session: RecordSession,
    *,
    actor: Actor,
    onward_referral_id: OnwardReferralId,
    version: int,
    sent_on: date,
) -> None:
    """Note that details were passed on; consent, anonymity and the organisation are looked at once more.

    Raises:
        BadInputError: there is no such referral, or the day lies before it was prepared or in the future.
        RefusedError: it was sent or stopped; no consent holds on that day and today; the person has died; the
            organisation has closed; or the text holds the name of somebody anonymous.
        StaleVersionError: somebody changed it since.
    """
    del actor
    referral = _prepared(session, onward_referral_id, version)
    today = civil_date(session.now)
    if not referral.made_on <= sent_on <= today:
        what = (
            f"It was prepared on {date_in_words(referral.made_on)} and is sent after that, not in the future."
        )
        raise BadInputError(what, "Check the day.")
    person_id, organisation_id = PersonId(referral.person_id), OrganisationId(referral.organisation_id)
    person = _living_person(session, person_id)
    _open_organisation(session, organisation_id, sent_on)
    for day in sorted({sent_on, today}):  # what holds today also has to have held on that day
        consent_id = require_consent(
            session, person_id=person_id, kind_code=SHARING, organisation_id=organisation_id, on=day
        )
        referral.consent_id = consent_id
    passed = reading(session)(referral, "what_was_passed")
    if passed.withheld:
        what = "You may not read what would be passed on, so you cannot send it."
        raise RefusedError(what, "Ask somebody who may.")
    _check_text(session, person, passed.text)
    referral.sent_on = sent_on


@needs(Permission.REFER_ONWARD)
def stop_referral(
    session: RecordSession,
    *,
    actor: Actor,
    onward_referral_id: OnwardReferralId,
    version: int,
    reason: str,
) -> None:
    """Stop a prepared referral: it cannot be sent any more.

    Raises:
        BadInputError: there is no such referral, or no reason is given.
        RefusedError: it was sent or stopped already.
        StaleVersionError: somebody changed it since.
    """
    del actor
    referral = _prepared(session, onward_referral_id, version)
    if not reason.strip():
        what = "It is not said why the referral is stopped."
        raise BadInputError(what, "Write it in a few words.")
    today = civil_date(session.now)
    referral.stopped_on = today
    referral.outcome_code = STOPPED
    referral.outcome_on = today
    write_words(session, referral, words={"outcome_words": reason})


@needs(Permission.REFER_ONWARD)
def record_outcome(
    session: RecordSession,
    *,
    actor: Actor,
    onward_referral_id: OnwardReferralId,
    version: int,
    outcome: OnwardOutcome,
) -> None:
    """Note what became of a signposting or a sent referral, and when to ask again if at all.

    Raises:
        BadInputError: there is no such referral or outcome, or a day is wrong.
        RefusedError: it was not sent yet, or it was stopped.
        StaleVersionError: somebody changed it since.
    """
    del actor
    referral = record_to_change(session, OnwardReferral, record_id=onward_referral_id, version=version)
    state = _state(referral)
    if state is OnwardState.PREPARED:
        what = "This referral was not sent yet, so nobody can have answered."
        raise RefusedError(what, "Send it first, or stop it.")
    if state is OnwardState.STOPPED:
        what = "This referral was stopped and never sent."
        raise RefusedError(what, "Prepare a new one.")
    begun = referral.sent_on or referral.made_on
    if not begun <= outcome.on <= civil_date(session.now):
        what = f"An answer comes after {date_in_words(begun)}, and not in the future."
        raise BadInputError(what, "Check the day.")
    check_code(session, list_key="onward-outcome", code=outcome.outcome_code, on=outcome.on)
    _check_follow_up(outcome.follow_up_on, after=outcome.on)
    referral.outcome_code = outcome.outcome_code
    referral.outcome_on = outcome.on
    referral.follow_up_on = outcome.follow_up_on
    write_words(session, referral, words={"outcome_words": outcome.words})


@needs(Permission.REFER_ONWARD)
def archive_onward_referral(
    session: RecordSession, *, actor: Actor, onward_referral_id: OnwardReferralId, version: int
) -> None:
    """Put away a signposting or a prepared referral that was noted by mistake.

    Raises:
        BadInputError: there is no such referral, or it is out of sight.
        RefusedError: it was sent: what left the service stays on file.
        StaleVersionError: somebody changed it since.
    """
    del actor
    referral = record_to_change(session, OnwardReferral, record_id=onward_referral_id, version=version)
    if _state(referral) is OnwardState.SENT:
        what = "This referral was sent, and what was passed on stays on file."
        raise RefusedError(what, "Note what became of it instead.")
    referral.archived_at = session.now


def _state(referral: OnwardReferral) -> OnwardState:
    kind = OnwardKind(referral.kind)
    return state_of(kind, sent_on=referral.sent_on, stopped_on=referral.stopped_on)


def _prepared(session: RecordSession, onward_referral_id: OnwardReferralId, version: int) -> OnwardReferral:
    """Give a referral that is not yet sent; a stopped one says why, whatever version the screen shows."""
    referral = record_to_change(session, OnwardReferral, record_id=onward_referral_id, version=None)
    state = _state(referral)
    if state is OnwardState.TOLD:
        what = "The person was told about this organisation; nothing is passed on."
        raise RefusedError(what, "Prepare a referral instead.")
    if state is OnwardState.SENT and referral.sent_on is not None:
        what = f"This referral was sent on {date_in_words(referral.sent_on)}."
        raise RefusedError(what, "What was passed on cannot be taken back; ring the organisation.")
    if state is OnwardState.STOPPED:
        why = reading(session)(referral, "outcome_words").text
        what = "This referral was stopped."
        raise RefusedError(what, why or "Prepare a new one if the person agrees.")
    return record_to_change(session, OnwardReferral, record_id=onward_referral_id, version=version)


def _living_person(session: RecordSession, person_id: PersonId) -> Person:
    person = require_person(session, person_id)
    if person.died_on is not None:
        what = "This person has died: nothing about them is passed on any more."
        raise RefusedError(what, "Support for their family begins with a case of their own.")
    return person


def _check_new(
    session: RecordSession,
    organisation_id: OrganisationId,
    made_on: date,
    need_code: str | None,
    follow_up_on: date | None,
) -> None:
    if made_on > civil_date(session.now):
        what = "The day lies in the future."
        raise BadInputError(what, "Check the day.")
    _open_organisation(session, organisation_id, made_on)
    check_code(session, list_key="need", code=need_code, on=made_on)
    _check_follow_up(follow_up_on, after=made_on)


def _open_organisation(session: RecordSession, organisation_id: OrganisationId, on: date) -> None:
    organisation = session.get(Organisation, organisation_id)
    if organisation is None or organisation.archived_at is not None:
        what = "This organisation is not in the directory."
        raise BadInputError(what, "Choose it again.")
    if organisation.closed_on is not None and organisation.closed_on <= on:
        what = f"{organisation.name} closed on {date_in_words(organisation.closed_on)}."
        raise RefusedError(what, "Choose another place, or correct the directory.")


def _check_follow_up(follow_up_on: date | None, *, after: date) -> None:
    if follow_up_on is not None and follow_up_on < after:
        what = "The day to ask what became of it lies before it happened."
        raise BadInputError(what, "Check both days.")


def _check_text(session: RecordSession, person: Person, text: str) -> None:
    if not text.strip():
        what = "It is not said what is passed on."
        raise BadInputError(what, "Write it down as the organisation will read it.")
    if person_safety(session, actor=session.actor, person_id=PersonId(person.id)).anonymous:
        check_name_not_passed(text, forename=person.forename, surname=person.surname)
