"""The heart of the window while a full return is counted, shown and written: how long it ever stood still."""

import argparse
import json
import sys
import time
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer

from benchmarks.returning import DEFINITION, QUARTER
from benchmarks.window import Shown, signed_in_window
from desktop.exports.returns.files import return_files
from desktop.returns.result import Profile
from desktop.ui.returns.asked import ReturnAsked
from desktop.ui.returns.room import ReturnsRoom
from desktop.ui.shared.screen import Destination

_BEAT = 2
_GIVE_UP_AFTER = 300.0


class Heart:
    """Beats every two milliseconds in the window's own loop, and keeps the longest time between two beats."""

    def __init__(self, shown: Shown) -> None:
        self.longest: dict[str, float] = {}
        self._shown = shown
        self._doing = ""
        self._last = self._began = time.perf_counter()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._room: ReturnsRoom | None = None

    def begin(self) -> None:
        """Enter the room of returns, which counts at once; what it shows first is not measured."""
        shell = self._shown.signed_in.shell
        shell.go_to(Destination("returns"))
        room = shell.room
        if not isinstance(room, ReturnsRoom):
            message = "the window has no room of returns"
            raise TypeError(message)
        self._room = room
        self._go_on("")
        self._timer.start(_BEAT)

    def _go_on(self, doing: str) -> None:
        self._doing = doing
        self._last = time.perf_counter()

    def _beat(self) -> None:
        now = time.perf_counter()
        if self._doing:
            self.longest[self._doing] = max(self.longest.get(self._doing, 0.0), (now - self._last) * 1000)
        self._last = now
        if now - self._began > _GIVE_UP_AFTER:
            self._shown.app.exit(1)
        elif self._doing == "" and self._is_shown(None):
            self._go_on("counting and showing")
            if self._room is not None:
                self._room.view.asked.emit(ReturnAsked(DEFINITION, QUARTER, Profile.EXACT))
        elif self._doing == "counting and showing" and self._is_shown(QUARTER):
            self._go_on("writing")
            self._write()

    def _is_shown(self, period: str | None) -> bool:
        view = self._room.view if self._room is not None else None
        result = view.result if view is not None else None
        if view is None or result is None or not view.document.is_illustrated:
            return False
        return period is None or result.period.id == period

    def _write(self) -> None:
        signed_in = self._shown.signed_in
        result = self._room.view.result if self._room is not None else None
        if result is not None:
            signed_in.workspace.tasks.work(signed_in.shell, partial(return_files, result), self._end)

    def _end(self, _files: dict[str, bytes]) -> None:
        self._timer.stop()
        self._shown.app.exit(0)


def main(arguments: list[str]) -> int:
    """Measure in this process, and print what came out as JSON."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    given = parser.parse_args(arguments)
    with signed_in_window(given.folder) as shown:
        heart = Heart(shown)
        QTimer.singleShot(0, heart.begin)
        if shown.app.exec() != 0:
            message = "the return was not shown"
            raise RuntimeError(message)
    print(json.dumps(heart.longest), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
