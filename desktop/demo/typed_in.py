"""What the made-up service typed in for its returns: each quarter that is over, with nothing left out."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from desktop.demo.batch import Batch
from desktop.demo.chance import Chance
from desktop.demo.world import World
from desktop.domain.case_studies import CASE_STUDY
from desktop.domain.dates import months_later
from desktop.domain.survey import quarter_start
from desktop.models.consent import Consent
from desktop.models.ending import Ending
from desktop.models.person import Person
from desktop.models.return_entry import ReturnEntry
from desktop.models.survey_reply import SurveyReply

QUARTERLY, OF_THE_FUND = "pcc-quarterly", "lottery-outcomes"
_A_QUARTER = 3  # months
_GROWN_UP = timedelta(days=366 * 19)
_TYPED_IN_AFTER = timedelta(days=9)
_FORMS_FOR_A_REPLY = 5
_WEEKS, _HOURS_A_WEEK, _THERE = 13, 35, 0.86
_POUNDS_OF_A_WORKER, _POUNDS_OF_A_MANAGER, _POUNDS_OF_ANOTHER = 8_900, 11_400, 6_700
_POUNDS_OF_A_VOLUNTEER, _POUNDS_OF_HELP, _POUNDS_OF_ROOMS = 95, 14, 5_600
Place = tuple[str, str, str]


@dataclass(slots=True)
class Stories:
    """Grown-up people whose case ended as planned, the last of each quarter: those who may be asked."""

    _ended: dict[date, tuple[date, UUID, UUID]] = field(default_factory=dict)

    def look_through(self, batch: Batch) -> None:
        """Remember of what is written next whose story could be told."""
        people = {row["id"]: row for row in batch.rows.get(Person, ())}
        for row in batch.rows.get(Ending, ()):
            ended, person = row["closed_on"], people.get(row["person_id"], {})
            born = person.get("born_on")
            if born is None or person.get("died_on") or not row["planned"]:
                continue
            before = self._ended.get(quarter_start(ended))
            later = before is None or (ended, person["id"]) > before[:2]
            if later and born + _GROWN_UP <= ended and row["case_id"] not in batch.sealed_cases:
                self._ended[quarter_start(ended)] = (ended, person["id"], row["case_id"])

    def of(self, quarter: date) -> tuple[date, UUID, UUID] | None:
        """Give when a case of the quarter ended, whose it was, and the case."""
        return self._ended.get(quarter)


def typed_in(world: World, first: Batch, stories: Stories, *, by: UUID, name: str) -> Batch:
    """Fill in the returns of every quarter that is over; ``first`` holds the replies that came back.

    ``by`` is who typed it in, of that ``name``.
    """
    batch = Batch()
    replies = Counter(row["quarter_start"] for row in first.rows.get(SurveyReply, ()))
    writer = _Writer(world, batch, by)
    quarter = quarter_start(world.wanted.first_day)
    while (after := months_later(quarter, _A_QUARTER)) <= world.until + timedelta(days=1):
        numbers = {**_staff(world), **_other_numbers(world.chance, replies[quarter])}
        numbers |= _money(world, numbers)
        for place, number in numbers.items():
            writer.write(QUARTERLY, quarter, place, hundredths=number)
        for place, words in _words(world, name).items():
            writer.write(QUARTERLY, quarter, place, words=words)
        _tell_a_story(world, writer, stories, quarter)
        learned = ("story", "words", "words")
        writer.write(OF_THE_FUND, quarter, learned, words=world.talk.say("return", "learned"))
        quarter = after
    return batch


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes one place of one return after the other."""

    world: World
    batch: Batch
    by: UUID

    def write(
        self,
        definition_id: str,
        quarter: date,
        place: Place,
        *,
        hundredths: int | None = None,
        words: str | None = None,
        consent_id: UUID | None = None,
    ) -> None:
        table_id, row_code, column_code = place
        self.batch.add(
            ReturnEntry,
            self.world.chance,
            definition_id=definition_id,
            quarter_start=quarter,
            table_id=table_id,
            row_code=row_code,
            column_code=column_code,
            hundredths=hundredths,
            words=words,
            consent_id=consent_id,
            entered_by=self.by,
            entered_on=min(months_later(quarter, _A_QUARTER) + _TYPED_IN_AFTER, self.world.until),
        )


