"""A file kept with a person: a picture or a PDF; anything else can only be saved as a copy."""

from datetime import date
from uuid import UUID

from sqlalchemy import LargeBinary
from sqlalchemy.orm import Mapped, deferred, mapped_column

from desktop.models.base import Base, CaseRecord, Code, GuardedWords, Identity, link, one_of


class Attachment(CaseRecord):
    """What a file is called, what it is, and the digest by which its body is known."""

    __tablename__ = "attachment"
    __table_args__ = (one_of("kind", "png", "jpeg", "pdf", "other"),)

    name: Mapped[GuardedWords | None]
    kind: Mapped[Code]
    size: Mapped[int]
    digest: Mapped[bytes] = mapped_column(LargeBinary)
    """SHA-256 of the body as it is kept (32 bytes)."""
    sealed: Mapped[bool] = mapped_column(default=False)
    added_on: Mapped[date]
    added_by: Mapped[UUID] = link("user_account")
    note: Mapped[GuardedWords | None]


class AttachmentBody(Base):
    """The file itself, under its attachment's identity; history holds its digest, not its bytes."""

    __tablename__ = "attachment_body"
    __history__ = False

    id: Mapped[Identity]
    body: Mapped[bytes | None] = deferred(mapped_column(LargeBinary))
    """Empty once it was erased."""
