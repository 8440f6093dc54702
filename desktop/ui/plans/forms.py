"""Making a recovery plan on a person's page; opening it to add, to settle, to look at it again."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from desktop.domain.permissions import Permission, may
from desktop.domain.plan_states import ActionState, GoalState
from desktop.errors import BadInputError
from desktop.queries.assessments import NeedToOffer, needs_to_offer_goals
from desktop.queries.colleagues import colleagues
from desktop.queries.plans import ActionShown, GoalShown, PlanDetails
from desktop.ui.people.about import AboutPerson, Adding, Opening, Show, ShowPage
from desktop.ui.plans.reading import PlanDeeds, plan_page
from desktop.ui.plans.writing import (
    PlanRead,
    action_changing_form,
    action_form,
    action_settling_form,
    actions_of,
    edits_form,
    goal_changing_form,
    goal_form,
    goal_settling_form,
    is_readable,
    no_open_case,
    plan_form,
    plans_of,
    read_plan,
    review_form,
)
from desktop.ui.shared.form import Form
from desktop.ui.shared.opened import Deed, any_withheld
from desktop.ui.shared.words import translate

if TYPE_CHECKING:
    from desktop.models.session import RecordSession


def _begin_plan(about: AboutPerson, show: Show) -> None:
    def begin(offered: tuple[NeedToOffer, ...]) -> None:
        form = plan_form(about, offered)
        show(form)
        if not any(one.is_open for one in about.cases):
            form.refuse(no_open_case())

    ask = partial(needs_to_offer_goals, actor=about.actor, person_id=about.person_id, code_lists=about.lists)
    about.tasks.read(about.tasks, ask, begin)


def _begin_action(about: AboutPerson, show: Show) -> None:
    """Add an action to the newest plan of an open case; without one, say what to do first."""
    in_work = {one.case_id for one in about.cases if one.is_open}

    def ask(session: "RecordSession") -> PlanRead | None:
        plan = next((one for one in plans_of(about)(session) if one.case_id in in_work), None)
        return (
            PlanRead(plan, colleagues(session, actor=about.actor, who_may=Permission.PLAN)) if plan else None
        )

    def begin(read: PlanRead | None) -> None:
        if read is not None:
            show(action_form(about, read))
            return
        form = plan_form(about, ())
        show(form)
        what = translate("Plans", "There is no recovery plan in an open case yet.")
        form.refuse(BadInputError(what, translate("Plans", "Make one here; then add the action to it.")))

    about.tasks.read(about.tasks, ask, begin)


@dataclass(frozen=True, slots=True)
class _Open:
    """A plan that is open in the panel, and how to come back to it."""

    about: AboutPerson
    read: PlanRead
    show: Show
    show_page: ShowPage

    @property
    def closed(self) -> bool:
        """Say whether its case is closed: then things are settled, nothing is added or written anew."""
        case_id = self.read.plan.case_id
        return any(one.case_id == case_id and not one.is_open for one in self.about.cases)

    def again(self) -> None:
        """Open it again as it is now."""
        plan_id = self.read.plan.plan_id
        _open_where(self.about, lambda one: one.plan_id == plan_id, self.show, self.show_page)

    def begin(self, make: Callable[[], Form]) -> None:
        """Show a form in its place; the plan comes back when the form goes."""
        form = make()
        again = partial(_Open.again, self)  # a bound method would be let go with this object
        form.left.connect(again)
        form.finished.connect(again)
        self.show(form)

    def deed(self, label: str, make: Callable[[], Form], weight: str = "secondary", about: str = "") -> Deed:
        """Offer a form."""
        return Deed(label, partial(self.begin, make), weight, about)


def _open_where(
    about: AboutPerson, holds: Callable[[PlanDetails], bool], show: Show, show_page: ShowPage
) -> None:
    def opened(read: PlanRead) -> None:
        page = plan_page(read.plan, _deeds(_Open(about, read, show, show_page)))
        show_page(translate("Plans", "Recovery plan"), page)

    about.tasks.read(about.tasks, read_plan(about, holds), opened)


def _open_plan(about: AboutPerson, record_id: UUID, show: Show, show_page: ShowPage) -> None:
    _open_where(about, lambda one: one.plan_id == record_id, show, show_page)


def _open_goal(about: AboutPerson, record_id: UUID, show: Show, show_page: ShowPage) -> None:
    def holds(plan: PlanDetails) -> bool:
        return any(goal.goal_id == record_id for goal in plan.goals)

    _open_where(about, holds, show, show_page)


def _open_action(about: AboutPerson, record_id: UUID, show: Show, show_page: ShowPage) -> None:
    def holds(plan: PlanDetails) -> bool:
        return any(action.action_id == record_id for action in actions_of(plan))

    _open_where(about, holds, show, show_page)


def _deeds(opened: _Open) -> PlanDeeds:
    if not may(opened.about.actor, Permission.PLAN):
        return PlanDeeds((), lambda _goal: (), lambda _action: ())
    return PlanDeeds(
        () if opened.closed else _plan_deeds(opened),
        partial(_goal_deeds, opened),
        partial(_action_deeds, opened),
    )


def _plan_deeds(opened: _Open) -> list[Deed]:
    about, read = opened.about, opened.read
    deeds = [
        opened.deed(translate("Plans", "Add a goal"), partial(goal_form, about, read), "primary"),
        opened.deed(translate("Plans", "Add an action"), partial(action_form, about, read)),
        opened.deed(translate("Plans", "Review it…"), partial(review_form, about, read)),
    ]
    if not any_withheld(read.plan.words):
        deeds.append(opened.deed(translate("Plans", "Change it…"), partial(edits_form, about, read), "quiet"))
    return deeds


def _goal_deeds(opened: _Open, goal: GoalShown) -> list[Deed]:
    about, words = opened.about, goal.words.text
    settling = partial(goal_settling_form, about, goal)
    if goal.state is not GoalState.OPEN:
        again = opened.deed(translate("Plans", "Take it up again…"), settling, "quiet", words)
        return [] if opened.closed else [again]
    deeds = [opened.deed(translate("Plans", "Settle the goal…"), settling, about=words)]
    if opened.closed:
        return deeds
    add = partial(action_form, about, opened.read, goal)
    deeds.append(opened.deed(translate("Plans", "Add an action"), add, "quiet", words))
    if not any_withheld(goal.words):
        change = partial(goal_changing_form, about, goal)
        deeds.append(opened.deed(translate("Plans", "Change…"), change, "quiet", words))
    return deeds


def _action_deeds(opened: _Open, action: ActionShown) -> list[Deed]:
    about, words = opened.about, action.words.text
    settling = partial(action_settling_form, about, action)
    if action.state is not ActionState.OPEN:
        again = opened.deed(translate("Plans", "Take it up again…"), settling, "quiet", words)
        return [] if opened.closed else [again]
    deeds = [opened.deed(translate("Plans", "Settle…"), settling, about=words)]
    if not opened.closed and is_readable(action):
        change = partial(action_changing_form, about, opened.read, action)
        deeds.append(opened.deed(translate("Plans", "Change…"), change, "quiet", words))
    return deeds


ADDINGS = (
    Adding("plan", translate("Plans", "Make a recovery plan"), "plan", Permission.PLAN, _begin_plan),
    Adding("action", translate("Plans", "Add an action"), "action", Permission.PLAN, _begin_action),
)
OPENINGS = (Opening("plan", _open_plan), Opening("goal", _open_goal), Opening("action", _open_action))
