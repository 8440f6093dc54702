"""What the recount asks of one record, and how it puts people into rows: plain loops, nothing clever."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from tests.returns.histories import Assessment, Case, Contact, Ending, Onward, Person, Referral

LONDON = ZoneInfo("Europe/London")
A_DAY = timedelta(days=1)
BANK_HOLIDAYS = {
    *(date(2023, 1, 2), date(2023, 4, 7), date(2023, 4, 10), date(2023, 5, 1), date(2023, 5, 8)),
    *(date(2023, 5, 29), date(2023, 8, 28), date(2023, 12, 25), date(2023, 12, 26), date(2024, 1, 1)),
    *(date(2024, 3, 29), date(2024, 4, 1), date(2024, 5, 6), date(2024, 5, 27), date(2024, 8, 26)),
    *(date(2024, 12, 25), date(2024, 12, 26), date(2025, 1, 1), date(2025, 4, 18), date(2025, 4, 21)),
    *(date(2025, 5, 5), date(2025, 5, 26), date(2025, 8, 25), date(2025, 12, 25), date(2025, 12, 26)),
}
"""In England and Wales, on weekdays."""
Value = float | int | None
NO_ANSWER = {"not-stated", "not-asked", "not-known"}
GROUP_OF = {
    **dict.fromkeys(("W1", "W2", "W3", "W4", "W9", "white-not-known"), "white"),
    "A4": "asian",
    "black-not-known": "black",
    "O9": "other-group",
    **dict.fromkeys(("assault", "violence-not-known"), "violence"),
    **dict.fromkeys(("rape", "sexual-not-known", "specialist-not-known", "domestic-abuse"), "specialist"),
    "stalking": "harassment-stalking",
    "arson": "damage",
    **dict.fromkeys(("police-officer", "police-not-known"), "police"),
    **dict.fromkeys(("declined-copes", "declined-not-known"), "declined"),
    **dict.fromkeys(("yes-before", "yes-not-known"), "yes"),
    **dict.fromkeys(("E06000005", "out-of-area-not-known"), "out-of-area"),
    **dict.fromkeys(("personal-alarm", "equipment-not-known"), "equipment"),
}
HEADINGS = {
    *("white", "black", "violence", "sexual", "police", "declined", "yes", "out-of-area", "equipment"),
}
REFERRED_TO = {
    *("adult-social-care", "childrens-social-care", "marac", "police", "health", "prevent", "other-agency"),
}


@dataclass(frozen=True)
class Counted:
    """One thing that is counted, and whose it is; ``who`` is None where a referral names nobody."""

    what: Any
    who: Person | None
    case: Case | None = None
    referral: Referral | None = None


@dataclass
class Expected:
    """A table as it must be: whoever is in each row, and what each column says of them; or cell by cell."""

    rows: Mapping[str, list[Any]] = field(default_factory=dict)
    columns: Mapping[str, Callable[[list[Any]], Value]] = field(default_factory=dict)
    cells: dict[tuple[str, str], Value] = field(default_factory=dict)

    def value(self, row: str, column: str) -> Value:
        """Say what a cell must hold."""
        if self.cells:
            return self.cells[row, column]
        here = self.rows.get(row, [])
        if column == "percent" and column not in self.columns:
            if row == "_total":
                return None
            base = self.rows["_total" if row == "_missing" else "_valid"]
            return 100 * len(here) / len(base) if base else None
        return self.columns[column](here)


# --- one at a time -----------------------------------------------------------------------------------------


def is_valid(one: Referral) -> bool:
    return one.reason not in ("duplicate", "out-of-scope")


def was_reached(one: Contact) -> bool:
    return one.result in ("spoke-with-person", "refused")


def gave_support(one: Contact) -> bool:
    if one.result != "spoke-with-person" or one.support is None:
        return False
    return any(code not in ("none", "not-known") for code in one.support)


def sittings(case: Case) -> list[Assessment]:
    return sorted((one for one in case.assessments if not one.archived), key=lambda one: (one.on, one.serial))


def closings(case: Case) -> list[tuple[date, Ending | None]]:
    """Every day on which a case was closed, with the ending written then; old lists have none."""
    endings = sorted(
        (one for one in case.endings if not one.archived), key=lambda one: (one.closed_on, one.serial)
    )
    if endings:
        return [(one.closed_on, one) for one in endings]
    return [(case.closed_on, None)] if case.closed_on else []


def spells(case: Case) -> list[tuple[date, date | None]]:
    """Every stretch in which a case was open."""
    found: list[tuple[date, date | None]] = []
    begun: date | None = case.opened_on
    for day, ending in closings(case):
        if begun is not None:
            found.append((begun, day))
        begun = ending.reopened_on if ending else None
    if begun is not None:
        found.append((begun, None))
    return found


def first_step(one: Counted, row: str) -> date | None:
    if row == "assessment":
        return min((each.on for each in sittings(one.case)), default=None) if one.case else None
    fits: dict[str, Callable[[Contact], bool]] = {
        "attempt": lambda each: each.direction == "out",
        "reached": was_reached,
        "support": gave_support,
    }
    return min((each.on for each in one.what.contacts if not each.archived and fits[row](each)), default=None)


def crime_of(one: Counted) -> str | None:
    case = one.case.crime if one.case else None
    return case or (one.referral.crime if one.referral else None)


def together(answers: Iterator[frozenset[str] | None]) -> frozenset[str] | None:
    """All codes of several answers; None where none was ever given."""
    given = [one for one in answers if one is not None]
    return frozenset(code for one in given for code in one) if given else None


def compared(here: list[tuple[bool, bool, list[int], bool]]) -> list[list[int]]:
    return [told for _, _, told, closed in here if closed and len(told) > 1]


def people_among(found: Sequence[Counted]) -> int:
    return len({one.who.serial for one in found if one.who is not None})


def answer_to(name: str) -> Callable[[Any], str | None]:
    return lambda answers: answers[name]


def how_many(name: str) -> Callable[[list[Any]], Value]:
    return lambda here: sum(name in what_came(one.what) for one in here)


def what_came(one: Onward) -> set[str]:
    if one.outcome in ("accepted", "waiting-list", "completed"):
        return {one.kind, "accepted"}
    if one.outcome in ("declined", "did-not-attend", "person-chose-not-to", "stopped"):
        return {one.kind, "not-taken-up"}
    if one.outcome == "waiting" and one.kind == "referred":
        return {one.kind, "waiting"}
    return {one.kind, "not-known"}


def stages(one: Counted, last: date) -> set[str]:
    """How far a referral came by the last day of the period."""
    referral: Referral = one.what
    if not is_valid(referral):
        return {"not-valid"}
    contacts = [each for each in referral.contacts if not each.archived and each.on <= last]
    support = [each.on for each in contacts if gave_support(each)]
    case = one.case
    assessed = bool(case and [each for each in sittings(case) if each.on <= last])
    told = case and [each for each in case.onwards if not each.archived and each.on <= last]
    came = {"valid", *_answers(referral, case, last)}
    if any(each.direction == "out" or was_reached(each) for each in contacts):
        came.add("attempted")
    if any(was_reached(each) for each in contacts):
        came.add("reached")
    if assessed:
        came.add("assessed")
    yes = _yes(referral, case, last)
    if assessed or (yes and any(day >= min(yes) for day in support)):
        came.add("engaged")
    if support:
        came.add("first-supported")
    if told and not support:
        came.add("signposted-only")
    return came


def _yes(referral: Referral, case: Case | None, last: date) -> list[date]:
    """Every day on which support was accepted, in words or by opening a case."""
    said = referral.answered_on if referral.accepted else None
    opened = case.opened_on if case else None
    return [day for day in (said, opened) if day is not None and day <= last]


def _answers(referral: Referral, case: Case | None, last: date) -> set[str]:
    """Whether support was offered, accepted, declined."""
    yes = _yes(referral, case, last)
    answered = referral.answered_on is not None and referral.answered_on <= last
    no = (referral.accepted is False and answered) or (referral.reason or "").startswith("declined")
    explained = referral.offered_on is not None and referral.offered_on <= last
    if yes:
        return {"offered", "accepted"}
    if no:
        return {"offered", "declined"}
    return {"offered"} if explained else set()


# --- into rows ---------------------------------------------------------------------------------------------


def by_one(members: Sequence[Any], answer: Callable[[Any], str | None], *, groups: bool = False) -> Expected:
    """Put everybody into the row of their answer, the group above it, and the totals."""
    rows: dict[str, list[Any]] = {"_valid": [], "_missing": [], "_total": []}
    for one in members:
        code = answer(one)
        row = "_missing" if code is None or code in NO_ANSWER else code
        row = f"{row}-not-known" if groups and row in HEADINGS else row
        wanted = [row, "_total"] if row == "_missing" else [row, "_valid", "_total"]
        for each in (*wanted, *([GROUP_OF[row]] if groups and row in GROUP_OF else [])):
            rows.setdefault(each, []).append(one)
    return Expected(rows, {"count": len})


def rows_of(codes: frozenset[str] | None, none: str | None) -> list[str]:
    """Say in which rows somebody with several codes is; who was asked and has none is in ``none``."""
    if codes is None:
        return ["_missing"]
    real = sorted(codes - NO_ANSWER - {"none"})
    if real:
        return real
    if "not-known" in codes or "not-asked" in codes:
        return ["_missing"]
    return [none or "_missing"]


def by_many(
    members: Sequence[Any],
    answer: Callable[[Any], frozenset[str] | None],
    none: str | None,
    *,
    groups: bool = False,
) -> Expected:
    """Put everybody into the row of each answer, and once into every group and total."""
    rows: dict[str, list[Any]] = {"_valid": [], "_missing": [], "_total": []}
    for one in members:
        own = rows_of(answer(one), none)
        if groups:
            own = [f"{code}-not-known" if code in HEADINGS else code for code in own]
        wanted = {*own, "_total", *(GROUP_OF[row] for row in own if groups and row in GROUP_OF)}
        if own != ["_missing"]:
            wanted.add("_valid")
        for row in wanted:
            rows.setdefault(row, []).append(one)
    return Expected(rows, {"count": len})


# --- ages, days and middles --------------------------------------------------------------------------------


def london(moment: datetime) -> date:
    return moment.replace(tzinfo=UTC).astimezone(LONDON).date()


def age_on(born: date, day: date) -> int:
    """Count birthdays one by one; negative before birth."""
    years = 0
    while (born.year + years + 1, born.month, born.day) <= (day.year, day.month, day.day):
        years += 1
    return years if born <= day else -1


def ages_of(person: Person, day: date) -> set[int]:
    """Every age somebody may have had on a day; nothing where it cannot be said."""
    if person.born is None:
        if person.age_stated is None:
            return set()
        stated_on = person.age_stated_on or day
        since = age_on(stated_on, day) if stated_on <= day else -age_on(day, stated_on)
        return {max(0, person.age_stated + since)}
    first, last = {
        "day": (person.born, person.born),
        "month": (person.born.replace(day=1), person.born.replace(day=1) + timedelta(days=31)),
        "year": (date(person.born.year, 1, 1), date(person.born.year, 12, 31)),
        "about": (date(person.born.year - 2, 1, 1), date(person.born.year + 2, 12, 31)),
    }[person.precision]
    while person.precision == "month" and last.month != first.month:
        last -= A_DAY
    ages = set()
    born = first
    while born <= last:
        ages.add(age_on(born, day))
        born += A_DAY if (last - born).days < 2 else timedelta(days=min(20, (last - born).days))
    return {age for age in ages if age >= 0}


def band_of(person: Person, day: date) -> str | None:
    bands = {_band(age) for age in ages_of(person, day)}
    return bands.pop() if len(bands) == 1 else None


def _band(age: int) -> str:
    if age < 18:
        return "0-17"
    if age < 30:
        return "18-29"
    return "80+" if age >= 80 else f"{age // 10 * 10}-{age // 10 * 10 + 9}"


def no_age(person: Person, day: date) -> bool:
    return not ages_of(person, day)


def working_days(first: date, last: date) -> int:
    """Go from day to day."""
    number, day = 0, first
    while day < last:
        day += A_DAY
        if day.weekday() not in (5, 6) and day not in BANK_HOLIDAYS:
            number += 1
    return number


def mean(values: Sequence[int]) -> float | None:
    return sum(values) / len(values) if values else None


def middle(values: Sequence[int]) -> float | None:
    if not values:
        return None
    ordered = sorted(values)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def nine_in_ten(values: Sequence[int]) -> int | None:
    """Give the smallest value that nine in ten do not exceed."""
    for value in sorted(values):
        if 10 * sum(one <= value for one in values) >= 9 * len(values):
            return value
    return None
