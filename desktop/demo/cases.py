"""Whole cases: opened, worked on, ended with the person or not, and sometimes opened again."""

from datetime import date, timedelta
from uuid import UUID

from desktop.demo import around, assessing, contacts, worries
from desktop.demo.batch import Batch, Values
from desktop.demo.chance import spread
from desktop.demo.course import Course
from desktop.demo.days import working_day, working_days_after
from desktop.demo.lives import Life, ask_equality, mark_controlling
from desktop.demo.referrals import Accepted
from desktop.demo.world import World
from desktop.domain.references import reference_number
from desktop.models.case import Case, CaseIncident
from desktop.models.ending import Ending

_REASONS = spread(
    needs_met=42,
    goals_partly_met=18,
    person_chose=14,
    contact_lost=13,
    transferred=4,
    moved_away=3,
    no_longer_eligible=1.5,
    another_agency=1.5,
    unsafe=0.8,
    capacity=0.8,
    opened_in_error=0.4,
    other=1,
)
_PLANNED = frozenset({"needs-met", "goals-partly-met", "transferred", "another-agency"})
_NOT_ASKED = frozenset({"contact-lost", "died", "opened-in-error", "unsafe"})
_MAY_COME_BACK = frozenset({"needs-met", "goals-partly-met", "person-chose", "contact-lost"})
_RIGHTS_SINCE = date(2021, 4, 1)
_RIGHTS = spread(vulnerable=55, intimidated=22, serious_crime=13, persistently_targeted=10)
_FAMILY = spread(witness=45, family_member=45, parent_guardian=10)
_LONG, _REVIEW_AFTER = 110, 70
_ONE_SEALED_IN, _FIRST_SEALED = 500, 40


def run_case(
    world: World,
    batch: Batch,
    life: Life,
    accepted: Accepted,
    *,
    reference: str,
    again: bool,
    with_family: Course | None,
    may_die: bool,
) -> Course | None:
    """Make the whole history of one case; None if it is not opened before the last day."""
    chance = world.chance
    opened = working_days_after(accepted.on, chance.number(0, 2))
    if opened > world.until:
        return None
    length = chance.about(75, least=9, most=420)
    ended = _within(world, working_day(opened + timedelta(days=length)))
    died = opened + timedelta(days=chance.number(1, length)) if may_die and chance.maybe(0.006) else None
    if died is not None and died <= world.until:
        life.died_on = life.person["died_on"] = died
        ended = _within(world, working_days_after(died, 6))
    row = _opened(
        world, batch, life, accepted, reference, opened, again=again, family=with_family is not None
    )
    worker_id = world.colleagues.worker_for(opened, ended, but=life.locked_out).user_id
    life.helped_by.add(worker_id)
    course = Course(world, batch, life, row, accepted.incident, worker_id, opened, ended)
    batch.add(CaseIncident, chance, case_id=course.id, incident_id=accepted.incident.incident_id)
    if accepted.incident.controlling:
        _mark(course)
    around.take_consent(course, accepted.on, accepted.worker_id)
    ask_equality(world, life)
    _work(course)
    if with_family is not None:
        contacts.share_with(course, with_family)
    _seal(course)
    return course


def _within(world: World, day: date) -> date | None:
    return day if day <= world.until else None


def _opened(
    world: World,
    batch: Batch,
    life: Life,
    accepted: Accepted,
    reference: str,
    opened: date,
    *,
    again: bool,
    family: bool,
) -> Values:
    chance, incident = world.chance, accepted.incident
    kind = chance.weighted(_FAMILY) if family else _kind(incident.crime, troubled=chance.maybe(0.6))
    return batch.add(
        Case,
        chance,
        reference=reference,
        person_id=life.id,
        referral_id=accepted.referral_id,
        funding_stream_id=chance.one(world.streams),
        main_crime_code=incident.crime,
        also_involves=incident.also | {"repeat-victim"} if again else incident.also,
        opened_on=opened,
        victim_kind_code=kind,
        enhanced_codes=_enhanced(world, opened),
        repeat_victim=True if again else (False if chance.maybe(0.7) else None),
        from_history=False,
    )


def _kind(crime: str, *, troubled: bool) -> str:
    if crime == "homicide":
        return "bereaved-relative"
    return "affected-by-asb" if crime == "anti-social-behaviour" and troubled else "victim"


