"""A program killed at any moment loses nothing that it said was kept."""

import os
import random
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from desktop.domain.actor import Actor
from desktop.models.person import Person
from desktop.models.session import RecordSession
from desktop.store.backup import check_backup
from desktop.store.keys import StoreKeys, keys_of
from desktop.store.records import Records
from desktop.store.verify import verify
from tests.faults.worker import order
from tests.store.kept_keys import PASSPHRASE, Kept
from tests.store.made import NOBODY

Worker = subprocess.Popen[str]
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the worker forks")


@contextmanager
def _worker(*arguments: str, told: str) -> Iterator[Worker]:
    command = [sys.executable, "-m", "tests.faults.worker", *arguments]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
    ) as process:
        assert process.stdin is not None
        process.stdin.write(told + "\n")
        process.stdin.flush()
        yield process
        process.stdin.close()


@pytest.fixture
def worker(folder: Path, keys: StoreKeys, actor: Actor) -> Iterator[Worker]:
    with _worker("killed", told=order(folder, keys, actor)) as process:
        yield process


def _let_work_and_kill(worker: Worker, steps: int, moments: float) -> set[str]:
    """Let a worker take some steps, kill it a moment later, and give what it said was done."""
    if sys.platform == "win32":
        pytest.skip("needs limits and signals that Windows does not have")
    assert worker.stdin is not None
    assert worker.stdout is not None
    worker.stdin.write("again\n")
    worker.stdin.flush()
    done: set[str] = set()
    child = 0
    while (line := worker.stdout.readline().strip()) != "ended":
        if line.startswith("pid "):
            child = int(line.removeprefix("pid "))
        else:
            done.add(line)
        if child and len(done) >= steps:
            threading.Event().wait(moments)
            os.kill(child, signal.SIGKILL)
            steps = sys.maxsize
    return done


def test_nothing_that_was_kept_is_lost_when_the_program_is_killed(
    worker: Worker, folder: Path, keys: StoreKeys
) -> None:
    chance = random.Random(20260401)  # noqa: S311 moments of killing, nothing secret
    kept: set[UUID] = set()
    for _ in range(30):
        done = _let_work_and_kill(worker, chance.randrange(3), chance.random() * 0.15)
        kept |= {UUID(one) for one in done}
        records = Records(folder, keys, wait_seconds=5)
        there = records.read(NOBODY, _people)
        records.close()
        assert kept <= there
        assert len(there) % 250 == 0  # a list is there whole or not at all
        assert verify(folder, keys).faults == ()
    assert kept


def test_a_backup_or_restore_that_is_killed_loses_nothing_and_leaves_no_half_backup(kept: Kept) -> None:
    chance = random.Random(20260402)  # noqa: S311 moments of killing, nothing secret
    sticks, away = kept.folder.parent / "stick", kept.folder.parent / "away"
    sticks.mkdir()
    with _worker("killed-backup", str(kept.folder), told=PASSPHRASE) as process:
        for _ in range(20):
            shutil.copytree(kept.folder, away)
            done = _let_work_and_kill(process, chance.randrange(2), chance.random() * 0.4)
            named = [path for path in sticks.iterdir() if not path.name.startswith(".")]
            assert {name for name in done if name != "restored"} <= {path.name for path in named}
            assert [path.name for path in named if not check_backup(path, kept.unlocked).content] == []
            stood = kept.folder if kept.folder.is_dir() else _kept_aside(kept.folder)
            assert verify(stood, keys_of(kept.unlocked)).faults == ()
            for path in kept.folder.parent.iterdir():
                if path not in {sticks, away}:
                    shutil.rmtree(path)
            away.rename(kept.folder)


def _kept_aside(folder: Path) -> Path:
    """Find the records that a restore, killed between its two renames, had moved aside."""
    (found,) = folder.parent.glob(f"{folder.name}-before-*")
    return found


def _people(session: RecordSession) -> set[UUID]:
    return set(session.scalars(select(Person.id)))
