"""Safeguarding concerns with calls and decisions, alerts, and what was said of whoever did it."""

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from desktop.demo.batch import Values
from desktop.demo.chance import spread
from desktop.demo.course import Course
from desktop.models.alert import Alert
from desktop.models.concern import Concern, ConcernAddition, ConcernCall, ConcernDecision
from desktop.models.involved_person import AllegedOffender

_CATEGORIES = (
    "physical",
    "domestic",
    "psychological",
    "financial",
    "neglect",
    "self-neglect",
    "suicide-self-harm",
)
_OF_CHILDREN = ("child-physical", "child-emotional", "child-neglect", "exploitation")
_CATEGORIES_SINCE = date(2015, 4, 1)
_DECISIONS = spread(adult_social_care=30, monitor=28, police=10, health=10, no_action=14, other_agency=8)
_DECISIONS_CHILD = spread(childrens_social_care=62, monitor=20, police=8, no_action=10)
_ALERTS = spread(
    unsafe_to_call=20,
    do_not_visit_alone=16,
    dog=22,
    confidentiality=18,
    communication_need=18,
    violence_risk=6,
)
_REFERRED = frozenset({"adult-social-care", "childrens-social-care", "police", "health", "other-agency"})
_REVIEW_DAYS = 5


def raise_concerns(course: Course) -> None:
    """Let somebody write down a worry that the person, or a child, is at risk of harm."""
    chance = course.chance
    day = course.day(2, 90)
    if day is None:
        return
    under_18 = course.life.under_18(day)
    if not chance.maybe(0.14 if course.incident.controlling or under_18 else 0.05):
        return
    child = under_18 or chance.maybe(0.2)
    raised_at = _at(course, day)
    row = _concern(course, day, raised_at, child=child)
    _ring(course, row, raised_at)
    decided = _decide(course, row, raised_at, child=child)
    if chance.maybe(0.12):
        course.add(
            ConcernAddition,
            concern_id=row["id"],
            added_at=raised_at + timedelta(hours=2),
            added_by=course.worker_id,
            words=course.talk.say("concern", "addition"),
        )
    _settle(course, row, decided)


def raise_alerts(course: Course) -> None:
    """Let somebody warn whoever acts next: what to do is for all, why is for few."""
    day = course.day(0, 30)
    if day is None:
        return
    if course.open_concern:
        _alert(
            course,
            day,
            "concern-open",
            "Ring the lead before you do anything.",
            "A concern is open.",
            lasts=True,
        )
    elif course.chance.maybe(0.09):
        kind = course.chance.weighted(_ALERTS)
        do, why = (course.talk.say("alert", kind, part) for part in ("do", "why"))
        _alert(course, day, kind, do, why, lasts=course.goes_on)


def note_alleged_offender(course: Course) -> None:
    """Keep what was said of whoever did it, as possible."""
    told_on = course.day(0, 40)
    if told_on is not None and course.chance.maybe(0.05):
        course.add(
            AllegedOffender,
            words=course.talk.say("concern", "told"),
            told_on=told_on,
            told_to=course.worker_id,
        )


def _at(course: Course, day: date) -> datetime:
    """Give a moment of a day's work; never later than three in the afternoon, so that calls follow on it."""
    return datetime.combine(day, time(course.chance.number(9, 14), course.chance.number(0, 11) * 5), UTC)


