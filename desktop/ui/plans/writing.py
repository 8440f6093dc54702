"""The forms of a recovery plan: the plan, its goals, its actions, and what became of them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

from desktop.domain.ids import PlanId
from desktop.domain.permissions import Permission
from desktop.domain.plan_states import ActionOwner, ActionState, GoalState
from desktop.errors import RefusedError
from desktop.queries.assessments import NeedToOffer
from desktop.queries.colleagues import Colleague, colleagues
from desktop.queries.plans import ActionShown, GoalShown, PlanDetails, plans_of_person
from desktop.services.actions import add_action, change_action, settle_action
from desktop.services.plans import (
    add_goal,
    change_goal,
    change_plan,
    make_plan,
    review_plan,
    settle_goal,
)
from desktop.ui.people.about import AboutPerson
from desktop.ui.people.case_choice import case_of, usual_case
from desktop.ui.plans.asked import (
    action_of,
    action_settling_spec,
    action_spec,
    action_values,
    edits_of,
    edits_spec,
    goal_of,
    goal_served,
    goal_settling_spec,
    goal_spec,
    goal_values,
    new_goal_of,
    plan_of,
    plan_spec,
    plan_values,
    review_of,
    review_spec,
)
from desktop.ui.shared.drafts import keep_drafts
from desktop.ui.shared.form import Form
from desktop.ui.shared.form_answers import FormAnswers
from desktop.ui.shared.form_fields import FormSpec
from desktop.ui.shared.opened import any_withheld, the_one
from desktop.ui.shared.saving import Changing, ChangingForm, SavingForm, Work
from desktop.ui.shared.words import translate

if TYPE_CHECKING:
    from desktop.models.session import RecordSession

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class PlanRead:
    """A plan, and who could do its actions."""

    plan: PlanDetails
    workers: tuple[Colleague, ...]


def plans_of(about: AboutPerson) -> Work[tuple[PlanDetails, ...]]:
    """Ask for every plan made with the person."""
    return partial(plans_of_person, actor=about.actor, person_id=about.person_id, code_lists=about.lists)


def read_plan(about: AboutPerson, holds: Callable[[PlanDetails], bool]) -> Work[PlanRead]:
    """Ask for the plan that holds something."""

    def ask(session: "RecordSession") -> PlanRead:
        plan = the_one([one for one in plans_of(about)(session) if holds(one)])
        return PlanRead(plan, colleagues(session, actor=about.actor, who_may=Permission.PLAN))

    return ask


def actions_of(plan: PlanDetails) -> tuple[ActionShown, ...]:
    """Give every action of a plan, whichever goal it serves."""
    return (*plan.actions, *(action for goal in plan.goals for action in goal.actions))


# ── the plan ────────────────────────────────────────────────────────────────────────────────────────────────


def no_open_case() -> RefusedError:
    """Say that a plan belongs to an open case."""
    what = translate("Plans", "A recovery plan belongs to an open case, and there is none.")
    return RefusedError(what, translate("Plans", "Open a case first, or reopen one."))


def plan_form(about: AboutPerson, offered: Sequence[NeedToOffer]) -> SavingForm:
    """Make the form for a new plan; heavy needs are each offered a goal."""

    def save(answers: FormAnswers) -> Work[PlanId]:
        case_id = case_of(answers)
        if case_id is None:
            raise no_open_case()
        return partial(make_plan, actor=about.actor, case_id=case_id, words=plan_of(answers, offered))

    values = {"on": about.today} | usual_case(about.cases)
    form = SavingForm(plan_spec(about, offered), save, tasks=about.tasks, today=about.today, values=values)
    keep_drafts(form, about.drafts, form_name="plan", record_id=about.person_id)
    return form


def edits_form(about: AboutPerson, read: PlanRead) -> Form:
    """Make the form that writes anew what a plan says about itself."""

    def write(held: PlanDetails, answers: FormAnswers) -> Work[None]:
        words = edits_of(answers)
        return partial(
            change_plan, actor=about.actor, plan_id=held.plan_id, version=held.version, words=words
        )

    changing = Changing(_again(about, read), plan_values, write, lambda plan: not any_withheld(plan.words))
    return _changing(
        about, edits_spec(), read.plan, changing, name="plan-changed", record_id=read.plan.plan_id
    )


def review_form(about: AboutPerson, read: PlanRead) -> Form:
    """Make the form by which a plan is looked at again."""

    def write(held: PlanDetails, answers: FormAnswers) -> Work[None]:
        review = review_of(answers)
        return partial(
            review_plan, actor=about.actor, plan_id=held.plan_id, version=held.version, review=review
        )

    changing = Changing(_again(about, read), lambda _plan: {"on": about.today}, write)
    return _changing(
        about, review_spec(), read.plan, changing, name="plan-review", record_id=read.plan.plan_id
    )


def _again(about: AboutPerson, read: PlanRead) -> Work[PlanDetails]:
    def ask(session: "RecordSession") -> PlanDetails:
        return the_one([one for one in plans_of(about)(session) if one.plan_id == read.plan.plan_id])

    return ask


def _changing(
    about: AboutPerson, spec: FormSpec, held: T, changing: Changing[T], *, name: str, record_id: UUID
) -> Form:
    form = ChangingForm(spec, held, changing, tasks=about.tasks, today=about.today)
    keep_drafts(form, about.drafts, form_name=name, record_id=record_id)
    return form


# ── goals ───────────────────────────────────────────────────────────────────────────────────────────────────


def goal_form(about: AboutPerson, read: PlanRead) -> Form:
    """Make the form for a new goal."""

    def save(answers: FormAnswers) -> Work[object]:
        goal = new_goal_of(answers)
        return partial(add_goal, actor=about.actor, plan_id=read.plan.plan_id, goal=goal)

    form = SavingForm(goal_spec(about), save, tasks=about.tasks, today=about.today)
    keep_drafts(form, about.drafts, form_name="goal", record_id=read.plan.plan_id)
    return form


def _goal_again(about: AboutPerson, goal: GoalShown) -> Work[GoalShown]:
    def ask(session: "RecordSession") -> GoalShown:
        goals = [one for plan in plans_of(about)(session) for one in plan.goals]
        return the_one([one for one in goals if one.goal_id == goal.goal_id])

    return ask


def goal_changing_form(about: AboutPerson, goal: GoalShown) -> Form:
    """Make the form that writes a goal anew."""

    def write(held: GoalShown, answers: FormAnswers) -> Work[None]:
        words = goal_of(answers)
        return partial(
            change_goal, actor=about.actor, goal_id=held.goal_id, version=held.version, words=words
        )

    changing = Changing(_goal_again(about, goal), goal_values, write, lambda one: not any_withheld(one.words))
    return _changing(
        about, goal_spec(about, goal), goal, changing, name="goal-changed", record_id=goal.goal_id
    )


def goal_settling_form(about: AboutPerson, goal: GoalShown) -> Form:
    """Make the form that says what became of a goal."""

    def write(held: GoalShown, answers: FormAnswers) -> Work[None]:
        return partial(
            settle_goal,
            actor=about.actor,
            goal_id=held.goal_id,
            version=held.version,
            state=GoalState(answers.needed_code("state")),
            on=_day_of(answers, about),
        )

    first = GoalState.MET if goal.state is GoalState.OPEN else GoalState.OPEN
    changing = Changing(_goal_again(about, goal), lambda _one: _settling(about, first.value), write)
    return _changing(
        about, goal_settling_spec(goal), goal, changing, name="goal-settled", record_id=goal.goal_id
    )


def _settling(about: AboutPerson, state: str) -> Mapping[str, object]:
    return {"state": state, "on": about.today}


def _day_of(answers: FormAnswers, about: AboutPerson) -> date:
    return answers.needed_day("on") if "on" in answers.values else about.today


# ── actions ─────────────────────────────────────────────────────────────────────────────────────────────────


def action_form(about: AboutPerson, read: PlanRead, goal: GoalShown | None = None) -> Form:
    """Make the form for a new action, perhaps towards a goal."""
    goals = [one for one in read.plan.goals if one.state is GoalState.OPEN]

    def save(answers: FormAnswers) -> Work[object]:
        action, served = action_of(answers), goal_served(answers)
        return partial(
            add_action, actor=about.actor, plan_id=read.plan.plan_id, action=action, goal_id=served
        )

    form = SavingForm(
        action_spec(read.workers, goals),
        save,
        tasks=about.tasks,
        today=about.today,
        values={"owner": ActionOwner.WORKER.value, "goal": str(goal.goal_id) if goal else None},
    )
    keep_drafts(form, about.drafts, form_name="action", record_id=read.plan.plan_id)
    return form


def _action_again(about: AboutPerson, action: ActionShown) -> Work[ActionShown]:
    def ask(session: "RecordSession") -> ActionShown:
        found = [one for plan in plans_of(about)(session) for one in actions_of(plan)]
        return the_one([one for one in found if one.action_id == action.action_id])

    return ask


def is_readable(action: ActionShown) -> bool:
    """Say whether every word of an action is in sight."""
    return not any_withheld(action.words, action.owner_words)


def action_changing_form(about: AboutPerson, read: PlanRead, action: ActionShown) -> Form:
    """Make the form that writes an action anew."""

    def write(held: ActionShown, answers: FormAnswers) -> Work[None]:
        words = action_of(answers)
        return partial(
            change_action, actor=about.actor, action_id=held.action_id, version=held.version, words=words
        )

    changing = Changing(_action_again(about, action), action_values, write, is_readable)
    spec = action_spec(read.workers, held=action)
    return _changing(about, spec, action, changing, name="action-changed", record_id=action.action_id)


def action_settling_form(about: AboutPerson, action: ActionShown) -> Form:
    """Make the form that says what became of an action; nearly always it is done, today."""

    def write(held: ActionShown, answers: FormAnswers) -> Work[None]:
        return partial(
            settle_action,
            actor=about.actor,
            action_id=held.action_id,
            version=held.version,
            state=ActionState(answers.needed_code("state")),
            on=_day_of(answers, about),
            words=answers.text("words"),
        )

    first = ActionState.DONE if action.state is ActionState.OPEN else ActionState.OPEN
    changing = Changing(_action_again(about, action), lambda _one: _settling(about, first.value), write)
    spec = action_settling_spec(action)
    return _changing(about, spec, action, changing, name="action-settled", record_id=action.action_id)
