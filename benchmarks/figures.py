"""What was measured, in plain numbers: medians, 95th percentiles, ratios and whether a goal was met."""

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from enum import StrEnum


class Of(StrEnum):
    """Which number of a measure its goal is about."""

    RATIO = "ratio"
    P95 = "p95"
    HIGHEST = "highest"


@dataclass(frozen=True, slots=True)
class Taken:
    """Repeats of one thing: their median, 95th percentile and highest, in one unit."""

    unit: str
    times: int
    median: float
    p95: float
    highest: float


@dataclass(frozen=True, slots=True)
class Goal:
    """What a number should not be more than."""

    of: Of
    at_most: float


@dataclass(frozen=True, slots=True)
class Measure:
    """One thing measured beside the plain thing, in one run."""

    id: str
    title: str
    people: int | None
    ours: Taken
    plain: Taken | None = None
    plain_title: str = ""
    goal: Goal | None = None
    besides: Mapping[str, float] = field(default_factory=dict)

    @property
    def ratio(self) -> float | None:
        """How many times the plain thing's median ours takes."""
        return self.ours.median / self.plain.median if self.plain else None

    @property
    def reached(self) -> float | None:
        """The number that the goal is about."""
        if self.goal is None:
            return None
        return self.ratio if self.goal.of is Of.RATIO else getattr(self.ours, self.goal.of.value)

    @property
    def met(self) -> bool | None:
        """Whether the goal is met; None where there is none."""
        reached = self.reached
        return None if self.goal is None or reached is None else reached <= self.goal.at_most

    def as_json(self) -> dict[str, object]:
        """Give the measure for results.json, its numbers rounded to what repeats can tell."""
        said = asdict(self) | {"ratio": self.ratio, "reached": self.reached, "met": self.met}
        return {name: _rounded(value) for name, value in said.items()}


def taken(values: Sequence[float], unit: str) -> Taken:
    """Sum up repeats; the 95th percentile is the value that 95 of 100 do not exceed (nearest rank)."""
    ordered = sorted(values)
    rank = max(0, -(-95 * len(ordered) // 100) - 1)
    return Taken(unit, len(ordered), statistics.median(ordered), ordered[rank], ordered[-1])


def _rounded(value: object) -> object:
    if isinstance(value, float):
        return float(f"{value:.4g}")
    if isinstance(value, dict):
        return {name: _rounded(one) for name, one in value.items()}
    return value
