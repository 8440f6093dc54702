"""Ways to reach a person: adding one, saying what is safe, and revealing a number only as the rule allows."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import phonenumbers
from sqlalchemy import select

from desktop.domain.actor import Actor
from desktop.domain.contact_matches import bar_on
from desktop.domain.dates import civil_date
from desktop.domain.ids import ContactPointId, PersonId, UserId
from desktop.domain.permissions import Permission, needs
from desktop.domain.safe_contact import Bar, Channel, Purpose, SafeState
from desktop.domain.safe_markings import state_after_address_change
from desktop.errors import BadInputError, RefusedError, StaleVersionError
from desktop.models.person import ContactPoint
from desktop.models.session import RecordSession
from desktop.queries.safe_contact import channel_verdicts, known_values, safety_of
from desktop.queries.visible import require_person, sees_person
from desktop.services.access import Look, note_access
from desktop.services.case_records import tidy_words

CONFIRMATION_HOLDS = timedelta(days=180)
"""How long a confirmed channel counts as safe unless the person says otherwise."""
LONGEST_LINE = 255
_RINGING = frozenset({Channel.PHONE, Channel.TEXT})
_PLACES = frozenset({Channel.LETTER, Channel.VISIT})
_LINES = ("days_and_hours", "voicemail_words", "who_else_sees", "code_word", "our_word")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactWords:
    """A way to reach somebody, as it was told, and what was said of it.

    ``days_and_hours`` as ``contact_hours.parse_hours`` reads them; ``who_else_sees`` may answer or see;
    ``code_word`` ends a call at once; ``our_word`` proves to them who we are; ``expires_on`` is the last day
    on which a confirmation holds (180 days unless said).
    """

    channel: Channel
    value: str
    state: SafeState = SafeState.UNKNOWN
    days_and_hours: str | None = None
    voicemail_allowed: bool | None = None
    voicemail_words: str | None = None
    who_else_sees: str | None = None
    withhold_number: bool | None = None
    plain_envelope: bool | None = None
    code_word: str | None = None
    our_word: str | None = None
    expires_on: date | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class ContactShown:
    """A way to reach somebody with everything that was said of it, to be changed."""

    contact_point_id: ContactPointId
    version: int
    words: ContactWords


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
    values = _values(words)
    _compare(session, actor, person_id, words)
    point = ContactPoint(person_id=person_id, channel=words.channel.value, **values)
    _say_state(session, actor, point, words)
    session.add(point)
    return ContactPointId(point.id)


@needs(Permission.CHANGE_PERSON)
def change_contact_point(
    session: RecordSession,
    *,
    actor: Actor,
    contact_point_id: ContactPointId,
    version: int,
    words: ContactWords,
    correction: bool = False,
) -> ContactPointId:
    """Write a way to reach a person anew; gives the one that holds from now on.

    Source: domain.md §6: an address change keeps the old one as *unsafe*, so the new one is another record.
    ``correction`` says that only a slip of typing is put right. What was confirmed stays confirmed while
    neither the number or address nor its state changes.

    Raises:
        BadInputError: it is not there, of another channel, empty, or a telephone number cannot be one.
        RefusedError: it belongs to somebody never to speak to, or is known to be unsafe.
        StaleVersionError: somebody changed it since.
    """
    point = _point(session, contact_point_id)
    _check_version(point, version)
    if words.channel.value != point.channel:
        what = "A way to reach somebody does not become another one."
        raise BadInputError(what, "Add the new one, and put the old one away.")
    person_id = PersonId(point.person_id)
    values = _values(words)
    moved = not _same(point, words)
    if moved and words.channel in _PLACES and not correction:
        _compare(session, actor, person_id, words)
        _leave(point)
        fresh = ContactPoint(person_id=person_id, channel=point.channel, **values)
        _say_state(session, actor, fresh, words)
        session.add(fresh)
        return ContactPointId(fresh.id)
    for name, value in values.items():
        setattr(point, name, value)
    if moved or words.state.value != point.state or words.expires_on not in {None, point.expires_on}:
        _say_state(session, actor, point, words)
    session.flush()
    _compare(session, actor, person_id, words)
    return contact_point_id


@needs(Permission.CHANGE_PERSON)
def archive_contact_point(
    session: RecordSession, *, actor: Actor, contact_point_id: ContactPointId, version: int
) -> None:
    """Put a way to reach a person away that is none; an unsafe one stays, as a warning.

    Raises:
        BadInputError: it is not there.
        RefusedError: it is unsafe.
        StaleVersionError: somebody changed it since.
    """
    del actor
    point = _point(session, contact_point_id)
    _check_version(point, version)
    if point.state == SafeState.UNSAFE.value:
        what = "What is unsafe stays, so that nobody uses it again."
        raise RefusedError(what, "Leave it; it is never used.")
    point.archived_at = session.now


@needs(Permission.CHANGE_PERSON)
def contact_point_to_change(
    session: RecordSession, *, actor: Actor, contact_point_id: ContactPointId
) -> ContactShown:
    """Give a way to reach a person with everything that was said of it, to be changed; who saw it is noted.

    Raises:
        BadInputError: it is not there.
    """
    point = _point(session, contact_point_id)
    note_access(session, actor=actor, look=Look.REVEALED, kind="contact_point", record_id=point.id)
    words = ContactWords(
        channel=Channel(point.channel),
        value=point.value or "",
        state=SafeState(point.state),
        voicemail_allowed=point.voicemail_allowed,
        withhold_number=point.withhold_number,
        plain_envelope=point.plain_envelope,
        expires_on=point.expires_on,
        **{name: getattr(point, name) for name in (*_LINES, "note")},
    )
    return ContactShown(contact_point_id, point.version, words)


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
    _confirm(point, state, today=civil_date(session.now), by=actor.user_id, until=expires_on)


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
def reveal_contact(
    session: RecordSession,
    *,
    actor: Actor,
    contact_point_id: ContactPointId,
    purpose: Purpose | None = None,
) -> str:
    """Give the number or address in clear if it may be used now for a purpose, and note who saw it.

    Without a purpose it is for what its channel is for: a call, a text, a letter.

    Raises:
        BadInputError: there is no such way to reach anybody.
        RefusedError: it is not safe to use; the sentence says why.
    """
    point = _point(session, contact_point_id)
    person_id = PersonId(point.person_id)
    verdicts = channel_verdicts(session, actor=actor, person_id=person_id, purpose=purpose)
    verdict = verdicts[contact_point_id]
    if not verdict.allowed:
        raise RefusedError(verdict.sentence)
    note_access(session, actor=actor, look=Look.REVEALED, kind="contact_point", record_id=point.id)
    return point.value or ""


def _values(words: ContactWords) -> dict[str, Any]:
    """Give what was said in the form in which it is kept, its state and confirmation left out."""
    value = " ".join(words.value.split())
    if not value:
        what = "The number or address is empty."
        raise BadInputError(what, "Type it, or leave this way of reaching them out.")
    digits = national_digits(value) if words.channel in _RINGING else None
    if words.channel in _RINGING and digits is None:
        what = f"“{value}” cannot be a telephone number."
        raise BadInputError(what, "Check the digits; put words about it into the note.")
    if words.channel is Channel.EMAIL and not _EMAIL.fullmatch(value):
        what = f"“{value}” cannot be an e-mail address."
        raise BadInputError(what, "Check it letter by letter.")
    lines = {name: " ".join((getattr(words, name) or "").split()) or None for name in _LINES}
    for line in lines.values():
        if line and len(line) > LONGEST_LINE:
            what = f"“{line[:20]}…” has {len(line)} letters; {LONGEST_LINE} are kept."
            raise BadInputError(what, "Shorten it, or put it into the note.")
    return {
        "value": value,
        "digits": digits,
        **lines,
        "voicemail_allowed": words.voicemail_allowed,
        "withhold_number": words.withhold_number,
        "plain_envelope": words.plain_envelope,
        "note": tidy_words(words.note),
    }


def _same(point: ContactPoint, words: ContactWords) -> bool:
    """Say whether the number or address is letter for letter the one that is kept."""
    return " ".join(words.value.split()) == point.value


def _say_state(session: RecordSession, actor: Actor, point: ContactPoint, words: ContactWords) -> None:
    today = civil_date(session.now)
    if words.expires_on is not None and words.state is SafeState.SAFE and words.expires_on < today:
        what = "The last day on which it is safe has gone by."
        raise BadInputError(what, "Choose a later day, or say that it is not known.")
    _confirm(point, words.state, today=today, by=actor.user_id, until=words.expires_on)


def _confirm(point: ContactPoint, state: SafeState, *, today: date, by: UserId, until: date | None) -> None:
    safe = state is SafeState.SAFE
    point.state = state.value
    point.confirmed_on = today if safe else None
    point.confirmed_by = by if safe else None
    point.confirm_again_since = None
    point.expires_on = (until or today + CONFIRMATION_HOLDS) if safe else None


def _leave(point: ContactPoint) -> None:
    """Keep the old address as unsafe: whoever stayed there must get nothing."""
    left = state_after_address_change(safety_of(point))
    point.state = left.state.value
    point.confirmed_on = point.confirmed_by = point.expires_on = None
    point.voicemail_allowed = point.voicemail_words = point.who_else_sees = None


def _compare(
    session: RecordSession,
    actor: Actor,
    person_id: PersonId,
    words: ContactWords,
) -> None:
    """Refuse a number or address that must not be used, unless it is written down as unsafe."""
    if words.state is SafeState.UNSAFE:
        return
    known = known_values(session, actor=actor, person_id=person_id)
    refuse_barred(bar_on(words.channel, words.value, known))


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
