"""Who may do what: every deed and question against every role, read off the program by ``dev.py roles``."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from desktop.domain.actor import Role
from desktop.domain.permissions import PERMISSIONS, Permission
from tests.guards.permissions import ROOMS, deeds, modules_of

PAGE = Path(__file__).parents[2] / "docs" / "who-may-do-what.md"
_SHORT = {
    Role.VOLUNTEER: "volunteer",
    Role.SUPPORT_WORKER: "support worker",
    Role.TEAM_LEADER: "team leader",
    Role.SAFEGUARDING_LEAD: "safeguarding lead",
    Role.DEPUTY_LEAD: "deputy",
    Role.MANAGER: "manager",
    Role.ADMINISTRATOR: "administrator",
    Role.TRUSTEE: "trustee",
}
_HEAD = """# Who may do what

Written by `python3 dev.py roles` from the program itself; a test fails when this page is not what the program
says, and another calls every function in every role. Somebody with several roles may do what any of them may.

A *yes* says that the function answers at all. Whom it answers about is settled besides, for all alike
(`desktop/queries/visible.py`): volunteers meet only people assigned to them, nobody meets a case that they
are locked out of, and a sealed case is there only for those who read sealed text.
"""


def functions() -> tuple[Callable[..., Any], ...]:
    """Name every deed and question, in the order of rooms, modules and names."""
    return tuple(function for room in ROOMS for module in modules_of(room) for function in deeds(module))


def allowed(function: Callable[..., Any], role: Role) -> bool:
    """Say what the one table says of a function and a role."""
    permission: Permission = function.__dict__["__permission__"]
    return role in PERMISSIONS[permission]


def page() -> str:
    """Write the page: first what each role may, then every function under its permission."""
    return (
        "\n".join([_HEAD, "## In words", "", *_in_words(), "", "## Function by function", "", *_functions()])
        + "\n"
    )


def _in_words() -> Iterator[str]:
    yield from _heading("")
    for permission, roles in PERMISSIONS.items():
        yield _row(permission.value, roles)


def _functions() -> Iterator[str]:
    by_permission: defaultdict[Permission, list[str]] = defaultdict(list)
    for function in functions():
        permission = function.__dict__["__permission__"]
        home = function.__module__.removeprefix("desktop.")
        by_permission[permission].append(f"`{home}.{function.__name__}`")
    yield from _heading("function")
    for permission, roles in PERMISSIONS.items():
        for name in sorted(by_permission[permission]):
            yield _row(name, roles)


def _heading(first: str) -> Iterator[str]:
    yield f"| {first} | " + " | ".join(_SHORT[role] for role in Role) + " |"
    yield "|---" * (1 + len(Role)) + "|"


def _row(first: str, roles: frozenset[Role]) -> str:
    return f"| {first} | " + " | ".join("yes" if role in roles else "·" for role in Role) + " |"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
