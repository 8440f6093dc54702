"""A change of keys that is killed anywhere: the records open, nothing is lost, who was removed stays out."""

import os
import random
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from desktop.domain.actor import Role
from desktop.domain.ids import UserId
from desktop.errors import NotAllowedError, WrongPassphraseError
from desktop.models.base import new_id
from desktop.models.person import Person
from desktop.models.session import RecordSession
from desktop.security.key_file import unlock
from desktop.security.key_stretching import LOWEST_ACCEPTED
from desktop.security.sign_ins import add_user
from desktop.security.unlocked import Unlocked
from desktop.store.drafts import Draft, open_drafts
from desktop.store.keys import keys_of
from desktop.store.records import KEY_FILE, Records
from desktop.store.rekeying import settle_interrupted
from desktop.store.verify import verify
from tests.store.kept_keys import PASSPHRASE, Kept

VIC_ID = UserId(UUID(int=42))
Worker = subprocess.Popen[str]
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the worker forks")


@pytest.fixture
def office(kept: Kept) -> Path:
    """Keep a draft, and let in Vic, who is to be removed."""
    path = kept.folder / KEY_FILE
    grown = add_user(
        kept.unlocked,
        path.read_bytes(),
        user_id=VIC_ID,
        user_name="Vic",
        roles=frozenset({Role.SUPPORT_WORKER}),
        passphrase=PASSPHRASE,
        stretching=LOWEST_ACCEPTED,
    )
    path.write_bytes(grown.data)
    drafts = open_drafts(kept.folder, keys_of(kept.unlocked))
    drafts.keep(Draft(kept.unlocked.user_id, new_id(), "note", "She said", datetime.now(UTC)))
    drafts.close()
    return kept.folder


@pytest.fixture
def worker(office: Path) -> Iterator[Worker]:
    command = [sys.executable, "-m", "tests.faults.worker", "killed-rekey", str(office)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
    ) as process:
        assert process.stdin is not None
        process.stdin.write(PASSPHRASE + "\n")
        process.stdin.flush()
        yield process
        process.stdin.close()


def _killed(worker: Worker, *, at: int = 0, after: float = 0) -> set[str]:
    """Let one change begin and kill it where or when it is said; give what it said was done."""
    if sys.platform == "win32":
        pytest.skip("needs signals that Windows does not have")
    assert worker.stdin is not None
    assert worker.stdout is not None
    worker.stdin.write(f"{at}\n")
    worker.stdin.flush()
    done: set[str] = set()
    while (line := worker.stdout.readline().strip()) != "ended":
        if not line.startswith("pid "):
            done.add(line)
        elif after:
            threading.Event().wait(after)
            os.kill(int(line.removeprefix("pid ")), signal.SIGKILL)
    return done


def _signed_in(folder: Path, name: str) -> Unlocked:
    data = (folder / KEY_FILE).read_bytes()
    return settle_interrupted(folder, unlock(data, user_name=name, passphrase=PASSPHRASE), wait_seconds=5)


def _people(session: RecordSession) -> set[UUID]:
    return set(session.scalars(select(Person.id)))


def _check(folder: Path, kept: Kept, done: set[str]) -> None:
    """Open as the manager would; everything that was said to be done is done."""
    mo = _signed_in(folder, "Mo")
    assert mo.earlier == ()
    assert verify(folder, keys_of(mo)).faults == ()
    records, drafts = Records(folder, keys_of(mo)), open_drafts(folder, keys_of(mo))
    there = records.read(kept.actor, _people)
    (draft,) = drafts.of_user(mo.user_id)
    drafts.close()
    records.close()
    assert {UUID(one) for one in done - {"removed"}} <= there
    assert draft.body == "She said"
    assert drafts.set_aside is None
    assert [path.name for path in folder.glob(".*.new*")] == []
    if mo.epoch == 1:
        assert "removed" not in done
        assert _signed_in(folder, "Vic").epoch == 1
    else:
        with pytest.raises(WrongPassphraseError):
            _signed_in(folder, "Vic")


def _afresh(folder: Path, away: Path) -> None:
    shutil.rmtree(folder)
    shutil.copytree(away, folder)


def test_killed_wherever_it_touches_a_file(worker: Worker, office: Path, kept: Kept, tmp_path: Path) -> None:
    away = tmp_path / "away"
    shutil.copytree(office, away)
    at = 0
    ends: list[set[str]] = []
    while not ends or "removed" not in ends[-1]:
        at += 1
        ends.append(_killed(worker, at=at))
        if at % 3 == 0:  # somebody else may be the first who opens them after the crash
            vics = _vic_works_on(office)
            assert vics or "removed" not in ends[-1]
        _check(office, kept, ends[-1])
        _afresh(office, away)
    assert at > 15


def _vic_works_on(folder: Path) -> bool:
    """Open the records as the worker, if the worker still may."""
    try:
        vic = _signed_in(folder, "Vic")
        Records(folder, keys_of(vic)).close()
    except (WrongPassphraseError, NotAllowedError):
        return False
    return True


def test_killed_at_any_moment(worker: Worker, office: Path, kept: Kept, tmp_path: Path) -> None:
    away = tmp_path / "away"
    shutil.copytree(office, away)
    chance = random.Random(20260403)  # noqa: S311 moments of killing, nothing secret
    removed = 0
    for _ in range(25):
        done = _killed(worker, after=0.02 + chance.random() * 0.5)
        removed += "removed" in done
        _check(office, kept, done)
        _afresh(office, away)
    assert removed < 25
