"""Ways to reach a person: adding one, saying what is safe, and revealing a number only as the rule allows."""

from dataclasses import dataclass
from datetime import date, timedelta

import phonenumbers
from sqlalchemy import select

from desktop.domain.actor import Actor
from desktop.domain.contact_matches import bar_on
from desktop.domain.dates import civil_date
from desktop.domain.ids import ContactPointId, PersonId
from desktop.domain.permissions import Permission, needs
from desktop.domain.safe_contact import Bar, Channel, SafeState
from desktop.errors import BadInputError, RefusedError, StaleVersionError
from desktop.models.person import ContactPoint
from desktop.models.session import RecordSession
from desktop.queries.safe_contact import channel_verdicts, known_values
from desktop.queries.visible import require_person, sees_person
from desktop.services.access import Look, note_access

CONFIRMATION_HOLDS = timedelta(days=180)
"""How long a confirmed channel counts as safe unless the person says otherwise."""
_RINGING = frozenset({Channel.PHONE, Channel.TEXT})


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactWords:
    """A way to reach somebody, as it was told, and what was said of it."""

    channel: Channel
    value: str
    state: SafeState = SafeState.UNKNOWN
    voicemail_allowed: bool | None = None
    withhold_number: bool | None = None
    note: str | None = None


def national_digits(value: str) -> str | None:
    """Give a telephone number's national digits without the leading zero; None if it cannot be a number.

    Drama and test numbers count as numbers; nothing is looked up anywhere.
    """
    try:
        number = phonenumbers.parse(value, "GB")
    except phonenumbers.NumberParseException:
        return None
    return str(number.national_number) if phonenumbers.is_possible_number(number) else None


def refuse_barred(bar: Bar | None) -> None:
    """Stop where a number or address turned out to be one that must not be used.

    Raises:
        RefusedError: it is that of somebody never to speak to, or known to be unsafe.
    """
    if bar is Bar.NEVER_SPEAK_TO:
        what = "This number or address belongs to somebody we must never speak to."
        raise RefusedError(what, "Ask the person for another one.")
    if bar is Bar.KNOWN_UNSAFE:
        what = "This number or address is known to be unsafe."
        raise RefusedError(what, "Ask the person for another one, or say of the old one that it is safe now.")


@needs(Permission.CHANGE_PERSON)
def add_contact_point(
    session: RecordSession, *, actor: Actor, person_id: PersonId, words: ContactWords
) -> ContactPointId:
    """Add a way to reach a person.

    Raises:
        BadInputError: the number or address is empty, or a telephone number cannot be one.
        RefusedError: it belongs to somebody never to speak to, or is known to be unsafe.
    """
    require_person(session, person_id)
    value = " ".join(words.value.split())
    if not value:
        what = "The number or address is empty."
        raise BadInputError(what, "Type it, or leave this way of reaching them out.")
    digits = national_digits(value) if words.channel in _RINGING else None
    if words.channel in _RINGING and digits is None:
        what = f"“{value}” cannot be a telephone number."
        raise BadInputError(what, "Check the digits; put words about it into the note.")
    if words.state is not SafeState.UNSAFE:
        known = known_values(session, actor=actor, person_id=person_id)
        refuse_barred(bar_on(words.channel, value, known))
    confirmed = civil_date(session.now) if words.state is SafeState.SAFE else None
    point = ContactPoint(
        person_id=person_id,
        channel=words.channel.value,
        value=value,
        digits=digits,
        state=words.state.value,
        voicemail_allowed=words.voicemail_allowed,
        withhold_number=words.withhold_number,
        confirmed_on=confirmed,
        confirmed_by=actor.user_id if confirmed else None,
        expires_on=confirmed + CONFIRMATION_HOLDS if confirmed else None,
        note=words.note,
    )
    session.add(point)
    return ContactPointId(point.id)


@needs(Permission.CHANGE_PERSON)
def say_what_is_safe(
    session: RecordSession,
    *,
    actor: Actor,
    contact_point_id: ContactPointId,
    version: int,
    state: SafeState,
    expires_on: date | None = None,
) -> None:
    """Write down what the person said today of a way to reach them.

    Raises:
        BadInputError: there is no such way to reach anybody.
        StaleVersionError: somebody changed it since.
    """
    point = _point(session, contact_point_id)
    _check_version(point, version)
    today = civil_date(session.now)
    safe = state is SafeState.SAFE
    point.state = state.value
    point.confirmed_on = today if safe else None
    point.confirmed_by = actor.user_id if safe else None
    point.confirm_again_since = None
    point.expires_on = (expires_on or today + CONFIRMATION_HOLDS) if safe else None


@needs(Permission.CHANGE_PERSON)
def note_what_the_referrer_said(
    session: RecordSession, *, actor: Actor, contact_point_id: ContactPointId, version: int, safe: bool
) -> None:
    """Write down whether whoever referred the person said, today, that this may be rung.

    It is not the person's own word: a careful call is all it opens. Not safe makes it *unsafe*.

    Raises:
        BadInputError: there is no such way to reach anybody.
        StaleVersionError: somebody changed it since.
    """
    del actor
    point = _point(session, contact_point_id)
    _check_version(point, version)
    if safe:
        point.referrer_asked_on = civil_date(session.now)
    else:
        point.state = SafeState.UNSAFE.value
        point.confirmed_on = point.confirmed_by = point.expires_on = None


@needs(Permission.SEE_PERSON)
def reveal_contact(session: RecordSession, *, actor: Actor, contact_point_id: ContactPointId) -> str:
    """Give the number or address in clear if it may be used today, and note who saw it.

    Raises:
        BadInputError: there is no such way to reach anybody.
        RefusedError: it is not safe to use; the sentence says why.
    """
    point = _point(session, contact_point_id)
    person_id = PersonId(point.person_id)
    verdict = channel_verdicts(session, actor=actor, person_id=person_id)[contact_point_id]
    if not verdict.allowed:
        raise RefusedError(verdict.sentence)
    note_access(session, actor=actor, look=Look.REVEALED, kind="contact_point", record_id=point.id)
    return point.value or ""


def _check_version(point: ContactPoint, version: int) -> None:
    if point.version != version:
        what = "Somebody changed this number meanwhile."
        raise StaleVersionError(what, "Look at it again before you decide.")


def _point(session: RecordSession, contact_point_id: ContactPointId) -> ContactPoint:
    point = session.scalar(
        select(ContactPoint).where(
            ContactPoint.id == contact_point_id, sees_person(session, ContactPoint.person_id)
        )
    )
    if point is None or point.archived_at is not None:
        what = "This number or address is not in these records any more."
        raise BadInputError(what, "Open the person again.")
    return point
