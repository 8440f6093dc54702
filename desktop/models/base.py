"""What every stored record shares: an identity, a version, and being archived instead of deleted."""

from datetime import datetime
from typing import Annotated, Any, ClassVar
from uuid import UUID

import uuid_utils.compat
from sqlalchemy import CheckConstraint, ForeignKey, MetaData, String, Text, Uuid
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

from desktop.domain.sealed_text import Guarded
from desktop.models.types import GuardedText, UtcMoment

_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


def new_id() -> UUID:
    """Make an identity that sorts by the moment it was made (UUID version 7)."""
    return uuid_utils.compat.uuid7()


class Base(DeclarativeBase):
    """The root of every stored class."""

    metadata = MetaData(naming_convention=_NAMES)
    __history__: ClassVar[bool] = True
    """Whether each change of a row is written into the history."""


Identity = Annotated[UUID, mapped_column(Uuid, primary_key=True, default=new_id)]
Code = Annotated[str, mapped_column(String(64))]
Reference = Annotated[str, mapped_column(String(32))]
Line = Annotated[str, mapped_column(String(255))]
Words = Annotated[str, mapped_column(Text)]
GuardedWords = Annotated[Guarded, mapped_column(GuardedText)]
"""Words of a case: always nullable, so that they can be erased or sealed later."""
Moment = Annotated[datetime, mapped_column(UtcMoment)]


def link(target: str) -> Any:
    """Make a reference to another record's identity, e.g. ``link("person")``; indexed."""
    return mapped_column(Uuid, ForeignKey(f"{target}.id"), index=True)


class Record(Base):
    """A record of the work: versioned against overwriting, archived and never deleted."""

    __abstract__ = True

    id: Mapped[Identity]
    version: Mapped[int] = mapped_column(default=1)
    archived_at: Mapped[datetime | None] = mapped_column(UtcMoment)

    def __init__(self, **values: Any) -> None:
        """Give a new record its identity at once, so that others can refer to it before it is stored."""
        super().__init__(**{"id": new_id(), **values})

    @declared_attr.directive
    @classmethod
    def __mapper_args__(cls) -> dict[str, Any]:
        """Let each update check and raise the version."""
        return {"version_id_col": cls.__dict__.get("version", cls.__table__.c.version)}


class CaseRecord(Record):
    """Something about one person, perhaps within one case: whoever may not see those may not see it.

    Questions, history, sealing and erasing walk all of these alike; so a new noun obeys them from its birth.
    """

    __abstract__ = True

    @declared_attr
    @classmethod
    def person_id(cls) -> Mapped[UUID]:
        """Name whom it is about."""
        return link("person")  # type: ignore[no-any-return]

    @declared_attr
    @classmethod
    def case_id(cls) -> Mapped[UUID | None]:
        """Name the case it is within, if any."""
        return link("support_case")  # type: ignore[no-any-return]


def column_values(record: Record) -> dict[str, object]:
    """Give the values of a record that was not stored yet by column name, those nobody set left out."""
    return {name: value for name, value in vars(record).items() if not name.startswith("_")}


def one_of(column: str, *allowed: str) -> CheckConstraint:
    """Make a check that the column holds one of the words, named after the column."""
    words = ", ".join(f"'{word}'" for word in allowed)
    return CheckConstraint(f"{column} IN ({words})", name=f"{column}_known")
