"""A program killed at any moment loses nothing that it said was kept."""

import os
import random
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from desktop.domain.actor import Actor
from desktop.models.person import Person
from desktop.models.session import RecordSession
from desktop.store.keys import StoreKeys
from desktop.store.records import Records
from desktop.store.verify import verify
from tests.faults.worker import order

Worker = subprocess.Popen[str]


@pytest.fixture
def worker(folder: Path, keys: StoreKeys, actor: Actor) -> Iterator[Worker]:
    command = [sys.executable, "-m", "tests.faults.worker", "killed"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
    ) as process:
        assert process.stdin is not None
        process.stdin.write(order(folder, keys, actor) + "\n")
        process.stdin.flush()
        yield process
        process.stdin.close()


def _let_work_and_kill(worker: Worker, lists: int, moments: float) -> set[UUID]:
    """Let a writer keep some lists, kill it a moment later, and give what it said was kept."""
    if sys.platform == "win32":
        pytest.skip("needs limits and signals that Windows does not have")
    assert worker.stdin is not None
    assert worker.stdout is not None
    worker.stdin.write("again\n")
    worker.stdin.flush()
    kept: set[UUID] = set()
    child = 0
    while (line := worker.stdout.readline().strip()) != "ended":
        if line.startswith("pid "):
            child = int(line.removeprefix("pid "))
        else:
            kept.add(UUID(line))
        if child and len(kept) >= lists:
            threading.Event().wait(moments)
            os.kill(child, signal.SIGKILL)
            lists = sys.maxsize
    return kept


@pytest.mark.skipif(sys.platform == "win32", reason="the worker forks; Windows has its own test of endings")
def test_nothing_that_was_kept_is_lost_when_the_program_is_killed(
    worker: Worker, folder: Path, keys: StoreKeys, *, thorough: bool
) -> None:
    chance = random.Random(20260401)  # noqa: S311 moments of killing, nothing secret
    kept: set[UUID] = set()
    for _ in range(30 if thorough else 8):
        kept |= _let_work_and_kill(worker, chance.randrange(3), chance.random() * 0.15)
        records = Records(folder, keys, wait_seconds=5)
        there = records.read(_people)
        records.close()
        assert kept <= there
        assert len(there) % 250 == 0  # a list is there whole or not at all
        assert verify(folder, keys).faults == ()
    assert kept


def _people(session: RecordSession) -> set[UUID]:
    return set(session.scalars(select(Person.id)))
