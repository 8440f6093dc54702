"""Qt gives back every reference to None; a release that loses one at each call ends the process in the end.

WORKAROUND: PySide6 6.12.0 on Python 3.10 and 3.11 loses one at every call without an answer, hence the pin.
"""

import subprocess
import sys
import tomllib

import pytest

from tests.guards.source import ROOT

CALLS = 200_000
SLACK = 1_000  # references to None that come and go by themselves

COUNT_REFERENCES = """
import ctypes, sys
from PySide6.QtWidgets import QApplication, QLabel

app = QApplication([])
label = QLabel()
if {loses}:
    def call(text):
        label.setText(text)
        ctypes.pythonapi.Py_DecRef(ctypes.py_object(None))
else:
    call = label.setText
before = sys.getrefcount(None)
for number in range({calls}):
    call("a")
print(sys.getrefcount(None) - before)
"""


def complaint(*, calls: int, loses: bool) -> str:
    """Set a text many times in a process of its own; says what went wrong, or nothing."""
    ran = subprocess.run(
        [sys.executable, "-c", COUNT_REFERENCES.format(calls=calls, loses=loses)],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if ran.returncode != 0:
        return f"the process ended with {ran.returncode}: {ran.stderr}"
    lost = -int(ran.stdout)
    return f"{lost} references to None were lost" if lost > SLACK else ""


def test_two_hundred_thousand_calls_lose_no_reference() -> None:
    assert complaint(calls=CALLS, loses=False) == ""


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None cannot lose references from Python 3.12 on")
def test_a_reference_lost_at_each_call_is_noticed() -> None:
    assert complaint(calls=2 * SLACK, loses=True) != ""


def test_qt_is_pinned_to_a_release_that_was_tried() -> None:
    dependencies = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"][
        "dependencies"
    ]

    assert [name for name in dependencies if name.startswith("pyside6")] == ["pyside6-essentials==6.11.3"]
