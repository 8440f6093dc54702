"""The session for a question: it reads one moment's records and stops every attempt to write."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection

from desktop.domain.actor import Actor
from desktop.domain.sealing import Sealer
from desktop.models.session import RecordSession
from desktop.store.stored_state import matches_history


class Question(RecordSession):
    """The session that the store hands to a question: it reads, and stops every attempt to write."""

    def __init__(self, connection: Connection, *, actor: Actor, sealer: Sealer, now: datetime) -> None:
        super().__init__(bind=connection, autoflush=False, expire_on_commit=False)
        self._actor = actor
        self._sealer = sealer
        self._now = now
        self._connection = connection

    @property
    def now(self) -> datetime:
        """The moment the question is asked, UTC."""
        return self._now

    @property
    def actor(self) -> Actor:
        """Who asks."""
        return self._actor

    @property
    def sealer(self) -> Sealer:
        """Opens sealed text where this sign-in may."""
        return self._sealer

    def matches_history(self, kind: str, record_id: UUID) -> bool:
        """Say whether a record is as its last row of history left it."""
        return matches_history(self._connection, kind, record_id)
