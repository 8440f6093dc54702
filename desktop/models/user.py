"""Somebody who signs in."""

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.base import Line, Record
from desktop.models.types import CodeSet


class User(Record):
    """A sign-in: the name, the roles (mirrored from the signed key file), whether it still works."""

    __tablename__ = "user_account"
    __table_args__ = (UniqueConstraint("name"),)

    name: Mapped[Line]
    roles: Mapped[frozenset[str]] = mapped_column(CodeSet)
    active: Mapped[bool] = mapped_column(default=True)
