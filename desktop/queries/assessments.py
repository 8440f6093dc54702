"""Needs assessments: what a person said, from the start until now, and which needs ask for a goal."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from uuid import UUID

from sqlalchemy import select

from desktop.domain.actor import Actor
from desktop.domain.codes import CodeList
from desktop.domain.ids import AssessmentId, CaseId, PersonId
from desktop.domain.needs import (
    ASKED_OUTCOMES,
    OFFER_GOALS_FROM,
    SAFETY,
    Answer,
    AssessmentStage,
    Course,
    NeedChange,
    Said,
    ScoredOn,
    course_of,
)
from desktop.domain.permissions import Permission, needs
from desktop.domain.risk import RiskLevel, ToolScore, score_in_words
from desktop.domain.sealed_text import ShownWords
from desktop.models.assessment import Assessment, NeedAnswer, OutcomeAnswer
from desktop.models.plan import Goal
from desktop.models.session import RecordSession
from desktop.models.user import User
from desktop.queries.people import label_of
from desktop.queries.visible import reading, require_person, sees_record

_SAFETY_LABEL = "Safety"
_NEED, _OUTCOME = "need", "outcome"
A = TypeVar("A", NeedAnswer, OutcomeAnswer)


@dataclass(frozen=True, slots=True)
class NeedShown:
    """What the person said about one need at one sitting."""

    need_code: str
    need: str
    said: Said
    words: ShownWords


@dataclass(frozen=True, slots=True)
class OutcomeShown:
    """How far the person agreed with one outcome at one sitting; more is better."""

    outcome_code: str
    outcome: str
    said: Said


@dataclass(frozen=True, slots=True)
class AssessmentDetails:
    """One sitting; ``tool_words`` is the score as it may be shown, or why there is none."""

    assessment_id: AssessmentId
    version: int
    case_id: CaseId | None
    stage: AssessmentStage
    made_on: date
    made_by: str
    needs: tuple[NeedShown, ...]
    outcomes: tuple[OutcomeShown, ...]
    safety: Said
    support_around: ShownWords
    words: ShownWords
    risk_level: RiskLevel | None
    risk_reason: ShownWords
    tool: ToolScore | None
    tool_level: RiskLevel | None
    tool_words: str


@dataclass(frozen=True, slots=True)
class NeedCompared:
    """One need, or safety, from its first score to its latest.

    ``change`` is in points, below nothing for the better, None while there are not two scores. ``last`` is
    the last thing said about it: it may be that they now prefer not to say.
    """

    need_code: str
    need: str
    start: ScoredOn | None
    latest: ScoredOn | None
    change: int | None
    became: NeedChange | None
    last: Answer


@dataclass(frozen=True, slots=True)
class OutcomeCompared:
    """One outcome that is asked for, from its first score to its latest; here more is better."""

    outcome_code: str
    outcome: str
    course: Course


@dataclass(frozen=True, slots=True)
class NeedToOffer:
    """A need that weighs heavily and has no open goal yet."""

    need_code: str
    need: str
    score: int


@needs(Permission.SEE_CASE_NOTES)
def assessments_of(
    session: RecordSession,
    *,
    actor: Actor,
    person_id: PersonId,
    code_lists: Mapping[str, CodeList],
    case_id: CaseId | None = None,
) -> tuple[AssessmentDetails, ...]:
    """List a person's assessments, or those of one of their cases, the newest first.

    Raises:
        BadInputError: there is no such person, or they are out of sight.
    """
    del actor
    rows = _sittings(session, person_id, case_id)
    answers = _answers_of(session, NeedAnswer, rows)
    outcomes = _answers_of(session, OutcomeAnswer, rows)
    names = {row.id: row.name for row in session.execute(select(User.id, User.name))}
    read = reading(session)
    return tuple(
        AssessmentDetails(
            assessment_id=AssessmentId(one.id),
            version=one.version,
            case_id=CaseId(one.case_id) if one.case_id else None,
            stage=AssessmentStage(one.stage),
            made_on=one.made_on,
            made_by=names.get(one.made_by, "somebody removed"),
            needs=_in_order(answers[one.id], code_lists, read),
            outcomes=_outcomes_in_order(outcomes[one.id], code_lists),
            safety=Said(Answer(one.safety_answer), one.safety_score),
            support_around=read(one, "support_around"),
            words=read(one, "words"),
            risk_level=RiskLevel(one.risk_level) if one.risk_level else None,
            risk_reason=read(one, "risk_reason"),
            tool=_tool(one),
            tool_level=RiskLevel(one.tool_level) if one.tool_level else None,
            tool_words=_tool_words(one),
        )
        for one in reversed(rows)
    )


@needs(Permission.SEE_CASE_NOTES)
def needs_compared(
    session: RecordSession,
    *,
    actor: Actor,
    person_id: PersonId,
    code_lists: Mapping[str, CodeList],
    case_id: CaseId | None = None,
) -> tuple[NeedCompared, ...]:
    """Compare each need, and safety last, from its first score to its latest.

    Raises:
        BadInputError: there is no such person, or they are out of sight.
    """
    del actor
    courses = _courses(session, _sittings(session, person_id, case_id), code_lists)
    return tuple(
        NeedCompared(
            need_code=code,
            need=_need_label(code_lists, code),
            start=course.start,
            latest=course.latest,
            change=course.change,
            became=course.became,
            last=course.last,
        )
        for code, course in courses.items()
    )


@needs(Permission.SEE_CASE_NOTES)
def outcomes_compared(
    session: RecordSession,
    *,
    actor: Actor,
    person_id: PersonId,
    code_lists: Mapping[str, CodeList],
    case_id: CaseId | None = None,
) -> tuple[OutcomeCompared, ...]:
    """Compare each outcome that is asked for from its first score to its latest.

    Health and safety are not among them: they are read off the need and off safety (``needs_compared``).

    Raises:
        BadInputError: there is no such person, or they are out of sight.
    """
    del actor
    rows = _sittings(session, person_id, case_id)
    answers = _answers_of(session, OutcomeAnswer, rows)
    said: dict[str, list[tuple[date, AssessmentStage, Said]]] = {code: [] for code in ASKED_OUTCOMES}
    for row in rows:
        for one in answers[row.id]:
            entry = (row.made_on, AssessmentStage(row.stage), Said(Answer(one.answer), one.score))
            said.setdefault(one.outcome_code, []).append(entry)
    return tuple(
        OutcomeCompared(code, _outcome_label(code_lists, code), course_of(entries, more_is_better=True))
        for code, entries in said.items()
    )


@needs(Permission.SEE_CASE_NOTES)
def needs_to_offer_goals(
    session: RecordSession,
    *,
    actor: Actor,
    person_id: PersonId,
    code_lists: Mapping[str, CodeList],
    case_id: CaseId | None = None,
) -> tuple[NeedToOffer, ...]:
    """Name the needs whose latest score is 6 or more and that have no open goal, the heaviest first.

    A need about which the person now prefers not to speak is left alone.

    Raises:
        BadInputError: there is no such person, or they are out of sight.
    """
    del actor
    courses = _courses(session, _sittings(session, person_id, case_id), code_lists)
    statement = select(Goal.need_code).where(
        Goal.person_id == person_id,
        Goal.state == "open",
        Goal.archived_at.is_(None),
        sees_record(session, Goal),
    )
    taken = set(session.scalars(statement))
    heavy = [
        NeedToOffer(code, _need_label(code_lists, code), course.latest.score)
        for code, course in courses.items()
        if course.latest is not None
        and course.latest.score >= OFFER_GOALS_FROM
        and course.last is Answer.SCORED
        and code not in taken | {SAFETY}
    ]
    return tuple(sorted(heavy, key=lambda one: -one.score))


def _sittings(session: RecordSession, person_id: PersonId, case_id: CaseId | None) -> Sequence[Assessment]:
    """Give the assessments that whoever asks sees, the oldest first."""
    require_person(session, person_id)
    statement = (
        select(Assessment)
        .where(
            Assessment.person_id == person_id,
            Assessment.archived_at.is_(None),
            sees_record(session, Assessment),
        )
        .order_by(Assessment.made_on, Assessment.id)
    )
    if case_id is not None:
        statement = statement.where(Assessment.case_id == case_id)
    return session.scalars(statement).all()


def _answers_of(
    session: RecordSession, model: type[A], sittings: Iterable[Assessment]
) -> Mapping[UUID, list[A]]:
    found: defaultdict[UUID, list[A]] = defaultdict(list)
    statement = select(model).where(
        model.assessment_id.in_([one.id for one in sittings]), model.archived_at.is_(None)
    )
    for answer in session.scalars(statement):
        found[answer.assessment_id].append(answer)
    return found


def _courses(
    session: RecordSession, rows: Sequence[Assessment], code_lists: Mapping[str, CodeList]
) -> dict[str, Course]:
    """Follow each need of the list, then any that the list lost, then safety."""
    answers = _answers_of(session, NeedAnswer, rows)
    said: dict[str, list[tuple[date, AssessmentStage, Said]]] = {code: [] for code in _listed(code_lists)}
    for row in rows:
        for one in answers[row.id]:
            entry = (row.made_on, AssessmentStage(row.stage), Said(Answer(one.answer), one.score))
            said.setdefault(one.need_code, []).append(entry)
    said[SAFETY] = [
        (row.made_on, AssessmentStage(row.stage), Said(Answer(row.safety_answer), row.safety_score))
        for row in rows
    ]
    return {code: course_of(entries) for code, entries in said.items()}


def _in_order(
    answers: Sequence[NeedAnswer],
    code_lists: Mapping[str, CodeList],
    read: Callable[[NeedAnswer, str], ShownWords],
) -> tuple[NeedShown, ...]:
    place = {code: at for at, code in enumerate(_listed(code_lists))}
    return tuple(
        NeedShown(
            need_code=one.need_code,
            need=_need_label(code_lists, one.need_code),
            said=Said(Answer(one.answer), one.score),
            words=read(one, "words"),
        )
        for one in sorted(answers, key=lambda one: place.get(one.need_code, len(place)))
    )


def _outcomes_in_order(
    answers: Sequence[OutcomeAnswer], code_lists: Mapping[str, CodeList]
) -> tuple[OutcomeShown, ...]:
    place = {code: at for at, code in enumerate(ASKED_OUTCOMES)}
    return tuple(
        OutcomeShown(
            outcome_code=one.outcome_code,
            outcome=_outcome_label(code_lists, one.outcome_code),
            said=Said(Answer(one.answer), one.score),
        )
        for one in sorted(answers, key=lambda one: place.get(one.outcome_code, len(place)))
    )


def _listed(code_lists: Mapping[str, CodeList]) -> list[str]:
    return [code.code for code in code_lists[_NEED].leaves()] if _NEED in code_lists else []


def _need_label(code_lists: Mapping[str, CodeList], code: str) -> str:
    return _SAFETY_LABEL if code == SAFETY else label_of(code_lists, _NEED, code) or code


def _outcome_label(code_lists: Mapping[str, CodeList], code: str) -> str:
    return label_of(code_lists, _OUTCOME, code) or code


def _tool(one: Assessment) -> ToolScore | None:
    if one.tool is None or one.tool_on is None or not one.tool_questions:
        return None
    return ToolScore(
        tool=one.tool,
        version=one.tool_version or "",
        on=one.tool_on,
        score=one.tool_score or 0,
        answered=one.tool_answered or 0,
        total=one.tool_questions,
    )


def _tool_words(one: Assessment) -> str:
    tool = _tool(one)
    return f"{tool.tool} {tool.version}: {score_in_words(tool)}" if tool else ""
