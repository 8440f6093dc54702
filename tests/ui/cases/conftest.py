"""A worker at the window whose clock is the wall's: a contact happens now."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

import pytest
from pytestqt.qtbot import QtBot

from desktop.background.kept_drafts import KeptDrafts
from desktop.background.tasks import Tasks
from desktop.domain.actor import Actor
from desktop.ui.rooms import all_rooms
from desktop.ui.shell.shell import Shell
from tests.ui.conftest import Show
from tests.ui.desk import AtTheWindow


@pytest.fixture
def clock() -> Callable[[], datetime]:
    return partial(datetime.now, UTC)


@pytest.fixture
def window(show: Show, tasks: Tasks, actor: Actor, drafts: KeptDrafts, qtbot: QtBot) -> AtTheWindow:
    shell = Shell(actor=actor, rooms=all_rooms(tasks=tasks, actor=actor, drafts=drafts))
    tasks.unclaimed.connect(shell.explain)
    show(shell)
    shell.resize(1280, 800)
    shell.arrive()
    return AtTheWindow(qtbot, shell)
