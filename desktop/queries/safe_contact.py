"""What is known of a person that decides whether and how they may be reached."""

from collections.abc import Iterator

from sqlalchemy import select

from desktop.domain.actor import Actor
from desktop.domain.contact_hours import parse_hours
from desktop.domain.dates import PartialDate, Precision, age_range, civil_date
from desktop.domain.ids import PersonId
from desktop.domain.permissions import Permission, needs
from desktop.domain.safe_contact import ContactSafety, PersonSafety, SafeState
from desktop.domain.safe_markings import Marking, controlling_since, is_sensitive
from desktop.models.case import Case
from desktop.models.incident import Incident
from desktop.models.person import ContactPoint
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
        known_as=person.known_as,
        under_18=ages is not None and ages[0] < _OF_AGE,
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
    )


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
        codes = {case.main_crime_code, *(case.also_involves or ())} - {None}
        yield from (Marking(code, case.opened_on) for code in codes if code is not None)
