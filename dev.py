"""Set up and run anything: ``python3 dev.py`` with one of the commands that it lists.

Uses the standard library alone, so it works on a fresh computer with nothing but Python 3.11.
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
STAMP = VENV / "made-from"
LINUX = sys.platform.startswith("linux")
SCRIPTS = VENV / ("Scripts" if sys.platform == "win32" else "bin")
PYTHON = str(SCRIPTS / ("python.exe" if sys.platform == "win32" else "python"))
OLDEST = (3, 11)

# What Qt opens on Linux, and the Debian package that brings it: without the first group no window can be made
# at all, the second is for a screen under X11, the third for one under Wayland.
QT_ALWAYS = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
QT_X11 = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
QT_WAYLAND = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}


class DevError(Exception):
    """Something stands in the way, in words for the developer."""


def main(arguments: list[str]) -> int:
    """Do what the first argument names with the rest of them; returns the exit code."""
    commands: dict[str, Callable[[list[str]], int]] = {
        "setup": lambda _rest: 0,
        "run": run,
        "test": test,
        "check": check,
        "bench": bench,
        "screenshots": screenshots,
        "roles": roles,
        "package": package,
        "lock": lock,
    }
    name = arguments[0] if arguments else "help"
    if name not in commands:
        print(f"Usage: python3 dev.py {' | '.join(commands)} [arguments]")
        return 0 if name in {"help", "-h", "--help"} else 2
    try:
        setup()
        return commands[name](arguments[1:])
    except DevError as problem:
        print(problem, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


# ── setting up ──────────────────────────────────────────────────────────────────────────────────────────────


def setup() -> None:
    """Make the environment, unless it is already made from the very lock file that is here.

    Raises:
        DevError: Python is too old, or an install step failed.
    """
    if sys.version_info < OLDEST:
        message = f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}."
        raise DevError(message)
    wanted = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    if Path(PYTHON).exists() and STAMP.exists() and STAMP.read_text(encoding="ascii") == wanted:
        return
    started = time.perf_counter()
    install_system_packages()
    make_environment()
    _step("Installing the packages of requirements.lock")
    pip = [PYTHON, "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
    _must(
        [*pip, "--no-deps", "--require-hashes", "-r", str(LOCK)],
        "The packages could not be installed. Is there a connection to the package index?",
    )
    STAMP.write_text(wanted, encoding="ascii")
    _step(f"Ready after {time.perf_counter() - started:.0f} s")


def make_environment() -> None:
    """Make an empty ``.venv``, in place of one that is out of date.

    Raises:
        DevError: Python cannot make one.
    """
    _step("Making .venv")
    if VENV.exists():
        shutil.rmtree(VENV)
    _must([sys.executable, "-m", "venv", str(VENV)], "Python could not make a virtual environment.")


def install_system_packages() -> None:
    """Install what Debian and Ubuntu leave out of Python, and the libraries that Qt opens.

    Raises:
        DevError: something that cannot be done without is missing and could not be installed.
    """
    needed = missing_libraries(QT_ALWAYS)
    if importlib.util.find_spec("ensurepip") is None:
        needed.append(f"python{sys.version_info[0]}.{sys.version_info[1]}-venv")
    wanted = [*needed, *missing_libraries(QT_X11), *missing_libraries(QT_WAYLAND)]
    if not wanted:
        return
    if install_with_apt(wanted):
        return
    print(
        f"To have everything that Qt uses, run:\n  sudo apt-get install {' '.join(wanted)}", file=sys.stderr
    )
    print("(or your system's packages of the same libraries), then start again.", file=sys.stderr)
    if needed:
        message = f"It cannot go on without: {' '.join(needed)}"
        raise DevError(message)


def missing_libraries(libraries: dict[str, str]) -> list[str]:
    """Name the packages of the libraries that cannot be loaded; only Linux needs any."""
    return [package for library, package in libraries.items() if LINUX and not _loads(library)]


def install_with_apt(packages: list[str]) -> bool:
    """Install the packages where apt-get is and we may use it; says whether that was done."""
    if sys.platform != "linux" or shutil.which("apt-get") is None:
        return False
    before: list[str] = []
    if os.geteuid() != 0:
        if shutil.which("sudo") is None:
            return False
        before = ["sudo"] if sys.stdin.isatty() else ["sudo", "-n"]
    before += ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    _step(f"Installing with apt-get: {' '.join(packages)}")
    if _call([*before, "update"]) != 0:
        return False
    return _call([*before, "install", "-y", "--no-install-recommends", *packages], quiet=True) == 0


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


# ── running ─────────────────────────────────────────────────────────────────────────────────────────────────


def run(arguments: list[str]) -> int:
    """Open the program; with no display, build the demonstration and write a picture of every screen."""
    environment = dict(os.environ)
    if LINUX and not (environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY")):
        environment["QT_QPA_PLATFORM"] = "offscreen"
        arguments = arguments or ["look-around", "--out", "out"]
    command = [PYTHON, "-m", "desktop", *arguments]
    if sys.platform != "win32":
        os.chdir(ROOT)
        os.execve(PYTHON, command, environment)  # noqa: S606 -- no shell, and no way back
    return _call(command, environment)


def test(arguments: list[str]) -> int:
    """Run the tests on two to four cores, in random order, with no display; arguments go to pytest."""
    workers = min(4, max(2, os.cpu_count() or 2))
    command: list[str] = [
        PYTHON,
        "-m",
        "pytest",
        "-n",
        str(workers),
        "--dist",
        "worksteal",
        *arguments,
    ]
    return _call(command, _quiet_environment() | {"PYTHONWARNDEFAULTENCODING": "1"})


def bench(arguments: list[str]) -> int:
    """Measure the program against the bare work; arguments go to ``benchmarks/run.py``."""
    return _call([PYTHON, "-m", "benchmarks.run", *arguments], _quiet_environment())


def screenshots(arguments: list[str]) -> int:
    """Write a picture of every screen to ``out/screenshots``, or where the arguments say."""
    arguments = arguments or ["--out", "out/screenshots"]
    return _call([PYTHON, "-m", "desktop", "screenshots", *arguments], _quiet_environment())


def roles(arguments: list[str]) -> int:
    """Write down who may do what, read off the program, in ``docs/who-may-do-what.md``."""
    return _call([PYTHON, "-m", "tests.guards.matrix", *arguments])


def package(arguments: list[str]) -> int:
    """Build the shipped program into ``dist/`` and let it prove itself; ``--check`` tries the one there."""
    return _call([PYTHON, "-m", "shipping.package", *arguments])


def _quiet_environment() -> dict[str, str]:
    return dict(os.environ) | {"QT_QPA_PLATFORM": "offscreen"}


# ── checking ────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Check:
    """One thing that is checked, and the command that checks it."""

    name: str
    command: list[str]


@dataclass(frozen=True)
class Outcome:
    """What a check said, and how long it took in seconds."""

    check: Check
    passed: bool
    output: str
    seconds: float


def check(arguments: list[str]) -> int:
    """Check format, lint, types for three systems and the rooms' contracts; exit 1 if any of them failed.

    With arguments, only the checks whose names contain one of them: ``python3 dev.py check ruff mypy``.
    """
    chosen = [one for one in checks() if not arguments or any(word in one.name for word in arguments)]
    started = time.perf_counter()
    with ThreadPoolExecutor(max_workers=2) as pool:
        failed = [outcome.check.name for outcome in pool.map(perform, chosen) if not told(outcome)]
    total = f"{len(chosen)} checks in {time.perf_counter() - started:.1f} s"
    print(f"{total}: {'failed: ' + ', '.join(failed) if failed else 'all passed'}")
    return 1 if failed or not chosen else 0


def checks() -> list[Check]:
    """Everything that ``check`` checks, the slow first so that two at a time end together."""
    pyright = [PYTHON, "-m", "pyright", "--pythonpath", PYTHON]
    mypy = [PYTHON, "-m", "mypy"]
    windows, macos = (
        [".mypy_cache/win32", "--platform", "win32"],
        [".mypy_cache/darwin", "--platform", "darwin"],
    )
    program = _places("desktop", "migrations", "dev.py")
    everything = [
        *program,
        *_places("tests", "benchmarks", "shipping"),
    ]  # faults are planted with what only one system has
    return [
        Check("pyright (this system)", [*pyright, *everything]),
        Check("mypy (this system)", [*mypy, *everything]),
        Check("pyright (Windows)", [*pyright, *program, "--pythonplatform", "Windows"]),
        Check("mypy (Windows)", [*mypy, *program, "--cache-dir", *windows]),
        Check("pyright (macOS)", [*pyright, *program, "--pythonplatform", "Darwin"]),
        Check("mypy (macOS)", [*mypy, *program, "--cache-dir", *macos]),
        Check("contracts (import-linter)", [str(SCRIPTS / "lint-imports"), "--no-cache", "--no-logo"]),
        Check("lint (ruff)", [PYTHON, "-m", "ruff", "check"]),
        Check("format (ruff)", [PYTHON, "-m", "ruff", "format", "--check"]),
    ]


def perform(one: Check) -> Outcome:
    """Run one check to its end and keep what it printed."""
    started = time.perf_counter()
    done = subprocess.run(
        one.command,
        cwd=ROOT,
        env=dict(os.environ) | _checker_settings(),
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    return Outcome(one, done.returncode == 0, done.stdout + done.stderr, time.perf_counter() - started)


def told(outcome: Outcome) -> bool:
    """Print one line for a check, and all it said if it failed; returns whether it passed."""
    mark = "passed" if outcome.passed else "FAILED"
    print(f"{mark}  {outcome.check.name:<28} {outcome.seconds:5.1f} s", flush=True)
    if not outcome.passed:
        print(outcome.output, flush=True)
    return outcome.passed


def _places(*names: str) -> list[str]:
    return [name for name in names if (ROOT / name).exists()]


def _checker_settings() -> dict[str, str]:
    # Pyright comes whole with its Python package, at the version of the lock file: it need not say that there
    # is a newer one.
    return {
        "PYRIGHT_PYTHON_IGNORE_WARNINGS": "1",
        "PYTHONUTF8": "1",
        "NO_COLOR": "1",
    }


# ── the lock file ───────────────────────────────────────────────────────────────────────────────────────────

LOCK_HEADER = "# Every dependency, pinned and hashed, for every system. Made by: python3 dev.py lock\n"


def lock(arguments: list[str]) -> int:
    """Write requirements.lock anew from pyproject.toml; pins stay unless the arguments say ``--upgrade``."""
    compile_ = [
        PYTHON,
        "-m",
        "uv",
        "pip",
        "compile",
        "pyproject.toml",
        "--extra",
        "dev",
        "--output-file",
        LOCK.name,
    ]
    every_system = ["--universal", "--python-version", "3.11", "--generate-hashes"]
    no_address = ["--no-emit-index-url", "--no-emit-find-links", "--no-header"]
    made = _call([*compile_, *every_system, *no_address, "--quiet", *arguments])
    if made == 0:
        written = LOCK.read_text(encoding="utf-8").removeprefix(LOCK_HEADER)
        LOCK.write_text(LOCK_HEADER + written, encoding="utf-8", newline="\n")
        setup()
    return made


# ── small steps ─────────────────────────────────────────────────────────────────────────────────────────────


def _step(text: str) -> None:
    print(f"· {text}", file=sys.stderr, flush=True)


def _call(command: list[str], environment: dict[str, str] | None = None, *, quiet: bool = False) -> int:
    stdout = subprocess.DEVNULL if quiet else None
    return subprocess.run(command, cwd=ROOT, env=environment, stdout=stdout, check=False).returncode


def _must(command: list[str], otherwise: str) -> None:
    if _call(command) != 0:
        raise DevError(otherwise)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
