"""Sign-ins as the records know them: a mirror of the signed key file, which is the truth."""

from collections.abc import Sequence

from sqlalchemy import select

from desktop.domain.actor import Actor
from desktop.domain.permissions import Permission, needs
from desktop.domain.sign_ins import SignIn
from desktop.models.session import RecordSession
from desktop.models.user import User


@needs(Permission.MANAGE_ACCOUNTS)
def mirror_sign_ins(session: RecordSession, *, actor: Actor, sign_ins: Sequence[SignIn]) -> bool:
    """Make the records say who may sign in, and in which roles, as the key file does; say if they did not.

    Whoever is no longer in the key file keeps name and roles, for the history, and is not active.
    """
    del actor
    known = {user.id: user for user in session.scalars(select(User))}
    stale = [one for one in sign_ins if not _is_mirrored(known.get(one.user_id), one)]
    gone = [user for key, user in known.items() if user.active and key not in {s.user_id for s in sign_ins}]
    for one in stale:
        user = known.get(one.user_id)
        if user is None:
            user = User(id=one.user_id, name=one.name)
            session.add(user)
        user.roles = frozenset(role.value for role in one.roles)
        user.active = one.active
    for user in gone:
        user.active = False
    return bool(stale or gone)


def _is_mirrored(user: User | None, one: SignIn) -> bool:
    return user is not None and user.active is one.active and user.roles == {r.value for r in one.roles}
