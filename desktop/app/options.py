"""How the window is to open."""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop.workspace.relaunch import LOCKED, QUIETLY, STORE


@dataclass(frozen=True, slots=True)
class Options:
    """Which records to open, and whether the program comes back from a lock, asked for or by itself."""

    store: Path | None = None
    locked: bool = False
    quietly: bool = False


def parse_options(arguments: Sequence[str]) -> Options:
    """Read the options of the window; wrong ones end the program with status 2."""
    parser = argparse.ArgumentParser(prog="alongside")
    parser.add_argument(STORE, type=Path, metavar="DIR", help="open the records in this folder")
    parser.add_argument(LOCKED, action="store_true", help=argparse.SUPPRESS)
    parser.add_argument(QUIETLY, action="store_true", help=argparse.SUPPRESS)
    found = parser.parse_args(list(arguments))
    return Options(found.store, found.locked, found.quietly)


def opens_window(arguments: Sequence[str]) -> bool:
    """Say whether the arguments ask for the window, and not for a command."""
    return not arguments or arguments[0] in {STORE, LOCKED, QUIETLY}
