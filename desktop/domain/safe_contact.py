"""Whether a way of reaching somebody may be used now, and with what care; lives depend on it."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from desktop.domain.contact_hours import ANY_TIME, WEEKDAYS, ContactHours
from desktop.domain.dates import civil_time, date_in_words


class Channel(StrEnum):
    """A way of reaching a person, each with its own state of safety."""

    PHONE = "phone"
    TEXT = "text"
    EMAIL = "email"
    LETTER = "letter"
    VIDEO = "video"
    VISIT = "visit"


class SafeState(StrEnum):
    """What the person, or whoever referred them, said of a channel."""

    SAFE = "safe"
    UNSAFE = "unsafe"
    GIVEN_BY_REFERRER = "given_by_referrer"
    UNKNOWN = "unknown"


class Purpose(StrEnum):
    """What the channel is to be used for; a call is any talk: ringing, meeting by video, calling on them."""

    CALL = "call"
    TEXT = "text"
    WRITE = "write"
    PRINT = "print"
    EXPORT = "export"
    SURVEY = "survey"
    FOLLOW_UP = "follow_up"


class Bar(StrEnum):
    """Whose number or address a value turned out to be."""

    NEVER_SPEAK_TO = "never_speak_to"
    KNOWN_UNSAFE = "known_unsafe"


class Reason(StrEnum):
    """Why the answer is no, or what care a yes needs; the order is that of their weight."""

    DIED = "died"
    NO_CONTACT = "no_contact"
    BARRED = "barred"
    UNSAFE = "unsafe"
    NOT_ASKED = "not_asked"
    WRONG_CHANNEL = "wrong_channel"
    CONFIRM_AGAIN = "confirm_again"
    RUN_OUT = "run_out"
    FROM_REFERRER = "from_referrer"
    OUTSIDE_HOURS = "outside_hours"
    READ_HOURS = "read_hours"
    UNDER_18 = "under_18"
    ANONYMOUS = "anonymous"
    NEVER_SPEAK_TO = "never_speak_to"


@dataclass(frozen=True, slots=True)
class ContactSafety:
    """What was said of one channel: its state, since when, until when, and what was agreed beside it.

    ``plain_envelope`` is None until asked, and plain until they said it need not be. ``who_else`` may answer
    or see; ``code_word`` ends a call at once; ``our_word`` proves to them who we are. ``confirm_again_since``
    is the day on which something made the last word doubtful; a new confirmation takes it away.
    ``referrer_asked_on``: when the referrer said that it is safe to ring.
    """

    state: SafeState
    confirmed_on: date | None = None
    expires_on: date | None = None
    voicemail_agreed: bool = False
    withhold_number: bool = False
    hours: ContactHours = ANY_TIME
    voicemail_words: str | None = None
    plain_envelope: bool | None = None
    who_else: str | None = None
    code_word: str | None = None
    our_word: str | None = None
    confirm_again_since: date | None = None
    referrer_asked_on: date | None = None


@dataclass(frozen=True, slots=True)
class PersonSafety:
    """What holds for a person whatever the channel.

    ``controlling_since``: the last day on which a case of theirs was said to involve domestic abuse, stalking
    or honour-based abuse. ``sensitive``: one of these, or a sexual matter.
    """

    died: bool = False
    no_contact: bool = False
    anonymous: bool = False
    known_as: str | None = None
    under_18: bool = False
    may_tell: tuple[str, ...] = ()
    never_speak_to: tuple[str, ...] = ()
    controlling_since: date | None = None
    sensitive: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a channel may be used, with what care, and the sentence the worker reads.

    ``reasons`` begin with the weightiest; whatever is not allowed carries the most careful of every detail.
    """

    allowed: bool
    sentence: str
    withhold_number: bool = True
    say_who_we_are: bool = False
    leave_voicemail: bool = False
    confirm_again: bool = True
    reasons: tuple[Reason, ...] = ()
    ask_identity_first: bool = True
    voicemail_words: str | None = None
    plain_envelope: bool = True
    may_say_name: bool = False
    ask_for: str | None = None
    may_tell: tuple[str, ...] = ()
    never_speak_to: tuple[str, ...] = ()
    who_else: str | None = None
    code_word: str | None = None
    our_word: str | None = None

    @property
    def asks_nothing(self) -> bool:
        """Say that it takes one key and no dialog: a guard that always asks is clicked through."""
        return self.allowed and not self.confirm_again and Reason.READ_HOURS not in self.reasons


