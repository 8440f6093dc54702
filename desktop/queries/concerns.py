"""Safeguarding concerns: headers and clocks for casework, words for readers of sealed text."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import Select, select

from desktop.domain.actor import Actor, Role
from desktop.domain.concerns import (
    AGENCIES,
    COUNTS_AS_TOLD,
    Basis,
    ConcernAbout,
    ConsentToShare,
    Told,
    WishesAsked,
)
from desktop.domain.ids import CaseId, ConcernId, PersonId
from desktop.domain.names import initials
from desktop.domain.permissions import Permission, needs
from desktop.domain.safeguarding import (
    ClockFace,
    ConcernMoments,
    OnCall,
    clocks,
    nobody_told,
    nobody_told_sentence,
)
from desktop.domain.sealed_text import ShownWords
from desktop.errors import BadInputError
from desktop.models.base import Record
from desktop.models.concern import Concern, ConcernAddition, ConcernCall, ConcernDecision
from desktop.models.guarded import show_field
from desktop.models.lock_out import LockOut
from desktop.models.person import Person
from desktop.models.session import RecordSession
from desktop.models.user import User
from desktop.queries.visible import over_whom_glass_is_broken, require_person, sees_person, sees_record

_ON_CALL = ((Role.SAFEGUARDING_LEAD, "the safeguarding lead"), (Role.DEPUTY_LEAD, "the deputy lead"))
_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class ConcernLine:
    """One concern in a list: whose it is and where its clocks stand, none of its words.

    ``elapsed_hours`` runs from the moment it was written down until now or its signing off, nights included.
    """

    concern_id: ConcernId
    version: int
    person_id: PersonId
    case_id: CaseId | None
    reference: str
    initials: str
    about: ConcernAbout
    category_codes: tuple[str, ...]
    raised_at: datetime
    raised_by: str
    immediate_danger: bool
    owner: str | None
    told: bool
    decided: bool
    review_on: date | None
    closed_on: date | None
    elapsed_hours: int
    clocks: tuple[ClockFace, ...]


@dataclass(frozen=True, slots=True)
class ConcernCallLine:
    """One recorded call: only one that reached the lead, a deputy or the out-of-hours team counts as told."""

    call_id: UUID
    told: Told
    told_at: datetime
    told_by: str
    reached: bool
    whom: ShownWords
    said: ShownWords


@dataclass(frozen=True, slots=True)
class ConcernDecisionLine:
    """One decision with its reasons, and what came of it."""

    decision_id: UUID
    version: int
    decision_code: str
    decided_at: datetime
    decided_by: str
    reasons: ShownWords
    referred_to: ShownWords
    their_reference: ShownWords
    sent_at: datetime | None
    feedback: ShownWords
    feedback_at: datetime | None


@dataclass(frozen=True, slots=True)
class ConcernAdditionLine:
    """One correction or addition."""

    addition_id: UUID
    added_at: datetime
    added_by: str
    words: ShownWords


@dataclass(frozen=True, slots=True)
class ConcernDetails:
    """One concern as its page shows it; ``sentence`` says whom to ring while nobody has been told."""

    line: ConcernLine
    happened_on: date | None
    said_on: date | None
    basis: frozenset[Basis]
    emergency_called: bool | None
    wishes_asked: WishesAsked
    capacity_code: str | None
    consent_to_share: ConsentToShare
    children_in_household: bool | None
    narrative: ShownWords
    exact_words: ShownWords
    where_and_who: ShownWords
    wishes: ShownWords
    override_reason: ShownWords
    calls: tuple[ConcernCallLine, ...]
    decisions: tuple[ConcernDecisionLine, ...]
    additions: tuple[ConcernAdditionLine, ...]
    signed_off_by: str | None
    signed_off_at: datetime | None
    sentence: str | None


@dataclass(frozen=True, slots=True)
class UntoldConcern:
    """A concern that somebody wrote down and of which nobody has been told yet."""

    concern_id: ConcernId
    person_id: PersonId
    reference: str
    raised_at: datetime
    sentence: str


@needs(Permission.RAISE_CONCERN)
def people_to_ring(
    session: RecordSession, *, actor: Actor, person_id: PersonId | None = None
) -> tuple[OnCall, ...]:
    """Name the leads and deputies who sign in here, as they are to be rung; whoever asks is left out.

    About a person, whoever is locked out of them is left out too: they must not hear of it.
    """
    locked = select(LockOut.user_id).where(
        LockOut.person_id == person_id, LockOut.lifted_on.is_(None), LockOut.archived_at.is_(None)
    )
    users = session.scalars(
        select(User)
        .where(User.active.is_(True), User.archived_at.is_(None), User.id.not_in(locked))
        .order_by(User.name)
    ).all()
    return tuple(
        OnCall(words, user.name, "")
        for role, words in _ON_CALL
        for user in users
        if role.value in user.roles and user.id != actor.user_id
    )


@needs(Permission.SEE_CONCERNS)
def open_concerns(session: RecordSession, *, actor: Actor) -> tuple[ConcernLine, ...]:
    """List the open concerns in sight: those of which nobody was told first, then the oldest."""
    del actor
    open_ones = select(Concern).where(Concern.closed_on.is_(None))
    lines = _lines(session, _in_sight(session, open_ones))
    return tuple(sorted(lines, key=lambda line: (line.told, line.raised_at)))


@needs(Permission.SEE_CONCERNS)
def concerns_of_person(
    session: RecordSession, *, actor: Actor, person_id: PersonId
) -> tuple[ConcernLine, ...]:
    """List the concerns about a person, open ones first, then the newest.

    Raises:
        BadInputError: there is no such person, or they are out of sight.
    """
    del actor
    require_person(session, person_id)
    lines = _lines(session, _in_sight(session, select(Concern).where(Concern.person_id == person_id)))
    newest = sorted(lines, key=lambda line: line.raised_at, reverse=True)
    return tuple(sorted(newest, key=lambda line: line.closed_on is not None))


@needs(Permission.RAISE_CONCERN)
def own_untold_concerns(session: RecordSession, *, actor: Actor) -> tuple[UntoldConcern, ...]:
    """List the open concerns that whoever asks wrote down and nobody has been told of, the oldest first.

    One in a sealed case is among them, as they see the person: they have to ring.
    """
    theirs = select(Concern).where(
        Concern.raised_by == actor.user_id,
        Concern.closed_on.is_(None),
        Concern.archived_at.is_(None),
        sees_person(session, Concern.person_id),
    )
    lines = _lines(session, session.scalars(theirs).all())
    return tuple(
        UntoldConcern(
            line.concern_id,
            line.person_id,
            line.reference,
            line.raised_at,
            _sentence(session, actor, line.person_id),
        )
        for line in sorted(lines, key=lambda line: line.raised_at)
        if not line.told
    )


@needs(Permission.SEE_CONCERNS)
def concern_details(session: RecordSession, *, actor: Actor, concern_id: ConcernId) -> ConcernDetails:
    """Give one concern with its calls, decisions and additions; words for readers of sealed text alone.

    Raises:
        BadInputError: there is no such concern, or it is out of sight.
    """
    found = _in_sight(session, select(Concern).where(Concern.id == concern_id))
    if not found:
        what = "This concern is not in these records."
        raise BadInputError(what, "Look at the person's page again.")
    concern, (line,) = found[0], _lines(session, found)
    glass = concern.person_id in over_whom_glass_is_broken(session)
    show = _Show(session, glass=glass)
    return ConcernDetails(
        line=line,
        happened_on=concern.happened_on,
        said_on=concern.said_on,
        basis=frozenset(Basis(code) for code in concern.basis_codes or ()),
        emergency_called=concern.emergency_called,
        wishes_asked=WishesAsked(concern.wishes_asked),
        capacity_code=concern.capacity_code,
        consent_to_share=ConsentToShare(concern.consent_to_share),
        children_in_household=concern.children_in_household,
        narrative=show.words(concern, "narrative"),
        exact_words=show.words(concern, "exact_words"),
        where_and_who=show.words(concern, "where_and_who"),
        wishes=show.words(concern, "wishes"),
        override_reason=show.words(concern, "override_reason"),
        calls=tuple(map(show.call, _calls(session, [concern.id]))),
        decisions=tuple(map(show.decision, _decisions(session, [concern.id]))),
        additions=tuple(map(show.addition, _additions(session, concern.id))),
        signed_off_by=show.name(concern.signed_off_by) or None,
        signed_off_at=concern.signed_off_at,
        sentence=None if line.told else _sentence(session, actor, line.person_id),
    )


class _Show:
    """Shows parts of a concern to whoever asks, as they may read them."""

    def __init__(self, session: RecordSession, *, glass: bool) -> None:
        self._session = session
        self._glass = glass
        self._names = _names(session)

    def name(self, user_id: UUID | None) -> str:
        return self._names.get(user_id, "") if user_id else ""

    def words(self, record: Record, field: str) -> ShownWords:
        return show_field(self._session, record, field, glass=self._glass)

    def call(self, call: ConcernCall) -> ConcernCallLine:
        return ConcernCallLine(
            call_id=call.id,
            told=Told(call.told),
            told_at=call.told_at,
            told_by=self.name(call.told_by),
            reached=call.reached,
            whom=self.words(call, "whom"),
            said=self.words(call, "said"),
        )

    def decision(self, one: ConcernDecision) -> ConcernDecisionLine:
        return ConcernDecisionLine(
            decision_id=one.id,
            version=one.version,
            decision_code=one.decision_code,
            decided_at=one.decided_at,
            decided_by=self.name(one.decided_by),
            reasons=self.words(one, "reasons"),
            referred_to=self.words(one, "referred_to"),
            their_reference=self.words(one, "their_reference"),
            sent_at=one.sent_at,
            feedback=self.words(one, "feedback"),
            feedback_at=one.feedback_at,
        )

    def addition(self, one: ConcernAddition) -> ConcernAdditionLine:
        return ConcernAdditionLine(one.id, one.added_at, self.name(one.added_by), self.words(one, "words"))


def _sentence(session: RecordSession, actor: Actor, person_id: PersonId) -> str:
    return nobody_told_sentence(people_to_ring(session, actor=actor, person_id=person_id))


def _in_sight(session: RecordSession, statement: Select[Concern]) -> Sequence[Concern]:
    return session.scalars(
        statement.where(Concern.archived_at.is_(None), sees_record(session, Concern)).order_by(Concern.id)
    ).all()


def _calls(session: RecordSession, ids: Sequence[UUID]) -> Sequence[ConcernCall]:
    calls = select(ConcernCall).where(ConcernCall.concern_id.in_(ids))
    return session.scalars(calls.order_by(ConcernCall.told_at, ConcernCall.id)).all()


def _decisions(session: RecordSession, ids: Sequence[UUID]) -> Sequence[ConcernDecision]:
    decisions = select(ConcernDecision).where(ConcernDecision.concern_id.in_(ids))
    return session.scalars(decisions.order_by(ConcernDecision.decided_at, ConcernDecision.id)).all()


def _additions(session: RecordSession, concern_id: UUID) -> Sequence[ConcernAddition]:
    additions = select(ConcernAddition).where(ConcernAddition.concern_id == concern_id)
    return session.scalars(additions.order_by(ConcernAddition.added_at, ConcernAddition.id)).all()


def _names(session: RecordSession) -> dict[UUID, str]:
    return {row.id: row.name for row in session.execute(select(User.id, User.name))}


def _lines(session: RecordSession, concerns: Sequence[Concern]) -> tuple[ConcernLine, ...]:
    ids = [concern.id for concern in concerns]
    calls: defaultdict[UUID, list[ConcernCall]] = defaultdict(list)
    decisions: defaultdict[UUID, list[ConcernDecision]] = defaultdict(list)
    for call in _calls(session, ids):
        calls[call.concern_id].append(call)
    for decision in _decisions(session, ids):
        decisions[decision.concern_id].append(decision)
    people = {
        person.id: person
        for person in session.scalars(
            select(Person).where(Person.id.in_([concern.person_id for concern in concerns]))
        )
    }
    names = _names(session)
    return tuple(
        _line(
            concern,
            people[concern.person_id],
            names,
            _moments(concern, calls[concern.id], decisions[concern.id], now=session.now),
            now=session.now,
        )
        for concern in concerns
    )


def _line(
    concern: Concern, person: Person, names: Mapping[UUID, str], moments: ConcernMoments, *, now: datetime
) -> ConcernLine:
    ended = concern.signed_off_at or now
    return ConcernLine(
        concern_id=ConcernId(concern.id),
        version=concern.version,
        person_id=PersonId(person.id),
        case_id=None if concern.case_id is None else CaseId(concern.case_id),
        reference=person.reference,
        initials=initials(person.forename, person.surname),
        about=ConcernAbout(concern.about),
        category_codes=tuple(sorted(concern.category_codes or ())),
        raised_at=concern.raised_at,
        raised_by=names.get(concern.raised_by, ""),
        immediate_danger=concern.immediate_danger,
        owner=names.get(concern.owner_id) if concern.owner_id else None,
        told=not nobody_told(moments),
        decided=moments.decided is not None,
        review_on=concern.review_on,
        closed_on=concern.closed_on,
        elapsed_hours=max(ended - concern.raised_at, timedelta()) // _HOUR,
        clocks=clocks(moments, now=max(now, concern.raised_at)),
    )


def _moments(
    concern: Concern, calls: Sequence[ConcernCall], decisions: Sequence[ConcernDecision], *, now: datetime
) -> ConcernMoments:
    """Read off what happened; moments that lie ahead, because a clock was set back, count as now."""
    latest = max(now, concern.raised_at)

    def first(moments: Iterable[datetime | None]) -> datetime | None:
        return min((min(one, latest) for one in moments if one is not None), default=None)

    def last(moments: Iterable[datetime | None]) -> datetime | None:
        return max((min(one, latest) for one in moments if one is not None), default=None)

    reached = [call for call in calls if call.reached]
    agencies = [call.told_at for call in reached if call.told in AGENCIES]
    referred = last([*agencies, *(one.sent_at for one in decisions)])
    answered = last(one.feedback_at for one in decisions)
    return ConcernMoments(
        written_down=concern.raised_at,
        told_by_call=first(call.told_at for call in reached if call.told in COUNTS_AS_TOLD),
        decided=first(one.decided_at for one in decisions),
        childrens_call=first(call.told_at for call in reached if call.told == Told.CHILDRENS_CARE),
        written_referral=first(one.sent_at for one in decisions),
        referred=referred,
        answered=answered if referred and answered and answered >= referred else None,
        reviewed=last(one.decided_at for one in decisions),
        signed_off=None if concern.signed_off_at is None else min(concern.signed_off_at, latest),
    )
