"""Weeks of support: calls, visits and messages, most of them reaching the person, some not."""

from datetime import date, timedelta
from uuid import UUID

from desktop.demo.batch import Values
from desktop.demo.chance import spread
from desktop.demo.course import Course
from desktop.demo.days import working_day, working_days_after
from desktop.demo.lives import usable
from desktop.models.contact import Contact, ContactShare

_GIVEN = {
    "burglary": ("crime-prevention-visit", "door-window-alarm", "lighting", "practical"),
    "fraud": ("fraud-awareness", "call-blocker", "money-benefits"),
    "violence": ("case-updates", "personal-statement", "special-measures", "compensation", "health-liaison"),
    "harassment-stalking": ("safety-planning", "personal-alarm", "case-updates", "special-measures"),
    "asb-other": ("advocacy", "housing", "dummy-camera"),
    "damage": ("practical", "compensation", "housing"),
    "robbery": ("personal-alarm", "case-updates", "personal-statement"),
}
_ALWAYS_GIVEN = ("emotional", "emotional", "information", "practical", "advocacy", "coping-strategies")
_NOW_AND_THEN = (
    *("counselling", "restorative-justice", "health-liaison", "work-school-liaison", "group-session"),
    *("signposting", "signposting", "onward-referral"),
)
_WISHES = spread(phone=62, rings=9, text=6, email=4, visit_home=9, meet=10)
_MEETINGS = ("office", "office", "office", "drop-in", "drop-in", "video", "police-station", "court")
_FIRST_GAP, _LONGEST_GAP = 9, 30
_QUIET_BEFORE = 21


def keep_in_touch(course: Course) -> None:
    """Ring, meet and write for as the spell lasts."""
    chance = course.chance
    lost = course.reason == "contact-lost"
    last = course.last_day - timedelta(days=_QUIET_BEFORE) if lost else course.last_day
    if course.goes_on and chance.maybe(0.1):
        last -= timedelta(days=chance.number(32, 60))
    gap = float(_FIRST_GAP)
    day = working_day(course.since + timedelta(days=chance.number(1, 6)))
    while day <= last and course.life.alive_on(day):
        _one(course, day)
        day = working_day(day + timedelta(days=chance.about(gap, least=2, most=60, wide=0.35)))
        gap = min(gap * 1.25, _LONGEST_GAP)
    if lost:
        _lose(course, day)


def share_with(course: Course, other: Course) -> None:
    """Let a case share the first talk of another case that is about the same incident."""
    theirs = [one for one, day in other.contacts if course.since <= day <= course.last_day]
    if theirs:
        course.batch.add(ContactShare, course.chance, contact_id=theirs[0], case_id=course.id)


def told_of_death(course: Course, died_on: date) -> None:
    """Hear from the family that the person has died."""
    day = working_days_after(died_on, course.chance.number(2, 4))
    if day <= course.last_day:
        _write(
            course,
            day,
            "phone",
            "in",
            "spoke-with-other",
            course.talk.say("support", "after_death"),
            minutes=6,
        )


def _one(course: Course, day: date) -> None:
    """Make one contact on a day, by a way that is safe on that day."""
    chance, talk = course.chance, course.talk
    phone = course.life.phone
    _perhaps_confirm(course, phone, day)
    if _volunteers(course, day) and chance.maybe(0.4):
        _write(
            course,
            day,
            "drop-in",
            "in",
            "spoke-with-person",
            talk.say("support", "volunteer"),
            minutes=45,
            by=course.volunteer_id,
        )
        return
    rings = phone is not None and (usable(phone, day) or phone["state"] == "given_by_referrer")
    if not chance.maybe(0.84):
        _missed(course, day, rings=rings)
        return
    channel, way, point = _way(course, day, rings=rings)
    if channel in {"text", "email"}:
        _write(
            course,
            day,
            channel,
            "out",
            "message-sent",
            "The agreed words: day and time of the next talk.",
            minutes=2,
            point=point,
        )
        return
    restricted = chance.maybe(0.012)
    note = talk.say("support", "restricted") if restricted else _note(course, channel, way)
    row = _write(
        course,
        day,
        channel,
        way,
        "spoke-with-person",
        note,
        minutes=chance.about(25, least=5, most=120),
        point=point,
    )
    row["restricted"] = restricted
    row["support_codes"] = _given(course)


def _note(course: Course, channel: str, way: str) -> str:
    talk, chance = course.talk, course.chance
    parts = [talk.say("support", _opening(channel, way))]
    if not course.contacts:
        parts.append(talk.say("crime", course.incident.group))
    if chance.maybe(0.5):
        parts.append(talk.say("middle_of", course.incident.group))
    else:
        parts.append(talk.say("support", "middle"))
    if chance.maybe(0.7):
        parts.append(talk.say("support", "next"))
    return " ".join(parts)


