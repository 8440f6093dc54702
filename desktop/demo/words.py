"""The words the made-up people are made of: names, sentences, places to turn to, and the published shares."""

import csv
import io
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from desktop.demo.chance import Chance
from desktop.platform.resources import resource_text

MISSING = "missing"
"""The share of those of whom nothing is known."""


@dataclass(frozen=True, slots=True)
class Area:
    """A part of the area: its town, and the beginnings of its postcodes."""

    town: str
    postcodes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Names:
    """What names and addresses are put together from."""

    women: tuple[str, ...]
    men: tuple[str, ...]
    either: tuple[str, ...]
    beginnings: tuple[str, ...]
    ends: tuple[str, ...]
    colleague_ends: tuple[str, ...]
    streets: tuple[str, ...]
    areas: Mapping[str, Area]


@dataclass(frozen=True, slots=True)
class Place:
    """A made-up place to turn to."""

    name: str
    kind: str
    what: str
    needs: frozenset[str]
    self_referral: bool
    waiting: str


class Sentences:
    """Sentences by what they are about, drawn by chance."""

    def __init__(self, said: Mapping[str, Any], chance: Chance) -> None:
        self._said = said
        self._chance = chance

    def say(self, *about: str) -> str:
        """Give one sentence about something, e.g. ``say("goal", "health")``."""
        found: Any = self._said
        for word in about:
            found = found[word]
        return self._chance.one(found)  # type: ignore[no-any-return]

    def knows(self, *about: str) -> bool:
        """Say whether there are sentences about something."""
        found: Any = self._said
        for word in about:
            if word not in found:
                return False
            found = found[word]
        return True


@cache
def shares() -> dict[str, dict[str, int]]:
    """Give the published counts by characteristic and category: nothing else says who the people are."""
    found: dict[str, dict[str, int]] = {}
    for row in csv.DictReader(io.StringIO(resource_text("demo/shares.csv"))):
        found.setdefault(row["characteristic"], {})[row["category"]] = int(row["count"])
    return found


@cache
def names() -> Names:
    """Read what names are put together from."""
    read = tomllib.loads(resource_text("demo/names.toml"))
    areas = {key: Area(one["town"], tuple(one["postcodes"])) for key, one in read["areas"].items()}
    return Names(
        women=tuple(read["women"]),
        men=tuple(read["men"]),
        either=tuple(read["either"]),
        beginnings=tuple(read["surname_beginnings"]),
        ends=tuple(read["surname_ends"]),
        colleague_ends=tuple(read["colleague_ends"]),
        streets=tuple(read["streets"]),
        areas=areas,
    )


@cache
def places() -> tuple[Place, ...]:
    """Read the made-up places to turn to."""
    found = []
    for line in tomllib.loads(resource_text("demo/organisations.toml"))["organisations"]:
        name, kind, what, needs, open_door, waiting = (part.strip() for part in line.split("|"))
        found.append(Place(name, kind, what, frozenset(needs.split()), open_door == "yes", waiting))
    return tuple(found)


@cache
def sentences() -> dict[str, Any]:
    """Read the sentences."""
    return tomllib.loads(resource_text("demo/words.toml"))
