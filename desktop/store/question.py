"""The session for a question: it reads one moment's records and stops every attempt to write."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection

from desktop.models.session import RecordSession
from desktop.store.stored_state import matches_history


class Question(RecordSession):
    """The session that the store hands to a question: it reads, and stops every attempt to write."""

    def __init__(self, connection: Connection, now: datetime) -> None:
        super().__init__(bind=connection, autoflush=False, expire_on_commit=False)
        self._now = now
        self._connection = connection

    @property
    def now(self) -> datetime:
        """The moment the question is asked, UTC."""
        return self._now

    def matches_history(self, kind: str, record_id: UUID) -> bool:
        """Say whether a record is as its last row of history left it."""
        return matches_history(self._connection, kind, record_id)
