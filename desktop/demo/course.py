"""One case of a made-up person while its history is made: who has it, since when, until when."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from desktop.demo.batch import Batch, Values
from desktop.demo.chance import Chance
from desktop.demo.days import working_day
from desktop.demo.incidents import Incidence
from desktop.demo.lives import Life
from desktop.demo.words import Sentences
from desktop.demo.world import World
from desktop.models.base import CaseRecord


@dataclass(slots=True)
class Course:
    """One case: what is added to it is about its person and within it.

    ``since`` and ``ended`` are the days of the present spell: a case that is reopened has two.
    """

    world: World
    batch: Batch
    life: Life
    row: Values
    incident: Incidence
    worker_id: UUID
    since: date
    ended: date | None
    reason: str | None = None
    volunteer_id: UUID | None = None
    volunteer_from: date | None = None
    volunteer_until: date | None = None
    scores: dict[str, int] = field(default_factory=dict)
    safety: int | None = None
    outcomes: dict[str, int] = field(default_factory=dict)
    contacts: list[tuple[UUID, date]] = field(default_factory=list)
    open_concern: bool = False

    @property
    def id(self) -> UUID:
        """Give the case's identity."""
        found: UUID = self.row["id"]
        return found

    @property
    def chance(self) -> Chance:
        """Give the chance that rules it."""
        return self.world.chance

    @property
    def talk(self) -> Sentences:
        """Give the sentences that are said in it."""
        return self.world.talk

    @property
    def last_day(self) -> date:
        """Give the last day on which anything happens in the present spell."""
        return self.ended or self.world.until

    @property
    def goes_on(self) -> bool:
        """Say whether work on it goes on."""
        return self.ended is None

    def add(self, model: type[CaseRecord], **values: Any) -> Values:
        """Add a record about the person, within the case."""
        return self.batch.add(model, self.chance, person_id=self.life.id, case_id=self.id, **values)

    def day(self, least: int, most: int, *, after: date | None = None) -> date | None:
        """Choose a working day so many days after the beginning, or None where that is too late.

        Nothing happens after the spell is over, or once the person has died.
        """
        chosen = working_day((after or self.since) + timedelta(days=self.chance.number(least, most)))
        return chosen if chosen <= self.last_day and self.life.alive_on(chosen) else None
