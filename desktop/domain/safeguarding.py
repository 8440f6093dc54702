"""The clocks of a safeguarding concern: they run in elapsed hours, nights and weekends included."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from enum import StrEnum
from types import MappingProxyType

from desktop.domain.dates import civil_time, date_in_words
from desktop.errors import BadInputError

_MINUTES = 60


class Clock(StrEnum):
    """Something that has to be done about a concern by a certain moment."""

    LEAD_TOLD = "lead_told"
    DECISION = "decision"
    WRITTEN_REFERRAL = "written_referral"
    CHASE = "chase"
    REVIEW = "review"


class ClockState(StrEnum):
    """Where a clock stands; one that nothing has started yet is not running."""

    NOT_RUNNING = "not_running"
    RUNNING = "running"
    LATE = "late"
    STOPPED = "stopped"
    STOPPED_LATE = "stopped_late"


DEFAULT_HOURS: Mapping[Clock, int] = MappingProxyType(
    {Clock.DECISION: 24, Clock.WRITTEN_REFERRAL: 24, Clock.CHASE: 48, Clock.REVIEW: 5 * 24}
)


@dataclass(frozen=True, slots=True)
class ClockRules:
    """How long each clock allows, in elapsed hours, and when workers go home on a day nobody says otherwise.

    A service may change them. Source of the defaults: rules.md §3.
    """

    hours: Mapping[Clock, int] = field(default_factory=lambda: DEFAULT_HOURS)
    goes_home: time = time(17)
    at_least: timedelta = timedelta(hours=1)
    """However late it is, whoever writes a concern down has this long to ring somebody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcernMoments:
    """What has happened about one concern, and when (UTC).

    ``told_by_call``: a recorded call in which the lead, a deputy or the out-of-hours team heard of it;
    nothing else counts as told. ``worker_goes_home``: when the worker who wrote it down goes home that day,
    if they say. ``childrens_call``: the call that referred a child; ``written_referral``: its confirmation
    in writing. ``referred`` and ``answered``: when another agency was last asked, and when it answered.
    """

    written_down: datetime
    told_by_call: datetime | None = None
    worker_goes_home: datetime | None = None
    decided: datetime | None = None
    childrens_call: datetime | None = None
    written_referral: datetime | None = None
    referred: datetime | None = None
    answered: datetime | None = None
    reviewed: datetime | None = None
    signed_off: datetime | None = None


@dataclass(frozen=True, slots=True)
class ClockFace:
    """One clock as it stands: by when (UTC), and how long is left; less than nothing when it is late."""

    clock: Clock
    state: ClockState
    due: datetime | None = None
    left: timedelta | None = None

    @property
    def needs_somebody(self) -> bool:
        """Say whether something is still to be done."""
        return self.state in {ClockState.RUNNING, ClockState.LATE}

    def __str__(self) -> str:
        if self.due is None or self.left is None:
            return ""
        local = civil_time(self.due)
        by = f"by {local:%H:%M} on {date_in_words(local.date())}"
        if self.state is ClockState.LATE:
            return f"{_TASKS[self.clock]} {by}: {_length(-self.left)} late"
        if self.state is ClockState.RUNNING:
            return f"{_TASKS[self.clock]} {by}: {_length(self.left)} left"
        return ""


@dataclass(frozen=True, slots=True)
class OnCall:
    """Somebody to ring about a concern: the lead, a deputy, the out-of-hours team."""

    role: str
    name: str
    number: str


def clocks(
    moments: ConcernMoments, *, now: datetime, rules: ClockRules | None = None
) -> tuple[ClockFace, ...]:
    """Give every clock of a concern as it stands at a moment (UTC).

    Source: rules.md §3: the lead is told before the worker goes home, any day; a decision within 24 hours; a
    written child referral within 24 hours of the call; no answer in 48 hours: chase; a review in 5 days. A
    signed-off concern has no running clock.

    Raises:
        BadInputError: something happened after ``now``, or was answered before it was asked.
    """
    rules = rules or ClockRules()
    _check(moments, now)
    return tuple(
        _face(clock, start, stop, due, now=now, signed_off=moments.signed_off)
        for clock, (start, stop, due) in _spans(moments, rules).items()
    )