def usual_purpose(channel: Channel) -> Purpose:
    """Give what a channel is for when nothing else is said."""
    if channel is Channel.TEXT:
        return Purpose.TEXT
    return Purpose.WRITE if channel in _WRITTEN else Purpose.CALL


def may_use(
    channel: Channel,
    said: ContactSafety,
    *,
    now: datetime,
    purpose: Purpose,
    person: PersonSafety,
    barred: Bar | None,
) -> Verdict:
    """Say whether a channel may be used at this moment (UTC) for this purpose, and with what care.

    Source: rules.md §1. Somebody who died or asked not to be contacted: nothing. A value that is somebody's
    they must not speak to, or known to be unsafe (``barred``, see ``contact_matches``): no. *Unsafe* and
    *unknown*: no. *Given by referrer*: a call or a follow-up by phone only, number withheld, nothing said of
    us until identity is checked, no voicemail; in a sensitive matter only after the referrer was asked.
    *Safe* holds from the day it was confirmed to the last day it is valid, that day included; undated, dated
    ahead, run out, or confirmed before the case was marked (``controlling_since``), it counts as given by the
    referrer until confirmed again. Outside the days and hours they gave: not now; a letter, a print and an
    export have no hours.
    """
    clock = civil_time(now)
    blocks = tuple(_blocks(channel, said, clock, purpose, person, barred))
    if blocks:
        sentence = _no(blocks[0], channel, said, person, barred, clock)
        if person.never_speak_to and blocks[0] not in {Reason.DIED, Reason.NO_CONTACT}:
            sentence += f" {_never_speak(person)}"
        return Verdict(allowed=False, sentence=sentence, reasons=blocks, never_speak_to=person.never_speak_to)
    weakness = _weakness(said, clock.date(), person)
    reasons = tuple(_cares(said, purpose, channel, person, weakness))
    if weakness:
        return _careful_call(weakness, said, person, reasons)
    return _confirmed(channel, said, person, reasons)


def answer_their_call(person: PersonSafety) -> Verdict:
    """Say how to answer when somebody rings us: nobody is stopped from calling in, nobody is told anything.

    Source: rules.md §1: never confirm to a caller that somebody is known here.
    """
    sentence = "Ask who they are before you say anything. Never confirm that somebody is known here."
    if person.died:
        sentence = f"This person has died: whoever rings is somebody else. {sentence}"
    cares = {Reason.DIED: person.died, Reason.NO_CONTACT: person.no_contact}
    return Verdict(
        allowed=True,
        sentence=" ".join([sentence, *_person_sentences(person)]),
        reasons=(*(reason for reason, holds in cares.items() if holds), *_person_cares(person)),
        ask_for=person.known_as,
        may_tell=person.may_tell,
        never_speak_to=person.never_speak_to,
    )


_WRITTEN = frozenset({Channel.EMAIL, Channel.LETTER})
_TALKED = frozenset({Channel.PHONE, Channel.VIDEO, Channel.VISIT})
_FITS = {Purpose.CALL: _TALKED, Purpose.TEXT: frozenset({Channel.TEXT}), Purpose.WRITE: _WRITTEN}
_PROMPT = frozenset({Purpose.CALL, Purpose.FOLLOW_UP})
_ON_PAPER = frozenset({Purpose.PRINT, Purpose.EXPORT})
_NAMES = {
    Channel.PHONE: "the phone",
    Channel.TEXT: "a text",
    Channel.EMAIL: "e-mail",
    Channel.LETTER: "a letter",
    Channel.VIDEO: "video",
    Channel.VISIT: "a visit",
}
_WHY_CAREFUL = {
    Reason.CONFIRM_AGAIN: "Confirm again",
    Reason.RUN_OUT: "Confirm again",
    Reason.FROM_REFERRER: "Given by the referrer",
}


