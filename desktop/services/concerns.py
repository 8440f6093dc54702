"""Safeguarding concerns: raised by anybody, told by telephone, decided by leads, never overwritten."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from desktop.domain.actor import Actor
from desktop.domain.concerns import COUNTS_AS_TOLD, Basis, ConcernAbout, ConsentToShare, Told, WishesAsked
from desktop.domain.dates import civil_date, civil_time, date_in_words
from desktop.domain.ids import AlertId, CaseId, ConcernId, PersonId, UserId
from desktop.domain.permissions import Permission, needs
from desktop.domain.safeguarding import DEFAULT_HOURS, Clock, nobody_told_sentence
from desktop.errors import BadInputError, RefusedError
from desktop.models.concern import Concern, ConcernAddition, ConcernCall, ConcernDecision
from desktop.models.session import RecordSession
from desktop.queries.concerns import people_to_ring
from desktop.queries.visible import sees_person
from desktop.services.alerts import NewAlert, raise_alert
from desktop.services.case_records import (
    add_record,
    check_code,
    check_codes,
    record_to_change,
    require_colleague,
    tidy_words,
    write_words,
)

REVIEW_AFTER = timedelta(hours=DEFAULT_HOURS[Clock.REVIEW])
_SPOKEN_TO = {
    Told.LEAD: "The safeguarding lead",
    Told.DEPUTY: "The deputy lead",
    Told.OUT_OF_HOURS: "The out-of-hours team",
}
_DANGER = "Somebody is in immediate danger: ring 999 first."


@dataclass(frozen=True, slots=True, kw_only=True)
class NewConcern:
    """A worry that somebody is at risk of harm, as it is written down; all its words are sealed.

    ``also_alert`` is what colleagues must do from now on, in clear: with it an alert is raised as well.
    """

    about: ConcernAbout
    narrative: str
    immediate_danger: bool
    category_codes: frozenset[str] = frozenset()
    happened_on: date | None = None
    said_on: date | None = None
    exact_words: str | None = None
    where_and_who: str | None = None
    basis: frozenset[Basis] = frozenset()
    emergency_called: bool | None = None
    wishes_asked: WishesAsked = WishesAsked.NO
    wishes: str | None = None
    capacity_code: str | None = None
    consent_to_share: ConsentToShare = ConsentToShare.NOT_ASKED
    override_reason: str | None = None
    children_in_household: bool | None = None
    also_alert: str | None = None


@dataclass(frozen=True, slots=True)
class ConcernRaised:
    """That a concern is kept, and the sentence that says whom to ring: keeping it tells nobody."""

    concern_id: ConcernId
    alert_id: AlertId | None
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCall:
    """That somebody was rung about a concern: who, when (UTC; now unless said), and if they were reached."""

    told: Told
    reached: bool
    told_at: datetime | None = None
    whom: str | None = None
    said: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDecision:
    """What a lead decided, and why; a decision to do nothing has reasons too."""

    decision_code: str
    reasons: str
    referred_to: str | None = None
    their_reference: str | None = None


@needs(Permission.RAISE_CONCERN)
def raise_concern(
    session: RecordSession,
    *,
    actor: Actor,
    person_id: PersonId,
    case_id: CaseId | None = None,
    concern: NewConcern,
) -> ConcernRaised:
    """Write a concern down about somebody whom the actor sees; the answer says whom to ring now.

    Source: domain.md §5: saving a concern tells nobody; the clock stops only at a recorded call.

    Raises:
        BadInputError: the person is out of sight, nothing was written, a day lies ahead, a code is unknown.
    """
    _check(session, concern)
    values = {
        "about": concern.about.value,
        "category_codes": concern.category_codes or None,
        "raised_by": actor.user_id,
        "raised_at": session.now,
        "happened_on": concern.happened_on,
        "said_on": concern.said_on,
        "basis_codes": frozenset(one.value for one in concern.basis) or None,
        "immediate_danger": concern.immediate_danger,
        "emergency_called": concern.emergency_called,
        "wishes_asked": concern.wishes_asked.value,
        "capacity_code": concern.capacity_code,
        "consent_to_share": concern.consent_to_share.value,
        "children_in_household": concern.children_in_household,
        "review_on": civil_date(session.now + REVIEW_AFTER),
    }
    said = ("narrative", "exact_words", "where_and_who", "wishes", "override_reason")
    words = {field: getattr(concern, field) for field in said}
    record = add_record(
        session, Concern, person_id=person_id, case_id=case_id, values=values, words=words, sealed=True
    )
    alert_id = None
    if concern.also_alert:
        alert = NewAlert(kind_code="concern-open", what_to_do=concern.also_alert)
        alert_id = raise_alert(session, actor=actor, person_id=person_id, case_id=case_id, alert=alert)
    sentence = nobody_told_sentence(people_to_ring(session, actor=actor, person_id=person_id))
    if concern.immediate_danger and not concern.emergency_called:
        sentence = f"{_DANGER} {sentence}"
    return ConcernRaised(ConcernId(record.id), alert_id, sentence)


@needs(Permission.RAISE_CONCERN)
def record_concern_call(session: RecordSession, *, actor: Actor, concern_id: ConcernId, call: NewCall) -> str:
    """Write down that somebody was rung; gives the sentence that says whether anybody has been told.

    Source: domain.md §5: only a call that reached the lead, a deputy or the out-of-hours team counts.

    Raises:
        BadInputError: the concern is out of sight, or the call lies ahead or before the concern.
    """
    concern = _concern(session, concern_id)
    told_at = call.told_at or session.now
    if not concern.raised_at - timedelta(days=1) <= told_at <= session.now:
        what = "The call lies ahead, or more than a day before the concern was written down."
        raise BadInputError(what, "Check the day and the time.")
    values = {"told": call.told.value, "told_at": told_at, "told_by": actor.user_id, "reached": call.reached}
    _add(session, ConcernCall, concern, values, {"whom": call.whom, "said": call.said})
    if call.reached and call.told in COUNTS_AS_TOLD:
        at = civil_time(told_at)
        return f"{_SPOKEN_TO[call.told]} was told at {at:%H:%M} on {date_in_words(at.date())}."
    if _anybody_told(session, concern_id):
        return "The call is written down."
    about = PersonId(concern.person_id)
    return nobody_told_sentence(people_to_ring(session, actor=actor, person_id=about))


@needs(Permission.DECIDE_CONCERN)
def decide_concern(
    session: RecordSession,
    *,
    actor: Actor,
    concern_id: ConcernId,
    version: int,
    decision: NewDecision,
    review_on: date | None = None,
) -> UUID:
    """Write down what was decided, with the reasons; further decisions are added, none is taken back.

    Whoever decides owns the concern from then on, unless somebody does. The review is due in five days
    unless another day is given.

    Raises:
        BadInputError: the concern is out of sight, reasons are missing, the review lies in the past.
        RefusedError: it is signed off.
        StaleVersionError: somebody changed it since.
    """
    concern = _open_concern(session, concern_id, version)
    check_code(session, list_key="concern-decision", code=decision.decision_code, on=civil_date(session.now))
    if not tidy_words(decision.reasons):
        what = "A decision has reasons, also the decision to do nothing."
        raise BadInputError(what, "Write why.")
    values = {
        "decision_code": decision.decision_code,
        "decided_at": session.now,
        "decided_by": actor.user_id,
    }
    words = {
        "reasons": decision.reasons,
        "referred_to": decision.referred_to,
        "their_reference": decision.their_reference,
    }
    record = _add(session, ConcernDecision, concern, values, words)
    concern.owner_id = concern.owner_id or actor.user_id
    concern.review_on = _review(session, review_on or civil_date(session.now + REVIEW_AFTER))
    return record.id


@needs(Permission.DECIDE_CONCERN)
def record_referral_sent(
    session: RecordSession,
    *,
    actor: Actor,
    decision_id: UUID,
    version: int,
    sent_at: datetime | None = None,
    their_reference: str | None = None,
) -> None:
    """Write down when a referral that was decided went out in writing (UTC; now unless said).

    Raises:
        BadInputError: the decision is out of sight, or it was sent before it was decided or lies ahead.
        RefusedError: it was sent already.
        StaleVersionError: somebody changed it since.
    """
    del actor
    decision = record_to_change(session, ConcernDecision, record_id=decision_id, version=version)
    sent = sent_at or session.now
    if decision.sent_at is not None:
        what = "This referral was sent already."
        raise RefusedError(what, "Decide anew if it has to go to somebody else.")
    if not decision.decided_at <= sent <= session.now:
        what = "It cannot be sent before it was decided, or in the future."
        raise BadInputError(what, "Check the day and the time.")
    decision.sent_at = sent
    if tidy_words(their_reference):
        write_words(session, decision, words={"their_reference": their_reference}, sealed=True)


@needs(Permission.DECIDE_CONCERN)
def record_concern_feedback(
    session: RecordSession, *, actor: Actor, decision_id: UUID, version: int, feedback: str
) -> None:
    """Write down what an agency answered; what it answered later is added to the concern.

    Raises:
        BadInputError: the decision is out of sight, or nothing was written.
        RefusedError: an answer is written down already.
        StaleVersionError: somebody changed it since.
    """
    del actor
    decision = record_to_change(session, ConcernDecision, record_id=decision_id, version=version)
    if decision.feedback is not None:
        what = "An answer is written down already, and stays."
        raise RefusedError(what, "Add the new one to the concern.")
    _required(feedback, "The answer is empty.")
    decision.feedback_at = session.now
    write_words(session, decision, words={"feedback": feedback}, sealed=True)


@needs(Permission.RAISE_CONCERN)
def add_to_concern(session: RecordSession, *, actor: Actor, concern_id: ConcernId, words: str) -> UUID:
    """Add a correction or something learned since; what was written first stays.

    Raises:
        BadInputError: the concern is out of sight, or nothing was written.
    """
    concern = _concern(session, concern_id)
    _required(words, "The addition is empty.")
    values = {"added_at": session.now, "added_by": actor.user_id}
    return _add(session, ConcernAddition, concern, values, {"words": words}).id


@needs(Permission.DECIDE_CONCERN)
def set_concern_review(
    session: RecordSession,
    *,
    actor: Actor,
    concern_id: ConcernId,
    version: int,
    review_on: date,
    owner_id: UserId | None = None,
) -> None:
    """Say when a concern is looked at again, and by whom if somebody else takes it over.

    Raises:
        BadInputError: the concern is out of sight, the day lies in the past, or there is no such colleague.
        RefusedError: it is signed off, or the colleague does not see concerns or is locked out.
        StaleVersionError: somebody changed it since.
    """
    del actor
    concern = _open_concern(session, concern_id, version)
    concern.review_on = _review(session, review_on)
    if owner_id is not None:
        whose = require_colleague(
            session, user_id=owner_id, may=Permission.SEE_CONCERNS, person_id=concern.person_id
        )
        concern.owner_id = whose.id


@needs(Permission.DECIDE_CONCERN)
def sign_off_concern(
    session: RecordSession, *, actor: Actor, concern_id: ConcernId, version: int, words: str | None = None
) -> None:
    """Sign a concern off and close it; ``words`` are added to it.

    Raises:
        BadInputError: the concern is out of sight.
        RefusedError: it is signed off already, or nothing was decided about it.
        StaleVersionError: somebody changed it since.
    """
    concern = _open_concern(session, concern_id, version)
    decided = select(ConcernDecision.id).where(ConcernDecision.concern_id == concern_id).limit(1)
    if session.scalar(decided) is None:
        what = "Nothing was decided about this concern."
        raise RefusedError(what, "Decide first, with reasons, also if nothing is to be done.")
    if tidy_words(words):
        values = {"added_at": session.now, "added_by": actor.user_id}
        _add(session, ConcernAddition, concern, values, {"words": words})
    concern.signed_off_by = actor.user_id
    concern.signed_off_at = session.now
    concern.closed_on = civil_date(session.now)


def _add(
    session: RecordSession,
    model: type[ConcernCall] | type[ConcernDecision] | type[ConcernAddition],
    concern: Concern,
    values: Mapping[str, object],
    words: Mapping[str, str | None],
) -> ConcernCall | ConcernDecision | ConcernAddition:
    return add_record(
        session,
        model,
        person_id=PersonId(concern.person_id),
        case_id=None if concern.case_id is None else CaseId(concern.case_id),
        values={"concern_id": concern.id, **values},
        words=words,
        sealed=True,
    )


def _concern(session: RecordSession, concern_id: ConcernId) -> Concern:
    """Give a concern to be added to: one in sight, or one's own, which may stand in a sealed case."""
    own = select(Concern).where(
        Concern.id == concern_id,
        Concern.raised_by == session.actor.user_id,
        Concern.archived_at.is_(None),
        sees_person(session, Concern.person_id),
    )
    return session.scalar(own) or record_to_change(session, Concern, record_id=concern_id, version=None)


