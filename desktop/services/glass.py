"""Breaking the glass: reading in an emergency what one's role does not show, for a time, with a reason."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from desktop.domain.actor import Actor
from desktop.domain.ids import BrokenGlassId, PersonId
from desktop.domain.permissions import Permission, needs
from desktop.domain.references import tidy_reference
from desktop.errors import BadInputError, NotAllowedError, RefusedError
from desktop.models.broken_glass import BrokenGlass
from desktop.models.case import Case
from desktop.models.person import Person
from desktop.models.session import RecordSession
from desktop.queries.visible import not_locked_out, require_person
from desktop.services.access import Look, note_access
from desktop.services.case_records import record_to_change, tidy_words

LONGEST_HOURS = 8
"""A shift: who needs longer breaks the glass again, with a new reason."""
USUAL_HOURS = 2
SHORTEST_REASON = 10
"""Letters; "ok" or "urgent" explains nothing to the lead."""
LONGEST_REASON = 2_000
GLASS_KIND = "broken_glass"


@needs(Permission.BREAK_GLASS)
def break_glass(
    session: RecordSession, *, actor: Actor, person_id: PersonId, reason: str, hours: int = USUAL_HOURS
) -> BrokenGlassId:
    """Open what is sealed about a person whom the actor sees, for some hours; the lead is told of it.

    It never opens a lock-out.

    Raises:
        BadInputError: there is no such person, the reason is too short or long, or the hours cannot be.
        NotAllowedError: this sign-in holds no key behind glass.
    """
    kept = _checked_reason(session, reason, hours)
    require_person(session, person_id)
    return _break(session, actor, person_id, kept, hours)


@needs(Permission.BREAK_GLASS)
def break_glass_by_reference(
    session: RecordSession, *, actor: Actor, reference: str, reason: str, hours: int = USUAL_HOURS
) -> datetime:
    """Break the glass over whoever has this reference, or a case with it; give the moment it holds until.

    It is for people who are out of sight because all their cases are sealed. The answer is the same whether
    there is such a person, none, or one whom the actor is locked out of. Every attempt is written down.

    Raises:
        BadInputError: this can be no reference, the reason is too short or long, or the hours cannot be.
        NotAllowedError: this sign-in holds no key behind glass.
    """
    kept = _checked_reason(session, reason, hours)
    tidy = tidy_reference(reference)
    if tidy is None:
        what = "This can be no reference: the letters and digits do not fit together."
        raise BadInputError(what, "Check it; it looks like PA-000123-K.")
    person_id = _behind(session, tidy)
    if person_id is None:
        note_access(session, actor=actor, look=Look.LOOKED, kind=GLASS_KIND)
    else:
        _break(session, actor, PersonId(person_id), kept, hours)
    return session.now + timedelta(hours=hours)


@needs(Permission.BREAK_GLASS)
def close_glass(session: RecordSession, *, actor: Actor, glass_id: BrokenGlassId, version: int) -> None:
    """Close the glass that one broke oneself before its time is over.

    Raises:
        BadInputError: there is no such breaking, or it is a colleague's.
        StaleVersionError: somebody changed it since.
        RefusedError: its time is over already.
    """
    glass = record_to_change(session, BrokenGlass, record_id=glass_id, version=version)
    if glass.user_id != actor.user_id:
        what = "This entry is not in these records."
        raise BadInputError(what, "Look at the person's page again.")
    if glass.until <= session.now:
        what = "The time of this breaking is over already."
        raise RefusedError(what, "There is nothing to close.")
    glass.until = session.now


@needs(Permission.SEE_BROKEN_GLASS)
def note_seen(session: RecordSession, *, actor: Actor, glass_id: BrokenGlassId, version: int) -> None:
    """Let a lead say that they have seen that, and why, somebody broke the glass.

    Raises:
        BadInputError: there is no such breaking, or the person is out of sight.
        StaleVersionError: somebody changed it since.
        RefusedError: it was seen already, or it is one's own.
    """
    glass = record_to_change(session, BrokenGlass, record_id=glass_id, version=version)
    if glass.user_id == actor.user_id:
        what = "You broke this glass yourself."
        raise RefusedError(what, "Somebody else has to look at it.")
    if glass.seen_at is not None:
        what = "Somebody has seen this already."
        raise RefusedError(what, "There is nothing to do.")
    glass.seen_by = actor.user_id
    glass.seen_at = session.now


def _checked_reason(session: RecordSession, reason: str, hours: int) -> str:
    kept = tidy_words(reason) or ""
    if sum(sign.isalpha() for sign in kept) < SHORTEST_REASON:
        what = "The reason is too short for anybody to judge it later."
        raise BadInputError(what, "Write in a sentence what you need to know, and why now.")
    if len(kept) > LONGEST_REASON:
        what = "The reason is longer than the lead can read in a moment."
        raise BadInputError(what, "Shorten it to a few sentences.")
    if not 1 <= hours <= LONGEST_HOURS:
        what = f"The glass can be broken for 1 to {LONGEST_HOURS} hours."
        raise BadInputError(what, "Choose how long you need it.")
    if not session.sealer.may_break_glass:
        what = "Your sign-in holds no key behind glass."
        raise NotAllowedError(what, "Ring the safeguarding lead, or ask a manager to give it its keys anew.")
    return kept


def _break(
    session: RecordSession, actor: Actor, person_id: PersonId, reason: str, hours: int
) -> BrokenGlassId:
    glass = BrokenGlass(
        person_id=person_id,
        user_id=actor.user_id,
        broken_at=session.now,
        until=session.now + timedelta(hours=hours),
        reason=reason,
    )
    session.add(glass)
    note_access(session, actor=actor, look=Look.LOOKED, kind=GLASS_KIND, record_id=glass.id)
    return BrokenGlassId(glass.id)


def _behind(session: RecordSession, reference: str) -> UUID | None:
    of_case = select(Case.person_id).where(Case.reference == reference, Case.archived_at.is_(None))
    return session.scalar(
        select(Person.id).where(
            (Person.reference == reference) | Person.id.in_(of_case), not_locked_out(session, Person.id)
        )
    )
