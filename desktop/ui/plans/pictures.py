"""Recovery plans as they are made, read and settled, with made-up people."""

from dataclasses import replace
from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QWidget

from desktop.domain.actor import Role
from desktop.domain.ids import ActionId, CaseId, GoalId, PlanId, UserId
from desktop.domain.plan_states import ActionOwner, ActionState, GoalState
from desktop.domain.sealed_text import NOTHING, WITHHELD, ShownWords
from desktop.errors import RefusedError
from desktop.queries.assessments import NeedToOffer
from desktop.queries.colleagues import Colleague
from desktop.queries.plans import ActionShown, GoalShown, PlanDetails
from desktop.ui.people.made_up import LONG, beside, filled, made_up_person
from desktop.ui.plans.reading import PlanDeeds, plan_page
from desktop.ui.plans.writing import (
    PlanRead,
    action_changing_form,
    action_form,
    action_settling_form,
    edits_form,
    goal_form,
    goal_settling_form,
    no_open_case,
    plan_form,
    review_form,
)
from desktop.ui.shared.form import Form
from desktop.ui.shared.opened import Deed
from desktop.ui.shared.screen import Picture

_OFFERED = (NeedToOffer("social", "Social interactions", 9), NeedToOffer("money", "Finance and benefits", 8))


def _action(number: int, words: str, owner: ActionOwner = ActionOwner.WORKER) -> ActionShown:
    return ActionShown(
        action_id=ActionId(UUID(int=number)),
        version=1,
        goal_id=None,
        words=ShownWords(words),
        owner=owner,
        owner_id=None,
        who="Amal Haddad" if owner is ActionOwner.WORKER else "",
        owner_words=NOTHING,
        due_on=date(2026, 3, 10),
        overdue=False,
        promised=False,
        state=ActionState.OPEN,
        settled_on=None,
        settled_words=NOTHING,
    )


_PROMISED = replace(
    _action(1, "Ring the witness service and tell her what they said"),
    promised=True,
    overdue=True,
    due_on=date(2026, 2, 27),
)
_DONE = replace(
    _action(2, "Walk to the corner shop with her sister", ActionOwner.PERSON),
    state=ActionState.DONE,
    settled_on=date(2026, 2, 20),
    settled_words=ShownWords("Three times last week."),
)
_AGENCY = replace(
    _action(3, "Fit the door alarm", ActionOwner.AGENCY),
    who=f"Home security team, care of {LONG}",
    owner_words=ShownWords(f"Home security team, care of {LONG}"),
)
_GOAL = GoalShown(
    goal_id=GoalId(UUID(int=1)),
    version=1,
    need_code="social",
    need="Social interactions",
    words=ShownWords("To walk to work on her own again."),
    set_on=date(2026, 1, 20),
    state=GoalState.OPEN,
    settled_on=None,
    actions=(_PROMISED, _DONE),
)
_MET = replace(
    _GOAL,
    goal_id=GoalId(UUID(int=2)),
    need_code="money",
    need="Finance and benefits",
    words=ShownWords("To have the bank give back what was taken."),
    state=GoalState.MET,
    settled_on=date(2026, 2, 14),
    actions=(),
)
PLAN = PlanDetails(
    plan_id=PlanId(UUID(int=1)),
    version=1,
    case_id=CaseId(UUID(int=1)),
    made_on=date(2026, 1, 20),
    made_by="Amal Haddad",
    agreed_with_person=True,
    review_on=date(2026, 3, 1),
    review_due=True,
    reviewed_on=None,
    words=ShownWords("We speak on Fridays, in the morning, on the mobile only."),
    goals=(_GOAL, _MET),
    actions=(_AGENCY,),
)
_BARE = replace(
    PLAN, goals=(), actions=(), words=NOTHING, review_on=None, review_due=False, agreed_with_person=None
)
_SEALED = replace(
    PLAN,
    words=WITHHELD,
    goals=(replace(_GOAL, words=WITHHELD, actions=(replace(_PROMISED, words=WITHHELD),)),),
    actions=(),
)
_READ = PlanRead(
    PLAN,
    (
        Colleague(UserId(UUID(int=1)), "Amal Haddad", frozenset({Role.SUPPORT_WORKER})),
        Colleague(UserId(UUID(int=2)), "Bethan Price", frozenset({Role.MANAGER})),
        Colleague(UserId(UUID(int=3)), LONG, frozenset({Role.SUPPORT_WORKER})),
    ),
)


