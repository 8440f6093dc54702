"""Recovery plans: what was agreed, where each goal and action stands, and what somebody has to do next."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from uuid import UUID

from sqlalchemy import and_, or_, select

from desktop.domain.actor import Actor
from desktop.domain.codes import CodeList
from desktop.domain.dates import civil_date
from desktop.domain.ids import ActionId, CaseId, GoalId, PersonId, PlanId, UserId
from desktop.domain.names import initials
from desktop.domain.permissions import Permission, needs
from desktop.domain.plan_states import ActionOwner, ActionState, GoalState
from desktop.domain.sealed_text import ShownWords
from desktop.models.base import CaseRecord
from desktop.models.case import Case
from desktop.models.person import Person
from desktop.models.plan import Action, Goal, Plan
from desktop.models.session import RecordSession
from desktop.models.user import User
from desktop.queries.people import label_of
from desktop.queries.visible import reading, require_case, require_person, sees_record

_Kind = TypeVar("_Kind", bound=CaseRecord)
_Read = Callable[[CaseRecord, str], ShownWords]


@dataclass(frozen=True, slots=True)
class ActionShown:
    """One step; ``who`` is the worker's or the agency's name, empty for the person and where sealed."""

    action_id: ActionId
    version: int
    goal_id: GoalId | None
    words: ShownWords
    owner: ActionOwner
    owner_id: UserId | None
    who: str
    owner_words: ShownWords
    due_on: date | None
    overdue: bool
    promised: bool
    state: ActionState
    settled_on: date | None
    settled_words: ShownWords


@dataclass(frozen=True, slots=True)
class GoalShown:
    """One goal with its steps, open ones first, the next due at the top."""

    goal_id: GoalId
    version: int
    need_code: str | None
    need: str
    words: ShownWords
    set_on: date
    state: GoalState
    settled_on: date | None
    actions: tuple[ActionShown, ...]


@dataclass(frozen=True, slots=True)
class PlanDetails:
    """A plan; ``actions`` are those that serve no single goal."""

    plan_id: PlanId
    version: int
    case_id: CaseId | None
    made_on: date
    made_by: str
    agreed_with_person: bool | None
    review_on: date | None
    review_due: bool
    reviewed_on: date | None
    words: ShownWords
    goals: tuple[GoalShown, ...]
    actions: tuple[ActionShown, ...]


@dataclass(frozen=True, slots=True)
class OpenAction:
    """A step somebody has to do; the person by reference and initials, as lists show them."""

    action_id: ActionId
    version: int
    person_id: PersonId
    person_reference: str
    person_initials: str
    case_id: CaseId | None
    words: ShownWords
    due_on: date | None
    overdue: bool
    promised: bool
    asked_not_to_be_contacted: bool


@needs(Permission.SEE_CASE_NOTES)
def plan_of_case(
    session: RecordSession, *, actor: Actor, case_id: CaseId, code_lists: Mapping[str, CodeList]
) -> PlanDetails | None:
    """Give the newest plan of a case with its goals and actions; None where none was made.

    Raises:
        BadInputError: there is no such case, or it is out of sight.
    """
    del actor
    case = require_case(session, case_id)
    plans = _plans(session, PersonId(case.person_id), code_lists)
    return next((plan for plan in plans if plan.case_id == case_id), None)


@needs(Permission.SEE_CASE_NOTES)
def plans_of_person(
    session: RecordSession, *, actor: Actor, person_id: PersonId, code_lists: Mapping[str, CodeList]
) -> tuple[PlanDetails, ...]:
    """List the plans made with a person, the newest first.

    Raises:
        BadInputError: there is no such person, or they are out of sight.
    """
    del actor
    require_person(session, person_id)
    return _plans(session, person_id, code_lists)


@needs(Permission.SEE_CASE_NOTES)
def my_open_actions(session: RecordSession, *, actor: Actor) -> tuple[OpenAction, ...]:
    """List what whoever asks has to do: promises first, then by the day they are due, undated ones last.

    Theirs are the steps that name them, and those of their cases that a worker does and that name nobody.
    Whoever died is asked about nothing more. Once a case is closed only its promises stay.
    """
    today = civil_date(session.now)
    read = reading(session)
    mine = or_(
        Action.owner_id == actor.user_id,
        and_(Action.owner_id.is_(None), Case.worker_id == actor.user_id),
    )
    statement = (
        select(Action, Person)
        .join(Person, Person.id == Action.person_id)
        .join(Case, Case.id == Action.case_id, isouter=True)
        .where(
            Action.owner == ActionOwner.WORKER.value,
            Action.state == ActionState.OPEN.value,
            Action.archived_at.is_(None),
            Person.archived_at.is_(None),
            Person.died_on.is_(None),
            or_(Case.closed_on.is_(None), Action.promised.is_(True)),
            mine,
            sees_record(session, Action),
        )
    )
    found = [
        OpenAction(
            action_id=ActionId(action.id),
            version=action.version,
            person_id=PersonId(person.id),
            person_reference=person.reference,
            person_initials=initials(person.forename, person.surname),
            case_id=CaseId(action.case_id) if action.case_id else None,
            words=read(action, "words"),
            due_on=action.due_on,
            overdue=_is_before(action.due_on, today),
            promised=action.promised,
            asked_not_to_be_contacted=person.no_contact_since is not None,
        )
        for action, person in session.execute(statement)
    ]
    return tuple(sorted(found, key=lambda one: (not one.promised, one.due_on or date.max, one.action_id)))


def _plans(
    session: RecordSession, person_id: PersonId, code_lists: Mapping[str, CodeList]
) -> tuple[PlanDetails, ...]:
    today = civil_date(session.now)
    read = reading(session)
    names = {row.id: row.name for row in session.execute(select(User.id, User.name))}
    actions = [(one.plan_id, _action(one, names, read, today)) for one in _seen(session, Action, person_id)]
    actions.sort(key=lambda pair: (pair[1].state is not ActionState.OPEN, pair[1].due_on or date.max))
    goals = [
        (one.plan_id, _goal(one, code_lists, read, [action for _plan, action in actions]))
        for one in _seen(session, Goal, person_id)
    ]
    return tuple(
        PlanDetails(
            plan_id=PlanId(one.id),
            version=one.version,
            case_id=CaseId(one.case_id) if one.case_id else None,
            made_on=one.made_on,
            made_by=names.get(one.made_by, "somebody removed"),
            agreed_with_person=one.agreed_with_person,
            review_on=one.review_on,
            review_due=one.review_on is not None and one.review_on <= today,
            reviewed_on=one.reviewed_on,
            words=read(one, "words"),
            goals=tuple(goal for plan_id, goal in goals if plan_id == one.id),
            actions=tuple(
                action for plan_id, action in actions if plan_id == one.id and action.goal_id is None
            ),
        )
        for one in sorted(
            _seen(session, Plan, person_id), key=lambda one: (one.made_on, one.id), reverse=True
        )
    )


def _seen(session: RecordSession, model: type[_Kind], person_id: PersonId) -> Sequence[_Kind]:
    """Give a person's records of a kind, as whoever asks sees them, in the order they were written."""
    statement = (
        select(model)
        .where(model.person_id == person_id, model.archived_at.is_(None), sees_record(session, model))
        .order_by(model.id)
    )
    return session.scalars(statement).all()


