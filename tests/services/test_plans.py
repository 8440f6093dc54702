"""A plan is made with the person, in an open case; what two people change, nobody loses."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from desktop.domain.actor import Actor, Role
from desktop.domain.ids import GoalId, PlanId, UserId
from desktop.domain.plan_states import ActionOwner, ActionState, GoalState
from desktop.errors import BadInputError, NotAllowedError, RefusedError, StaleVersionError
from desktop.queries.history import record_history
from desktop.queries.plans import PlanDetails, my_open_actions, plan_of_case, plans_of_person
from desktop.services.actions import NewAction, add_action, change_action, settle_action
from desktop.services.plans import (
    GoalEdits,
    NewGoal,
    NewPlan,
    PlanEdits,
    PlanReview,
    add_goal,
    change_goal,
    change_plan,
    make_plan,
    review_plan,
    settle_goal,
)
from desktop.store.records import Records
from tests.services.made_case import TODAY, MadeCase, made_case

RING = NewAction(words="Ring the landlord", owner=ActionOwner.WORKER, due_on=date(2026, 4, 3))
PROMISE = NewAction(words="Send the form", owner=ActionOwner.WORKER, due_on=date(2026, 4, 9), promised=True)
WALK = NewAction(words="Walk to the shop once", owner=ActionOwner.PERSON)
PLAN = NewPlan(
    made_on=date(2026, 3, 20),
    agreed_with_person=True,
    review_on=date(2026, 4, 1),
    words="Small steps",
    goals=(NewGoal(words="Sleep through the night", need_code="health", actions=(RING, WALK)),),
    actions=(PROMISE,),
)


@pytest.fixture
def made(records: Records, actor: Actor) -> MadeCase:
    return made_case(records, actor)


def planned(made: MadeCase, words: NewPlan = PLAN) -> PlanId:
    return made.do(make_plan, case_id=made.case, words=words)


def shown(made: MadeCase) -> PlanDetails:
    plan = made.ask(plan_of_case, case_id=made.case, code_lists=made.lists)
    assert plan is not None
    return plan


def test_a_plan_holds_its_goals_and_their_actions(made: MadeCase) -> None:
    planned(made)
    plan = shown(made)
    (goal,) = plan.goals
    assert (plan.words.text, plan.agreed_with_person, plan.review_due) == ("Small steps", True, True)
    assert (goal.words.text, goal.need, goal.set_on) == (
        "Sleep through the night",
        "Mental and physical health",
        date(2026, 3, 20),
    )
    assert [action.words.text for action in goal.actions] == ["Ring the landlord", "Walk to the shop once"]
    assert [(action.words.text, action.promised) for action in plan.actions] == [("Send the form", True)]


def test_a_case_without_a_plan_has_none(made: MadeCase) -> None:
    assert made.ask(plan_of_case, case_id=made.case, code_lists=made.lists) is None


def test_a_plan_of_a_closed_case_is_refused(made: MadeCase) -> None:
    plan = planned(made)
    made.say_of_case(closed_on=TODAY)
    with pytest.raises(RefusedError, match="is closed"):
        planned(made)
    with pytest.raises(RefusedError, match="is closed"):
        made.do(add_goal, plan_id=plan, goal=NewGoal(words="Another"))
    with pytest.raises(RefusedError, match="is closed"):
        made.do(add_action, plan_id=plan, action=RING)
    with pytest.raises(RefusedError, match="is closed"):
        made.do(change_plan, plan_id=plan, version=1, words=PlanEdits())


def test_what_was_kept_after_a_case_closed_can_still_be_written_down(made: MadeCase) -> None:
    planned(made)
    promise = shown(made).actions[0]
    made.say_of_case(closed_on=TODAY)
    made.do(
        settle_action,
        action_id=promise.action_id,
        version=1,
        state=ActionState.DONE,
        on=TODAY,
        words="Posted",
    )
    assert shown(made).actions[0].state is ActionState.DONE
    with pytest.raises(RefusedError, match="is closed"):
        made.do(settle_action, action_id=promise.action_id, version=2, state=ActionState.OPEN, on=TODAY)


def test_a_second_plan_waits_until_the_first_is_settled(made: MadeCase) -> None:
    planned(made)
    with pytest.raises(RefusedError, match="open goals or actions"):
        planned(made)
    plan = shown(made)
    made.do(settle_goal, goal_id=plan.goals[0].goal_id, version=1, state=GoalState.PARTLY, on=TODAY)
    for action in (*plan.actions, *plan.goals[0].actions):
        made.do(
            settle_action,
            action_id=action.action_id,
            version=1,
            state=ActionState.DROPPED,
            on=TODAY,
            words="Told her why",
        )
    planned(made, replace(PLAN, made_on=TODAY, words="A new start"))
    assert shown(made).words.text == "A new start"
    found = made.ask(plans_of_person, person_id=made.person, code_lists={})
    assert [one.words.text for one in found] == ["A new start", "Small steps"]


def test_of_two_workers_who_edit_one_plan_the_second_is_told_and_nothing_is_lost(made: MadeCase) -> None:
    plan = planned(made)
    one, other = made.colleague(Role.SUPPORT_WORKER, "One"), made.colleague(Role.SUPPORT_WORKER, "Other")
    first = PlanEdits(words="First hand", agreed_with_person=True)
    made.do(change_plan, by=one, plan_id=plan, version=1, words=first)
    second = PlanEdits(words="Second hand", agreed_with_person=True)
    with pytest.raises(StaleVersionError, match="meanwhile"):
        made.do(change_plan, by=other, plan_id=plan, version=1, words=second)
    assert shown(made).words.text == "First hand"
    made.do(change_plan, by=other, plan_id=plan, version=2, words=second)
    texts = [
        (line.user, field.before, field.after)
        for line in made.ask(record_history, record_id=plan)
        for field in line.fields
        if field.field == "words"
    ]
    assert texts == [
        ("Other", "First hand", "Second hand"),
        ("One", "Small steps", "First hand"),
        ("Mo Manager", "", "Small steps"),
    ]


def test_two_workers_may_each_add_to_one_plan(made: MadeCase) -> None:
    plan = planned(made)
    for name in ("One", "Other"):
        worker = made.colleague(Role.SUPPORT_WORKER, name)
        made.do(add_action, by=worker, plan_id=plan, action=replace(RING, words=name))
    assert {action.words.text for action in shown(made).actions} == {"Send the form", "One", "Other"}


def test_a_review_says_when_the_plan_is_looked_at_next(made: MadeCase) -> None:
    plan = planned(made)
    review = PlanReview(on=TODAY, next_on=date(2026, 5, 1), agreed_with_person=False)
    made.do(review_plan, plan_id=plan, version=1, review=review)
    details = shown(made)
    assert (details.reviewed_on, details.review_on, details.review_due) == (TODAY, date(2026, 5, 1), False)
    assert (details.agreed_with_person, details.words.text) == (False, "Small steps")


@pytest.mark.parametrize(
    "review",
    [
        PlanReview(on=date(2026, 3, 19)),
        PlanReview(on=date(2026, 4, 2)),
        PlanReview(on=TODAY, next_on=TODAY),
    ],
)
def test_a_review_on_an_impossible_day_is_refused(made: MadeCase, review: PlanReview) -> None:
    plan = planned(made)
    with pytest.raises(BadInputError, match=r"Check (the|both)"):
        made.do(review_plan, plan_id=plan, version=1, review=review)


@pytest.mark.parametrize(
    ("action", "problem"),
    [
        (replace(RING, words="  "), "says nothing"),
        (replace(RING, owner=ActionOwner.AGENCY), "which agency"),
        (replace(WALK, owner_id=UserId(UUID(int=3))), "worker does not do"),
        (replace(RING, owner_id=UserId(UUID(int=3))), "not known here"),
        (replace(PROMISE, due_on=None), "by when"),
    ],
)
def test_an_action_says_what_by_whom_and_by_when(made: MadeCase, action: NewAction, problem: str) -> None:
    with pytest.raises(BadInputError, match=problem):
        planned(made, replace(PLAN, actions=(action,)))
    assert made.ask(plan_of_case, case_id=made.case, code_lists={}) is None


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (replace(PLAN, made_on=date(2026, 4, 2)), "future"),
        (replace(PLAN, review_on=date(2026, 3, 1)), "before it was made"),
        (replace(PLAN, goals=(NewGoal(words=""),)), "goal says nothing"),
        (replace(PLAN, goals=(NewGoal(words="Rest", need_code="rest"),)), "Need"),
    ],
)
def test_a_plan_that_cannot_be_is_refused(made: MadeCase, words: NewPlan, problem: str) -> None:
    with pytest.raises(BadInputError, match=problem):
        planned(made, words)


def test_nothing_more_is_planned_with_somebody_who_died(made: MadeCase) -> None:
    made.say_of_person(died_on=date(2026, 3, 10))
    with pytest.raises(RefusedError, match="died"):
        planned(made)


def test_a_goal_is_settled_once_and_can_be_taken_up_again(made: MadeCase) -> None:
    planned(made)
    goal = shown(made).goals[0].goal_id
    settle: dict[str, Any] = {"goal_id": goal, "state": GoalState.MET, "on": TODAY}
    made.do(settle_goal, version=1, **settle)
    with pytest.raises(RefusedError, match="stands so already"):
        made.do(settle_goal, version=2, **settle)
    with pytest.raises(RefusedError, match="settled"):
        made.do(change_goal, goal_id=goal, version=2, words=GoalEdits(words="More"))
    back: dict[str, Any] = settle | {"state": GoalState.OPEN}
    made.do(settle_goal, version=2, **back)
    made.do(change_goal, goal_id=goal, version=3, words=GoalEdits(words="More sleep", need_code="social"))
    after = shown(made).goals[0]
    assert (after.state, after.settled_on, after.words.text) == (GoalState.OPEN, None, "More sleep")
    with pytest.raises(StaleVersionError):
        made.do(settle_goal, version=3, **settle)


def test_a_promise_is_not_dropped_without_a_word(made: MadeCase) -> None:
    planned(made)
    promise = shown(made).actions[0]
    drop: dict[str, Any] = {"action_id": promise.action_id, "version": 1, "state": ActionState.DROPPED}
    with pytest.raises(RefusedError, match="promised"):
        made.do(settle_action, on=TODAY, **drop)
    made.do(settle_action, on=TODAY, words="She filled it in herself", **drop)
    assert shown(made).actions[0].settled_words.text == "She filled it in herself"


def test_an_action_is_changed_only_at_the_version_shown_and_while_open(made: MadeCase) -> None:
    planned(made)
    ring = shown(made).goals[0].actions[0]
    words = replace(RING, words="Write to the landlord", due_on=None)
    made.do(change_action, action_id=ring.action_id, version=1, words=words)
    with pytest.raises(StaleVersionError):
        made.do(change_action, action_id=ring.action_id, version=1, words=words)
    made.do(settle_action, action_id=ring.action_id, version=2, state=ActionState.DONE, on=TODAY)
    with pytest.raises(RefusedError, match="settled"):
        made.do(change_action, action_id=ring.action_id, version=3, words=words)


def test_an_action_serves_a_goal_of_its_own_plan(made: MadeCase) -> None:
    plan = planned(made)
    with pytest.raises(BadInputError, match="not in these records"):
        made.do(add_action, plan_id=plan, action=RING, goal_id=GoalId(UUID(int=4)))


def test_my_actions_show_promises_first_then_by_day(made: MadeCase) -> None:
    worker = made.colleague(Role.SUPPORT_WORKER, "Wyn Worker")
    made.say_of_case(worker_id=worker.user_id)
    late = replace(RING, words="Late", due_on=date(2026, 3, 25))
    someday = replace(RING, words="Some day", due_on=None)
    mine = replace(RING, words="Named", owner_id=worker.user_id, due_on=date(2026, 3, 30))
    planned(made, replace(PLAN, actions=(someday, PROMISE, late, mine)))
    found = made.ask(my_open_actions, by=worker)
    assert [one.words.text for one in found] == [
        "Send the form",
        "Late",
        "Named",
        "Ring the landlord",
        "Some day",
    ]
    assert [one.overdue for one in found] == [False, True, True, False, False]
    assert {one.person_initials for one in found} == {"A.W."}
    assert made.ask(my_open_actions) == ()


def test_death_stops_every_prompt_and_a_closed_case_leaves_only_its_promises(made: MadeCase) -> None:
    worker = made.colleague(Role.SUPPORT_WORKER, "Wyn Worker")
    made.say_of_case(worker_id=worker.user_id)
    planned(made)
    made.say_of_case(closed_on=TODAY)
    assert [one.words.text for one in made.ask(my_open_actions, by=worker)] == ["Send the form"]
    made.say_of_person(died_on=TODAY)
    assert made.ask(my_open_actions, by=worker) == ()


def test_a_colleague_locked_out_and_a_volunteer_see_and_write_nothing(made: MadeCase) -> None:
    locked = made.colleague(Role.SUPPORT_WORKER, "Lou Locked")
    plan = planned(made, replace(PLAN, actions=(replace(RING, owner_id=locked.user_id),)))
    made.lock_out(locked)
    volunteer = made.colleague(Role.VOLUNTEER, "Vi Volunteer")
    made.assign(volunteer)
    assert made.ask(my_open_actions, by=locked) == ()
    with pytest.raises(BadInputError, match="not in these records"):
        made.ask(plan_of_case, by=locked, case_id=made.case, code_lists={})
    with pytest.raises(BadInputError, match="not in these records"):
        made.ask(plans_of_person, by=locked, person_id=made.person, code_lists={})
    with pytest.raises(BadInputError, match="not in these records"):
        made.do(change_plan, by=locked, plan_id=plan, version=1, words=PlanEdits())
    with pytest.raises(BadInputError, match="not in these records"):
        made.do(make_plan, by=locked, case_id=made.case, words=PLAN)
    for question, words in (
        (plans_of_person, {"person_id": made.person, "code_lists": {}}),
        (my_open_actions, {}),
    ):
        with pytest.raises(NotAllowedError):
            made.ask(question, by=volunteer, **words)
    with pytest.raises(NotAllowedError):
        made.do(make_plan, by=volunteer, case_id=made.case, words=PLAN)


def test_the_words_of_a_sealed_case_are_sealed_in_plan_goal_and_action(made: MadeCase) -> None:
    made.say_of_case(sealed_on=TODAY)
    planned(made)
    plan = shown(made)
    words = (plan.words, plan.goals[0].words, plan.goals[0].actions[0].words, plan.actions[0].words)
    assert {one.sealed for one in words} == {True}
    fields = made.ask(record_history, record_id=plan.goals[0].goal_id)[0].fields
    assert [one.after for one in fields if one.field == "words"] == ["sealed"]
