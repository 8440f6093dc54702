"""Shares compared: the interval of a difference, the likeness of two rows of shares, a trend over years."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt
from statistics import correlation, linear_regression

LEAST_BASE = 20
"""No share is given of fewer than this many: one person would move it by more than five points."""
LEAST_YEARS = 3
"""A trend needs this many years: two points always lie on a line."""
LEAST_CATEGORIES = 3
"""A correlation needs this many categories: two shares that add up to a hundred always correlate fully."""
CONFIDENCE = 95
_Z = 1.959963984540054
"""The quantile of the normal distribution that leaves 2.5% above it."""


@dataclass(frozen=True, slots=True)
class Interval:
    """From the lowest to the highest value that goes with the data, both included."""

    low: float
    high: float

    @property
    def excludes_nought(self) -> bool:
        """Say whether all of it lies on one side of nought."""
        return self.low > 0 or self.high < 0


def share(count: int, base: int) -> float | None:
    """Give a share in per cent; None where the base is under ``LEAST_BASE``."""
    return 100 * count / base if base >= LEAST_BASE else None


def wilson(count: int, base: int) -> Interval:
    """Give the 95% score interval of one proportion, as fractions from 0 to 1; ``base`` is not nought.

    Wilson EB (1927), Probable inference, the law of succession, and statistical inference. JASA 22:209-212.
    """
    proportion, square = count / base, _Z * _Z
    middle = 2 * count + square
    spread = _Z * sqrt(square + 4 * count * (1 - proportion))
    whole = 2 * (base + square)
    return Interval(max(0.0, (middle - spread) / whole), min(1.0, (middle + spread) / whole))


def difference(count: int, base: int, other_count: int, other_base: int) -> Interval:
    """Give the 95% interval of the first share less the other, in points; neither base is nought.

    Newcombe RG (1998), Interval estimation for the difference between independent proportions: comparison
    of eleven methods. Statistics in Medicine 17:873-890, method 10 (hybrid score, no continuity correction).
    """
    first, other = count / base, other_count / other_base
    own, theirs = wilson(count, base), wilson(other_count, other_base)
    low = first - other - sqrt((first - own.low) ** 2 + (theirs.high - other) ** 2)
    high = first - other + sqrt((own.high - first) ** 2 + (other - theirs.low) ** 2)
    return Interval(100 * low, 100 * high)


def likeness(shares: Sequence[float | None], others: Sequence[float | None]) -> float | None:
    """Give Pearson's correlation of two rows of shares, from -1 to 1.

    None with fewer than ``LEAST_CATEGORIES`` categories, where a share is missing, or where all are equal.
    """
    pairs = [(one, other) for one, other in zip(shares, others, strict=True) if one is not None]
    known = [(one, other) for one, other in pairs if other is not None]
    if len(known) < len(shares) or len(known) < LEAST_CATEGORIES:
        return None
    first, second = [one for one, _ in known], [other for _, other in known]
    if _all_equal(first) or _all_equal(second):
        return None
    return correlation(first, second)


def slope(years: Sequence[float], shares: Sequence[float | None]) -> float | None:
    """Give the points a year by which a share rises, by least squares; None with under ``LEAST_YEARS``."""
    known = [(year, one) for year, one in zip(years, shares, strict=True) if one is not None]
    if len({year for year, _ in known}) < LEAST_YEARS:
        return None
    return linear_regression([year for year, _ in known], [one for _, one in known]).slope


def _all_equal(values: Sequence[float]) -> bool:
    return all(abs(one - other) < 1e-12 for one, other in pairwise(values))  # noqa: PLR2004 rounding
