"""How much of a page the parts of a document take, so that what belongs together stands together."""

from collections.abc import Sequence

from reportlab.platypus import Flowable

_ENDLESS = 1e6


def fits(parts: Sequence[Flowable], width: float, height: float) -> bool:
    """Say whether parts fit together within a width and a height, in points."""
    return height_of(parts, width) <= height


def height_of(parts: Sequence[Flowable], width: float) -> float:
    """Add up how high parts are at a width, with the air around them, in points."""
    return sum(part.wrap(width, _ENDLESS)[1] + part.getSpaceBefore() + part.getSpaceAfter() for part in parts)
