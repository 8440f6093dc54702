"""What a comparison says in plain words."""

from collections.abc import Mapping, Sequence

from desktop.returns.representing.proportions import CONFIDENCE, LEAST_BASE, LEAST_YEARS, Interval
from desktop.returns.rules.definitions import Band

_SUBJECTS: Mapping[tuple[str, str], str] = {
    ("sex", "F"): "Women",
    ("sex", "M"): "Men",
    ("gender", "woman"): "Women",
    ("gender", "man"): "Men",
    ("gender", "non-binary"): "Non-binary people",
    ("gender", "own-words"): "People who describe their gender in their own words",
    ("ethnicity", "White"): "White people",
    ("ethnicity", "Asian"): "Asian people",
    ("ethnicity", "Black"): "Black people",
    ("ethnicity", "Mixed"): "People of Mixed ethnicity",
    ("ethnicity", "Other"): "People of Other ethnic groups",
    ("disability", "yes"): "Disabled people",
    ("disability", "no"): "People without a disability",
    ("religion", "none"): "People of no religion",
    ("religion", "other"): "People of another religion",
}
METHOD = (
    (
        "Shares are of those whose answer is known, in per cent. "
        f"None is given where these are fewer than {LEAST_BASE}."
    ),
    "Differences are in percentage points, worked out before anything is rounded.",
    (
        f"The interval says how far off chance alone may have put a difference: {CONFIDENCE} times in 100 it "
        "holds the true one (Newcombe 1998, hybrid score interval). A group is called over- or "
        "under-represented when the whole interval lies on one side of nought."
    ),
    (
        "Of twenty groups that do not differ at all, about one will seem to: look for what stays the same "
        "from year to year, and for differences large enough to matter."
    ),
    (
        "A share that differs is a question, not a finding: who is referred, who is told of the service, and "
        "who wants help may each explain it."
    ),
)


def subject(by: str, code: str, label: str, band: Band | None) -> str:
    """Name the people of one group so that a sentence can begin with them."""
    if band is not None:
        if band.first == 0 and band.last is not None:
            return f"People under {band.last + 1}"
        if band.last is None:
            return f"People aged {band.first} or over"
        return f"People aged {band.first} to {band.last}"
    if (by, code) in _SUBJECTS:
        return _SUBJECTS[by, code]
    return f"People from {label}" if by == "local-authority" else f"People recorded as “{label}”"


def clear_sentence(who: str, share: float, other: float, whom: str, points: float, interval: Interval) -> str:
    """Say how a group differs where chance alone does not explain it."""
    way = "more" if points > 0 else "fewer"
    low, high = sorted((abs(interval.low), abs(interval.high)))
    return (
        f"{who} are {share:.1f}% of the people helped and {other:.1f}% of {whom}: {abs(points):.1f} points "
        f"{way}, and chance alone does not explain it (between {_least(low)} and {high:.1f} points)."
    )


def _least(points: float) -> str:
    """Print the near end of an interval that is not nought, so that it does not look like it."""
    told = f"{points:.1f}"
    return told if told != "0.0" else "just over 0"


def unclear_sentence(whom: str, names: Sequence[str], *, all_groups: int) -> str:
    """Say which groups do not differ clearly."""
    if len(names) == all_groups:
        return f"No group differs clearly from {whom}."
    few = 4
    if len(names) > few:
        return f"The other {len(names)} groups do not differ clearly from {whom}."
    return f"No clear difference from {whom}: {', '.join(names)}."


def too_few_sentence(whom: str, helped: int, benchmark: int) -> str:
    """Say why no share is given."""
    if helped < LEAST_BASE:
        return f"The answer is known for {helped} people helped: too few to compare with {whom}."
    return f"There are figures for {benchmark} of {whom}: too few to compare with."


def left_out_note(whom: str, labels: Sequence[str], number: int) -> str:
    """Say which groups the benchmark does not give, and how many people helped are in them."""
    few = 6
    named = ", ".join(labels) if len(labels) <= few else f"{len(labels)} groups"
    people = "1 person helped is" if number == 1 else f"{number} people helped are"
    return f"The figures of {whom} do not give {named}: {people} left out of this comparison."


def rolled_up_note(name: str, from_title: str) -> str:
    """Say that a benchmark was given finer than it is compared."""
    return f"“{name}” was given as “{from_title}” and is rolled up here."


def trend_words(slopes: Sequence[tuple[str, float]], *, years: int, known: int) -> str:
    """Say which shares moved by a point a year or more; or that there are too few years."""
    if years < LEAST_YEARS:
        return f"A trend needs at least {LEAST_YEARS} years; this compares {years}."
    if known < LEAST_YEARS:
        return (
            f"A trend needs at least {LEAST_YEARS} years with {LEAST_BASE} known answers; there are {known}."
        )
    moved = [(name, slope) for name, slope in slopes if abs(slope) >= 1]
    if not moved:
        return "No share moved by as a point a year."
    told = [f"{name} {'up' if slope > 0 else 'down'} {abs(slope):.1f}" for name, slope in moved]
    return f"In points a year: {'; '.join(told)}."
