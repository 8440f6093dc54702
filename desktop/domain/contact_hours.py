"""The days and hours at which somebody said they may be reached, and whether it is one of them now."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
EVERY_DAY = frozenset(range(7))
_MIDNIGHT = time(0)
_HOURS_IN_HALF_A_DAY = 12
_SURELY_MORNING = 7
_A_SPAN = 3


@dataclass(frozen=True, slots=True)
class Window:
    """Days of the week (Monday is 0) and hours, the end not included; with no end, to midnight."""

    days: frozenset[int] = EVERY_DAY
    starts: time = _MIDNIGHT
    ends: time | None = None

    def holds(self, clock: datetime) -> bool:
        """Say whether the clock on the wall stands within."""
        if clock.weekday() not in self.days or clock.time() < self.starts:
            return False
        return self.ends is None or clock.time() < self.ends

    def __str__(self) -> str:
        return ", ".join(part for part in (_days_in_words(self.days), self._hours_in_words()) if part)

    def _hours_in_words(self) -> str:
        if self.ends is None:
            return f"from {self.starts:%H:%M}" if self.starts > _MIDNIGHT else ""
        return f"{self.starts:%H:%M} to {self.ends:%H:%M}"


@dataclass(frozen=True, slots=True)
class ContactHours:
    """When somebody may be reached: windows the program can check, and words it can only show."""

    windows: tuple[Window, ...] = ()
    words: str = ""

    @property
    def only_words(self) -> bool:
        """Say that nothing can be checked here: somebody has to read the words."""
        return bool(self.words) and not self.windows

    def allows(self, clock: datetime) -> bool:
        """Say whether the clock on the wall (Europe/London) stands in a window; with none, it always does."""
        return not self.windows or any(window.holds(clock) for window in self.windows)

    def opens_next(self, clock: datetime) -> datetime | None:
        """Give when they may next be reached, within a week; None where nothing can be checked."""
        starts = (
            datetime.combine(clock.date() + timedelta(days=days), window.starts, clock.tzinfo)
            for days in range(8)
            for window in self.windows
            if (clock.weekday() + days) % 7 in window.days
        )
        return min((start for start in starts if start > clock), default=None)

    def __str__(self) -> str:
        said = "; ".join(str(window) for window in self.windows)
        return f"{said} ({self.words})" if said and self.words else said or self.words

    def to_text(self) -> str:
        """Write it as one line that ``parse_hours`` reads back."""
        return "; ".join([*map(_window_text, self.windows), *([self.words] if self.words else [])])


ANY_TIME = ContactHours()


def parse_hours(text: str) -> ContactHours:
    """Read days and hours such as ``Mon-Fri 09:00-17:00; Sat 10am-12pm; not in the holidays``.

    Parts stand between semicolons; each adds to when they may be reached. A part of which anything is not
    understood stays words as a whole, so does a time whose half of the day is not sure (9-5), and so does all
    of it where days stand in one part and hours in another: nothing is guessed, and nothing read as wider
    than it was said.
    """
    parts = [" ".join(part.split()) for part in re.split(r"[;\n]", text)]
    read = [(part, _windows(part)) for part in parts if part]
    shapes = {_shape(windows) for _part, windows in read if windows}
    if len(shapes) > 1 and "hours" in shapes:
        return ContactHours(words="; ".join(part for part, _windows_of in read))
    windows = tuple(window for _part, found in read if found for window in found)
    return ContactHours(windows, "; ".join(part for part, found in read if found is None))


def _shape(windows: list[Window]) -> str:
    days = any(window.days != EVERY_DAY for window in windows)
    hours = any(window.ends is not None or window.starts > _MIDNIGHT for window in windows)
    return "both" if days and hours else "days" if days else "hours"


_Hours = tuple[time, time | None]
_SHORT = {name[:3].casefold(): number for number, name in enumerate(WEEKDAYS)}
_DAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:days?|s)?"
_CLOCK = r"(?:\d{1,2}(?::|\.)\d{2} ?(?:am|pm)?|\d{1,2} ?(?:am|pm)|noon|midday)"
_TOKEN = re.compile(
    rf"(?P<span>(?P<first>{_DAY}) ?(?:-|–|to) ?(?P<last>{_DAY})\b)"
    rf"|(?P<day>{_DAY}\b)"
    r"|(?P<weekdays>weekdays?\b)|(?P<weekends>weekends?\b)|(?P<every>(?:every|any) ?day\b|daily\b)"
    rf"|(?P<hours>(?:from |between )?(?P<starts>{_CLOCK}) ?(?:-|–|to|until|and) ?(?P<ends>{_CLOCK}))"
    rf"|after (?P<after>{_CLOCK})|(?:before|until) (?P<before>{_CLOCK})"
    r"|(?P<filler>only\b|and\b|on\b|at\b|&|,|/|\+)| +",
    re.IGNORECASE,
)


def _windows(part: str) -> list[Window] | None:
    """Read one part: days, hours, each days with their hours, or hours with their days; None if unsure."""
    days: list[frozenset[int]] = []
    hours: list[list[_Hours]] = []
    for token in _tokens(part):
        if token is None:
            return None
        if said := _days(token):
            if len(days) == len(hours) + 1:
                days[-1] |= said
            else:
                days.append(frozenset(said))
        elif token["hours"] or token["after"] or token["before"]:
            found = _hours(token)
            if found is None:
                return None
            if len(hours) < max(len(days), 1):
                hours.append([])
            hours[-1].append(found)
    if not hours:
        return [Window(days[0])] if days else None
    if days and len(days) != len(hours):
        return None
    return [Window(on, *at) for on, several in zip(days or [EVERY_DAY], hours, strict=True) for at in several]


def _tokens(part: str) -> Iterator[re.Match[str] | None]:
    at = 0
    while at < len(part):
        token = _TOKEN.match(part, at)
        yield token
        if token is None:
            return
        at = token.end()


def _days(token: re.Match[str]) -> set[int]:
    if token["span"]:
        first, last = _number(token["first"]), _number(token["last"])
        return {day % 7 for day in range(first, last + 1 + (7 if last < first else 0))}
    if token["day"]:
        return {_number(token["day"])}
    if token["weekdays"]:
        return set(range(5))
    if token["weekends"]:
        return {5, 6}
    return set(EVERY_DAY) if token["every"] else set()


def _number(day: str) -> int:
    return _SHORT[day[:3].casefold()]


def _hours(token: re.Match[str]) -> _Hours | None:
    """Give the start and the end; None if a time is none, or the end does not come after the start."""
    starts = _clock(token["starts"] or token["after"] or "00:00")
    if token["after"]:
        return None if starts is None else (starts, None)
    ends = _clock(token["ends"] or token["before"])
    if starts is None or ends is None or ends <= starts:
        return None
    return starts, ends


def _clock(said: str) -> time | None:
    if said.casefold() in {"noon", "midday"}:
        return time(12)
    numbers = [int(number) for number in re.findall(r"\d+", said)]
    hour, minute = numbers[0], numbers[1] if len(numbers) > 1 else 0
    half = said[-2:].casefold()
    if half in {"am", "pm"}:
        if not 1 <= hour <= _HOURS_IN_HALF_A_DAY:
            return None
        hour = hour % _HOURS_IN_HALF_A_DAY + (_HOURS_IN_HALF_A_DAY if half == "pm" else 0)
    elif hour < _SURELY_MORNING and not said.startswith("0"):
        return None
    try:
        return time(hour, minute)
    except ValueError:
        return None


def _days_in_words(days: frozenset[int]) -> str:
    if days == EVERY_DAY:
        return "every day"
    in_order = sorted(days)
    if len(in_order) >= _A_SPAN and in_order == list(range(in_order[0], in_order[-1] + 1)):
        return f"{WEEKDAYS[in_order[0]]} to {WEEKDAYS[in_order[-1]]}"
    return " and ".join(", ".join(WEEKDAYS[day] for day in in_order).rsplit(", ", 1))


def _window_text(window: Window) -> str:
    days = ", ".join(WEEKDAYS[day][:3] for day in sorted(window.days))
    if window.ends is None:
        return f"{days} after {window.starts:%H:%M}" if window.starts > _MIDNIGHT else days
    return f"{days} {window.starts:%H:%M}-{window.ends:%H:%M}"
