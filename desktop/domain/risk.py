"""Risk: levels, the scores of tools, and what a worker's own judgement may do to them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from desktop.domain.dates import months_later
from desktop.errors import BadInputError, RefusedError


class RiskLevel(StrEnum):
    """How great the risk is that the person is seriously harmed; the order is that of the danger."""

    STANDARD = "standard"
    MEDIUM = "medium"
    HIGH = "high"

    @property
    def rank(self) -> int:
        """Give its place, 0 for the least."""
        return list(RiskLevel).index(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """From which score a tool says high or medium, and when repeated incidents alone escalate.

    ``enough_answered`` is the share of questions (0 to 1) below which no score is shown. A service may change
    them. Source of the defaults: rules.md §2, as many areas have it.
    """

    high_from: int = 14
    medium_from: int = 10
    enough_answered: float = 0.8
    incidents: int = 3
    within_months: int = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class ToolScore:
    """What a tool gave, never its questions: tool, version, day, score, answered of how many."""

    tool: str
    version: str
    on: date
    score: int
    answered: int
    total: int

    def __post_init__(self) -> None:
        """Refuse a score that no tool can have given.

        Raises:
            BadInputError: more answers than questions, no questions, or a score below nothing.
        """
        if self.total < 1 or not 0 <= self.answered <= self.total:
            what = f"{self.answered} of {self.total} questions cannot have been answered."
            raise BadInputError(what, "Check both numbers.")
        if self.score < 0:
            what = "A score cannot be below nothing."
            raise BadInputError(what, "Check the score.")


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskJudged:
    """The level that counts, what the tool said, what raised it, and the sentence a colleague reads."""

    level: RiskLevel | None
    from_tool: RiskLevel | None
    escalated: bool
    sentence: str


DEFAULT_THRESHOLDS = Thresholds()


def is_scored(score: ToolScore, *, thresholds: Thresholds = DEFAULT_THRESHOLDS) -> bool:
    """Say whether enough was answered to show a score; what is unanswered never counts as a no."""
    return score.answered >= thresholds.enough_answered * score.total


def level_of(score: ToolScore, *, thresholds: Thresholds = DEFAULT_THRESHOLDS) -> RiskLevel | None:
    """Give the level a tool's score says (rules.md §2).

    With too few answers it is never standard: None, or what the answers given say already, since more of them
    could only raise it.
    """
    if score.score >= thresholds.high_from:
        return RiskLevel.HIGH
    if score.score >= thresholds.medium_from:
        return RiskLevel.MEDIUM
    return RiskLevel.STANDARD if is_scored(score, thresholds=thresholds) else None


def score_in_words(score: ToolScore, *, thresholds: Thresholds = DEFAULT_THRESHOLDS) -> str:
    """Say a score as it may be shown: ``14 (18 of 20 answered)``, or ``not scored: 3 of 10 answered``."""
    answered = f"{score.answered} of {score.total} answered"
    if is_scored(score, thresholds=thresholds):
        return str(score.score) if score.answered == score.total else f"{score.score} ({answered})"
    level = level_of(score, thresholds=thresholds)
    return f"not scored: {answered}" + (f", at least {level.value} already" if level else "")


def must_escalate(
    incidents: Iterable[date], *, today: date, thresholds: Thresholds = DEFAULT_THRESHOLDS
) -> bool:
    """Say whether repeated domestic incidents alone ask for more: three in twelve months (rules.md §2)."""
    earliest = months_later(today, -thresholds.within_months)
    return sum(earliest <= day <= today for day in incidents) >= thresholds.incidents


def judge(
    score: ToolScore | None,
    *,
    judgement: RiskLevel | None,
    reason: str = "",
    incidents: Sequence[date] = (),
    today: date,
    thresholds: Thresholds = DEFAULT_THRESHOLDS,
) -> RiskJudged:
    """Give the level that counts: the tool's, raised by the worker's judgement, never lowered by it.

    Three domestic incidents in twelve months raise it to high. Source: rules.md §2.

    Raises:
        RefusedError: the judgement is below what the tool says, or raises it without a reason.
    """
    said = level_of(score, thresholds=thresholds) if score is not None else None
    check_judgement(said, judgement, reason=reason)
    escalated = must_escalate(incidents, today=today, thresholds=thresholds)
    levels = [level for level in (said, judgement) if level is not None]
    if escalated:
        levels.append(RiskLevel.HIGH)
    level = max(levels, key=lambda one: one.rank, default=None)
    parts = [f"Risk: {level.value}." if level else "Risk: not assessed."]
    if score is not None:
        parts.append(f"{score.tool} {score.version}: {score_in_words(score, thresholds=thresholds)}.")
    if judgement is not None and said is not None and judgement is not said:
        parts.append("Raised by judgement.")
    if escalated:
        within = f"in {thresholds.within_months} months"
        parts.append(f"Escalate: {thresholds.incidents} domestic incidents or more {within}.")
    return RiskJudged(level=level, from_tool=said, escalated=escalated, sentence=" ".join(parts))


def check_judgement(said: RiskLevel | None, judgement: RiskLevel | None, *, reason: str) -> None:
    """Let a worker's judgement raise what a tool says, with a reason, and never lower it.

    Raises:
        RefusedError: it is lower, or higher without a reason.
    """
    if judgement is None or said is None or judgement is said:
        return
    if judgement.rank < said.rank:
        what = f"The tool says {said.value}: judgement may raise a level, never lower it."
        raise RefusedError(what, "Leave the level, and write down what you see.")
    if not reason.strip():
        what = f"You judge the risk higher than the tool, which says {said.value}."
        raise RefusedError(what, "Write down why, so that a colleague can follow it.")


PTSD_ITEMS = 5
PTSD_CUTS: Mapping[int, str] = MappingProxyType({3: "finds more people", 4: "raises fewer false alarms"})


@dataclass(frozen=True, slots=True)
class TraumaScreen:
    """What five yes-or-no answers of PC-PTSD-5 say; None where not every one was answered."""

    yes: int
    answered: int

    @property
    def score(self) -> int | None:
        """Give the number of yes, if all five were answered or enough yes were heard for the lower cut."""
        complete = self.answered == PTSD_ITEMS
        return self.yes if complete or self.yes >= min(PTSD_CUTS) else None

    def reaches(self, cut: int) -> bool | None:
        """Say whether the score reaches a cut; None where the missing answers could decide it."""
        if self.yes >= cut:
            return True
        return None if self.yes + PTSD_ITEMS - self.answered >= cut else False

    def __str__(self) -> str:
        if self.score is None:
            return f"Not scored: {self.answered} of {PTSD_ITEMS} answered. A screen, not a diagnosis."
        cuts = ", ".join(f"{_REACHED[self.reaches(cut)]} {cut} ({why})" for cut, why in PTSD_CUTS.items())
        said = f"{self.score} of {PTSD_ITEMS}"
        if self.answered < PTSD_ITEMS:
            said = f"At least {said}, {self.answered} answered"
        return f"{said}: {cuts}. A screen, not a diagnosis."


_REACHED = {True: "reaches", False: "below", None: "may reach"}


def trauma_screen(answers: Sequence[bool | None]) -> TraumaScreen:
    """Score the five answers of PC-PTSD-5 (past month); None is unanswered, which is not a no.

    Source: rules.md §2: five yes/no items in the public domain, cut 3 or 4, both shown.

    Raises:
        BadInputError: there are not five answers.
    """
    if len(answers) != PTSD_ITEMS:
        what = f"PC-PTSD-5 has {PTSD_ITEMS} questions, not {len(answers)}."
        raise BadInputError(what, "Give each its answer, or leave it open.")
    answered = [answer for answer in answers if answer is not None]
    return TraumaScreen(sum(answered), len(answered))
