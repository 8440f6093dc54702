"""A crash leaves no memory image, a new file no reader but its owner."""

import subprocess
import sys
from pathlib import Path

import pytest

HARDENED = """
import resource, sys
from pathlib import Path
from desktop.platform.hardening import harden_process
harden_process()
Path(sys.argv[1]).touch()
print(resource.getrlimit(resource.RLIMIT_CORE), oct(Path(sys.argv[1]).stat().st_mode & 0o777))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limits of this kind")
def test_no_memory_image_and_no_file_for_others(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", HARDENED, str(tmp_path / "new")],
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    assert done.stdout == "(0, 0) 0o600\n"
