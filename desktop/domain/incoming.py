"""Rows of a list made ready to be brought in: what each says of a referral, a person and an incident."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from desktop.domain.dates import PartialDate
from desktop.domain.ids import PersonId
from desktop.domain.safe_contact import Channel, SafeState


class RowsAre(StrEnum):
    """Whether the rows of a list are over and done with, or still open cases."""

    HISTORY = "history"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class IncomingContact:
    """One way to reach the person as the list gives it; ``digits`` are a number's national digits."""

    channel: Channel
    value: str
    state: SafeState
    digits: str | None = None
    voicemail_allowed: bool | None = None


@dataclass(frozen=True, slots=True)
class IncomingPerson:
    """What a row says of the person; None stands for what it does not say."""

    forename: str | None = None
    surname: str | None = None
    known_as: str | None = None
    born: PartialDate | None = None
    age_stated: int | None = None
    died_on: date | None = None
    postcode: str | None = None
    no_fixed_abode: bool | None = None
    local_authority_code: str | None = None
    language_code: str | None = None
    sex_code: str | None = None
    gender_code: str | None = None
    gender_words: str | None = None
    gender_same_code: str | None = None
    ethnicity_code: str | None = None
    orientation_code: str | None = None
    religion_code: str | None = None
    disability_code: str | None = None
    day_to_day_code: str | None = None
    impairment_codes: frozenset[str] | None = None
    contacts: tuple[IncomingContact, ...] = ()


@dataclass(frozen=True, slots=True)
class IncomingIncident:
    """What a row says of what happened; no hate strand is an answer, None is none."""

    happened: PartialDate | None = None
    crime_number: str | None = None
    crime_code: str | None = None
    reported_code: str | None = None
    hate_strands: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class IncomingRow:
    """One row made ready; ``cells`` are those received, ``unplaced`` the columns whose text no code fits."""

    number: int
    cells: tuple[str, ...]
    reference: str | None
    received_on: date
    person: IncomingPerson
    incident: IncomingIncident
    source_code: str | None = None
    source_words: str | None = None
    also_involves: frozenset[str] | None = None
    opened_on: date | None = None
    closed_on: date | None = None
    ending_code: str | None = None
    reason_not_case_code: str | None = None
    funding_stream: str | None = None
    anonymous: bool | None = None
    unplaced: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class IncomingList:
    """A whole list made ready, with what must be remembered about it.

    ``labels`` are its headings made distinct; ``left_out`` and ``kept_apart`` name columns by position.
    ``same_person`` says which are about somebody on file.
    """

    source: str
    fingerprint: str
    signature: str
    rows_are: RowsAre
    columns: Mapping[str, str]
    labels: tuple[str, ...]
    left_out: frozenset[int]
    kept_apart: tuple[int, ...]
    rows: tuple[IncomingRow, ...]
    rejected: int
    duplicates: int
    same_person: Mapping[int, PersonId] = field(default_factory=dict)

    def as_received(self, row: IncomingRow) -> dict[str, str]:
        """Give the row as it came, heading to text; blank cells and columns left out on purpose excepted."""
        return {
            self.labels[index]: cell
            for index, cell in enumerate(row.cells)
            if cell and index not in self.left_out
        }

    def apart(self, row: IncomingRow) -> dict[str, str]:
        """Give the cells that have no place of their own in the record: heading to text."""
        return {
            self.labels[index]: row.cells[index]
            for index in (*self.kept_apart, *row.unplaced)
            if index < len(row.cells) and row.cells[index]
        }


Progress = Callable[[int, int], None]
"""Told how many rows of how many are done."""


def never() -> bool:
    """Say that nobody asked to stop."""
    return False


def content_digest(cells: Iterable[str]) -> str:
    """Give the mark of what a row says, whatever the order and names of its columns (SHA-256, hex)."""
    said = sorted(" ".join(cell.split()).casefold() for cell in cells)
    return hashlib.sha256("\x1f".join(filter(None, said)).encode()).hexdigest()
