"""A plan is made, added to, settled and reviewed beside the person's page; promises are shown as such."""

from datetime import date, timedelta

from desktop.domain.ids import PlanId
from desktop.domain.needs import Answer, AssessmentStage, Said
from desktop.domain.plan_states import ActionOwner, ActionState, GoalState
from desktop.queries.plans import PlanDetails, plans_of_person
from desktop.services.actions import NewAction
from desktop.services.assessments import NeedSaid, NewAssessment, record_assessment
from desktop.services.plans import GoalEdits, NewGoal, NewPlan, change_goal, make_plan
from desktop.ui.plans.forms import ADDINGS, OPENINGS
from tests.services.made_case import TODAY
from tests.ui.beside import Beside, in_sight
from tests.ui.conftest import labels
from tests.ui.shared.made_form import fill

PROMISE = NewAction(words="Send the form", owner=ActionOwner.WORKER, due_on=date(2026, 3, 30), promised=True)
PLAN = NewPlan(
    made_on=date(2026, 3, 20), goals=(NewGoal(words="Sleep again", need_code="health", actions=(PROMISE,)),)
)


def _planned(beside: Beside) -> PlanId:
    return beside.made.do(make_plan, case_id=beside.made.case, words=PLAN)


def _plan(beside: Beside) -> PlanDetails:
    (plan,) = beside.ask(plans_of_person)
    return plan


def test_a_plan_offers_a_goal_for_what_weighs_heavily(beside: Beside) -> None:
    made = beside.made
    heavy = NeedSaid(need_code="money", said=Said(Answer.SCORED, 8))
    said = NewAssessment(stage=AssessmentStage.START, made_on=TODAY, needs=(heavy,))
    made.do(record_assessment, person_id=made.person, case_id=made.case, words=said)
    form = beside.begin(ADDINGS, "Make a recovery plan")
    assert form.fields["goal-money"].spec.label == "A goal for “Finance and benefits” (8 of 10)"
    beside.type_into(form, "goal-money", "Pay the rent on time")
    beside.type_into(form, "goal", "Walk to work")
    fill(form, agreed="yes")
    beside.save_and_close()
    plan = _plan(beside)
    assert (plan.case_id, plan.made_on, plan.agreed_with_person) == (made.case, TODAY, True)
    goals = {goal.words.text: goal.need_code for goal in plan.goals}
    assert goals == {"Pay the rent on time": "money", "Walk to work": None}


def test_without_an_open_case_it_says_what_to_do_first(beside: Beside) -> None:
    beside.begin(ADDINGS, "Make a recovery plan", is_open=False)
    beside.wait_for("A recovery plan belongs to an open case, and there is none.")
    beside.save()
    assert beside.ask(plans_of_person) == ()


def test_an_action_without_a_plan_begins_with_the_plan(beside: Beside) -> None:
    form = beside.begin(ADDINGS, "Add an action")
    beside.wait_for("There is no recovery plan in an open case yet.")
    assert form.spec.title == "Make a recovery plan"


def test_a_promise_needs_a_day_and_is_shown_as_promised(beside: Beside) -> None:
    plan = _planned(beside)
    form = beside.begin(ADDINGS, "Add an action")
    beside.type_into(form, "words", "Ring the landlord")
    fill(form, promised="yes")
    beside.save()
    beside.wait_for("it is not said by when")
    fill(form, due="tomorrow")
    beside.save_and_close()
    (action,) = _plan(beside).actions
    assert (action.promised, action.due_on) == (True, TODAY + timedelta(days=1))
    page = beside.open(OPENINGS, "plan", plan)
    said = in_sight(page)
    assert said.count("Promised to them") == 2
    assert "Overdue" in said


def test_an_action_is_settled_and_the_plan_comes_back(beside: Beside) -> None:
    _planned(beside)
    action = _plan(beside).goals[0].actions[0]
    beside.open(OPENINGS, "action", action.action_id)
    beside.press_button("Settle… Send the form")
    beside.form()
    beside.save()
    beside.wait_for("Done on 1 April 2026")
    assert _plan(beside).goals[0].actions[0].state is ActionState.DONE


def test_a_promise_is_not_dropped_without_a_word(beside: Beside) -> None:
    _planned(beside)
    beside.open(OPENINGS, "plan", _plan(beside).plan_id)
    beside.press_button("Settle… Send the form")
    form = beside.form()
    fill(form, state="dropped")
    beside.save()
    beside.wait_for("This was promised to the person.")
    beside.type_into(form, "words", "Told her on the phone")
    beside.save()
    beside.page()
    assert _plan(beside).goals[0].actions[0].state is ActionState.DROPPED


def test_two_who_change_one_goal_lose_nothing(beside: Beside) -> None:
    _planned(beside)
    goal = _plan(beside).goals[0]
    beside.open(OPENINGS, "goal", goal.goal_id)
    beside.press_button("Change… Sleep again")
    form = beside.form()
    fill(form, words="Sleep through")
    theirs = GoalEdits(words="Sleep at home", need_code="health")
    beside.made.do(change_goal, goal_id=goal.goal_id, version=1, words=theirs)
    beside.save()
    beside.settle("Put both together")
    beside.wait_for("What was changed meanwhile is in the form now")
    beside.save()
    beside.page()
    assert _plan(beside).goals[0].words.text == "Sleep at home\n\nSleep through"


def test_a_goal_is_added_settled_and_taken_up_again(beside: Beside) -> None:
    beside.open(OPENINGS, "plan", _planned(beside))
    beside.press_button("Add a goal")
    beside.type_into(beside.form(), "words", "See friends")
    beside.save()
    beside.page()
    beside.press_button("Settle the goal… See friends")
    fill(beside.form(), state="partly")
    beside.save()
    beside.wait_for("Partly met on 1 April 2026")
    assert _plan(beside).goals[1].state is GoalState.PARTLY
    beside.press_button("Take it up again… See friends")
    beside.form()
    beside.save()
    beside.page()
    assert _plan(beside).goals[1].state is GoalState.OPEN


def test_a_plan_is_reviewed_and_changed(beside: Beside) -> None:
    beside.open(OPENINGS, "plan", _planned(beside))
    beside.press_button("Review it…")
    form = beside.form()
    fill(form, agreed="yes", words="Smaller steps")
    fill(form, next="in two weeks")
    beside.save()
    beside.wait_for("Smaller steps")
    assert (_plan(beside).reviewed_on, _plan(beside).agreed_with_person) == (TODAY, True)
    beside.press_button("Change it…")
    fill(beside.form(), words="Bigger steps")
    beside.save()
    beside.wait_for("Bigger steps")


def test_in_a_closed_case_things_are_settled_and_nothing_is_added(beside: Beside) -> None:
    plan = _planned(beside)
    opening = next(one for one in OPENINGS if one.kind == "plan")
    opening.open(beside.about(is_open=False), plan, beside.panel.open_form, beside.panel.open)
    offered = labels(beside.page())
    assert {"Settle…", "Settle the goal…"} <= offered
    assert not offered & {"Add a goal", "Add an action", "Change…", "Change it…"}
