"""The leak guard is proved by leaks that are planted."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

THREAD = """
import threading

def test_leaves_a_thread():
    threading.Thread(target=threading.Event().wait, args=(30,), daemon=True).start()  # the line
"""
TIMER = """
from PySide6.QtCore import QTimer

def test_leaves_a_timer(qapp):
    timer = QTimer(qapp)
    timer.setInterval(60_000)
    timer.start()  # the line
"""
WINDOW = """
from PySide6.QtWidgets import QDialog

class Letter(QDialog):
    pass

kept = []

def test_leaves_a_window(qapp):
    kept.append(Letter())  # the line
"""
QT_THREAD = """
from PySide6.QtCore import QThread

kept = []

def test_leaves_a_thread_of_qt(qapp):
    thread = QThread()
    kept.append(thread)
    thread.start()  # the line

def test_ends_it():
    kept[0].quit()
    kept[0].wait()
"""
TIDY = """
import threading

import pytest
from PySide6.QtCore import QThread, QTimer
from PySide6.QtWidgets import QDialog, QLabel

@pytest.fixture(scope="module")
def long_lived():
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    yield
    stop.set()
    thread.join()

def test_uses_what_outlives_it(long_lived):
    pass

def test_joins_its_thread():
    thread = threading.Thread(target=int)
    thread.start()
    thread.join()

def test_closes_its_window(qtbot):
    dialog = QDialog()
    qtbot.addWidget(dialog)
    dialog.show()
    QLabel("inside", dialog)

def test_drops_its_window_later(qapp):
    QDialog().deleteLater()

def test_stops_its_timer_and_thread(qapp):
    timer = QTimer()
    timer.start(60_000)
    timer.stop()
    thread = QThread()
    thread.start()
    thread.quit()
    thread.wait()
"""


def run_tests(folder: Path, source: str) -> subprocess.CompletedProcess[str]:
    """Run a planted test module under the leak guard, in a process of its own."""
    planted = folder / "test_planted.py"
    planted.write_text(source, encoding="utf-8")
    options = ["-p", "no:randomly", "-p", "no:xdist", "-p", "no:cacheprovider", "-p", "tests.guards.leaks"]
    where = ["-c", str(ROOT / "pyproject.toml"), "--rootdir", str(folder), str(planted)]
    return subprocess.run(
        [sys.executable, "-m", "pytest", *options, *where],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.parametrize(
    "source", [THREAD, TIMER, WINDOW, QT_THREAD], ids=["thread", "timer", "window", "qt"]
)
def test_what_a_test_leaves_behind_fails_it_and_names_the_line(tmp_path: Path, source: str) -> None:
    number = 1 + source.splitlines().index(next(line for line in source.splitlines() if "# the line" in line))

    outcome = run_tests(tmp_path, source)

    assert outcome.returncode == 1, outcome.stdout
    assert "This test left behind" in outcome.stdout
    assert f"test_planted.py:{number} in test_leaves_a" in outcome.stdout


def test_a_test_that_tidies_up_passes(tmp_path: Path) -> None:
    outcome = run_tests(tmp_path, TIDY)

    assert outcome.returncode == 0, outcome.stdout
    assert "5 passed" in outcome.stdout