def nobody_told(moments: ConcernMoments) -> bool:
    """Say that nobody has been told yet: only a recorded call tells somebody; saving tells nobody."""
    return moments.told_by_call is None


def nobody_told_sentence(on_call: Sequence[OnCall]) -> str:
    """Say whom to ring now, in the order they are to be rung.

    With nobody named, it says where the numbers belong: an empty list must not look like peace.
    """
    if not on_call:
        whom = "your manager, or 999 in danger: no safeguarding lead is named here"
        return f"Nobody has been told yet. Ring {whom}."
    whom = ", ".join(" ".join(part for part in (who.role, who.name, who.number) if part) for who in on_call)
    return f"Nobody has been told yet. Ring {whom}."


def lead_told_by(moments: ConcernMoments, rules: ClockRules) -> datetime:
    """Give the moment (UTC) before which the lead is told: before the worker goes home, any day of the week.

    Written down in the evening, or at home: within the hour.
    """
    home = moments.worker_goes_home
    if home is None:
        local = civil_time(moments.written_down)
        home = local.replace(
            hour=rules.goes_home.hour, minute=rules.goes_home.minute, second=0, microsecond=0
        )
    soonest = moments.written_down + rules.at_least
    return max(home.astimezone(moments.written_down.tzinfo), soonest)


_TASKS = {
    Clock.LEAD_TOLD: "Tell the safeguarding lead",
    Clock.DECISION: "Decide",
    Clock.WRITTEN_REFERRAL: "Send the referral in writing",
    Clock.CHASE: "Chase the answer",
    Clock.REVIEW: "Review",
}
_Span = tuple[datetime | None, datetime | None, datetime | None]


def _spans(moments: ConcernMoments, rules: ClockRules) -> dict[Clock, _Span]:
    """Give for each clock when it started, when it stopped, and by when it should."""

    def within(clock: Clock, start: datetime | None, stop: datetime | None) -> _Span:
        return start, stop, None if start is None else start + timedelta(hours=rules.hours[clock])

    written = moments.written_down
    return {
        Clock.LEAD_TOLD: (written, moments.told_by_call, lead_told_by(moments, rules)),
        Clock.DECISION: within(Clock.DECISION, written, moments.decided),
        Clock.WRITTEN_REFERRAL: within(
            Clock.WRITTEN_REFERRAL, moments.childrens_call, moments.written_referral
        ),
        Clock.CHASE: within(Clock.CHASE, moments.referred, moments.answered),
        Clock.REVIEW: within(Clock.REVIEW, moments.reviewed or written, None),
    }


def _face(
    clock: Clock,
    start: datetime | None,
    stop: datetime | None,
    due: datetime | None,
    *,
    now: datetime,
    signed_off: datetime | None,
) -> ClockFace:
    if start is None or due is None:
        return ClockFace(clock, ClockState.NOT_RUNNING)
    ended = stop or (signed_off if clock is not Clock.LEAD_TOLD else None)
    left = due - (ended or now)
    late = left < timedelta()
    if ended is not None:
        return ClockFace(clock, ClockState.STOPPED_LATE if late else ClockState.STOPPED, due, left)
    return ClockFace(clock, ClockState.LATE if late else ClockState.RUNNING, due, left)


def _check(moments: ConcernMoments, now: datetime) -> None:
    happened = {
        "told": moments.told_by_call,
        "decided": moments.decided,
        "rung to children's social care": moments.childrens_call,
        "sent in writing": moments.written_referral,
        "referred": moments.referred,
        "answered": moments.answered,
        "reviewed": moments.reviewed,
        "signed off": moments.signed_off,
    }
    for step, moment in happened.items():
        if moment is not None and moment > now:
            what = f"A concern cannot be {step} in the future."
            raise BadInputError(what, "Check the day and the time.")
    if moments.answered is not None and (moments.referred is None or moments.answered < moments.referred):
        what = "A concern cannot be answered before it was referred."
        raise BadInputError(what, "Check both moments.")


def _length(span: timedelta) -> str:
    minutes = round(span.total_seconds() / _MINUTES)
    if minutes < _MINUTES:
        return "1 minute" if minutes == 1 else f"{minutes} minutes"
    hours = minutes // _MINUTES
    return "1 hour" if hours == 1 else f"{hours} hours"
