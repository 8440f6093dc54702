"""That two people on file belong to one household or family."""

from datetime import date
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped

from desktop.models.base import CaseRecord, Code, GuardedWords, link


class HouseholdLink(CaseRecord):
    """How the other is related to the person; read from the other side it is turned round."""

    __tablename__ = "household_link"
    __table_args__ = (UniqueConstraint("person_id", "other_id"),)

    other_id: Mapped[UUID] = link("person")
    relation_code: Mapped[Code]
    live_together: Mapped[bool | None]
    since: Mapped[date | None]
    until: Mapped[date | None]
    note: Mapped[GuardedWords | None]
