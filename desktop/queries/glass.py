"""Who broke the glass over whom and why: one's own that is open, and every breaking, for the leads."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import aliased

from desktop.domain.actor import Actor
from desktop.domain.ids import BrokenGlassId, PersonId
from desktop.domain.names import initials
from desktop.domain.permissions import Permission, needs
from desktop.models.access import Access
from desktop.models.broken_glass import BrokenGlass
from desktop.models.person import Person
from desktop.models.session import RecordSession
from desktop.models.user import User
from desktop.queries.visible import sees_record


@dataclass(frozen=True, slots=True)
class OpenGlass:
    """A glass that one broke oneself and that is still open."""

    glass_id: BrokenGlassId
    version: int
    person_id: PersonId
    reference: str
    until: datetime
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokenGlassRow:
    """One breaking: who, over whom, when, why, until when, and who of the leads has seen it."""

    glass_id: BrokenGlassId
    version: int
    person_id: PersonId
    reference: str
    initials: str
    who: str
    own: bool
    broken_at: datetime
    until: datetime
    reason: str
    seen_by: str | None
    seen_at: datetime | None


@dataclass(frozen=True, slots=True)
class InVain:
    """An attempt by reference that opened nothing: nobody has it, or whoever tried is locked out."""

    at: datetime
    who: str


@needs(Permission.BREAK_GLASS)
def my_open_glass(session: RecordSession, *, actor: Actor) -> tuple[OpenGlass, ...]:
    """List the glass that one broke oneself and that is still open, the next to close first."""
    statement = (
        select(BrokenGlass, Person.reference)
        .join(Person, Person.id == BrokenGlass.person_id)
        .where(
            BrokenGlass.user_id == actor.user_id,
            BrokenGlass.broken_at <= session.now,
            BrokenGlass.until > session.now,
            BrokenGlass.archived_at.is_(None),
            sees_record(session, BrokenGlass),
        )
        .order_by(BrokenGlass.until, BrokenGlass.id)
    )
    return tuple(
        OpenGlass(
            BrokenGlassId(glass.id),
            glass.version,
            PersonId(glass.person_id),
            reference,
            glass.until,
            glass.reason or "",
        )
        for glass, reference in session.execute(statement)
    )


@needs(Permission.SEE_BROKEN_GLASS)
def broken_glass(session: RecordSession, *, actor: Actor, most: int = 200) -> tuple[BrokenGlassRow, ...]:
    """List who broke the glass, what no lead has seen yet first, then the newest first."""
    lead = aliased(User)
    statement = (
        select(BrokenGlass, Person.reference, Person.forename, Person.surname, User.name, lead.name)
        .join(Person, Person.id == BrokenGlass.person_id)
        .join(User, User.id == BrokenGlass.user_id, isouter=True)
        .join(lead, lead.id == BrokenGlass.seen_by, isouter=True)
        .where(BrokenGlass.archived_at.is_(None), sees_record(session, BrokenGlass))
        .order_by(BrokenGlass.seen_at.is_not(None), BrokenGlass.broken_at.desc(), BrokenGlass.id.desc())
        .limit(most)
    )
    return tuple(
        BrokenGlassRow(
            glass_id=BrokenGlassId(glass.id),
            version=glass.version,
            person_id=PersonId(glass.person_id),
            reference=reference,
            initials=initials(forename, surname),
            who=who or "somebody removed",
            own=glass.user_id == actor.user_id,
            broken_at=glass.broken_at,
            until=glass.until,
            reason=glass.reason or "",
            seen_by=seen_by,
            seen_at=glass.seen_at,
        )
        for glass, reference, forename, surname, who, seen_by in session.execute(statement)
    )


@needs(Permission.SEE_BROKEN_GLASS)
def glass_in_vain(session: RecordSession, *, actor: Actor, most: int = 200) -> tuple[InVain, ...]:
    """List the attempts by reference that opened nothing, the newest first."""
    del actor
    statement = (
        select(Access.at, User.name)
        .join(User, User.id == Access.user_id, isouter=True)
        .where(Access.kind == BrokenGlass.__tablename__, Access.record_id.is_(None))
        .order_by(Access.at.desc())
        .limit(most)
    )
    return tuple(InVain(row.at, row.name or "somebody removed") for row in session.execute(statement))
