"""What stands around a made-up case: consents, places to turn to, people, dates, volunteers, reminders."""

from datetime import date, timedelta
from uuid import UUID

from desktop.demo.batch import Values
from desktop.demo.chance import spread
from desktop.demo.course import Course
from desktop.demo.days import working_day
from desktop.demo.words import names
from desktop.models.assignment import Assignment
from desktop.models.consent import Consent
from desktop.models.involved_person import InvolvedPerson
from desktop.models.key_date import KeyDate
from desktop.models.lock_out import LockOut
from desktop.models.onward_referral import OnwardReferral
from desktop.models.reminder import Reminder

_ROLES = spread(
    police_officer=40, landlord=14, social_worker=10, health_worker=12, trusted_other=14, relative=10
)
_DATES = spread(
    hearing=40, trial=22, bail_end=14, order_expiry=8, prison_release=6, equipment_return=6, anniversary=4
)
_OUTCOMES = spread(
    completed=34,
    accepted=24,
    waiting_list=12,
    person_chose_not_to=12,
    did_not_attend=8,
    declined=6,
    not_known=4,
)
_COMPETENT_FROM = 13
_FOLLOW_UP_AFTER = 21


def take_consent(course: Course, on: date, by: UUID) -> None:
    """Write down that they agreed to be supported; for a child, who decided and why."""
    row = _consent(course, "support", on, by)
    row["how_code"] = "said" if course.chance.maybe(0.7) else "in-writing"


def send_on(course: Course) -> None:
    """Tell them of places to turn to, or pass their details on with consent, and follow it up."""
    chance = course.chance
    if not chance.maybe(0.4):
        return
    for _ in range(chance.number(1, 2)):
        made_on = course.day(3, 90)
        if made_on is None:
            continue
        need = max(course.scores, key=lambda one: course.scores[one]) if course.scores else None
        place_id, place = chance.one(course.world.places_for(need))
        row = course.add(
            OnwardReferral,
            kind="told",
            organisation_id=place_id,
            need_code=need,
            made_by=course.worker_id,
            made_on=made_on,
            outcome_code="waiting",
        )
        if chance.maybe(0.5):
            _refer(course, row, place_id, place.name)
        _follow_up(course, row)


def note_people(course: Course) -> None:
    """Note who is around the case, and who must never be spoken to."""
    chance, life = course.chance, course.life
    if life.under_18(course.since):
        parent = _involved(course, "parent", life.person["surname"])
        parent["parental_responsibility"] = True
    if chance.maybe(0.35):
        role = chance.weighted(_ROLES)
        row = _involved(course, role, _surname(course))
        row["trusted_other"] = role == "trusted-other"
    if course.incident.controlling and chance.maybe(0.6):
        row = _involved(course, "ex-partner", _surname(course))
        digits = f"1632960{chance.number(100, 999)}"
        row.update(
            never_speak_to=True, digits=digits, number=f"0{digits[:4]} {digits[4:]}", what_we_may_say=None
        )


def note_dates(course: Course) -> None:
    """Note a hearing, the end of bail or whatever else is to come."""
    chance, talk = course.chance, course.talk
    if not chance.maybe(0.16):
        return
    happens_on = working_day(course.since + timedelta(days=chance.number(14, 220)))
    row = course.add(
        KeyDate,
        kind_code=chance.weighted(_DATES),
        happens_on=happens_on,
        at_time="09:30" if chance.maybe(0.6) else None,
        place=talk.say("key_date", "place"),
        note=talk.say("key_date", "note"),
    )
    if happens_on <= course.last_day and chance.maybe(0.93):
        row["dealt_with_on"] = happens_on


def assign_volunteer(course: Course) -> None:
    """Ask a volunteer to help for some weeks."""
    start = course.day(4, 21)
    if start is None or not course.chance.maybe(0.1):
        return
    end = start + timedelta(days=course.chance.number(30, 120))
    course.volunteer_id = course.chance.one(course.world.colleagues.volunteers).user_id
    course.volunteer_from = start
    course.volunteer_until = (
        None if course.goes_on and end > course.world.until else min(end, course.last_day)
    )
    course.add(
        Assignment,
        user_id=course.volunteer_id,
        from_on=start,
        until_on=course.volunteer_until,
        note="Tea and company at the drop-in." if course.chance.maybe(0.5) else None,
    )


