"""The unlock screen paints before anything heavy is loaded."""

import subprocess
import sys
from pathlib import Path

SCRIPT = """
import sys
from pathlib import Path
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication
from desktop.app.options import Options
from desktop.app.program import Program

HEAVY = (
    "cryptography", "sqlalchemy", "sqlcipher3", "alembic", "reportlab", "phonenumbers", "qtawesome", "zxcvbn"
)

class Painted(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, report)
        return False

def report():
    print("loaded:", *[name for name in HEAVY if name in sys.modules], flush=True)
    app.exit(0)

app = QApplication([])
program = Program(app, Options(store=Path(sys.argv[1])))
painted = Painted()
program.start()
program.window.installEventFilter(painted)
app.exec()
program.close()
"""


def test_nothing_heavy_is_loaded_when_the_unlock_screen_has_painted(folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(folder)],
        capture_output=True,
        check=False,
        encoding="utf-8",
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout == "loaded:\n"