def _open_concern(session: RecordSession, concern_id: ConcernId, version: int) -> Concern:
    concern = record_to_change(session, Concern, record_id=concern_id, version=version)
    if concern.closed_on is not None:
        what = "This concern is signed off."
        raise RefusedError(what, "Add to it, or raise a new one.")
    return concern


def _anybody_told(session: RecordSession, concern_id: ConcernId) -> bool:
    told = select(ConcernCall.id).where(
        ConcernCall.concern_id == concern_id,
        ConcernCall.reached.is_(True),
        ConcernCall.told.in_([one.value for one in COUNTS_AS_TOLD]),
    )
    return session.scalar(told.limit(1)) is not None


def _review(session: RecordSession, review_on: date) -> date:
    if review_on < civil_date(session.now):
        what = "The review lies in the past."
        raise BadInputError(what, "Choose today or a later day.")
    return review_on


def _required(text: str, what: str) -> None:
    if not tidy_words(text):
        raise BadInputError(what, "Write it down, or leave.")


def _check(session: RecordSession, concern: NewConcern) -> None:
    _required(concern.narrative, "The concern does not say what worries you.")
    today = civil_date(session.now)
    if any(day is not None and day > today for day in (concern.happened_on, concern.said_on)):
        what = "A concern cannot be about a day that has not come."
        raise BadInputError(what, "Check when it happened and when it was said.")
    check_codes(session, list_key="care-act-category", codes=concern.category_codes, on=today)
    check_code(session, list_key="capacity", code=concern.capacity_code, on=today)
