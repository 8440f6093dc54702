"""A set-up that is killed or meets a full disk leaves whole records or none, and the folder free."""

import subprocess
import sys
from pathlib import Path

import pytest

from desktop.errors import FolderError
from desktop.security.key_stretching import LOWEST_ACCEPTED
from desktop.workspace.places import holds_records
from desktop.workspace.set_up import set_up
from desktop.workspace.sign_in import sign_in
from tests.faults.limits import no_file_longer_than

NAME, PASSPHRASE = "Mo Manager", "four words are enough"
SCRIPT = """
import sys
from pathlib import Path
from desktop.security.key_stretching import LOWEST_ACCEPTED
from desktop.workspace.set_up import set_up

print("begun", flush=True)
set_up(Path(sys.argv[1]), service_name="S", user_name=sys.argv[2], passphrase=sys.argv[3],
       stretching=LOWEST_ACCEPTED)
"""


@pytest.mark.parametrize("seconds", [0.0, 0.05, 0.1, 0.15, 0.2, 0.3, 0.5])
def test_a_killed_set_up_leaves_whole_records_or_none(tmp_path: Path, seconds: float) -> None:
    folder = tmp_path / "records"
    command = [sys.executable, "-c", SCRIPT, str(folder), NAME, PASSPHRASE]
    with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8") as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "begun\n"
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.kill()
    if not holds_records(folder):
        assert not folder.exists()
        set_up(folder, service_name="S", user_name=NAME, passphrase=PASSPHRASE, stretching=LOWEST_ACCEPTED)
    sign_in(folder, name=NAME, passphrase=PASSPHRASE).close()


@pytest.mark.parametrize("size", [0, 500, 1_000, 4_000, 8_000, 40_000, 100_000, 200_000, 300_000, 400_000])
def test_a_disk_that_fills_up_is_a_sentence_and_leaves_nothing(tmp_path: Path, size: int) -> None:
    with no_file_longer_than(size), pytest.raises(FolderError, match="could not be written"):
        set_up(
            tmp_path / "records",
            service_name="S",
            user_name=NAME,
            passphrase=PASSPHRASE,
            stretching=LOWEST_ACCEPTED,
        )
    assert list(tmp_path.iterdir()) == []
