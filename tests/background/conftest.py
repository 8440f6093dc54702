"""Tasks on a truly encrypted store, closed with the test."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject

from desktop.background.tasks import Tasks
from desktop.domain.actor import Actor
from desktop.store.records import Records


@pytest.fixture
def tasks(qapp: QObject, records: Records, actor: Actor) -> Iterator[Tasks]:
    """Tasks on real records."""
    assert qapp is not None
    tasks = Tasks(records, actor)
    yield tasks
    tasks.close()


@pytest.fixture
def owner(qapp: QObject) -> QObject:
    """Whoever asks."""
    assert qapp is not None
    return QObject()
