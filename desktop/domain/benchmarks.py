"""Benchmarks: published figures that the people helped are compared with."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class BenchmarkKind(StrEnum):
    """Whom the figures count."""

    VICTIMS = "victims"
    POPULATION = "population"


WHOM: Mapping[BenchmarkKind, str] = MappingProxyType(
    {BenchmarkKind.VICTIMS: "recorded victims", BenchmarkKind.POPULATION: "the population"}
)
"""Whom the figures count, as it stands in a sentence."""


@dataclass(frozen=True, slots=True)
class Figure:
    """How many of one category, as published; ``line`` is its line in the list it came from, if any."""

    characteristic: str
    category: str
    count: int
    line: int | None = None


@dataclass(frozen=True, slots=True)
class BenchmarkFigures:
    """The figures of one source under the name they go by."""

    name: str
    kind: BenchmarkKind
    figures: tuple[Figure, ...]
    source: str = ""
