"""Builds the shipped program, writes its bill of materials, and lets it prove itself."""

import os
import subprocess
import sys
import time
import tomllib
from pathlib import Path

from shipping.bill import write_bill
from shipping.contents import NAME

HOME = Path(__file__).resolve().parents[1]
DIST = HOME / "dist"
WORK = HOME / "build"


def main(arguments: list[str]) -> int:
    """Build the program and let it prove itself; with ``--check``, try the one that is there thoroughly."""
    if arguments not in ([], ["--check"]):
        print("Usage: python3 dev.py package [--check]", file=sys.stderr)
        return 2
    if arguments:
        return _check()
    started = time.perf_counter()
    if (status := _build()) != 0:
        return status
    folder = DIST / NAME
    version = str(tomllib.loads((HOME / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"])
    bill = write_bill(folder, work=WORK / "pyinstaller", home=HOME, version=version)
    size = sum(file.stat().st_size for file in folder.rglob("*") if not file.is_symlink())
    print(f"Alongside {version} is in {folder}: {size / 1e6:.0f} MB, {time.perf_counter() - started:.0f} s")
    print(f"What is in it: {bill}")
    return subprocess.run([str(program()), "self-test"], cwd=DIST, check=False).returncode


def program() -> Path:
    """Where the program lies that was built last."""
    return DIST / NAME / (f"{NAME}.exe" if sys.platform == "win32" else NAME)


def _build() -> int:
    command = [sys.executable, "-m", "PyInstaller", "pyinstaller.spec", "--noconfirm", "--clean"]
    places = ["--distpath", str(DIST), "--workpath", str(WORK)]
    quietly = dict(os.environ) | {"PYI_LOG_LEVEL": "ERROR"}
    return subprocess.run([*command, *places], cwd=HOME, env=quietly, check=False).returncode


def _check() -> int:
    command = [sys.executable, "-m", "pytest", "tests/shipping", "-p", "no:randomly", "-q"]
    given = dict(os.environ) | {"ALONGSIDE_SHIPPED": str(program()), "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.run(command, cwd=HOME, env=given, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
