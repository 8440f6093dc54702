"""Memory: the most that the whole program holds with its window open, after finding people and a return."""

import argparse
import json
import sys
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer

from benchmarks.finding import Finding
from benchmarks.people import YEAR, Typed, names_to_type
from benchmarks.returning import count_quarter
from benchmarks.window import Shown, signed_in_window
from desktop.returns.result import Return

_NAMES = 20
_DRAWN_FROM = 2_000  # drawing names from everybody would take more memory than the program does
_MEGABYTE = 1024 * 1024  # as everywhere in the program: what the page caches are counted in


class Day:
    """What somebody does before the memory is read: find people, then count a return."""

    def __init__(self, shown: Shown, typed: Typed) -> None:
        self.after_unlock = megabytes_now()
        self.after_finding = 0.0
        self._shown = shown
        self._finding = Finding(shown, typed, [])

    def begin(self) -> None:
        """Find people; the return follows when the window's loop ends."""
        self._finding.begin()

    def count(self) -> None:
        """Count a return on the long reader, as the screen of returns does."""
        self.after_finding = megabytes_now()
        signed_in = self._shown.signed_in
        signed_in.workspace.tasks.read_long(
            signed_in.shell, count_quarter(self._shown.opened, f"{YEAR}:Q4"), self._counted
        )

    def _counted(self, _: Return) -> None:
        self._shown.app.exit(0)


def megabytes_now() -> float:
    """Read how much memory the process holds now."""
    import psutil  # noqa: PLC0415  # not before the program has started

    return float(psutil.Process().memory_info().rss) / _MEGABYTE


def most_megabytes() -> float:
    """Read the most memory the process ever held."""
    if sys.platform == "win32":
        import psutil  # noqa: PLC0415  # only Windows needs it

        return float(psutil.Process().memory_info().peak_wset) / _MEGABYTE
    if sys.platform == "darwin":
        import resource  # noqa: PLC0415  # Linux has it too, but there it counts who started the process

        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _MEGABYTE
    told = Path("/proc/self/status").read_text(encoding="ascii")
    (highest,) = (line for line in told.splitlines() if line.startswith("VmHWM:"))
    return int(highest.split()[1]) / 1024


def main(arguments: list[str]) -> int:
    """Measure in this process, and print what came out as JSON."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--people", type=int, required=True)
    given = parser.parse_args(arguments)
    typed = names_to_type(people=min(given.people, _DRAWN_FROM), warm_up=5, held_back=_NAMES)
    with signed_in_window(given.folder) as shown:
        day = Day(shown, typed)
        QTimer.singleShot(0, day.begin)
        shown.app.exec()
        QTimer.singleShot(0, partial(day.count))
        shown.app.exec()
        found = {
            "highest": most_megabytes(),
            "after_unlock": day.after_unlock,
            "after_finding": day.after_finding,
            "after_return": megabytes_now(),
        }
    print(json.dumps(found), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
