"""A computer on which records are kept; its letter stands in every reference made on it."""

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.base import Line, Record


class Device(Record):
    """One computer with a store."""

    __tablename__ = "device"
    __table_args__ = (UniqueConstraint("letter"),)

    letter: Mapped[str] = mapped_column(String(2))
    name: Mapped[Line]
