"""Consents: writing down what somebody agreed to, and stopping what rested on it once they take it back."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from desktop.domain.actor import Actor
from desktop.domain.consent import ConsentTaken, check_taken, stopped_by_withdrawal, told_of_withdrawal
from desktop.domain.dates import civil_date, date_in_words
from desktop.domain.ids import CaseId, ConsentId, OnwardReferralId, OrganisationId, PersonId
from desktop.domain.onward import STOPPED
from desktop.domain.permissions import Permission, needs
from desktop.errors import BadInputError, RefusedError
from desktop.models.consent import Consent
from desktop.models.onward_referral import OnwardReferral
from desktop.models.organisation import Organisation
from desktop.models.session import RecordSession
from desktop.queries.held_consents import ages_of
from desktop.queries.visible import require_person, sees_record
from desktop.services.case_records import add_record, check_code, record_to_change, write_words

_FACTS = (
    "kind_code",
    "given",
    "answered_on",
    "how_code",
    "given_by_code",
    "organisation_id",
    "parents_know",
    "capacity_code",
    "expires_on",
)
_WORDS = (
    "what",
    "to_whom",
    "purpose",
    "limits",
    "competence_judged_by",
    "competence_reason",
    "capacity_reason",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewConsent:
    """What somebody said to "may we …?"; codes of *what consent is for*, *how* and *who gave consent*.

    ``organisation_id`` None with no ``to_whom`` means "any organisation"; ``expires_on`` is its last day.
    ``parents_know`` is None until somebody says. For whoever is under 18 and decides themselves, say who
    judged that they can, and why.
    """

    kind_code: str
    given: bool
    answered_on: date
    how_code: str
    given_by_code: str = "person"
    given_by_name: str = ""
    organisation_id: OrganisationId | None = None
    what: str = ""
    to_whom: str = ""
    purpose: str = ""
    limits: str = ""
    competence_judged_by: str = ""
    competence_reason: str = ""
    parents_know: bool | None = None
    capacity_code: str | None = None
    capacity_reason: str = ""
    expires_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentWithdrawal:
    """That somebody took their consent back: on which day, in which words."""

    on: date
    words: str = ""


@dataclass(frozen=True, slots=True)
class SentBefore:
    """A referral that was sent before consent was taken back: its receiver has to hear."""

    onward_referral_id: OnwardReferralId
    organisation: str
    sent_on: date


@dataclass(frozen=True, slots=True)
class WithdrawalResult:
    """What taking consent back has stopped, and who has to be told."""

    stopped: tuple[OnwardReferralId, ...]
    to_tell: tuple[SentBefore, ...]


@needs(Permission.RECORD_CONSENT)
def record_consent(
    session: RecordSession,
    *,
    actor: Actor,
    person_id: PersonId,
    case_id: CaseId | None = None,
    words: NewConsent,
) -> ConsentId:
    """Write down a yes or a no. A no is always written down, whoever said it and whatever is not known.

    Raises:
        BadInputError: there is no such person, case, organisation or code, the day lies in the future, it
            runs out before it begins, or whose consent it is is not said (under 18: competence, parents).
        RefusedError: it was given by somebody who cannot give it for this person, or after they died.
    """
    person = require_person(session, person_id)
    _check_days(words, today=civil_date(session.now))
    _check_codes(session, words)
    if words.given and person.died_on is not None and words.answered_on > person.died_on:
        what = f"This person died on {date_in_words(person.died_on)}."
        raise RefusedError(what, "Nobody agrees for them any more; check the day.")
    if words.given:
        check_taken(_as_taken(words), age=ages_of(person, on=words.answered_on))
    if words.organisation_id is not None and session.get(Organisation, words.organisation_id) is None:
        what = "This organisation is not in the directory."
        raise BadInputError(what, "Choose it again.")
    consent = add_record(
        session,
        Consent,
        person_id=person_id,
        case_id=case_id,
        values={"taken_by": actor.user_id} | {name: getattr(words, name) for name in _FACTS},
        words={"given_by_words": words.given_by_name} | {name: getattr(words, name) for name in _WORDS},
    )
    return ConsentId(consent.id)


@needs(Permission.RECORD_CONSENT)
def withdraw_consent(
    session: RecordSession,
    *,
    actor: Actor,
    consent_id: ConsentId,
    version: int,
    withdrawal: ConsentWithdrawal,
) -> WithdrawalResult:
    """Take a consent back, and with it stop every onward referral that rests on it and is not yet sent.

    Those of sealed cases are stopped too; of those sent already, the ones the actor sees are named, so that
    they can tell the organisation.

    Raises:
        BadInputError: there is no such consent, or the day lies before it or in the future.
        RefusedError: the answer was no, or it was taken back already.
        StaleVersionError: somebody changed it since.
    """
    del actor
    consent = record_to_change(session, Consent, record_id=consent_id, version=version)
    _check_withdrawal(consent, withdrawal, today=civil_date(session.now))
    consent.withdrawn_on = withdrawal.on
    write_words(session, consent, words={"withdrawn_words": withdrawal.words})
    resting = {
        one.id: one
        for one in session.scalars(
            select(OnwardReferral).where(
                OnwardReferral.consent_id == consent_id,
                OnwardReferral.stopped_on.is_(None),
                OnwardReferral.archived_at.is_(None),
            )
        )
    }
    sent_on = {which: one.sent_on for which, one in resting.items()}
    stopped = stopped_by_withdrawal(sent_on)
    for which in stopped:
        reason = f"Not sent: the person took their consent back on {date_in_words(withdrawal.on)}."
        _stop(session, resting[which], reason)
    told = told_of_withdrawal(sent_on)
    return WithdrawalResult(
        stopped=tuple(OnwardReferralId(which) for which in stopped),
        to_tell=_to_tell(session, tuple(OnwardReferralId(which) for which in told)),
    )


@needs(Permission.RECORD_CONSENT)
def archive_consent(session: RecordSession, *, actor: Actor, consent_id: ConsentId, version: int) -> None:
    """Put away a consent that was recorded by mistake, and stop referrals resting on it that are not sent.

    Raises:
        BadInputError: there is no such consent, or it is out of sight.
        RefusedError: something was passed on by it.
        StaleVersionError: somebody changed it since.
    """
    del actor
    consent = record_to_change(session, Consent, record_id=consent_id, version=version)
    resting = session.scalars(
        select(OnwardReferral).where(
            OnwardReferral.consent_id == consent_id,
            OnwardReferral.stopped_on.is_(None),
            OnwardReferral.archived_at.is_(None),
        )
    ).all()
    if any(one.sent_on is not None for one in resting):
        what = "Details were passed on by this consent."
        raise RefusedError(what, "It stays; write down that it was taken back if they say so.")
    for referral in resting:
        _stop(session, referral, "Not sent: the consent was recorded by mistake.")
    consent.archived_at = session.now


def _stop(session: RecordSession, referral: OnwardReferral, reason: str) -> None:
    today = civil_date(session.now)
    referral.stopped_on = today
    referral.outcome_code = STOPPED
    referral.outcome_on = today
    write_words(session, referral, words={"outcome_words": reason})


def _to_tell(session: RecordSession, sent: tuple[OnwardReferralId, ...]) -> tuple[SentBefore, ...]:
    statement = (
        select(OnwardReferral.id, Organisation.name, OnwardReferral.sent_on)
        .join(Organisation, Organisation.id == OnwardReferral.organisation_id)
        .where(OnwardReferral.id.in_(sent), sees_record(session, OnwardReferral))
        .order_by(OnwardReferral.sent_on, OnwardReferral.id)
    )
    return tuple(
        SentBefore(OnwardReferralId(row.id), row.name, row.sent_on) for row in session.execute(statement)
    )


def _check_days(words: NewConsent, *, today: date) -> None:
    if words.answered_on > today:
        what = "The day this was said lies in the future."
        raise BadInputError(what, "Check the day.")
    if words.expires_on is not None and words.expires_on < words.answered_on:
        what = "The consent runs out before it was given."
        raise BadInputError(what, "Check both days.")


def _check_codes(session: RecordSession, words: NewConsent) -> None:
    for list_key, code in (
        ("consent-kind", words.kind_code),
        ("consent-how", words.how_code),
        ("consent-given-by", words.given_by_code),
        ("capacity", words.capacity_code),
    ):
        check_code(session, list_key=list_key, code=code, on=words.answered_on)


def _as_taken(words: NewConsent) -> ConsentTaken:
    return ConsentTaken(
        given_by=words.given_by_code,
        given_by_name=words.given_by_name,
        competence_judged_by=words.competence_judged_by,
        competence_reasons=words.competence_reason,
        parents_know=words.parents_know,
        capacity=words.capacity_code,
        capacity_reasons=words.capacity_reason,
    )


def _check_withdrawal(consent: Consent, withdrawal: ConsentWithdrawal, *, today: date) -> None:
    if not consent.given:
        what = "The answer was no: there is nothing to take back."
        raise RefusedError(what, "If they now say yes, record a new consent.")
    if consent.withdrawn_on is not None:
        what = f"They took this consent back on {date_in_words(consent.withdrawn_on)} already."
        raise RefusedError(what)
    if not consent.answered_on <= withdrawal.on <= today:
        what = "Consent is taken back after it was given, and not in the future."
        raise BadInputError(what, "Check the day.")
