"""Whom and what the signed-in person may see at all: every list, search, page and history asks here.

A person is out of sight for whoever is locked out of one of their cases; for volunteers, unless assigned;
and while all their cases are sealed, for whoever does not read sealed text and has not broken the glass.
Out of sight is answered like not there: nobody learns that somebody is known here.
"""

from collections.abc import Callable
from uuid import UUID

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, and_, false, or_, select, true
from sqlalchemy.orm import aliased

from desktop.domain.actor import Role
from desktop.domain.dates import civil_date
from desktop.domain.ids import CaseId, PersonId, ReferralId
from desktop.domain.permissions import Permission, may
from desktop.domain.sealed_text import ShownWords
from desktop.errors import BadInputError
from desktop.models.assignment import Assignment
from desktop.models.base import CaseRecord
from desktop.models.broken_glass import BrokenGlass
from desktop.models.case import Case
from desktop.models.guarded import show_words
from desktop.models.lock_out import LockOut
from desktop.models.person import Person
from desktop.models.referral import Referral
from desktop.models.session import RecordSession
from desktop.models.supervision import SupervisionNote

_Whose = SQLColumnExpression[UUID] | SQLColumnExpression[UUID | None]


def sees_person(session: RecordSession, person_id: _Whose | None = None) -> ColumnElement[bool]:
    """Make the condition that whoever asks may see a person (by default of ``Person.id``)."""
    who = Person.id if person_id is None else person_id
    actor = session.actor
    lock = aliased(LockOut)
    locked = select(lock.person_id).where(
        lock.user_id == actor.user_id, lock.lifted_on.is_(None), lock.archived_at.is_(None)
    )
    if may(actor, Permission.SEE_CASELOAD):
        return and_(who.not_in(locked), _not_all_sealed(session, who))
    if may(actor, Permission.SEE_PERSON):
        today = civil_date(session.now)
        given = aliased(Assignment)
        theirs = select(given.person_id).where(
            given.user_id == actor.user_id,
            given.archived_at.is_(None),
            given.from_on <= today,
            or_(given.until_on.is_(None), given.until_on >= today),
        )
        return and_(who.in_(theirs), who.not_in(locked), _not_all_sealed(session, who))
    return false()


def sees_case(session: RecordSession) -> ColumnElement[bool]:
    """Make the condition, on ``Case``, that whoever asks may see a case of a person they see."""
    if not may(session.actor, Permission.SEE_CASES):
        return false()
    return and_(
        sees_person(session, Case.person_id), _open_to(session, Case.sealed_on.is_(None), Case.person_id)
    )


def sees_record(session: RecordSession, model: type[CaseRecord]) -> ColumnElement[bool]:
    """Make the condition that whoever asks may see that a record of a person is there."""
    case = aliased(Case)
    sealed = select(case.id).where(case.sealed_on.is_not(None))
    unsealed = or_(model.case_id.is_(None), model.case_id.not_in(sealed))
    return and_(sees_person(session, model.person_id), _open_to(session, unsealed, model.person_id))


def sees_referral(session: RecordSession) -> ColumnElement[bool]:
    """Make the condition, on ``Referral``, that whoever asks may see one; with a sealed case it is sealed."""
    if not may(session.actor, Permission.SEE_CASES):
        return false()
    case = aliased(Case)
    sealed = select(case.referral_id).where(case.sealed_on.is_not(None), case.referral_id.is_not(None))
    nameless = Referral.person_id.is_(None)
    return and_(
        or_(nameless, sees_person(session, Referral.person_id)),
        or_(nameless, _open_to(session, Referral.id.not_in(sealed), Referral.person_id)),
    )


def sees_supervision_note(session: RecordSession) -> ColumnElement[bool]:
    """Make the condition, on ``SupervisionNote``, for whom it is about, who wrote it, and managers.

    Whoever does not see the person of its case does not see the note.
    """
    actor = session.actor
    if not may(actor, Permission.SEE_SUPERVISION):
        return false()
    case = aliased(Case)
    in_sight = select(case.id).where(
        sees_person(session, case.person_id), _open_to(session, case.sealed_on.is_(None), case.person_id)
    )
    about = or_(SupervisionNote.case_id.is_(None), SupervisionNote.case_id.in_(in_sight))
    if Role.MANAGER in actor.roles:
        return about
    theirs = or_(SupervisionNote.worker_id == actor.user_id, SupervisionNote.supervisor_id == actor.user_id)
    return and_(theirs, about)


def over_whom_glass_is_broken(session: RecordSession) -> frozenset[UUID]:
    """Name the people over whom whoever asks has broken the glass, and it is not yet closed again."""
    if not may(session.actor, Permission.BREAK_GLASS):
        return frozenset()
    return frozenset(session.scalars(_glass(session)))


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


def _glass(session: RecordSession) -> Select[UUID]:
    glass = aliased(BrokenGlass)
    return select(glass.person_id).where(
        glass.user_id == session.actor.user_id,
        glass.until > session.now,
        glass.archived_at.is_(None),
    )


def _open_to(session: RecordSession, unsealed: ColumnElement[bool], person_id: _Whose) -> ColumnElement[bool]:
    """Open what is sealed to its readers, and to whoever broke the glass over the person."""
    if may(session.actor, Permission.READ_SEALED):
        return true()
    if may(session.actor, Permission.BREAK_GLASS):
        return or_(unsealed, person_id.in_(_glass(session)))
    return unsealed


def _not_all_sealed(session: RecordSession, who: _Whose) -> ColumnElement[bool]:
    if may(session.actor, Permission.READ_SEALED):
        return true()
    one, other = aliased(Case), aliased(Case)
    sealed = select(one.person_id).where(one.archived_at.is_(None), one.sealed_on.is_not(None))
    in_clear = select(other.id).where(
        other.archived_at.is_(None), other.sealed_on.is_(None), other.person_id == who
    )
    return _open_to(session, or_(who.not_in(sealed), in_clear.exists()), who)
