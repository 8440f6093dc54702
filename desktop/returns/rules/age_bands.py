"""Age bands of counting rules: in order, without a gap, without an overlap."""

from collections.abc import Mapping

from desktop.errors import DefinitionError
from desktop.returns.rules.definitions import Band
from desktop.returns.rules.parts import Part

OLDEST = 150
_MOST_BANDS = 40


def read_bandings(part: Part | None) -> Mapping[str, tuple[Band, ...]]:
    """Read every banding of the rules by its name.

    Raises:
        DefinitionError: a band overlaps the one before it, or leaves ages out.
    """
    if part is None:
        return {}
    return {name: _banding(name, part.parts(name)) for name in part.values}


def _banding(name: str, parts: list[Mapping[str, object]]) -> tuple[Band, ...]:
    where = f"age bands “{name}”"
    if not parts or len(parts) > _MOST_BANDS:
        what = f"The {where} must have between 1 and {_MOST_BANDS} bands."
        raise DefinitionError(what, "List them from the youngest to the oldest.")
    bands = tuple(_band(f"{where}, band {number}", values) for number, values in enumerate(parts, start=1))
    _follow_on(where, bands)
    return bands


def _band(where: str, values: Mapping[str, object]) -> Band:
    part = Part(where, values).only("label", "from", "to")
    first = part.number("from", 0, 0, OLDEST) or 0
    last = part.number("to", None, 0, OLDEST)
    if last is not None and last < first:
        part.refuse("to", "is younger than “from”")
    code = f"{first}+" if last is None else f"{first}-{last}"
    return Band(code, part.text("label"), first, last)


def _follow_on(where: str, bands: tuple[Band, ...]) -> None:
    """Stop unless the bands follow each other from nought to the oldest."""
    expected: int | None = 0
    before = ""
    for band in bands:
        if expected is None or band.first < expected:
            ends = "already holds everybody older" if expected is None else f"goes to {expected - 1}"
            what = f"The {where} overlap: “{band.label}” begins at {band.first}, but “{before}” {ends}."
            raise DefinitionError(what, "Nobody may be in two bands.")
        if band.first > expected:
            ages = f"{expected}" if band.first == expected + 1 else f"{expected} to {band.first - 1}"
            what = f"The {where} leave out age {ages}, before “{band.label}”."
            raise DefinitionError(what, "Add a band for them, so that nobody is lost.")
        expected, before = None if band.last is None else band.last + 1, band.label
    if expected is not None:
        what = f"The {where} leave out everybody older than {expected - 1}."
        raise DefinitionError(what, "Leave “to” out of the last band.")
