"""Start: from the process to the painted unlock screen, against a bare window."""

import subprocess
import sys
import time
from pathlib import Path

from benchmarks.figures import Goal, Measure, Of, taken
from benchmarks.stores import ROOT

_WARM_UPS = 2


def measure_start(folder: Path, *, repeats: int) -> Measure:
    """Start both in turn, each in a process of its own."""
    ours: list[float] = []
    bare: list[float] = []
    for turn in range(_WARM_UPS + repeats):
        one = _milliseconds_to_paint("benchmarks.start_unlock", "--store", str(folder))
        other = _milliseconds_to_paint("benchmarks.start_bare")
        if turn >= _WARM_UPS:
            ours.append(one)
            bare.append(other)
    return Measure(
        id="start",
        title="Process start to painted unlock screen",
        people=None,
        ours=taken(ours, "ms"),
        plain=taken(bare, "ms"),
        plain_title="a bare PySide6 window with one label",
        goal=Goal(Of.RATIO, 2.5),
    )


def _milliseconds_to_paint(module: str, *arguments: str) -> float:
    started = time.monotonic_ns()
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        check=True,
        encoding="utf-8",
        timeout=120,
    )
    return (int(done.stdout) - started) / 1e6
