"""Signposting and onward referral: how each stands, and what may not be passed on with it."""

from datetime import date
from enum import StrEnum

from desktop.domain.code_words import squeezed, words_of
from desktop.errors import RefusedError

WAITING = "waiting"
"""The code of *what became of it* until somebody knows more."""
STOPPED = "stopped"
"""The code of *what became of it* for what is not sent, or not followed up, any more."""
_SHORTEST_NAME = 2


class OnwardKind(StrEnum):
    """Whether the person was told about an organisation, or their details were passed on."""

    TOLD = "told"
    REFERRED = "referred"


class OnwardState(StrEnum):
    """Where a signposting or an onward referral stands."""

    TOLD = "told"
    PREPARED = "prepared"
    SENT = "sent"
    STOPPED = "stopped"


def state_of(kind: OnwardKind, *, sent_on: date | None, stopped_on: date | None) -> OnwardState:
    """Say where it stands; what was sent before it was stopped stays sent."""
    if sent_on is not None:
        return OnwardState.SENT
    if stopped_on is not None:
        return OnwardState.STOPPED
    return OnwardState.TOLD if kind is OnwardKind.TOLD else OnwardState.PREPARED


def check_name_not_passed(text: str, *, forename: str | None, surname: str | None) -> None:
    """Keep the name of somebody who asked to stay anonymous out of what is passed on (domain.md §4, §7).

    A name that is also an ordinary word ("May") is refused as well: better once too often. Only the sentence
    says which kind of name it was, never the name.

    Raises:
        RefusedError: the text holds the forename or the surname, alone, in an address or written together.
    """
    told = set(words_of(text))
    told |= {word.removesuffix("s") for word in told}  # "Ada's", as words are folded
    together = squeezed(text)
    for kind, name in (("forename", forename), ("surname", surname)):
        parts = [part for part in words_of(name or "") if len(part) >= _SHORTEST_NAME]
        if any(part in told for part in parts):
            _refuse(kind)
    whole = squeezed(f"{forename or ''} {surname or ''}")
    turned = squeezed(f"{surname or ''} {forename or ''}")
    if forename and surname and (whole in together or turned in together):
        _refuse("name")


def _refuse(kind: str) -> None:
    what = f"This person asked to stay anonymous, and what would be passed on holds their {kind}."
    raise RefusedError(what, "Take it out; use their reference instead.")
