"""Needs and outcomes: a person's own answers on a scale of ten, and what became of them over time."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from desktop.errors import BadInputError

SCALE = range(1, 11)
"""1 not at all … 10 totally: "how much is this affecting you?" (domain.md §3)."""
OFFER_GOALS_FROM = 6
"""From this score on, a need is worth offering a goal for; what the person wants decides."""
SAFETY = "safety"
"""Not one of the eight: asked beside them, on the same scale (10: feeling unsafe affects them totally)."""
OUTCOME_STATEMENTS: Mapping[str, str] = MappingProxyType(
    {
        "coping": "I can cope with everyday life",
        "informed": "I know my options and feel able to act",
        "confidence": "I have confidence in the criminal justice system",
    }
)
"""What somebody agrees with, by outcome: 1 not at all … 10 completely. Here more is better, unlike a need."""
ASKED_OUTCOMES = tuple(OUTCOME_STATEMENTS)
"""The outcomes that are asked for; the others are taken from what is asked already: nobody is asked twice."""
OUTCOMES_FROM_NEEDS: Mapping[str, str] = MappingProxyType({"health": "health", "safety": SAFETY})
"""The outcomes that are read off a need, or off safety, by outcome: there less is better."""


class Answer(StrEnum):
    """Whether a question was answered; *prefers not to say* is an answer, *not asked* is missing."""

    SCORED = "scored"
    NOT_ASKED = "not_asked"
    PREFER_NOT_TO_SAY = "prefer_not_to_say"


class AssessmentStage(StrEnum):
    """When in the course of a case an assessment is made."""

    START = "start"
    REVIEW = "review"
    ENDING = "ending"


class NeedChange(StrEnum):
    """What became of a need or an outcome: one point at least for the better is improved (domain.md §8)."""

    IMPROVED = "improved"
    SAME = "same"
    WORSE = "worse"


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody said to one question."""

    answer: Answer = Answer.NOT_ASKED
    score: int | None = None

    def __post_init__(self) -> None:
        """Refuse an answer that contradicts itself.

        Raises:
            BadInputError: a score without an answer, an answer without its score, or one off the scale.
        """
        if (self.answer is Answer.SCORED) is (self.score is None):
            what = "An answer has a score, and where there is none nobody scores."
            raise BadInputError(what, "Choose a number from 1 to 10, “not asked” or “prefers not to say”.")
        if self.score is not None and self.score not in SCALE:
            what = f"The scale goes from 1 to 10; {self.score} is not on it."
            raise BadInputError(what, "Choose a number from 1 to 10.")


UNASKED = Said()


@dataclass(frozen=True, slots=True)
class ScoredOn:
    """A score, the day it was given and at which stage."""

    score: int
    on: date
    stage: AssessmentStage


@dataclass(frozen=True, slots=True)
class Course:
    """The first and the latest score of one need or outcome, and the last thing said of it, scored or not."""

    start: ScoredOn | None = None
    latest: ScoredOn | None = None
    last: Answer = Answer.NOT_ASKED
    more_is_better: bool = False

    @property
    def change(self) -> int | None:
        """Give the points from start to latest; None with one score."""
        if self.start is None or self.latest is None or self.start is self.latest:
            return None
        return self.latest.score - self.start.score

    @property
    def became(self) -> NeedChange | None:
        """Say whether it improved; None while there is nothing to compare."""
        return None if self.change is None else became(self.change, more_is_better=self.more_is_better)


def became(change: int, *, more_is_better: bool = False) -> NeedChange:
    """Say what a change of so many points is: of a need less is better, of an outcome more."""
    if change == 0:
        return NeedChange.SAME
    return NeedChange.IMPROVED if (change > 0) is more_is_better else NeedChange.WORSE


def course_of(said: Iterable[tuple[date, AssessmentStage, Said]], *, more_is_better: bool = False) -> Course:
    """Compare what was said about one need or outcome over time, given from the oldest to the newest.

    An answer not asked for leaves the last one standing.
    """
    scores: list[ScoredOn] = []
    last = Answer.NOT_ASKED
    for on, stage, one in said:
        if one.answer is not Answer.NOT_ASKED:
            last = one.answer
        if one.score is not None:
            scores.append(ScoredOn(one.score, on, stage))
    return Course(scores[0] if scores else None, scores[-1] if scores else None, last, more_is_better)
