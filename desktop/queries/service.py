"""What the service is called, and who may sign in."""

from dataclasses import dataclass

from sqlalchemy import func, select

from desktop.domain.actor import Actor, Role
from desktop.domain.ids import FundingStreamId, UserId
from desktop.domain.permissions import Permission, needs
from desktop.models.case import FundingStream
from desktop.models.person import Person
from desktop.models.service import Service
from desktop.models.session import RecordSession
from desktop.models.user import User


@dataclass(frozen=True, slots=True)
class ServiceDetails:
    """The service's own words, and whether it has any people yet."""

    name: str
    commissioner: str | None
    year_start_month: int
    people: int
    funding_streams: tuple[tuple[FundingStreamId, str], ...]


@dataclass(frozen=True, slots=True)
class Account:
    """A sign-in, as the list of sign-ins shows it."""

    user_id: UserId
    name: str
    roles: frozenset[Role]
    active: bool


@needs(Permission.SEE_SERVICE)
def service_details(session: RecordSession, *, actor: Actor) -> ServiceDetails:
    """Give the service's name, commissioner, year, number of people (archived ones left out) and funders."""
    del actor
    service = session.execute(select(Service.name, Service.commissioner, Service.year_start_month)).one()
    people = session.scalar(select(func.count()).select_from(Person).where(Person.archived_at.is_(None)))
    streams = session.execute(
        select(FundingStream.id, FundingStream.name)
        .where(FundingStream.archived_at.is_(None))
        .order_by(FundingStream.id)
    )
    return ServiceDetails(
        name=service.name,
        commissioner=service.commissioner,
        year_start_month=service.year_start_month,
        people=people or 0,
        funding_streams=tuple((FundingStreamId(key), name) for key, name in streams),
    )


@needs(Permission.SEE_ACCOUNTS)
def accounts(session: RecordSession, *, actor: Actor) -> tuple[Account, ...]:
    """List the sign-ins by name."""
    del actor
    rows = session.execute(select(User.id, User.name, User.roles, User.active).order_by(User.name))
    return tuple(
        Account(UserId(row.id), row.name, frozenset(Role(role) for role in row.roles), row.active)
        for row in rows
    )
