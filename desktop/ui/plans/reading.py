"""A recovery plan to be read: each goal with its actions, what is promised, what is due."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from desktop.domain.plan_states import ActionOwner, ActionState, GoalState
from desktop.queries.plans import ActionShown, GoalShown, PlanDetails
from desktop.ui.plans.asked import owner_words
from desktop.ui.shared.details import Detail, DetailList
from desktop.ui.shared.layouts import Item, column, frame, holder
from desktop.ui.shared.opened import Deed, Opened, State, deed_buttons, said, states, told
from desktop.ui.shared.tokens import Space, Tone
from desktop.ui.shared.words import heading, muted, sentence, small, strong, translate, uk_date


@dataclass(frozen=True, slots=True)
class PlanDeeds:
    """What can be done with a plan, each of its goals and each of its actions."""

    plan: Sequence[Deed]
    goal: Callable[[GoalShown], Sequence[Deed]]
    action: Callable[[ActionShown], Sequence[Deed]]


def plan_page(plan: PlanDetails, deeds: PlanDeeds) -> QWidget:
    """Lay a plan out to be read."""
    items: list[Item] = [states(*_states(plan)), DetailList(_facts(plan))]
    items.extend(told(translate("Plans", "What was agreed besides"), plan.words))
    items.extend(_goal(goal, deeds) for goal in plan.goals)
    if plan.actions:
        title = (
            translate("Plans", "Actions for the whole plan") if plan.goals else translate("Plans", "Actions")
        )
        items.append(_card(title, [heading(title), *(_action(one, deeds) for one in plan.actions)]))
    if not plan.goals and not plan.actions:
        items.append(muted(translate("Plans", "Nothing is in this plan yet. Add a goal first.")))
    return Opened(translate("Plans", "Recovery plan"), items, deeds.plan)


def _states(plan: PlanDetails) -> list[State]:
    shown = {
        True: State(translate("Plans", "Agreed with them"), "good", Tone.GOOD),
        False: State(translate("Plans", "Not agreed with them"), "caution", Tone.CAUTION),
        None: State(translate("Plans", "Not asked whether they agree"), "unknown"),
    }
    found = [shown[plan.agreed_with_person]]
    if plan.review_due:
        found.append(State(translate("Plans", "Review is due"), "caution", Tone.CAUTION))
    return found


def _facts(plan: PlanDetails) -> list[Detail]:
    made = translate("Plans", "%1, by %2").replace("%1", uk_date(plan.made_on)).replace("%2", plan.made_by)
    facts = [
        Detail(translate("Plans", "Made on"), made),
        Detail(translate("Plans", "Look at it again"), uk_date(plan.review_on)),
    ]
    if plan.reviewed_on is not None:
        facts.append(Detail(translate("Plans", "Last looked at"), uk_date(plan.reviewed_on)))
    return facts


def _card(name: str, inside: Sequence[Item]) -> QWidget:
    made = frame("card", column(*inside, space=Space.S, margin=Space.L))
    made.setAccessibleName(name)
    return made


def _goal(goal: GoalShown, deeds: PlanDeeds) -> QWidget:
    about = goal.need or translate("Plans", "Goal")
    items: list[Item] = [states(_goal_state(goal)), strong(said(goal.words))]
    if goal.need:
        items.append(small(goal.need))
    if offered := deeds.goal(goal):
        items.append(deed_buttons(offered))
    items.extend(_action(one, deeds) for one in goal.actions)
    return _card(about, items)


def _goal_state(goal: GoalShown) -> State:
    on = uk_date(goal.settled_on)
    return {
        GoalState.OPEN: State(translate("Plans", "Goal"), "goal", Tone.ACCENT),
        GoalState.MET: State(translate("Plans", "Met on %1").replace("%1", on), "good", Tone.GOOD),
        GoalState.PARTLY: State(translate("Plans", "Partly met on %1").replace("%1", on), "good", Tone.INFO),
        GoalState.DROPPED: State(translate("Plans", "Dropped on %1").replace("%1", on), "stop"),
    }[goal.state]


def _action(action: ActionShown, deeds: PlanDeeds) -> QWidget:
    items: list[Item] = [sentence(said(action.words)), small(_who_and_when(action))]
    if shown := _action_states(action):
        items.append(states(*shown))
    if action.settled_words.text or action.settled_words.withheld:
        items.append(small(said(action.settled_words)))
    if offered := deeds.action(action):
        items.append(deed_buttons(offered))
    inside = column(*items, space=Space.XS, margin=Space.M)
    return holder(column(frame("sunken", inside)))


def _who_and_when(action: ActionShown) -> str:
    who = action.who or owner_words(action.owner)
    if action.owner is ActionOwner.WORKER and not action.who:
        who = translate("Plans", "Whoever has the case")
    if action.state is not ActionState.OPEN or action.due_on is None:
        return who
    return translate("Plans", "%1, by %2").replace("%2", uk_date(action.due_on)).replace("%1", who)


def _action_states(action: ActionShown) -> list[State]:
    shown: list[State] = []
    if action.state is ActionState.DONE:
        done = translate("Plans", "Done on %1").replace("%1", uk_date(action.settled_on))
        shown.append(State(done, "good", Tone.GOOD))
    elif action.state is ActionState.DROPPED:
        dropped = translate("Plans", "Dropped on %1").replace("%1", uk_date(action.settled_on))
        shown.append(State(dropped, "stop"))
    if action.promised:
        shown.append(State(translate("Plans", "Promised to them"), "consent", Tone.ACCENT))
    if action.overdue:
        shown.append(State(translate("Plans", "Overdue"), "caution", Tone.DANGER))
    return shown
