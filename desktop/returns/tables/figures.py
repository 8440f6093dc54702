"""What is said of those behind a cell: how many, how many people, a share, a mean, a median."""

from collections.abc import Callable, Mapping, Sequence
from statistics import fmean, median

from desktop.returns.counting_rules import nearest_rank, percent
from desktop.returns.result import Cell, Status
from desktop.returns.rules.definitions import Figure

NOTHING = "–"
_MINUTES_AN_HOUR = 60
_NINE_IN_TEN = 0.9


def number_cell(number: int) -> Cell:
    """Make the cell of a count; a nought is shown."""
    return Cell(number, str(number), Status.EXACT)


def percent_cell(part: int, base: int) -> Cell:
    """Make the cell of a share in per cent; nothing to show where there is no base."""
    share = percent(part, base)
    return Cell(share, NOTHING if share is None else f"{share:.1f}%", Status.EXACT, "%")


def measured_cell(figure: Figure, values: Sequence[int], *, unit: str, target: int | None) -> Cell:
    """Make the cell of what was measured of members; nothing to show where none could be.

    ``unit`` is the measure's; minutes that are added up are given in hours.
    """
    if figure is Figure.WITHIN:
        return percent_cell(sum(value <= (target or 0) for value in values), len(values))
    if figure is Figure.SUM:
        return _sum_cell(values, unit)
    if not values:
        return Cell(None, NOTHING, Status.EXACT, unit)
    return _tenths(_OF_VALUES[figure](values), unit, always=figure is Figure.MEAN)


def _nine_in_ten(values: Sequence[int]) -> float:
    return nearest_rank(sorted(values), _NINE_IN_TEN)


_OF_VALUES: Mapping[Figure, Callable[[Sequence[int]], float]] = {
    Figure.MEAN: fmean,
    Figure.MEDIAN: median,
    Figure.NINE_IN_TEN: _nine_in_ten,
    Figure.LONGEST: max,
}


def _sum_cell(values: Sequence[int], unit: str) -> Cell:
    total = sum(values)
    if unit == "minutes":
        hours = round(total / _MINUTES_AN_HOUR, 1)
        return Cell(hours, f"{hours:.1f}", Status.EXACT, "hours")
    return Cell(total, str(total), Status.EXACT, unit)


def _tenths(value: float, unit: str, *, always: bool = False) -> Cell:
    rounded = round(value, 1)
    shown = f"{rounded:.1f}" if always or rounded % 1 else f"{rounded:.0f}"
    return Cell(rounded, shown, Status.EXACT, unit)
