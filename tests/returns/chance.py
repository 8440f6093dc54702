"""Histories by chance: many odd ones, around the edges of quarters and of what the rules distinguish."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from random import Random
from typing import TypeVar

from tests.returns.histories import (
    Assessment,
    Case,
    Concern,
    Contact,
    Ending,
    History,
    Onward,
    Person,
    Plan,
    Referral,
    Reply,
    Told,
)

T = TypeVar("T")
FIRST, LAST = date(2023, 12, 1), date(2025, 5, 31)
EDGES = tuple(
    date(year, month, 1) - timedelta(days=back)
    for year in (2024, 2025)
    for month in (1, 4, 7, 10)
    for back in (0, 1)
)
STREAMS = ("Commissioner's grant", "Lottery")
NEEDS = ("health", "shelter", "family", "money", "social")
OUTCOMES = ("coping", "informed", "confidence")
AGREEMENT = ("strongly-agree", "agree", "neither", "disagree", "strongly-disagree")
QUESTIONS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("understood", "dignity", "supported", "tailored"), AGREEMENT),
    **dict.fromkeys(("unmet", "put_in_touch"), ("yes", "no", "does-not-know")),
    "overall": ("completely-satisfied", "fairly-satisfied", "neither", "completely-dissatisfied"),
    "recovered": ("fully", "partly", "not-at-all", "not-sure", "not-applicable"),
}


class Chance:
    """What chance gives, always the same from the same seed."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)  # noqa: S311 made-up people need no secret
        self._serials = count(1)

    def serial(self) -> int:
        """Give the next number: records are numbered in the order they are made."""
        return next(self._serials)

    def one(self, *choices: T) -> T:
        """Choose one of several."""
        return self._random.choice(choices)

    def happens(self, share: float) -> bool:
        """Say whether something happens that happens to this share."""
        return self._random.random() < share

    def number(self, least: int, most: int) -> int:
        """Give a whole number between two others."""
        return self._random.randint(least, most)

    def some(self, choices: Sequence[str], most: int) -> frozenset[str]:
        """Give some of the codes, perhaps none."""
        return frozenset(self._random.sample(list(choices), self.number(0, most)))

    def day(self, first: date = FIRST, last: date = LAST) -> date:
        """Give a day, often one at the edge of a quarter."""
        edges = [day for day in EDGES if first <= day <= last]
        if edges and self.happens(0.3):
            return self.one(*edges)
        return first + timedelta(days=self.number(0, max(0, (last - first).days)))

    def soon(self, day: date, most: int = 120) -> date:
        """Give a day not long after another, often the same one."""
        return day if self.happens(0.2) else self.day(day, day + timedelta(days=most))

    def moment(self, day: date) -> datetime:
        """Give a moment of the day or so in UTC, often around midnight by the clocks of London."""
        hours, minutes = self.one((-1, 30), (0, 0), (0, 30), (22, 59), (23, 0), (23, 30), (12, 0))
        return datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(hours=hours, minutes=minutes)


def a_history(seed: int, *, people: int, replies: int) -> History:
    """Make so many people and replies to the survey."""
    chance = Chance(seed)
    return History(
        tuple(_person(chance) for _ in range(people)), tuple(_reply(chance) for _ in range(replies))
    )


def _reply(chance: Chance) -> Reply:
    answers = tuple((key, chance.one(None, *codes)) for key, codes in QUESTIONS.items())
    quarters = [date(2024, 1, 1), date(2024, 4, 1), date(2024, 7, 1), date(2024, 10, 1), date(2025, 1, 1)]
    return Reply(chance.serial(), chance.one(*quarters), answers, archived=chance.happens(0.1))


def _person(chance: Chance) -> Person:
    nameless = chance.happens(0.06)
    born = chance.one(None, chance.day(date(1930, 1, 1), date(2024, 12, 31)), chance.day(), date(2004, 2, 29))
    return Person(
        serial=chance.serial(),
        sex=chance.one("F", "M", "prefer-not-to-say", "not-stated", "not-asked", None),
        ethnicity=chance.one(
            "W1", "W3", "white", "A4", "black", "O9", "prefer-not-to-say", "not-stated", None
        ),
        disability=chance.one("yes", "no", "prefer-not-to-say", "not-asked", None),
        religion=chance.one("none", "muslim", "other", "prefer-not-to-say", "not-known", None),
        orientation=chance.one("heterosexual", "bisexual", "prefer-not-to-say", "not-stated", None),
        language=chance.one("en", "en", "cy", "ar", "prefer-not-to-say", "not-asked", None),
        authority=chance.one("E06000002", "E06000005", "out-of-area", "no-fixed-address", "not-known", None),
        born=born,
        precision=chance.one("day", "day", "month", "year", "about"),
        age_stated=chance.one(None, chance.number(0, 95)),
        age_stated_on=chance.one(None, chance.day(date(2022, 1, 1), date(2026, 1, 1))),
        archived=chance.happens(0.08),
        nameless=nameless,
        referrals=tuple(_referral(chance, nameless=nameless) for _ in range(chance.one(0, 1, 1, 1, 2, 3))),
        cases=() if nameless or not chance.happens(0.15) else (_case_alone(chance),),
    )