def _blocks(
    channel: Channel,
    said: ContactSafety,
    clock: datetime,
    purpose: Purpose,
    person: PersonSafety,
    barred: Bar | None,
) -> list[Reason]:
    """Gather every reason for a no, in the order of their weight."""
    weakness = _weakness(said, clock.date(), person)
    careful_call = channel is Channel.PHONE and purpose in _PROMPT and not _must_ask_first(said, person)
    holds = {
        Reason.DIED: person.died,
        Reason.NO_CONTACT: person.no_contact,
        Reason.BARRED: barred is not None,
        Reason.UNSAFE: said.state is SafeState.UNSAFE,
        Reason.NOT_ASKED: said.state is SafeState.UNKNOWN,
        Reason.WRONG_CHANNEL: channel not in _FITS.get(purpose, frozenset(Channel)),
    }
    blocks = [reason for reason, stops in holds.items() if stops]
    if weakness is not None and not careful_call:
        blocks.append(weakness)
    if not _has_no_hours(channel, purpose) and not said.hours.allows(clock):
        blocks.append(Reason.OUTSIDE_HOURS)
    return blocks


def _has_no_hours(channel: Channel, purpose: Purpose) -> bool:
    return channel is Channel.LETTER or purpose in _ON_PAPER


def _weakness(said: ContactSafety, today: date, person: PersonSafety) -> Reason | None:
    """Say why the person's own word does not hold; None where it does, or was never given at all."""
    if said.state is SafeState.GIVEN_BY_REFERRER:
        return Reason.FROM_REFERRER
    if said.state is not SafeState.SAFE:
        return None
    if said.confirmed_on is None or said.confirmed_on > today:
        return Reason.RUN_OUT
    marked_since = said.confirmed_on < (person.controlling_since or date.min)
    doubted_since = said.confirmed_on <= (said.confirm_again_since or date.min)
    if marked_since or doubted_since:
        return Reason.CONFIRM_AGAIN
    return Reason.RUN_OUT if today > (said.expires_on or date.max) else None


def _must_ask_first(said: ContactSafety, person: PersonSafety) -> bool:
    """Say whether the referrer has yet to be asked; an answer from before the case was marked is none."""
    if not person.sensitive and person.controlling_since is None:
        return False
    asked = said.referrer_asked_on
    return asked is None or (person.controlling_since is not None and asked < person.controlling_since)


def _no(
    reason: Reason,
    channel: Channel,
    said: ContactSafety,
    person: PersonSafety,
    barred: Bar | None,
    clock: datetime,
) -> str:
    """Say it plainly, and what to do instead."""
    name = _NAMES[channel]
    if reason in _WHY_CAREFUL:
        why = _WHY_CAREFUL[reason]
        if channel is Channel.PHONE and _must_ask_first(said, person):
            return f"{why}: ask the referrer first whether it is safe to ring."
        return f"{why}: not {name}, only a careful call until the person says what is safe."
    whose = (
        "somebody we must never speak to" if barred is Bar.NEVER_SPEAK_TO else "a place known to be unsafe"
    )
    return {
        Reason.DIED: "This person has died. Do not ring, text or write.",
        Reason.NO_CONTACT: "They asked not to be contacted. They may still ring us.",
        Reason.BARRED: f"Do not use: this number or address belongs to {whose}.",
        Reason.UNSAFE: f"Do not use: {name} is not safe for this person.",
        Reason.NOT_ASKED: f"Do not use yet: nobody has said whether {name} is safe. Ask first.",
        Reason.WRONG_CHANNEL: f"Do not use it for this: it was given for {name} only.",
        Reason.OUTSIDE_HOURS: f"Not now{_but_when(said, clock)}. They said: only {said.hours}.",
    }[reason]


