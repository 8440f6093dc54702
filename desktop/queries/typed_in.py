"""Steps about what was typed in for a return, which questions and counting share."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import select

from desktop.domain.dates import civil_date
from desktop.domain.ids import PersonId
from desktop.domain.periods import Period
from desktop.domain.return_entries import Entries, Entry
from desktop.models.consent import Consent
from desktop.models.person import Person
from desktop.models.return_entry import ReturnEntry
from desktop.models.session import RecordSession
from desktop.queries.held_consents import story_consent
from desktop.queries.visible import sees_person


def held_entries(
    session: RecordSession, *, definition_id: str, quarters: Sequence[Period]
) -> Sequence[ReturnEntry]:
    """Give every entry for some quarters of a return; what was put away keeps its place and version."""
    statement = (
        select(ReturnEntry)
        .where(
            ReturnEntry.definition_id == definition_id,
            ReturnEntry.quarter_start.in_([one.start for one in quarters]),
        )
        .order_by(ReturnEntry.quarter_start, ReturnEntry.table_id, ReturnEntry.id)
    )
    return session.scalars(statement).all()


def read_entries(session: RecordSession, *, definition_id: str, quarters: Sequence[Period]) -> Entries:
    """Read what was typed in for some quarters of a return; what was put away holds nothing any more."""
    held = held_entries(session, definition_id=definition_id, quarters=quarters)
    return Entries(definition_id, tuple(quarters), tuple(_entry(session, one) for one in held))


def _entry(session: RecordSession, one: ReturnEntry) -> Entry:
    entry = Entry(
        table_id=one.table_id,
        row_code=one.row_code,
        column_code=one.column_code,
        quarter_start=one.quarter_start,
        version=one.version,
        hundredths=None,
        words=None,
    )
    if one.archived_at is not None:
        return entry
    story_of, not_to_be_told = _story(session, one)
    return replace(
        entry,
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
