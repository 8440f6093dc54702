"""Made-up histories in plain data: what happened to people over some years, to be stored and recounted."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Told:
    """One answer of a questionnaire: scored, not asked, or not said."""

    answer: str
    score: int | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    """One attempt or conversation; ``written_at`` is the moment it was written down, in UTC."""

    serial: int
    on: date
    direction: str
    result: str
    channel: str
    support: frozenset[str] | None
    minutes: int | None
    written_at: datetime
    archived: bool
    shared: bool
    before_case: bool


@dataclass(frozen=True, slots=True)
class Assessment:
    """One sitting with its answers."""

    serial: int
    on: date
    risk: str | None
    safety: Told
    needs: tuple[tuple[str, Told], ...]
    outcomes: tuple[tuple[str, Told], ...]
    archived: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """A recovery plan, when it was last looked at, and its goals: need, day, put away or not."""

    serial: int
    on: date
    reviewed_on: date | None
    goals: tuple[tuple[str | None, date, bool], ...]
    archived: bool


@dataclass(frozen=True, slots=True)
class Onward:
    """An organisation the person was told about or referred to."""

    serial: int
    on: date
    kind: str
    outcome: str
    organisation_kind: str | None
    need: str | None
    archived: bool


@dataclass(frozen=True, slots=True)
class Concern:
    """A worry, and what was decided about it: code, moment, put away or not."""

    serial: int
    at: datetime
    about: str
    decisions: tuple[tuple[str, datetime, bool], ...]
    archived: bool


@dataclass(frozen=True, slots=True)
class Ending:
    """One closing of a case, and the day it was opened again, if it was."""

    serial: int
    closed_on: date
    reopened_on: date | None
    reason: str
    planned: bool
    agreed: str
    archived: bool


@dataclass(frozen=True, slots=True)
class Case:
    """One episode of support with all that belongs to it; old lists hold a closing day and no endings."""

    serial: int
    opened_on: date
    closed_on: date | None
    old_reason: str | None
    crime: str | None
    also: frozenset[str] | None
    enhanced: frozenset[str] | None
    repeat: bool | None
    stream: str | None
    from_history: bool
    archived: bool
    endings: tuple[Ending, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    plans: tuple[Plan, ...] = ()
    onwards: tuple[Onward, ...] = ()
    concerns: tuple[Concern, ...] = ()


@dataclass(frozen=True, slots=True)
class Referral:
    """One request for support, what happened, the contacts it led to, and the case, if any."""

    serial: int
    received_on: date
    source: str | None
    reason: str | None
    offered_on: date | None
    answered_on: date | None
    accepted: bool | None
    crime: str | None
    reported: str | None
    not_reported: frozenset[str] | None
    strands: frozenset[str] | None
    archived: bool
    contacts: tuple[Contact, ...] = ()
    case: Case | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with the answers they gave, and everything that happened with them.

    ``cases`` are those that no referral led to, with the contacts of each.
    """

    serial: int
    sex: str | None
    ethnicity: str | None
    disability: str | None
    religion: str | None
    orientation: str | None
    language: str | None
    authority: str | None
    born: date | None
    precision: str
    age_stated: int | None
    age_stated_on: date | None
    archived: bool
    nameless: bool
    referrals: tuple[Referral, ...] = ()
    cases: tuple[tuple[Case, tuple[Contact, ...]], ...] = ()

    def all_cases(self) -> Iterator[tuple[Case, Referral | None, tuple[Contact, ...]]]:
        """Give every case with its referral and its contacts."""
        for referral in self.referrals:
            if referral.case is not None:
                yield referral.case, referral, referral.contacts
        for case, contacts in self.cases:
            yield case, None, contacts


@dataclass(frozen=True, slots=True)
class Reply:
    """One form that came back."""

    serial: int
    quarter_start: date
    answers: tuple[tuple[str, str | None], ...]
    archived: bool


@dataclass(frozen=True, slots=True)
class History:
    """Everything that is known."""

    people: tuple[Person, ...]
    replies: tuple[Reply, ...]