def _concern(course: Course, day: date, raised_at: datetime, *, child: bool) -> Values:
    chance, talk = course.chance, course.talk
    danger = chance.maybe(0.05)
    sharing = "yes" if chance.maybe(0.6) else "no"
    kinds = chance.some(_OF_CHILDREN if child else _CATEGORIES, chance.number(1, 2))
    return course.add(
        Concern,
        about="child" if child else "adult",
        category_codes=frozenset(chance.some(kinds, chance.number(1, 2)))
        if day >= _CATEGORIES_SINCE
        else None,
        raised_by=course.worker_id,
        raised_at=raised_at,
        happened_on=day - timedelta(days=chance.number(0, 5)),
        said_on=day,
        narrative=talk.say("concern", "narrative"),
        exact_words=talk.say("concern", "exact"),
        where_and_who=talk.say("concern", "where"),
        basis_codes=frozenset({"fact"} if chance.maybe(0.5) else {"fact", "hearsay"}),
        immediate_danger=danger,
        emergency_called=True if danger else None,
        wishes_asked="yes" if chance.maybe(0.85) else "not_possible",
        wishes=talk.say("concern", "wishes"),
        capacity_code="presumed" if chance.maybe(0.9) else "doubted",
        consent_to_share=sharing,
        override_reason=talk.say("concern", "override") if sharing == "no" and (child or danger) else None,
        children_in_household=True if child else chance.maybe(0.3),
        owner_id=course.world.colleagues.lead.user_id,
        review_on=day + timedelta(days=_REVIEW_DAYS),
    )


def _ring(course: Course, row: Values, raised_at: datetime) -> None:
    """Tell the lead by telephone; the first call does not always reach anybody."""
    when = raised_at + timedelta(minutes=course.chance.number(2, 12) * 5)
    told = "lead"
    if course.chance.maybe(0.25):
        _call(course, row, "lead", when, reached=False)
        when += timedelta(minutes=15)
        told = "deputy"
    _call(course, row, told, when, reached=True)


def _call(course: Course, row: Values, told: str, when: datetime, *, reached: bool) -> None:
    course.add(
        ConcernCall,
        concern_id=row["id"],
        told=told,
        told_at=when,
        told_by=course.worker_id,
        reached=reached,
        whom=course.talk.say("concern", "whom"),
        said=course.talk.say("concern", "said") if reached else None,
    )


def _decide(course: Course, row: Values, raised_at: datetime, *, child: bool) -> datetime | None:
    """Decide within a day, now and then later; the newest concerns still wait."""
    chance, talk = course.chance, course.talk
    late = chance.maybe(0.12)
    when = raised_at + timedelta(hours=chance.number(26, 40) if late else chance.number(2, 20))
    if when.date() > course.last_day:
        return None
    code = chance.weighted(_DECISIONS_CHILD if child else _DECISIONS)
    referred = code in _REFERRED
    course.add(
        ConcernDecision,
        concern_id=row["id"],
        decision_code=code,
        decided_at=when,
        decided_by=_lead(course),
        reasons=talk.say("concern", "reasons"),
        referred_to=talk.say("concern", "referred") if referred else None,
        their_reference=f"XMP-{chance.number(0, 99_999):05}" if referred else None,
        feedback=talk.say("concern", "feedback") if referred and chance.maybe(0.6) else None,
    )
    return when


def _settle(course: Course, row: Values, decided: datetime | None) -> None:
    """Sign a decided concern off after its review; a few stay open."""
    closed = course.day(5, 40, after=decided.date()) if decided is not None else None
    if closed is None or course.chance.maybe(0.05):
        course.open_concern = True
        return
    row.update(
        closed_on=closed,
        signed_off_by=_lead(course),
        signed_off_at=datetime.combine(closed, time(15, 30), UTC),
    )


def _lead(course: Course) -> UUID:
    colleagues = course.world.colleagues
    return (colleagues.deputy if course.chance.maybe(0.15) else colleagues.lead).user_id


def _alert(course: Course, day: date, kind: str, do: str, why: str, *, lasts: bool) -> None:
    row = course.add(
        Alert,
        kind_code=kind,
        what_to_do=do,
        why=why,
        raised_on=day,
        raised_by=course.worker_id,
        review_on=day + timedelta(days=90),
    )
    if not lasts and course.ended is not None:
        row.update(
            resolved_on=course.ended,
            resolved_by=course.worker_id,
            resolved_reason="No longer so when the case ended.",
        )
