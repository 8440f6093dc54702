"""Needs assessments at the start, at a review and at the ending, and the plan that comes of them."""

from datetime import date, timedelta

from desktop.demo.batch import Values
from desktop.demo.chance import spread
from desktop.demo.course import Course
from desktop.domain.needs import ASKED_OUTCOMES
from desktop.domain.risk import RiskLevel, ToolScore, level_of
from desktop.models.assessment import Assessment, NeedAnswer, OutcomeAnswer
from desktop.models.plan import Action, Goal, Plan

NEEDS = ("health", "shelter", "family", "education", "substances", "money", "outlook", "social")
_HEAVY = {
    "burglary": ("shelter", "outlook"),
    "fraud": ("money", "outlook"),
    "violence": ("health", "outlook", "social"),
    "asb-other": ("shelter", "social"),
    "harassment-stalking": ("outlook", "family", "social"),
    "racial-religious": ("social", "outlook"),
}
_ANSWERS = spread(scored=82, not_asked=14, prefer_not_to_say=4)
_OF_OUTCOMES = {
    "coping": spread(scored=90, not_asked=8, prefer_not_to_say=2),
    "informed": spread(scored=88, not_asked=10, prefer_not_to_say=2),
    "confidence": spread(scored=62, not_asked=32, prefer_not_to_say=6),
}
_LEVELS = spread(standard=72, medium=21, high=7)
_LEVELS_CONTROLLING = spread(standard=38, medium=40, high=22)
_CHANGES = spread(better=66, same=24, worse=10)
_OWNERS = spread(person=38, worker=46, agency=16)
_GOAL_ENDS = spread(met=58, partly=28, dropped=14)
_ORDER = tuple(RiskLevel)
_HARD = 6
_REVIEW_AFTER = 42


def assess_at_start(course: Course) -> bool:
    """Ask about the eight needs and about safety soon after the beginning; say whether it was done."""
    made_on = course.day(0, 14)
    if made_on is None or course.chance.maybe(0.24):
        return False
    heavy = {*_HEAVY.get(course.incident.group, ("outlook",)), course.chance.one(NEEDS)}
    row = _sitting(course, "start", made_on)
    for need in NEEDS:
        answer = course.chance.weighted(_ANSWERS).replace("-", "_")
        score = None
        if answer == "scored":
            score = course.chance.number(5, 10) if need in heavy else course.chance.number(1, 5)
            course.scores[need] = score
        _answer(course, row, need, answer, score)
    for outcome in ASKED_OUTCOMES:
        answer = course.chance.weighted(_OF_OUTCOMES[outcome]).replace("-", "_")
        if answer == "scored":
            course.outcomes[outcome] = course.chance.number(2, 7)
        _agree(course, row, outcome, answer)
    _judge(course, row)
    _plan(course, made_on)
    return True


def assess_again(course: Course, stage: str, made_on: date) -> None:
    """Ask again: most needs weigh less, some the same, a few more."""
    row = _sitting(course, stage, made_on)
    for need in NEEDS:
        before = course.scores.get(need)
        if before is not None:
            course.scores[need] = _changed(course, before)
            _answer(course, row, need, "scored", course.scores[need])
    for outcome, before in list(course.outcomes.items()):
        course.outcomes[outcome] = 11 - _changed(course, 11 - before)
        _agree(course, row, outcome, "scored")


