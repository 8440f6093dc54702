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
    SEE_CASELOAD = "see people who are not assigned to you"
    SEE_PERSON = "see a person's record"
    CHANGE_PERSON = "add or change a person's record"
    RECORD_REFERRAL = "record a referral"
    SEE_CASES = "see cases"
    OPEN_CASE = "open or change a case"
    CLOSE_CASE = "close or reopen a case"
    ASSIGN = "give a case or a person to somebody"
    RECORD_CONTACT = "record a contact"
    CHANGE_CONTACT = "correct a contact"
    RECORD_CONSENT = "record a consent or its withdrawal"
    SEE_CASE_NOTES = "see what colleagues wrote about a person"
    ASSESS = "record a needs assessment"
    PLAN = "write a recovery plan"
    RAISE_CONCERN = "raise a safeguarding concern"
    SEE_CONCERNS = "see that there are safeguarding concerns"
    DECIDE_CONCERN = "decide about a safeguarding concern"
    READ_SEALED = "read sealed text"
    RAISE_ALERT = "raise an alert"
    RESOLVE_ALERT = "resolve an alert"
    SEE_DIRECTORY = "see the directory of organisations"
    CHANGE_DIRECTORY = "change the directory of organisations"
    REFER_ONWARD = "signpost or refer onward"
    NOTE_AROUND_CASE = "note people, dates and household around a case"
    ATTACH = "keep a file with a person"
    KEEP_REMINDERS = "keep reminders of your own"
    SUPERVISE = "write supervision notes"
    SEE_SUPERVISION = "see supervision notes about your own work"
    LOCK_OUT = "lock a colleague out of a case"
    SEAL_CASE = "seal a case"
    UNSEAL_CASE = "unseal a case"
    BREAK_GLASS = "read sealed text in an emergency"
    SEE_BROKEN_GLASS = "see who broke the glass, and why"
    IMPORT_LISTS = "bring in a list, or take one back"
    COUNT = "count for a return"
    SEE_WHO_IS_COUNTED = "see who is behind a number"
    RELEASE_EXACT = "make a return with exact numbers"
    FILL_IN_RETURN = "type in what a return needs beside its counts"
    RECORD_REPLY = "type in a reply to the survey"
    KEEP_BENCHMARKS = "bring in benchmarks to compare with"
    SEE_RELEASES = "see which returns were made"
    SEE_ACCESS = "see who looked at what"
    NOTE_ACCESS = "have a look-up written down"
    ERASE = "erase what a record holds"
    MANAGE_ACCOUNTS = "manage sign-ins and roles"
    SEE_ACCOUNTS = "see sign-ins and roles"
    SEE_COLLEAGUES = "see the names of colleagues"


_EVERYBODY = frozenset(Role)
_LEADS = frozenset({Role.SAFEGUARDING_LEAD, Role.DEPUTY_LEAD, Role.MANAGER})
_WORKERS = frozenset({Role.SUPPORT_WORKER, Role.TEAM_LEADER})
_CASEWORK = _WORKERS | _LEADS
_WITH_PEOPLE = _CASEWORK | {Role.VOLUNTEER}
_SUPERVISORS = frozenset({Role.TEAM_LEADER, Role.MANAGER})
_MANAGER = frozenset({Role.MANAGER})
_OVERSIGHT = frozenset({Role.MANAGER, Role.TRUSTEE})
_ACCOUNTS = frozenset({Role.MANAGER, Role.ADMINISTRATOR})

PERMISSIONS: Mapping[Permission, frozenset[Role]] = MappingProxyType(
    {
        Permission.SEE_SERVICE: _EVERYBODY,
        Permission.SET_UP_SERVICE: _MANAGER,
        Permission.FIND_PEOPLE: _CASEWORK,
        Permission.SEE_CASELOAD: _CASEWORK,
        Permission.SEE_PERSON: _WITH_PEOPLE,
        Permission.CHANGE_PERSON: _CASEWORK,
        Permission.RECORD_REFERRAL: _CASEWORK,
        Permission.SEE_CASES: _CASEWORK,
        Permission.OPEN_CASE: _CASEWORK,
        Permission.CLOSE_CASE: _CASEWORK,
        Permission.ASSIGN: _SUPERVISORS | _LEADS,
        Permission.RECORD_CONTACT: _WITH_PEOPLE,
        Permission.CHANGE_CONTACT: _WITH_PEOPLE,
        Permission.RECORD_CONSENT: _CASEWORK,
        Permission.SEE_CASE_NOTES: _CASEWORK,
        Permission.ASSESS: _CASEWORK,
        Permission.PLAN: _CASEWORK,
        Permission.RAISE_CONCERN: _WITH_PEOPLE,
        Permission.SEE_CONCERNS: _CASEWORK,
        Permission.DECIDE_CONCERN: _LEADS,
        Permission.READ_SEALED: _LEADS,
        Permission.RAISE_ALERT: _WITH_PEOPLE,
        Permission.RESOLVE_ALERT: _CASEWORK,
        Permission.SEE_DIRECTORY: _WITH_PEOPLE,
        Permission.CHANGE_DIRECTORY: _CASEWORK,
        Permission.REFER_ONWARD: _CASEWORK,
        Permission.NOTE_AROUND_CASE: _CASEWORK,
        Permission.ATTACH: _CASEWORK,
        Permission.KEEP_REMINDERS: _WITH_PEOPLE,
        Permission.SUPERVISE: _SUPERVISORS,
        Permission.SEE_SUPERVISION: _WITH_PEOPLE,
        Permission.LOCK_OUT: _LEADS,
        Permission.SEAL_CASE: _CASEWORK,
        Permission.UNSEAL_CASE: _LEADS,
        Permission.BREAK_GLASS: _WORKERS,
        Permission.SEE_BROKEN_GLASS: _LEADS,
        Permission.IMPORT_LISTS: _MANAGER,
        Permission.COUNT: _MANAGER,
        Permission.SEE_WHO_IS_COUNTED: _MANAGER,
        Permission.RELEASE_EXACT: _MANAGER,
        Permission.FILL_IN_RETURN: _MANAGER,
        Permission.RECORD_REPLY: _WITH_PEOPLE,
        Permission.KEEP_BENCHMARKS: _MANAGER,
        Permission.SEE_RELEASES: _OVERSIGHT,
        Permission.SEE_ACCESS: _MANAGER,
        Permission.NOTE_ACCESS: _EVERYBODY,
        Permission.ERASE: _MANAGER,
        Permission.MANAGE_ACCOUNTS: _ACCOUNTS,
        Permission.SEE_ACCOUNTS: _ACCOUNTS,
        Permission.SEE_COLLEAGUES: _WITH_PEOPLE | _ACCOUNTS,
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