def remind(course: Course) -> None:
    """Let the worker write a line to themselves, for a day soon."""
    chance, until = course.chance, course.world.until
    if not (course.goes_on and course.life.alive_on(until) and chance.maybe(0.3)):
        return
    due_on = until + timedelta(days=chance.number(-4, 20))
    row = course.batch.add(
        Reminder,
        chance,
        user_id=course.worker_id,
        person_id=course.life.id,
        case_id=course.id,
        due_on=due_on,
        words=course.talk.say("reminder", "words"),
        written_by=course.worker_id,
    )
    if due_on < until and chance.maybe(0.6):
        row["done_on"] = due_on


def lock_out(course: Course) -> None:
    """Lock a colleague out who knows somebody in the case."""
    known, workers = course.life.helped_by, course.world.colleagues.workers
    others = [one for one in workers if one.user_id not in known]
    locked_on = course.day(0, 5)
    if locked_on is None or course.life.locked_out or not others or not course.chance.maybe(0.006):
        return
    locked = course.chance.one(others).user_id
    course.life.locked_out.add(locked)
    course.add(
        LockOut,
        user_id=locked,
        locked_on=locked_on,
        locked_by=course.world.colleagues.lead.user_id,
        reason=course.talk.say("lock_out", "reason"),
    )


def _consent(course: Course, kind: str, on: date, by: UUID) -> Values:
    row = course.add(
        Consent,
        kind_code=kind,
        given=True,
        answered_on=on,
        how_code="said",
        given_by_code="person",
        taken_by=by,
    )
    age = course.life.age_on(on)
    if age is not None and course.life.under_18(on):
        if age < _COMPETENT_FROM:
            row.update(given_by_code="parental-responsibility", parents_know=True)
        else:
            row["competence_judged_by"] = "The worker, with the lead"
            row["competence_reason"] = course.talk.say("consent", "judged")
            row["parents_know"] = course.chance.maybe(0.7)
    return row


def _refer(course: Course, row: Values, place_id: UUID, name: str) -> None:
    """Pass details on: with consent, or not at all where it is withdrawn before."""
    chance, talk, made_on = course.chance, course.talk, row["made_on"]
    consent = _consent(course, "sharing", made_on, course.worker_id)
    consent.update(
        organisation_id=place_id,
        what=talk.say("consent", "what"),
        to_whom=name,
        purpose=talk.say("consent", "purpose"),
        limits=talk.say("consent", "limits") if chance.maybe(0.4) else None,
        expires_on=made_on + timedelta(days=365),
    )
    row.update(kind="referred", consent_id=consent["id"])
    if chance.maybe(0.04):
        consent.update(withdrawn_on=made_on, withdrawn_words=talk.say("consent", "withdrawn"))
        row.update(outcome_code="stopped", stopped_on=made_on, outcome_on=made_on)
        return
    sent = course.day(0, 3, after=made_on)
    if sent is not None:
        row.update(sent_on=sent, what_was_passed=talk.say("onward", "passed"))


def _follow_up(course: Course, row: Values) -> None:
    """Ask after three weeks what became of it."""
    if row["outcome_code"] == "stopped" or (row["kind"] == "referred" and "sent_on" not in row):
        return
    row["follow_up_on"] = row["made_on"] + timedelta(days=_FOLLOW_UP_AFTER)
    asked = course.day(_FOLLOW_UP_AFTER, _FOLLOW_UP_AFTER + 30, after=row["made_on"])
    if asked is not None and course.chance.maybe(0.8):
        row.update(outcome_code=course.chance.weighted(_OUTCOMES), outcome_on=asked)
        row["outcome_words"] = course.talk.say("onward", "outcome") if course.chance.maybe(0.5) else None


def _involved(course: Course, role: str, surname: str) -> Values:
    chance, talk = course.chance, course.talk
    known = names()
    return course.add(
        InvolvedPerson,
        role_code=role,
        name=f"{chance.one((*known.women, *known.men))} {surname}",
        organisation=talk.say("involved", role) if talk.knows("involved", role) else None,
        number=f"01632 960{chance.number(50, 99):03}",
        what_we_may_say=talk.say("involved", "may_say"),
        note=talk.say("involved", "note"),
        never_speak_to=False,
        trusted_other=False,
    )


def _surname(course: Course) -> str:
    known = names()
    return f"{course.chance.one(known.beginnings)}{course.chance.one(known.ends)}"
