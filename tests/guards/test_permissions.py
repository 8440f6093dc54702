"""No deed and no question without a permission; the guard is proved by planted ones."""

from types import ModuleType

import pytest

from tests.guards.permissions import ROOMS, deeds, modules_of, unnamed

NEEDS = "from desktop.domain.permissions import Permission, needs\n@needs(Permission.FIND_PEOPLE)\n"


def planted(source: str) -> ModuleType:
    """Make a module of services out of its source."""
    module = ModuleType("desktop.services.planted")
    exec(source, module.__dict__)  # noqa: S102 -- a planted offence
    return module


@pytest.mark.parametrize("room", ROOMS)
def test_every_deed_and_question_names_a_permission(room: str) -> None:
    assert [fault for module in modules_of(room) for fault in unnamed(module)] == []


def test_there_are_deeds_and_questions_to_look_at() -> None:
    for room in ROOMS:
        found = [function for module in modules_of(room) for function in deeds(module)]
        assert found or not list(modules_of(room)), f"nothing in {room} takes a session"


@pytest.mark.parametrize(
    ("source", "faults"),
    [
        ("def close_case(session, *, actor): ...", 1),
        ("def close_case(session): ...", 2),
        (NEEDS + "def close_case(session, actor): ...", 1),
        (NEEDS + "def close_case(session, *, actor): ...", 0),
        ("def _close_case(session): ...", 0),
        ("def tell_age(born, on): ...", 0),
    ],
)
def test_a_deed_without_a_permission_is_found(source: str, faults: int) -> None:
    assert len(unnamed(planted(source))) == faults
