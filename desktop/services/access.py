"""Writing down who looked at, printed or exported what."""

from enum import StrEnum
from uuid import UUID

from desktop.domain.actor import Actor
from desktop.domain.permissions import Permission, needs
from desktop.models.access import Access
from desktop.models.session import RecordSession


class Look(StrEnum):
    """What somebody did with what they saw."""

    LOOKED = "looked"
    REVEALED = "revealed"
    PRINTED = "printed"
    EXPORTED = "exported"
    COUNTED = "counted"


@needs(Permission.NOTE_ACCESS)
def note_access(
    session: RecordSession,
    *,
    actor: Actor,
    look: Look,
    kind: str,
    record_id: UUID | None = None,
    detail: str | None = None,
) -> None:
    """Note that the actor looked at a record of a kind; ``detail`` holds no words about a person."""
    session.add(
        Access(
            at=session.now,
            user_id=actor.user_id,
            device_id=actor.device_id,
            what=look.value,
            kind=kind,
            record_id=record_id,
            detail=detail,
        )
    )
