"""What must happen to safe contact when a case is marked, or an address changes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from desktop.domain.safe_contact import Channel, ContactSafety, Purpose, SafeState

CONTROLLING = frozenset(
    {
        "domestic-abuse",
        "stalking",
        "honour-based-abuse",
        "harassment-stalking-not-known",
        "harassment-stalking",
    }
)
"""Codes of *also involves* and of crime types after whose marking every channel is confirmed again."""
SENSITIVE = CONTROLLING | {
    "sexual-violence",
    "child-sexual-abuse",
    "child-sexual-exploitation",
    "sexual",
    "rape",
    "sexual-offence-other",
    "sexual-not-known",
}
"""Codes for which the referrer is asked before the first call: the above, and every sexual matter."""
Which = TypeVar("Which")


@dataclass(frozen=True, slots=True)
class Marking:
    """A code that a case was given, as its main crime or beside it, and the day it was."""

    code: str
    on: date


@dataclass(frozen=True, slots=True)
class Question:
    """Something to ask the person as they can speak freely; ``channel`` is the one it is about."""

    words: str
    channel: Channel | None = None


@dataclass(frozen=True, slots=True)
class MarkingChanges:
    """What a marking changes: nothing, or every confirmed channel, what waits to go out, and what to ask.

    ``stop``: whatever waits to be sent for one of these purposes is stopped, and begun again only by hand.
    """

    confirm_again: bool
    stop: frozenset[Purpose] = frozenset()
    questions: tuple[Question, ...] = ()


_WAITING = frozenset({Purpose.WRITE, Purpose.TEXT, Purpose.PRINT, Purpose.SURVEY, Purpose.FOLLOW_UP})
_QUESTIONS = (
    Question("Who lives there?", Channel.LETTER),
    Question("Who sees the phone?", Channel.PHONE),
)


def controlling_since(markings: Iterable[Marking]) -> date | None:
    """Give the last day a case was said to involve domestic abuse, stalking or honour-based abuse, if any.

    What was confirmed before that day must be confirmed again. Source: rules.md §1.
    """
    return max((marking.on for marking in markings if marking.code in CONTROLLING), default=None)


def is_sensitive(markings: Iterable[Marking]) -> bool:
    """Say whether the referrer is to be asked before the first call (rules.md §1)."""
    return any(marking.code in SENSITIVE for marking in markings)


def what_a_marking_changes(code: str) -> MarkingChanges:
    """Say what must happen when a case is marked with a code of *also involves* or as its main crime.

    Source: rules.md §1: every channel turns to *confirm again*; queued letters, surveys and follow-ups stop;
    we ask who lives there and who sees the phone.
    """
    if code not in CONTROLLING:
        return MarkingChanges(confirm_again=False)
    return MarkingChanges(confirm_again=True, stop=_WAITING, questions=_QUESTIONS)


def channels_to_confirm_again(
    channels: Mapping[Which, ContactSafety], *, marked_on: date
) -> dict[Which, ContactSafety]:
    """Give the channels that a marking changes, as they now stand: what was safe is confirmed again.

    Whatever is confirmed later, on the same day too, takes ``confirm_again_since`` away and holds. Channels
    nobody had confirmed stay as they are.
    """
    return {
        which: replace(said, confirm_again_since=marked_on)
        for which, said in channels.items()
        if said.state is SafeState.SAFE
    }


def state_after_address_change(old: ContactSafety) -> ContactSafety:
    """Give the old address, kept as *unsafe*: whoever stayed there must get nothing (rules.md §1)."""
    return replace(
        old,
        state=SafeState.UNSAFE,
        confirmed_on=None,
        expires_on=None,
        confirm_again_since=None,
        voicemail_agreed=False,
        voicemail_words=None,
        who_else=None,
    )
