"""The clocks of a safeguarding concern: running, late, stopped; and who has been told."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from desktop.domain.safeguarding import (
    DEFAULT_HOURS,
    Clock,
    ClockFace,
    ClockRules,
    ClockState,
    ConcernMoments,
    OnCall,
    clocks,
    lead_told_by,
    nobody_told,
    nobody_told_sentence,
)
from desktop.errors import BadInputError

FRIDAY = datetime(2018, 7, 6, 13, 0, tzinfo=UTC)  # 14:00 in London
HOUR = timedelta(hours=1)
WRITTEN = ConcernMoments(written_down=FRIDAY)


def face(moments: ConcernMoments, clock: Clock, *, after: timedelta) -> ClockFace:
    faces = {shown.clock: shown for shown in clocks(moments, now=FRIDAY + after)}
    assert set(faces) == set(Clock)
    return faces[clock]


@pytest.mark.parametrize(
    ("moments", "clock", "hours", "state"),
    [
        (WRITTEN, Clock.LEAD_TOLD, 1, ClockState.RUNNING),
        (WRITTEN, Clock.LEAD_TOLD, 4, ClockState.LATE),
        (replace(WRITTEN, told_by_call=FRIDAY + HOUR), Clock.LEAD_TOLD, 4, ClockState.STOPPED),
        (replace(WRITTEN, told_by_call=FRIDAY + 5 * HOUR), Clock.LEAD_TOLD, 6, ClockState.STOPPED_LATE),
        (replace(WRITTEN, signed_off=FRIDAY + HOUR), Clock.LEAD_TOLD, 4, ClockState.LATE),
        (replace(WRITTEN, decided=FRIDAY + HOUR), Clock.LEAD_TOLD, 4, ClockState.LATE),
        (WRITTEN, Clock.DECISION, 24, ClockState.RUNNING),
        (WRITTEN, Clock.DECISION, 25, ClockState.LATE),
        (replace(WRITTEN, decided=FRIDAY + 2 * HOUR), Clock.DECISION, 25, ClockState.STOPPED),
        (replace(WRITTEN, decided=FRIDAY + 25 * HOUR), Clock.DECISION, 30, ClockState.STOPPED_LATE),
        (WRITTEN, Clock.WRITTEN_REFERRAL, 25, ClockState.NOT_RUNNING),
        (replace(WRITTEN, childrens_call=FRIDAY + HOUR), Clock.WRITTEN_REFERRAL, 25, ClockState.RUNNING),
        (replace(WRITTEN, childrens_call=FRIDAY + HOUR), Clock.WRITTEN_REFERRAL, 26, ClockState.LATE),
        (
            replace(WRITTEN, childrens_call=FRIDAY + HOUR, written_referral=FRIDAY + 3 * HOUR),
            Clock.WRITTEN_REFERRAL,
            40,
            ClockState.STOPPED,
        ),
        (WRITTEN, Clock.CHASE, 60, ClockState.NOT_RUNNING),
        (replace(WRITTEN, referred=FRIDAY), Clock.CHASE, 48, ClockState.RUNNING),
        (replace(WRITTEN, referred=FRIDAY), Clock.CHASE, 49, ClockState.LATE),
        (
            replace(WRITTEN, referred=FRIDAY, answered=FRIDAY + HOUR),
            Clock.CHASE,
            49,
            ClockState.STOPPED,
        ),
        (WRITTEN, Clock.REVIEW, 120, ClockState.RUNNING),
        (WRITTEN, Clock.REVIEW, 121, ClockState.LATE),
        (replace(WRITTEN, reviewed=FRIDAY + 100 * HOUR), Clock.REVIEW, 121, ClockState.RUNNING),
        (replace(WRITTEN, signed_off=FRIDAY + 100 * HOUR), Clock.REVIEW, 300, ClockState.STOPPED),
    ],
)
def test_a_clock_runs_in_elapsed_hours_and_weekends_count(
    moments: ConcernMoments, clock: Clock, hours: int, state: ClockState
) -> None:
    shown = face(moments, clock, after=hours * HOUR)
    assert shown.state is state
    assert shown.needs_somebody is (state in {ClockState.RUNNING, ClockState.LATE})


@pytest.mark.parametrize(
    ("written", "goes_home", "due"),
    [
        (FRIDAY, None, FRIDAY + 3 * HOUR),  # 17:00 in London
        (FRIDAY, FRIDAY + 6 * HOUR, FRIDAY + 6 * HOUR),
        (FRIDAY + 8 * HOUR, None, FRIDAY + 9 * HOUR),  # written down at night: within the hour
        (FRIDAY + timedelta(days=1), None, FRIDAY + timedelta(days=1) + 3 * HOUR),  # a Saturday
    ],
)
def test_the_lead_is_told_before_the_worker_goes_home_any_day(
    written: datetime, goes_home: datetime | None, due: datetime
) -> None:
    moments = ConcernMoments(written_down=written, worker_goes_home=goes_home)
    assert lead_told_by(moments, ClockRules()) == due


def test_a_clock_says_what_to_do_by_when_and_how_late_it_is() -> None:
    assert str(face(WRITTEN, Clock.DECISION, after=HOUR)) == "Decide by 14:00 on 7 July 2018: 23 hours left"
    late = face(WRITTEN, Clock.LEAD_TOLD, after=3 * HOUR + timedelta(minutes=20))
    assert str(late) == "Tell the safeguarding lead by 17:00 on 6 July 2018: 20 minutes late"
    assert not str(face(WRITTEN, Clock.CHASE, after=HOUR))
    assert not str(face(replace(WRITTEN, decided=FRIDAY), Clock.DECISION, after=HOUR))


def test_hours_are_elapsed_when_the_clocks_go_back() -> None:
    night = datetime(2018, 10, 27, 12, 0, tzinfo=UTC)
    shown = {face.clock: face for face in clocks(ConcernMoments(written_down=night), now=night)}
    assert shown[Clock.DECISION].due == night + timedelta(hours=24)
    assert "12:00 on 28 October" in str(shown[Clock.DECISION])  # 13:00 the day before, an hour fell back


def test_clocks_are_settings() -> None:
    rules = ClockRules(hours={**DEFAULT_HOURS, Clock.DECISION: 4}, goes_home=time(20))
    shown = {face.clock: face for face in clocks(WRITTEN, now=FRIDAY + 4.5 * HOUR, rules=rules)}
    assert shown[Clock.DECISION].state is ClockState.LATE
    assert shown[Clock.LEAD_TOLD].state is ClockState.RUNNING


def test_only_a_recorded_call_tells_somebody() -> None:
    assert nobody_told(WRITTEN)
    everything_else = replace(
        WRITTEN,
        decided=FRIDAY,
        referred=FRIDAY,
        written_referral=FRIDAY,
        childrens_call=FRIDAY,
        signed_off=FRIDAY,
    )
    assert nobody_told(everything_else)
    assert not nobody_told(replace(WRITTEN, told_by_call=FRIDAY))


def test_the_sentence_says_whom_to_ring() -> None:
    on_call = [
        OnCall("the lead", "Amal Haddad", "01632 960001"),
        OnCall("the deputy", "Jo Marsh", "01632 960002"),
        OnCall("the out-of-hours team", "", "01632 960003"),
    ]
    said = nobody_told_sentence(on_call)
    assert said.startswith("Nobody has been told yet. Ring the lead Amal Haddad 01632 960001, ")
    assert said.endswith("the out-of-hours team 01632 960003.")
    assert "Ring your manager, or 999" in nobody_told_sentence([])


@pytest.mark.parametrize(
    "moments",
    [
        replace(WRITTEN, told_by_call=FRIDAY + 9 * HOUR),
        replace(WRITTEN, answered=FRIDAY),
        replace(WRITTEN, referred=FRIDAY + HOUR, answered=FRIDAY),
    ],
)
def test_a_moment_that_cannot_be_is_refused(moments: ConcernMoments) -> None:
    with pytest.raises(BadInputError):
        clocks(moments, now=FRIDAY + 2 * HOUR)