def _case_alone(chance: Chance) -> tuple[Case, tuple[Contact, ...]]:
    case = _case(chance, chance.day())
    contacts = (_contact(chance, case.opened_on) for _ in range(chance.number(0, 4)))
    return case, _as_archived(case, tuple(contacts))


def _referral(chance: Chance, *, nameless: bool) -> Referral:
    received = chance.day()
    with_case = not nameless and chance.happens(0.65)
    reason = chance.one(
        None, "duplicate", "out-of-scope", "declined", "declined-copes", "no-response", "not-known"
    )
    case = _case(chance, chance.soon(received, 40)) if with_case else None
    if with_case and chance.happens(0.95):
        reason = None
    turned = case.opened_on if case else date.max
    contacts = []
    for _ in range(0 if nameless else chance.one(0, 0, 1, 2, 3, 5)):
        one = _contact(chance, received)
        contacts.append(one if one.on >= turned else replace(one, before_case=True))
    answered = chance.one(None, None, chance.soon(received, 60))
    return Referral(
        serial=chance.serial(),
        received_on=received,
        source=chance.one("police-officer", "police", "self", "charity", "not-known", None),
        reason=reason,
        offered_on=chance.one(None, chance.soon(received, 60)),
        answered_on=answered,
        accepted=None if answered is None else chance.one(True, False),
        crime=chance.one("assault", "violence", "rape", "not-known", None),
        reported=chance.one("yes", "yes-before", "no", "no", "prefer-not-to-say", "not-known", None),
        not_reported=chance.one(
            None, frozenset(), chance.some(("reprisal", "distrust", "other"), 2), frozenset({"not-asked"})
        ),
        strands=chance.one(
            None,
            frozenset(),
            frozenset({"none"}),
            frozenset({"race", "none"}),
            frozenset({"not-known"}),
            frozenset({"race", "not-known"}),
            frozenset({"prefer-not-to-say"}),
            chance.some(("race", "religion", "transgender", "lgbt-not-separated", "other"), 2),
        ),
        archived=chance.happens(0.08),
        contacts=_as_archived(case, tuple(contacts)),
        case=case,
    )


def _as_archived(case: Case | None, contacts: tuple[Contact, ...]) -> tuple[Contact, ...]:
    """Put away with a case what belongs to it, as the program does."""
    if case is None or not case.archived:
        return contacts
    return tuple(replace(one, archived=True) for one in contacts)


def _contact(chance: Chance, after: date) -> Contact:
    on = chance.soon(after, 200)
    result = chance.one("spoke-with-person", "spoke-with-person", "refused", "no-answer", "voicemail-left")
    support = chance.one(
        None,
        frozenset(),
        frozenset({"none"}),
        frozenset({"not-known"}),
        frozenset({"none", "not-known"}),
        frozenset({"emotional", "none"}),
        chance.some(("emotional", "equipment", "personal-alarm", "information"), 3),
    )
    return Contact(
        serial=chance.serial(),
        on=on,
        direction=chance.one("out", "out", "in"),
        result=result,
        channel=chance.one("phone", "text", "office", "not-known"),
        support=support,
        minutes=chance.one(None, chance.number(0, 90)),
        written_at=chance.moment(on + timedelta(days=chance.one(0, 1, 7, 8, 9, 30))),
        archived=chance.happens(0.08),
        shared=chance.happens(0.2),
        before_case=False,
    )


