"""Every deed and every question names the one permission it needs."""

import importlib
import importlib.util
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

from desktop.domain.permissions import PERMISSIONS
from tests.guards.rules import is_step

ROOMS = ("desktop.queries", "desktop.services", "desktop.returns")


def modules_of(room: str) -> Iterator[ModuleType]:
    """Import every module of a room; none if the room has not come into being."""
    if importlib.util.find_spec(room) is None:
        return
    package = importlib.import_module(room)
    yield package
    for found in pkgutil.walk_packages(package.__path__, f"{room}."):
        yield importlib.import_module(found.name)


def deeds(module: ModuleType) -> Iterator[Callable[..., Any]]:
    """Find the public functions of the module that are handed a session, the steps they share left out."""
    for name, function in inspect.getmembers(module, inspect.isfunction):
        if name.startswith("_") or function.__module__ != module.__name__ or is_step(module.__name__, name):
            continue
        if next(iter(inspect.signature(function).parameters), "") == "session":
            yield function


def unnamed(module: ModuleType) -> list[str]:
    """Say which deeds name no permission, or do not say who acts."""
    found: list[str] = []
    for function in deeds(module):
        if getattr(function, "__permission__", None) not in PERMISSIONS:
            found.append(f"{module.__name__}.{function.__name__} names no permission")
        actor = inspect.signature(function).parameters.get("actor")
        if actor is None or actor.kind is not inspect.Parameter.KEYWORD_ONLY:
            found.append(f"{module.__name__}.{function.__name__} does not take actor by keyword")
    return found
