"""Who looked at, printed or exported whom."""

from uuid import UUID

from sqlalchemy import Uuid
from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.base import Base, Code, Identity, Line, Moment, one_of


class Access(Base):
    """One look; a row is itself the record of an event and is never changed, so it needs no history."""

    __tablename__ = "access"
    __table_args__ = (one_of("what", "looked", "revealed", "printed", "exported", "counted"),)
    __history__ = False

    id: Mapped[Identity]
    at: Mapped[Moment]
    user_id: Mapped[UUID] = mapped_column(Uuid, index=True)
    device_id: Mapped[UUID] = mapped_column(Uuid)
    what: Mapped[Code]
    kind: Mapped[Code]
    record_id: Mapped[UUID | None] = mapped_column(Uuid, index=True)
    detail: Mapped[Line | None]
