"""What is known of a person that decides whether and how they may be reached."""

from collections.abc import Iterator, Sequence

from sqlalchemy import select

from desktop.domain.actor import Actor
from desktop.domain.contact_hours import parse_hours
from desktop.domain.contact_matches import KnownValue, bar_on
from desktop.domain.dates import PartialDate, Precision, age_range, civil_date
from desktop.domain.ids import ContactPointId, PersonId
from desktop.domain.permissions import Permission, needs
from desktop.domain.safe_contact import (
    Bar,
    Channel,
    ContactSafety,
    PersonSafety,
    Purpose,
    SafeState,
    Verdict,
    may_use,
    usual_purpose,
)
from desktop.domain.safe_markings import Marking, controlling_since, is_sensitive
from desktop.models.case import Case
from desktop.models.guarded import show_words
from desktop.models.incident import Incident
from desktop.models.involved_person import InvolvedPerson
from desktop.models.person import ContactPoint, Person
from desktop.models.referral import Referral
from desktop.models.session import RecordSession
from desktop.queries.visible import require_person

_OF_AGE = 18


@needs(Permission.SEE_PERSON)
def person_safety(session: RecordSession, *, actor: Actor, person_id: PersonId) -> PersonSafety:
    """Give what holds for a person whatever the channel: died, a child, a controlling or sensitive matter.

    Raises:
        BadInputError: there is no such person, or they are out of sight.
    """
    del actor
    person = require_person(session, person_id)
    markings = tuple(_markings(session, person_id))
    ages = None
    if person.born_on is not None:
        born = PartialDate(person.born_on, Precision(person.born_precision or Precision.DAY))
        ages = age_range(born, civil_date(session.now))
    return PersonSafety(
        died=person.died_on is not None,
        no_contact=person.no_contact_since is not None,
        anonymous=_is_anonymous(session, person),
        known_as=person.known_as,
        under_18=ages is not None and ages[0] < _OF_AGE,
        may_tell=tuple(_trusted(session, person_id)),
        never_speak_to=tuple(_never_to_speak_to(session, person_id)),
        controlling_since=controlling_since(markings),
        sensitive=is_sensitive(markings),
    )


def safety_of(point: ContactPoint) -> ContactSafety:
    """Read what was said of one way to reach a person."""
    return ContactSafety(
        state=SafeState(point.state),
        confirmed_on=point.confirmed_on,
        expires_on=point.expires_on,
        voicemail_agreed=bool(point.voicemail_allowed),
        withhold_number=bool(point.withhold_number),
        hours=parse_hours(point.days_and_hours or ""),
        voicemail_words=point.voicemail_words,
        plain_envelope=point.plain_envelope,
        who_else=point.who_else_sees,
        code_word=point.code_word,
        our_word=point.our_word,
        confirm_again_since=point.confirm_again_since,
        referrer_asked_on=point.referrer_asked_on,
    )


@needs(Permission.SEE_PERSON)
def known_values(session: RecordSession, *, actor: Actor, person_id: PersonId) -> tuple[KnownValue, ...]:
    """Give what a number or address of this person is compared with: see ``contact_matches.bar_on``.

    It is everything of people never to speak to, as whoever asks may read it (their telephone numbers
    always), and the person's own channels that are unsafe.

    Raises:
        BadInputError: there is no such person, or they are out of sight.
    """
    del actor
    require_person(session, person_id)
    theirs = [
        KnownValue(channel, value, Bar.NEVER_SPEAK_TO)
        for involved in _barred_people(session, person_id)
        for channel, value in _values_of(session, involved)
        if value
    ]
    unsafe = select(ContactPoint).where(
        ContactPoint.person_id == person_id,
        ContactPoint.archived_at.is_(None),
        ContactPoint.state == SafeState.UNSAFE.value,
    )
    own = [
        KnownValue(Channel(point.channel), point.value, Bar.KNOWN_UNSAFE)
        for point in session.scalars(unsafe)
        if point.value
    ]
    return (*theirs, *own)