def _case(chance: Chance, opened: date) -> Case:
    archived = chance.happens(0.06)
    from_history = chance.happens(0.2)
    endings, closed = (
        ((), chance.one(None, chance.soon(opened, 300))) if from_history else _endings(chance, opened)
    )
    return Case(
        serial=chance.serial(),
        opened_on=opened,
        closed_on=closed,
        old_reason=chance.one(None, "needs-met") if from_history and closed else None,
        crime=chance.one("assault", "violence", "rape", "sexual", "stalking", "arson", "not-known", None),
        also=chance.one(
            None, frozenset(), frozenset({"none"}), chance.some(("stalking", "hate", "fraud-cyber"), 2)
        ),
        enhanced=chance.one(
            None, frozenset(), frozenset({"not-asked"}), frozenset({"serious-crime", "vulnerable"})
        ),
        repeat=chance.one(None, True, False),
        stream=chance.one(None, *STREAMS),
        from_history=from_history,
        archived=archived,
        endings=endings,
        assessments=tuple(_assessment(chance, opened, archived) for _ in range(chance.one(0, 0, 1, 2, 3))),
        plans=tuple(_plan(chance, opened, archived) for _ in range(chance.one(0, 0, 1))),
        onwards=tuple(_onward(chance, opened, archived) for _ in range(chance.one(0, 0, 0, 1, 2))),
        concerns=tuple(_concern(chance, opened, archived) for _ in range(chance.one(0, 0, 0, 1))),
    )


def _endings(chance: Chance, opened: date) -> tuple[tuple[Ending, ...], date | None]:
    endings, since, closed = [], opened, None
    for _ in range(chance.one(0, 1, 1, 2, 3)):
        closed = chance.soon(since, 150)
        since = chance.soon(closed, 90)
        endings.append(_ending(chance, closed, since, archived=False))
    if endings and chance.happens(0.6):
        endings[-1] = _ending(chance, closed or opened, None, archived=False)
    else:
        closed = None
    if chance.happens(0.15):
        wrong = chance.soon(opened, 200)
        endings.append(_ending(chance, wrong, chance.one(None, wrong), archived=True))
    return tuple(endings), closed


def _ending(chance: Chance, closed: date, again: date | None, *, archived: bool) -> Ending:
    return Ending(
        serial=chance.serial(),
        closed_on=closed,
        reopened_on=again,
        reason=chance.one("needs-met", "contact-lost", "not-known"),
        planned=chance.one(True, False),
        agreed=chance.one("yes", "no", "not_asked"),
        archived=archived,
    )


def _told(chance: Chance) -> Told:
    answer = chance.one("scored", "scored", "scored", "not_asked", "prefer_not_to_say")
    return Told(answer, chance.number(1, 10) if answer == "scored" else None)


def _assessment(chance: Chance, opened: date, archived: bool) -> Assessment:  # noqa: FBT001 of the case
    return Assessment(
        serial=chance.serial(),
        on=chance.soon(opened, 250),
        risk=chance.one(None, "standard", "medium", "high"),
        safety=_told(chance),
        needs=tuple((need, _told(chance)) for need in sorted(chance.some(NEEDS, 4))),
        outcomes=tuple((one, _told(chance)) for one in sorted(chance.some(OUTCOMES, 3))),
        archived=archived or chance.happens(0.1),
    )


def _plan(chance: Chance, opened: date, archived: bool) -> Plan:  # noqa: FBT001 of the case
    on, away = chance.soon(opened, 100), archived or chance.happens(0.1)
    goals = tuple(
        (chance.one(None, *NEEDS), chance.soon(on, 100), away or chance.happens(0.15))
        for _ in range(chance.number(0, 3))
    )
    return Plan(chance.serial(), on, chance.one(None, chance.soon(on, 150)), goals, away)


def _onward(chance: Chance, opened: date, archived: bool) -> Onward:  # noqa: FBT001 of the case
    return Onward(
        serial=chance.serial(),
        on=chance.soon(opened, 200),
        kind=chance.one("told", "referred"),
        outcome=chance.one(
            "waiting", "accepted", "waiting-list", "declined", "stopped", "completed", "not-known"
        ),
        organisation_kind=chance.one(None, "counselling", "housing", "not-known"),
        need=chance.one(None, *NEEDS),
        archived=archived or chance.happens(0.1),
    )


def _concern(chance: Chance, opened: date, archived: bool) -> Concern:  # noqa: FBT001 of the case
    at = chance.moment(chance.soon(opened, 200))
    codes = ("police", "monitor", "no-action", "adult-social-care", "other")
    decisions = tuple(
        (chance.one(*codes), at + timedelta(days=chance.one(0, 1, 30)), archived or chance.happens(0.2))
        for _ in range(chance.number(0, 2))
    )
    return Concern(
        chance.serial(), at, chance.one("adult", "child"), decisions, archived or chance.happens(0.1)
    )
