"""How the made-up people come to the service: referred, tried, reached or not, and what they answer."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from desktop.demo.batch import Batch, Values
from desktop.demo.chance import spread
from desktop.demo.days import working_day, working_days_after
from desktop.demo.incidents import Incidence
from desktop.demo.lives import Life, confirm_ways, make_unsafe
from desktop.demo.world import World
from desktop.domain.case_course import follow_up_due
from desktop.models.contact import Contact
from desktop.models.referral import Referral

_FATES = spread(
    accepted=45,
    declined=29,
    no_response=12,
    details_wrong=4,
    out_of_area=2,
    supported_elsewhere=2,
    no_consent=1,
    no_safe_contact=2,
    unsafe=1,
    not_reached_yet=2,
)
_NEVER_TRIED = frozenset({"out-of-area", "supported-elsewhere", "no-consent", "out-of-scope"})
_ELSEWHERE = ("E06000005", "E06000047", "E06000047", "E06000065")
_DECLINED = spread(declined_copes=60, declined_has_support=22, declined_not_now=12, declined_other=6)
_FIRST_TRY = spread(d0=22, d1=38, d2=24, d3=9, d5=5, d8=2)
_MOST_TRIES = 4
_COMES_ALONG = frozenset({"self", "family-friend"})


@dataclass(frozen=True, slots=True)
class Accepted:
    """That somebody said yes to support, on a day, about what, and who spoke with them."""

    referral_id: UUID
    on: date
    incident: Incidence
    worker_id: UUID


@dataclass(slots=True)
class _Course:
    """One referral while it is made."""

    world: World
    batch: Batch
    life: Life
    incident: Incidence
    row: Values
    worker_id: UUID

    def contact(
        self, on: date, about: str, result: str, *, minutes: int, channel: str = "phone", way: str = "out"
    ) -> None:
        """Write down one attempt or talk before there is a case."""
        point = self.life.phone if channel == "phone" and way == "out" else None
        self.batch.add(
            Contact,
            self.world.chance,
            person_id=self.life.id,
            referral_id=self.row["id"],
            worker_id=self.worker_id,
            happened_on=on,
            at_time=self.world.chance.clock(),
            channel_code=channel,
            direction=way,
            result_code=result,
            minutes=minutes,
            note=self.world.talk.say(*about.split(".")),
            support_codes=frozenset({"information", "emotional"}) if result == "spoke-with-person" else None,
            contact_point_id=point["id"] if point else None,
        )
        if point is not None:
            self.life.last_used[point["id"]] = on


def refer(
    world: World, batch: Batch, life: Life, *, on: date, reference: str, incident: Incidence, source: str
) -> Accepted | None:
    """Make a referral and what came of it; give the answer if they said yes."""
    chance = world.chance
    row = batch.add(
        Referral,
        chance,
        reference=reference,
        received_on=on,
        person_id=life.id,
        incident_id=incident.incident_id,
        source_code=source,
        source_words="Rang themselves" if source == "self" and chance.maybe(0.3) else None,
    )
    worker_id = world.colleagues.on_duty(on, but=life.locked_out).user_id
    life.helped_by.add(worker_id)
    course = _Course(world, batch, life, incident, row, worker_id)
    fate = "out-of-scope" if incident.group == "specialist" else chance.weighted(_FATES)
    if fate == "out-of-area" and on == life.first_seen:
        life.person["local_authority_code"] = chance.one(_ELSEWHERE)
    if fate in _NEVER_TRIED:
        row["reason_not_case_code"] = fate
        return None
    if source in _COMES_ALONG and chance.maybe(0.7):
        return _come_along(course, on, fate)
    return _try(course, on, fate)


def same_again(
    world: World, batch: Batch, life: Life, *, on: date, reference: str, incident: Incidence
) -> None:
    """Let another source refer the same person for the same matter: a duplicate, counted apart."""
    batch.add(
        Referral,
        world.chance,
        reference=reference,
        received_on=on,
        person_id=life.id,
        incident_id=incident.incident_id,
        source_code="police-system-review",
        reason_not_case_code="duplicate",
    )


def nameless(world: World, batch: Batch, *, on: date, reference: str, incident: Incidence) -> None:
    """Make a referral of somebody who wants no name on file: it has no person, and asks for nothing."""
    batch.add(
        Referral,
        world.chance,
        reference=reference,
        received_on=on,
        incident_id=incident.incident_id,
        source_code=world.chance.one(("charity", "self", "local-authority")),
        asked_to_stay_anonymous=True,
        reason_not_case_code="declined-other" if on <= world.until - timedelta(days=14) else None,
    )


def _come_along(course: _Course, on: date, fate: str) -> Accepted | None:
    """They rang, or stood at the drop-in table: no attempt is needed."""
    channel = "drop-in" if course.world.chance.maybe(0.3) else "phone"
    if fate != "declined":
        return _spoke(course, on, "accepted", channel=channel, way="in")
    return _spoke(course, on, fate, channel=channel, way="in")


def _try(course: _Course, on: date, fate: str) -> Accepted | None:
    """Ring until somebody is reached, or nobody is."""
    world, life, chance = course.world, course.life, course.world.chance
    day = working_days_after(on, int(chance.weighted(_FIRST_TRY)[1:]))
    if life.phone is None or fate == "no-safe-contact":
        course.row["reason_not_case_code"] = "no-safe-contact" if day <= world.until else None
        return None
    if fate == "unsafe" and life.phone["id"] not in life.last_used and life.phone["state"] != "safe":
        make_unsafe(world, life)
        course.row["reason_not_case_code"] = "unsafe" if day <= world.until else None
        return None
    reached = fate in {"accepted", "declined"}
    tries = chance.number(0, 2) if reached else chance.number(2, _MOST_TRIES)
    for number in range(tries):
        if day > world.until:
            return None
        if fate == "details-wrong" and number == tries - 1:
            course.contact(day, "attempt.wrong", "number-wrong", minutes=2)
            break
        _miss(course, day)
        day = working_days_after(day, chance.number(1, 4))
    if fate in {"details-wrong", "no-response", "unsafe"}:
        reason = "no-response" if fate == "unsafe" else fate
        course.row["reason_not_case_code"] = reason if day <= world.until else None
        return None
    if not reached or day > world.until:
        return None
    return _spoke(course, day, fate)


def _miss(course: _Course, day: date) -> None:
    if course.world.chance.maybe(0.15):
        course.contact(day, "attempt.other", "spoke-with-other", minutes=2)
    else:
        course.contact(day, "attempt.no_answer", "no-answer", minutes=1)


def _spoke(
    course: _Course, day: date, fate: str, *, channel: str = "phone", way: str = "out"
) -> Accepted | None:
    """Speak with them for the first time: which ways are safe, what we do, what they say."""
    world, chance, row = course.world, course.world.chance, course.row
    confirm_ways(world, course.life, on=day, by=course.worker_id)
    row["offered_on"] = day
    if chance.maybe(0.12):
        course.contact(
            day, "offer.thinking", "spoke-with-person", minutes=chance.number(5, 15), channel=channel, way=way
        )
        channel, way = "phone", "out" if course.life.phone else "in"
        day = working_days_after(day, chance.number(1, 5))
        if day > world.until:
            return None
    row["answered_on"] = day
    row["accepted"] = fate == "accepted"
    minutes = chance.number(10, 45)
    if fate == "accepted":
        course.contact(day, "offer.accepted", "spoke-with-person", minutes=minutes, channel=channel, way=way)
        return Accepted(row["id"], day, course.incident, course.worker_id)
    row["reason_not_case_code"] = chance.weighted(_DECLINED)
    if chance.maybe(0.1) and row["received_on"] == course.life.first_seen:
        course.life.no_contact = True
        course.life.person["no_contact_since"] = day
        course.contact(day, "offer.no_more", "refused", minutes=5, channel=channel, way=way)
        return None
    course.contact(day, "offer.declined", "spoke-with-person", minutes=minutes, channel=channel, way=way)
    return _a_month_later(course, day)


def _a_month_later(course: _Course, day: date) -> Accepted | None:
    """Ask again about a month after the first talk: it reaches many who said that they were fine."""
    chance, row = course.world.chance, course.row
    due = follow_up_due(
        first_contact_on=day, reached=True, declined=True, died=False, no_contact=course.life.no_contact
    )
    if due is None or chance.maybe(0.1):
        return None
    asked = working_day(due + timedelta(days=chance.number(0, 4)))
    if asked > course.world.until or course.life.phone is None:
        return None
    if chance.maybe(0.25):
        course.contact(asked, "attempt.no_answer", "no-answer", minutes=1)
        return None
    if chance.maybe(0.8):
        course.contact(asked, "offer.follow_up_fine", "spoke-with-person", minutes=8)
        return None
    course.contact(asked, "offer.follow_up_yes", "spoke-with-person", minutes=25)
    row.update(accepted=True, answered_on=asked, reason_not_case_code=None)
    return Accepted(row["id"], asked, course.incident, course.worker_id)
