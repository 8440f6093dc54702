"""Measures that need a process of their own: run it, read what it printed, sum it up."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from benchmarks.figures import Goal, Measure, Of, taken
from benchmarks.stores import AT_ONCE, ROOT, room_to_work


def measure_find(folder: Path, *, people: int, names: int) -> Measure:
    """Find people with nothing else going on."""
    found = _run("benchmarks.finding", str(folder), *_names(people, names))
    return Measure(
        id="find",
        title="Find as you type, from key event to painted rows",
        people=people,
        ours=taken(found["times"], "ms"),
        plain=taken(found["plain"], "ms"),
        plain_title="a bare line of text over a list of 50 ready-made rows",
        goal=Goal(Of.P95, 30.0),
    )


def measure_find_during_import(folder: Path, *, people: int, names: int, imports: int) -> Measure:
    """Find people while lists of 2,000 rows are brought in, on a copy of the records."""
    with room_to_work() as place:
        copy = shutil.copytree(folder, place / "records")
        found = _run("benchmarks.finding", str(copy), *_names(people, names), "--imports", str(imports))
    return Measure(
        id="find-during-import",
        title="Find as you type while lists of 2,000 rows are brought in",
        people=people,
        ours=taken(found["times"], "ms"),
        plain=taken(found["plain"], "ms"),
        plain_title="a bare line of text over a list of 50 ready-made rows",
        goal=Goal(Of.P95, 30.0),
        besides={"imports": found["imports"]},
    )


def measure_heartbeat(folder: Path, *, people: int, repeats: int) -> Measure:
    """Count, show and write the full return in the window, each time in a process of its own."""
    found = [_run("benchmarks.beating", str(folder)) for _ in range(repeats)]
    longest: dict[str, float] = {}
    for one in found:
        for doing, gap in one.items():
            longest[doing] = max(longest.get(doing, 0.0), gap)
    return Measure(
        id="return-heartbeat",
        title="The longest the window stood still while the full return was counted, shown and written",
        people=people,
        ours=taken([max(one.values()) for one in found], "ms"),
        goal=Goal(Of.HIGHEST, 100.0),
        besides={doing.replace(" ", "_"): gap for doing, gap in longest.items()},
    )


def measure_memory(folder: Path, *, people: int) -> Measure:
    """Hold the whole program in a process of its own."""
    found = _run("benchmarks.remembering", str(folder), *_people(people))
    highest = found.pop("highest")
    return Measure(
        id="memory",
        title="Memory of the whole program at its highest: unlocked, people found, a year counted",
        people=people,
        ours=taken([highest], "MB"),
        goal=Goal(Of.HIGHEST, 250.0),
        besides=found,
    )


def _names(people: int, names: int) -> list[str]:
    return [*_people(people), "--names", str(names)]


def _people(people: int) -> list[str]:
    """Say of how many people in the first list names may be typed."""
    return ["--people", str(min(people, AT_ONCE))]


def _run(module: str, *arguments: str) -> Any:
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        check=True,
        encoding="utf-8",
        timeout=900,
    )
    return json.loads(done.stdout)
