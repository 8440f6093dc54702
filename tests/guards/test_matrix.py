"""Every function in every role: refused where the one table says so, and nowhere else."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from desktop.domain.actor import Actor, Role
from desktop.domain.permissions import PERMISSIONS, Permission, may, needs
from desktop.errors import AlongsideError, NotAllowedError
from desktop.models.session import RecordSession
from desktop.store.records import Records
from tests.guards.matrix import PAGE, allowed, functions, page

REFUSED = "Your role does not let you"


def is_let_in(records: Records, actor: Actor, function: Callable[..., Any]) -> bool:
    """Call a function with nothing but who acts: whoever is let in is asked for the rest, or answered."""

    def call(session: RecordSession) -> bool:
        try:
            function(session, actor=actor)
        except NotAllowedError as refusal:
            return not refusal.what.startswith(REFUSED)
        except (TypeError, AlongsideError):
            return True
        return True

    return records.read(actor, call)


@pytest.mark.parametrize("role", list(Role))
def test_a_role_may_call_what_the_table_gives_it_and_nothing_else(
    records: Records, actor: Actor, role: Role
) -> None:
    somebody = replace(actor, roles=frozenset({role}))
    named = {function: allowed(function, role) for function in functions()}
    assert {function: is_let_in(records, somebody, function) for function in functions()} == named


def test_several_roles_may_together_what_each_may(records: Records, actor: Actor) -> None:
    both = replace(actor, roles=frozenset({Role.VOLUNTEER, Role.ADMINISTRATOR}))
    for function in functions():
        expected = allowed(function, Role.VOLUNTEER) or allowed(function, Role.ADMINISTRATOR)
        assert is_let_in(records, both, function) == expected, function.__name__


def test_nobody_acts_in_another_name(records: Records, actor: Actor) -> None:
    volunteer = replace(actor, roles=frozenset({Role.VOLUNTEER}))
    manager = actor
    for function in functions():
        with pytest.raises(NotAllowedError, match="Somebody else is signed in"):
            records.read(volunteer, lambda session, call=function: call(session, actor=manager))  # type: ignore[misc]


def test_a_permission_taken_away_is_noticed(records: Records, actor: Actor) -> None:
    @needs(Permission.ERASE)
    def erase_everything(session: RecordSession, *, actor: Actor) -> None:
        """Stand for any function with a permission that a worker does not have."""

    worker = replace(actor, roles=frozenset({Role.SUPPORT_WORKER}))
    assert not is_let_in(records, worker, erase_everything)
    assert not may(worker, Permission.ERASE)


def test_the_page_says_what_the_program_does() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "write it again with: python3 dev.py roles"


def test_every_permission_is_somebodys_and_is_needed_somewhere() -> None:
    assert set(PERMISSIONS) == set(Permission)
    assert all(PERMISSIONS.values())
