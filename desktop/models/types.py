"""Column types that hold the same meaning on SQLite and on PostgreSQL."""

from datetime import UTC, datetime

from sqlalchemy import DateTime, Dialect, String, Text
from sqlalchemy.types import TypeDecorator

from desktop.domain.sealed_text import Guarded, from_stored, to_stored


class UtcMoment(TypeDecorator[datetime]):
    """A moment in UTC; naive moments are refused, because nobody could say what they mean."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn an aware moment into what the database keeps.

        Raises:
            ValueError: the moment has no time zone.
        """
        if value is None:
            return None
        if value.tzinfo is None:
            message = "a moment without a time zone cannot be stored"
            raise ValueError(message)
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the moment back, aware, in UTC."""
        del dialect
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class CodeSet(TypeDecorator[frozenset[str]]):
    """Several codes of one list; an empty set means "asked, none", NULL means "not asked"."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: frozenset[str] | None, dialect: Dialect) -> str | None:
        """Keep the codes sorted, separated by one space."""
        del dialect
        return None if value is None else " ".join(sorted(value))

    def process_result_value(self, value: str | None, dialect: Dialect) -> frozenset[str] | None:
        """Give the codes back as a set."""
        del dialect
        return None if value is None else frozenset(value.split())


class GuardedText(TypeDecorator[Guarded]):
    """Words in clear or sealed; history, digests and drafts see the sealed form of sealed words."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Guarded | None, dialect: Dialect) -> str | None:
        """Keep sealed words in the one form they have."""
        del dialect
        return None if value is None else to_stored(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Guarded | None:
        """Give the words back, still sealed where they were."""
        del dialect
        return None if value is None else from_stored(value)
