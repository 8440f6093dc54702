"""What is asked of a plan, a goal, an action and what became of them, and the answers as such."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from desktop.domain.ids import GoalId, UserId
from desktop.domain.plan_states import ActionOwner, ActionState, GoalState
from desktop.queries.assessments import NeedToOffer
from desktop.queries.colleagues import Colleague
from desktop.queries.plans import ActionShown, GoalShown, PlanDetails
from desktop.services.actions import NewAction
from desktop.services.plans import GoalEdits, NewGoal, NewPlan, PlanEdits, PlanReview
from desktop.ui.people.about import AboutPerson
from desktop.ui.people.case_choice import case_field
from desktop.ui.shared.form_answers import FormAnswers
from desktop.ui.shared.form_fields import (
    Choice,
    Day,
    FieldSpec,
    FormSpec,
    Heading,
    Line,
    Tick,
    Whenabouts,
    Words,
    YesNo,
    options,
    options_of,
    shown_if,
)
from desktop.ui.shared.opened import said
from desktop.ui.shared.words import translate

_LONGEST = 48  # letters of a goal in a list of goals
MOST_OFFERED = 4
"""So many high needs are offered a goal; more on one day would be a list of demands."""


def owner_words(owner: ActionOwner) -> str:
    """Name who does an action."""
    return {
        ActionOwner.PERSON: translate("Plans", "The person"),
        ActionOwner.WORKER: translate("Plans", "One of us"),
        ActionOwner.AGENCY: translate("Plans", "Another agency"),
    }[owner]


# ── the plan ────────────────────────────────────────────────────────────────────────────────────────────────


def plan_spec(about: AboutPerson, offered: Sequence[NeedToOffer]) -> FormSpec:
    """Describe a new plan; needs that weigh heavily are each offered a goal."""
    offers: list[FieldSpec] = [
        Words(
            f"goal-{one.need_code}",
            translate("Plans", "A goal for “%1” (%2 of 10)")
            .replace("%2", str(one.score))
            .replace("%1", one.need),
            lines=2,
        )
        for one in offered[:MOST_OFFERED]
    ]
    other = translate("Plans", "Another goal") if offers else translate("Plans", "The first goal")
    return FormSpec(
        translate("Plans", "Make a recovery plan"),
        (
            *case_field(about.cases, open_only=True),
            Day("on", translate("Plans", "Made on"), required=True, lies=Whenabouts.PAST),
            Day("review", translate("Plans", "Look at it again"), lies=Whenabouts.AHEAD, beside=True),
            YesNo("agreed", translate("Plans", "Did they agree to it?")),
            Heading(
                "goals",
                translate("Plans", "What they want to reach"),
                hint=translate("Plans", "In their own words. Leave empty what they do not want to work on."),
            ),
            *offers,
            Words("goal", other, lines=2),
            _need(about, depends_on_goal=True),
            Words("words", translate("Plans", "Anything else that was agreed"), lines=2),
        ),
        save_label=translate("Plans", "Save the plan"),
        intro=translate("Plans", "Actions are added once the plan is saved: open it again from the record."),
    )


def plan_of(answers: FormAnswers, offered: Sequence[NeedToOffer]) -> NewPlan:
    """Make a new plan of the answers."""
    goals = [
        NewGoal(words=answers.text(f"goal-{one.need_code}"), need_code=one.need_code)
        for one in offered[:MOST_OFFERED]
    ]
    goals.append(NewGoal(words=answers.text("goal"), need_code=answers.code("need")))
    return NewPlan(
        made_on=answers.needed_day("on"),
        agreed_with_person=answers.yes_no("agreed"),
        review_on=answers.day("review"),
        words=answers.text("words"),
        goals=tuple(goal for goal in goals if goal.words),
    )


def edits_spec() -> FormSpec:
    """Describe what a plan says about itself."""
    return FormSpec(
        translate("Plans", "Change the plan"),
        (
            YesNo("agreed", translate("Plans", "Did they agree to it?")),
            Day("review", translate("Plans", "Look at it again"), lies=Whenabouts.AHEAD),
            Words("words", translate("Plans", "What was agreed besides"), lines=3),
        ),
        save_label=translate("Plans", "Save the plan"),
    )


def edits_of(answers: FormAnswers) -> PlanEdits:
    """Make the plan's own words of the answers."""
    return PlanEdits(
        agreed_with_person=answers.yes_no("agreed"),
        review_on=answers.day("review"),
        words=answers.text("words"),
    )


