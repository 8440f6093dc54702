"""Opens the program as its way in does; says when the unlock screen has painted, and ends."""

import os
import sys
import time

from PySide6.QtWidgets import QApplication

from benchmarks.painting import FirstPaint
from desktop.app.options import parse_options
from desktop.app.program import Program
from desktop.platform.hardening import harden_process


def main(arguments: list[str]) -> int:
    """Do what ``desktop.app.program.open_window`` does, until the first painting."""
    options = parse_options(arguments)
    harden_process()
    app = QApplication(sys.argv[:1])
    program = Program(app, options)
    painted = FirstPaint(program.window, _say_when)
    program.start()
    status = app.exec()
    del painted
    return status


def _say_when() -> None:
    print(time.monotonic_ns(), flush=True)
    os._exit(0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
