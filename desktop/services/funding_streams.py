"""Funding: adding a source of money that pays for cases, and saying anew from when until when it pays."""

from datetime import date

from sqlalchemy import select

from desktop.domain.actor import Actor
from desktop.domain.ids import FundingStreamId
from desktop.domain.permissions import Permission, needs
from desktop.errors import BadInputError, RefusedError
from desktop.models.case import FundingStream
from desktop.models.session import RecordSession
from desktop.services.case_records import at_version, require_stream


@needs(Permission.SET_UP_SERVICE)
def add_funding_stream(
    session: RecordSession,
    *,
    actor: Actor,
    name: str,
    funder: str | None = None,
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> FundingStreamId:
    """Add a source of money that cases can belong to.

    Raises:
        BadInputError: it has no name, or it ends before it starts.
        RefusedError: the name is taken.
    """
    del actor
    stream = FundingStream(
        name=_tidy_name(session, name, but=None), funder=funder, starts_on=starts_on, ends_on=ends_on
    )
    _check_days(starts_on, ends_on)
    session.add(stream)
    return FundingStreamId(stream.id)


@needs(Permission.SET_UP_SERVICE)
def change_funding_stream(
    session: RecordSession,
    *,
    actor: Actor,
    stream_id: FundingStreamId,
    version: int,
    name: str,
    funder: str | None = None,
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> None:
    """Say anew what a source of money is called, and from when until when it pays; cases stay with it.

    Raises:
        BadInputError: there is no such funding, it has no name, or it ends before it starts.
        RefusedError: the name is taken.
        StaleVersionError: somebody changed it since.
    """
    del actor
    require_stream(session, stream_id)
    stream = session.get_one(FundingStream, stream_id)
    at_version(stream, version=version)
    _check_days(starts_on, ends_on)
    stream.name = _tidy_name(session, name, but=stream_id)
    stream.funder, stream.starts_on, stream.ends_on = funder, starts_on, ends_on


def _tidy_name(session: RecordSession, name: str, *, but: FundingStreamId | None) -> str:
    tidy = " ".join(name.split())
    if not tidy:
        what = "The funding has no name."
        raise BadInputError(what, "Write down what you call it.")
    taken = session.scalar(select(FundingStream.id).where(FundingStream.name == tidy))
    if taken is not None and taken != but:
        what = f"There is a funding stream “{tidy}” already."
        raise RefusedError(what, "Choose another name.")
    return tidy


def _check_days(starts_on: date | None, ends_on: date | None) -> None:
    if starts_on is not None and ends_on is not None and ends_on < starts_on:
        what = "The funding ends before it starts."
        raise BadInputError(what, "Check both dates.")
