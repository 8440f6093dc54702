"""What the screens of people show: words and states, already fit for reading."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from desktop.domain.ids import PersonId
from desktop.domain.safe_contact import Channel, SafeState
from desktop.ui.shared.details import Detail
from desktop.ui.shared.tokens import Tone


@dataclass(frozen=True, slots=True)
class FoundShown:
    """One person found, and why."""

    person_id: PersonId
    reference: str
    name: str
    known_as: str
    born: str
    place: str
    why: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class FoundPeople:
    """The answer to one search; ``more`` when not everybody who matches is listed."""

    text: str
    rows: tuple[FoundShown, ...]
    more: bool = False


@dataclass(frozen=True, slots=True)
class ContactShown:
    """One way to reach a person, what was said of it, and whether it may be used today."""

    contact_id: UUID
    channel: Channel
    value: str
    state: SafeState
    may_use: bool
    verdict: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CaseShown:
    """A case or a referral that did not become one."""

    reference: str
    what: str
    opened_on: date | None
    state: str
    tone: Tone
    source: str = ""


@dataclass(frozen=True, slots=True)
class ChangeShown:
    """One change of the record: who, when, what."""

    when: str
    who: str
    what: str


@dataclass(frozen=True, slots=True)
class PersonShown:
    """A person's record as it stands on the screen."""

    person_id: PersonId
    reference: str
    name: str
    call_me: str
    age: str
    born: str
    place: str
    has_died: bool = False
    contacts: tuple[ContactShown, ...] = ()
    cases: tuple[CaseShown, ...] = ()
    answers: tuple[Detail, ...] = ()
    history: tuple[ChangeShown, ...] = ()


@dataclass(frozen=True, slots=True)
class ContactRevealed:
    """A number or address was shown on purpose: to be written down as looked at."""

    person_id: PersonId
    contact_id: UUID
    channel: Channel
