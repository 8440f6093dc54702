"""The made-up colleagues: workers with their caseloads, those who left, volunteers, the leads."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from desktop.demo.batch import Batch
from desktop.demo.chance import Chance
from desktop.demo.words import Sentences, names
from desktop.domain.actor import Role
from desktop.models.supervision import SupervisionNote
from desktop.models.user import User

CASELOAD = 35
"""Open cases a worker is meant to have; source: domain.md §1, 30 to 40."""
_FEWEST_WORKERS = 2
_FORMER = 2
_VOLUNTEER_STAYS = 200
_NOTES_A_WORKER = 3


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody of the service, from a day until a day; ``until`` is None for those who are still there."""

    user_id: UUID
    name: str
    role: Role
    since: date
    until: date | None = None

    def was_there(self, first: date, last: date) -> bool:
        """Say whether they were there all the time between two days."""
        return self.since <= first and (self.until is None or last <= self.until)


class Colleagues:
    """Everybody who works in the made-up service."""

    def __init__(self, chance: Chance, *, open_cases: int, first_day: date, until: date, taken: str) -> None:
        self._chance = chance
        self._names = iter(_names(chance, taken))
        self._given = 0
        workers = max(_FEWEST_WORKERS, round(open_cases / CASELOAD))
        middle = first_day + (until - first_day) * 2 // 3
        self.workers = [self._somebody(Role.SUPPORT_WORKER, first_day) for _ in range(workers)]
        self.former = [self._somebody(Role.SUPPORT_WORKER, first_day, middle) for _ in range(_FORMER)]
        volunteers = max(2, workers // 2)
        self.volunteers = [self._somebody(Role.VOLUNTEER, first_day) for _ in range(volunteers)]
        self.team_leader = self._somebody(Role.TEAM_LEADER, first_day)
        self.lead = self._somebody(Role.SAFEGUARDING_LEAD, first_day)
        self.deputy = self._somebody(Role.DEPUTY_LEAD, first_day)

    @property
    def everybody(self) -> list[Colleague]:
        """Give all of them."""
        return [*self.workers, *self.former, *self.volunteers, self.team_leader, self.lead, self.deputy]

    def worker_for(self, opened: date, ended: date | None, *, but: Collection[UUID] = ()) -> Colleague:
        """Give who has a case: open ones go round in turn, closed ones to somebody there all along.

        ``but`` names those who are locked out of it.
        """
        if ended is None:
            self._given += 1
            while self.workers[self._given % len(self.workers)].user_id in but:
                self._given += 1
            return self.workers[self._given % len(self.workers)]
        there = [one for one in (*self.workers, *self.former) if one.was_there(opened, ended)]
        return self._chance.one([one for one in there if one.user_id not in but])

    def on_duty(self, day: date, *, but: Collection[UUID]) -> Colleague:
        """Give a worker who is there on a day, and not locked out."""
        there = [one for one in (*self.workers, *self.former) if one.was_there(day, day)]
        return self._chance.one([one for one in there if one.user_id not in but])

    def first_records(self, batch: Batch, *, until: date, talk: Sentences) -> None:
        """Write down who they are, and what was talked about with their supervisor lately."""
        for one in self.everybody:
            roles = frozenset({one.role.value})
            row = batch.add(User, self._chance, name=one.name, roles=roles, active=one.until is None)
            row["id"] = one.user_id
        for worker in self.workers:
            for number in range(_NOTES_A_WORKER):
                held = until - timedelta(days=20 + 90 * number)
                if held >= worker.since:
                    batch.add(
                        SupervisionNote,
                        self._chance,
                        worker_id=worker.user_id,
                        supervisor_id=self.team_leader.user_id,
                        held_on=held,
                        words=talk.say("supervision", "words"),
                        agreed=talk.say("supervision", "agreed"),
                        next_on=held + timedelta(days=90),
                    )

    def _somebody(self, role: Role, since: date, until: date | None = None) -> Colleague:
        return Colleague(self._chance.new_id(), next(self._names), role, since, until)


def _names(chance: Chance, taken: str) -> list[str]:
    """Put names together that end as nobody else's, each of them once."""
    known = names()
    last = [f"{first}{end}" for first in known.beginnings for end in known.colleague_ends]
    forenames = [*known.women, *known.men]
    found = [f"{chance.one(forenames)} {one}" for one in chance.some(last, len(last))]
    return [name for name in found if name.casefold() != taken.casefold()]
