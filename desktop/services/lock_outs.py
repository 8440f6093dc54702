"""Locking a colleague out of a person, because they know or are somebody in the matter."""

from sqlalchemy import select

from desktop.domain.actor import Actor, Role
from desktop.domain.dates import civil_date
from desktop.domain.ids import CaseId, LockOutId, PersonId, UserId
from desktop.domain.permissions import PERMISSIONS, Permission, needs
from desktop.errors import BadInputError, RefusedError
from desktop.models.case import Case
from desktop.models.lock_out import LockOut
from desktop.models.session import RecordSession
from desktop.models.user import User
from desktop.queries.visible import require_person
from desktop.services.case_records import add_record, record_to_change


@needs(Permission.LOCK_OUT)
def lock_out(
    session: RecordSession,
    *,
    actor: Actor,
    person_id: PersonId,
    user_id: UserId,
    reason: str,
    case_id: CaseId | None = None,
) -> LockOutId:
    """Let a colleague see nothing more of a person; the reason is sealed. One may lock out oneself.

    Somebody who may lift it again must be left: a lead or manager whose sign-in works.

    Raises:
        BadInputError: there is no such person, case or colleague, or no reason is given.
        RefusedError: they are locked out already, the case is theirs, or no lead would be left.
    """
    if not reason.strip():
        what = "It is not said why this colleague is locked out."
        raise BadInputError(what, "Write it down; only leads and managers can read it.")
    user = session.get(User, user_id)
    if user is None:
        what = "This colleague is not in these records."
        raise BadInputError(what, "Choose them again.")
    require_person(session, person_id)
    _check_may_be_locked(session, user, person_id)
    record = add_record(
        session,
        LockOut,
        person_id=person_id,
        case_id=case_id,
        values={
            "user_id": user_id,
            "locked_on": civil_date(session.now),
            "locked_by": actor.user_id,
        },
        words={"reason": reason},
        sealed=True,
    )
    return LockOutId(record.id)


@needs(Permission.LOCK_OUT)
def lift_lock_out(session: RecordSession, *, actor: Actor, lock_out_id: LockOutId, version: int) -> None:
    """Let a colleague see a person again.

    Raises:
        BadInputError: there is no such lock-out, or the person is out of sight: nobody lifts their own.
        StaleVersionError: somebody changed it since.
        RefusedError: it is lifted already.
    """
    record = record_to_change(session, LockOut, record_id=lock_out_id, version=version)
    if record.lifted_on is not None:
        what = "This lock-out was lifted already."
        raise RefusedError(what, "There is nothing to lift.")
    record.lifted_on = civil_date(session.now)
    record.lifted_by = actor.user_id


def _check_may_be_locked(session: RecordSession, user: User, person_id: PersonId) -> None:
    locked = set(
        session.scalars(
            select(LockOut.user_id).where(
                LockOut.person_id == person_id, LockOut.lifted_on.is_(None), LockOut.archived_at.is_(None)
            )
        )
    )
    if user.id in locked:
        what = f"{user.name} is locked out of this person already."
        raise RefusedError(what, "There is nothing to do.")
    theirs = select(Case.reference).where(
        Case.person_id == person_id,
        Case.worker_id == user.id,
        Case.closed_on.is_(None),
        Case.archived_at.is_(None),
    )
    reference = session.scalar(theirs.limit(1))
    if reference is not None:
        what = f"{user.name} has case {reference}."
        raise RefusedError(what, "Give the case to somebody else first.")
    colleagues = select(User).where(User.active.is_(True), User.archived_at.is_(None))
    lifting = [
        one.id
        for one in session.scalars(colleagues)
        if PERMISSIONS[Permission.LOCK_OUT] & {Role(role) for role in one.roles}
    ]
    if not set(lifting) - locked - {user.id}:
        what = "Nobody would be left who may see this person and lift the lock-out again."
        raise RefusedError(what, "Give somebody else the role of a lead or manager first.")
