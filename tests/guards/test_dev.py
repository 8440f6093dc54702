"""One command sets up and runs anything, from a tree whose environment is already made."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.guards.source import ROOT

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in for Python is a shell script")

SAYS_WHAT_IT_RUNS = '#!/bin/sh\necho "ran $QT_QPA_PLATFORM: $*"\n'
FAILS_AT_TYPES = '#!/bin/sh\necho "said $*"\ncase "$*" in *mypy*) exit 1;; esac\n'


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """Make a tree that is set up; its Python says what it was asked to run."""
    for name in ("dev.py", "requirements.lock"):
        shutil.copyfile(ROOT / name, tmp_path / name)
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    stamp = hashlib.sha256((tmp_path / "requirements.lock").read_bytes()).hexdigest()
    (tmp_path / ".venv" / "made-from").write_text(stamp, encoding="ascii")
    place_python(tmp_path, SAYS_WHAT_IT_RUNS)
    return tmp_path


def place_python(tree: Path, script: str) -> None:
    """Put a script in the place of the environment's programs."""
    for name in ("python", "lint-imports"):
        program = tree / ".venv" / "bin" / name
        program.write_text(script, encoding="ascii")
        program.chmod(0o755)


def dev(tree: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run ``dev.py`` with no display but what the environment names."""
    kept = {name: value for name, value in os.environ.items() if "DISPLAY" not in name and "QT_" not in name}
    return subprocess.run(
        [sys.executable, str(tree / "dev.py"), *arguments],
        env=kept | environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux may have no display")
def test_with_no_display_the_demonstration_is_built_and_pictured(tree: Path) -> None:
    assert dev(tree, "run").stdout == "ran offscreen: -m desktop look-around --out out\n"


def test_with_a_display_the_program_opens(tree: Path) -> None:
    assert dev(tree, "run", DISPLAY=":0").stdout == "ran : -m desktop\n"
    assert dev(tree, "run", WAYLAND_DISPLAY="wayland-0").stdout == "ran : -m desktop\n"


def test_arguments_go_to_the_program_to_the_tests_and_to_the_pictures(tree: Path) -> None:
    assert dev(tree, "run", "verify", "--store", "x").stdout.endswith(": -m desktop verify --store x\n")
    assert dev(tree, "test", "tests/store", "-q").stdout.endswith(" --dist worksteal tests/store -q\n")
    assert dev(tree, "screenshots").stdout == "ran offscreen: -m desktop screenshots --out out/screenshots\n"


def test_a_second_start_installs_nothing_and_asks_nobody(tree: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in tree.rglob("*")}
    done = dev(tree, "setup")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert {path: path.stat().st_mtime_ns for path in tree.rglob("*")} == before


def test_every_check_is_done_though_one_fails_and_the_whole_fails(tree: Path) -> None:
    place_python(tree, FAILS_AT_TYPES)

    checked = dev(tree, "check")

    assert checked.returncode == 1
    assert "9 checks in" in checked.stdout
    assert checked.stdout.count("passed  ") == 6
    assert "failed: mypy (this system), mypy (Windows), mypy (macOS)" in checked.stdout


def test_a_part_of_the_checks_can_be_asked_for_and_a_wrong_name_is_no_pass(tree: Path) -> None:
    assert "2 checks in" in dev(tree, "check", "ruff").stdout
    assert dev(tree, "check", "rough").returncode == 1


def test_an_unknown_command_is_wrong_usage(tree: Path) -> None:
    assert dev(tree, "walk").returncode == 2
    assert dev(tree).returncode == 0
