"""How the numbers of a representation are printed, the same in every form of it."""

from desktop.returns.representing.proportions import Interval
from desktop.returns.representing.representation import Base, Comparison, Representation, Section, Verdict

TITLE, FINDINGS = "Representation", "What it comes to"
YEARS, ABOUT_YEARS = "Over the years", "Shares of the people helped, by period"
METHOD = "How this was worked out"
NOTHING, HELPED = "–", "People helped"
VERDICTS = {
    Verdict.OVER: "over",
    Verdict.UNDER: "under",
    Verdict.UNCLEAR: "not clear",
    Verdict.TOO_FEW: "too few",
}
"""The verdict in a column under the difference, where there is no room for all its words."""
_MINUS = "\u2212"


def percent(value: float | None) -> str:
    """Print a share: ``34.8%``; a dash where none is given."""
    return NOTHING if value is None else f"{value:.1f}%"


def points(value: float | None) -> str:
    """Print a difference in points with its sign: ``+11.7``; a dash where none is given."""
    if value is None:
        return NOTHING
    told = f"{abs(value):.1f}"
    if told == "0.0":
        told = f"{abs(value):.2f}"  # which side of nought it lies on is what is asked
    return "0.0" if told == "0.00" else f"{'+' if value > 0 else _MINUS}{told}"


def interval_words(interval: Interval | None) -> str:
    """Print an interval: ``+8.4 to +14.9``; a dash where there is none."""
    return NOTHING if interval is None else f"{points(interval.low)} to {points(interval.high)}"


def decimal(value: float | None) -> str:
    """Print a correlation: ``0.87``; a dash where there is none."""
    return NOTHING if value is None else f"{value:.2f}".replace("-", _MINUS)


def base_words(base: Base) -> str:
    """Say of how many the answer is known."""
    share = f" ({100 * base.missing / base.total:.1f}%)" if base.total else ""
    return (
        f"{base.valid:,} of {base.total:,} people helped; the answer is missing for {base.missing:,}{share}."
    )


def benchmark_heading(comparison: Comparison) -> str:
    """Head the columns of a benchmark."""
    return f"{comparison.whom[:1].upper()}{comparison.whom[1:]}".replace("The population", "Population")


def subtitle(shown: Representation) -> str:
    """Say below the title what is compared, and in which days."""
    return f"Who is helped beside who needs it\n{shown.period.title}"


def beside(comparison: Comparison) -> str:
    """Head a comparison: whom with, and by which figures."""
    return f"Beside {comparison.whom}: {comparison.benchmark}"


def about_comparison(comparison: Comparison) -> str:
    """Say above a table what its columns are."""
    return f"{HELPED} beside {comparison.whom}: shares of known answers, 95% interval of each difference"


def alike(section: Section) -> list[Comparison]:
    """Choose the comparisons of which a correlation can be said, in any period."""
    return [each for each in section.comparisons if any(one is not None for one in each.likeness)]


def facts(shown: Representation) -> list[tuple[str, str]]:
    """Name what a reader has to know of the page before its numbers."""
    benchmarks = [
        f"{one.name} ({one.kind.value}{', ' + one.source if one.source else ''})" for one in shown.benchmarks
    ]
    told = [
        ("Provider", shown.provider or "not given"),
        ("Commissioner", shown.commissioner or "not given"),
        ("Period", shown.period.in_words),
        ("Compared with", "; ".join(benchmarks)),
        ("Counting rules", shown.definition),
        ("History code", shown.history_code),
        ("Protection", f"Exact numbers, not protected: {shown.marking}" if shown.marking else "Protected"),
    ]
    if len(shown.periods) > 1:
        told.insert(3, ("Trend over", ", ".join(period.id for period in shown.periods)))
    return told


def chart_words(section: Section, comparison: Comparison) -> str:
    """Say in words what the picture shows, for whoever does not see it."""
    told = [
        f"{one.label}: {percent(one.helped_share)} beside {percent(one.benchmark_share)}, "
        f"{points(one.difference)} points, {one.verdict.value}"
        for one in comparison.rows
    ]
    heading = f"{section.title}: shares of the people helped beside those of {comparison.whom}."
    return f"{heading} {'; '.join(told)}."