def _staff(world: World) -> dict[Place, int]:
    """Say who worked there, in posts and hours (hundredths)."""
    chance = world.chance
    found: dict[Place, int] = {}
    employed = (("workers", len(world.colleagues.workers), 80), ("managers", 2, 90), ("others", 1, 60))
    for row, people, share in employed:
        posts = people * share
        worked = posts * _WEEKS * _HOURS_A_WEEK * (_THERE + chance.random() / 10)
        found |= {("R25", row, "people"): people * 100, ("R25", row, "posts"): posts}
        found["R25", row, "hours"] = round(worked / 50) * 50
    volunteers = len(world.colleagues.volunteers)
    found |= {("R25", "volunteers", "people"): volunteers * 100, ("R25", "volunteers", "posts"): 0}
    found["R25", "volunteers", "hours"] = volunteers * chance.number(36, 60) * 100
    return found


def _money(world: World, staff: Mapping[Place, int]) -> dict[Place, int]:
    """Say what was meant to be spent, and what was (pence)."""
    posts = {row: staff["R25", row, "posts"] for row in ("workers", "managers", "others")}
    pay = posts["workers"] * _POUNDS_OF_A_WORKER + posts["managers"] * _POUNDS_OF_A_MANAGER
    people = world.wanted.people / world.wanted.years / 4
    budgets = {
        "staff": pay + posts["others"] * _POUNDS_OF_ANOTHER,
        "volunteers": staff["R25", "volunteers", "people"] * _POUNDS_OF_A_VOLUNTEER,
        "direct": round(people) * _POUNDS_OF_HELP * 100,
        "premises": _POUNDS_OF_ROOMS * 100,
        "other": round(pay / 4_000) * 100,
    }
    found: dict[Place, int] = {}
    for row, budget in budgets.items():
        found["R26", row, "budget"] = budget
        found["R26", row, "spent"] = round(budget * (0.9 + world.chance.random() * 0.14))
    return found


def _other_numbers(chance: Chance, replies: int) -> dict[Place, int]:
    sessions = chance.number(3, 9)
    return {
        ("R24", "given", "number"): replies * chance.number(3, 2 * _FORMS_FOR_A_REPLY - 3) * 100,
        ("R28", "kit", "number"): chance.number(12, 48) * 100,
        ("R28", "sessions", "number"): sessions * 100,
        ("R28", "attendees", "number"): sessions * chance.number(5, 14) * 100,
    }


def _words(world: World, name: str) -> dict[Place, str]:
    parts = (world.talk.say("return", part) for part in ("well", "hard", "said", "known"))
    return {
        ("R0", "grant", "words"): "Victims' services grant (made up)",
        ("R0", "contract", "words"): "VS-0117 (made up)",
        ("R0", "prepared-by", "words"): name,
        ("R0", "signed-by", "words"): world.colleagues.team_leader.name,
        ("R27", "words", "words"): "\n\n".join(parts),
    }


def _tell_a_story(world: World, writer: _Writer, stories: Stories, quarter: date) -> None:
    """Tell of somebody whose case ended in the quarter, and who said yes to it when it ended."""
    told = stories.of(quarter)
    if told is None:
        return
    ended, person_id, case_id = told
    consent = writer.batch.add(
        Consent,
        world.chance,
        person_id=person_id,
        case_id=case_id,
        kind_code=CASE_STUDY,
        given=True,
        answered_on=ended,
        how_code="said",
        given_by_code="person",
        taken_by=world.colleagues.team_leader.user_id,
    )
    story = world.talk.say("return", "story")
    writer.write(QUARTERLY, quarter, ("R27a", "words", "words"), words=story, consent_id=consent["id"])