def plan_values(plan: PlanDetails) -> Mapping[str, object]:
    """Give what a plan says, to fill the form."""
    agreed = {True: "yes", False: "no", None: None}[plan.agreed_with_person]
    return {"agreed": agreed, "review": plan.review_on, "words": plan.words.text}


def review_spec() -> FormSpec:
    """Describe how a plan is looked at again."""
    return FormSpec(
        translate("Plans", "Review the plan"),
        (
            Day("on", translate("Plans", "Looked at on"), required=True, lies=Whenabouts.PAST),
            Day("next", translate("Plans", "And again on"), lies=Whenabouts.AHEAD, beside=True),
            YesNo("agreed", translate("Plans", "Do they agree to it now?")),
            Words(
                "words",
                translate("Plans", "What is agreed now"),
                hint=translate("Plans", "Leave it empty to keep what stands there."),
                lines=3,
            ),
        ),
        save_label=translate("Plans", "Save the review"),
    )


def review_of(answers: FormAnswers) -> PlanReview:
    """Make a review of the answers."""
    return PlanReview(
        on=answers.needed_day("on"),
        agreed_with_person=answers.yes_no("agreed"),
        next_on=answers.day("next"),
        words=answers.text("words"),
    )


# ── goals ───────────────────────────────────────────────────────────────────────────────────────────────────


def _need(about: AboutPerson, *, depends_on_goal: bool = False, besides: Sequence[str] = ()) -> Choice:
    return Choice(
        "need",
        translate("Plans", "For which need"),
        options=options_of(about.lists["need"], on=about.today, besides=besides),
        nothing=translate("Plans", "No single need"),
        depends_on=shown_if("goal") if depends_on_goal else None,
    )


def goal_spec(about: AboutPerson, held: GoalShown | None = None) -> FormSpec:
    """Describe a goal."""
    besides = (held.need_code,) if held and held.need_code else ()
    return FormSpec(
        translate("Plans", "Change a goal") if held else translate("Plans", "Add a goal"),
        (
            Words(
                "words",
                translate("Plans", "What they want to reach"),
                hint=translate("Plans", "In their own words."),
                required=True,
                lines=3,
            ),
            _need(about, besides=besides),
        ),
        save_label=translate("Plans", "Save the goal"),
        another_label="" if held else translate("Plans", "Save and add another"),
    )


def new_goal_of(answers: FormAnswers) -> NewGoal:
    """Make a new goal of the answers."""
    return NewGoal(words=answers.text("words"), need_code=answers.code("need"))


def goal_of(answers: FormAnswers) -> GoalEdits:
    """Make a goal written anew of the answers."""
    return GoalEdits(words=answers.text("words"), need_code=answers.code("need"))


def goal_values(goal: GoalShown) -> Mapping[str, object]:
    """Give what a goal says, to fill the form."""
    return {"words": goal.words.text, "need": goal.need_code}


def goal_settling_spec(goal: GoalShown) -> FormSpec:
    """Describe what became of a goal."""
    became = [
        (GoalState.MET.value, translate("Plans", "Met")),
        (GoalState.PARTLY.value, translate("Plans", "Partly met")),
        (GoalState.DROPPED.value, translate("Plans", "Dropped")),
    ]
    again = [(GoalState.OPEN.value, translate("Plans", "Take it up again"))]
    offered = options(became if goal.state is GoalState.OPEN else again)
    day = Day("on", translate("Plans", "On"), required=True, lies=Whenabouts.PAST)
    return FormSpec(
        translate("Plans", "What became of the goal"),
        (
            Choice("state", translate("Plans", "What became of it"), required=True, options=offered),
            *([day] if goal.state is GoalState.OPEN else []),
        ),
        save_label=translate("Plans", "Save"),
        intro=said(goal.words),
    )


