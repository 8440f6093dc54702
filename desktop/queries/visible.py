"""Whom and what the signed-in person may see at all: every list, search, page and history asks here.

A person is out of sight for whoever is locked out of one of their cases; for volunteers, unless assigned;
and while all their cases are sealed, for whoever does not read sealed text and has not broken the glass.
Out of sight is answered like not there: nobody learns that somebody is known here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from uuid import UUID

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, and_, false, or_, select, true
from sqlalchemy.orm import aliased

from desktop.domain.actor import Actor, Role
from desktop.domain.dates import civil_date
from desktop.domain.ids import CaseId, IncidentId, PersonId, ReferralId
from desktop.domain.permissions import Permission, may
from desktop.domain.sealed_text import ShownWords
from desktop.errors import BadInputError
from desktop.models.assignment import Assignment
from desktop.models.base import CaseRecord
from desktop.models.broken_glass import BrokenGlass
from desktop.models.case import Case, CaseIncident
from desktop.models.guarded import show_words
from desktop.models.incident import Incident
from desktop.models.lock_out import LockOut
from desktop.models.person import Person
from desktop.models.referral import Referral
from desktop.models.reminder import Reminder
from desktop.models.session import RecordSession
from desktop.models.supervision import SupervisionNote

_Whose = SQLColumnExpression[UUID] | SQLColumnExpression[UUID | None]


# The tables as these conditions meet them, made once: making them took longer than asking.
_LOCK, _GIVEN, _GLASS = aliased(LockOut), aliased(Assignment), aliased(BrokenGlass)
_SEALED, _IN_CLEAR = aliased(Case), aliased(Case)


@dataclass(frozen=True, slots=True)
class _Asking:
    """Who asks, and when: the day, and the minute by which broken glass must still be open."""

    actor: Actor
    today: date
    by: datetime

    @classmethod
    def of(cls, session: RecordSession) -> "_Asking":
        """Round up to the minute, so that the conditions made for one question serve the next ones too."""
        minute = session.now.replace(second=0, microsecond=0) + timedelta(minutes=1)
        return cls(session.actor, civil_date(session.now), minute)

    def may(self, permission: Permission) -> bool:
        """Say whether whoever asks has a permission."""
        return may(self.actor, permission)


def sees_person(session: RecordSession, person_id: _Whose | None = None) -> ColumnElement[bool]:
    """Make the condition that whoever asks may see a person (by default of ``Person.id``)."""
    return _person_in_sight(_Asking.of(session), Person.id if person_id is None else person_id)


def not_locked_out(session: RecordSession, who: _Whose) -> ColumnElement[bool]:
    """Make the condition that whoever asks is not locked out of a person: no glass opens a lock-out."""
    return _not_locked_out(_Asking.of(session), who)


def sees_case(session: RecordSession) -> ColumnElement[bool]:
    """Make the condition, on ``Case``, that whoever asks may see a case of a person they see."""
    return _case_in_sight(_Asking.of(session))


def sees_record(session: RecordSession, model: type[CaseRecord]) -> ColumnElement[bool]:
    """Make the condition that whoever asks may see that a record of a person is there."""
    return _record_in_sight(_Asking.of(session), model)


def sees_referral(session: RecordSession) -> ColumnElement[bool]:
    """Make the condition, on ``Referral``, that whoever asks may see one; with a sealed case it is sealed."""
    return _referral_in_sight(_Asking.of(session))


def sees_supervision_note(session: RecordSession) -> ColumnElement[bool]:
    """Make the condition, on ``SupervisionNote``, for whom it is about, who wrote it, and managers.

    Whoever does not see the person of its case does not see the note.
    """
    asking = _Asking.of(session)
    actor = asking.actor
    if not asking.may(Permission.SEE_SUPERVISION):
        return false()
    case = aliased(Case)
    in_clear = _open_to(asking, case.sealed_on.is_(None), case.person_id)
    in_sight = select(case.id).where(sees_person(session, case.person_id), in_clear)
    about = or_(SupervisionNote.case_id.is_(None), SupervisionNote.case_id.in_(in_sight))
    if Role.MANAGER in actor.roles:
        return about
    theirs = or_(SupervisionNote.worker_id == actor.user_id, SupervisionNote.supervisor_id == actor.user_id)
    return and_(theirs, about)


def sees_reminder(session: RecordSession) -> ColumnElement[bool]:
    """Make the condition, on ``Reminder``, that it is one's own, about nobody or about somebody in sight."""
    own = Reminder.user_id == session.actor.user_id
    return and_(own, or_(Reminder.person_id.is_(None), sees_person(session, Reminder.person_id)))


def over_whom_glass_is_broken(session: RecordSession) -> frozenset[UUID]:
    """Name the people over whom whoever asks has broken the glass, and it is not yet closed again."""
    if not may(session.actor, Permission.BREAK_GLASS):
        return frozenset()
    return frozenset(session.scalars(_glass(_Asking.of(session))))


def reading(session: RecordSession) -> Callable[[CaseRecord, str], ShownWords]:
    """Make what shows the words of a record's field to whoever asks, or that they are withheld."""
    broken = over_whom_glass_is_broken(session)

    def read(record: CaseRecord, field: str) -> ShownWords:
        words = getattr(record, field)
        kind = record.__tablename__
        return show_words(session, kind, record.id, field, words, glass=record.person_id in broken)

    return read


def require_person(session: RecordSession, person_id: PersonId) -> Person:
    """Give a person's record to whoever may see it.

    Raises:
        BadInputError: there is no such person, or they are out of sight, which is said alike.
    """
    person = session.scalar(select(Person).where(Person.id == person_id, sees_person(session)))
    if person is None:
        what = "This person is not in these records."
        raise BadInputError(what, "Find them again.")
    return person