def _changed(course: Course, before: int) -> int:
    fate = course.chance.weighted(_CHANGES)
    if fate == "better":
        return max(before - course.chance.number(1, max(1, before // 2)), 1)
    return before if fate == "same" else min(before + course.chance.number(1, 2), 10)


def _sitting(course: Course, stage: str, made_on: date) -> Values:
    chance, talk = course.chance, course.talk
    if course.safety is None:
        course.safety = chance.number(3, 10) if chance.maybe(0.94) else None
    elif stage != "start":
        course.safety = _changed(course, course.safety)
    return course.add(
        Assessment,
        stage=stage,
        made_on=made_on,
        made_by=course.worker_id,
        support_around=talk.say("assessment", "around") if stage == "start" else None,
        words=talk.say("assessment", "ending" if stage == "ending" else "words"),
        safety_answer="scored" if course.safety is not None else "not_asked",
        safety_score=course.safety,
    )


def _answer(course: Course, row: Values, need: str, answer: str, score: int | None) -> None:
    speaks = score is not None and score > _HARD and course.chance.maybe(0.4)
    course.add(
        NeedAnswer,
        assessment_id=row["id"],
        need_code=need,
        answer=answer,
        score=score,
        words=course.talk.say("assessment", "need") if speaks else None,
    )


def _agree(course: Course, row: Values, outcome: str, answer: str) -> None:
    """Write down how far they agree with an outcome; here more is better."""
    course.add(
        OutcomeAnswer,
        assessment_id=row["id"],
        outcome_code=outcome,
        answer=answer,
        score=course.outcomes[outcome] if answer == "scored" else None,
    )


def _judge(course: Course, row: Values) -> None:
    """Let the worker judge the risk: never below what a tool says."""
    chance, controlling = course.chance, course.incident.controlling
    level = RiskLevel(chance.weighted(_LEVELS_CONTROLLING if controlling else _LEVELS))
    if controlling and chance.maybe(0.5):
        answered = chance.number(24, 27)
        score = ToolScore(
            tool="DASH",
            version="2009",
            on=row["made_on"],
            score=chance.number(3, 18),
            answered=answered,
            total=27,
        )
        said = level_of(score)
        if said is not None:
            level = max(level, said, key=_ORDER.index)
            row["tool_level"] = said.value
        row.update(
            tool=score.tool,
            tool_version=score.version,
            tool_on=score.on,
            tool_score=score.score,
            tool_answered=answered,
            tool_questions=score.total,
        )
    row["risk_level"] = level.value
    row["risk_reason"] = course.talk.say("assessment", "risk")


def _plan(course: Course, assessed_on: date) -> None:
    """Agree a plan with goals for the heaviest needs."""
    made_on = course.day(0, 7, after=assessed_on)
    if made_on is None or course.chance.maybe(0.12):
        return
    review = made_on + timedelta(days=_REVIEW_AFTER)
    if course.goes_on and review < course.world.until and course.chance.maybe(0.8):
        review = course.world.until + timedelta(days=course.chance.number(-6, 30))
    plan = course.add(
        Plan,
        made_on=made_on,
        made_by=course.worker_id,
        agreed_with_person=True if course.chance.maybe(0.94) else None,
        review_on=max(review, made_on),
        words=course.talk.say("plan", "words") if course.chance.maybe(0.5) else None,
    )
    hardest = sorted(course.scores, key=lambda need: -course.scores[need])
    for need in hardest[: course.chance.number(1, 3)]:
        _goal(course, plan, need, made_on)


def _goal(course: Course, plan: Values, need: str, set_on: date) -> None:
    goal = course.add(
        Goal,
        plan_id=plan["id"],
        need_code=need,
        words=course.talk.say("goal", need),
        set_on=set_on,
        state="open",
    )
    settled = course.ended or course.day(30, 150, after=set_on)
    if settled is not None and (not course.goes_on or course.chance.maybe(0.4)):
        goal.update(state=course.chance.weighted(_GOAL_ENDS), settled_on=settled)
    for _ in range(course.chance.number(1, 2)):
        _action(course, plan, goal, set_on)


def _action(course: Course, plan: Values, goal: Values, set_on: date) -> None:
    chance, talk = course.chance, course.talk
    owner = chance.weighted(_OWNERS)
    promised = owner == "worker" and chance.maybe(0.4)
    owner_words, _, words = talk.say("action", "promised" if promised else owner).rpartition("|")
    due_on = set_on + timedelta(days=chance.number(2, 28))
    row = course.add(
        Action,
        plan_id=plan["id"],
        goal_id=goal["id"],
        words=words,
        owner=owner,
        owner_id=course.worker_id if owner == "worker" else None,
        owner_words=owner_words or None,
        due_on=due_on,
        promised=promised,
        state="open",
    )
    settled = max(set_on, due_on + timedelta(days=chance.number(-3, 4)))
    if settled <= course.last_day and chance.maybe(0.88):
        row.update(state="done", settled_on=settled)
        row["settled_words"] = (
            talk.say("action", "done_by_person" if owner == "person" else "done")
            if chance.maybe(0.3)
            else None
        )
    elif course.ended is not None:
        row.update(state="dropped", settled_on=course.ended, settled_words=talk.say("action", "dropped"))