def _goal(
    one: Goal, code_lists: Mapping[str, CodeList], read: _Read, actions: Sequence[ActionShown]
) -> GoalShown:
    return GoalShown(
        goal_id=GoalId(one.id),
        version=one.version,
        need_code=one.need_code,
        need=label_of(code_lists, "need", one.need_code) or "",
        words=read(one, "words"),
        set_on=one.set_on,
        state=GoalState(one.state),
        settled_on=one.settled_on,
        actions=tuple(action for action in actions if action.goal_id == one.id),
    )


def _action(one: Action, names: Mapping[UUID, str], read: _Read, today: date) -> ActionShown:
    agency = read(one, "owner_words")
    state = ActionState(one.state)
    return ActionShown(
        action_id=ActionId(one.id),
        version=one.version,
        goal_id=GoalId(one.goal_id) if one.goal_id else None,
        words=read(one, "words"),
        owner=ActionOwner(one.owner),
        owner_id=UserId(one.owner_id) if one.owner_id else None,
        who=names.get(one.owner_id, "somebody removed") if one.owner_id else agency.text,
        owner_words=agency,
        due_on=one.due_on,
        overdue=state is ActionState.OPEN and _is_before(one.due_on, today),
        promised=one.promised,
        state=state,
        settled_on=one.settled_on,
        settled_words=read(one, "settled_words"),
    )


def _is_before(due_on: date | None, today: date) -> bool:
    return due_on is not None and due_on < today
