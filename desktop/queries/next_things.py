"""What comes next for a person: actions agreed, key dates, the plan's review, and one's own reminders."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import or_, select

from desktop.domain.actor import Actor
from desktop.domain.codes import CodeList
from desktop.domain.ids import PersonId
from desktop.domain.permissions import Permission, needs
from desktop.domain.plan_states import ActionState
from desktop.models.case import Case
from desktop.models.guarded import show_field
from desktop.models.key_date import KeyDate
from desktop.models.person import Person
from desktop.models.plan import Action, Plan
from desktop.models.reminder import Reminder
from desktop.models.session import RecordSession
from desktop.models.user import User
from desktop.queries.people import label_of
from desktop.queries.visible import over_whom_glass_is_broken, require_person, sees_record

_OWNERS = {"person": "they do it", "agency": "an agency does it"}
_SEALED = "Sealed"


@dataclass(frozen=True, slots=True)
class NextThing:
    """Something still to come: which record, in which words, when, and whether it was promised to them."""

    kind: str
    record_id: UUID
    words: str
    due: date | None
    promised: bool = False
    who: str = ""
    asked_not_to_be_contacted: bool = False
    """Whether the person asked not to be contacted: it is done without them, or not at all."""


@needs(Permission.SEE_CASE_NOTES)
def next_things(
    session: RecordSession, *, actor: Actor, person_id: PersonId, code_lists: Mapping[str, CodeList]
) -> tuple[NextThing, ...]:
    """List what comes next: promises made to the person first, then what is due soonest, undated ones last.

    Somebody who died has nothing coming. Once a case is closed only its promises stay. Nobody is asked to
    look at a plan again with somebody who asked not to be contacted; their actions say that they did.

    Raises:
        BadInputError: there is no such person, or they are out of sight.
    """
    person = require_person(session, person_id)
    if person.died_on is not None:
        return ()
    glass = person_id in over_whom_glass_is_broken(session)
    found = [
        *_actions(session, person, glass=glass),
        *(_reviews(session, person_id) if person.no_contact_since is None else ()),
        *_key_dates(session, person_id, code_lists),
        *_reminders(session, actor, person_id, glass=glass),
    ]
    return tuple(sorted(found, key=lambda one: (not one.promised, one.due is None, one.due or date.max)))


def _actions(session: RecordSession, person: Person, *, glass: bool) -> Iterator[NextThing]:
    statement = (
        select(Action, User.name)
        .join(User, User.id == Action.owner_id, isouter=True)
        .join(Case, Case.id == Action.case_id, isouter=True)
        .where(
            Action.person_id == person.id,
            Action.state == ActionState.OPEN.value,
            Action.archived_at.is_(None),
            or_(Case.closed_on.is_(None), Action.promised.is_(True)),
            sees_record(session, Action),
        )
    )
    for one, name in session.execute(statement):
        words = show_field(session, one, "words", glass=glass).text or _SEALED
        who = name or _OWNERS.get(one.owner, "")
        yield NextThing(
            "action",
            one.id,
            words,
            one.due_on,
            promised=one.promised,
            who=who,
            asked_not_to_be_contacted=person.no_contact_since is not None,
        )


def _reviews(session: RecordSession, person_id: PersonId) -> Iterator[NextThing]:
    newest = (
        select(Plan)
        .join(Case, Case.id == Plan.case_id, isouter=True)
        .where(
            Plan.person_id == person_id,
            Plan.archived_at.is_(None),
            Case.closed_on.is_(None),
            sees_record(session, Plan),
        )
        .order_by(Plan.made_on.desc(), Plan.id.desc())
        .limit(1)
    )
    for plan in session.scalars(newest):
        if plan.review_on is not None:
            yield NextThing("plan", plan.id, "Look at the plan again", plan.review_on)


def _key_dates(
    session: RecordSession, person_id: PersonId, code_lists: Mapping[str, CodeList]
) -> Iterator[NextThing]:
    statement = select(KeyDate).where(
        KeyDate.person_id == person_id,
        KeyDate.dealt_with_on.is_(None),
        KeyDate.archived_at.is_(None),
        sees_record(session, KeyDate),
    )
    for one in session.scalars(statement):
        words = label_of(code_lists, "key-date-kind", one.kind_code) or ""
        yield NextThing("key_date", one.id, words, one.happens_on, who=one.at_time or "")


def _reminders(
    session: RecordSession, actor: Actor, person_id: PersonId, *, glass: bool
) -> Iterator[NextThing]:
    statement = select(Reminder).where(
        Reminder.person_id == person_id,
        Reminder.user_id == actor.user_id,
        Reminder.done_on.is_(None),
        Reminder.archived_at.is_(None),
    )
    for one in session.scalars(statement):
        words = show_field(session, one, "words", glass=glass).text or _SEALED
        yield NextThing("reminder", one.id, words, one.due_on)
