"""Whether a way of reaching somebody may be used now; lives depend on it."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


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


@dataclass(frozen=True, slots=True)
class ContactSafety:
    """What was said of one channel: its state, since when, until when, and what was agreed beside it."""

    state: SafeState
    confirmed_on: date | None = None
    expires_on: date | None = None
    voicemail_agreed: bool = False
    withhold_number: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a channel may be used, with what care, and the sentence the worker reads."""

    allowed: bool
    sentence: str
    withhold_number: bool = True
    say_who_we_are: bool = False
    leave_voicemail: bool = False
    confirm_again: bool = True


_WORDS = re.compile(r"[a-z0-9]+")
_YES = frozenset(
    {"yes", "y", "true", "t", "1", "safe", "ok", "okay", "yes safe", "safe to call", "agreed", "s"}
)
_NO = frozenset({"no", "n", "false", "f", "0", "unsafe"})
_NOT_KNOWN = frozenset(
    {
        "not known",
        "unknown",
        "n k",
        "nk",
        "n a",
        "na",
        "not asked",
        "not recorded",
        "not stated",
        "not sure",
        "don t know",
        "dont know",
        "tbc",
        "n s",
        "none given",
        "not given",
        "no information",
        "no data",
        "not applicable",
    }
)
_REFUSALS = frozenset({"no", "not", "never", "don", "dont", "unsafe", "danger", "dangerous", "avoid", "stop"})


def state_from_list(text: str) -> SafeState:
    """Read the "safe to call" cell of an old list, whose date and asker nobody knows.

    A bare yes becomes *given by referrer*, never *safe*; no becomes *unsafe*, and so does any sentence with a
    refusal in it; blank, not known, and words nobody foresaw become *unknown* (so: no contact until asked).
    """
    words = _WORDS.findall(text.casefold().replace("'", " ").replace("\u2019", " "))
    said = " ".join(words)
    if not words or said in _NOT_KNOWN:
        return SafeState.UNKNOWN
    if said in _YES:
        return SafeState.GIVEN_BY_REFERRER
    if said in _NO or not _REFUSALS.isdisjoint(words):
        return SafeState.UNSAFE
    return SafeState.UNKNOWN


def may_use(
    channel: Channel,
    said: ContactSafety,
    *,
    today: date,
    controlling_matter: bool = False,
    referrer_asked: bool = False,
) -> Verdict:
    """Say whether a channel may be used today, and with what care.

    *Unknown* and *unsafe*: no. *Given by referrer*: phone only, number withheld, nothing said of us, no
    voicemail; in a ``controlling_matter`` (domestic, sexual, stalking or honour-based) only after the
    referrer was asked. *Safe* holds from the day it was confirmed to the last day it is valid, that day
    included; undated, dated ahead or run out, it counts as given by the referrer until confirmed again.
    """
    if said.state is SafeState.UNSAFE:
        return Verdict(allowed=False, sentence=f"Do not use: {_NAMES[channel]} is not safe for this person.")
    if said.state is SafeState.UNKNOWN:
        return Verdict(
            allowed=False,
            sentence=f"Do not use yet: nobody has said whether {_NAMES[channel]} is safe. Ask first.",
        )
    if said.state is SafeState.SAFE and _holds(said, today):
        return _confirmed(channel, said)
    return _unconfirmed(channel, said.state, ask_first=controlling_matter and not referrer_asked)


_NAMES = {
    Channel.PHONE: "the phone",
    Channel.TEXT: "a text",
    Channel.EMAIL: "e-mail",
    Channel.LETTER: "a letter",
    Channel.VIDEO: "video",
    Channel.VISIT: "a visit",
}


def _holds(said: ContactSafety, today: date) -> bool:
    if said.confirmed_on is None or said.confirmed_on > today:
        return False
    return said.expires_on is None or today <= said.expires_on


def _confirmed(channel: Channel, said: ContactSafety) -> Verdict:
    phone = channel is Channel.PHONE
    sentence = "Safe: the person confirmed it."
    if phone and not said.voicemail_agreed:
        sentence += " Leave no voicemail."
    if phone and said.withhold_number:
        sentence += " Withhold our number."
    return Verdict(
        allowed=True,
        sentence=sentence,
        withhold_number=said.withhold_number,
        say_who_we_are=True,
        leave_voicemail=phone and said.voicemail_agreed,
        confirm_again=False,
    )


def _unconfirmed(channel: Channel, state: SafeState, *, ask_first: bool) -> Verdict:
    why = "Confirm again" if state is SafeState.SAFE else "Given by the referrer"
    if channel is not Channel.PHONE:
        return Verdict(
            allowed=False,
            sentence=f"{why}: not {_NAMES[channel]}, only the phone until the person says what is safe.",
        )
    if ask_first:
        return Verdict(allowed=False, sentence=f"{why}: ask the referrer first whether it is safe to ring.")
    return Verdict(
        allowed=True,
        sentence=f"{why}: withhold our number, say nothing of us until you know who answers, no voicemail.",
    )
