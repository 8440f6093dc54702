"""Many threads at once on the real engines."""

import subprocess
import sys
from pathlib import Path

from desktop.domain.actor import Actor
from desktop.store.keys import StoreKeys
from desktop.store.verify import verify
from tests.faults.worker import order


def test_sixteen_threads_write_at_once_and_every_record_is_there(
    folder: Path, keys: StoreKeys, actor: Actor
) -> None:
    turns = 150
    command = [sys.executable, "-m", "tests.faults.worker", "overworked", "16", str(turns)]
    done = subprocess.run(
        command,
        input=order(folder, keys, actor),
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=600,
    )
    assert done.stderr == ""
    assert done.returncode == 0
    assert done.stdout.split() == [str(16 * turns)]
    assert verify(folder, keys).faults == ()
