"""The history: one row for each record that a unit of work changed, chained so that none can go missing."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, LargeBinary, String, Text, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.base import Base
from desktop.models.types import UtcMoment


class Change(Base):
    """What happened to one record; an erasure empties fields and salt, and the chain still holds."""

    __tablename__ = "change"
    __table_args__ = (Index("ix_change_record_id", "record_id"),)
    __history__ = False

    device_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(UtcMoment)
    user_id: Mapped[UUID] = mapped_column(Uuid)
    kind: Mapped[str] = mapped_column(String(32))
    record_id: Mapped[UUID] = mapped_column(Uuid)
    operation: Mapped[str] = mapped_column(String(8))
    schema: Mapped[str] = mapped_column(String(8))
    fields: Mapped[str | None] = mapped_column(Text)
    salt: Mapped[bytes | None] = mapped_column(LargeBinary)
    fields_digest: Mapped[bytes] = mapped_column(LargeBinary)
    state_digest: Mapped[bytes] = mapped_column(LargeBinary)
    mac: Mapped[bytes] = mapped_column(LargeBinary)
