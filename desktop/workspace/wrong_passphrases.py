"""Wrong passphrases are remembered beside the records, so that starting again does not begin anew."""

import json
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from desktop.domain.attempts import Attempts
from desktop.errors import RefusedError, WrongPassphraseError
from desktop.platform.files import write_atomically

T = TypeVar("T")
_FILE = "attempts.json"


def counted(folder: Path, unlock: Callable[[], T], *, now: Callable[[], datetime] | None = None) -> T:
    """Try to unlock, after the wait that earlier wrong passphrases ask for.

    This slows somebody who tries at the keyboard; whoever has the files is slowed by the derivation alone.

    Raises:
        RefusedError: it is too soon; the sentence says how long to wait.
        WrongPassphraseError: from ``unlock``; the next wait grows.
    """
    clock = now or _now
    kept = _read(folder)
    before = kept.seen_at(now=clock())
    if before != kept:
        _write(folder, before)
    left = before.seconds_left(now=clock())
    if left:
        what = "There were several wrong passphrases."
        raise RefusedError(what, f"Wait {left} seconds, then try again.")
    try:
        opened = unlock()
    except WrongPassphraseError:
        _write(folder, before.another(now=clock()))
        raise
    if before.wrong:
        _write(folder, Attempts())
    return opened


def _now() -> datetime:
    return datetime.now(UTC)


def _read(folder: Path) -> Attempts:
    with suppress(OSError, ValueError, KeyError, TypeError, OverflowError, RecursionError):
        kept = json.loads((folder / _FILE).read_bytes())
        return Attempts(int(kept["wrong"]), datetime.fromtimestamp(float(kept["last"]), UTC))
    return Attempts()


def _write(folder: Path, attempts: Attempts) -> None:
    kept = {"wrong": attempts.wrong, "last": attempts.last.timestamp() if attempts.last else 0}
    with suppress(OSError):
        write_atomically(folder / _FILE, json.dumps(kept).encode(), durable=False)