def _but_when(said: ContactSafety, clock: datetime) -> str:
    """Say when they may next be reached, where their days and hours can be checked."""
    opens = said.hours.opens_next(clock)
    if opens is None:
        return ""
    hour = f"{opens:%H:%M} " if opens.time() > time(0) else ""
    if opens.date() == clock.date():
        return f", but from {hour}today"
    day = f"{WEEKDAYS[opens.weekday()]} {date_in_words(opens.date())}"
    return f", but from {hour}on {day}" if hour else f", but from {day}"


def _cares(
    said: ContactSafety, purpose: Purpose, channel: Channel, person: PersonSafety, weakness: Reason | None
) -> list[Reason]:
    cares = [weakness] if weakness else []
    if said.hours.only_words and not _has_no_hours(channel, purpose):
        cares.append(Reason.READ_HOURS)
    return cares + _person_cares(person)


def _person_cares(person: PersonSafety) -> list[Reason]:
    cares = {
        Reason.UNDER_18: person.under_18,
        Reason.ANONYMOUS: person.anonymous,
        Reason.NEVER_SPEAK_TO: bool(person.never_speak_to),
    }
    return [reason for reason, holds in cares.items() if holds]


def _person_sentences(person: PersonSafety) -> list[str]:
    sentences: list[str] = []
    if person.never_speak_to:
        sentences.append(_never_speak(person))
    if person.anonymous:
        asked_for = f"Ask for “{person.known_as}”, never" if person.known_as else "Never ask for them"
        sentences.append(f"{asked_for} by name.")
    if person.under_18:
        told = f"but {_listed(person.may_tell)}" if person.may_tell else "else"
        sentences.append(f"Under 18: tell nobody {told}.")
    return sentences


def _never_speak(person: PersonSafety) -> str:
    return f"Never speak to {_listed(person.never_speak_to)}."


def _listed(names: tuple[str, ...]) -> str:
    return " or ".join(", ".join(names).rsplit(", ", 1))


def _hours_sentences(said: ContactSafety, reasons: tuple[Reason, ...]) -> list[str]:
    if Reason.READ_HOURS in reasons:
        return [f"Is it a good time? They said: {said.hours.words}."]
    return [f"They said: {said.hours.words}."] if said.hours.words else []


def _confirmed(
    channel: Channel, said: ContactSafety, person: PersonSafety, reasons: tuple[Reason, ...]
) -> Verdict:
    phone = channel is Channel.PHONE
    plain = said.plain_envelope is not False
    notes = {
        "Leave no voicemail.": phone and not said.voicemail_agreed,
        "Withhold our number.": phone and said.withhold_number,
        "Use a plain envelope.": channel is Channel.LETTER and plain,
    }
    sentences = ["Safe: the person confirmed it.", *_hours_sentences(said, reasons)]
    sentences += [*_person_sentences(person), *(note for note, holds in notes.items() if holds)]
    return Verdict(
        allowed=True,
        sentence=" ".join(sentences),
        withhold_number=said.withhold_number,
        say_who_we_are=True,
        leave_voicemail=phone and said.voicemail_agreed,
        confirm_again=False,
        reasons=reasons,
        ask_identity_first=False,
        voicemail_words=said.voicemail_words if phone and said.voicemail_agreed else None,
        plain_envelope=plain,
        may_say_name=not person.anonymous,
        ask_for=person.known_as,
        may_tell=person.may_tell,
        never_speak_to=person.never_speak_to,
        who_else=said.who_else,
        code_word=said.code_word,
        our_word=said.our_word,
    )


def _careful_call(
    why: Reason, said: ContactSafety, person: PersonSafety, reasons: tuple[Reason, ...]
) -> Verdict:
    call = "withhold our number, say nothing of us until you know who answers, no voicemail."
    sentences = [f"{_WHY_CAREFUL[why]}: {call}", *_hours_sentences(said, reasons)]
    return Verdict(
        allowed=True,
        sentence=" ".join(sentences + _person_sentences(person)),
        reasons=reasons,
        may_say_name=not person.anonymous,
        ask_for=person.known_as,
        may_tell=person.may_tell,
        never_speak_to=person.never_speak_to,
        code_word=said.code_word,
        our_word=said.our_word,
    )
