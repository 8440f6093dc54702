"""One laptop changes hands, and the records change their keys: both on a copy of the records."""

import json
import shutil
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.figures import Goal, Measure, Of, taken
from benchmarks.stores import NAME, PASSPHRASE, ROOT, open_records, room_to_work
from desktop.domain.actor import Role
from desktop.security.key_stretching import STANDARD, stretch
from desktop.workspace.sign_in import first_sign_in, sign_in

_OTHER, _OTHERS = "Bench Worker", "nine blue ladders hummed over water"
_SALT = bytes(16)
_AT_MOST = 3000.0


def measure_changing_hands(folder: Path, *, people: int, repeats: int) -> list[Measure]:
    """Lock and let somebody else in, each in a process of its own; then remove them."""
    with room_to_work() as place:
        copy = shutil.copytree(folder, place / "records")
        _let_in(copy)
        hands = _hands(copy, people=people, repeats=repeats)
        return [hands, _new_keys(copy, people=people, repeats=max(1, repeats // 3))]


def _let_in(folder: Path) -> None:
    opened = open_records(folder)
    slip = opened.accounts.invite(name=_OTHER, roles=frozenset({Role.SUPPORT_WORKER})).value
    opened.close()
    first_sign_in(folder, name=_OTHER, one_time=slip.passphrase, passphrase=_OTHERS).close()


def _hands(folder: Path, *, people: int, repeats: int) -> Measure:
    ours: list[float] = []
    derivations: list[float] = []
    for turn in range(1 + repeats):
        mine, theirs = ((NAME, PASSPHRASE), (_OTHER, _OTHERS))[:: 1 if turn % 2 else -1]
        opened = sign_in(folder, name=mine[0], passphrase=mine[1])
        started = time.perf_counter()
        opened.close()
        _opened_by(folder, *theirs)
        took = 1000 * (time.perf_counter() - started)
        if turn:
            ours.append(took)
            derivations.append(_milliseconds_to_derive())
    return Measure(
        id="change-of-user",
        title="Change of user: records closed, a new process started, the other person signed in",
        people=people,
        ours=taken(ours, "ms"),
        plain=taken(derivations, "ms"),
        plain_title="deriving the key from the passphrase, alone",
        goal=Goal(Of.HIGHEST, _AT_MOST),
    )


def _opened_by(folder: Path, name: str, passphrase: str) -> None:
    """Sign in, in a process that has nothing loaded yet."""
    told = json.dumps([str(folder), name, passphrase])
    command = [sys.executable, "-m", "benchmarks.start_signed_in"]
    subprocess.run(command, cwd=ROOT, input=told, check=True, encoding="utf-8", timeout=120)


def _milliseconds_to_derive() -> float:
    started = time.perf_counter()
    stretch(PASSPHRASE, salt=_SALT, stretching=STANDARD)
    return 1000 * (time.perf_counter() - started)


def _new_keys(folder: Path, *, people: int, repeats: int) -> Measure:
    took: list[float] = []
    opened = open_records(folder)
    size = (folder / "records.db").stat().st_size / 1e6
    for _ in range(repeats):
        started = time.perf_counter()
        opened.accounts.new_keys()
        took.append(time.perf_counter() - started)
    opened.close()
    return Measure(
        id="new-keys",
        title="New keys for everybody: records copied, checked whole, swapped",
        people=people,
        ours=taken(took, "s"),
        besides={"megabytes": size},
    )
