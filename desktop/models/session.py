"""What a service or a question is handed: a session that knows the time and leaves history."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from desktop.domain.actor import Actor
from desktop.domain.sealing import Sealer
from desktop.models.base import Base, Record


class RecordSession(Session):
    """One unit of work on the records; the store gives it out and commits it, nobody else does."""

    @property
    def now(self) -> datetime:
        """The moment of this unit of work, UTC, the same for everything in it."""
        raise NotImplementedError

    @property
    def actor(self) -> Actor:
        """Who is signed in: nobody else can ask or change anything in this unit of work."""
        raise NotImplementedError

    @property
    def sealer(self) -> Sealer:
        """Seals text for the roles that may read it, and opens it where this sign-in may."""
        raise NotImplementedError

    @property
    def device_letter(self) -> str:
        """The letter of this computer in human references."""
        raise NotImplementedError

    def write_many(self, model: type[Base], rows: Sequence[Mapping[str, object]]) -> None:
        """Insert many records of one kind at once, each with its line of history.

        ``rows`` holds attribute values by column name; identities and versions are filled in where missing.
        """
        raise NotImplementedError

    def archive_many(self, model: type[Record], ids: Sequence[UUID]) -> None:
        """Put many records of one kind away at once, each with its line of history.

        Those put away before stay as they are.
        Nothing is loaded: what the session holds of them is read anew afterwards.
        """
        raise NotImplementedError

    def erase(self, record: Record, fields: Sequence[str]) -> None:
        """Empty the fields of one record, now and in all its history, and write down that it was done.

        The values of the other fields in the same history rows are kept with the new row.

        Raises:
            ValueError: a field does not exist or must not be empty.
        """
        raise NotImplementedError

    def replace_body(self, attachment_id: UUID, body: bytes) -> None:
        """Put another body under an attachment, e.g. once it was sealed; the one before is gone.

        History holds the digest of a body, never its bytes: give the attachment the new digest as well.
        """
        raise NotImplementedError

    def erase_body(self, attachment_id: UUID) -> None:
        """Empty the body of an attachment for good; that it was there stays in the attachment's history."""
        raise NotImplementedError

    def matches_history(self, kind: str, record_id: UUID) -> bool:
        """Say whether a record is as its last row of history left it: cheap, asked when it is opened."""
        raise NotImplementedError
