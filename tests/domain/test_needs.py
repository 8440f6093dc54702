"""A person's own scores: not asked is not zero, and at least a point less is better."""

from datetime import date

import pytest

from desktop.domain.needs import (
    ASKED_OUTCOMES,
    OUTCOMES_FROM_NEEDS,
    Answer,
    AssessmentStage,
    NeedChange,
    Said,
    ScoredOn,
    course_of,
)
from desktop.errors import BadInputError

START, REVIEW = AssessmentStage.START, AssessmentStage.REVIEW
FIRST, LATER = date(2026, 1, 5), date(2026, 3, 5)


def scored(score: int) -> Said:
    return Said(Answer.SCORED, score)


@pytest.mark.parametrize(
    ("answer", "score"),
    [
        (Answer.SCORED, None),
        (Answer.NOT_ASKED, 3),
        (Answer.PREFER_NOT_TO_SAY, 1),
        (Answer.SCORED, 0),
        (Answer.SCORED, 11),
    ],
)
def test_an_answer_that_contradicts_itself_is_refused(answer: Answer, score: int | None) -> None:
    with pytest.raises(BadInputError, match="1 to 10"):
        Said(answer, score)


@pytest.mark.parametrize(
    ("first", "later", "became"),
    [(7, 6, NeedChange.IMPROVED), (7, 7, NeedChange.SAME), (7, 9, NeedChange.WORSE)],
)
def test_a_need_is_better_at_a_point_less(first: int, later: int, became: NeedChange) -> None:
    course = course_of([(FIRST, START, scored(first)), (LATER, REVIEW, scored(later))])
    assert (course.change, course.became) == (later - first, became)


def test_not_asked_changes_nothing_and_is_never_a_score() -> None:
    course = course_of([(FIRST, START, scored(7)), (LATER, REVIEW, Said())])
    assert course.latest == ScoredOn(7, FIRST, START)
    assert (course.change, course.became, course.last) == (None, None, Answer.SCORED)


def test_somebody_may_prefer_not_to_say_any_more() -> None:
    course = course_of([(FIRST, START, scored(7)), (LATER, REVIEW, Said(Answer.PREFER_NOT_TO_SAY))])
    assert (course.latest, course.last) == (ScoredOn(7, FIRST, START), Answer.PREFER_NOT_TO_SAY)


def test_two_sittings_on_one_day_are_two_scores() -> None:
    course = course_of([(FIRST, START, scored(7)), (FIRST, START, scored(7))])
    assert course.change == 0


@pytest.mark.parametrize(
    ("first", "later", "became"),
    [(6, 7, NeedChange.IMPROVED), (7, 7, NeedChange.SAME), (9, 7, NeedChange.WORSE)],
)
def test_an_outcome_is_better_at_a_point_more(first: int, later: int, became: NeedChange) -> None:
    said = [(FIRST, START, scored(first)), (LATER, REVIEW, scored(later))]
    course = course_of(said, more_is_better=True)
    assert (course.change, course.became) == (later - first, became)


def test_nobody_is_asked_twice_what_a_need_says_already() -> None:
    assert not set(ASKED_OUTCOMES) & set(OUTCOMES_FROM_NEEDS)