def _deed(label: str, weight: str = "secondary", about: str = "") -> Deed:
    return Deed(label, lambda: None, weight, about)


def _deeds() -> PlanDeeds:
    plan = (
        _deed("Add a goal", "primary"),
        _deed("Add an action"),
        _deed("Review it…"),
        _deed("Change it…", "quiet"),
    )
    return PlanDeeds(plan, _of_goal, _of_action)


def _of_goal(goal: GoalShown) -> tuple[Deed, ...]:
    words = goal.words.text
    if goal.state is not GoalState.OPEN:
        return (_deed("Take it up again…", "quiet", words),)
    settle = _deed("Settle the goal…", about=words)
    return (settle, _deed("Add an action", "quiet", words), _deed("Change…", "quiet", words))


def _of_action(action: ActionShown) -> tuple[Deed, ...]:
    words = action.words.text
    if action.state is not ActionState.OPEN:
        return (_deed("Take it up again…", "quiet", words),)
    return (_deed("Settle…", about=words), _deed("Change…", "quiet", words))


def _page(plan: PlanDetails) -> QWidget:
    return beside("Recovery plan", plan_page(plan, _deeds()))


def _new() -> Form:
    return plan_form(made_up_person(), _OFFERED)


def _new_filled() -> Form:
    said = "To walk to work on her own again, and to sit in the canteen with the others as she used to."
    return filled(_new(), review="in two weeks", agreed="yes", words="Fridays.", **{"goal-social": said})


def _no_case() -> Form:
    form = plan_form(replace(made_up_person(), cases=()), ())
    form.refuse(no_open_case())
    return form


def _new_action() -> Form:
    return filled(
        action_form(made_up_person(), _READ, _GOAL), words="Ring the witness service.", promised="yes",
        worker=str(UUID(int=3)), due="friday",
    )  # fmt: skip


def _promise_dropped() -> Form:
    form = filled(action_settling_form(made_up_person(), _PROMISED), state="dropped")
    what = "This was promised to the person."
    form.refuse(RefusedError(what, "Write down why it is dropped, and what they were told."))
    return form


def pictures() -> tuple[Picture, ...]:
    """Every state of what is asked and read of a plan."""
    who = made_up_person()
    read = partial(Picture, width=560, height=1500)
    form = partial(Picture, width=560, height=760)
    return (
        form("plan-new", lambda: beside("", _new()), height=1000),
        form("plan-new-filled", lambda: beside("", _new_filled()), height=1000),
        form("plan-no-case", lambda: beside("", _no_case()), height=1000),
        read("plan-read", lambda: _page(PLAN)),
        read("plan-empty", lambda: _page(_BARE), height=560),
        read("plan-sealed", lambda: _page(_SEALED), height=800),
        form("plan-change", lambda: beside("", edits_form(who, _READ)), height=560),
        form("plan-review", lambda: beside("", review_form(who, _READ)), height=560),
        form("goal-new", lambda: beside("", goal_form(who, _READ)), height=560),
        form("goal-settle", lambda: beside("", goal_settling_form(who, _GOAL)), height=480),
        form("action-new", lambda: beside("", _new_action())),
        form("action-change", lambda: beside("", action_changing_form(who, _READ, _AGENCY))),
        form("action-promise-dropped", lambda: beside("", _promise_dropped())),
        Picture("plan-beside", lambda: _page(PLAN)),
    )
