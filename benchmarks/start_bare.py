"""The plain thing beside the start: a PySide6 window with one label; says when it has painted, and ends."""

import os
import sys
import time

from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from benchmarks.painting import FirstPaint


def main() -> int:
    """Show the window until it has painted."""
    app = QApplication(sys.argv[:1])
    window = QWidget()
    QVBoxLayout(window).addWidget(QLabel("Hello"))
    painted = FirstPaint(window, _say_when)
    window.show()
    status = app.exec()
    del painted
    return status


def _say_when() -> None:
    print(time.monotonic_ns(), flush=True)
    os._exit(0)


if __name__ == "__main__":
    sys.exit(main())
