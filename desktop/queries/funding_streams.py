"""Who pays for cases: each source of money, from when until when, and how many open cases it pays for."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from desktop.domain.actor import Actor
from desktop.domain.dates import civil_date
from desktop.domain.ids import FundingStreamId
from desktop.domain.permissions import Permission, needs
from desktop.models.case import Case, FundingStream
from desktop.models.session import RecordSession
from desktop.queries.visible import sees_case


@dataclass(frozen=True, slots=True, kw_only=True)
class FundingStreamRow:
    """One source of money; ``open_cases`` counts those in sight of whoever asks."""

    stream_id: FundingStreamId
    version: int
    name: str
    funder: str | None
    starts_on: date | None
    ends_on: date | None
    open_cases: int

    def pays_on(self, day: date) -> bool:
        """Say whether it pays on a day: a first or last day that nobody wrote down is no limit."""
        return (self.starts_on is None or self.starts_on <= day) and (
            self.ends_on is None or day <= self.ends_on
        )


@dataclass(frozen=True, slots=True)
class StreamToCount:
    """A source of money that a return may count alone; one that ``ended`` still paid for past quarters."""

    name: str
    ended: bool = False
    ended_on: date | None = None


@needs(Permission.COUNT)
def streams_to_count(session: RecordSession, *, actor: Actor) -> tuple[StreamToCount, ...]:
    """List every source of money that any quarter may be counted for, by name, those that ended last.

    One that was put away counts as ended; its last day is None where nobody wrote one down.
    """
    del actor
    today = civil_date(session.now)
    rows = session.execute(
        select(FundingStream.name, FundingStream.ends_on, FundingStream.archived_at).order_by(
            FundingStream.name
        )
    )
    streams = (
        StreamToCount(name, ended, ends_on if ended else None)
        for name, ends_on, archived_at in rows
        for ended in (archived_at is not None or (ends_on is not None and ends_on < today),)
    )
    return tuple(sorted(streams, key=lambda stream: stream.ended))


@needs(Permission.SEE_CASES)
def funding_streams(session: RecordSession, *, actor: Actor) -> tuple[FundingStreamRow, ...]:
    """List the sources of money by name, also those that pay no more."""
    del actor
    paid = (
        select(func.count(Case.id))
        .where(
            Case.funding_stream_id == FundingStream.id,
            Case.closed_on.is_(None),
            Case.from_history.is_(False),
            Case.archived_at.is_(None),
            sees_case(session),
        )
        .correlate(FundingStream)
        .scalar_subquery()
    )
    statement = (
        select(FundingStream, paid.label("paid"))
        .where(FundingStream.archived_at.is_(None))
        .order_by(FundingStream.name)
    )
    return tuple(
        FundingStreamRow(
            stream_id=FundingStreamId(stream.id),
            version=stream.version,
            name=stream.name,
            funder=stream.funder,
            starts_on=stream.starts_on,
            ends_on=stream.ends_on,
            open_cases=number,
        )
        for stream, number in session.execute(statement)
    )
