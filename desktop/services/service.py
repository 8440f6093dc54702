"""The service itself: its first day, its name, its computers, its sign-ins."""

from sqlalchemy import select

from desktop.domain.actor import Actor
from desktop.domain.permissions import Permission, needs
from desktop.errors import BadInputError, RefusedError
from desktop.models.case import FundingStream
from desktop.models.device import Device
from desktop.models.service import Service
from desktop.models.session import RecordSession
from desktop.models.user import User

LONGEST_NAME = 255


@needs(Permission.SET_UP_SERVICE)
def begin_service(
    session: RecordSession,
    *,
    actor: Actor,
    name: str,
    device_name: str,
    commissioner: str | None = None,
    year_start_month: int = 4,
) -> None:
    """Write down the service, its first computer, its first sign-in (the actor) and one funding stream.

    Raises:
        RefusedError: these records belong to a service already.
        BadInputError: the name is empty or too long.
    """
    if session.scalar(select(Service.id)) is not None:
        what = "These records belong to a service already."
        raise RefusedError(what, "Open them instead of setting them up again.")
    session.add(
        Service(
            name=_named(name, "the service"), commissioner=commissioner, year_start_month=year_start_month
        )
    )
    session.add(Device(id=actor.device_id, letter="A", name=_named(device_name, "this computer")))
    session.add(
        User(
            id=actor.user_id,
            name=_named(actor.name, "yourself"),
            roles=frozenset(role.value for role in actor.roles),
            active=True,
        )
    )
    session.add(FundingStream(name="Main grant", funder=commissioner))


@needs(Permission.SET_UP_SERVICE)
def rename_service(session: RecordSession, *, actor: Actor, name: str, commissioner: str | None) -> None:
    """Change the name of the service and of its commissioner.

    Raises:
        BadInputError: the name is empty or too long.
    """
    del actor
    service = session.scalars(select(Service)).one()
    service.name = _named(name, "the service")
    service.commissioner = commissioner


@needs(Permission.SET_UP_SERVICE)
def name_commissioner(session: RecordSession, *, actor: Actor, name: str) -> None:
    """Say who pays for the service; it is printed on the cover of every return.

    Raises:
        BadInputError: the name is empty.
    """
    del actor
    session.scalars(select(Service)).one().commissioner = _named(name, "the commissioner")


def _named(text: str, what: str) -> str:
    name = " ".join(text.split())
    if not name:
        message = f"A name for {what} is missing."
        raise BadInputError(message, "Type one.")
    if len(name) > LONGEST_NAME:
        message = f"The name of {what} is longer than {LONGEST_NAME} letters."
        raise BadInputError(message, "Shorten it.")
    return name