@needs(Permission.SEE_PERSON)
def channel_verdicts(
    session: RecordSession, *, actor: Actor, person_id: PersonId, purpose: Purpose | None = None
) -> dict[ContactPointId, Verdict]:
    """Say of every way to reach a person whether it may be used now; without a purpose, for what it is for.

    Whatever shows, prints or exports a number or address asks here, at that moment.

    Raises:
        BadInputError: there is no such person, or they are out of sight.
    """
    person = person_safety(session, actor=actor, person_id=person_id)
    known = known_values(session, actor=actor, person_id=person_id)
    points = select(ContactPoint).where(
        ContactPoint.person_id == person_id, ContactPoint.archived_at.is_(None)
    )
    verdicts: dict[ContactPointId, Verdict] = {}
    for point in session.scalars(points):
        channel = Channel(point.channel)
        bar = bar_on(channel, point.value or "", known)
        if point.state == SafeState.UNSAFE.value and bar is Bar.KNOWN_UNSAFE:
            bar = None  # it is this very one: unsafe says enough
        verdicts[ContactPointId(point.id)] = may_use(
            channel,
            safety_of(point),
            now=session.now,
            purpose=purpose or usual_purpose(channel),
            person=person,
            barred=bar,
        )
    return verdicts


_SOMEBODY = "somebody a sealed case names"


def _barred_people(session: RecordSession, person_id: PersonId) -> Sequence[InvolvedPerson]:
    """Give those never to speak to, whatever whoever asks may read of them: a warning is for all."""
    statement = select(InvolvedPerson).where(
        InvolvedPerson.person_id == person_id,
        InvolvedPerson.never_speak_to.is_(True),
        InvolvedPerson.archived_at.is_(None),
    )
    return session.scalars(statement.order_by(InvolvedPerson.id)).all()


def _never_to_speak_to(session: RecordSession, person_id: PersonId) -> Iterator[str]:
    for involved in _barred_people(session, person_id):
        yield _words(session, involved, "name") or _SOMEBODY


def _trusted(session: RecordSession, person_id: PersonId) -> Iterator[str]:
    """Give the names of whom they trust, as whoever asks may read them."""
    statement = select(InvolvedPerson).where(
        InvolvedPerson.person_id == person_id,
        InvolvedPerson.trusted_other.is_(True),
        InvolvedPerson.never_speak_to.is_(False),
        InvolvedPerson.archived_at.is_(None),
    )
    for involved in session.scalars(statement.order_by(InvolvedPerson.id)):
        if name := _words(session, involved, "name"):
            yield name


def _values_of(session: RecordSession, involved: InvolvedPerson) -> tuple[tuple[Channel, str], ...]:
    number = involved.digits or _words(session, involved, "number")
    return (
        (Channel.PHONE, number),
        (Channel.EMAIL, _words(session, involved, "email")),
        (Channel.LETTER, _words(session, involved, "address")),
    )


def _words(session: RecordSession, involved: InvolvedPerson, field: str) -> str:
    return show_words(
        session, InvolvedPerson.__tablename__, involved.id, field, getattr(involved, field)
    ).text


def _is_anonymous(session: RecordSession, person: Person) -> bool:
    """Say whether they asked to stay anonymous, ever: until they say otherwise of themselves."""
    if person.asked_to_stay_anonymous is not None:
        return person.asked_to_stay_anonymous
    asked = select(Referral.id).where(
        Referral.person_id == person.id,
        Referral.asked_to_stay_anonymous.is_(True),
        Referral.archived_at.is_(None),
    )
    return session.scalar(asked.limit(1)) is not None


def _markings(session: RecordSession, person_id: PersonId) -> Iterator[Marking]:
    """Give what their referrals and cases are about; a case counts from its first day."""
    referred = (
        select(Incident.crime_code, Referral.received_on)
        .join(Referral, Referral.incident_id == Incident.id)
        .where(Referral.person_id == person_id, Referral.archived_at.is_(None))
    )
    for crime, received_on in session.execute(referred):
        if crime is not None:
            yield Marking(crime, received_on)
    cases = select(Case).where(Case.person_id == person_id, Case.archived_at.is_(None))
    for case in session.scalars(cases):
        if case.controlling_since is not None:
            yield Marking("domestic-abuse", case.controlling_since)
        codes = {case.main_crime_code, *(case.also_involves or ())} - {None}
        yield from (Marking(code, case.opened_on) for code in codes if code is not None)
