"""Risk: what a score says, what judgement may do to it, and what is never taken for a no."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.risk import (
    PTSD_ITEMS,
    RiskLevel,
    Thresholds,
    ToolScore,
    is_scored,
    judge,
    level_of,
    must_escalate,
    score_in_words,
    trauma_screen,
)
from desktop.errors import BadInputError, RefusedError

TODAY = date(2018, 7, 2)
STANDARD, MEDIUM, HIGH = RiskLevel


def scored(score: int, answered: int = 24, total: int = 24) -> ToolScore:
    return ToolScore(tool="DASH", version="2009", on=TODAY, score=score, answered=answered, total=total)


@pytest.mark.parametrize(
    ("score", "level", "words"),
    [
        (scored(0), STANDARD, "0"),
        (scored(9), STANDARD, "9"),
        (scored(10), MEDIUM, "10"),
        (scored(13), MEDIUM, "13"),
        (scored(14), HIGH, "14"),
        (scored(14, 20), HIGH, "14 (20 of 24 answered)"),
        (scored(3, 3, 10), None, "not scored: 3 of 10 answered"),
        (scored(0, 0, 10), None, "not scored: 0 of 10 answered"),
        (scored(8, 8, 10), STANDARD, "8 (8 of 10 answered)"),
        (scored(12, 12), MEDIUM, "not scored: 12 of 24 answered, at least medium already"),
        (scored(14, 14), HIGH, "not scored: 14 of 24 answered, at least high already"),
    ],
)
def test_a_score_says_a_level_and_is_shown_only_when_enough_was_answered(
    score: ToolScore, level: RiskLevel | None, words: str
) -> None:
    assert level_of(score) is level
    assert score_in_words(score) == words
    assert is_scored(score) is not words.startswith("not scored")


def test_thresholds_are_settings() -> None:
    stricter = Thresholds(high_from=10, medium_from=5, enough_answered=1.0)
    assert level_of(scored(10), thresholds=stricter) is HIGH
    assert level_of(scored(4, 23), thresholds=stricter) is None


@pytest.mark.parametrize(("score", "answered", "total"), [(1, 25, 24), (1, -1, 24), (0, 0, 0), (-1, 24, 24)])
def test_a_score_no_tool_can_give_is_refused(score: int, answered: int, total: int) -> None:
    with pytest.raises(BadInputError):
        scored(score, answered, total)


@pytest.mark.parametrize(
    ("score", "judgement", "level"),
    [
        (scored(14), None, HIGH),
        (scored(4), MEDIUM, MEDIUM),
        (scored(4), HIGH, HIGH),
        (scored(4), STANDARD, STANDARD),
        (scored(1, 3), MEDIUM, MEDIUM),
        (None, HIGH, HIGH),
        (None, None, None),
        (scored(1, 3), None, None),
    ],
)
def test_judgement_raises_a_level(
    score: ToolScore | None, judgement: RiskLevel | None, level: RiskLevel | None
) -> None:
    judged = judge(score, judgement=judgement, reason="He has found her new address", today=TODAY)
    assert judged.level is level
    assert judged.sentence.startswith("Risk: ")


@pytest.mark.parametrize(
    ("score", "judgement"), [(scored(14), MEDIUM), (scored(14, 14), STANDARD), (scored(10), STANDARD)]
)
def test_judgement_never_lowers_a_level(score: ToolScore, judgement: RiskLevel) -> None:
    with pytest.raises(RefusedError, match="may raise a level, never lower it"):
        judge(score, judgement=judgement, reason="She says she is fine", today=TODAY)


def test_raising_a_level_needs_a_reason() -> None:
    with pytest.raises(RefusedError, match="higher than the tool, which says standard"):
        judge(scored(4), judgement=HIGH, reason=" ", today=TODAY)


@pytest.mark.parametrize(
    ("incidents", "escalate"),
    [
        ([date(2018, 7, 2), date(2018, 1, 1), date(2017, 7, 2)], True),
        ([date(2018, 7, 2), date(2018, 1, 1), date(2017, 7, 1)], False),
        ([date(2018, 7, 2), date(2018, 7, 2)], False),
        ([date(2018, 7, 3), date(2018, 7, 2), date(2018, 7, 1)], False),
    ],
)
def test_three_incidents_in_twelve_months_escalate(incidents: list[date], *, escalate: bool) -> None:
    assert must_escalate(incidents, today=TODAY) is escalate
    judged = judge(scored(2), judgement=None, incidents=incidents, today=TODAY)
    assert judged.escalated is escalate
    assert judged.level is (HIGH if escalate else STANDARD)
    assert judged.from_tool is STANDARD
    assert ("Escalate" in judged.sentence) is escalate


def test_twelve_months_before_a_leap_day_end_in_february() -> None:
    days = [date(2019, 2, 28), date(2019, 6, 1), date(2020, 2, 29)]
    assert must_escalate(days, today=date(2020, 2, 29))


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ([True] * 5, "5 of 5: reaches 3 (finds more people), reaches 4 (raises fewer false alarms)."),
        ([True] * 3 + [False] * 2, "3 of 5: reaches 3 (finds more people), below 4"),
        ([True] * 2 + [False] * 3, "2 of 5: below 3 (finds more people), below 4"),
        ([True] * 3 + [None] * 2, "At least 3 of 5, 3 answered: reaches 3 (finds more people), may reach 4"),
        ([True] * 2 + [None] * 3, "Not scored: 2 of 5 answered."),
        ([None] * 5, "Not scored: 0 of 5 answered."),
    ],
)
def test_the_trauma_screen_shows_both_cuts_and_is_no_diagnosis(
    answers: list[bool | None], words: str
) -> None:
    said = str(trauma_screen(answers))
    assert said.startswith(words)
    assert said.endswith("A screen, not a diagnosis.")


def test_the_trauma_screen_takes_five_answers() -> None:
    with pytest.raises(BadInputError, match="has 5 questions, not 4"):
        trauma_screen([True] * 4)


ANSWERS = st.lists(st.sampled_from([True, False, None]), min_size=PTSD_ITEMS, max_size=PTSD_ITEMS)


@given(ANSWERS)
def test_an_unanswered_question_is_never_a_no(answers: list[bool | None]) -> None:
    screen = trauma_screen(answers)
    for cut in (3, 4):
        outcomes = {
            sum(bool(answer) for answer in filled) >= cut
            for filled in (
                [fill if answer is None else answer for answer in answers] for fill in (True, False)
            )
        }
        assert screen.reaches(cut) is (outcomes.pop() if len(outcomes) == 1 else None)
