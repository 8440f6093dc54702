"""One page of a long list: where it begins and how many lines it holds."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Page:
    """The lines from ``first`` (counted from 0) on, at most ``most``."""

    first: int = 0
    most: int = 100