def _opening(channel: str, way: str) -> str:
    """Say which sentences open the note of a talk: by telephone or video, at their home, or elsewhere."""
    if channel in {"phone", "video"}:
        return "call" if way == "in" and channel == "phone" else "talk"
    return "visit" if channel == "visit-home" else "meeting"


def _way(course: Course, day: date, *, rings: bool) -> tuple[str, str, Values | None]:
    """Choose a channel, a direction, and the number or address that is used."""
    life, wish = course.life, course.chance.weighted(_WISHES)
    if wish == "phone" and rings:
        return wish, "out", life.phone
    if wish == "text" and _is_mobile(life.phone) and usable(life.phone, day):
        return wish, "out", life.phone
    if wish == "email" and usable(life.email, day):
        return wish, "out", life.email
    if wish == "visit-home" and usable(life.letter, day) and not course.incident.controlling:
        return wish, "out", life.letter
    if wish == "rings":
        return "phone", "in", None
    return course.chance.one(_MEETINGS), "in", None


def _is_mobile(phone: Values | None) -> bool:
    return phone is not None and phone["digits"].startswith("7")


def _missed(course: Course, day: date, *, rings: bool) -> None:
    chance, talk, phone = course.chance, course.talk, course.life.phone
    if course.incident.controlling and rings and chance.maybe(0.06):
        _write(course, day, "phone", "out", "not-safe", talk.say("support", "unsafe"), minutes=1, point=phone)
    elif rings and phone and usable(phone, day) and phone.get("voicemail_allowed") and chance.maybe(0.4):
        _write(
            course,
            day,
            "phone",
            "out",
            "voicemail-left",
            talk.say("attempt", "voicemail"),
            minutes=1,
            point=phone,
        )
    elif rings and chance.maybe(0.6):
        _write(
            course, day, "phone", "out", "no-answer", talk.say("attempt", "no_answer"), minutes=1, point=phone
        )
    else:
        result = chance.one(("did-not-attend", "cancelled-by-them", "cancelled-by-us"))
        _write(course, day, "office", "in", result, talk.say("support", result), minutes=5)


def _lose(course: Course, day: date) -> None:
    """Try again and again, and reach nobody any more."""
    phone = course.life.phone
    for _ in range(3):
        if day > course.last_day:
            return
        if phone is not None and phone["state"] == "safe" and usable(phone, day):
            _write(
                course,
                day,
                "phone",
                "out",
                "no-answer",
                course.talk.say("attempt", "no_answer"),
                minutes=1,
                point=phone,
            )
        else:
            _write(
                course,
                day,
                "office",
                "in",
                "did-not-attend",
                course.talk.say("support", "did-not-attend"),
                minutes=5,
            )
        day = working_days_after(day, 3)


def _volunteers(course: Course, day: date) -> bool:
    start, end = course.volunteer_from, course.volunteer_until
    return start is not None and start <= day and (end is None or day <= end)


def _perhaps_confirm(course: Course, phone: Values | None, day: date) -> None:
    """Ask again whether the phone is safe, where a marking made that doubtful."""
    if phone is not None and "confirm_again_since" in phone and course.chance.maybe(0.5):
        del phone["confirm_again_since"]
        phone.update(confirmed_on=day, confirmed_by=course.worker_id)


def _given(course: Course) -> frozenset[str]:
    found = {course.chance.one(_ALWAYS_GIVEN)}
    if course.chance.maybe(0.6):
        found.add(course.chance.one(_GIVEN.get(course.incident.group, _ALWAYS_GIVEN)))
    if course.chance.maybe(0.12):
        found.add(course.chance.one(_NOW_AND_THEN))
    return frozenset(found)


def _write(
    course: Course,
    day: date,
    channel: str,
    way: str,
    result: str,
    note: str,
    *,
    minutes: int,
    point: Values | None = None,
    by: UUID | None = None,
) -> Values:
    row = course.add(
        Contact,
        worker_id=by or course.worker_id,
        happened_on=day,
        at_time=course.chance.clock(),
        channel_code=channel,
        direction=way,
        result_code=result,
        minutes=minutes,
        note=note,
        contact_point_id=point["id"] if point else None,
    )
    if point is not None:
        course.life.last_used[point["id"]] = day
    if result == "spoke-with-person":
        row["support_codes"] = frozenset({"emotional"})
        course.contacts.append((row["id"], day))
    return row
