"""Records of real threads and real connections, without encryption, for the rules of delivery."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar
from uuid import UUID

import pytest
from PySide6.QtCore import QObject
from sqlalchemy import Connection, Engine, QueuePool, create_engine

from desktop.background.tasks import Tasks
from desktop.domain.actor import Actor, Role
from desktop.domain.changes import Changed
from desktop.domain.ids import DeviceId, UserId
from desktop.models.session import RecordSession

T = TypeVar("T")
SOMEBODY = UUID(int=7)


@dataclass(frozen=True, slots=True)
class PlainWritten(Generic[T]):
    """The result of a plain write."""

    value: T
    changed: Changed


class PlainRecords:
    """Three connections to plain SQLite, each used by one thread."""

    def __init__(self) -> None:
        self._engines = [_engine(), _engine(), _engine()]
        self._connections = [engine.connect() for engine in self._engines]

    def write(self, actor: Actor, work: Callable[[RecordSession], T]) -> PlainWritten[T]:
        """Do the work and say that one record changed."""
        del actor
        return PlainWritten(_ask(self._connections[0], work), Changed({"person": frozenset({SOMEBODY})}))

    def read(self, work: Callable[[RecordSession], T]) -> T:
        """Answer at once."""
        return _ask(self._connections[1], work)

    def read_long(self, work: Callable[[RecordSession], T]) -> T:
        """Answer slowly."""
        return _ask(self._connections[2], work)

    def interrupt_read(self) -> None:
        """Break off the quick question."""
        _interrupt(self._connections[1])

    def interrupt_long(self) -> None:
        """Break off the slow question."""
        _interrupt(self._connections[2])

    def close(self) -> None:
        """Close the connections."""
        for connection, engine in zip(self._connections, self._engines, strict=True):
            connection.close()
            engine.dispose()


def _engine() -> Engine:
    arguments = {"check_same_thread": False}
    return create_engine("sqlite://", poolclass=QueuePool, pool_size=1, connect_args=arguments)


def _ask(connection: Connection, work: Callable[[RecordSession], T]) -> T:
    with connection.begin(), RecordSession(bind=connection) as session:
        return work(session)


def _interrupt(connection: Connection) -> None:
    raw = connection.connection.driver_connection
    assert raw is not None
    raw.interrupt()


@pytest.fixture
def actor() -> Actor:
    """Name a manager."""
    roles = frozenset({Role.MANAGER})
    return Actor(UserId(UUID(int=1)), DeviceId(UUID(int=2)), "Manager", roles)


@pytest.fixture
def tasks(qapp: QObject, actor: Actor) -> Iterator[Tasks]:
    """Tasks on plain records, closed afterwards."""
    assert qapp is not None
    records = PlainRecords()
    tasks = Tasks(records, actor)
    yield tasks
    tasks.close()
    records.close()


@pytest.fixture
def owner(qapp: QObject) -> QObject:
    """Whoever asks."""
    assert qapp is not None
    return QObject()
