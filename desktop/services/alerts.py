"""Alerts: what a colleague must see before acting; what to do is for all, why is sealed."""

from dataclasses import dataclass
from datetime import date

from desktop.domain.actor import Actor
from desktop.domain.dates import civil_date
from desktop.domain.ids import AlertId, CaseId, PersonId
from desktop.domain.permissions import Permission, needs
from desktop.errors import BadInputError, RefusedError
from desktop.models.alert import Alert
from desktop.models.session import RecordSession
from desktop.services.case_records import add_record, check_code, record_to_change, tidy_words, write_words

LONGEST_INSTRUCTION = 500
"""Letters of what to do: it is read in a hurry."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAlert:
    """A warning: what to do, for everybody who meets the person, and why, for readers of sealed text."""

    kind_code: str
    what_to_do: str
    why: str | None = None
    review_on: date | None = None


@needs(Permission.RAISE_ALERT)
def raise_alert(
    session: RecordSession,
    *,
    actor: Actor,
    person_id: PersonId,
    case_id: CaseId | None = None,
    alert: NewAlert,
) -> AlertId:
    """Raise an alert about a person; why it was raised is sealed always.

    Raises:
        BadInputError: the person is out of sight, it does not say what to do, or its review lies in the past.
    """
    check_code(session, list_key="alert-kind", code=alert.kind_code, on=civil_date(session.now))
    _check_review(session, alert.review_on)
    values = {
        "kind_code": alert.kind_code,
        "what_to_do": _instruction(alert.what_to_do),
        "raised_on": civil_date(session.now),
        "raised_by": actor.user_id,
        "review_on": alert.review_on,
    }
    words = {"why": alert.why}
    record = add_record(
        session, Alert, person_id=person_id, case_id=case_id, values=values, words=words, sealed=True
    )
    return AlertId(record.id)


@needs(Permission.RESOLVE_ALERT)
def change_alert(
    session: RecordSession, *, actor: Actor, alert_id: AlertId, version: int, alert: NewAlert
) -> None:
    """Word an alert anew; without a new *why*, the old one stays, since not everybody can read it.

    Raises:
        BadInputError: the alert is out of sight, does not say what to do, or its review lies in the past.
        RefusedError: it is resolved.
        StaleVersionError: somebody changed it since.
    """
    del actor
    record = _open_alert(session, alert_id, version)
    if alert.kind_code != record.kind_code:
        check_code(session, list_key="alert-kind", code=alert.kind_code, on=civil_date(session.now))
    if alert.review_on != record.review_on:
        _check_review(session, alert.review_on)
    record.kind_code = alert.kind_code
    record.what_to_do = _instruction(alert.what_to_do)
    record.review_on = alert.review_on
    if tidy_words(alert.why):
        write_words(session, record, words={"why": alert.why}, sealed=True)


@needs(Permission.RESOLVE_ALERT)
def review_alert(
    session: RecordSession, *, actor: Actor, alert_id: AlertId, version: int, review_on: date
) -> None:
    """Let an alert stand, and say when it is looked at again.

    Raises:
        BadInputError: the alert is out of sight, or the day lies in the past.
        RefusedError: it is resolved.
        StaleVersionError: somebody changed it since.
    """
    del actor
    record = _open_alert(session, alert_id, version)
    _check_review(session, review_on)
    record.review_on = review_on


@needs(Permission.RESOLVE_ALERT)
def resolve_alert(
    session: RecordSession, *, actor: Actor, alert_id: AlertId, version: int, reason: str
) -> None:
    """Say that an alert no longer holds, and why.

    Raises:
        BadInputError: the alert is out of sight, or no reason is given.
        RefusedError: it is resolved already.
        StaleVersionError: somebody changed it since.
    """
    record = _open_alert(session, alert_id, version)
    if not tidy_words(reason):
        what = "An alert is resolved with a reason."
        raise BadInputError(what, "Say why it no longer holds.")
    record.resolved_on = civil_date(session.now)
    record.resolved_by = actor.user_id
    write_words(session, record, words={"resolved_reason": reason}, sealed=True)


@needs(Permission.RESOLVE_ALERT)
def archive_alert(session: RecordSession, *, actor: Actor, alert_id: AlertId, version: int) -> None:
    """Put away an alert that was raised by mistake, e.g. about somebody else; one that held is resolved.

    Raises:
        BadInputError: the alert is out of sight.
        StaleVersionError: somebody changed it since.
    """
    del actor
    record = record_to_change(session, Alert, record_id=alert_id, version=version)
    record.archived_at = session.now


def _open_alert(session: RecordSession, alert_id: AlertId, version: int) -> Alert:
    record = record_to_change(session, Alert, record_id=alert_id, version=version)
    if record.resolved_on is not None:
        what = "This alert is resolved."
        raise RefusedError(what, "Raise a new one if it holds again.")
    return record


def _instruction(text: str) -> str:
    clean = tidy_words(text)
    if clean is None:
        what = "The alert does not say what to do."
        raise BadInputError(what, "Write what a colleague must do or leave, without saying why.")
    if len(clean) > LONGEST_INSTRUCTION:
        what = f"What to do has {len(clean)} letters; {LONGEST_INSTRUCTION} are read in a hurry."
        raise BadInputError(what, "Shorten it; the rest belongs under why.")
    return clean


def _check_review(session: RecordSession, review_on: date | None) -> None:
    if review_on is not None and review_on < civil_date(session.now):
        what = "The review lies in the past."
        raise BadInputError(what, "Choose today or a later day.")