def _enhanced(world: World, opened: date) -> frozenset[str] | None:
    if opened < _RIGHTS_SINCE or world.chance.maybe(0.3):
        return None
    return frozenset({world.chance.weighted(_RIGHTS)}) if world.chance.maybe(0.4) else frozenset()


def _mark(course: Course) -> None:
    """Mark the case as controlling: whatever was confirmed before is asked again."""
    course.row["controlling_since"] = course.since
    mark_controlling(course.life, on=course.since, again=course.chance.maybe(0.4), by=course.worker_id)


def _work(course: Course) -> None:
    """Do what a case is for, and end it or not; perhaps it is opened again, and worked on once more."""
    _choose_ending(course)
    assessed = assessing.assess_at_start(course)
    around.assign_volunteer(course)
    contacts.keep_in_touch(course)
    if assessed:
        _review(course)
    around.send_on(course)
    around.note_people(course)
    around.note_dates(course)
    around.lock_out(course)
    worries.note_alleged_offender(course)
    worries.raise_concerns(course)
    worries.raise_alerts(course)
    if course.life.died_on is not None:
        contacts.told_of_death(course, course.life.died_on)
    _finish(course, assessed=assessed)
    around.remind(course)


def _choose_ending(course: Course) -> None:
    if course.ended is not None:
        died = course.life.died_on is not None
        course.reason = "died" if died else course.chance.weighted(_REASONS)
    course.row.update(worker_id=course.worker_id, closed_on=course.ended, ending_code=course.reason)


def _review(course: Course) -> None:
    """Look at needs and plan again in the longer cases."""
    if (course.last_day - course.since).days < _LONG or not course.chance.maybe(0.3):
        return
    day = course.day(_REVIEW_AFTER, _REVIEW_AFTER + 20)
    if day is not None:
        assessing.assess_again(course, "review", day)


def _finish(course: Course, *, assessed: bool) -> None:
    """End the spell, if it ended, and perhaps begin another."""
    if course.ended is None:
        return
    if assessed and course.reason in _PLANNED and course.chance.maybe(0.8):
        assessing.assess_again(course, "ending", course.ended)
    ending = _ending(course)
    if course.reason in _MAY_COME_BACK and course.chance.maybe(0.05):
        _reopen(course, ending)


def _ending(course: Course) -> Values:
    chance, talk, reason = course.chance, course.talk, course.reason
    agreed = "not_asked" if reason in _NOT_ASKED else "yes" if chance.maybe(0.9) else "no"
    asked = agreed != "not_asked"
    return course.add(
        Ending,
        closed_on=course.ended,
        closed_by=course.worker_id,
        reason_code=reason,
        planned=reason in _PLANNED,
        agreed=agreed,
        their_words=talk.say("ending", "said") if asked and chance.maybe(0.65) else None,
        words=talk.say("ending", _how(reason)) if reason == "other" or chance.maybe(0.4) else None,
        open_concern_reason=talk.say("ending", "left_open") if course.open_concern else None,
    )


def _how(reason: str | None) -> str:
    """Say which sentences tell how a case ended."""
    if reason in {"contact-lost", "died"}:
        return str(reason)
    return "planned" if reason in _PLANNED else "unplanned"


def _reopen(course: Course, ending: Values) -> None:
    """Open a closed case again because the person came back."""
    world, chance = course.world, course.chance
    ended: date = ending["closed_on"]
    back = working_day(ended + timedelta(days=chance.about(60, least=14, most=300)))
    if back > world.until:
        return
    over = _within(world, working_day(back + timedelta(days=chance.about(45, least=10, most=200))))
    worker: UUID = world.colleagues.worker_for(back, over, but=course.life.locked_out).user_id
    course.life.helped_by.add(worker)
    ending.update(reopened_on=back, reopened_by=worker, reopened_reason=course.talk.say("ending", "reopened"))
    course.worker_id, course.since, course.ended, course.reason = worker, back, over, None
    course.volunteer_from = None
    _choose_ending(course)
    contacts.keep_in_touch(course)
    if over is not None:
        _ending(course)
    around.remind(course)


def _seal(course: Course) -> None:
    """Seal two cases in a thousand whole."""
    if reference_number(course.row["reference"]) % _ONE_SEALED_IN == _FIRST_SEALED:
        course.row["sealed_on"] = course.row["opened_on"]
        course.batch.sealed_cases.add(course.id)
