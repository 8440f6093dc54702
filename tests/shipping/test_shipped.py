"""The shipped program at work, on a computer that has neither Python nor anything of ours.

``python3 dev.py package --check`` runs this with the program that was built last.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

from benchmarks.people import made_up_list
from desktop.workspace.relaunch import LOCKED

SHIPPED = os.environ.get("ALONGSIDE_SHIPPED", "")
PASSPHRASE = "violet teapots under seventeen bridges"
PATIENCE = 60.0
XDOTOOL = "/usr/bin/xdotool"

pytestmark = [
    pytest.mark.skipif(not SHIPPED, reason="tried by: python3 dev.py package --check"),
    pytest.mark.slow,
]
needs_linux = pytest.mark.skipif(sys.platform != "linux", reason="reads what Linux says of a process")
Run = Callable[..., str]


@pytest.fixture
def surroundings(tmp_path: Path) -> dict[str, str]:
    """Make a home with nothing in it, and a Python set up so badly that nobody could use it."""
    rubbish = tmp_path / "rubbish"
    rubbish.mkdir()
    for name in ("json", "sitecustomize", "desktop"):
        (rubbish / f"{name}.py").write_text("raise SystemExit('rubbish')", encoding="ascii")
    (tmp_path / "home").mkdir()
    kept = {name: os.environ[name] for name in ("SYSTEMROOT", "TEMP", "PATH") if name in os.environ}
    python = {
        "PYTHONPATH": str(rubbish),
        "PYTHONHOME": str(rubbish),
        "PYTHONINSPECT": "1",
        "PYTHONVERBOSE": "1",
    }
    home = dict.fromkeys(("HOME", "LOCALAPPDATA", "APPDATA"), str(tmp_path / "home"))
    return kept | python | home | {"LANG": "C.UTF-8", "ALONGSIDE_PASSPHRASE": PASSPHRASE}


@pytest.fixture
def run(tmp_path: Path, surroundings: dict[str, str]) -> Run:
    """Run a command of the shipped program; it must succeed and complain of nothing."""

    def run(*arguments: str) -> str:
        done = subprocess.run(
            [SHIPPED, *arguments],
            cwd=tmp_path,
            env=surroundings,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, ""), done.stdout
        return done.stdout

    return run


@pytest.fixture
def records(tmp_path: Path, run: Run) -> Path:
    """Make records with a made-up list in them."""
    run("init", "--store", "records", "--user", "Łucja Ŵyn", "--recovery-sheet", "sheet.pdf")
    (tmp_path / "list.csv").write_bytes(made_up_list(rows=300, number=1))
    run("import", "list.csv", "--store", "records", "--as", "history")
    return tmp_path / "records"


def test_it_proves_itself_with_no_python_and_no_home(run: Run) -> None:
    lines = run("self-test").splitlines()
    assert lines
    assert [line for line in lines if not line.startswith("ok ")] == []


def test_a_list_becomes_a_return_and_the_records_survive_a_backup(
    tmp_path: Path, records: Path, run: Run
) -> None:
    counted = ["--definition", "cleveland-tables", "--period", "2024-25", "--protect", "exact"]
    run("return", "--store", "records", *counted, "--out", "out")
    run("verify", "--store", str(records))
    run("backup", "--store", "records", "--to", "backups")
    (backup,) = (tmp_path / "backups").iterdir()
    run("restore", "--from", str(backup), "--store", "again")

    assert run("verify", "--store", "again").endswith("Everything is as it was written.\n")
    assert json.loads((tmp_path / "out" / "return.json").read_text(encoding="utf-8"))["tables"]
    assert (tmp_path / "out" / "return.xlsx").read_bytes().startswith(b"PK")
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")


def test_every_screen_is_drawn_with_its_icons_and_letters(tmp_path: Path, run: Run) -> None:
    run("look-around", "--out", "out")
    pictures = sorted((tmp_path / "out" / "screenshots").glob("*.png"))
    assert len(pictures) > 100
    assert min(picture.stat().st_size for picture in pictures) > 5_000  # an empty one packs into less


@needs_linux
def test_the_unlock_screen_paints_and_says_nothing(records: Path, surroundings: dict[str, str]) -> None:
    offscreen = surroundings | {"QT_QPA_PLATFORM": "offscreen"}
    with _started(offscreen, "--store", str(records)) as process:
        until(lambda: has_painted(process.pid))
        process.terminate()
        assert process.communicate()[0] == ""


@needs_linux
def test_locking_on_a_real_display_ends_it_and_starts_it_at_the_unlock_screen(
    records: Path, surroundings: dict[str, str]
) -> None:
    with display() as name, _started(surroundings | {"DISPLAY": name}, "--store", str(records)) as process:
        until(lambda: has_painted(process.pid))
        press(name, "type", PASSPHRASE)
        press(name, "key", "Return")
        until(lambda: has_opened(process.pid, records))
        until(lambda: press(name, "key", "ctrl+l") and process.poll() is not None)
        assert process.communicate()[0] == ""
        assert process.returncode == 0
        (locked,) = [one for one in psutil.process_iter() if runs_locked(one, records)]
        until(lambda: has_painted(locked.pid))
        assert not has_opened(locked.pid, records)
        locked.terminate()
        locked.wait(PATIENCE)


@needs_linux
def test_every_library_finds_the_libraries_it_asks_for() -> None:
    folder = Path(SHIPPED).parent / "_internal"
    paths = [path for path in folder.rglob("*.so*") if not path.is_symlink()]
    asked = subprocess.run(
        ["/usr/bin/ldd", *map(str, paths)],
        env={"LD_LIBRARY_PATH": str(folder), "PATH": os.environ["PATH"]},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert len(paths) > 50
    assert re.findall(r"(\S+) => not found", asked.stdout) == []


def test_its_bill_names_what_is_in_it_and_nothing_that_only_builds_it() -> None:
    bill = json.loads((Path(SHIPPED).parent / "bill-of-materials.json").read_text(encoding="utf-8"))
    names = {package["name"] for package in bill["packages"]}
    assert {"cryptography", "nicknames", "pyside6-essentials", "sqlcipher3", "tzdata"} <= names
    assert not {"hypothesis", "mypy", "pytest", "ruff", "setuptools"} & names
    assert all(package["version"] and package["hashes"] for package in bill["packages"])


@contextmanager
def _started(surroundings: dict[str, str], *arguments: str) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        [SHIPPED, *arguments],
        cwd="/",
        env=surroundings,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    ) as process:
        try:
            yield process
        finally:
            process.kill()


@contextmanager
def display() -> Iterator[str]:
    """Start a display that nobody sees, and give its name."""
    server = shutil.which("Xvfb")
    if server is None or not Path(XDOTOOL).exists():
        pytest.skip("needs Xvfb and xdotool")
    reading, writing = os.pipe()
    with subprocess.Popen(
        [server, "-displayfd", str(writing), "-screen", "0", "1400x900x24"],
        pass_fds=[writing],
        stderr=subprocess.DEVNULL,
    ) as process:
        os.close(writing)
        with os.fdopen(reading, encoding="ascii") as told:
            yield f":{told.readline().strip()}"
        process.terminate()


def press(name: str, *keys: str) -> bool:
    """Type into the window that is shown on a display; says that it was done."""
    done = subprocess.run(
        [XDOTOOL, "search", "--onlyvisible", "--class", ".", "windowfocus", *keys],
        env=os.environ | {"DISPLAY": name},
        stderr=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        check=False,
    )
    return done.returncode in {0, 1}


def has_painted(pid: int) -> bool:
    """Say whether a program has painted: only then does it load what opens records."""
    return any("sqlcipher3" in held.path for held in psutil.Process(pid).memory_maps())


def has_opened(pid: int, folder: Path) -> bool:
    """Say whether a program holds the records of a folder open."""
    return str(folder / "records.db") in {file.path for file in psutil.Process(pid).open_files()}


def runs_locked(one: psutil.Process, folder: Path) -> bool:
    """Say whether a process is the program at the unlock screen of these records."""
    with one.oneshot():
        try:
            line = one.cmdline()
        except psutil.Error:
            return False
    return LOCKED in line and str(folder) in line


def until(there: Callable[[], bool]) -> None:
    """Look again and again until it is so, for a minute at most."""
    ends = time.monotonic() + PATIENCE
    while not there():
        assert time.monotonic() < ends, "it never came"
        threading.Event().wait(0.05)