# ── actions ─────────────────────────────────────────────────────────────────────────────────────────────────


def action_spec(
    workers: Sequence[Colleague], goals: Sequence[GoalShown] = (), held: ActionShown | None = None
) -> FormSpec:
    """Describe an action; ``goals`` are those that a new one may serve."""
    owners = options((one.value, owner_words(one)) for one in ActionOwner)
    named = options((str(one.user_id), one.name) for one in workers)
    serves = options((str(one.goal_id), _short(said(one.words))) for one in goals)
    by_worker, by_agency = (shown_if("owner", one) for one in (ActionOwner.WORKER, ActionOwner.AGENCY))
    goal = Choice(
        "goal",
        translate("Plans", "Towards which goal"),
        options=serves,
        nothing=translate("Plans", "No single goal"),
    )
    return FormSpec(
        translate("Plans", "Change an action") if held else translate("Plans", "Add an action"),
        (
            Words("words", translate("Plans", "What is to be done"), required=True, lines=2),
            Choice("owner", translate("Plans", "Who does it"), required=True, options=owners),
            Choice(
                "worker",
                translate("Plans", "Which of us"),
                options=named,
                nothing=translate("Plans", "Whoever has the case"),
                depends_on=by_worker,
            ),
            Line("agency", translate("Plans", "Which agency"), required=True, depends_on=by_agency),
            Tick(
                "promised",
                translate("Plans", "This was promised to the person"),
                hint=translate("Plans", "Promises come first in what is to be done. They need a day."),
            ),
            Day("due", translate("Plans", "By when"), lies=Whenabouts.AHEAD),
            *([goal] if serves else []),
        ),
        save_label=translate("Plans", "Save the action"),
        another_label="" if held else translate("Plans", "Save and add another"),
    )


def action_of(answers: FormAnswers) -> NewAction:
    """Make an action of the answers."""
    worker = answers.code("worker")
    return NewAction(
        words=answers.text("words"),
        owner=ActionOwner(answers.needed_code("owner")),
        owner_id=UserId(UUID(worker)) if worker else None,
        owner_words=answers.text("agency"),
        due_on=answers.day("due"),
        promised=answers.ticked("promised"),
    )


def goal_served(answers: FormAnswers) -> GoalId | None:
    """Give the goal that a new action serves, if any."""
    code = answers.code("goal") if "goal" in answers.values else None
    return GoalId(UUID(code)) if code else None


def action_values(action: ActionShown) -> Mapping[str, object]:
    """Give what an action says, to fill the form."""
    return {
        "words": action.words.text,
        "owner": action.owner.value,
        "worker": str(action.owner_id) if action.owner_id else None,
        "agency": action.owner_words.text,
        "promised": action.promised,
        "due": action.due_on,
    }


def action_settling_spec(action: ActionShown) -> FormSpec:
    """Describe what became of an action."""
    became = [
        (ActionState.DONE.value, translate("Plans", "Done")),
        (ActionState.DROPPED.value, translate("Plans", "Dropped")),
    ]
    again = [(ActionState.OPEN.value, translate("Plans", "Take it up again"))]
    is_open = action.state is ActionState.OPEN
    told = translate("Plans", "It was promised: if it is dropped, say why and what they were told.")
    day = Day("on", translate("Plans", "On"), required=True, lies=Whenabouts.PAST)
    return FormSpec(
        translate("Plans", "What became of the action"),
        (
            Choice(
                "state",
                translate("Plans", "What became of it"),
                required=True,
                options=options(became if is_open else again),
            ),
            *([day] if is_open else []),
            Words(
                "words",
                translate("Plans", "In a few words"),
                hint=told if action.promised and is_open else "",
                lines=2,
            ),
        ),
        save_label=translate("Plans", "Save"),
        intro=said(action.words),
    )


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
