"""Steps about what was typed in for a return, which questions and counting share."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from desktop.domain.dates import civil_date
from desktop.domain.ids import PersonId
from desktop.domain.periods import Period
from desktop.models.consent import Consent
from desktop.models.person import Person
from desktop.models.return_entry import ReturnEntry
from desktop.models.session import RecordSession
from desktop.queries.held_consents import story_consent
from desktop.queries.visible import sees_person


@dataclass(frozen=True, slots=True)
class Entry:
    """What was typed in for one place of one table and one quarter.

    ``story_of`` is the reference of whoever a case study rests on, empty if it rests on nobody or they are
    out of sight; ``not_to_be_told`` says why it must not be told any more, empty while it may.
    """

    table_id: str
    row_code: str
    column_code: str
    quarter_start: date
    version: int
    hundredths: int | None
    words: str | None
    story_of: str = ""
    not_to_be_told: str = ""

    @property
    def holds_something(self) -> bool:
        """Whether there is a number or a word."""
        return self.hundredths is not None or bool(self.words)


@dataclass(frozen=True, slots=True)
class Entries:
    """Everything typed in for some quarters of one commissioner's return."""

    definition_id: str
    quarters: tuple[Period, ...]
    entries: tuple[Entry, ...]

    def of(self, table_id: str, quarter: Period) -> Mapping[tuple[str, str], Entry]:
        """Give the entries of a table in a quarter, by the codes of row and column."""
        return {
            (one.row_code, one.column_code): one
            for one in self.entries
            if one.table_id == table_id and one.quarter_start == quarter.start
        }

    def version(self, table_id: str, quarter: Period) -> int:
        """Give the version of a whole table in a quarter: it rises with each of its entries; 0 for none."""
        return sum(one.version for one in self.of(table_id, quarter).values())

    def is_filled_in(self, table_id: str, quarter: Period) -> bool:
        """Say whether anything at all stands in a table for a quarter."""
        return any(one.holds_something for one in self.of(table_id, quarter).values())


def read_entries(session: RecordSession, *, definition_id: str, quarters: Sequence[Period]) -> Entries:
    """Read what was typed in for some quarters of a return."""
    statement = (
        select(ReturnEntry)
        .where(
            ReturnEntry.definition_id == definition_id,
            ReturnEntry.quarter_start.in_([one.start for one in quarters]),
            ReturnEntry.archived_at.is_(None),
        )
        .order_by(ReturnEntry.quarter_start, ReturnEntry.table_id, ReturnEntry.id)
    )
    entries = tuple(_entry(session, one) for one in session.scalars(statement))
    return Entries(definition_id, tuple(quarters), entries)


def _entry(session: RecordSession, one: ReturnEntry) -> Entry:
    story_of, not_to_be_told = _story(session, one)
    return Entry(
        table_id=one.table_id,
        row_code=one.row_code,
        column_code=one.column_code,
        quarter_start=one.quarter_start,
        version=one.version,
        hundredths=one.hundredths,
        words=one.words,
        story_of=story_of,
        not_to_be_told=not_to_be_told,
    )


def _story(session: RecordSession, one: ReturnEntry) -> tuple[str, str]:
    """Say whose story it is, and why it must not be told today; what they said last decides, not what was."""
    if one.consent_id is None:
        return "", ""
    person_id = session.scalar(select(Consent.person_id).where(Consent.id == one.consent_id))
    if person_id is None:
        return "", why_gone()
    reference = session.scalar(select(Person.reference).where(Person.id == person_id, sees_person(session)))
    _consent_id, why = story_consent(session, person_id=PersonId(person_id), on=civil_date(session.now))
    return reference or "", why


def why_gone() -> str:
    """Say that the consent a story rested on is no longer there."""
    return "The consent it rested on is no longer on file."
