"""The service itself: its name, its commissioner's name, its year."""

from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.base import Line, Record


class Service(Record):
    """The organisation whose records these are; one row."""

    __tablename__ = "service"

    name: Mapped[Line]
    commissioner: Mapped[Line | None]
    year_start_month: Mapped[int] = mapped_column(default=4)
