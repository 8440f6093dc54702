"""Actions of a recovery plan: who does what by when, what was promised, and what became of it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from desktop.domain.actor import Actor
from desktop.domain.dates import civil_date, date_in_words
from desktop.domain.ids import ActionId, CaseId, GoalId, PersonId, PlanId, UserId
from desktop.domain.permissions import Permission, needs
from desktop.domain.plan_states import ActionOwner, ActionState
from desktop.errors import BadInputError, RefusedError
from desktop.models.plan import Action, Goal, Plan
from desktop.models.session import RecordSession
from desktop.models.user import User
from desktop.services.case_records import add_record, record_to_change, require_open_case, write_words


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAction:
    """One step: what, who does it, by when, and whether it was promised to the person.

    ``owner_id`` names the worker, else it is whoever has the case; ``owner_words`` names the agency.
    """

    words: str
    owner: ActionOwner
    owner_id: UserId | None = None
    owner_words: str = ""
    due_on: date | None = None
    promised: bool = False


@needs(Permission.PLAN)
def add_action(
    session: RecordSession,
    *,
    actor: Actor,
    plan_id: PlanId,
    action: NewAction,
    goal_id: GoalId | None = None,
) -> ActionId:
    """Add a step to the plan of an open case, perhaps towards one of its goals.

    Raises:
        BadInputError: there is no such plan, goal or worker, or it does not say what, by whom, or by when
            though it was promised.
        RefusedError: the case is closed.
    """
    del actor
    plan = record_to_change(session, Plan, record_id=plan_id, version=None)
    _require_open_case(session, plan.case_id)
    _check(session, action)
    if goal_id is not None:
        goal = record_to_change(session, Goal, record_id=goal_id, version=None)
        if goal.plan_id != plan.id:
            what = "This goal belongs to another plan."
            raise BadInputError(what, "Choose a goal of this plan.")
    record = add_record(
        session,
        Action,
        person_id=PersonId(plan.person_id),
        case_id=CaseId(plan.case_id) if plan.case_id else None,
        values={"plan_id": plan.id, "goal_id": goal_id, "state": ActionState.OPEN.value} | _facts(action),
        words={"words": action.words, "owner_words": action.owner_words},
    )
    return ActionId(record.id)


@needs(Permission.PLAN)
def change_action(
    session: RecordSession, *, actor: Actor, action_id: ActionId, version: int, words: NewAction
) -> None:
    """Write a step anew.

    Raises:
        BadInputError: there is no such action or worker, or it does not say what, by whom, or by when though
            it was promised.
        RefusedError: its case is closed, or the action is settled.
        StaleVersionError: somebody changed it since.
    """
    del actor
    action = record_to_change(session, Action, record_id=action_id, version=version)
    _require_open_case(session, action.case_id)
    if action.state != ActionState.OPEN:
        what = "This action is settled."
        raise RefusedError(what, "Open it again first.")
    _check(session, words)
    for name, value in _facts(words).items():
        setattr(action, name, value)
    write_words(session, action, words={"words": words.words, "owner_words": words.owner_words})


@needs(Permission.PLAN)
def settle_action(
    session: RecordSession,
    *,
    actor: Actor,
    action_id: ActionId,
    version: int,
    state: ActionState,
    on: date,
    words: str = "",
) -> None:
    """Say what became of a step, in a closed case too; ``ActionState.OPEN`` takes it up again.

    Raises:
        BadInputError: there is no such action, or the day lies in the future.
        RefusedError: it stands so already, what was promised is dropped without a word, or it is taken up
            again in a closed case.
        StaleVersionError: somebody changed it since.
    """
    del actor
    action = record_to_change(session, Action, record_id=action_id, version=version)
    if action.state == state:
        what = "The action stands so already."
        raise RefusedError(what)
    if state is ActionState.OPEN:
        _require_open_case(session, action.case_id)
    elif on > civil_date(session.now):
        what = f"Nothing can be settled on {date_in_words(on)} yet."
        raise BadInputError(what, "Check the day; it cannot lie in the future.")
    if state is ActionState.DROPPED and action.promised and not words.strip():
        what = "This was promised to the person."
        raise RefusedError(what, "Write down why it is dropped, and what they were told.")
    action.state = state.value
    action.settled_on = None if state is ActionState.OPEN else on
    write_words(session, action, words={"settled_words": words})


@needs(Permission.PLAN)
def archive_action(session: RecordSession, *, actor: Actor, action_id: ActionId, version: int) -> None:
    """Put away a step that was written down by mistake; one that was given up is settled.

    Raises:
        BadInputError: there is no such action, or it is out of sight.
        StaleVersionError: somebody changed it since.
    """
    del actor
    action = record_to_change(session, Action, record_id=action_id, version=version)
    action.archived_at = session.now


def _facts(action: NewAction) -> dict[str, object]:
    return {
        "owner": action.owner.value,
        "owner_id": action.owner_id,
        "due_on": action.due_on,
        "promised": action.promised,
    }


def _check(session: RecordSession, action: NewAction) -> None:
    if not action.words.strip():
        what = "The action says nothing."
        raise BadInputError(what, "Write what is to be done.")
    if action.owner is ActionOwner.AGENCY and not action.owner_words.strip():
        what = "It is not said which agency does this."
        raise BadInputError(what, "Write its name.")
    if action.owner is not ActionOwner.WORKER and action.owner_id is not None:
        what = "A worker is named for something that a worker does not do."
        raise BadInputError(what, "Leave the worker out, or say that a worker does it.")
    if action.owner_id is not None and session.get(User, action.owner_id) is None:
        what = "This worker is not known here."
        raise BadInputError(what, "Choose somebody else.")
    if action.promised and action.due_on is None:
        what = "This was promised to the person, but it is not said by when."
        raise BadInputError(what, "Give it a day.")


def _require_open_case(session: RecordSession, case_id: UUID | None) -> None:
    if case_id is not None:
        require_open_case(session, case_id=CaseId(case_id))
