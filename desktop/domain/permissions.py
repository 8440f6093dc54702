"""The one table of who may do what, and the decorator by which a function names its line in it."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import wraps
from types import MappingProxyType
from typing import Concatenate, ParamSpec, TypeVar

from desktop.domain.actor import Actor, Role
from desktop.errors import NotAllowedError

P = ParamSpec("P")
S = TypeVar("S")
R = TypeVar("R")


class Permission(StrEnum):
    """One thing somebody may or may not do."""

    SEE_SERVICE = "see the name and settings of the service"
    SET_UP_SERVICE = "set up the service and its lists"
    FIND_PEOPLE = "find people"
    SEE_PERSON = "see a person's record"
    CHANGE_PERSON = "add or change a person's record"
    RECORD_REFERRAL = "record a referral"
    SEE_CASES = "see cases"
    OPEN_CASE = "open or change a case"
    IMPORT_LISTS = "bring in a list, or take one back"
    COUNT = "count for a return"
    SEE_WHO_IS_COUNTED = "see who is behind a number"
    RELEASE_EXACT = "make a return with exact numbers"
    SEE_RELEASES = "see which returns were made"
    SEE_ACCESS = "see who looked at what"
    NOTE_ACCESS = "have a look-up written down"
    ERASE = "erase what a record holds"
    MANAGE_ACCOUNTS = "manage sign-ins and roles"
    SEE_ACCOUNTS = "see sign-ins and roles"


_EVERYBODY = frozenset(Role)
_CASEWORK = frozenset({Role.SUPPORT_WORKER, Role.TEAM_LEADER, Role.SAFEGUARDING_LEAD, Role.MANAGER})
_MANAGER = frozenset({Role.MANAGER})
_OVERSIGHT = frozenset({Role.MANAGER, Role.TRUSTEE})

PERMISSIONS: Mapping[Permission, frozenset[Role]] = MappingProxyType(
    {
        Permission.SEE_SERVICE: _EVERYBODY,
        Permission.SET_UP_SERVICE: _MANAGER,
        Permission.FIND_PEOPLE: _CASEWORK,
        Permission.SEE_PERSON: _CASEWORK,
        Permission.CHANGE_PERSON: _CASEWORK,
        Permission.RECORD_REFERRAL: _CASEWORK,
        Permission.SEE_CASES: _CASEWORK,
        Permission.OPEN_CASE: _CASEWORK,
        Permission.IMPORT_LISTS: _MANAGER,
        Permission.COUNT: _MANAGER,
        Permission.SEE_WHO_IS_COUNTED: _MANAGER,
        Permission.RELEASE_EXACT: _MANAGER,
        Permission.SEE_RELEASES: _OVERSIGHT,
        Permission.SEE_ACCESS: _MANAGER,
        Permission.NOTE_ACCESS: _EVERYBODY,
        Permission.ERASE: _MANAGER,
        Permission.MANAGE_ACCOUNTS: frozenset({Role.MANAGER, Role.ADMINISTRATOR}),
        Permission.SEE_ACCOUNTS: frozenset({Role.MANAGER, Role.ADMINISTRATOR}),
    }
)


def may(actor: Actor, permission: Permission) -> bool:
    """Say whether any of the actor's roles includes the permission."""
    return not actor.roles.isdisjoint(PERMISSIONS[permission])


def require(actor: Actor, permission: Permission) -> None:
    """Stop unless the actor may.

    Raises:
        NotAllowedError: none of the actor's roles includes the permission.
    """
    if not may(actor, permission):
        what = f"Your role does not let you {permission.value}."
        raise NotAllowedError(what, "Ask a manager if you need to.")


def needs(
    permission: Permission,
) -> Callable[[Callable[Concatenate[S, P], R]], Callable[Concatenate[S, P], R]]:
    """Mark a service or query ``(session, *, actor, …)`` with the permission it needs, and check it first."""

    def mark(function: Callable[Concatenate[S, P], R]) -> Callable[Concatenate[S, P], R]:
        @wraps(function)
        def checked(session: S, /, *args: P.args, **kwargs: P.kwargs) -> R:
            actor = kwargs.get("actor")
            if not isinstance(actor, Actor):
                name = getattr(function, "__name__", "this")
                message = f"{name} was called without saying who acts"
                raise TypeError(message)
            if getattr(session, "actor", None) != actor:
                what = "Somebody else is signed in to these records."
                raise NotAllowedError(what, "Lock, and sign in under your own name.")
            require(actor, permission)
            return function(session, *args, **kwargs)

        checked.__dict__["__permission__"] = permission
        return checked

    return mark
