"""The code lists: dated trees that the service may extend, retire and re-word, never delete from."""

from datetime import date

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.base import Code as CodeText
from desktop.models.base import Line, Record, Words, one_of
from desktop.models.types import CodeSet


class CodeListRow(Record):
    """One list, such as ethnicity or crime type."""

    __tablename__ = "code_list"
    __table_args__ = (UniqueConstraint("key"),)

    key: Mapped[CodeText]
    title: Mapped[Line]


class CodeRow(Record):
    """One code of a list, perhaps below another."""

    __tablename__ = "code"
    __table_args__ = (
        UniqueConstraint("list_key", "code"),
        one_of("kind", "answer", "not_stated", "prefer_not_to_say", "not_asked", "not_known"),
    )

    list_key: Mapped[CodeText]
    code: Mapped[CodeText]
    label: Mapped[Line]
    parent: Mapped[CodeText | None]
    kind: Mapped[CodeText]
    position: Mapped[int]
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    synonyms: Mapped[Words]
    """Other words for the code: a JSON list."""


class CrosswalkRow(Record):
    """One place of another scheme, and the codes of a list that belong there while it is in force."""

    __tablename__ = "crosswalk"
    __table_args__ = (UniqueConstraint("list_key", "scheme", "place", "starts_on"),)

    list_key: Mapped[CodeText]
    scheme: Mapped[CodeText]
    scheme_title: Mapped[Line]
    place: Mapped[CodeText]
    label: Mapped[Line]
    sources: Mapped[frozenset[str]] = mapped_column(CodeSet)
    position: Mapped[int]
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