def require_case(session: RecordSession, case_id: CaseId) -> Case:
    """Give a case to whoever may see it.

    Raises:
        BadInputError: there is no such case, or it is out of sight, which is said alike.
    """
    case = session.scalar(select(Case).where(Case.id == case_id, sees_case(session)))
    if case is None:
        what = "This case is not in these records."
        raise BadInputError(what, "Find it again.")
    return case


def require_referral(session: RecordSession, referral_id: ReferralId) -> Referral:
    """Give a referral to whoever may see it.

    Raises:
        BadInputError: there is no such referral, or it is out of sight, which is said alike.
    """
    referral = session.scalar(
        select(Referral).where(
            Referral.id == referral_id, Referral.archived_at.is_(None), sees_referral(session)
        )
    )
    if referral is None:
        what = "This referral is not in these records."
        raise BadInputError(what, "Find it again.")
    return referral


def require_incident(session: RecordSession, incident_id: IncidentId) -> Incident:
    """Give an incident to whoever may see one referral or case that is about it, or if none is yet.

    Raises:
        BadInputError: there is no such incident, or it is out of sight, which is said alike.
    """
    told = select(Referral.id).where(Referral.incident_id == Incident.id)
    taken = select(CaseIncident.id).where(CaseIncident.incident_id == Incident.id)
    about = select(CaseIncident.incident_id).join(Case, Case.id == CaseIncident.case_id)
    seen = or_(
        and_(~told.exists(), ~taken.exists()),
        told.where(sees_referral(session)).exists(),
        Incident.id.in_(about.where(sees_case(session))),
    )
    incident = session.scalar(
        select(Incident).where(Incident.id == incident_id, Incident.archived_at.is_(None), seen)
    )
    if incident is None:
        what = "This incident is not in these records."
        raise BadInputError(what, "Find it again.")
    return incident


@lru_cache(maxsize=256)
def _person_in_sight(asking: _Asking, who: _Whose) -> ColumnElement[bool]:
    free = _not_locked_out(asking, who)
    if asking.may(Permission.SEE_CASELOAD):
        return and_(free, _not_all_sealed(asking, who))
    if asking.may(Permission.SEE_PERSON):
        theirs = select(_GIVEN.person_id).where(
            _GIVEN.user_id == asking.actor.user_id,
            _GIVEN.archived_at.is_(None),
            _GIVEN.from_on <= asking.today,
            or_(_GIVEN.until_on.is_(None), _GIVEN.until_on >= asking.today),
        )
        return and_(who.in_(theirs), free, _not_all_sealed(asking, who))
    return false()


def _not_locked_out(asking: _Asking, who: _Whose) -> ColumnElement[bool]:
    locked = select(_LOCK.person_id).where(
        _LOCK.user_id == asking.actor.user_id, _LOCK.lifted_on.is_(None), _LOCK.archived_at.is_(None)
    )
    return who.not_in(locked)


@lru_cache(maxsize=64)
def _case_in_sight(asking: _Asking) -> ColumnElement[bool]:
    if not asking.may(Permission.SEE_CASES):
        return false()
    in_clear = Case.sealed_on.is_(None)
    return and_(_person_in_sight(asking, Case.person_id), _open_to(asking, in_clear, Case.person_id))


@lru_cache(maxsize=256)
def _record_in_sight(asking: _Asking, model: type[CaseRecord]) -> ColumnElement[bool]:
    sealed = select(_SEALED.id).where(_SEALED.sealed_on.is_not(None))
    unsealed = or_(model.case_id.is_(None), model.case_id.not_in(sealed))
    return and_(_person_in_sight(asking, model.person_id), _open_to(asking, unsealed, model.person_id))


@lru_cache(maxsize=64)
def _referral_in_sight(asking: _Asking) -> ColumnElement[bool]:
    if not asking.may(Permission.SEE_CASES):
        return false()
    sealed = select(_SEALED.referral_id).where(
        _SEALED.sealed_on.is_not(None), _SEALED.referral_id.is_not(None)
    )
    nameless = Referral.person_id.is_(None)
    return and_(
        or_(nameless, _person_in_sight(asking, Referral.person_id)),
        or_(nameless, _open_to(asking, Referral.id.not_in(sealed), Referral.person_id)),
    )


def _glass(asking: _Asking) -> Select[UUID]:
    return select(_GLASS.person_id).where(
        _GLASS.user_id == asking.actor.user_id,
        _GLASS.broken_at <= asking.by,  # a clock that was set back does not stretch the hours
        _GLASS.until >= asking.by,
        _GLASS.archived_at.is_(None),
    )


def _open_to(asking: _Asking, unsealed: ColumnElement[bool], person_id: _Whose) -> ColumnElement[bool]:
    """Open what is sealed to its readers, and to whoever broke the glass over the person."""
    if asking.may(Permission.READ_SEALED):
        return true()
    if asking.may(Permission.BREAK_GLASS):
        return or_(unsealed, person_id.in_(_glass(asking)))
    return unsealed


def _not_all_sealed(asking: _Asking, who: _Whose) -> ColumnElement[bool]:
    if asking.may(Permission.READ_SEALED):
        return true()
    sealed = select(_SEALED.person_id).where(_SEALED.archived_at.is_(None), _SEALED.sealed_on.is_not(None))
    in_clear = select(_IN_CLEAR.id).where(
        _IN_CLEAR.archived_at.is_(None), _IN_CLEAR.sealed_on.is_(None), _IN_CLEAR.person_id == who
    )
    return _open_to(asking, or_(who.not_in(sealed), in_clear.exists()), who)
