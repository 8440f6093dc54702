"""Colleagues: who signs in, and in which roles."""

from dataclasses import dataclass

from sqlalchemy import select

from desktop.domain.actor import Actor, Role
from desktop.domain.ids import UserId
from desktop.domain.permissions import PERMISSIONS, Permission, needs
from desktop.models.session import RecordSession
from desktop.models.user import User


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody whose sign-in works."""

    user_id: UserId
    name: str
    roles: frozenset[Role]

    def may(self, permission: Permission) -> bool:
        """Say whether any of their roles includes a permission, e.g. to have a case."""
        return not self.roles.isdisjoint(PERMISSIONS[permission])


@needs(Permission.SEE_COLLEAGUES)
def colleagues(
    session: RecordSession, *, actor: Actor, who_may: Permission | None = None
) -> tuple[Colleague, ...]:
    """List the colleagues whose sign-in works, by name; ``who_may`` keeps those who may do one thing."""
    del actor
    statement = select(User.id, User.name, User.roles).where(
        User.active.is_(True), User.archived_at.is_(None)
    )
    found = [
        Colleague(UserId(row.id), row.name, frozenset(Role(role) for role in row.roles))
        for row in session.execute(statement)
    ]
    fitting = [one for one in found if who_may is None or one.may(who_may)]
    return tuple(sorted(fitting, key=lambda one: one.name.casefold()))
