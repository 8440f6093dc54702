"""Recovery plans: made with the person, goals tied to needs, looked at again on a day."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from desktop.domain.actor import Actor
from desktop.domain.dates import civil_date, date_in_words
from desktop.domain.ids import CaseId, GoalId, PersonId, PlanId
from desktop.domain.permissions import Permission, needs
from desktop.domain.plan_states import GoalState
from desktop.errors import BadInputError, RefusedError
from desktop.models.plan import Action, Goal, Plan
from desktop.models.session import RecordSession
from desktop.queries.visible import require_person
from desktop.services.actions import NewAction, add_action
from desktop.services.case_records import (
    add_record,
    check_code,
    record_to_change,
    require_open_case,
    write_words,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewGoal:
    """What the person wants to reach, for which need (code of *need*), and the first steps towards it."""

    words: str
    need_code: str | None = None
    set_on: date | None = None
    """The day it was set; the day of the plan, or today, unless said."""
    actions: tuple[NewAction, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPlan:
    """What was agreed; ``agreed_with_person`` is None until somebody says."""

    made_on: date
    agreed_with_person: bool | None = None
    review_on: date | None = None
    words: str = ""
    goals: tuple[NewGoal, ...] = ()
    actions: tuple[NewAction, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanEdits:
    """What of a plan is written anew; goals and actions are changed one by one."""

    agreed_with_person: bool | None = None
    review_on: date | None = None
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanReview:
    """That a plan was looked at again, whether the person agrees to it now, and when next."""

    on: date
    agreed_with_person: bool | None = None
    next_on: date | None = None
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalEdits:
    """What of a goal is written anew."""

    words: str
    need_code: str | None = None


@needs(Permission.PLAN)
def make_plan(session: RecordSession, *, actor: Actor, case_id: CaseId, words: NewPlan) -> PlanId:
    """Make the recovery plan of an open case, with its first goals and actions.

    Raises:
        BadInputError: there is no such case or need, a goal or action says nothing, or a day is wrong.
        RefusedError: the case is closed, the person has died, or the case has a plan with open steps.
    """
    case = require_open_case(session, case_id=case_id)
    person_id = PersonId(case.person_id)
    if require_person(session, person_id).died_on is not None:
        what = "This person has died: nothing more is planned with them."
        raise RefusedError(what, "Open a case for the relative you are supporting.")
    _refuse_second_plan(session, case_id)
    _check_days(words.made_on, words.review_on, today=civil_date(session.now))
    plan = add_record(
        session,
        Plan,
        person_id=person_id,
        case_id=case_id,
        values={
            "made_on": words.made_on,
            "made_by": actor.user_id,
            "agreed_with_person": words.agreed_with_person,
            "review_on": words.review_on,
        },
        words={"words": words.words},
    )
    session.flush()
    for goal in words.goals:
        _add_goal(session, actor, plan, goal, set_on=goal.set_on or words.made_on)
    for action in words.actions:
        add_action(session, actor=actor, plan_id=PlanId(plan.id), action=action)
    return PlanId(plan.id)


@needs(Permission.PLAN)
def change_plan(
    session: RecordSession, *, actor: Actor, plan_id: PlanId, version: int, words: PlanEdits
) -> None:
    """Write anew what a plan says about itself.

    Raises:
        BadInputError: there is no such plan, or it is looked at again before it was made.
        RefusedError: its case is closed.
        StaleVersionError: somebody changed it since.
    """
    del actor
    plan = _plan_of_open_case(session, plan_id, version)
    _check_days(plan.made_on, words.review_on, today=civil_date(session.now))
    plan.agreed_with_person = words.agreed_with_person
    plan.review_on = words.review_on
    write_words(session, plan, words={"words": words.words})


@needs(Permission.PLAN)
def review_plan(
    session: RecordSession, *, actor: Actor, plan_id: PlanId, version: int, review: PlanReview
) -> None:
    """Note that a plan was looked at again with the person, and when it is next; no words keep the old ones.

    Raises:
        BadInputError: there is no such plan, it was looked at before it was made or in the future, or the
            next time is not after this one.
        RefusedError: its case is closed.
        StaleVersionError: somebody changed it since.
    """
    del actor
    plan = _plan_of_open_case(session, plan_id, version)
    if not plan.made_on <= review.on <= civil_date(session.now):
        what = f"A plan is looked at again after it was made, on {date_in_words(plan.made_on)}."
        raise BadInputError(what, "Check the day; it cannot lie in the future.")
    if review.next_on is not None and review.next_on <= review.on:
        what = "The next review is not after this one."
        raise BadInputError(what, "Check both days.")
    plan.reviewed_on, plan.review_on = review.on, review.next_on
    if review.agreed_with_person is not None:
        plan.agreed_with_person = review.agreed_with_person
    if review.words.strip():
        write_words(session, plan, words={"words": review.words})


@needs(Permission.PLAN)
def add_goal(session: RecordSession, *, actor: Actor, plan_id: PlanId, goal: NewGoal) -> GoalId:
    """Add a goal, with its first steps, to the plan of an open case.

    Raises:
        BadInputError: there is no such plan or need, the goal says nothing, or its day lies in the future.
        RefusedError: the case is closed.
    """
    plan = _plan_of_open_case(session, plan_id, None)
    return _add_goal(session, actor, plan, goal, set_on=goal.set_on or civil_date(session.now))


@needs(Permission.PLAN)
def change_goal(
    session: RecordSession, *, actor: Actor, goal_id: GoalId, version: int, words: GoalEdits
) -> None:
    """Write a goal anew.

    Raises:
        BadInputError: there is no such goal or need, or it says nothing.
        RefusedError: its case is closed, or the goal is settled.
        StaleVersionError: somebody changed it since.
    """
    del actor
    goal = record_to_change(session, Goal, record_id=goal_id, version=version)
    _plan_of_open_case(session, PlanId(goal.plan_id), None)
    if goal.state != GoalState.OPEN:
        what = "This goal is settled."
        raise RefusedError(what, "Open it again first.")
    _check_goal(session, words.words, words.need_code, on=goal.set_on)
    goal.need_code = words.need_code
    write_words(session, goal, words={"words": words.words})


@needs(Permission.PLAN)
def settle_goal(
    session: RecordSession, *, actor: Actor, goal_id: GoalId, version: int, state: GoalState, on: date
) -> None:
    """Say what became of a goal, in a closed case too; ``GoalState.OPEN`` takes it up again.

    Raises:
        BadInputError: there is no such goal, or the day lies before it was set or in the future.
        RefusedError: it stands so already, or it is taken up again in a closed case.
        StaleVersionError: somebody changed it since.
    """
    del actor
    goal = record_to_change(session, Goal, record_id=goal_id, version=version)
    if goal.state == state:
        what = "The goal stands so already."
        raise RefusedError(what)
    if state is GoalState.OPEN:
        _plan_of_open_case(session, PlanId(goal.plan_id), None)
    elif not goal.set_on <= on <= civil_date(session.now):
        what = f"A goal is settled after it was set, on {date_in_words(goal.set_on)}."
        raise BadInputError(what, "Check the day; it cannot lie in the future.")
    goal.state = state.value
    goal.settled_on = None if state is GoalState.OPEN else on


@needs(Permission.PLAN)
def archive_goal(session: RecordSession, *, actor: Actor, goal_id: GoalId, version: int) -> None:
    """Put away a goal that was written down by mistake; one that was given up is settled.

    Raises:
        BadInputError: there is no such goal, or it is out of sight.
        RefusedError: there are actions towards it.
        StaleVersionError: somebody changed it since.
    """
    del actor
    goal = record_to_change(session, Goal, record_id=goal_id, version=version)
    towards = select(Action.id).where(Action.goal_id == goal_id, Action.archived_at.is_(None))
    if session.scalar(towards.limit(1)) is not None:
        what = "There are actions towards this goal."
        raise RefusedError(what, "Put away those that were a mistake too, or settle the goal.")
    goal.archived_at = session.now


def _add_goal(session: RecordSession, actor: Actor, plan: Plan, goal: NewGoal, *, set_on: date) -> GoalId:
    if set_on > civil_date(session.now):
        what = "The day this goal was set lies in the future."
        raise BadInputError(what, "Check the day.")
    _check_goal(session, goal.words, goal.need_code, on=set_on)
    record = add_record(
        session,
        Goal,
        person_id=PersonId(plan.person_id),
        case_id=CaseId(plan.case_id) if plan.case_id else None,
        values={
            "plan_id": plan.id,
            "need_code": goal.need_code,
            "set_on": set_on,
            "state": GoalState.OPEN.value,
        },
        words={"words": goal.words},
    )
    session.flush()
    for action in goal.actions:
        add_action(session, actor=actor, plan_id=PlanId(plan.id), action=action, goal_id=GoalId(record.id))
    return GoalId(record.id)


def _check_goal(session: RecordSession, words: str, need_code: str | None, *, on: date) -> None:
    if not words.strip():
        what = "The goal says nothing."
        raise BadInputError(what, "Write what the person wants to reach, in their words.")
    check_code(session, list_key="need", code=need_code, on=on)


def _check_days(made_on: date, review_on: date | None, *, today: date) -> None:
    if made_on > today:
        what = "The day this plan was made lies in the future."
        raise BadInputError(what, "Check the day.")
    if review_on is not None and review_on < made_on:
        what = "The plan would be looked at again before it was made."
        raise BadInputError(what, "Check both days.")


def _plan_of_open_case(session: RecordSession, plan_id: PlanId, version: int | None) -> Plan:
    plan = record_to_change(session, Plan, record_id=plan_id, version=version)
    if plan.case_id is not None:
        require_open_case(session, case_id=CaseId(plan.case_id))
    return plan


def _refuse_second_plan(session: RecordSession, case_id: CaseId) -> None:
    for model in (Goal, Action):
        open_steps = select(model.id).where(
            model.case_id == case_id,
            model.plan_id.is_not(None),
            model.state == GoalState.OPEN,
            model.archived_at.is_(None),
        )
        if session.scalar(open_steps.limit(1)) is not None:
            what = "This case has a plan with open goals or actions."
            raise RefusedError(what, "Add to that plan, or settle what is open in it first.")
