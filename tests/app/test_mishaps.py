"""What nobody caught is reported without values, from any thread."""

import subprocess
import sys

SCRIPT = """
import sys, threading
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from desktop.app.mishaps import Mishaps

def stumble():
    raise ValueError("Planted Name")

app = QApplication([])
mishaps = Mishaps()
mishaps.watch()
reports = []

def take(report):
    reports.append((report.text, threading.current_thread() is threading.main_thread()))
    if len(reports) == 2:
        app.exit(0)

mishaps.happened.connect(take)
QTimer.singleShot(0, stumble)
thread = threading.Thread(target=stumble)
thread.start()
app.exec()
thread.join()
mishaps.leave()
print(reports)
sys.exit(0 if sys.excepthook is sys.__excepthook__ else 3)
"""


def test_a_slip_in_any_thread_is_reported_in_the_screens_without_its_words() -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], capture_output=True, check=False, encoding="utf-8", timeout=60
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("builtins.ValueError") == 2
    assert done.stdout.count("True)") == 2
    assert "Planted" not in done.stdout + done.stderr
