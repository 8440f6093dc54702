"""By which folded words, sounds, dates and digits a person can be found; derived, made again at will."""

from uuid import UUID

from doublemetaphone import doublemetaphone
from sqlalchemy import Index, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.base import Base


class SearchKey(Base):
    """One key of one person, made from one record (the person, or a contact point)."""

    __tablename__ = "search_key"
    __table_args__ = (
        Index("ix_search_key_kind_key", "kind", "key", "person_id"),
        Index("ix_search_key_owner_id", "owner_id"),
    )
    __history__ = False

    id: Mapped[int] = mapped_column(primary_key=True)
    owner_id: Mapped[UUID] = mapped_column(Uuid)
    person_id: Mapped[UUID] = mapped_column(Uuid)
    kind: Mapped[str] = mapped_column(String(1))
    key: Mapped[str] = mapped_column(String(128))


def sounds(words: str) -> tuple[str, ...]:
    """Say how folded words may sound: one or two double-metaphone codes, none for a text without letters.

    Source: L. Philips, "The double metaphone search algorithm", C/C++ Users Journal, June 2000.
    """
    first, second = doublemetaphone(words)
    return tuple(code for code in dict.fromkeys((first, second)) if code)
